//! Every text that is asked for exists, and every text that exists is asked for.

use std::{collections::BTreeSet, fs, path::Path};

use strum::VariantArray;

use super::{
    error::Trouble,
    identity::{AccountNotice, IdentityTrouble},
    portal::prompt::kind_words::KindWords,
};
use crate::domain::{
    identity::hosted::password::Weakness,
    prompt::{
        challenge::{Channel, Kind},
        form::Problem,
        refusal::Refusal,
    },
};

const ENGLISH: &str = include_str!("../../templates/texts/en/portal.ftl");

/// The keys of a Fluent file.
fn defined(file: &str) -> BTreeSet<String> {
    let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    file.lines().filter(is_key).filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
}

/// The literal keys in a file, or in all files of a folder.
fn asked(path: &Path, keys: &mut BTreeSet<String>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            asked(&entry.unwrap().path(), keys);
        }
    } else if !path.ends_with("keys.rs") {
        let text = fs::read_to_string(path).unwrap();
        let calls = text.split(".say(\"").skip(1);
        keys.extend(calls.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
}

/// The keys that end in a code of the program.
fn families() -> BTreeSet<String> {
    let parts =
        |stem: String, parts: &[&str]| -> Vec<String> { parts.iter().map(|part| format!("{stem}-{part}")).collect() };
    let refusals = Refusal::VARIANTS.iter().flat_map(|it| parts(format!("refusal-{it}"), &["title", "what", "next"]));
    let kinds = Kind::VARIANTS.iter().flat_map(|it| parts(format!("prompt-{it}"), &["title", "intro"]));
    let codes = Channel::VARIANTS.iter().flat_map(|it| parts(format!("code-{it}"), &["title", "intro"]));
    let troubles = Trouble::VARIANTS.iter().flat_map(|it| parts(format!("error-{it}"), &["title", "what", "next"]));
    let months = (1..=12).map(|month| format!("month-{month}"));
    let id_troubles =
        IdentityTrouble::VARIANTS.iter().flat_map(|it| parts(format!("id-trouble-{it}"), &["title", "what", "next"]));
    let account_notices = AccountNotice::VARIANTS.iter().map(|it| format!("id-account-done-{it}"));
    let weaknesses = Weakness::VARIANTS.iter().map(|it| format!("id-password-{it}"));
    let problems = Problem::VARIANTS.iter().map(|it| format!("problem-{it}"));
    let words = || Kind::VARIANTS.iter().map(|kind| KindWords::of(*kind));
    let by_kind = words().flat_map(|words| [words.shown.to_owned(), words.resend.to_owned()]);
    let number =
        words().filter_map(|words| words.with_number).flat_map(|stem| parts(stem.to_owned(), &["title", "intro"]));
    refusals
        .chain(by_kind)
        .chain(number)
        .chain(kinds)
        .chain(codes)
        .chain(troubles)
        .chain(months)
        .chain(problems)
        .chain(id_troubles)
        .chain(weaknesses)
        .chain(account_notices)
        .collect()
}

#[test]
fn every_text_exists_and_none_is_left_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut asked_for = families();
    for path in [
        "src/view",
        "templates/portal",
        "templates/identity",
        "templates/error",
        "templates/layout.html",
        "templates/kit.html",
    ] {
        asked(&root.join(path), &mut asked_for);
    }
    // `self.say` of the error page takes a part, not a key.
    for part in ["title", "what", "next"] {
        asked_for.remove(part);
    }
    let defined = defined(ENGLISH);
    assert_eq!(asked_for.difference(&defined).collect::<Vec<_>>(), Vec::<&String>::new(), "missing");
    assert_eq!(defined.difference(&asked_for).collect::<Vec<_>>(), Vec::<&String>::new(), "not used");
}
