//! A sent form, as the site reads it.

use std::collections::BTreeMap;

/// The fields of a form by name; of a name sent twice, the first counts.
#[derive(Clone, Debug, Default)]
pub struct Form(BTreeMap<String, String>);

impl Form {
    /// The value of a field, empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// All fields but those the site itself put into the form.
    pub fn typed(&self) -> BTreeMap<String, String> {
        let mut typed = self.0.clone();
        typed.retain(|name, _| name != "csrf_token" && name != "step");
        typed
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Form {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let mut form = BTreeMap::new();
        for (name, value) in fields {
            form.entry(name.into()).or_insert_with(|| value.into());
        }
        Self(form)
    }
}
