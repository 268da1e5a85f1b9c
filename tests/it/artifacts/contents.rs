//! Contents: sealed where they rest, whole or in parts at their signed addresses, records also as CSV.

use std::path::{Path, PathBuf};

use reqwest::{
    Method,
    header::{
        ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
        IF_RANGE, RANGE, X_CONTENT_TYPE_OPTIONS,
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{add, done, objects};
use crate::support::{Installation, Reply, client};

#[tokio::test]
async fn a_content_is_sealed_where_it_rests_and_clear_at_its_address() {
    let (story, artifact) = done().await;
    let objects = objects(&story.installation);
    assert_eq!(objects.len(), 1);
    assert!(!String::from_utf8_lossy(&objects[0]).contains("48.20"));
    let reply = Reply::of(client().get(artifact["content_url"].as_str().unwrap()).send().await.unwrap()).await;
    assert_eq!(reply.expect(200)[0], json!({"number": "1003", "amount": "$48.20"}));
    assert_eq!(artifact["sha256"], hex(reply.text.as_bytes()));
    assert_eq!(artifact["size"], reply.text.len());
    assert_eq!((&artifact["kind"], &artifact["media_type"]), (&json!("extracted_data"), &json!("application/json")));
    assert_eq!(reply.headers[CONTENT_SECURITY_POLICY], "sandbox; default-src 'none'");
    assert_eq!(reply.headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
    let disposition = "attachment; filename=\"invoices.json\"; filename*=UTF-8''invoices.json";
    assert_eq!(reply.headers[CONTENT_DISPOSITION], disposition);
}

fn hex(bytes: &[u8]) -> String {
    vestibule::domain::crypto::hex(&Sha256::digest(bytes))
}

#[tokio::test]
async fn any_part_of_a_long_content_is_given() {
    let (story, artifact) = done().await;
    let content: Vec<u8> = (0..6_000_001_u32).map(|at| u8::try_from(at % 253).unwrap()).collect();
    let artifact = add(&story.installation, &artifact, "9/1", &content).await;
    assert_eq!((&artifact["kind"], &artifact["name"]), (&json!("file"), &json!("big file.pdf")));
    assert_eq!(artifact["sha256"], hex(&content));
    let url = artifact["content_url"].as_str().unwrap();
    let whole = client().get(url).send().await.unwrap();
    assert_eq!(whole.headers()[ACCEPT_RANGES], "bytes");
    assert_eq!(whole.headers()[CONTENT_LENGTH], "6000001");
    let etag = whole.headers()[ETAG].clone();
    assert_eq!(whole.bytes().await.unwrap(), content);
    for (range, start, end) in [
        ("bytes=0-0", 0, 1),
        ("bytes=65535-65536", 65_535, 65_537),
        ("bytes=131072-262143", 131_072, 262_144),
        ("bytes=5999990-", 5_999_990, 6_000_001),
        ("bytes=-7", 5_999_994, 6_000_001),
    ] {
        let part = client().get(url).header(RANGE, range).header(IF_RANGE, &etag).send().await.unwrap();
        assert_eq!(part.status(), 206, "{range}");
        assert_eq!(part.headers()[CONTENT_RANGE], format!("bytes {start}-{}/6000001", end - 1));
        assert_eq!(part.bytes().await.unwrap(), content[start..end], "{range}");
    }
    let behind = client().get(url).header(RANGE, "bytes=6000001-").send().await.unwrap();
    assert_eq!(
        (behind.status().as_u16(), &behind.headers()[CONTENT_RANGE]),
        (416, &"bytes */6000001".parse().unwrap())
    );
    let other = client().get(url).header(RANGE, "bytes=0-0").header(IF_RANGE, "\"other\"").send().await.unwrap();
    assert_eq!((other.status().as_u16(), other.bytes().await.unwrap().len()), (200, content.len()));
    let head = client().request(Method::HEAD, url).send().await.unwrap();
    assert_eq!((head.status().as_u16(), &head.headers()[CONTENT_LENGTH]), (200, &"6000001".parse().unwrap()));
    assert_eq!(head.headers()[CONTENT_TYPE], "application/pdf");
    assert!(head.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn records_are_given_as_csv_and_nothing_else_is() {
    let (story, artifact) = done().await;
    let csv = |url: &str| client().get(format!("{url}&format=csv")).send();
    let reply = Reply::of(csv(artifact["content_url"].as_str().unwrap()).await.unwrap()).await;
    assert_eq!(reply.headers[CONTENT_TYPE], "text/csv; charset=utf-8; header=present");
    assert!(reply.headers[CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment; filename=\"invoices.csv\""));
    assert_eq!(reply.text, "amount,number\r\n$48.20,1003\r\n$61.75,1002\r\n$57.00,1001\r\n");
    let file = add(&story.installation, &artifact, "9", b"%PDF-1.7").await;
    let reply = Reply::of(csv(file["content_url"].as_str().unwrap()).await.unwrap()).await;
    assert_eq!(reply.problem(422).1, ["format"]);
}

#[tokio::test]
async fn a_content_that_was_altered_on_the_disk_is_not_given() {
    let (story, artifact) = done().await;
    let folder = story.installation.folder.path().join("artifacts");
    let mut path = folder;
    while path.is_dir() {
        path = std::fs::read_dir(&path).unwrap().next().unwrap().unwrap().path();
    }
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[5] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let reply = client().get(artifact["content_url"].as_str().unwrap()).send().await.unwrap();
    Reply::of(reply).await.problem(500);
    // What is altered behind the beginning breaks the answer off.
    let content: Vec<u8> = vec![7; 1_000_000];
    let long = add(&story.installation, &artifact, "9/1", &content).await;
    let path = object_of(&story.installation, content.len());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[900_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let reply = client().get(long["content_url"].as_str().unwrap()).send().await;
    let is_given = match reply {
        Ok(reply) => reply.bytes().await.is_ok(),
        Err(_) => false,
    };
    assert!(!is_given);
    let part = client().get(long["content_url"].as_str().unwrap()).header(RANGE, "bytes=0-99").send().await.unwrap();
    assert_eq!(part.bytes().await.unwrap(), content[..100]);
    std::fs::remove_file(path).unwrap();
    let reply = client().get(long["content_url"].as_str().unwrap()).send().await.unwrap();
    Reply::of(reply).await.problem(500);
}

/// The file of the object whose content has at least so many bytes.
fn object_of(installation: &Installation, size: usize) -> PathBuf {
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }
    let files = files(&installation.folder.path().join("artifacts"));
    let is_it = |path: &PathBuf| usize::try_from(path.metadata().unwrap().len()).unwrap() >= size;
    files.into_iter().find(is_it).expect("there is an object of this size")
}
