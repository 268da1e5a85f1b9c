//! Lists: newest first, a page at a time.

use axum::{extract::FromRequestParts, http::request::Parts};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use super::{
    error::ApiError,
    problem::Problem,
    request::{pairs, read_query},
    signature::{Argument, Signature},
};
use crate::{
    domain::id::{Id, Noun},
    store::sql::slice::Slice,
};

/// The most objects of one page.
const MOST: u8 = 100;
/// The objects of a page where `limit` is left out.
const USUAL: u8 = 20;

/// The query of a list: which slice of the objects `N`, by `limit` and `cursor`, and what else narrows it.
pub struct List<N, F> {
    pub slice: Slice<N>,
    pub filter: F,
}

/// The filter of a list that has none.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

impl From<NoFilter> for () {
    fn from(_: NoFilter) {}
}

impl<S: Send + Sync, N: Noun, F: DeserializeOwned> FromRequestParts<S> for List<N, F> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut filter = pairs(parts)?;
        let mut take = |name: &str| -> Result<Option<String>, Problem> {
            let mut values = filter.extract_if(.., |(key, _)| key == name).map(|(_, value)| value);
            let value = values.next();
            if values.next().is_some() { Err(Problem::invalid(name, "must be given once")) } else { Ok(value) }
        };
        let (limit, cursor) = (take("limit")?, take("cursor")?);
        let slice = Slice { limit: read_limit(limit.as_deref())?, before: read_cursor(cursor.as_deref())? };
        Ok(Self { slice, filter: read_query(&filter)? })
    }
}

fn read_limit(text: Option<&str>) -> Result<u8, Problem> {
    let Some(text) = text else { return Ok(USUAL) };
    let limit =
        text.parse().ok().filter(|limit| (1..=MOST).contains(limit) && text.bytes().all(|b| b.is_ascii_digit()));
    limit.ok_or_else(|| Problem::invalid("limit", format!("must be a whole number from 1 to {MOST}")))
}

fn read_cursor<N: Noun>(text: Option<&str>) -> Result<Option<Id<N>>, Problem> {
    let cursor = text.map(str::parse).transpose();
    cursor.map_err(|_| Problem::invalid("cursor", "must be the `next_cursor` of the page before"))
}

impl<N: Noun, F: JsonSchema> Argument for List<N, F> {
    fn describe(signature: &mut Signature) {
        signature.query = Some(Self::schema);
    }
}

impl<N: Noun, F: JsonSchema> List<N, F> {
    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = F::json_schema(generator).to_value();
        schema["properties"]["limit"] = json!({
            "description": "The most objects of the page.",
            "type": "integer",
            "minimum": 1,
            "maximum": MOST,
            "default": USUAL,
        });
        let mut cursor = Id::<N>::json_schema(generator).to_value();
        cursor["description"] = "The `next_cursor` of the page before.".into();
        schema["properties"]["cursor"] = cursor;
        Schema::try_from(schema).unwrap_or_else(|_| json_schema!({}))
    }
}

/// One page of a list.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub struct ListResponse<T> {
    data: Vec<T>,
    /// Where the next page begins; null at the end.
    next_cursor: Option<String>,
}

impl<T> ListResponse<T> {
    /// A page of the rows that were selected for `limit`; a page that is not full is the last.
    pub fn new<R, N: Noun>(
        rows: Vec<R>,
        limit: u8,
        id: impl Fn(&R) -> Id<N>,
        response: impl Fn(R) -> Result<T, ApiError>,
    ) -> Result<Self, ApiError> {
        let is_full = rows.len() >= usize::from(limit);
        let next_cursor = rows.last().filter(|_| is_full).map(|row| id(row).to_string());
        Ok(Self { data: rows.into_iter().map(response).collect::<Result<_, _>>()?, next_cursor })
    }
}
