//! What the workflows of a link will do at the source, as the customer is told it and agrees to it.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use strum::IntoStaticStr;

use super::Permissions;
use crate::domain::job::{
    profile::Profile,
    saying::Saying,
    step::{Kind, Step},
};

/// What will be done, from the definitions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promise {
    /// What is read; nothing where the job only signs in.
    pub reads: BTreeSet<Reading>,
    /// What is changed, in the words of the permissions; nothing is where it is empty.
    pub writes: Vec<Saying>,
    /// Everything that was promised, entry by entry.
    parts: BTreeSet<String>,
}

/// What is read, as far as a definition says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Reading {
    Invoices,
    Documents,
    Transactions,
    Subscriptions,
    /// Pages of the account: no profile says what is on them.
    Pages,
    /// Files of the account.
    Files,
}

impl From<Profile> for Reading {
    fn from(profile: Profile) -> Self {
        match profile {
            Profile::Invoice => Self::Invoices,
            Profile::Document => Self::Documents,
            Profile::Transaction => Self::Transactions,
            Profile::Subscription => Self::Subscriptions,
        }
    }
}

impl Promise {
    /// A promise of this, for samples of pages.
    pub fn sample(reads: impl IntoIterator<Item = Reading>, writes: &[&str]) -> Self {
        let writes = writes.iter().map(|&text| Saying::Plain(text.to_owned())).collect();
        Self { reads: reads.into_iter().collect(), writes, parts: BTreeSet::new() }
    }

    /// Adds what one workflow will do.
    pub fn add(&mut self, steps: &[Step], permissions: &Permissions) {
        let readings: BTreeSet<Reading> = steps.iter().flat_map(readings).collect();
        if readings.contains(&Reading::Files) {
            self.part("downloads", &permissions.downloads);
        }
        self.parts.extend(readings.iter().map(|reading| format!("reads {}", <&str>::from(*reading))));
        self.reads.extend(if readings.is_empty() { BTreeSet::from([Reading::Pages]) } else { readings });
        match &permissions.read {
            None => self.part("read", &"*"),
            Some(patterns) => patterns.iter().for_each(|pattern| self.part("read", pattern)),
        }
        self.part("deny", &permissions.deny);
        for write in &permissions.write {
            self.part("write", write);
            if !self.writes.contains(&write.says) {
                self.writes.push(write.says.clone());
            }
        }
    }

    fn part(&mut self, what: &str, value: &impl Serialize) {
        // A definition is written as JSON wherever it is kept.
        self.parts.insert(format!("{what} {}", serde_json::to_string(value).unwrap_or_default()));
    }

    /// What is kept of a customer's agreement to it.
    pub fn agreement(&self) -> Agreement {
        Agreement(self.parts.iter().map(|part| URL_SAFE_NO_PAD.encode(Sha256::digest(part))).collect())
    }
}

/// What a step reads.
fn readings(step: &Step) -> Vec<Reading> {
    match &step.kind {
        Kind::Extract(extract) => vec![extract.profile.map_or(Reading::Pages, Reading::from)],
        Kind::Download(_) | Kind::Print(_) => vec![Reading::Files],
        Kind::ForEach(each) => each.steps.iter().flat_map(readings).collect(),
        _ => Vec::new(),
    }
}

/// What a customer agreed to: a hash of every entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Agreement(BTreeSet<String>);

impl Agreement {
    /// Whether everything of a promise was agreed to; less may be done than that.
    pub fn covers(&self, promise: &Promise) -> bool {
        promise.agreement().0.is_subset(&self.0)
    }

    /// One hash of all of it, which a form brings back to say what the customer was shown.
    pub fn digest(&self) -> String {
        let all: Vec<&str> = self.0.iter().map(String::as_str).collect();
        URL_SAFE_NO_PAD.encode(Sha256::digest(all.join(" ")))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn promise(steps: Value, permissions: Value) -> Promise {
        let mut promise = Promise::default();
        let steps: Vec<Step> = serde_json::from_value(steps).unwrap();
        promise.add(&steps, &serde_json::from_value(permissions).unwrap());
        promise
    }

    fn invoices() -> Value {
        let fields = json!({"identifier": "td", "totalPaymentDue": {"at": "i", "type": "money"}});
        json!([{"step": "visit", "url": "/"}, {"step": "extract", "name": "x", "rows": "tr", "profile": "invoice",
            "fields": fields}])
    }

    fn settings() -> Value {
        json!({"method": "POST", "url": "https://app.example/settings", "says": "change your invoice address"})
    }

    #[test]
    fn a_promise_says_what_is_read_and_what_is_changed() {
        let told = promise(invoices(), json!({"write": [settings()]}));
        assert_eq!(told.reads, BTreeSet::from([Reading::Invoices]));
        assert_eq!(told.writes, [Saying::Plain("change your invoice address".to_owned())]);
        let silent = promise(json!([{"step": "visit", "url": "/"}]), json!({}));
        assert_eq!((silent.reads, silent.writes), (BTreeSet::from([Reading::Pages]), Vec::new()));
    }

    #[test]
    fn an_agreement_covers_the_same_and_less_and_nothing_more() {
        let read = json!(["https://app.example/account/*"]);
        let agreed = promise(invoices(), json!({"read": read, "write": [settings()]})).agreement();
        for (permissions, is_covered) in [
            (json!({"read": read, "write": [settings()]}), true),
            (json!({"read": read}), true),
            (json!({"read": ["https://app.example/*"], "write": [settings()]}), false),
            (json!({"write": [settings()]}), false),
            (
                json!({"read": read, "write": [{"method": "DELETE", "url": "https://app.example/settings",
                "says": "change your invoice address"}]}),
                false,
            ),
        ] {
            assert_eq!(agreed.covers(&promise(invoices(), permissions.clone())), is_covered, "{permissions}");
        }
        let text = serde_json::to_string(&agreed).unwrap();
        assert_eq!(serde_json::from_str::<Agreement>(&text).unwrap(), agreed);
        assert!(!text.contains("app.example"), "{text}");
    }

    #[test]
    fn what_may_be_asked_for_again_is_more() {
        let agreed = promise(invoices(), json!({"deny": ["*://*/logout"]})).agreement();
        assert!(!agreed.covers(&promise(invoices(), json!({}))));
    }
}
