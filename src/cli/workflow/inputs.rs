//! What a dry run is given: the values of inputs, and the source.

use std::{fs, path::Path};

use anyhow::{Context, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Map, Value};

use crate::{
    cli::backend,
    domain::{
        id::Id,
        job::{
            file::Definition,
            input::{Input, InputType},
        },
        source::{Definition as Source, Source as SourceNoun, file},
    },
};

/// `NAME=VALUE`, apart.
pub fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// The values of a workflow's inputs, each of the type that the workflow declares.
pub fn given(workflow: &Definition, pairs: &[(String, String)]) -> anyhow::Result<Map<String, Value>> {
    let declared = workflow.inputs.clone().unwrap_or_default();
    let mut given = Map::new();
    for (name, text) in pairs {
        let Some(input) = declared.properties.get(name) else { bail!("the workflow declares no input {name:?}") };
        given.insert(name.clone(), value(input, text).with_context(|| format!("the input {name:?}"))?);
    }
    if workflow.inputs.is_none() {
        return Ok(given);
    }
    declared.values(&given).map_err(|mistakes| {
        let told: Vec<String> = mistakes.iter().map(|wrong| format!("{:?} {}", wrong.key, wrong.message)).collect();
        anyhow::anyhow!("inputs: {}", told.join("; "))
    })
}

fn value(input: &Input, text: &str) -> anyhow::Result<Value> {
    if input.is_file() {
        let content = fs::read(text).with_context(|| format!("{text} cannot be read"))?;
        return Ok(BASE64_STANDARD.encode(content).into());
    }
    Ok(match input.kind {
        InputType::String => text.into(),
        InputType::Integer => text.parse::<i64>().context("is no integer")?.into(),
        InputType::Number => text.parse::<f64>().context("is no number")?.into(),
        InputType::Boolean => text.parse::<bool>().context("is neither true nor false")?.into(),
    })
}

/// The source in a file, or with an id at a running server.
pub async fn source(named: &str, backend: backend::OptionalServer) -> anyhow::Result<Source> {
    let Ok(id) = named.parse::<Id<SourceNoun>>() else { return super::read(Path::new(named), file::read) };
    let caller = backend.caller()?.context("a source by its id needs `--api-key` of its company")?;
    let mut found = caller.get(&format!("/v1/sources/{id}"), &[]).await?;
    // What the API adds to a definition.
    for key in ["id", "object", "created_at", "icon_url"] {
        found.as_object_mut().map(|source| source.remove(key));
    }
    serde_json::from_value(found).context("the server answers with no source")
}
