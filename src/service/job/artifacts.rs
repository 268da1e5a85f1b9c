//! Artifacts: written to the artifact store as they come, kept with the run that made them, read, and deleted.

use std::ops::Range;

use bytes::Bytes;
use futures_util::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use serde_json::value::RawValue;
use time::Duration;

use crate::{
    app::App,
    domain::{
        crypto::chunks::ContentKey,
        id::Id,
        job::{
            Artifact, WorkflowRun,
            artifact::{Kind, file_name},
        },
        tenant::Tenant,
    },
    objects::{self, ObjectError, Writer},
    service::ServiceError,
    store::{
        Tx,
        job::{
            artifacts::{self, Content, ContentObject, StoredArtifact},
            object_deletions,
        },
    },
};

/// How long an object may be written until it counts as left behind.
const WRITING: Duration = Duration::hours(2);
/// An object that is due this soon is not kept: the sweeper of another server may be at it.
const MARGIN: Duration = Duration::minutes(5);
/// When an object that could not be deleted is tried again.
const AGAIN: Duration = Duration::minutes(10);

/// What is known of an artifact before its content.
pub struct NewArtifact {
    pub tenant: Id<Tenant>,
    pub run: Id<WorkflowRun>,
    /// Which step of the run makes it, and for which item: `2`, or `3/17`. A run has one artifact of each place.
    pub place: String,
    pub kind: Kind,
    /// As its maker names it; made safe here.
    pub name: String,
    pub media_type: String,
}

/// An artifact whose content is being written.
pub struct Writing {
    artifact: StoredArtifact,
    writer: Writer,
}

/// Begins an artifact. It is there once [`keep`] has committed; given up before, nothing of it stays.
pub async fn begin(app: &App, new: NewArtifact) -> Result<Writing, ServiceError> {
    let (id, now) = (app.id::<Artifact>(), app.clock.now());
    let object = format!("{}/{}/{}/{id}", new.tenant, new.run, new.place);
    let key = ContentKey::new(rand::random());
    let mut tx = app.db.begin().await?;
    object_deletions::insert(&mut tx, &object, now + WRITING).await?;
    tx.commit().await?;
    let sealed_key = app.vault.seal(&key.to_text(), &key_row(id));
    let writer = app.objects.write(&object, key).await?;
    let days = i64::from(app.config.artifact_days);
    let artifact = StoredArtifact {
        id,
        tenant_id: new.tenant,
        workflow_run_id: new.run,
        kind: new.kind,
        name: file_name(&new.name),
        media_type: new.media_type,
        content: Content::Object(ContentObject { place: new.place, name: object, sealed_key }),
        size: 0,
        sha256: String::new(),
        created_at: now,
        expires_at: (days > 0).then(|| now + Duration::days(days)),
    };
    Ok(Writing { artifact, writer })
}

impl Writing {
    /// How many bytes were written.
    pub const fn size(&self) -> u64 {
        self.writer.size()
    }

    /// Adds bytes to the content.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), ServiceError> {
        Ok(self.writer.write(bytes).await?)
    }

    /// Ends the content, which is in the store from now on.
    pub async fn finish(self) -> Result<StoredArtifact, ServiceError> {
        let written = self.writer.finish().await?;
        Ok(StoredArtifact { size: written.size, sha256: written.sha256, ..self.artifact })
    }

    /// Gives the artifact up. What cannot be deleted now is deleted when it counts as left behind.
    pub async fn give_up(self) {
        if let Err(error) = self.writer.abort().await {
            tracing::warn!(%error, "an object that was given up could not be deleted");
        }
    }
}

/// Keeps an artifact whose content was written, in the place of the one that the same step made before; false where that
/// is the same, which stays, or where it is kept already.
pub async fn keep(app: &App, tx: &mut Tx, artifact: &StoredArtifact) -> Result<bool, ServiceError> {
    let now = app.clock.now();
    let Content::Object(object) = &artifact.content else { return Ok(false) };
    let is_there = object_deletions::take_out(tx, &object.name, now + MARGIN).await?;
    if is_there && artifacts::insert(tx, artifact).await? {
        return Ok(true);
    }
    let before = artifacts::at_place(&mut *tx, artifact.workflow_run_id, &object.place).await?;
    match before {
        Some(before) if before.id == artifact.id => Ok(false),
        Some(before) if is_same(artifact, &before) => {
            object_deletions::insert(tx, &object.name, now).await?;
            Ok(false)
        }
        Some(before) if is_there => {
            artifacts::delete(tx, &before, artifact.created_at).await?;
            Ok(artifacts::insert(tx, artifact).await?)
        }
        _ => Err(ServiceError::Broken(format!("the content of {} took too long to be kept", artifact.id))),
    }
}

/// Whether two artifacts have the same content under the same name.
fn is_same(one: &StoredArtifact, other: &StoredArtifact) -> bool {
    let told = |it: &StoredArtifact| (it.name.clone(), it.media_type.clone(), it.size, it.sha256.clone());
    told(one) == told(other)
}

/// The bytes `wanted` of a content, which are within its size. The first of them are opened before this returns, so that
/// a content that was altered or lost there is an error and no answer that breaks.
pub async fn read(
    app: &App,
    artifact: StoredArtifact,
    wanted: Range<u64>,
) -> Result<BoxStream<'static, Result<Bytes, ObjectError>>, ServiceError> {
    let StoredArtifact { id, size, content, .. } = artifact;
    let object = match content {
        Content::Row(text) => {
            let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
            let range = place(wanted.start)..place(wanted.end);
            return Ok(stream::iter([Ok(Bytes::from(text).slice(range))]).boxed());
        }
        Content::Object(object) => object,
    };
    let key = app.vault.open(&object.sealed_key, &key_row(id))?;
    let unreadable = || ServiceError::Broken(format!("the key of {id} is no key"));
    let key = ContentKey::from_text(&key).ok_or_else(unreadable)?;
    let content = objects::Content { object: object.name, key, size };
    let unreadable = move |error: &ObjectError| tracing::error!(%error, artifact = %id, "a content cannot be read");
    let mut bytes = app.objects.read(content, wanted).await.inspect_err(unreadable)?.inspect_err(unreadable).boxed();
    let first = bytes.try_next().await?;
    Ok(stream::iter(first.map(Ok)).chain(bytes).boxed())
}

/// The records that a step of a run read, as long as they are kept.
pub async fn records(app: &App, run: Id<WorkflowRun>, place: &str) -> Result<Option<Vec<Box<str>>>, ServiceError> {
    let Some(artifact) = artifacts::at_place(&app.db, run, place).await? else { return Ok(None) };
    let (id, size) = (artifact.id, artifact.size);
    let mut text = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    let mut content = read(app, artifact, 0..size).await?;
    while let Some(piece) = content.try_next().await? {
        text.extend_from_slice(&piece);
    }
    let records: Result<Vec<Box<RawValue>>, _> = serde_json::from_slice(&text);
    records
        .map(|records| Some(records.into_iter().map(Box::<str>::from).collect()))
        .map_err(|error| ServiceError::Broken(format!("the records of {id} cannot be read: {error}")))
}

/// Deletes artifacts whose time is up, and objects that no artifact has any more.
pub async fn sweep(app: &App, limit: i64) -> Result<(), ServiceError> {
    let now = app.clock.now();
    if artifacts::any_expired(&app.db, now).await? {
        let mut tx = app.db.begin().await?;
        artifacts::delete_expired(&mut tx, now, limit).await?;
        tx.commit().await?;
    }
    for object in object_deletions::due(&app.db, now, limit).await? {
        let deleted = app.objects.delete(&object).await;
        let mut tx = app.db.begin().await?;
        match deleted {
            Ok(()) => object_deletions::done(&mut tx, &object).await?,
            Err(error) => {
                tracing::warn!(%error, "an object could not be deleted");
                object_deletions::insert(&mut tx, &object, now + AGAIN).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(())
}

fn key_row(artifact: Id<Artifact>) -> String {
    format!("{artifact} content")
}
