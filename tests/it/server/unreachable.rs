//! A database server that is not there.

use std::process::Stdio;

use tokio::{
    net::{TcpListener, TcpSocket},
    process::Command,
};

use crate::support::Folder;

/// What the program says that is to serve on a database at an address.
async fn serves_on(address: &str) -> String {
    let folder = Folder::new();
    let output = Command::new(env!("CARGO_BIN_EXE_vestibule"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .env_clear()
        .env("VESTIBULE_DATA_DIR", folder.path())
        .env("VESTIBULE_DATABASE_URL", format!("postgres://portal:s3cr3t-word@{address}/customers"))
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

fn names_what_it_tried(said: &str, address: &str) {
    let tried = said.find("connecting to the database").unwrap_or_else(|| panic!("{said}"));
    let failed = said.find(&format!("the database at {address}/customers cannot be reached")).expect(said);
    assert!(tried < failed, "{said}");
    assert!(!said.contains("s3cr3t-word"), "{said}");
}

#[tokio::test]
async fn a_database_that_refuses_connections_is_named_without_its_password() {
    // Held and not listened on: nobody else can be given the port meanwhile.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let said = serves_on(&address).await;
    names_what_it_tried(&said, &address);
    assert!(said.to_lowercase().contains("refused"), "{said}");
}

#[tokio::test]
async fn a_database_that_says_nothing_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    names_what_it_tried(&serves_on(&address).await, &address);
}
