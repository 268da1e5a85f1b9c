//! The first page of a link.

use askama::Template;
use askama_web::WebTemplate;
use time::OffsetDateTime;

use crate::view::{
    kit::{
        faces,
        layout::Layout,
        sample::{self, Sample},
    },
    words::moment::Moment,
};

/// Says who asks for what, and waits for a person to press Continue.
#[derive(Template, WebTemplate)]
#[template(path = "portal/begin.html")]
pub struct Begin {
    pub layout: Layout,
    pub token: String,
    /// What will be done with the sign-in, in the tenant's words; may be empty.
    pub purposes: Vec<String>,
    /// When the link ends.
    pub until: Moment,
    /// A sign-in was begun before and is not finished.
    pub begun: bool,
}

impl Begin {
    /// The page of a link that ends at `until`.
    pub fn new(layout: Layout, token: String, purposes: Vec<String>, until: OffsetDateTime, begun: bool) -> Self {
        let until = Moment::new(&layout.words, until);
        Self { layout, token, purposes, until, begun }
    }
}

impl Sample for Begin {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let until = sample::NOW + time::Duration::days(6);
        let dressed = |layout: Layout, purposes: &[&str], begun| {
            let purposes = purposes.iter().map(|&text| text.to_owned()).collect();
            Self::new(layout, "v1.sample".to_owned(), purposes, until, begun)
        };
        let page = |purposes: &[&str], begun| dressed(layout.clone(), purposes, begun);
        let invoices = ["Download your invoices of the last 12 months"];
        vec![
            ("first", page(&["Download your invoices of the last 12 months", "Read your customer number"], false)),
            ("again", page(&invoices, true)),
            ("unnamed", page(&[], false)),
            ("logos", dressed(faces::logos(layout), &invoices, false)),
            ("icon", dressed(faces::icon(layout), &invoices, false)),
            ("letter", dressed(faces::letter(layout), &invoices, false)),
        ]
    }
}
