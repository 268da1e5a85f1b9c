//! The client under all actors: it follows nothing and keeps nothing by itself.

use std::sync::Once;

use reqwest::redirect::Policy;

/// A client with connections of its own.
pub fn client() -> reqwest::Client {
    client_builder().build().unwrap()
}

/// The settings of such a client.
pub fn client_builder() -> reqwest::ClientBuilder {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // An error means that there is one already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    // No test's client speaks TLS; reading the machine's certificates would take a tenth of a second each time.
    reqwest::Client::builder().tls_certs_only([]).no_proxy().redirect(Policy::none()).retry(reqwest::retry::never())
}
