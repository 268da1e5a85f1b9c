//! The contents of artifacts, at signed URLs.

use std::{convert::Infallible, ops::Range, sync::Arc};

use axum::{
    body::Body,
    extract::{FromRequestParts, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{
            ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
            ETAG,
        },
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream::BoxStream};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{parts, range::Wanted};
use crate::{
    api::http::{
        error::ApiError,
        object::Object,
        problem::Problem,
        request::{PathId, Query},
        signature::{Answer, Argument, Signature},
    },
    app::App,
    domain::{
        crypto::keyring::Purpose,
        id::Id,
        job::{
            Artifact,
            artifact::{Kind, attachment},
            csv::{Columns, Records},
        },
        tenant::Tenant,
    },
    service::job::artifacts,
    store::{job::artifacts::StoredArtifact, table},
};

/// A content is a file of somebody else: where a browser shows it after all, it may do nothing.
const POLICY: &str = "sandbox; default-src 'none'";

/// The parameters of a signed URL.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    tenant: Id<Tenant>,
    /// Unix seconds.
    until: i64,
    stamp: String,
    /// Records in another format than JSON. Not part of what is signed.
    format: Option<Format>,
}

/// A format for records.
#[derive(Clone, Copy, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Csv,
}

/// The headers of the request.
pub struct Headers(HeaderMap);

impl<S: Send + Sync> FromRequestParts<S> for Headers {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.headers.clone()))
    }
}

impl Argument for Headers {
    fn describe(_: &mut Signature) {}
}

/// `GET /v1/artifacts/{id}/content`
pub async fn content(
    State(app): State<Arc<App>>,
    PathId(id): PathId<Artifact>,
    Query(signed): Query<Signed>,
    Headers(headers): Headers,
) -> Result<Content, ApiError> {
    let parts = parts(signed.tenant, id, signed.until);
    let is_ours = app.vault.is_stamp(&signed.stamp, Purpose::Artifact, &parts.each_ref().map(String::as_str));
    let until = OffsetDateTime::from_unix_timestamp(signed.until).ok();
    let now = app.clock.now();
    if !is_ours || until.is_none_or(|until| until <= now) {
        return Err(Artifact::missing().into());
    }
    let artifact = table::find::<StoredArtifact>(&app.db, signed.tenant, id).await?;
    let artifact = artifact.filter(|artifact| artifact.expires_at.is_none_or(|at| now < at));
    let artifact = artifact.ok_or_else(Artifact::missing)?;
    match signed.format {
        None => part(&app, artifact, &headers).await,
        Some(Format::Csv) => csv(&app, artifact).await,
    }
}

/// A content, or the part of it that the headers ask for.
async fn part(app: &App, artifact: StoredArtifact, headers: &HeaderMap) -> Result<Content, ApiError> {
    let (size, etag) = (artifact.size, format!("\"{}\"", artifact.sha256));
    let (status, wanted) = match Wanted::of(headers, size, &etag) {
        Wanted::Whole => (StatusCode::OK, 0..size),
        Wanted::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        Wanted::Nothing => (StatusCode::RANGE_NOT_SATISFIABLE, 0..0),
    };
    let mut about = vec![
        (CONTENT_TYPE, artifact.media_type.clone()),
        (CONTENT_DISPOSITION, attachment(&with_extension(&artifact, "json"))),
        (CONTENT_LENGTH, (wanted.end - wanted.start).to_string()),
        (ACCEPT_RANGES, "bytes".to_owned()),
        (ETAG, etag),
    ];
    about.extend(content_range(status, &wanted, size).map(|range| (CONTENT_RANGE, range)));
    let bytes = artifacts::read(app, artifact, wanted).await?.map_err(std::io::Error::other);
    Ok(Content { status, about, bytes: bytes.boxed() })
}

fn content_range(status: StatusCode, wanted: &Range<u64>, size: u64) -> Option<String> {
    match status {
        StatusCode::PARTIAL_CONTENT => Some(format!("bytes {}-{}/{size}", wanted.start, wanted.end - 1)),
        StatusCode::RANGE_NOT_SATISFIABLE => Some(format!("bytes */{size}")),
        _ => None,
    }
}

/// Records as CSV. The content is read twice, as only all records together say which columns there are.
async fn csv(app: &App, artifact: StoredArtifact) -> Result<Content, ApiError> {
    let no_records = || Problem::invalid("format", "this artifact holds no records");
    if artifact.kind != Kind::ExtractedData {
        return Err(no_records().into());
    }
    let (mut records, mut columns) = (Records::default(), Columns::default());
    let mut bytes = artifacts::read(app, artifact.clone(), 0..artifact.size).await?;
    while let Some(bytes) = bytes.try_next().await.map_err(crate::service::ServiceError::from)? {
        records.push(&bytes).map_err(|_| no_records())?.iter().for_each(|record| columns.add(record));
    }
    let (header, first) = columns.header();
    let about = vec![
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (CONTENT_DISPOSITION, attachment(&with_extension(&artifact, "csv"))),
    ];
    let size = artifact.size;
    let bytes = artifacts::read(app, artifact, 0..size).await?;
    let mut records = Records::default();
    let rows = bytes.map(move |bytes| {
        let records = records.push(&bytes.map_err(std::io::Error::other)?).map_err(std::io::Error::other)?;
        Ok(Bytes::from(records.iter().map(|record| header.row(record)).collect::<String>()))
    });
    let first = futures_util::stream::iter([Ok(Bytes::from(first))]);
    Ok(Content { status: StatusCode::OK, about, bytes: first.chain(rows).boxed() })
}

/// The name of the file: records have none of their own.
fn with_extension(artifact: &StoredArtifact, extension: &str) -> String {
    match artifact.kind {
        Kind::ExtractedData => format!("{}.{extension}", artifact.name),
        Kind::File | Kind::Screenshot | Kind::Log => artifact.name.clone(),
    }
}

/// What an artifact holds, of whatever media type.
pub struct Content {
    status: StatusCode,
    about: Vec<(HeaderName, String)>,
    bytes: BoxStream<'static, std::io::Result<Bytes>>,
}

impl IntoResponse for Content {
    fn into_response(self) -> Response {
        let mut response = (self.status, Body::from_stream(self.bytes)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
        // A media type that the source made up may be no header; then browsers are told nothing.
        let about = self.about.into_iter();
        headers.extend(about.filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?))));
        headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/octet-stream"));
        response
    }
}

impl Answer for Content {
    fn describe(signature: &mut Signature) {
        signature.status = 200;
    }
}
