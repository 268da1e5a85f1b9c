//! `vestibule demo`: everything on one machine, with a made-up company and a made-up source.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use secrecy::ExposeSecret;
use serde::Serialize;
use tokio::net::TcpListener;

use super::{
    log, out,
    serve::{listen, stop_signal},
};
use crate::{
    app::{App, Clock},
    config::Config,
    demo::Company,
    sandbox,
    server::{Resources, Server},
    service::{identity::party, link::links},
};

/// How to try it.
#[derive(Args)]
pub struct Options {
    /// Print one line of JSON with every address and key, for programs.
    #[arg(long)]
    json: bool,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address of the sandbox source; without it, the one it had before or a free one.
    #[arg(long, value_name = "ADDRESS")]
    sandbox_listen: Option<String>,
}

/// What a program needs to know to try everything; the console does not exist yet.
#[derive(Serialize)]
struct Announcement<'a> {
    portal_url: &'a str,
    api_url: &'a str,
    api_key: &'a str,
    job_id: String,
    link_url: &'a str,
    console_url: Option<&'a str>,
    staff_email: Option<&'a str>,
    staff_password: Option<&'a str>,
    sandbox_url: &'a str,
    identity: Identity,
}

/// The user pool, with its applications and the folder where mail arrives.
#[derive(Serialize)]
struct Identity {
    issuer: String,
    user_pool_id: String,
    web_client_id: String,
    native_client_id: String,
    mail_dir: PathBuf,
}

/// Serves until it is told to stop.
pub async fn run(mut config: Config, options: Options) -> anyhow::Result<()> {
    if let Some(listen) = options.listen {
        config.listen = listen;
    }
    log::start(&config)?;
    let listener = listen(&config.listen).await?;
    let known = Company::remembered(&config)?;
    let sandbox = sandbox_listener(options.sandbox_listen.as_deref(), known.as_ref()).await?;
    let sandbox_address = sandbox.local_addr()?;
    let sandbox_url = format!("http://{sandbox_address}");
    config.allow_private.push(sandbox_address.to_string());
    config.sandbox = sandbox_address.to_string();
    config.previews = true;
    let data_dir = config.data_dir.clone();

    let server = Server::start(Resources::open(config).await?, listener, Clock::default()).await?;
    let company = Company::settle(&server.app, &data_dir, known, &sandbox_url).await?;
    let mut tx = server.app.db.begin().await?;
    let link = links::create(&server.app, &mut tx, company.tenant, company.link()).await?;
    tx.commit().await?;
    let link_url = links::url(&server.app, &link).context("a link just made has a URL")?;
    let announcement = Announcement {
        portal_url: &server.app.public_url,
        api_url: &server.app.public_url,
        api_key: company.api_key.expose_secret(),
        job_id: company.job.to_string(),
        link_url: &link_url,
        console_url: None,
        staff_email: None,
        staff_password: None,
        sandbox_url: &sandbox_url,
        identity: identity(&server.app, &company, &data_dir)?,
    };
    announce(&announcement, options.json)?;
    tokio::select! {
        ended = axum::serve(sandbox, sandbox::router()).into_future() => ended?,
        signal = stop_signal() => signal?,
    }
    server.stop().await;
    Ok(())
}

/// What a program needs to know of the user pool.
fn identity(app: &App, company: &Company, data_dir: &Path) -> anyhow::Result<Identity> {
    let pool = company.identity.context("the company has a user pool")?;
    let mail_dir = data_dir.join("mail");
    fs::create_dir_all(&mail_dir)?;
    Ok(Identity {
        issuer: party::issuer(app, pool.pool),
        user_pool_id: pool.pool.to_string(),
        web_client_id: pool.web.to_string(),
        native_client_id: pool.native.to_string(),
        mail_dir: fs::canonicalize(mail_dir)?,
    })
}

/// The sandbox stays where it was, so that sign-ins under way find it again.
async fn sandbox_listener(wanted: Option<&str>, known: Option<&Company>) -> anyhow::Result<TcpListener> {
    if let Some(address) = wanted {
        return listen(address).await;
    }
    if let Some(address) = known.and_then(Company::sandbox_address)
        && let Ok(listener) = TcpListener::bind(address).await
    {
        return Ok(listener);
    }
    listen("127.0.0.1:0").await
}

fn announce(announcement: &Announcement<'_>, json: bool) -> anyhow::Result<()> {
    if json {
        out::line(serde_json::to_string(announcement)?)?;
        return Ok(());
    }
    out::line("Open this link as a customer of Harbour Books would:\n")?;
    out::line(format_args!("    {}\n", announcement.link_url))?;
    out::line("Sign in as user_good with the password pass_good, or with pass_good+mfa_sms to be asked for a code.")?;
    out::line(format_args!("Every page says which values work; all of them are at {}/\n", announcement.sandbox_url))?;
    out::line(format_args!("Look at every page in every state at {}/console/previews\n", announcement.portal_url))?;
    out::line("Make another link as a backend would:\n")?;
    out::line(format_args!(
        "    curl {}/v1/links -H 'Authorization: Bearer {}' \\",
        announcement.api_url, announcement.api_key
    ))?;
    out::line(format_args!(
        "        -H 'Content-Type: application/json' -d '{{\"external_id\": \"customer-1\", \"job_id\": \"{}\"}}'\n",
        announcement.job_id
    ))?;
    out::line("Ctrl-C stops it; started again, it goes on with what is there.")?;
    Ok(())
}
