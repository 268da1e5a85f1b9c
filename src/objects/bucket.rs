//! A bucket of an S3-compatible store.

use std::{sync::Arc, time::Duration};

use object_store::{
    BackoffConfig, ClientOptions, RetryConfig,
    aws::AmazonS3Builder,
    client::{HttpClient, HttpConnector},
    prefix::PrefixStore,
};
use secrecy::{ExposeSecret, SecretString};

use super::{ObjectError, Objects};
use crate::net::client::for_operators_server;

/// How long one request to the store is repeated while the store does not answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the bucket is, and who may use it.
pub struct Bucket {
    /// `bucket`, or `bucket/prefix`.
    pub name: String,
    /// The address of the store; of AWS without it.
    pub endpoint: String,
    pub region: String,
    pub key_id: String,
    pub secret_key: SecretString,
}

/// Gives every request the program's own client, which brings its TLS.
#[derive(Debug)]
struct OurClient(HttpClient);

impl HttpConnector for OurClient {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(self.0.clone())
    }
}

impl Objects {
    /// A store in a bucket. What was written has been acknowledged by the store before it counts as written.
    pub fn in_bucket(bucket: &Bucket) -> Result<Self, ObjectError> {
        let (name, prefix) = bucket.name.split_once('/').unwrap_or((&bucket.name, ""));
        let retry = RetryConfig { backoff: BackoffConfig::default(), max_retries: 10, retry_timeout: PATIENCE };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(name)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.key_id)
            .with_secret_access_key(bucket.secret_key.expose_secret())
            .with_allow_http(true)
            .with_retry(retry)
            .with_http_connector(OurClient(HttpClient::new(for_operators_server()?)));
        if !bucket.endpoint.is_empty() {
            builder = builder.with_endpoint(&bucket.endpoint).with_virtual_hosted_style_request(false);
        }
        let store = builder.build()?;
        Ok(Self { store: Arc::new(PrefixStore::new(store, prefix)), folder: None })
    }
}
