//! The account behind the sign-in: a profile, invoices to download, settings to change.

pub mod bookings;
pub mod documents;
pub mod history;

use askama::Template;
use askama_web::WebTemplate;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::Response;

use super::{submission::Submission, visit::Member};
use crate::sandbox::{
    form::Form,
    pages::{self, frame::Frame},
    records::{
        destination::DESTINATIONS,
        invoice::{INVOICES, Invoice},
        organisation,
        persona::Persona,
    },
    session::{Session, Settings},
};

/// The account's first page.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/profile.html")]
struct Profile {
    frame: Frame,
    persona: &'static Persona,
    identifier: String,
    phone: &'static str,
    organisation: Option<&'static str>,
}

/// The table of invoices.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/invoices.html")]
struct InvoiceTable {
    frame: Frame,
    invoices: &'static [Invoice],
}

/// The settings form.
#[derive(Template, WebTemplate)]
#[template(path = "sandbox/settings.html")]
struct SettingsForm {
    frame: Frame,
    invoice_email: String,
    paper: bool,
}

/// A longer address would not fit into the cookie.
const LONGEST_EMAIL: usize = 120;

/// `GET /{theme}/account`.
pub async fn profile(Member { visit, persona }: Member) -> Response {
    let session = &visit.session;
    visit.show(Profile {
        frame: Frame::of("Your account", session),
        persona,
        identifier: session.identifier.clone(),
        phone: DESTINATIONS[0].masked,
        organisation: session.account.and_then(organisation::numbered),
    })
}

/// `GET /{theme}/account/invoices`.
pub async fn invoices(Member { visit, .. }: Member) -> Response {
    visit.show(InvoiceTable { frame: Frame::of("Invoices", &visit.session), invoices: &INVOICES })
}

/// `GET /{theme}/account/invoices/{file}`: an invoice as `{number}.csv` or `{number}.pdf`.
pub async fn download(member: Member, Path((_, file)): Path<(String, String)>) -> Response {
    let Some((number, kind)) = file.split_once('.') else {
        return pages::not_found();
    };
    let (media_type, content) = match (Invoice::numbered(number), kind) {
        (Some(invoice), "csv") => ("text/csv; charset=utf-8", invoice.csv()),
        (Some(invoice), "pdf") => ("application/pdf", invoice.pdf()),
        _ => return pages::not_found(),
    };
    let disposition = format!("attachment; filename=\"invoice-{file}\"");
    let headers = [(CONTENT_TYPE, media_type.to_owned()), (CONTENT_DISPOSITION, disposition)];
    member.visit.show((headers, content))
}

/// `GET /{theme}/account/settings`.
pub async fn settings(member: Member) -> Response {
    let form = settings_form(&member);
    member.visit.show(form)
}

/// `POST /{theme}/account/settings`.
pub async fn save_settings(submission: Submission) -> Response {
    let Submission { mut visit, form } = submission;
    if let Some(response) = visit.turned_away() {
        return response;
    }
    save(&mut visit.session, &form);
    visit.go_to(&format!("/{}/account/settings", visit.session.theme.name()))
}

fn save(session: &mut Session, form: &Form) {
    let email = form.get("invoice_email").trim();
    let language = session.theme.language();
    if !email.contains('@') || email.len() > LONGEST_EMAIL {
        return session.warn("email_invalid", language.say("Please enter an e-mail address."));
    }
    session.settings = Settings { invoice_email: email.to_owned(), paper: form.get("paper") == "yes" };
    session.notify("settings_saved", language.say("Your settings have been saved."));
}

/// Shows the account's own address until another was saved.
fn settings_form(Member { visit, persona }: &Member) -> SettingsForm {
    let Settings { invoice_email, paper } = visit.session.settings.clone();
    let own = persona.email.to_owned();
    SettingsForm {
        frame: Frame::of("Settings", &visit.session),
        invoice_email: Some(invoice_email).filter(|saved| !saved.is_empty()).unwrap_or(own),
        paper,
    }
}
