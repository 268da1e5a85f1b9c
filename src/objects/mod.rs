//! The artifact store: contents as sealed objects, written and read as streams in bounded memory.

mod bucket;
mod reader;
mod writer;

use std::{
    fs::DirBuilder,
    io,
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    sync::Arc,
};

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
    pub async fn delete(&self, object: &str) -> Result<(), ObjectError> {
        self.delete_unfinished(object).await?;
        match self.store.delete(&object.into()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
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
