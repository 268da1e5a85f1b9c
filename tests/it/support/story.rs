//! An installation, a link and its customer: what most tests begin with.

use serde_json::{Value, json};

use super::{Customer, Installation, Link, Page};

/// One customer with one link.
pub struct Story {
    pub installation: Installation,
    pub link: Link,
    pub customer: Customer,
}

impl Story {
    /// A customer who has opened the link and pressed *Continue*.
    pub async fn begin(theme: &str) -> Self {
        Self::in_installation(Installation::open().await, theme).await
    }

    pub async fn in_installation(installation: Installation, theme: &str) -> Self {
        let link = installation.link(theme).await;
        let customer = installation.customer_at(&link).await;
        Self { installation, link, customer }
    }

    /// A customer of a source of which nothing is known but where its sign-in is.
    pub async fn at(login_url: &str) -> Self {
        let installation = Installation::with(&[("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await;
        let source = json!({"name": "Source", "login_url": login_url});
        let source = installation.backend.create("/v1/sources", &source).await;
        let job = installation.backend.create_job(&source, &[]).await;
        let link = installation.backend.create_link(&job).await;
        let customer = installation.customer_at(&link).await;
        Self { installation, link, customer }
    }

    /// A customer of the classic theme who has given `user_good` and this password.
    pub async fn after(password: &str) -> Self {
        let mut story = Self::begin("classic").await;
        story.gives(password).await;
        story
    }

    /// Gives `user_good` and a password, on as many pages as the theme has for it.
    pub async fn gives(&mut self, password: &str) -> &Page {
        self.gives_as("user_good", password).await
    }

    pub async fn gives_as(&mut self, identifier: &str, password: &str) -> &Page {
        if self.customer.page().challenge() == "identifier" {
            self.customer.answer(&[("identifier", identifier)]).await;
        }
        let asked = self.customer.page().challenge();
        if asked == "password" {
            return self.customer.answer(&[("password", password)]).await;
        }
        self.customer.page().asks("credentials");
        self.customer.answer(&[("identifier", identifier), ("password", password)]).await
    }

    pub fn page(&self) -> &Page {
        self.customer.page()
    }

    /// The customer is done, the company has what it wanted, and the timeline is the shortest there is.
    pub async fn ends_well(&mut self) {
        self.ends_well_after("CREATED ACCESSED AUTHENTICATING").await;
    }

    /// As [`Self::ends_well`], with the timeline up to the sign-in.
    pub async fn ends_well_after(&mut self, timeline: &str) {
        self.page().is("done");
        self.installation.backend.sees(&self.link, "COMPLETED").await;
        assert_eq!(self.timeline().await, format!("{timeline} IN_PROGRESS COMPLETED"));
        assert_eq!(self.installation.backend.artifacts(&self.link).await, [invoices()]);
        let url = self.link.url.clone();
        self.customer.open(&url).await.is("receipt");
        assert_eq!(self.page().link_status(), "COMPLETED");
    }

    pub async fn timeline(&self) -> String {
        self.installation.backend.transitions(&self.link).await
    }
}

/// What the job reads off the sandbox's account.
pub fn invoices() -> Value {
    json!([
        {"number": "1003", "amount": "$48.20"},
        {"number": "1002", "amount": "$61.75"},
        {"number": "1001", "amount": "$57.00"},
    ])
}
