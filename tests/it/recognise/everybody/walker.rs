//! One customer on the way, who does what the table says and notes what was met.

use std::time::Duration;

use tokio::time::sleep;

use super::table::{Does, Walk};
use crate::support::{Customer, Sandbox, client};

/// How often a page is looked at that is to go on by itself, and how long between two looks.
const LOOKS: usize = 400;
const PAUSE: Duration = Duration::from_millis(100);

pub struct Walker<'h> {
    sandbox: &'h Sandbox,
    customer: Customer,
    met: Vec<String>,
}

impl<'h> Walker<'h> {
    pub fn new(sandbox: &'h Sandbox, customer: Customer) -> Self {
        Self { sandbox, customer, met: Vec::new() }
    }

    /// What is met on a walk after the password, in order: prompts, complaints, and the end.
    pub async fn walks(mut self, name: &str, walk: &Walk) -> String {
        self.customer.page().asks("credentials");
        self.customer.answer(&[("identifier", name), ("password", walk.password)]).await;
        self.note();
        for does in walk.does {
            if self.customer.page().kind() != "challenge" {
                self.met.push("too soon".to_owned());
                break;
            }
            self.does(*does, walk.password).await;
            self.note();
        }
        self.met.join(" ")
    }

    async fn does(&mut self, does: Does, password: &str) {
        match does {
            Does::Types(typed) => {
                let page = self.customer.page();
                if !page.offers("action", "submit") {
                    return self.met.push(format!("no place to answer on {};", page.words()));
                }
                let form = page.prompt();
                let has = |name: &str, value: &str| {
                    form.fields.iter().any(|(field, _)| field == name)
                        || form.choices.iter().any(|choice| *choice == (name.to_owned(), value.to_owned()))
                };
                if let Some((name, value)) = typed.iter().find(|(name, value)| !has(name, value)) {
                    self.met.push(format!("no {name}={value} but {:?} {:?};", form.fields, form.choices));
                    return;
                }
                self.customer.answer(typed).await;
            }
            Does::Waits => self.waits().await,
            Does::OpensLink => {
                let ledger = self.sandbox.ledger().await;
                let entry = ledger.iter().rfind(|entry| entry.values.get("password").is_some_and(|it| it == password));
                let link = self.sandbox.url(&format!("/classic/verify/link/{}", entry.unwrap().session));
                // As the script of the theme does.
                client().get(link).header("x-fragment", "1").send().await.unwrap();
                self.waits().await;
            }
            Does::Presses(words) => {
                let Some((name, value)) = self.button(words) else {
                    return self.met.push(format!("no {words:?} on {};", self.customer.page().words()));
                };
                self.customer.press(&name, &value).await;
            }
        }
    }

    /// The button that says this.
    fn button(&self, words: &str) -> Option<(String, String)> {
        let (page, css) = (self.customer.page(), "main button[name][value]");
        let (says, names, values) = (page.texts(css), page.attributes(css, "name"), page.attributes(css, "value"));
        let nth = says.iter().position(|says| says.contains(words))?;
        Some((names[nth].clone(), values[nth].clone()))
    }

    /// Looks at the page again, as its refresh does, until it asks or says something else.
    async fn waits(&mut self) {
        let before = (self.customer.page().challenge(), self.customer.page().refusal());
        for _ in 0..LOOKS {
            let page = self.customer.reload().await;
            if page.kind() != "waiting" && (page.challenge(), page.refusal()) != before {
                return;
            }
            sleep(PAUSE).await;
        }
        self.met.push("in vain".to_owned());
    }

    fn note(&mut self) {
        let page = self.customer.page();
        let at = if page.kind() == "challenge" { page.challenge() } else { page.kind() };
        let refusal = page.refusal();
        self.met.push(if refusal.is_empty() { at } else { format!("{at}:{refusal}") });
    }
}
