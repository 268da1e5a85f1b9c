//! Pages that nobody wrote: whatever comes, nothing panics, nothing finds a wrong element, and a password goes only
//! where a password was asked for.

use std::{fs, path::PathBuf};

use proptest::prelude::*;
use scraper::ElementRef;
use vestibule::{
    domain::{
        prompt::{answer::Answer, challenge::Kind},
        source::recipe::{Css, Screen},
    },
    page::{
        Seen,
        dom::Document,
        recognise::{self, History, Meaning},
    },
};

const TAGS: [&str; 24] = [
    "form", "div", "p", "label", "input", "button", "select", "option", "a", "h1", "table", "tr", "td", "span", "ul",
    "li", "fieldset", "legend", "template", "dialog", "noscript", "script", "textarea", "svg",
];
const NAMES: [&str; 14] = [
    "type",
    "name",
    "id",
    "autocomplete",
    "class",
    "role",
    "for",
    "maxlength",
    "value",
    "href",
    "hidden",
    "aria-hidden",
    "form",
    "placeholder",
];
const VALUES: [&str; 30] = [
    "password",
    "text",
    "hidden",
    "submit",
    "radio",
    "checkbox",
    "email",
    "tel",
    "username",
    "current-password",
    "new-password",
    "one-time-code",
    "user",
    "code",
    "x",
    "x",
    "login",
    "register",
    "search",
    "1",
    "alert",
    "button",
    "true",
    "error",
    "/logout",
    "\"",
    "a b",
    "\\",
    "]",
    "é",
];
const TEXTS: [&str; 16] = [
    "Sign in",
    "Password",
    "User name",
    "Code",
    "Wrong password",
    "Log out",
    "Text message",
    "E-mail me",
    "Continue",
    "Create account",
    "What was your first pet?",
    "&lt;",
    "\u{202e}",
    "Passwort",
    "検索",
    "",
];

fn tag() -> impl Strategy<Value = String> {
    let attribute = (prop::sample::select(&NAMES[..]), prop::sample::select(&VALUES[..]));
    let attributes = prop::collection::vec(attribute, 0..5);
    (prop::sample::select(&TAGS[..]), attributes, prop::sample::select(&TEXTS[..]), any::<bool>()).prop_map(
        |(tag, attributes, text, closes)| {
            let given: Vec<String> = attributes
                .iter()
                .map(|(name, value)| format!(" {name}=\"{}\"", value.replace('"', "&quot;")))
                .collect();
            let given = given.concat();
            let end = if closes { format!("</{tag}>") } else { String::new() };
            format!("<{tag}{given}>{text}{end}")
        },
    )
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(tag(), 0..40).prop_map(|tags| tags.concat())
}

/// A page of the corpus of which a part is missing, doubled, or stands in the middle of another.
fn mutation() -> impl Strategy<Value = String> {
    let pages = pages();
    let count = pages.len();
    (0..count, 0..count, any::<prop::sample::Index>(), any::<prop::sample::Index>(), tag()).prop_map(
        move |(one, other, from, to, tag)| {
            let (one, other) = (&pages[one], &pages[other]);
            let (from, to) = (edge(one, from.index(one.len())), edge(other, to.index(other.len())));
            format!("{}{tag}{}", &one[..from], &other[to..])
        },
    )
}

fn edge(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn pages() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    paths.sort_unstable();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn histories(seen: &Seen) -> [History; 2] {
    let blank = Document::new("", &seen.url);
    let values = [("identifier", "anna"), ("password", "secret")];
    let answer = Answer::Fields(values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect());
    [History::default(), History::default().after(&blank, seen, Kind::Credentials, &[], &answer)]
}

fn holds(html: &str, status: u16) {
    let seen = Seen::new("https://source.example/login".parse().unwrap(), status, html);
    let document = Document::new(html, &seen.url);
    for history in histories(&seen) {
        let reading = recognise::read(&document, &seen, &history);
        assert_eq!(reading, recognise::read(&document, &seen, &history), "the same page is read in two ways");
        match reading.meaning {
            Meaning::Screen(screen) => holds_of_screen(&screen, &document),
            Meaning::SignedIn => assert!(history.gave_secret && status < 400, "nobody is inside without a password"),
            Meaning::Refused(_) | Meaning::Unknown { .. } => {}
        }
    }
}

fn holds_of_screen(screen: &Screen, document: &Document) {
    assert!(document.shows(&screen.when), "{screen:?} is not on the page it was read from");
    for (name, css) in &screen.fields {
        let found = document.all(css);
        assert!(!found.is_empty(), "{name} finds nothing: {css:?}");
        if name == "password" && screen.ask != Kind::NewPassword {
            assert!(found.len() == 1 && asks_for_password(document, found[0]), "a password would go into {css:?}");
        }
    }
    let others = [screen.submit.as_ref(), screen.message.as_ref(), screen.choices.as_ref().map(|it| &it.at)];
    for css in others.into_iter().flatten() {
        assert!(document.has(css), "{css:?} finds nothing");
    }
}

/// A form that keeps browsers from filling anything in calls its password a new one, too; never one that has two.
fn asks_for_password(document: &Document, element: ElementRef<'_>) -> bool {
    let says = |name: &str, wanted: &str| element.attr(name).is_some_and(|value| value.eq_ignore_ascii_case(wanted));
    let form = document.form_of(element).map(|form| form.id());
    let passwords = document.all(&Css("input[type=password i]".to_owned()));
    let is_only = passwords.iter().filter(|one| document.form_of(**one).map(|form| form.id()) == form).count() == 1;
    // Some pages mask an ordinary line, and say by its name that it takes the password.
    let calls_itself = |name: &str| {
        let called = element.attr(name).unwrap_or_default().to_lowercase().replace(['_', '-'], "");
        [
            "password",
            "passwd",
            "pwd",
            "passwort",
            "kennwort",
            "wachtwoord",
            "senha",
            "heslo",
            "haslo",
            "contrasena",
            "motdepasse",
            "losenord",
        ]
        .contains(&called.as_str())
    };
    let is_masked = element.attr("style").is_some_and(|style| style.contains("text-security"));
    let is_line = element.attr("type").is_none_or(|kind| kind.eq_ignore_ascii_case("text"));
    element.value().name() == "input"
        && (says("type", "password")
            || says("autocomplete", "current-password")
            || is_line && (is_masked || calls_itself("name") || calls_itself("id")))
        && (is_only || !says("autocomplete", "new-password"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_soup_of_tags_does_harm(html in soup(), status in prop::sample::select(&[200_u16, 401, 403, 429, 500][..])) {
        holds(&html, status);
    }

    #[test]
    fn no_page_that_was_torn_does_harm(html in mutation()) {
        holds(&html, 200);
    }
}

#[test]
fn a_list_of_organisations_that_is_still_empty_offers_no_choice() {
    holds(
        "<h1>Select your organisation</h1><form method=post><select name=idp></select><button>Sign in</button></form>",
        200,
    );
}

#[test]
fn a_page_made_to_be_hard_is_read_in_bounds() {
    let hard = [
        "<div>".repeat(400) + "<input type=password>",
        "<input type=password name=p>".repeat(20_000),
        "<form><input name=user><input type=password name=p><button>Sign in</button></form>".repeat(5_000),
        "<p class=error>wrong</p>".repeat(20_000),
        "<a href=/x>Text message</a>".repeat(20_000),
        format!("<select><option>{}", "<option value=x>sms".repeat(20_000)),
        "<span>x".repeat(3_000),
        "<label for=a>".repeat(3_000) + "<input id=a>",
    ];
    for html in hard {
        holds(&html, 200);
    }
}
