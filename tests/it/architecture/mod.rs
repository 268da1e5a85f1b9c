//! The shape of the sources, as `docs/architecture.md` draws it: `tables` holds what is allowed, the tests here compare.

mod code;
mod map;
mod reader;
mod tables;

use std::collections::BTreeSet;

use code::{Arrows, Module, arrows_within, circle, folders, modules, names, order_of_lib, parents};
use tables::{HOMES, IMPURE, KNOWN_ARROWS, KNOWN_CIRCLES, KNOWN_FOLDERS, MOST_FILES, ROLES, Row, SUBJECTS};

#[test]
fn roles_import_only_what_their_table_allows_and_all_of_it() {
    compare("", &ROLES);
}

#[test]
fn subjects_of_a_role_import_only_what_their_table_allows_and_all_of_it() {
    for (role, rows) in SUBJECTS {
        compare(role, rows);
    }
    let listed: BTreeSet<&str> = SUBJECTS.iter().map(|(role, _)| *role).collect();
    for role in parents().iter().filter(|parent| parent.len() == 1).map(|parent| parent[0].as_str()) {
        assert!(listed.contains(role) || subjects_of(role).len() < 2, "the subjects of {role} have no table");
    }
}

#[test]
fn every_arrow_of_a_table_points_to_a_row_above() {
    for (name, rows) in [("crate", ROLES.as_slice())].into_iter().chain(SUBJECTS) {
        for (place, (from, to)) in rows.iter().enumerate() {
            for target in *to {
                let is_above = rows[..place].iter().any(|(row, _)| row == target);
                assert!(is_above, "{name}: {from} → {target}, which does not stand above it");
            }
        }
    }
}

#[test]
fn the_modules_of_the_library_stand_in_the_order_of_the_table() {
    let rows: Vec<&str> = ROLES.iter().map(|(role, _)| *role).collect();
    assert_eq!(order_of_lib(), rows);
}

#[test]
fn no_modules_of_one_folder_import_each_other_in_a_circle() {
    for parent in parents() {
        let name = parent.join("/");
        let found = circle(&arrows_within(&parent));
        if KNOWN_CIRCLES.contains(&name.as_str()) {
            assert!(found.is_some(), "{name} has no circle any more: delete it from KNOWN_CIRCLES");
        } else {
            assert!(found.is_none(), "{name}: {} form a circle", found.unwrap_or_default().join(" → "));
        }
    }
}

#[test]
fn domain_and_page_know_no_runtime_no_chance_no_clock_and_no_environment() {
    for module in modules().iter().filter(|module| module.is_in("domain") || module.is_in("page")) {
        for path in &module.foreign {
            let written = path.join("::");
            let found = IMPURE.iter().find(|impure| written == **impure || written.starts_with(&format!("{impure}::")));
            assert!(found.is_none(), "{} uses {written}", module.name());
            let is_clock = path.iter().any(|part| matches!(part.as_str(), "now_utc" | "now_local"));
            assert!(!is_clock, "{} reads the clock: {written}", module.name());
        }
    }
}

#[test]
fn heavy_crates_stay_in_their_homes_and_every_home_is_lived_in() {
    for (name, homes) in HOMES {
        let names_it = |module: &&Module| module.foreign.iter().any(|path| path.len() > 1 && path[0] == name);
        let users: Vec<&Module> = modules().iter().filter(names_it).collect();
        for user in &users {
            assert!(homes.iter().any(|home| user.is_in(home)), "{} may not use {name}", user.name());
        }
        for home in homes {
            assert!(users.iter().any(|user| user.is_in(home)), "{home} does not use {name} any more");
        }
    }
}

#[test]
fn names_are_imported_one_by_one() {
    for module in modules() {
        assert!(!module.has_glob, "{} imports everything of another module", module.name());
    }
}

#[test]
fn no_folder_holds_more_files_than_can_be_looked_over() {
    for (folder, files) in folders() {
        if KNOWN_FOLDERS.contains(&folder.as_str()) {
            assert!(files > MOST_FILES, "{folder} has {files} files now: delete it from KNOWN_FOLDERS");
            continue;
        }
        assert!(files <= MOST_FILES, "{folder} has {files} files: look for the subject");
    }
}

/// The arrows below a module against its table: none that the table lacks, none in the table that is not used.
fn compare(parent: &str, rows: &[Row]) {
    let found = if parent.is_empty() { arrows_within(&[]) } else { between_subjects(parent) };
    for (from, to) in &found {
        // The program is no module of the library.
        let Some((_, allowed)) = rows.iter().find(|(row, _)| row == from) else {
            assert!(parent.is_empty() && from == "main", "{parent}/{from} has no row in the tables");
            continue;
        };
        for target in to {
            if KNOWN_ARROWS.contains(&(parent, from, target)) {
                continue;
            }
            assert!(allowed.contains(&target.as_str()), "{parent}/{from} may not import {target}");
        }
    }
    for (row, allowed) in rows {
        let used = found.get(*row).unwrap_or_else(|| panic!("{parent}/{row} is in the tables and not in the sources"));
        for target in *allowed {
            assert!(used.contains(*target), "{parent}/{row} does not import {target} any more");
        }
    }
    for (_, from, to) in KNOWN_ARROWS.iter().filter(|(place, ..)| *place == parent) {
        assert!(found[*from].contains(*to), "{parent}/{from} → {to} is gone: delete it from KNOWN_ARROWS");
    }
}

/// The folders directly below a role: a subject is a folder.
fn subjects_of(role: &str) -> Vec<String> {
    parents().iter().filter(|parent| parent.len() == 2 && parent[0] == role).map(|parent| parent[1].clone()).collect()
}

fn between_subjects(role: &str) -> Arrows {
    let subjects = subjects_of(role);
    let mut arrows = arrows_within(&names(role));
    arrows.retain(|from, _| subjects.contains(from));
    for to in arrows.values_mut() {
        to.retain(|target| subjects.contains(target));
    }
    arrows
}
