//! Where commands that act as a backend find the server.

use clap::Args;
use secrecy::SecretString;
use url::Url;

use crate::net::caller::Caller;

/// The server to call, and the key to call it with.
#[derive(Args)]
pub struct Server {
    /// The address of the server.
    #[arg(long, value_name = "URL", env = "VESTIBULE_API_URL", default_value = "http://127.0.0.1:8080")]
    api_url: Url,
    /// A key of the company, as `vestibule key add` prints it.
    #[arg(long, value_name = "KEY", env = "VESTIBULE_API_KEY", hide_env_values = true)]
    api_key: SecretString,
}

/// The same, for what needs a server only sometimes.
#[derive(Args)]
pub struct OptionalServer {
    /// The address of the server.
    #[arg(long, value_name = "URL", env = "VESTIBULE_API_URL", default_value = "http://127.0.0.1:8080")]
    api_url: Url,
    /// A key of the company, as `vestibule key add` prints it.
    #[arg(long, value_name = "KEY", env = "VESTIBULE_API_KEY", hide_env_values = true)]
    api_key: Option<SecretString>,
}

impl OptionalServer {
    /// Ready to call; `None` without a key.
    pub fn caller(self) -> anyhow::Result<Option<Caller>> {
        Ok(self.api_key.map(|key| Caller::new(self.api_url, key)).transpose()?)
    }
}

impl Server {
    /// Ready to call.
    pub fn caller(self) -> anyhow::Result<Caller> {
        Ok(Caller::new(self.api_url, self.api_key)?)
    }
}
