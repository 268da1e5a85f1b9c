//! What a copy of the data folder, keys included, tells of flows that have ended.

use std::{collections::BTreeSet, fs, os::unix::fs::PermissionsExt, path::Path};

use reqwest::Method;

use crate::support::{Customer, Folder, Program, until};

/// The beginnings of all sealed texts in a file: whoever has the keys beside it opens each of them.
fn sealed(bytes: &[u8], key: &str) -> BTreeSet<String> {
    let key = format!("{key}.");
    let is_sealed = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let found = bytes.windows(key.len()).enumerate().filter(|(_, window)| *window == key.as_bytes());
    let starts = found.map(|(at, _)| at + key.len());
    let texts = starts.map(|at| bytes[at..].iter().take_while(is_sealed).copied().collect::<Vec<u8>>());
    texts.filter(|text| text.len() >= 60).map(|text| String::from_utf8_lossy(&text[..60]).into_owned()).collect()
}

/// Copies the folder as a thief would, while the program runs, and reads all of the copy.
async fn found_in_a_copy(program: &Program) -> BTreeSet<String> {
    let ring: toml::Table = fs::read_to_string(program.folder.path().join("keys.toml")).unwrap().parse().unwrap();
    let key = ring["signing"].as_str().unwrap();
    let copy = Folder::new();
    let mut found = BTreeSet::new();
    for name in ["vestibule.db", "vestibule.db-wal", "vestibule.db-shm", "keys.toml"] {
        let from = program.folder.path().join(name);
        if from.is_file() {
            fs::copy(&from, copy.path().join(name)).unwrap();
            found.extend(sealed(&fs::read(copy.path().join(name)).unwrap(), key));
        }
    }
    found.extend(sealed(program.database.dump(program.folder.path()).await.as_bytes(), key));
    found
}

#[tokio::test]
async fn a_copied_folder_opens_nothing_of_flows_that_have_ended() {
    const FLOWS: usize = 40;
    let mut program = Program::start().await;
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let (mut links, mut customers) = (Vec::new(), Vec::new());
    for _ in 0..FLOWS {
        let (link, customer) = program.customer_of(&job).await;
        links.push(link);
        customers.push(customer);
    }
    assert!(found_in_a_copy(&program).await.len() >= FLOWS, "the test does not see what is there");
    for (number, customer) in customers.iter_mut().enumerate() {
        match number % 4 {
            0 => {
                customer.answer(&[("identifier", "user_good"), ("password", "mfa_sms")]).await.asks("one_time_code");
                customer.answer(&[("code", "123456")]).await.is("done");
            }
            1 => customer.press("action", "cancel").await.is("failed"),
            _ => customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done"),
        }
    }
    for (number, link) in links.iter().enumerate() {
        program.backend.sees(link, if number % 4 == 1 { "FAILED" } else { "COMPLETED" }).await;
    }
    // What the jobs brought home is the company's until it deletes it.
    let artifacts = program.backend.all("/v1/artifacts?limit=100").await;
    assert_eq!(artifacts.len(), FLOWS - FLOWS / 4);
    for artifact in artifacts {
        let path = format!("/v1/artifacts/{}", artifact["id"].as_str().unwrap());
        program.backend.send(Method::DELETE, &path, None).await.expect_nothing(204);
    }
    until("nothing is left", async || found_in_a_copy(&program).await.is_empty().then_some(())).await;
    program.kill().await;
    assert!(found_in_a_copy(&program).await.is_empty());
    program.serve().await;
    let mut last = Customer::new();
    last.open(&links[0].url).await.is("receipt");
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn files_are_for_their_owner_alone_in_any_folder_and_under_any_umask() {
    let mut program = Program::start().await;
    if program.database.is_shared() {
        return; // Another data folder would be another ring of keys, which that database refuses.
    }
    program.stop().await;
    for umask in ["000", "022", "077"] {
        let inner = program.folder.path().join(format!("data-{umask}"));
        let open = program.folder.path().join(format!("open-{umask}"));
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        for folder in [&inner, &open] {
            program.does_within(&format!("umask {umask}"), folder, &["migrate"]).await;
            let mut seen = 0;
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let expected = if entry.path().is_dir() { 0o700 } else { 0o600 };
                assert_eq!(mode(&entry.path()), expected, "{}", entry.path().display());
                seen += 1;
            }
            assert!(seen > 1);
        }
        assert_eq!(mode(&inner), 0o700);
    }
    // Files that an earlier version left open to others are closed.
    let database = program.folder.path().join("vestibule.db");
    if database.is_file() {
        fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
        program.serve().await;
        for name in ["vestibule.db", "vestibule.db-wal", "vestibule.db-shm"] {
            assert_eq!(mode(&program.folder.path().join(name)), 0o600, "{name}");
        }
    }
}
