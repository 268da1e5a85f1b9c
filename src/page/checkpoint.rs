//! What is kept of a sign-in between two turns: the engine's page, and what the run remembers. Always sealed.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::recipe::memory::Memory;

/// A sign-in at rest.
#[derive(Serialize, Deserialize)]
pub struct Checkpoint {
    /// The engine's page and cookies, in the engine's own form.
    #[serde(serialize_with = "expose")]
    pub page: SecretString,
    pub memory: Memory,
}

fn expose<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

impl Checkpoint {
    /// The checkpoint as one secret text.
    pub fn to_secret(&self) -> SecretString {
        serde_json::to_string(self).expect("a checkpoint is texts and times").into()
    }

    /// Reads what [`Self::to_secret`] wrote.
    pub fn from_secret(text: &SecretString) -> Option<Self> {
        serde_json::from_str(text.expose_secret()).ok()
    }
}
