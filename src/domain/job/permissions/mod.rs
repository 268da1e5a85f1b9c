//! What a workflow may do at its source, as its author declares it: enforced for every request, and told to customers.

mod downloads;
mod pattern;
pub mod promise;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};
use url::Url;

pub use self::{
    downloads::{Downloads, essence},
    pattern::Pattern,
};
use super::saying::Saying;
use crate::domain::source::recipe::lint::Mistake;

/// The most entries of each list.
const MOST: usize = 100;

/// What a workflow may do. Without it, or without `read`, it may read everything on the source's hosts; without `write`, it
/// changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Permissions {
    /// What is read: GET and HEAD. Without it, everything on the source's hosts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 100))]
    pub read: Option<Vec<Pattern>>,
    /// What is sent, and what that does, in words for the customer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 100))]
    pub write: Vec<Write>,
    /// What is never asked for, whatever else allows it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 100))]
    pub deny: Vec<Pattern>,
    /// Which files it may download. Without it, those that its steps name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downloads: Option<Downloads>,
}

/// Requests that may change something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Write {
    pub method: Method,
    pub url: Pattern,
    /// What the requests do, as the customer reads it after "will".
    #[schemars(example = &"change your invoice address")]
    pub says: Saying,
}

/// The method of a request that may change something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, JsonSchema)]
#[schemars(rename = "WriteMethod")]
#[serde(rename_all = "UPPERCASE")]
#[strum(serialize_all = "UPPERCASE")]
pub enum Method {
    Post,
    Put,
    Patch,
    Delete,
    /// A web socket, over which anything may be sent.
    Socket,
}

/// A request that is about to be sent.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub method: &'a str,
    pub url: &'a Url,
    /// Whether it opens a web socket.
    pub is_socket: bool,
}

/// What permissions say of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Read,
    /// Allowed by this entry of `write`.
    Write(usize),
    Denied,
}

impl Permissions {
    /// What is to become of a request to a host of the source.
    pub fn decide(&self, asked: Asked<'_>) -> Verdict {
        if self.deny.iter().any(|pattern| pattern.may_match(asked.url)) {
            return Verdict::Denied;
        }
        if matches!(asked.method, "GET" | "HEAD") && !asked.is_socket {
            let is_read = self.read.as_ref().is_none_or(|read| read.iter().any(|pattern| pattern.matches(asked.url)));
            return if is_read { Verdict::Read } else { Verdict::Denied };
        }
        // A browser asks so, without anything of the page's, whether another origin would take what comes next.
        if asked.method == "OPTIONS" && !asked.is_socket {
            let is_known = self.write.iter().any(|write| write.url.matches(asked.url));
            return if is_known { Verdict::Read } else { Verdict::Denied };
        }
        let method = if asked.is_socket { "SOCKET" } else { asked.method };
        let allows = |write: &Write| <&str>::from(write.method) == method && write.url.matches(asked.url);
        self.write.iter().position(allows).map_or(Verdict::Denied, Verdict::Write)
    }

    /// Every mistake in permissions that stand at `key`.
    pub fn lint(&self, key: &str) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let lists =
            [("read", self.read.as_ref().map_or(0, Vec::len)), ("write", self.write.len()), ("deny", self.deny.len())];
        for (name, _) in lists.into_iter().filter(|(_, length)| *length > MOST) {
            mistakes.push(Mistake::new(format!("{key}.{name}"), "has at most 100 entries"));
        }
        for (write, index) in self.write.iter().zip(0..) {
            mistakes.extend(write.says.lint(&format!("{key}.write[{index}].says")));
        }
        self.downloads.iter().for_each(|downloads| downloads.lint(&format!("{key}.downloads"), &mut mistakes));
        mistakes
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn permissions() -> Permissions {
        serde_json::from_value(json!({
            "read": ["https://app.example/account/*"],
            "write": [
                {"method": "POST", "url": "https://app.example/account/settings", "says": "change your address"},
                {"method": "SOCKET", "url": "wss://app.example/account/live", "says": "follow what is new"},
            ],
            "deny": ["*://*/account/logout*"],
        }))
        .unwrap()
    }

    fn verdict(permissions: &Permissions, method: &str, url: &str, is_socket: bool) -> Verdict {
        permissions.decide(Asked { method, url: &url.parse().unwrap(), is_socket })
    }

    #[test]
    fn what_is_declared_is_allowed_and_nothing_else() {
        for (method, url, is_socket, expected) in [
            ("GET", "https://app.example/account/invoices", false, Verdict::Read),
            ("HEAD", "https://app.example/account/invoices", false, Verdict::Read),
            ("GET", "https://app.example/other", false, Verdict::Denied),
            ("POST", "https://app.example/account/settings", false, Verdict::Write(0)),
            ("PUT", "https://app.example/account/settings", false, Verdict::Denied),
            ("POST", "https://app.example/account/settings2", false, Verdict::Denied),
            ("POST", "https://app.example/account/invoices", false, Verdict::Denied),
            ("GET", "wss://app.example/account/live", true, Verdict::Write(1)),
            ("GET", "https://app.example/account/live", true, Verdict::Denied),
            ("GET", "https://app.example/account/logout", false, Verdict::Denied),
            ("GET", "https://app.example/account/%6Cogout", false, Verdict::Denied),
            ("OPTIONS", "https://app.example/account/invoices", false, Verdict::Denied),
            ("OPTIONS", "https://app.example/account/settings", false, Verdict::Read),
            ("post", "https://app.example/account/settings", false, Verdict::Denied),
        ] {
            assert_eq!(verdict(&permissions(), method, url, is_socket), expected, "{method} {url}");
        }
    }

    #[test]
    fn without_a_declaration_everything_is_read_and_nothing_is_written() {
        let none = Permissions::default();
        assert_eq!(verdict(&none, "GET", "https://app.example/x", false), Verdict::Read);
        for method in ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"] {
            assert_eq!(verdict(&none, method, "https://app.example/x", false), Verdict::Denied, "{method}");
        }
        assert_eq!(verdict(&none, "GET", "wss://app.example/x", true), Verdict::Denied);
    }
}
