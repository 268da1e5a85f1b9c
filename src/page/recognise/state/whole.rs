//! What can be said of a page as a whole: how long it is, what it says of itself, whether it asks or signs out.

use super::complaint;
use crate::{
    domain::source::{recipe::Css, source_text::MESSAGE},
    page::recognise::{
        inspection::Inspection,
        page::{
            element::above,
            group::Group,
            item::{Item, Role},
            layout::Page,
            picture_options, pictures, purpose,
        },
        words::{Words, actions, channels, fields, holds, identity, split_name, states},
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
    page.document.text_lines(text.element, MESSAGE)
}

/// Whether a page has nothing to show unless scripts run.
pub fn needs_script(page: &Page<'_>) -> bool {
    let fields = page.items.iter().filter(|item| !matches!(item.role, Role::Link | Role::Button)).count();
    let is_bare = page.words.chars().count() < 200 && page.items.len() < 4;
    let asks_for_it = ["javascript", "java script", "script", "スクリプト"].iter().any(|word| {
        page.noscript.to_lowercase().contains(word) || (page.words.contains(word) && page.words.chars().count() < 600)
    });
    fields == 0 && page.scripts > 0 && (is_bare || asks_for_it) || has_wordless_buttons(page)
}

/// How much an item looks as if it left the account.
pub fn sign_out(item: &Item<'_>) -> i32 {
    // "Cancel and sign out" leaves the step; "cerrar sesión" is how Spanish says to sign out, with a word for closing.
    let is_cancelled = actions::CANCEL.are_in(&item.label) && item.label.split_whitespace().count() > 2;
    let by_words = actions::SIGN_OUT.are_in(&item.label) && !is_cancelled && item.label.chars().count() < 60;
    let target = item.element.attr("href").or(item.element.attr("formaction")).unwrap_or_default();
    let form = above(item.element).find(|above| above.value().name() == "form").and_then(|form| form.attr("action"));
    let leads = [target, form.unwrap_or_default()].iter().any(|url| actions::SIGN_OUT.are_in(&split_name(url)));
    match (by_words, leads) {
        (true, _) => 5,
        (false, true) => 2,
        (false, false) => 0,
    }
}

/// How many ways lead further in: links to other parts of the site than its way out, its sign-in and its first page.
/// Sites show several to whoever is inside; a step of the sign-in shows one or none.
pub fn ways_in(page: &Page<'_>) -> usize {
    let mut targets: Vec<&str> = Vec::new();
    for item in page.buttons_and_links().filter(|item| leads_further(item)) {
        let target = item.element.attr("href").unwrap_or(item.label.as_str());
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    targets.len()
}

fn leads_further(item: &Item<'_>) -> bool {
    let said = &item.label;
    let href = item.element.attr("href");
    let is_elsewhere = href
        .is_some_and(|href| matches!(href, "" | "/" | "#") || href.starts_with("mailto:") || href.starts_with("tel:"));
    let tables = [
        &actions::SIGN_IN,
        &actions::SIGN_UP,
        &actions::FORGOT,
        &actions::CANCEL,
        &actions::RESEND,
        &actions::OTHER_WAY,
        &actions::ASIDE,
        &states::TERMS,
    ];
    item.role == Role::Link
        && sign_out(item) == 0
        && !is_elsewhere
        && !said.is_empty()
        && said.chars().count() < 60
        && channels::of(said).is_none()
        && !tables.iter().any(|words| words.are_in(said))
}

/// What is pressed in the middle of a page and is no way out: on a step of the sign-in, the answers to its question.
pub fn central_buttons<'p, 'd>(page: &'p Page<'d>) -> Vec<&'p Item<'d>> {
    let central = page.buttons_and_links().filter(|item| {
        let is_sent = above(item.element)
            .find(|above| above.value().name() == "form")
            .and_then(|form| form.attr("method"))
            .is_some_and(|method| method.eq_ignore_ascii_case("post"));
        item.role == Role::Button
            && !item.is_boilerplate
            && item.is_submit()
            && is_sent
            && sign_out(item) == 0
            && !fields::SEARCH.are_in(&item.label)
            && !fields::NEWSLETTER.are_in(&item.label)
    });
    central.collect()
}

/// Whether one writes something on a page that signs out: a note or a message has nothing to do with signing in.
pub fn takes_writing(page: &Page<'_>) -> bool {
    let has_password = page.items.iter().any(|item| item.role == Role::Password);
    let is_long = |item: &Item<'_>| item.element.value().name() == "textarea" && !item.is_boilerplate;
    signs_out(page) && !has_password && page.text_fields().any(is_long)
}

/// Whether a page asks something before it lets anybody further: there is something to press or to fill in its middle,
/// and hardly anything else.
pub fn is_step(inspection: &Inspection<'_, '_>) -> bool {
    let page = inspection.page;
    let central = central_buttons(page);
    if central.iter().any(|item| actions::TAKE_AWAY.are_in(&item.label)) || takes_writing(page) {
        return false;
    }
    let central = central.len();
    let is_filled = page.text_fields().any(|item| !item.is_boilerplate && !purpose::is_unrelated(item));
    is_short(page)
        && is_apart(page)
        && !page.has_hidden_way_out
        && (1..=6).contains(&central)
        && (is_filled || central > 1 || !says_signed_in(page))
}

/// Whether a page has a question in its middle that nobody has answered, whatever else stands around it: pictures to
/// choose from, a yes and a no, a mail to be sent again, or anything under a heading that wants to be sure of who
/// somebody is.
pub fn wants_answer(inspection: &Inspection<'_, '_>) -> bool {
    let page = inspection.page;
    let (headings, central) = (page.headings(), central_buttons(page));
    let is_decided = || {
        let says = |words: &Words| central.iter().any(|item| words.are_in(&item.label));
        central.len() == 2 && says(&actions::AGREE) && says(&actions::DECLINE)
    };
    let is_sent_again = || {
        let about = about(page);
        let waits = states::MAILED_LINK.are_in(&about) || states::WAITING.are_in(&about);
        waits && central.iter().any(|item| actions::RESEND.are_in(&item.label))
    };
    let asks = || !central.is_empty() || inspection.groups.iter().any(|group| is_open(page, group));
    picture_options::of(page, &inspection.groups).is_some()
        || is_short(page) && (is_decided() || is_sent_again())
        || identity::VERIFY.are_in(&headings) && asks()
        || is_short(page) && is_apart(page) && actions::CHOOSE.are_in(&headings)
}

/// Whether a group takes something that is not there yet.
fn is_open(page: &Page<'_>, group: &Group<'_, '_>) -> bool {
    let is_asked = |item: &&&Item<'_>| !item.is_boilerplate && !purpose::is_unrelated(item);
    let is_filled = group.fields.iter().chain(&group.radios).any(|item| is_asked(&item));
    is_filled && group.button().is_some() && !purpose::is_for_others(page, group)
}

/// Whether one of several is to be chosen in the middle of a page, and none is chosen yet.
pub fn wants_choice(page: &Page<'_>) -> bool {
    let radios = || page.items.iter().filter(|item| item.role == Role::Radio && !item.is_boilerplate);
    radios().any(|radio| {
        let name = radio.element.attr("name");
        !radios().any(|other| other.element.attr("name") == name && other.element.attr("checked").is_some())
    })
}

/// Whether a page says that somebody has a session.
pub fn says_signed_in(page: &Page<'_>) -> bool {
    states::SIGNED_IN_AS.are_in(&about(page))
}

/// Whether a page says that something is missing or was sent, so that nobody gets further now.
pub fn withholds(page: &Page<'_>) -> bool {
    let about = about(page);
    let obstacles = [
        &states::INCOMPLETE,
        &states::HELD_BACK,
        &states::MAILED_LINK,
        &states::FACTOR_MISSING,
        &states::WAITING,
        &holds::QUEUE,
        &holds::COUNTS_DOWN,
    ];
    let methods = page.buttons_and_links().filter(|item| !item.is_boilerplate && channels::of(&item.label).is_some());
    let headings = page.headings();
    let asks = [&actions::PASSKEY, &states::TERMS, &states::TRUST, &states::STAY, &states::WHICH_ACCOUNT];
    let is_asked = asks.iter().any(|words| words.are_in(&headings));
    let is_said = is_asked || methods.count() > 1 || obstacles.iter().any(|words| words.are_in(&about));
    is_short(page) && is_apart(page) && is_said
}

/// The most links of a site that a step of its sign-in may show.
const MOST_LINKS: usize = 6;

/// Whether a page leads hardly anywhere, or only to what everybody sees of the site: links of the site itself stand on
/// every page of it, and on those of its sign-in; things of one's own do not.
fn is_apart(page: &Page<'_>) -> bool {
    let ways = ways_in(page);
    ways < 2 || ways <= MOST_LINKS && !has_own(page)
}

/// Whether a page is called after things of one's own, or a link on it leads to some.
fn has_own(page: &Page<'_>) -> bool {
    let is_own = |item: &Item<'_>| {
        let is_mine = || leads_further(item) && identity::MINE.are_in(&item.label);
        item.role == Role::Link && (actions::OWN.are_in(&item.label) || is_mine())
    };
    page.has_hidden_way_out || identity::MINE.are_in(&page.headings()) || page.items.iter().any(is_own)
}

/// Whether the one thing to press in the middle of a page leads on from it: a notice that one has to pass.
pub fn has_one_way_on(page: &Page<'_>) -> bool {
    let middle = page.buttons_and_links().filter(|item| !item.is_boilerplate && !item.label.is_empty());
    middle.count() == 1 && !signs_out(page)
}

/// Whether options have no words, which a script would give them.
pub fn has_wordless_buttons(page: &Page<'_>) -> bool {
    let central = central_buttons(page);
    let is_wordless = |item: &&&Item<'_>| item.label.is_empty() && pictures::alone_on(page, item).is_none();
    let wordless = central.iter().filter(is_wordless).filter(|item| item.element.value().name() == "button");
    page.scripts > 0 && wordless.count() > 1
}

/// Whether a secret is to be pressed on a pad or a picture: nobody can type that from elsewhere.
pub fn wants_pad(page: &Page<'_>) -> bool {
    let has_hidden = page.document.has(&Css("form input[type=hidden]".to_owned()));
    let has_password = page.items.iter().any(|item| item.role == Role::Password);
    let keys = page.pictures.iter().filter(|key| key.attr("alt").is_none_or(str::is_empty)).count();
    let canvas = page.document.all(&Css("form canvas".to_owned()));
    let says = states::PAD.are_in(&page.words);
    has_hidden && !has_password && says && (keys >= 9 || !canvas.is_empty())
}
