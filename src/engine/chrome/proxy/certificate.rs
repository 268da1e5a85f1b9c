//! The certificates that a proxy shows to browsers for hosts whose requests it reads. They have one key, which is made when
//! the process starts and stays in it; the browsers of the process are told to trust that key.

use std::{
    io,
    sync::{Arc, LazyLock},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use rcgen::{CertificateParams, KeyPair, PublicKeyData};
use rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer};
use sha2::{Digest, Sha256};
use tokio_rustls::TlsAcceptor;

static KEY: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::generate().expect("the system gives random numbers"));

/// The hash of the key, by which a browser is told to trust it.
pub fn pin() -> String {
    STANDARD.encode(Sha256::digest(KEY.subject_public_key_info()))
}

/// Speaks TLS as this host.
pub(super) fn acceptor(host: &str) -> io::Result<TlsAcceptor> {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let certificate = CertificateParams::new([host.to_owned()]).and_then(|params| params.self_signed(&*KEY));
    let certificate = certificate.map_err(io::Error::other)?;
    let key = PrivateKeyDer::try_from(KEY.serialize_der()).map_err(io::Error::other)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
