//! Hashing passwords: on threads of its own, and not more at once than there is memory for.

use std::sync::LazyLock;

use secrecy::SecretString;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::domain::identity::hosted::password;

/// How many passwords are hashed at once; each takes 19 MiB while it is.
const MOST: usize = 4;

/// What a password is compared with where there is none, so that it takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let hash = password::hash(&format!("{:032x}", rand::random::<u128>()).into(), rand::random());
    hash.unwrap_or_default()
});

/// The places for hashing.
pub struct Hashing {
    places: Semaphore,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { places: Semaphore::new(MOST) }
    }
}

impl Hashing {
    /// The hash of a password; `None` where the machine has no memory for it.
    pub async fn hash(&self, password: SecretString) -> Option<String> {
        let _place = self.places.acquire().await.ok()?;
        let salt = rand::random();
        spawn_blocking(move || password::hash(&password, salt)).await.ok()?
    }

    /// Whether a hash is of a password. Without a hash it takes as long, and is not.
    pub async fn is_of(&self, hash: Option<&str>, password: SecretString) -> bool {
        let Ok(_place) = self.places.acquire().await else { return false };
        let hash = hash.map(str::to_owned);
        let compared = spawn_blocking(move || {
            // Made also where it is not needed: otherwise the first who is unknown would take longer.
            let nobody = &*NOBODY;
            password::is_of(hash.as_ref().unwrap_or(nobody), &password) && hash.is_some()
        });
        compared.await.unwrap_or(false)
    }
}
