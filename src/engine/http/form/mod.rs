//! Answering a page's form: what a browser would send after the same filling, choosing and pressing.

mod control;
mod draft;
mod encode;
mod entries;

use encoding_rs::{Encoding, UTF_8};
use reqwest::Method;
use scraper::ElementRef;
use url::Url;

use self::{control::Control, draft::Draft};
use super::{fetched::Fetched, request::Request};
use crate::{
    engine::{arrival::Arrival, error::PageError},
    page::{Submission, Target, dom::Document},
};

/// The request that `submission` leads to; everything that can be wrong with it is found before anything is sent.
pub(super) fn request(fetched: &Fetched, submission: &Submission) -> Result<Request, PageError> {
    fetched.seen.read(|document| {
        let request = drafted(document, submission).and_then(|draft| sent(fetched, &draft))?;
        // What was read may be incomplete.
        if document.is_exhausted() { Err(PageError::TooLarge) } else { Ok(request) }
    })
}

/// The page's controls as the submission leaves them.
fn drafted<'d>(document: &'d Document, submission: &'d Submission) -> Result<Draft<'d>, PageError> {
    let mut draft = Draft::new(document);
    for (target, answer) in &submission.fill {
        draft.fill(find(document, target)?, answer)?;
    }
    for target in &submission.choose {
        draft.choose(find(document, target)?)?;
    }
    for target in &submission.clear {
        draft.clear(find(document, target)?)?;
    }
    for (target, file) in &submission.attach {
        draft.attach(find(document, target)?, file)?;
    }
    if let Some(target) = &submission.press {
        draft.press(find(document, target)?)?;
    }
    Ok(draft)
}

/// What pressing sends.
fn sent(fetched: &Fetched, draft: &Draft<'_>) -> Result<Request, PageError> {
    match draft.pressed {
        Some(link) if Control::of(link) == Control::Link => follow(fetched, draft, link),
        Some(button) => {
            let form = draft.document.form_of(button).ok_or(PageError::unsupported("a button that has no form"))?;
            submit(fetched, draft, form, Some(button))
        }
        None => {
            let form = draft.form()?;
            submit(fetched, draft, form, default_button(draft.document, form))
        }
    }
}

fn find<'d>(document: &'d Document, target: &Target) -> Result<ElementRef<'d>, PageError> {
    document.find(target).ok_or_else(|| PageError::NoSuchElement { selector: target.selector.clone() })
}

fn follow(fetched: &Fetched, draft: &Draft<'_>, link: ElementRef<'_>) -> Result<Request, PageError> {
    if draft.is_touched() {
        return Err(PageError::unsupported("a link that takes answers along"));
    }
    let href = link.attr("href").unwrap_or_default().trim();
    // Such links do nothing by themselves; a script waits for the click.
    if href.is_empty() || href.starts_with('#') {
        return Err(PageError::unsupported("a link that needs a script"));
    }
    let url = destination(draft.document.url(), href)?;
    Ok(Request { arrival: Arrival::Linked, ..Request::linked(url, &fetched.seen.url) })
}

fn submit(
    fetched: &Fetched,
    draft: &Draft<'_>,
    form: ElementRef<'_>,
    button: Option<ElementRef<'_>>,
) -> Result<Request, PageError> {
    if fetched.cut && draft.document.ends_inside(form) {
        return Err(PageError::TooLarge);
    }
    if !draft.is_all_in(form) {
        return Err(PageError::unsupported("answers outside the form that is sent"));
    }
    if button.is_some_and(control::is_disabled) {
        return Err(PageError::unsupported("a button that is disabled"));
    }
    let sending = Sending { form, button };
    let action = sending.attribute("action").trim();
    let page = &fetched.seen.url;
    let mut url = if action.is_empty() { page.clone() } else { destination(draft.document.url(), action)? };
    let encoding = encoding(form, fetched.encoding);
    let entries = entries::of(draft, form, button, encoding);
    match sending.attribute("method").to_ascii_lowercase().as_str() {
        "dialog" => Err(PageError::unsupported("a form that closes a dialog")),
        "post" => {
            let body = encode::body(sending.attribute("enctype"), &entries, encoding)?;
            let from = Some(page.clone());
            Ok(Request { method: Method::POST, url, body: Some(body), from, arrival: Arrival::Posted })
        }
        // A form without a method waits for a script; sent as it stands, it would write the password into an address.
        _ if draft.has_password() => Err(PageError::unsupported("a password in an address")),
        _ => {
            url.set_query(Some(&encode::query(&entries, encoding)));
            Ok(Request { arrival: Arrival::Given, ..Request::linked(url, page) })
        }
    }
}

/// A form and the button that sends it, which may overrule the form.
struct Sending<'d> {
    form: ElementRef<'d>,
    button: Option<ElementRef<'d>>,
}

impl<'d> Sending<'d> {
    fn attribute(&self, name: &str) -> &'d str {
        let overruled = self.button.and_then(|button| button.attr(&format!("form{name}")));
        overruled.or_else(|| self.form.attr(name)).unwrap_or_default()
    }
}

/// What Enter presses: the first submit button of the form.
fn default_button<'d>(document: &'d Document, form: ElementRef<'d>) -> Option<ElementRef<'d>> {
    document.elements().find(|element| Control::of(*element).is_submit() && document.form_of(*element) == Some(form))
}

fn destination(base: &Url, reference: &str) -> Result<Url, PageError> {
    let url = base.join(reference).map_err(|_| PageError::unsupported("an address that is not a URL"))?;
    if url.scheme() == "javascript" {
        return Err(PageError::unsupported("a script"));
    }
    Ok(url)
}

/// The encoding of what a form sends: the first it accepts, else the page's.
fn encoding(form: ElementRef<'_>, page: &'static Encoding) -> &'static Encoding {
    let accepted = form.attr("accept-charset").filter(|labels| !labels.trim().is_empty());
    let chosen = match accepted {
        Some(labels) => {
            labels.split_ascii_whitespace().find_map(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8)
        }
        None => page,
    };
    chosen.output_encoding()
}

#[cfg(test)]
mod tests;
