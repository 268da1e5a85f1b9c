//! Reads a source file with syn: every path that it names, with the module in which the path stands.

use std::{collections::BTreeMap, fs, path::Path};

use syn::{
    Attribute, ImplItem, Item, ItemExternCrate, ItemMod, ItemUse, Macro, Meta, UseTree, Visibility,
    visit::{self, Visit},
};

use super::code::{Names, source_folder};

/// A file with its paths as they are written.
#[derive(Default)]
pub struct Parsed {
    /// The module of the file.
    pub path: Names,
    /// Each path with the module in which it stands.
    pub named: Vec<(Names, Names)>,
    /// What `pub use` makes of a name.
    pub exports: Vec<(String, Names)>,
    /// What any `use` makes of a name.
    pub aliases: BTreeMap<String, Names>,
}

/// Reads one file of the sources.
pub fn parse(file: &Path) -> Parsed {
    let text = fs::read_to_string(file).unwrap();
    let tree = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let below = file.strip_prefix(source_folder()).unwrap().with_extension("");
    let mut path: Names = below.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if path.last().is_some_and(|last| last == "mod") || path == ["lib"] {
        path.pop();
    }
    let mut reader = Reader { scope: path.clone(), parsed: Parsed { path, ..Parsed::default() } };
    reader.visit_file(&tree);
    reader.parsed
}

struct Reader {
    /// The module that is being read: the file's, or one inside it.
    scope: Names,
    parsed: Parsed,
}

impl Reader {
    fn name(&mut self, path: Names) {
        self.parsed.named.push((self.scope.clone(), path));
    }

    /// The paths in tokens that syn leaves as they are: the arguments of macros and of attributes.
    fn scan(&mut self, tokens: &str) {
        let joined = tokens.replace(" :: ", "::").replace(":: ", "::").replace(" ::", "::");
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        for word in joined.split(|c| !is_part(c)) {
            let path: Names = word.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect();
            if path.len() > 1 && word.contains("::") {
                self.name(path);
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = if let ImplItem::Fn(method) = item { method.attrs.as_slice() } else { &[] };
        if !is_test(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        self.scope.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.scope.pop();
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        self.name(vec![item.ident.to_string(), "*".to_owned()]);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut flat = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut flat);
        for (path, name) in flat {
            if !matches!(item.vis, Visibility::Inherited) {
                self.parsed.exports.push((name.clone(), path.clone()));
            }
            self.parsed.aliases.insert(name, path.clone());
            self.name(path);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.name(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.scan(&call.tokens.to_string());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.visit_path(attribute.path());
        if let Meta::List(list) = &attribute.meta {
            self.scan(&list.tokens.to_string());
        }
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::Path(path) => path.segments.last().is_some_and(|last| last.ident == "test"),
        Meta::NameValue(_) => false,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(it) => &it.attrs,
        Item::Enum(it) => &it.attrs,
        Item::Fn(it) => &it.attrs,
        Item::Impl(it) => &it.attrs,
        Item::Mod(it) => &it.attrs,
        Item::Static(it) => &it.attrs,
        Item::Struct(it) => &it.attrs,
        Item::Trait(it) => &it.attrs,
        Item::Type(it) => &it.attrs,
        Item::Use(it) => &it.attrs,
        _ => &[],
    }
}

/// Every path of a `use`, with the name that it gets.
fn flatten(tree: &UseTree, before: &mut Names, flat: &mut Vec<(Names, String)>) {
    let with = |last: &syn::Ident| [before.as_slice(), &[last.to_string()]].concat();
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, flat);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => flat.push((before.clone(), before.last().unwrap().clone())),
        UseTree::Name(name) => flat.push((with(&name.ident), name.ident.to_string())),
        UseTree::Rename(rename) if rename.ident == "self" => flat.push((before.clone(), rename.rename.to_string())),
        UseTree::Rename(rename) => flat.push((with(&rename.ident), rename.rename.to_string())),
        UseTree::Glob(_) => flat.push(([before.as_slice(), &["*".to_owned()]].concat(), "*".to_owned())),
        UseTree::Group(group) => group.items.iter().for_each(|item| flatten(item, before, flat)),
    }
}
