//! What a backend says of a new link, and whether it can be had.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use time::Duration;

use crate::{
    api::http::{body::mistakes::Mistakes, error::ApiError, problem::Problem},
    app::App,
    domain::{
        id::Id,
        identity::Pool,
        job::Job,
        line,
        tenant::{Tenant, environment::Environment},
    },
    service::{
        identity::vouched::customer::{self, Customer, Unnamed},
        job::inputs::{self, JobInputs},
        link::links::NewLink,
    },
    store::{StoreError, Tx, job::jobs::StoredJob, source::sources::StoredSource, table, tenant::tenants},
};

const DAY: i64 = 86_400;

/// What a link is made of.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NewLink")]
#[serde(deny_unknown_fields)]
pub struct NewLinkBody {
    /// Who the customer is for you; this or `app_user_id_token`.
    #[schemars(length(max = 255), regex(pattern = line::VALUE_PATTERN), example = &"customer-17")]
    external_id: Option<String>,
    /// A token that names the customer in place of `external_id`: one of `POST /v1/app-user-id-tokens`, or one of the
    /// identity provider that a self-hosted user pool trusts. The customer becomes a user of the pool.
    #[schemars(length(min = 1, max = 8192))]
    app_user_id_token: Option<String>,
    /// The user pool of the token, where the token does not say it.
    user_pool_id: Option<Id<Pool>>,
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
    #[schemars(length(max = 255), regex(pattern = line::VALUE_PATTERN))]
    identifier: Option<String>,
    /// What the workflows of the jobs are given, by the names that they declare; before what the jobs have themselves.
    inputs: Option<serde_json::Map<String, Value>>,
}

/// A job, or several in their order.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum OneOrMany {
    One(#[schemars(with = "Id<Job>")] String),
    Many(#[schemars(with = "Vec<Id<Job>>", length(min = 1, max = 20))] Vec<String>),
}

impl NewLinkBody {
    /// The new link, if nothing is wrong with it. `sandbox` is the sandbox's address, or empty.
    pub async fn read(
        self,
        tx: &mut Tx,
        (tenant, environment): (Id<Tenant>, Environment),
        sandbox: &str,
        customer: Option<&Customer>,
    ) -> Result<NewLink, ApiError> {
        let mut mistakes = Mistakes::default();
        self.check(&mut mistakes);
        if let Some(url) = &self.return_url
            && !tenants::return_urls(&mut *tx, tenant).await?.contains(url)
        {
            mistakes.add("return_url", "not one of the tenant's registered return addresses");
        }
        let jobs = find_jobs(tx, tenant, self.job_id, &mut mistakes).await?;
        let source_id = jobs.first().map(|job| job.source_id);
        if environment == Environment::Live
            && let Some(id) = source_id
            && let Some(source) = table::find::<StoredSource>(&mut *tx, tenant, id).await?
        {
            let wrong = source.definition.sandbox_mistakes(sandbox).into_iter().next();
            mistakes.add_any("job_id", wrong.map(|mistake| format!("its source: {}", mistake.message)));
        }
        let given = self.inputs.unwrap_or_default();
        let inputs = inputs::of_new_link(tx, tenant, &jobs, &given).await?.unwrap_or_else(|wrong| {
            for wrong in wrong {
                mistakes.add(&format!("inputs.{}", wrong.key), wrong.message);
            }
            JobInputs::new()
        });
        mistakes.unless_none()?;
        let (job_ids, purposes) = jobs.into_iter().map(|job| (job.id, job.name)).unzip();
        Ok(NewLink {
            external_id: customer.map(|customer| customer.external_id.clone()).or(self.external_id).unwrap_or_default(),
            source_id: source_id.ok_or_else(|| Problem::invalid("job_id", JOB_COUNT))?,
            job_ids,
            purposes,
            expires_in: Duration::seconds(self.expires_in.unwrap_or(7 * DAY)),
            return_url: self.return_url,
            locale: self.locale,
            metadata: self.metadata.unwrap_or_default(),
            identifier: self.identifier,
            inputs,
        })
    }

    /// The customer whom the token names, where there is one instead of an `external_id`.
    pub async fn vouched(&self, app: &App, tenant: Id<Tenant>) -> Result<Option<Customer>, ApiError> {
        let (None, Some(token)) = (&self.external_id, &self.app_user_id_token) else { return Ok(None) };
        let named = customer::of_token(app, tenant, self.user_pool_id, token).await?;
        Ok(Some(named.map_err(|unnamed| match unnamed {
            Unnamed::NoPool if self.user_pool_id.is_some() => Problem::invalid("user_pool_id", unnamed.to_string()),
            _ => Problem::invalid("app_user_id_token", unnamed.to_string()),
        })?))
    }

    /// Finds the mistakes that can be found without the database.
    fn check(&self, mistakes: &mut Mistakes) {
        match (&self.external_id, &self.app_user_id_token) {
            (Some(text), None) => mistakes.add_any("external_id", line::value_mistake(text, 255)),
            (Some(_), Some(_)) => {
                mistakes.add("app_user_id_token", "stands in place of `external_id`: give one of them");
            }
            (None, None) => mistakes.add("external_id", "is missing"),
            (None, Some(_)) => {}
        }
        if self.user_pool_id.is_some() && self.app_user_id_token.is_none() {
            mistakes.add("user_pool_id", "is about the `app_user_id_token`, which is missing");
        }
        mistakes.add_any("identifier", self.identifier.as_ref().and_then(|text| line::value_mistake(text, 255)));
        if self.locale.as_ref().is_some_and(|text| !is_locale(text)) {
            mistakes.add("locale", "a language is written as in `en-GB`");
        }
        if self.expires_in.is_some_and(|seconds| !(60..=90 * DAY).contains(&seconds)) {
            mistakes.add("expires_in", "between 60 and 7776000 seconds");
        }
        let size = |metadata| serde_json::to_string(metadata).map_or(usize::MAX, |text| text.len());
        if self.metadata.as_ref().is_some_and(|metadata| size(metadata) > 16_384) {
            mistakes.add("metadata", "at most 16384 bytes of JSON");
        }
    }
}

/// Whether a language is written as in `en-GB`.
fn is_locale(text: &str) -> bool {
    let letters = |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let digits = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut parts = text.split('-');
    text.len() <= 35 && parts.next().is_some_and(letters) && parts.all(digits)
}

const JOB_COUNT: &str = "between 1 and 20 jobs";

/// The jobs of the link, which must be of one source; held, so that none is deleted meanwhile.
async fn find_jobs(
    tx: &mut Tx,
    tenant: Id<Tenant>,
    ids: OneOrMany,
    mistakes: &mut Mistakes,
) -> Result<Vec<StoredJob>, StoreError> {
    let (ids, is_list) = match ids {
        OneOrMany::One(id) => (vec![id], false),
        OneOrMany::Many(ids) => (ids, true),
    };
    let mut jobs: Vec<StoredJob> = Vec::new();
    if !(1..=20).contains(&ids.len()) {
        mistakes.add("job_id", JOB_COUNT);
        return Ok(jobs);
    }
    for (index, text) in ids.iter().enumerate() {
        let field = if is_list { format!("job_id[{index}]") } else { "job_id".to_owned() };
        let found = match text.parse() {
            Ok(id) => table::hold::<StoredJob>(tx, tenant, id).await?,
            Err(_) => None,
        };
        match found {
            None => mistakes.add(&field, format!("there is no job {text:?}")),
            Some(job) if jobs.first().is_some_and(|first| first.source_id != job.source_id) => {
                mistakes.add(&field, "all jobs of a link are of one source");
            }
            Some(job) => jobs.push(job),
        }
    }
    Ok(jobs)
}
