//! The command line as a backend: links made and events followed from outside.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader};

use crate::support::{Program, Receiver};

#[tokio::test]
async fn events_are_printed_as_they_come_and_forwarded_signed() {
    let (program, receiver) = (Program::start().await, Receiver::start().await);
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    program.backend.create_link(&job).await;
    let (api, key) = (program.url(""), program.backend.key());
    let arguments = ["listen", "--forward-to", &receiver.url, "--api-url", &api, "--api-key", key];
    let mut listening = program.command(&arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(listening.stdout.take().unwrap()).lines();
    let first = lines.next_line().await.unwrap().unwrap();
    let secret = first.rsplit(' ').next().unwrap().to_owned();
    assert_eq!(lines.next_line().await.unwrap().unwrap(), "Listening.");
    let mut arguments = vec!["link", "create", "--job", &job, "--external-id", "by-hand", "--qr"];
    arguments.extend(["--api-url", &api, "--api-key", key]);
    let made = program.told(&arguments).await;
    let (url, code) = made.split_once('\n').unwrap();
    assert!(url.starts_with(&program.url("/l/v1.")) && code.contains('█'), "{made}");
    let line = lines.next_line().await.unwrap().unwrap();
    assert!(line.contains("link.created") && line.ends_with("→ 200"), "{line}");
    let heard = receiver.hears(1).await.remove(0);
    assert!(heard.is_signed_with(&secret));
    assert_eq!(heard.event()["data"]["external_id"], "by-hand");
    listening.kill().await.unwrap();
}
