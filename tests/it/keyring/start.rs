//! A server and a ring of keys that do not belong together.

use std::fs;

use crate::support::{Customer, Program};

/// Why the program does not serve with these variables.
async fn refuses(program: &Program, variables: &[(&str, &str)]) -> String {
    let output = program.command(&["serve"]).envs(variables.iter().copied()).output().await.unwrap();
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

const OTHER: &str =
    "signing = \"other\"\n[[keys]]\nid = \"other\"\nsecret = \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"";

#[tokio::test]
async fn without_the_keys_of_its_database_no_server_starts_and_with_them_everything_goes_on() {
    let mut program = Program::start().await;
    let (link, _) = program.customer().await;
    program.stop().await;
    let (file, aside) = (program.folder.path().join("keys.toml"), program.folder.path().join("aside"));
    fs::rename(&file, &aside).unwrap();

    let told = refuses(&program, &[]).await;
    assert!(told.contains("put back its keys.toml"), "{told}");
    assert!(!file.exists());
    let told = refuses(&program, &[("VESTIBULE_KEYS", OTHER)]).await;
    assert!(told.contains("the index key is not the one that this database was used with"), "{told}");

    fs::rename(&aside, &file).unwrap();
    program.serve().await;
    Customer::new().open(&link.url).await.is("elsewhere");
}

#[tokio::test]
async fn a_ring_that_lost_a_key_or_has_another_of_its_name_is_refused() {
    let mut program = Program::start().await;
    program.stop().await;
    program.told(&["keys", "rotate"]).await;
    program.serve().await;
    program.stop().await;
    let file = program.folder.path().join("keys.toml");
    let ring: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();

    let mut less = ring.clone();
    let first = less["keys"].as_array_mut().unwrap().remove(0);
    fs::write(&file, less.to_string()).unwrap();
    let told = refuses(&program, &[]).await;
    let id = first["id"].as_str().unwrap();
    assert!(told.contains(&format!("the ring lacks the key {id}")), "{told}");

    let mut unindexed = ring.clone();
    unindexed.remove("index");
    fs::write(&file, unindexed.to_string()).unwrap();
    let told = refuses(&program, &[]).await;
    assert!(told.contains("the index key is not the one"), "{told}");

    let mut other = ring.clone();
    other["keys"][0]["secret"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".into();
    fs::write(&file, other.to_string()).unwrap();
    let told = refuses(&program, &[]).await;
    assert!(told.contains(&format!("the key {id} is not the {id} that this database was used with")), "{told}");

    fs::write(&file, ring.to_string()).unwrap();
    program.serve().await;
}
