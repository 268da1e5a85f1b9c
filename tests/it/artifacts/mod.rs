//! Artifacts: their contents in the artifact store, at their signed addresses, and their end.

mod contents;
mod customers;
mod ends;
mod lies;
mod s3;

use std::{fs, path::Path};

use serde_json::Value;
use vestibule::{
    domain::job::artifact::Kind,
    service::job::artifacts::{self, NewArtifact, Writing},
};

use crate::support::{Installation, Story};

/// A story whose customer is done, and the artifact that the job brought home.
async fn done() -> (Story, Value) {
    let mut story = Story::after("pass_good").await;
    story.ends_well().await;
    let artifact = artifact(&story.installation).await;
    (story, artifact)
}

/// The newest artifact, as the API tells it.
async fn artifact(installation: &Installation) -> Value {
    installation.backend.get("/v1/artifacts").await.expect(200)["data"][0].clone()
}

/// Every file of the artifact store, those that are being written included.
fn objects(installation: &Installation) -> Vec<Vec<u8>> {
    fn files(folder: &Path, found: &mut Vec<Vec<u8>>) {
        for path in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { files(&path, found) } else { found.extend(fs::read(&path)) }
        }
    }
    let mut found = Vec::new();
    files(&installation.folder.path().join("artifacts"), &mut found);
    found
}

/// Begins another artifact of the run that an artifact belongs to.
async fn begin(installation: &Installation, beside: &Value, place: &str, name: &str) -> Writing {
    let app = &installation.server.app;
    let tenant = beside["content_url"].as_str().unwrap().split("tenant=").nth(1).unwrap().split('&').next().unwrap();
    let new = NewArtifact {
        tenant: tenant.parse().unwrap(),
        run: beside["workflow_run_id"].as_str().unwrap().parse().unwrap(),
        place: place.to_owned(),
        kind: Kind::File,
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
    };
    artifacts::begin(app, new).await.unwrap()
}

/// Writes a content and keeps the artifact.
async fn add(installation: &Installation, beside: &Value, place: &str, content: &[u8]) -> Value {
    let app = &installation.server.app;
    let mut writing = begin(installation, beside, place, "../big file.pdf").await;
    for piece in content.chunks(77_777) {
        writing.write(piece).await.unwrap();
    }
    let written = writing.finish().await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    artifacts::keep(app, &mut tx, &written).await.unwrap();
    tx.commit().await.unwrap();
    artifact(installation).await
}
