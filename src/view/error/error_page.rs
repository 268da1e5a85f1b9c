//! The page for trouble that is about no flow.

use askama::Template;
use askama_web::WebTemplate;
use strum::{Display, VariantArray};

use crate::view::{
    kit::{layout::Layout, sample::Sample},
    words::phrase::Phrase,
};

/// What went wrong; its name is part of the keys of its texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Trouble {
    /// Our fault, whatever it is.
    Internal,
    /// The browser sent no cookie back.
    Cookie,
    /// Too many requests.
    Busy,
    /// A form that did not come from our page.
    Form,
}

/// Says what went wrong and what to do, with a number to tell whoever helps.
#[derive(Template, WebTemplate)]
#[template(path = "error/error_page.html")]
pub struct ErrorPage {
    pub layout: Layout,
    pub trouble: Trouble,
    pub request_id: Option<String>,
}

impl ErrorPage {
    fn say(&self, part: &str) -> Phrase {
        self.layout.say(&format!("error-{}-{part}", self.trouble))
    }
}

impl Sample for ErrorPage {
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)> {
        let page = |trouble, request_id: Option<&str>| Self {
            layout: layout.without_link(),
            trouble,
            request_id: request_id.map(str::to_owned),
        };
        vec![
            ("internal", page(Trouble::Internal, Some("01k4e3x9m2v8q7"))),
            ("cookie", page(Trouble::Cookie, None)),
            ("busy", page(Trouble::Busy, None)),
            ("form", page(Trouble::Form, Some("01k4e3x9m2v8q7"))),
        ]
    }
}
