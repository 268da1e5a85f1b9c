//! Hashing passwords: on threads of its own, and not more at once than there is memory for.

use secrecy::SecretString;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::domain::identity::hosted::password;

/// How many passwords are hashed at once; each takes 19 MiB while it is.
const MOST: usize = 4;

/// The places for hashing.
pub struct Hashing {
    places: Semaphore,
    /// What a password is compared with where there is none, so that it takes as long.
    nobody: String,
}

impl Default for Hashing {
    fn default() -> Self {
        let nobody = password::hash(&format!("{:032x}", rand::random::<u128>()).into(), rand::random());
        Self { places: Semaphore::new(MOST), nobody: nobody.unwrap_or_default() }
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
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.nobody).to_owned();
        let is_right = spawn_blocking(move || password::is_of(&hash, &password)).await.unwrap_or(false);
        is_right && known
    }
}
