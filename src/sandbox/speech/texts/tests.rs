//! Texts and whether the table has them all.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::sandbox::{
    pictures::PICTURES,
    records::{destination::DESTINATIONS, invoice::INVOICES, question},
    script::{method::Method, refusal::REFUSALS},
};

fn known() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    TEXTS.into_iter().flatten()
}

/// All files below a folder of the sources.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

/// The texts that a source names where it speaks.
fn spoken(source: &str) -> Vec<String> {
    let speakers = ["say(\"", ".plain(\"", ".count(\"", "fill(\"", ".label(\"", "Frame::of(\""];
    let spoken = speakers.into_iter().flat_map(|speaker| source.split(speaker).skip(1));
    spoken.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn every_text_that_a_page_names_is_in_the_table() {
    for path in files("templates/sandbox").into_iter().chain(files("src/sandbox")) {
        if path.ends_with("texts/tests.rs") {
            continue;
        }
        for text in spoken(&fs::read_to_string(&path).unwrap()) {
            assert!(known().any(|(english, _)| *english == text), "{text} in {}", path.display());
        }
    }
}

#[test]
fn every_text_of_other_tables_is_in_this_one() {
    let mut texts: Vec<&str> = REFUSALS.iter().map(|refusal| refusal.says).collect();
    texts.extend(DESTINATIONS.map(|destination| destination.label));
    texts.extend(INVOICES.map(|invoice| invoice.description));
    texts.extend(Method::ALL.map(Method::label));
    texts.extend(PICTURES.map(|picture| picture.alt));
    let rounds = (1..=question::MOST).flat_map(|round| question::in_round(round, question::MOST));
    texts.extend(rounds.map(|question| question.text));
    for text in texts {
        assert!(known().any(|(english, _)| *english == text), "{text}");
    }
}

#[test]
fn every_text_is_listed_once_with_the_same_places_to_fill() {
    for (english, german) in known() {
        assert_eq!(known().filter(|(other, _)| other == english).count(), 1, "{english}");
        for place in ["{n}", "{target}", "{device}", "{rounds}"] {
            assert_eq!(english.contains(place), german.contains(place), "{english}");
        }
    }
}
