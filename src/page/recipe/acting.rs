//! Answering a screen: which elements get what, and what is pressed.

use scraper::ElementRef;

use super::field;
use crate::{
    domain::{
        prompt::answer::Answer,
        source::recipe::{Css, Screen},
    },
    page::{Submission, Target, dom::Document},
};

impl Screen {
    /// Whether nothing but a script can send what is filled in here: there is no form, or one that would write a
    /// password into an address.
    pub(super) fn is_sent_by_script(&self, document: &Document) -> bool {
        let is = |element: ElementRef<'_>, name: &str, wanted: &str| {
            element.attr(name).is_some_and(|value| value.eq_ignore_ascii_case(wanted))
        };
        self.fields.values().flat_map(|css| document.all(css)).any(|field| match document.form_of(field) {
            Some(form) => is(field, "type", "password") && !is(form, "method", "post"),
            None => true,
        })
    }

    /// The visit to the screen's form that an answer means; `None` when the page has not what the answer is about.
    pub(super) fn submission(&self, document: &Document, answer: &Answer) -> Option<Submission> {
        match answer {
            Answer::Fields(values) => {
                let mut visit = Submission { press: self.press(), ..Submission::default() };
                for (name, value) in values {
                    field::put(self, document, name, value, &mut visit);
                }
                Some(visit)
            }
            Answer::Choice(id) => self.choose(document, id),
            Answer::Alternative(id) => option_target(document, self.alternatives.as_ref()?, id).map(press_only),
            Answer::Resend => Some(press_only(Target::first(&self.resend.as_ref()?.at.0))),
            Answer::Back => Some(press_only(Target::first(&self.back.as_ref()?.0))),
            Answer::Check => None,
        }
    }

    /// A button or link is chosen by pressing it; everything else is chosen, and then the form is sent.
    fn choose(&self, document: &Document, id: &str) -> Option<Submission> {
        let css = &self.choices.as_ref()?.at;
        let target = option_target(document, css, id)?;
        let element = *document.all(css).get(target.nth)?;
        let is_chosen = matches!(element.attr("type").or(element.attr("role")), Some("radio" | "checkbox"));
        if !is_chosen && element.value().name() != "option" {
            return Some(press_only(target));
        }
        Some(Submission { choose: vec![target], press: self.press(), ..Submission::default() })
    }

    fn press(&self) -> Option<Target> {
        self.submit.as_ref().map(|css| Target::first(&css.0))
    }
}

fn press_only(target: Target) -> Submission {
    Submission { press: Some(target), ..Submission::default() }
}

fn option_target(document: &Document, css: &Css, id: &str) -> Option<Target> {
    let nth = document.options(css).iter().position(|option| option.id == id)?;
    Some(Target { selector: css.0.clone(), nth })
}
