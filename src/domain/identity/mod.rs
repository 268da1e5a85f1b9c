//! Identity: user pools, each an OpenID Provider, with the applications and end users that belong to it.

pub mod client;
pub mod code;
pub mod device;
pub mod grant;
pub mod hosted;
pub mod jose;
pub mod limit;
pub mod narrow;
pub mod pkce;
pub mod pool;
pub mod proof;
pub mod refresh;
pub mod scope;
pub mod secret;
pub mod signing;
pub mod user;

use super::id::Noun;

/// Names a user pool in an id.
pub struct Pool;

impl Noun for Pool {
    const PREFIX: &'static str = "pol";
}

/// Names a client, an application of a pool, in an id.
pub struct Client;

impl Noun for Client {
    const PREFIX: &'static str = "cli";
}

/// Names an end user in an id: the `sub` of tokens.
pub struct User;

impl Noun for User {
    const PREFIX: &'static str = "usr";
}

/// Names an identity, by which a user is recognised, in an id.
pub struct Identity;

impl Noun for Identity {
    const PREFIX: &'static str = "idn";
}

/// Names an authenticator, with which a user proves an identity, in an id.
pub struct Authenticator;

impl Noun for Authenticator {
    const PREFIX: &'static str = "aut";
}

/// Names a passkey in an id.
pub struct Passkey;

impl Noun for Passkey {
    const PREFIX: &'static str = "psk";
}

/// Names a device, which is a key, in an id.
pub struct Device;

impl Noun for Device {
    const PREFIX: &'static str = "dvc";
}

/// Names a grant, which applications call a session, in an id: the `sid` of tokens.
pub struct Grant;

impl Noun for Grant {
    const PREFIX: &'static str = "grt";
}

/// Names a refresh token in an id.
pub struct RefreshToken;

impl Noun for RefreshToken {
    const PREFIX: &'static str = "rft";
}

/// Names a one-time code in an id.
pub struct OneTimeCode;

impl Noun for OneTimeCode {
    const PREFIX: &'static str = "otc";
}

/// Names a browser's session at a pool in an id.
pub struct BrowserSession;

impl Noun for BrowserSession {
    const PREFIX: &'static str = "bss";
}

/// Names a sign-in under way on a pool's pages in an id.
pub struct AuthFlow;

impl Noun for AuthFlow {
    const PREFIX: &'static str = "afl";
}

/// Names a signing key in an id: the `kid` of tokens.
pub struct SigningKey;

impl Noun for SigningKey {
    const PREFIX: &'static str = "sgk";
}
