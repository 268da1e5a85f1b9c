//! Answering a screen: which elements get what, and what is pressed.

use scraper::ElementRef;

use super::{field, scripts};
use crate::{
    domain::{
        prompt::answer::Answer,
        source::recipe::{Css, Screen},
    },
    page::{Submission, Target, dom::Document},
};

impl Screen {
    /// Whether what is filled in here is a script's to send: there is no form, or one that would write a password into
    /// an address, or a script that changes what the form sends or works its button.
    pub(super) fn is_sent_by_script(&self, document: &Document) -> bool {
        let has_scripts = document.has(&Css("script".to_owned()));
        let mut fields = self.fields.values().flat_map(|css| document.all(css));
        let is_scripted = fields.any(|field| match document.form_of(field) {
            Some(form) => {
                let is_password = has(field, "type", "password");
                let is_unsent = !has(form, "method", "post") || field.attr("name").is_none_or(str::is_empty);
                (has_scripts && is_password && is_unsent) || scripts::work_on(form)
            }
            None => has_scripts,
        });
        let is_filled = !self.fields.is_empty();
        let is_scripted_press = |it| scripts::press(document, it) || is_filled && scripts::is_no_button(it);
        let submit = || self.submit.iter().flat_map(|css| document.all(css)).take(1).any(is_scripted_press);
        let has_secret =
            || self.fields.values().flat_map(|css| document.all(css)).any(|it| has(it, "type", "password"));
        is_scripted || submit() || (has_scripts && has_secret() && scripts::hook_forms(document))
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

/// Whether an attribute has a value, in any case.
fn has(element: ElementRef<'_>, name: &str, value: &str) -> bool {
    element.attr(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
}

fn press_only(target: Target) -> Submission {
    Submission { press: Some(target), ..Submission::default() }
}

fn option_target(document: &Document, css: &Css, id: &str) -> Option<Target> {
    let nth = document.options(css).iter().position(|option| option.id == id)?;
    Some(Target { selector: css.0.clone(), nth })
}
