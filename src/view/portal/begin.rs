//! The first page of a link.

use askama::Template;
use askama_web::WebTemplate;
use time::OffsetDateTime;

use crate::{
    domain::job::permissions::promise::{Promise, Reading},
    view::{
        kit::{
            faces,
            layout::Layout,
            sample::{self, Sample},
        },
        words::{moment::Moment, phrase::Phrase},
    },
};

/// Says who asks for what, and waits for a person to press Continue.
#[derive(Template, WebTemplate)]
#[template(path = "portal/begin.html")]
pub struct Begin {
    pub layout: Layout,
    pub token: String,
    /// What will be done with the sign-in, in the tenant's words; may be empty.
    pub purposes: Vec<String>,
    /// What will be done at the source, as the definitions say.
    pub plan: Plan,
    /// The digest of that, which the form brings back.
    pub shown: String,
    /// When the link ends.
    pub until: Moment,
    /// What has happened to the link before.
    pub before: Before,
}

/// What a link was used for before its begin page is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Nothing,
    /// A sign-in was begun and is not finished.
    Begun,
    /// The same, and by now more would be done than the customer agreed to.
    Outdated,
    /// The sign-in worked, and a job asks the customer something.
    Asked,
}

/// What will be done at the source, in sentences.
pub struct Plan {
    pub reads: Vec<Phrase>,
    /// In the tenant's words; nothing is changed where it is empty.
    pub writes: Vec<String>,
}

impl Plan {
    /// The sentences for a promise.
    pub fn new(layout: &Layout, promise: &Promise) -> Self {
        let lang = layout.words.lang();
        let reads = promise.reads.iter().map(|reading| sentence(layout, *reading)).collect();
        let writes = promise.writes.iter().map(|says| says.in_language(&lang).to_owned()).collect();
        Self { reads, writes }
    }
}

fn sentence(layout: &Layout, reading: Reading) -> Phrase {
    match reading {
        Reading::Invoices => layout.say("plan-invoices"),
        Reading::Documents => layout.say("plan-documents"),
        Reading::Transactions => layout.say("plan-transactions"),
        Reading::Subscriptions => layout.say("plan-subscriptions"),
        Reading::Pages => layout.say("plan-pages"),
        Reading::Files => layout.say("plan-files"),
    }
}

impl Begin {
    /// The page of a link that ends at `until`.
    pub fn new(layout: Layout, token: String, purposes: Vec<String>, promise: &Promise, until: OffsetDateTime) -> Self {
        let (until, plan) = (Moment::new(&layout.words, until), Plan::new(&layout, promise));
        Self { layout, token, purposes, plan, shown: promise.agreement().digest(), until, before: Before::Nothing }
    }

    /// The same after something.
    #[must_use]
    pub fn after(self, before: Before) -> Self {
        Self { before, ..self }
    }
}

impl Sample for Begin {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let until = sample::NOW + time::Duration::days(6);
        let promised = |layout: Layout, purposes: &[&str], promise: &Promise| {
            let purposes = purposes.iter().map(|&text| text.to_owned()).collect();
            Self::new(layout, "v1.sample".to_owned(), purposes, promise, until)
        };
        let read = Promise::sample([Reading::Invoices], &[]);
        let page = |purposes: &[&str], promise: &Promise| promised(layout.clone(), purposes, promise);
        let invoices = ["Download your invoices of the last 12 months"];
        let says = ["change your invoice address", "switch off paper invoices"];
        let changing = Promise::sample([Reading::Invoices, Reading::Pages], &says);
        vec![
            ("first", page(&["Download your invoices of the last 12 months", "Read your customer number"], &read)),
            ("changing", page(&invoices, &changing)),
            ("again", page(&invoices, &read).after(Before::Begun)),
            ("outdated", page(&invoices, &changing).after(Before::Outdated)),
            ("asked", page(&invoices, &changing).after(Before::Asked)),
            ("unnamed", page(&[], &Promise::default())),
            ("logos", promised(faces::logos(layout), &invoices, &read)),
            ("icon", promised(faces::icon(layout), &invoices, &read)),
            ("letter", promised(faces::letter(layout), &invoices, &read)),
        ]
    }
}
