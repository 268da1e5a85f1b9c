//! Pages of the corpus taken apart and mixed: what asks is no success because of what stands beside it.

use std::{fs, path::PathBuf};

use proptest::prelude::*;
use scraper::{Html, Selector};
use vestibule::{
    domain::prompt::{answer::Answer, challenge::Kind},
    page::{
        Seen,
        dom::Document,
        recognise::{self, History, Meaning, Reading},
    },
};

/// The pages that are met after a password and are expected to be this.
fn pages(reads: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort_unstable();
    let expected = format!("reads = \"{reads}\"");
    paths.retain(|path| {
        path.extension().is_some_and(|ending| ending == "toml")
            && fs::read_to_string(path).is_ok_and(|text| text.contains(&expected) && text.contains("gave = "))
    });
    paths.iter().map(|path| fs::read_to_string(path.with_extension("html")).unwrap()).collect()
}

/// What can be said of whoever gave name and password.
fn history(seen: &Seen) -> History {
    let values = [("identifier", "anna.beck"), ("password", "a secret")];
    let answer = Answer::Fields(values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect());
    let before = Seen::new("https://source.example/login".parse().unwrap(), seen.status, seen.html.clone());
    History::default().after(&Document::new("", &before.url), &before, Kind::Credentials, &[], &answer)
}

/// Links of a site that say nothing of whoever is there.
const SITE: [&str; 3] = ["<a href=/news>News</a>", "<a href=/products>Products</a>", "<a href=/branches>Branches</a>"];

/// The first way out of an inside page, a name and so many links of the site: what steps of a sign-in have as well.
fn way_out(inside: &str, links: usize) -> String {
    let css = Selector::parse("a[href]").unwrap();
    let html = Html::parse_document(inside);
    let says = |href: &str| ["logout", "signout", "logoff"].iter().any(|word| href.to_lowercase().contains(word));
    let link = html.select(&css).find(|link| link.attr("href").is_some_and(says)).map(|link| link.html());
    let site = SITE[..links].concat();
    let link = link.unwrap_or_else(|| "<a href=/logout>Log out</a>".to_owned());
    format!("<div>{site} anna.beck {link}</div>")
}

fn body(html: &str) -> String {
    let body = Selector::parse("body").unwrap();
    Html::parse_document(html).select(&body).next().map(|body| body.inner_html()).unwrap_or_default()
}

/// What a page is taken for by whoever gave name and password.
fn read(html: &str) -> Reading {
    let seen = Seen::new("https://source.example/next".parse().unwrap(), 200, html);
    recognise::read(&Document::new(&seen.html, &seen.url), &seen, &history(&seen))
}

fn takes_password(reading: &Reading) -> bool {
    matches!(&reading.meaning, Meaning::Screen(screen) if screen.fields.contains_key("password"))
}

#[test]
fn no_page_that_asks_is_an_inside_because_of_what_stands_beside_it() {
    let beside = way_out("", SITE.len());
    let mut inside = Vec::new();
    for asking in pages("screen") {
        let html = format!("{beside}<main>{}</main>", body(&asking));
        let reading = read(&html);
        if reading.meaning == Meaning::SignedIn {
            inside.push(format!("{:?}\n{html}", reading.evidence));
        }
    }
    assert!(inside.is_empty(), "{} of them:\n{}", inside.len(), inside.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_page_that_asks_is_no_inside_though_it_shows_a_name_and_a_way_out(
        asking in prop::sample::select(pages("screen")),
        inside in prop::sample::select(pages("signed_in")),
        is_first in any::<bool>(),
        links in 0..=SITE.len(),
    ) {
        let (question, out) = (body(&asking), way_out(&inside, links));
        let html = if is_first { format!("{out}<main>{question}</main>") } else { format!("<main>{question}</main>{out}") };
        let (alone, mixed) = (read(&question), read(&html));
        prop_assert!(mixed.meaning != Meaning::SignedIn, "{:?}\n{html}", mixed.evidence);
        prop_assert!(!takes_password(&mixed) || takes_password(&alone), "a field takes the password:\n{html}");
    }
}
