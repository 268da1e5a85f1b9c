//! Resource servers: third parties that get tokens of a user which open nothing else, and say less of the user.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Client, proof::Acr, scope};
use crate::domain::{
    id::{Id, Noun},
    line,
    source::recipe::lint::Mistake,
};

/// Names a resource server in an id.
pub struct ResourceServer;

impl Noun for ResourceServer {
    const PREFIX: &'static str = "rsv";
}

/// The most applications of which a resource server takes tokens.
const MOST_CLIENTS: usize = 50;
/// The most scopes of a resource server, and the longest of them.
const MOST_SCOPES: usize = 50;
const LONGEST_SCOPE: usize = 100;
/// The longest that a narrowed token may live, in seconds.
const LONGEST_LIFE: u32 = 3_600;

/// What a resource server is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "NewResourceServer")]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The `audience` that applications ask tokens for, and the `aud` of these tokens. Never a client's id.
    #[schemars(length(max = 255), regex(pattern = line::VALUE_PATTERN), example = &"mini-app")]
    pub identifier: String,
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Mini app")]
    pub name: String,
    /// Whether guests get tokens for it.
    #[serde(default)]
    pub allow_anonymous: bool,
    /// How well it must be known who the user is: `"0"` at all, `"1"` by one factor, `"2"` by two.
    #[serde(default = "any_acr")]
    #[schemars(with = "String", regex(pattern = "^[012]$"))]
    pub min_acr: Acr,
    /// The scopes that its tokens may have.
    #[serde(default)]
    #[schemars(length(max = 50))]
    pub scopes: Vec<String>,
    /// The applications that get tokens for it; without any, all of the company.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 50))]
    pub allowed_clients: Vec<Id<Client>>,
    /// Seconds that its tokens live.
    #[serde(default = "token_ttl")]
    #[schemars(range(min = 60, max = 3_600))]
    pub token_ttl: u32,
}

const fn any_acr() -> Acr {
    Acr::None
}
const fn token_ttl() -> u32 {
    300
}

/// Whether a text is one scope, as RFC 6749 §3.3 writes it.
fn is_scope(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
    (1..=LONGEST_SCOPE).contains(&text.len()) && text.bytes().all(is_plain)
}

impl Definition {
    /// Every mistake in it.
    pub fn lint(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut add = |key: String, message: Option<String>| {
            mistakes.extend(message.map(|message| Mistake { key, message }));
        };
        add("identifier".to_owned(), line::value_mistake(&self.identifier, 255));
        add("name".to_owned(), line::mistake(&self.name, 80));
        add("scopes".to_owned(), (self.scopes.len() > MOST_SCOPES).then(|| format!("at most {MOST_SCOPES} scopes")));
        for (index, scope) in self.scopes.iter().enumerate().take(MOST_SCOPES) {
            let mistake = format!("1 to {LONGEST_SCOPE} visible characters without quotes and backslashes");
            add(format!("scopes[{index}]"), (!is_scope(scope)).then_some(mistake));
        }
        let many = format!("at most {MOST_CLIENTS} applications");
        add("allowed_clients".to_owned(), (self.allowed_clients.len() > MOST_CLIENTS).then_some(many));
        let is_life = (60..=LONGEST_LIFE).contains(&self.token_ttl);
        add("token_ttl".to_owned(), (!is_life).then(|| format!("between 60 and {LONGEST_LIFE} seconds")));
        mistakes
    }

    /// Whether an application gets tokens for it.
    pub fn takes(&self, client: Id<Client>) -> bool {
        self.allowed_clients.is_empty() || self.allowed_clients.contains(&client)
    }

    /// The scopes of a token: the wanted ones, or all there are; `None` where one is wanted that there is not.
    pub fn granted(&self, wanted: Option<&str>) -> Option<String> {
        let all = self.scopes.join(" ");
        match wanted {
            None => Some(all),
            Some(wanted) => scope::is_within(wanted, &all).then(|| wanted.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(scopes: &[&str]) -> Definition {
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        Definition {
            identifier: "mini-app".to_owned(),
            name: "Mini app".to_owned(),
            allow_anonymous: true,
            min_acr: Acr::None,
            scopes,
            allowed_clients: Vec::new(),
            token_ttl: 300,
        }
    }

    #[test]
    fn a_token_has_the_wanted_scopes_or_all_and_never_others() {
        let server = server(&["orders:read", "orders:write"]);
        assert_eq!(server.granted(None).as_deref(), Some("orders:read orders:write"));
        assert_eq!(server.granted(Some("orders:read")).as_deref(), Some("orders:read"));
        assert_eq!(server.granted(Some("orders:read admin")), None);
        assert_eq!(server.lint(), []);
    }

    #[test]
    fn every_mistake_is_named() {
        let mut server = server(&["a b", "", "good"]);
        (server.identifier, server.token_ttl) = (" ".to_owned(), 0);
        let keys: Vec<String> = server.lint().into_iter().map(|mistake| mistake.key).collect();
        assert_eq!(keys, ["identifier", "scopes[0]", "scopes[1]", "token_ttl"]);
    }
}
