//! The arrows between the modules, and the homes of the heavy crates, held as data.

use std::{collections::BTreeSet, fs, path::Path};

/// A module, and the modules of ours that it may use; the command line and the demo may use all of them.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("sandbox", &[]),
    ("config", &["domain"]),
    ("store", &["domain"]),
    ("engine", &["domain"]),
    ("view", &["domain"]),
    ("app", &["config", "store", "view", "domain"]),
    ("service", &["domain", "store", "app"]),
    ("web", &["domain", "view", "app"]),
    ("worker", &["domain", "store", "service", "engine", "app"]),
    ("portal", &["domain", "store", "service", "view", "app", "web"]),
    ("api", &["domain", "store", "service", "app", "web"]),
    ("server", &["api", "app", "config", "portal", "store", "view", "web", "worker"]),
];

/// A crate, and the only modules that may name it.
const HOMES: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("reqwest", &["engine"]),
    ("cookie_store", &["engine"]),
    ("html5ever", &["engine"]),
    ("askama", &["view", "sandbox"]),
    ("axum", &["api", "portal", "web", "server", "sandbox", "cli", "demo"]),
    ("tower_sessions", &["web", "portal"]),
    ("clap", &["cli", "demo", "main"]),
];

/// The text of every file of a folder, without comments, and the top-level module it belongs to.
fn sources(folder: &Path, top: Option<&str>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        // Tests of a module may start servers of their own.
        if name == "tests" {
            continue;
        }
        let module = top.unwrap_or(&name);
        if path.is_dir() {
            found.extend(sources(&path, Some(module)));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code: Vec<_> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
            found.push((module.to_owned(), code.join("\n")));
        }
    }
    found
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The first names of a braced list of paths, nested lists left out.
fn listed(text: &str) -> Vec<&str> {
    let (mut names, mut depth, mut begins) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        match c {
            '{' => (depth, begins) = (depth + 1, depth == 0),
            '}' if depth == 1 => break,
            '}' => depth -= 1,
            ',' => begins = depth == 1,
            c if begins && !c.is_whitespace() => {
                names.push(word(&text[at..]));
                begins = false;
            }
            _ => {}
        }
    }
    names
}

/// The modules of ours that a text names.
fn used(code: &str) -> BTreeSet<&str> {
    let after = code.split("crate::").skip(1);
    after.flat_map(|rest| if rest.starts_with('{') { listed(rest) } else { vec![word(rest)] }).collect()
}

/// Whether a text names a crate at the start of a path.
fn names(code: &str, name: &str) -> bool {
    let start = |before: &str| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| start(&code[..at]))
}

#[test]
fn arrows_point_down() {
    let mut seen = BTreeSet::new();
    for (module, code) in sources(Path::new("src"), None) {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for name in used(&code) {
            assert!(name == module || allowed.contains(&name), "{module} must not use {name}");
        }
        seen.insert(module);
    }
    assert_eq!(seen.len(), ARROWS.len(), "a module of the list is gone");
}

#[test]
fn heavy_crates_stay_at_home() {
    for (module, code) in sources(Path::new("src"), None) {
        for (name, homes) in HOMES {
            let is_home = homes.contains(&module.as_str());
            assert!(is_home || !names(&code, name), "{name} must not be named in {module}");
        }
    }
}

#[test]
fn every_module_is_known_here() {
    let top = ["lib", "main", "cli", "demo"];
    for (module, _) in sources(Path::new("src"), None) {
        let is_known = top.contains(&module.as_str()) || ARROWS.iter().any(|(name, _)| *name == module);
        assert!(is_known, "{module} has no arrows yet");
    }
}

#[test]
fn uses_are_read_as_they_are_written() {
    let code = "use crate::{\n    app::{App, Bell},\n    store,\n    web::a::{b, c},\n};\nlet x = crate::domain::x();";
    assert_eq!(used(code), BTreeSet::from(["app", "domain", "store", "web"]));
    assert!(names("use sqlx::Row", "sqlx") && !names("xsqlx::Row", "sqlx") && !names("crate::sqlx::x", "sqlx"));
}
