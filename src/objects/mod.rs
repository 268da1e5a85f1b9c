//! The artifact store: contents as sealed objects, written and read as streams in bounded memory.

mod bucket;
mod reader;
mod writer;

use std::{
    fs::DirBuilder,
    future::ready,
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use futures_util::TryStreamExt;
use object_store::{ObjectStore, ObjectStoreExt, local::LocalFileSystem};

pub use self::{
    bucket::Bucket,
    reader::Content,
    writer::{Writer, Written},
};
use crate::{domain::crypto::chunks::Altered, net::error::NetError};

/// Why the store could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    #[error("the artifact store failed")]
    Store(#[from] object_store::Error),
    #[error("the folder of the artifact store cannot be made")]
    Folder(#[from] io::Error),
    #[error(transparent)]
    Altered(#[from] Altered),
    #[error("the HTTP client of the artifact store cannot be made")]
    Client(#[from] NetError),
    /// The object ends before its content does.
    #[error("an object of the artifact store is cut short")]
    Cut,
    /// The store says that it has deleted an object, and still has it.
    #[error("the artifact store keeps an object that it was to delete")]
    NotDeleted,
}

/// Where the contents of artifacts are; cheap to clone.
#[derive(Clone)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
    /// Where the objects are files.
    folder: Option<PathBuf>,
}

impl Objects {
    /// A store in a folder, which is made where it is missing, readable by its owner only. What was written is on the disk
    /// before it counts as written.
    pub fn in_folder(path: &Path) -> Result<Self, ObjectError> {
        DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        let store = LocalFileSystem::new_with_prefix(path)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self { store: Arc::new(store), folder: Some(path.to_owned()) })
    }

    /// Deletes an object, with what a process that died while it wrote it has left; one that is not there is deleted already.
    /// A bucket is asked whether it still has the object, whatever it said.
    pub async fn delete(&self, object: &str) -> Result<(), ObjectError> {
        self.delete_unfinished(object).await?;
        let path = object.into();
        match self.store.delete(&path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        if self.folder.is_some() {
            return Ok(());
        }
        match self.store.head(&path).await {
            Ok(_) => Err(ObjectError::NotDeleted),
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Opens the end of a content that was just written. A file was on the disk before it counted as written, but the
    /// word of a store over the network is not enough.
    async fn verify(&self, content: Content) -> Result<(), ObjectError> {
        if self.folder.is_some() {
            return Ok(());
        }
        let end = content.size.saturating_sub(1)..content.size;
        self.read(content, end).await?.try_for_each(|_| ready(Ok(()))).await
    }

    /// An object that is being written is a file with `#` and a number behind its name.
    async fn delete_unfinished(&self, object: &str) -> io::Result<()> {
        let Some(root) = &self.folder else { return Ok(()) };
        let path = root.join(object);
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(()) };
        let unfinished = format!("{}#", name.to_string_lossy());
        let Ok(mut files) = tokio::fs::read_dir(folder).await else { return Ok(()) };
        while let Some(file) = files.next_entry().await? {
            if file.file_name().to_string_lossy().starts_with(&unfinished) {
                tokio::fs::remove_file(file.path()).await?;
            }
        }
        // Folders that are empty now go too; one in which something stands cannot.
        for folder in folder.ancestors().take_while(|folder| folder != root) {
            if tokio::fs::remove_dir(folder).await.is_err() {
                break;
            }
        }
        Ok(())
    }
}
