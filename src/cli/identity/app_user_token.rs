//! `vestibule app-user-token`.

use anyhow::Context;
use clap::{Args, Subcommand};
use serde_json::json;

use crate::cli::{backend, out};

/// What can be done with the tokens that name customers to user pools.
#[derive(Subcommand)]
pub enum Command {
    /// Make a token for a customer and print it.
    Create(Create),
}

/// For whom a token is.
#[derive(Args)]
pub struct Create {
    /// Who the customer is, in your own words.
    #[arg(long, value_name = "TEXT")]
    app_user_id: String,
    /// The application that it is for.
    #[arg(long, value_name = "ID")]
    client: Option<String>,
    /// The pool, where no application is named.
    #[arg(long, value_name = "ID")]
    pool: Option<String>,
    /// How long it can be used, in seconds.
    #[arg(long, value_name = "SECONDS")]
    expires_in: Option<u32>,
    #[command(flatten)]
    backend: backend::Server,
}

/// Does it.
pub async fn run(command: Command) -> anyhow::Result<()> {
    let Command::Create(Create { app_user_id, client, pool, expires_in, backend }) = command;
    let body = json!({
        "app_user_id": app_user_id,
        "sdk_client_id": client,
        "user_pool_id": pool,
        "expires_in": expires_in,
    });
    let made = backend.caller()?.post("/v1/app-user-id-tokens", &body).await?;
    Ok(out::line(made["app_user_id_token"].as_str().context("the server made no token")?)?)
}
