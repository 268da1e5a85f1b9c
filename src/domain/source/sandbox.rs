//! Sources that exist for tests: those of a sandbox.

use super::{Definition, host_of, recipe::lint::Mistake};
use crate::domain::web_address;

const REFUSAL: &str = "is for tests, which a live key cannot use: use a key that begins with `vst_test_`";

impl Definition {
    /// Whether it exists for tests and says so: its pages tell which values work.
    pub fn is_test(&self) -> bool {
        self.recipe.as_ref().is_some_and(|recipe| recipe.test_values.is_some())
    }

    /// What in it is for tests, which a live source may not have. `sandbox` is the sandbox's `host:port`, or empty.
    pub fn sandbox_mistakes(&self, sandbox: &str) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        if self.is_test() {
            mistakes.push(Mistake::new("recipe.test_values", format!("a source that shows test values {REFUSAL}")));
        }
        if self.leads_to(sandbox) {
            mistakes.push(Mistake::new("login_url", format!("the sandbox {REFUSAL}")));
        }
        mistakes
    }

    fn leads_to(&self, host: &str) -> bool {
        let login = web_address::parse(&self.login_url).is_ok_and(|url| host_of(&url) == host);
        login || self.hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::source::recipe::{Css, Recipe};

    fn shop(login_url: &str, hosts: &[&str]) -> Definition {
        serde_json::from_value(serde_json::json!({"name": "Shop", "login_url": login_url, "hosts": hosts})).unwrap()
    }

    #[test]
    fn a_source_of_the_sandbox_is_known_by_its_address_and_by_the_values_it_shows() {
        let recipe = Recipe { test_values: Some(Css("#values".to_owned())), ..Recipe::default() };
        let shown = Definition { recipe: Some(recipe), ..shop("https://shop.example/", &[]) };
        let cases = [
            (shop("https://shop.example/", &[]), vec![]),
            (shop("http://127.0.0.1:8081/classic/login", &[]), vec!["login_url"]),
            (shop("https://shop.example/", &["shop.example", "127.0.0.1:8081"]), vec!["login_url"]),
            (shown, vec!["recipe.test_values"]),
        ];
        for (definition, wrong) in cases {
            let found = definition.sandbox_mistakes("127.0.0.1:8081");
            assert_eq!(found.iter().map(|mistake| mistake.key.as_str()).collect::<Vec<_>>(), wrong);
        }
        assert!(shop("http://127.0.0.1:8081/", &[]).sandbox_mistakes("").is_empty());
    }
}
