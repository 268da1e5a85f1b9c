//! Resolves the paths of a file to the modules in which the named things are defined.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    code::{Module, Names},
    reader::Parsed,
};

/// All modules, and the names that they re-export.
pub struct Map {
    modules: BTreeSet<Names>,
    exports: BTreeMap<(Names, String), Names>,
}

impl Map {
    /// Every file with what its paths lead to.
    pub fn resolve(files: Vec<Parsed>) -> Vec<Module> {
        let exports_of = |file: &Parsed| {
            let here = file.path.clone();
            let exports = file.exports.clone().into_iter();
            exports.map(move |(name, path)| ((here.clone(), name), path))
        };
        let map = Self {
            modules: files.iter().map(|file| file.path.clone()).collect(),
            exports: files.iter().flat_map(exports_of).collect(),
        };
        files.into_iter().map(|file| map.module(file)).collect()
    }

    fn module(&self, file: Parsed) -> Module {
        let mut module = Module { path: file.path, uses: BTreeSet::new(), foreign: BTreeSet::new(), has_glob: false };
        for (scope, path) in file.named {
            let path = match file.aliases.get(&path[0]) {
                Some(alias) if path.len() > 1 && *alias != path[..1] => [alias.as_slice(), &path[1..]].concat(),
                _ => path,
            };
            module.has_glob |= path.iter().any(|part| part == "*");
            match self.absolute(&scope, &path) {
                Some(inner) => drop(module.uses.insert(self.defined(inner))),
                None => drop(module.foreign.insert(path)),
            }
        }
        module
    }

    /// The path from the root of this crate, if it leads there.
    fn absolute(&self, scope: &[String], path: &[String]) -> Option<Names> {
        let supers = path.iter().take_while(|part| *part == "super").count();
        let base = match path[0].as_str() {
            "crate" | "vestibule" => return Some(path[1..].to_vec()),
            "self" => return Some([scope, &path[1..]].concat()),
            "super" => scope.get(..scope.len().checked_sub(supers)?)?.to_vec(),
            first => {
                let child = [scope, &[first.to_owned()]].concat();
                return self.modules.contains(&child).then(|| [scope, path].concat());
            }
        };
        Some([base.as_slice(), &path[supers..]].concat())
    }

    /// The module in which a thing is defined; `pub use` is followed.
    fn defined(&self, mut path: Names) -> Names {
        for _ in 0..8 {
            let depth = (0..=path.len()).rev().find(|depth| self.modules.contains(&path[..*depth])).unwrap_or_default();
            let (module, rest) = path.split_at(depth);
            let again = rest.first().and_then(|name| self.exports.get(&(module.to_vec(), name.clone())));
            match again.and_then(|export| self.absolute(module, export)) {
                Some(export) => path = [export.as_slice(), &rest[1..]].concat(),
                None => return module.to_vec(),
            }
        }
        path
    }
}
