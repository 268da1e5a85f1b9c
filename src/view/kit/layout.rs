//! What every page has around it: who asks, for which source, in which colour and language.

use std::borrow::Cow;

use super::{
    accent::Accent,
    assets,
    foot::Foot,
    mark::{Mark, Shown},
    theme::Theme,
};
use crate::{
    domain::{link::Status, prompt::refusal::Refusal},
    view::words::{phrase::Phrase, texts::Words},
};

/// The company that asks.
#[derive(Clone)]
pub struct Tenant {
    pub name: String,
    pub mark: Mark,
}

/// Where the customer has an account.
#[derive(Clone)]
pub struct Source {
    pub name: String,
    /// Where the customer would sign in without us, such as `billing.northwind.example`.
    pub host: String,
    /// The address of its own sign-in page.
    pub url: String,
    pub mark: Mark,
}

/// The shared first field of every page.
#[derive(Clone)]
pub struct Layout {
    pub words: Words,
    /// Not known on pages for links that we do not know.
    pub tenant: Option<Tenant>,
    pub source: Option<Source>,
    pub accent: Accent,
    pub status: Option<Status>,
    /// Whether the source is a sandbox.
    pub test: bool,
    /// The colours of a page that is only looked at; `None` on every page that is in use.
    pub preview: Option<Theme>,
    /// Goes with the buttons that begin a flow, so that one pressed twice is told from two; only this page has it.
    pub press: String,
    pub foot: Foot,
}

impl Layout {
    /// The layout of a page that knows nothing but the language.
    pub fn anonymous(words: Words, foot: Foot) -> Self {
        Self {
            words,
            tenant: None,
            source: None,
            accent: Accent::default(),
            status: None,
            test: false,
            preview: None,
            press: String::new(),
            foot,
        }
    }

    /// The same without anything that tells of a link.
    #[must_use]
    pub fn without_link(&self) -> Self {
        Self { preview: self.preview, ..Self::anonymous(self.words.clone(), self.foot.clone()) }
    }

    /// The layout that samples are shown in when there is no tenant at hand.
    pub fn sample(words: Words) -> Self {
        let tenant = Tenant { name: "Harbour Books".to_owned(), mark: Mark::default() };
        let host = "billing.northwind.example".to_owned();
        let url = format!("https://{host}/login");
        let source = Source { name: "Northwind Billing".to_owned(), host, url, mark: Mark::default() };
        let status = Some(Status::Accessed);
        Self { tenant: Some(tenant), source: Some(source), status, ..Self::anonymous(words, Foot::sample()) }
    }

    /// The text with this key; `$tenant`, `$source` and `$host` are given to every text.
    pub fn say(&self, key: &str) -> Phrase {
        let phrase = self.words.say(key);
        let phrase = match &self.tenant {
            Some(tenant) => phrase.with("tenant", &tenant.name),
            None => phrase.with("tenant", &self.words.say("unnamed-tenant")),
        };
        if let Some(source) = &self.source {
            return phrase.with("source", &source.name).with("host", &source.host);
        }
        let unnamed = self.words.say("unnamed-source");
        phrase.with("source", &unnamed).with("host", &unnamed)
    }

    /// One text about a refusal: its `title`, `what` happened, or what to do `next`.
    pub fn refusal(&self, refusal: Refusal, part: &str) -> Phrase {
        self.say(&format!("refusal-{refusal}-{part}")).with("kind", "")
    }

    /// Who runs this page, and for whom, where that is somebody else.
    pub fn runs(&self) -> Phrase {
        let operator = self.foot.operator();
        match &self.tenant {
            Some(tenant) if tenant.name != operator => self.say("foot-runs-for").with("operator", operator),
            _ => self.say("foot-runs").with("operator", operator),
        }
    }

    /// The whole title of a page.
    pub fn title(&self, title: &Phrase) -> Phrase {
        match self.source {
            Some(_) => self.say("page-title").with("title", title),
            None => title.clone(),
        }
    }

    /// The company and the source, when both are known.
    pub fn parties(&self) -> Option<(&Tenant, &Source)> {
        self.tenant.as_ref().zip(self.source.as_ref())
    }

    /// The picture of a mark, in the theme of a preview.
    pub fn picture<'m>(&self, mark: &'m Mark) -> Option<Shown<'m>> {
        mark.shown(self.preview.unwrap_or_default())
    }

    /// The URL of the stylesheet for the source's letter, where one stands for it in a colour of its own.
    pub fn letter_sheet(&self) -> Option<String> {
        let (_, source) = self.parties()?;
        source.mark.letter_accent().map(|accent| self.sheet(&accent.letter_url()).into_owned())
    }

    /// The URL of a stylesheet, in the theme of a preview.
    pub fn sheet<'a>(&self, url: &'a str) -> Cow<'a, str> {
        self.preview.unwrap_or_default().sheet(url)
    }

    /// The URL of an embedded file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::url(name)
    }
}

impl Tenant {
    /// The letter that stands in for a logo.
    pub fn monogram(&self) -> String {
        monogram(&self.name)
    }
}

impl Source {
    /// The letter that stands in for a logo.
    pub fn monogram(&self) -> String {
        monogram(&self.name)
    }
}

fn monogram(name: &str) -> String {
    name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect()).unwrap_or_default()
}
