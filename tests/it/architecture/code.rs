//! The modules of `src` and the arrows between them. Tests are left out, as they may name anything.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use super::{map::Map, reader};

/// A path by its segments: of a module without `crate`, of anything else as it stands in the code.
pub type Names = Vec<String>;

/// Children of a folder, each with the children that it uses.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// One source file.
pub struct Module {
    /// Where it is in the crate; empty for `lib.rs`.
    pub path: Names,
    /// The modules of ours that it uses.
    pub uses: BTreeSet<Names>,
    /// Every path that leads out of this crate, or to something in the same file.
    pub foreign: BTreeSet<Names>,
    /// Whether it imports everything of another module.
    pub has_glob: bool,
}

impl Module {
    /// `crate/engine/http`, for messages.
    pub fn name(&self) -> String {
        format!("crate/{}", self.path.join("/"))
    }

    /// Whether it lies in the module of this name, like `store/sql`, or is that module.
    pub fn is_in(&self, module: &str) -> bool {
        self.path.starts_with(&names(module))
    }
}

/// Every module of the program and its library that is no test.
pub fn modules() -> &'static [Module] {
    static MODULES: LazyLock<Vec<Module>> = LazyLock::new(|| {
        let mut files = Vec::new();
        collect(&source_folder(), &mut files);
        assert!(files.len() > 100, "the sources are not where they were");
        Map::resolve(files.iter().map(|file| reader::parse(file)).collect())
    });
    &MODULES
}

/// The folder of the sources.
pub fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The modules of `lib.rs` in their order.
pub fn order_of_lib() -> Vec<String> {
    let tree = syn::parse_file(&fs::read_to_string(source_folder().join("lib.rs")).unwrap()).unwrap();
    let name = |item: &syn::Item| match item {
        syn::Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    };
    tree.items.iter().filter_map(name).collect()
}

/// The segments of `store/sql`; none of an empty text.
pub fn names(path: &str) -> Names {
    path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Every module that has children, by its path.
pub fn parents() -> BTreeSet<Names> {
    modules().iter().filter_map(|module| Some(module.path.split_last()?.1.to_vec())).collect()
}

/// The arrows between the children of a module. The module itself is none of them: it names all of its children.
pub fn arrows_within(parent: &[String]) -> Arrows {
    let child = |path: &Names| path.starts_with(parent).then(|| path.get(parent.len()).cloned()).flatten();
    let mut arrows = Arrows::new();
    for module in modules() {
        let Some(from) = child(&module.path) else { continue };
        let targets = module.uses.iter().filter_map(child).filter(|target| *target != from);
        arrows.entry(from.clone()).or_default().extend(targets);
    }
    arrows
}

/// A circle in a set of arrows, if there is one.
pub fn circle(arrows: &Arrows) -> Option<Vec<String>> {
    let mut left = arrows.clone();
    loop {
        let is_sink = |to: &BTreeSet<String>| to.iter().all(|target| !left.contains_key(target));
        let sinks: Vec<String> = left.iter().filter(|(_, to)| is_sink(to)).map(|(from, _)| from.clone()).collect();
        if sinks.is_empty() {
            break;
        }
        left.retain(|from, _| !sinks.contains(from));
    }
    let mut walk = vec![left.keys().next()?.clone()];
    loop {
        let next = left[walk.last()?].iter().find(|target| left.contains_key(*target))?.clone();
        if let Some(start) = walk.iter().position(|name| *name == next) {
            return Some(walk.split_off(start));
        }
        walk.push(next);
    }
}

/// Every folder of the sources, below `src`, with the number of its files.
pub fn folders() -> Vec<(String, usize)> {
    let mut found = Vec::new();
    count(&source_folder(), &mut found);
    found
}

fn count(folder: &Path, found: &mut Vec<(String, usize)>) {
    let entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    let name = folder.strip_prefix(source_folder()).unwrap().display().to_string();
    found.push((name, entries.iter().filter(|path| path.is_file()).count()));
    entries.iter().filter(|path| path.is_dir()).for_each(|path| count(path, found));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_tests = path.file_stem().is_some_and(|stem| stem == "tests");
        if path.is_dir() && !is_tests {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_tests {
            files.push(path);
        }
    }
}
