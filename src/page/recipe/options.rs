//! What stands on a page several times: options, pictures, the values of a test source.

use url::Url;

use super::{MOST_OPTIONS, field};
use crate::{
    domain::{
        prompt::{
            challenge::{Choice, Picture, TestValue},
            refusal::Refusal,
        },
        source::{
            recipe::{Css, Screen},
            source_text::{LABEL, clean},
        },
    },
    page::dom::Document,
};

impl Document {
    /// The options a selector finds, each with an id of its own: the value it carries, or its place.
    pub(super) fn options(&self, css: &Css) -> Vec<Choice> {
        let mut options: Vec<Choice> = Vec::new();
        for (element, number) in self.all(css).into_iter().zip(1_usize..).take(MOST_OPTIONS) {
            let place = format!("option_{number}");
            let value = element.attr("value").filter(|value| is_plain_id(value)).map(str::to_owned);
            let id = value.filter(|id| options.iter().all(|other| other.id != *id)).unwrap_or_else(|| place.clone());
            options.push(Choice::new(&id, &self.label(element).unwrap_or(place)));
        }
        options
    }

    /// The ids of the options a selector finds.
    pub fn option_ids(&self, css: &Css) -> Vec<String> {
        self.options(css).into_iter().map(|option| option.id).collect()
    }

    /// The pictures a selector finds, by where they are.
    pub(super) fn pictures(&self, css: &Css) -> Vec<Picture> {
        let picture = |element: scraper::ElementRef<'_>| {
            let at = element.attr("src").and_then(|src| self.url().join(src).ok()).map(Url::into);
            Picture { data: String::new(), at }
        };
        self.all(css).into_iter().take(MOST_OPTIONS).map(picture).collect()
    }

    /// The refusal whose code the source itself tells in an attribute.
    pub(super) fn told_refusal(&self, css: &Css, attribute: Option<&str>) -> Option<Refusal> {
        self.all(css).first()?.attr(attribute?)?.parse().ok()
    }

    /// The values that a test source says it takes, each for the field of the screen that fills the input it names.
    pub(super) fn test_values(&self, css: &Css, screen: &Screen) -> Vec<TestValue> {
        let said = |text: &str| clean(text, LABEL);
        let read = |element: scraper::ElementRef<'_>| {
            let outcome = element.attr("data-outcome").and_then(said).unwrap_or_default();
            let field = element.attr("data-field").and_then(|input| field::filling(screen, self, input));
            Some(TestValue { field, value: said(element.attr("data-value")?)?, outcome })
        };
        self.all(css).into_iter().filter_map(read).take(MOST_OPTIONS).collect()
    }
}

fn is_plain_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-./@+:".contains(&b))
}
