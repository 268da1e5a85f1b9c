//! Scopes as types, so that the handler of a call says by its arguments which one the call needs.

use crate::domain::tenant::access::Scope;

/// A scope that a call needs.
pub trait Needs: Send + Sync + 'static {
    const SCOPE: Scope;
}

pub struct LinksRead;
pub struct LinksWrite;
pub struct SourcesRead;
pub struct SourcesWrite;
pub struct JobsRead;
pub struct JobsWrite;
pub struct RunsRead;
pub struct RunsWrite;
pub struct CustomersWrite;
pub struct EventsRead;
pub struct WebhooksRead;
pub struct WebhooksWrite;
pub struct KeysRead;
pub struct KeysWrite;
pub struct IdentityRead;
pub struct IdentityWrite;
pub struct UsersLink;

impl Needs for LinksRead {
    const SCOPE: Scope = Scope::LinksRead;
}

impl Needs for LinksWrite {
    const SCOPE: Scope = Scope::LinksWrite;
}

impl Needs for SourcesRead {
    const SCOPE: Scope = Scope::SourcesRead;
}

impl Needs for SourcesWrite {
    const SCOPE: Scope = Scope::SourcesWrite;
}

impl Needs for JobsRead {
    const SCOPE: Scope = Scope::JobsRead;
}

impl Needs for JobsWrite {
    const SCOPE: Scope = Scope::JobsWrite;
}

impl Needs for RunsRead {
    const SCOPE: Scope = Scope::RunsRead;
}

impl Needs for RunsWrite {
    const SCOPE: Scope = Scope::RunsWrite;
}

impl Needs for CustomersWrite {
    const SCOPE: Scope = Scope::CustomersWrite;
}

impl Needs for EventsRead {
    const SCOPE: Scope = Scope::EventsRead;
}

impl Needs for WebhooksRead {
    const SCOPE: Scope = Scope::WebhooksRead;
}

impl Needs for WebhooksWrite {
    const SCOPE: Scope = Scope::WebhooksWrite;
}

impl Needs for KeysRead {
    const SCOPE: Scope = Scope::KeysRead;
}

impl Needs for KeysWrite {
    const SCOPE: Scope = Scope::KeysWrite;
}

impl Needs for IdentityRead {
    const SCOPE: Scope = Scope::IdentityRead;
}

impl Needs for IdentityWrite {
    const SCOPE: Scope = Scope::IdentityWrite;
}

impl Needs for UsersLink {
    const SCOPE: Scope = Scope::UsersLink;
}
