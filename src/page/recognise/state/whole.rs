//! What can be said of a page as a whole: how long it is, what it says of itself, whether it asks or signs out.

use crate::{
    domain::source::source_text::MESSAGE,
    page::{
        dom::lines,
        recognise::{
            inspection::Inspection,
            page::{
                element::above,
                item::{Item, Role},
                layout::Page,
                purpose,
            },
            state::complaint,
            words::{actions, split_name},
        },
    },
};

/// How many words a page has that says one thing.
const SHORT: usize = 1500;

/// Whether there is anything to fill in that has to do with signing in.
pub fn asks(inspection: &Inspection<'_, '_>) -> bool {
    inspection.page.items.iter().any(|item| item.role == Role::Password)
        || inspection
            .groups
            .iter()
            .any(|group| !group.fields.is_empty() && !purpose::is_for_others(inspection.page, group))
}

/// Whether something on the page signs out, and says so.
pub fn signs_out(page: &Page<'_>) -> bool {
    page.buttons_and_links().any(|item| sign_out(item) >= 5)
}

/// Whether a page says little more than one thing.
pub fn is_short(page: &Page<'_>) -> bool {
    page.words.chars().count() < SHORT
}

pub fn about(page: &Page<'_>) -> String {
    let texts = page.texts.iter().filter(|text| !text.is_boilerplate).take(12).map(|text| text.words.as_str());
    format!("{} | {}", page.headings(), texts.collect::<Vec<_>>().join(" | "))
}

/// The page's own words about itself.
pub fn message(page: &Page<'_>) -> Option<String> {
    let texts = || page.texts.iter().filter(|text| !text.is_boilerplate && text.words.chars().count() > 8);
    let marked = texts().find(|text| complaint::is_marked(text.element));
    let text = marked.or_else(|| texts().find(|text| !text.is_heading)).or_else(|| texts().next())?;
    lines(text.element, MESSAGE)
}

/// Whether a page has nothing to show unless scripts run.
pub fn needs_script(page: &Page<'_>) -> bool {
    let fields = page.items.iter().filter(|item| !matches!(item.role, Role::Link | Role::Button)).count();
    let is_bare = page.words.chars().count() < 200 && page.items.len() < 4;
    let asks_for_it = ["javascript", "java script", "script", "スクリプト"].iter().any(|word| {
        page.noscript.to_lowercase().contains(word) || (page.words.contains(word) && page.words.chars().count() < 600)
    });
    fields == 0 && page.scripts > 0 && (is_bare || asks_for_it)
}

/// How much an item looks as if it left the account.
pub fn sign_out(item: &Item<'_>) -> i32 {
    let by_words = actions::SIGN_OUT.are_in(&item.label)
        && !actions::CANCEL.are_in(&item.label)
        && item.label.chars().count() < 60;
    let target = item.element.attr("href").or(item.element.attr("formaction")).unwrap_or_default();
    let form = above(item.element).find(|above| above.value().name() == "form").and_then(|form| form.attr("action"));
    let leads = [target, form.unwrap_or_default()].iter().any(|url| actions::SIGN_OUT.are_in(&split_name(url)));
    match (by_words, leads) {
        (true, _) => 5,
        (false, true) => 2,
        (false, false) => 0,
    }
}
