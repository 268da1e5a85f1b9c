//! Where in a JSON document a field is.

use std::fmt;

use serde_json::Value;
use serde_path_to_error::{Path, Segment};

/// One step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    Name(String),
    Index(usize),
}

/// The steps from the whole document to a field; shown as `recipe.screens[0].name`, the whole document as nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldPath(pub Vec<Key>);

impl From<&Path> for FieldPath {
    fn from(path: &Path) -> Self {
        let keys = path.iter().filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Key::Index(*index)),
            Segment::Map { key } | Segment::Enum { variant: key } => Some(Key::Name(key.clone())),
            Segment::Unknown => None,
        });
        Self(keys.collect())
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, key) in self.0.iter().enumerate() {
            match key {
                Key::Index(index) => write!(f, "[{index}]")?,
                Key::Name(name) if position == 0 => f.write_str(name)?,
                Key::Name(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}

impl FieldPath {
    /// The path of a part.
    pub fn with(&self, key: Key) -> Self {
        let mut keys = self.0.clone();
        keys.push(key);
        Self(keys)
    }
}

/// A document from which fields are taken out one after the other.
pub struct Rest {
    pub value: Value,
    /// Lists' elements that were taken out, by their paths in the whole document.
    removed: Vec<FieldPath>,
}

impl Rest {
    pub const fn new(whole: Value) -> Self {
        Self { value: whole, removed: Vec::new() }
    }

    /// The path that a field of the rest had in the whole document.
    pub fn original(&self, path: &FieldPath) -> FieldPath {
        let mut original = FieldPath::default();
        for key in &path.0 {
            let mut key = key.clone();
            if let Key::Index(index) = &mut key {
                let mut removed: Vec<usize> = self.removed.iter().filter_map(|path| path.index_in(&original)).collect();
                removed.sort_unstable();
                *index += removed.iter().fold(0, |shift, removed| shift + usize::from(*removed <= *index + shift));
            }
            original.0.push(key);
        }
        original
    }

    /// Takes out the field at a path of the rest, or the smallest part around it that is there; false when that is all.
    pub fn remove(&mut self, path: &FieldPath) -> bool {
        for length in (1..=path.0.len()).rev() {
            let original = self.original(&FieldPath(path.0[..length].to_vec()));
            let Some(parent) = get(&mut self.value, &path.0[..length - 1]) else { continue };
            match (parent, &path.0[length - 1]) {
                (Value::Object(fields), Key::Name(name)) if fields.contains_key(name) => {
                    fields.remove(name);
                    return true;
                }
                (Value::Array(elements), Key::Index(index)) if *index < elements.len() => {
                    elements.remove(*index);
                    self.removed.push(original);
                    return true;
                }
                _ => {}
            }
        }
        false
    }
}

impl FieldPath {
    /// The index of this element, if it is one of the list at the given path.
    fn index_in(&self, list: &Self) -> Option<usize> {
        match self.0.split_last() {
            Some((Key::Index(index), parent)) if parent == list.0.as_slice() => Some(*index),
            _ => None,
        }
    }
}

fn get<'v>(value: &'v mut Value, keys: &[Key]) -> Option<&'v mut Value> {
    keys.iter().try_fold(value, |value, key| match key {
        Key::Name(name) => value.get_mut(name),
        Key::Index(index) => value.get_mut(index),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn path(keys: &[Key]) -> FieldPath {
        FieldPath(keys.to_vec())
    }

    #[test]
    fn elements_keep_their_numbers_when_others_are_taken_out() {
        let mut rest = Rest::new(json!({"a": [0, 1, 2, 3, 4]}));
        let at = |index| path(&[Key::Name("a".to_owned()), Key::Index(index)]);
        for expected in ["a[1]", "a[2]", "a[3]"] {
            assert_eq!(rest.original(&at(1)).to_string(), expected);
            assert!(rest.remove(&at(1)));
        }
        assert_eq!(rest.original(&at(0)).to_string(), "a[0]");
        assert_eq!(rest.original(&at(1)).to_string(), "a[4]");
        assert_eq!(rest.value, json!({"a": [0, 4]}));
    }

    #[test]
    fn what_is_not_there_takes_its_surroundings_with_it_and_the_whole_is_never_taken() {
        let mut rest = Rest::new(json!({"a": {"b": 1}, "c": 2}));
        assert!(rest.remove(&path(&[Key::Name("a".to_owned()), Key::Name("x".to_owned())])));
        assert_eq!(rest.value, json!({"c": 2}));
        assert!(!rest.remove(&path(&[])));
    }
}
