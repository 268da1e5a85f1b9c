//! What a backend says of a new link, and whether it can be had.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use time::Duration;

use crate::{
    api::http::{error::Refused, problem::Problem},
    domain::{id::Id, job::Job, line, source::Source, tenant::Tenant},
    service::link::links::NewLink,
    store::{Tx, job::jobs, tenant::tenants},
};

const DAY: i64 = 86_400;

/// What a link is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewLink")]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Who the customer is for you.
    #[schemars(length(max = 255), regex(pattern = line::PATTERN), example = &"customer-17")]
    external_id: String,
    /// A job, or several of one source, in their order.
    job_id: OneOrMany,
    /// Seconds; seven days without it.
    #[schemars(range(min = 60, max = 90 * DAY), example = 7 * DAY)]
    expires_in: Option<i64>,
    /// Where the customer may go afterwards: one of the addresses that were registered, letter for letter.
    #[schemars(extend("format" = "uri"))]
    return_url: Option<String>,
    /// The language of the pages; without it, the browser's.
    #[schemars(length(max = 35), regex(pattern = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"), example = &"en-GB")]
    locale: Option<String>,
    /// Whatever you want to be told again with the link; at most 16384 bytes of JSON.
    metadata: Option<serde_json::Map<String, Value>>,
    /// The customer's user name at the source, if you know it.
    #[schemars(length(max = 255), regex(pattern = line::PATTERN))]
    identifier: Option<String>,
}

/// A job, or several in their order.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum OneOrMany {
    One(#[schemars(with = "Id<Job>")] String),
    Many(#[schemars(with = "Vec<Id<Job>>", length(min = 1, max = 20))] Vec<String>),
}

impl Create {
    /// The link that is wanted, if all of it can be had.
    pub async fn read(self, tx: &mut Tx, tenant: Id<Tenant>) -> Result<NewLink, Refused> {
        check("external_id", Some(&self.external_id), 255)?;
        check("identifier", self.identifier.as_ref(), 255)?;
        check_locale(self.locale.as_ref())?;
        let expires_in = self.expires_in.unwrap_or(7 * DAY);
        if !(60..=90 * DAY).contains(&expires_in) {
            return Err(Problem::invalid("expires_in", "between 60 and 7776000 seconds").into());
        }
        let metadata = self.metadata.unwrap_or_default();
        if serde_json::to_string(&metadata).map_or(usize::MAX, |text| text.len()) > 16_384 {
            return Err(Problem::invalid("metadata", "at most 16384 bytes of JSON").into());
        }
        if let Some(url) = &self.return_url
            && !tenants::return_urls(&mut *tx, tenant).await?.contains(url)
        {
            return Err(Problem::invalid("return_url", "not one of the tenant's registered return addresses").into());
        }
        let (source_id, job_ids, purposes) = find_jobs(tx, tenant, self.job_id).await?;
        Ok(NewLink {
            external_id: self.external_id,
            source_id,
            job_ids,
            purposes,
            expires_in: Duration::seconds(expires_in),
            return_url: self.return_url,
            locale: self.locale,
            metadata,
            identifier: self.identifier,
        })
    }
}

fn check(field: &str, text: Option<&String>, most: usize) -> Result<(), Problem> {
    match text.and_then(|text| line::mistake(text, most)) {
        Some(mistake) => Err(Problem::invalid(field, mistake)),
        None => Ok(()),
    }
}

/// Whether a language is written as in `en-GB`.
fn check_locale(locale: Option<&String>) -> Result<(), Problem> {
    let is_well_formed = |text: &String| {
        let letters = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let digits =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let mut parts = text.split('-');
        text.len() <= 35 && parts.next().is_some_and(letters) && parts.all(digits)
    };
    match locale {
        Some(text) if !is_well_formed(text) => Err(Problem::invalid("locale", "a language is written as in `en-GB`")),
        _ => Ok(()),
    }
}

type FoundJobs = (Id<Source>, Vec<Id<Job>>, Vec<String>);

/// The wanted jobs, which must be of one source.
async fn find_jobs(tx: &mut Tx, tenant: Id<Tenant>, wanted: OneOrMany) -> Result<FoundJobs, Refused> {
    let wanted = match wanted {
        OneOrMany::One(id) => vec![id],
        OneOrMany::Many(ids) => ids,
    };
    if !(1..=20).contains(&wanted.len()) {
        return Err(Problem::invalid("job_id", "between 1 and 20 jobs").into());
    }
    let mut source = None;
    let (mut ids, mut names) = (Vec::new(), Vec::new());
    for text in wanted {
        let missing = || Problem::invalid("job_id", format!("there is no job {text:?}"));
        let id: Id<Job> = text.parse().map_err(|_| missing())?;
        let job = jobs::find(&mut *tx, tenant, id).await?.ok_or_else(missing)?;
        if *source.get_or_insert(job.source_id) != job.source_id {
            return Err(Problem::invalid("job_id", "all jobs of a link are of one source").into());
        }
        ids.push(id);
        names.push(job.name);
    }
    let source = source.ok_or_else(|| Problem::invalid("job_id", "between 1 and 20 jobs"))?;
    Ok((source, ids, names))
}
