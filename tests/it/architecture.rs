//! The arrows of `src/lib.rs` and the homes of the heavy crates, as data.

use std::{collections::BTreeSet, fs, path::Path};

/// Which modules may be imported by which; a module may always import itself.
const ARROWS: [(&str, &[&str]); 21] = [
    ("domain", &[]),
    ("page", &["domain"]),
    ("crash", &[]),
    ("config", &["domain"]),
    ("net", &["domain"]),
    ("store", &["domain", "crash"]),
    ("engine", &["domain", "page", "net"]),
    ("view", &["domain"]),
    ("app", &["domain", "config", "store", "view"]),
    ("service", &["domain", "page", "crash", "store", "app"]),
    ("worker", &["domain", "page", "crash", "store", "net", "engine", "service", "app"]),
    ("web", &["service", "store", "view", "app"]),
    ("portal", &["domain", "store", "service", "view", "app", "web"]),
    ("api", &["domain", "crash", "store", "service", "app", "web"]),
    ("console", &["domain", "store", "view", "app", "web"]),
    ("docs", &["domain", "view", "app", "web", "sandbox"]),
    ("health", &["domain", "store", "app"]),
    ("server", &["config", "store", "view", "app", "worker", "web", "portal", "api", "console", "docs", "health"]),
    ("sandbox", &[]),
    ("demo", &["domain", "config", "store", "service", "app"]),
    (
        "cli",
        &["domain", "page", "config", "store", "net", "engine", "view", "app", "service", "server", "sandbox", "demo"],
    ),
];

/// Where heavy crates live, and nowhere else.
const HOMES: [(&str, &[&str]); 13] = [
    ("sqlx", &["store"]),
    ("reqwest", &["net", "engine"]),
    ("cookie_store", &["engine"]),
    ("html5ever", &["engine"]),
    ("scraper", &["page", "engine"]),
    ("askama", &["view", "sandbox", "docs"]),
    ("axum", &["api", "cli", "console", "docs", "health", "portal", "sandbox", "server", "web"]),
    ("tower_sessions", &["portal", "web"]),
    ("clap", &["cli", "main"]),
    ("qrcode", &["cli"]),
    ("rpassword", &["cli"]),
    ("metrics", &["app"]),
    ("metrics_exporter_prometheus", &["app"]),
];

#[test]
fn arrows_point_down() {
    for (module, text) in sources() {
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == module) else {
            assert!(matches!(module.as_str(), "main" | "lib"), "{module} has no place in the map");
            continue;
        };
        for imported in imports(&text) {
            let is_allowed = imported == module || allowed.contains(&imported.as_str());
            assert!(is_allowed, "{module} may not import {imported}");
        }
    }
}

#[test]
fn heavy_crates_have_one_home() {
    for (module, text) in sources() {
        for (name, homes) in HOMES {
            let is_used = text.contains(&format!("use {name}::")) || text.contains(&format!(" {name}::"));
            assert!(!is_used || homes.contains(&module.as_str()), "{module} may not use {name}");
        }
    }
}

/// Every source file that is not a test, with the module it belongs to.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut found);
    assert!(found.len() > 100, "the sources are not where they were");
    found
}

fn collect(folder: &Path, module: Option<&str>, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let module = module.unwrap_or(&stem);
        if path.is_dir() {
            collect(&path, Some(module), found);
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.to_str().unwrap().contains("tests")
        {
            found.push((module.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The modules of ours that a text names: `crate::name` and each first name in `crate::{…}`.
fn imports(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0_i32;
            let mut entry = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => drop(names.insert(first_name(&std::mem::take(&mut entry)))),
                    _ if depth == 0 => entry.push(c),
                    _ => {}
                }
            }
            names.insert(first_name(&entry));
        } else {
            names.insert(first_name(rest));
        }
    }
    names.remove("");
    names
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}
