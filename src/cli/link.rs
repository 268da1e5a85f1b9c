//! `vestibule link`.

use anyhow::Context;
use clap::{Args, Subcommand};
use qrcode::{QrCode, render::unicode::Dense1x2};
use serde_json::{Map, Value};

use super::{backend, out};

/// What can be done with links.
#[derive(Subcommand)]
pub enum Command {
    /// Make a link for a customer and print its address.
    Create(Create),
}

/// What a link is made of.
#[derive(Args)]
pub struct Create {
    /// A job to do once the customer has signed in; give it again for more.
    #[arg(long, value_name = "ID", required = true)]
    job: Vec<String>,
    /// Who the customer is, in your own words.
    #[arg(long, value_name = "TEXT")]
    external_id: String,
    /// How long the link can be used, in seconds.
    #[arg(long, value_name = "SECONDS")]
    expires_in: Option<u32>,
    /// Where the customer may go back to; one of the addresses your company registered.
    #[arg(long, value_name = "URL")]
    return_url: Option<String>,
    /// The language of the pages, such as `de`.
    #[arg(long, value_name = "LOCALE")]
    locale: Option<String>,
    /// The user name at the source, where you know it.
    #[arg(long, value_name = "NAME")]
    identifier: Option<String>,
    /// What the workflows of the jobs are given, as `NAME=VALUE` for a text and `NAME:=JSON` for anything else; give it
    /// again for more.
    #[arg(long, value_name = "NAME=VALUE", value_parser = input)]
    input: Vec<(String, Value)>,
    /// Show the address as a QR code too.
    #[arg(long)]
    qr: bool,
    #[command(flatten)]
    backend: backend::Server,
}

/// Does it.
pub async fn run(command: Command) -> anyhow::Result<()> {
    let Command::Create(create) = command;
    let body = create.body();
    let made = create.backend.caller()?.post("/v1/links", &body).await?;
    let url = made["link_url"].as_str().context("the server made a link without an address")?;
    out::line(url)?;
    if create.qr {
        out::line(drawn(url)?)?;
    }
    Ok(())
}

impl Create {
    fn body(&self) -> Value {
        let text = |text: &Option<String>| text.clone().map(Value::from);
        let fields = [
            ("external_id", Some(self.external_id.clone().into())),
            ("job_id", Some(self.job.clone().into())),
            ("expires_in", self.expires_in.map(Value::from)),
            ("return_url", text(&self.return_url)),
            ("locale", text(&self.locale)),
            ("identifier", text(&self.identifier)),
            ("inputs", (!self.input.is_empty()).then(|| Value::Object(self.input.iter().cloned().collect()))),
        ];
        let given = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(given.collect::<Map<_, _>>())
    }
}

/// The name and value of an input.
fn input(text: &str) -> Result<(String, Value), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    match name.strip_suffix(':') {
        None => Ok((name.to_owned(), value.into())),
        Some(name) => Ok((name.to_owned(), serde_json::from_str(value).map_err(|error| format!("{name}: {error}"))?)),
    }
}

/// A QR code in half blocks, dark on light also where the terminal is light on dark.
fn drawn(text: &str) -> anyhow::Result<String> {
    let code = QrCode::new(text).context("the address does not fit into a QR code")?;
    Ok(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build())
}
