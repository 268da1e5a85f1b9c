//! One customer on the way through a story.

use super::table::{Does, Prompt, Story};
use crate::support::{Customer, Link, Program, client, until};

/// A story and its customer.
pub struct Walker {
    pub story: &'static Story,
    pub link: Link,
    customer: Customer,
    /// How many prompts were answered.
    answered: usize,
}

impl Walker {
    /// At the first prompt.
    pub async fn begin(program: &Program, job: &str, story: &'static Story) -> Self {
        let (link, customer) = program.customer_of(job).await;
        Self { story, link, customer, answered: 0 }
    }

    /// From the first prompt on once more, in a new sign-in of the same link.
    pub async fn begin_again(&mut self) {
        self.customer.press_continue().await;
        self.answered = 0;
        self.is_where_it_should_be();
    }

    /// The prompt that is shown; none at the end.
    pub fn prompt(&self) -> Option<&'static Prompt> {
        self.story.prompts().nth(self.answered)
    }

    pub fn waits_next(&self) -> bool {
        self.story.prompts().nth(self.answered + 1).is_some_and(|prompt| matches!(prompt.does, Does::Waits))
    }

    pub fn is_before_its_strike(&self) -> bool {
        self.answered < self.story.struck()
    }

    /// Whether the source gets a form when the prompt is answered.
    pub fn has_form(&self) -> bool {
        self.prompt().is_some_and(|prompt| !matches!(prompt.does, Does::Waits | Does::OpensLink))
    }

    /// What is typed at the prompt.
    fn typed(&self, does: Does) -> Vec<(&'static str, String)> {
        match does {
            Does::SignsIn => vec![("identifier", "user_good".to_owned()), ("password", self.story.password.to_owned())],
            Does::Types(typed) => typed.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
            Does::Copies(fields) => fields.iter().copied().zip(self.customer.page().test_values()).collect(),
            Does::OpensLink | Does::Waits | Does::GoesAnotherWay => Vec::new(),
        }
    }

    /// Does what is to be done at the prompt, and comes to the next.
    pub async fn go_on(&mut self) {
        let Some(Prompt { does, .. }) = self.prompt() else { return };
        match *does {
            Does::Waits => self.wait_on().await,
            Does::OpensLink => {
                let link = self.customer.page().test_values()[0].clone();
                // As the script of the theme does.
                client().get(link).header("x-fragment", "1").send().await.unwrap();
                self.wait_on().await;
            }
            Does::GoesAnotherWay => drop(self.customer.press("alternative", "another_way").await),
            does => {
                let typed = self.typed(does);
                let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, &**value)).collect();
                self.customer.answer(&typed).await;
            }
        }
        self.answered += 1;
        self.is_where_it_should_be();
    }

    /// Sends what `go_on` sends, and does not wait for what comes of it.
    pub async fn send(&self) {
        let page = self.customer.page();
        let (form, fields) = match self.prompt().unwrap().does {
            Does::GoesAnotherWay => {
                let form = page.form("alternative", "another_way");
                let mut fields = form.filled(&[]);
                fields.push(("alternative".to_owned(), "another_way".to_owned()));
                (form, fields)
            }
            does => {
                let typed = self.typed(does);
                let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, &**value)).collect();
                (page.prompt(), page.prompt().filled(&typed))
            }
        };
        self.customer.send_form(&form.action, &fields).await;
    }

    /// Is told that the answer may not have arrived, and asked the same again.
    pub async fn is_asked_again(&mut self) {
        let kind = self.prompt().unwrap().kind;
        self.customer.reload().await;
        let page = self.customer.arrive().await.clone();
        page.asks(kind);
        let is_told = page.words().contains("We can’t tell whether your last answer arrived.");
        assert!(is_told, "{} at turn {}: {}", self.story.password, page.turn(), page.words());
    }

    /// Is told that the sign-in was interrupted.
    pub async fn is_interrupted(&mut self) {
        self.customer.reload().await;
        let page = self.customer.arrive().await;
        page.is("failed");
        page.tells("flow_interrupted");
    }

    /// Looks again and again, as the page does, which may be told anew how long it still is.
    async fn wait_on(&mut self) {
        let kind = self.prompt().unwrap().kind;
        until(&format!("{} goes on by itself", self.story.password), async || {
            let page = self.customer.reload().await;
            (page.kind() != "waiting" && page.challenge() != kind).then_some(())
        })
        .await;
    }

    fn is_where_it_should_be(&self) {
        let page = self.customer.page();
        match self.prompt() {
            Some(prompt) => page.asks(prompt.kind),
            None => page.is("done"),
        }
        assert_eq!(page.refusal(), "", "{}", self.story.password);
    }
}
