//! Every mistake of a request, each with the field that it is in, told at once.

use crate::api::http::{
    openapi::{field_path::FieldPath, schema::Schema},
    problem::{FieldError, Problem},
};

/// The most mistakes that are told of one request.
const MOST: usize = 20;

/// How messages of serde begin that name one of our types.
const NAME_TYPES: [&str; 4] = ["invalid type", "invalid value", "invalid length", "data did not match"];

/// Mistakes found so far.
#[derive(Default)]
pub struct Mistakes(Vec<FieldError>);

impl Mistakes {
    /// Adds a mistake in a field.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.to_owned(), message: message.into() });
    }

    /// Adds what a check says is wrong with a field, if something is.
    pub fn add_any(&mut self, field: &str, message: Option<impl Into<String>>) {
        if let Some(message) = message {
            self.add(field, message);
        }
    }

    /// Keeps what was read, or adds what is wrong with the field.
    pub fn keep<T>(&mut self, field: &str, read: Result<T, impl Into<String>>) -> Option<T> {
        read.map_err(|message| self.add(field, message)).ok()
    }

    /// Whether there are as many as are told.
    pub fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    /// Refuses the request if there are any.
    pub fn unless_none(self) -> Result<(), Problem> {
        if self.0.is_empty() { Ok(()) } else { Err(self.problem()) }
    }

    pub fn problem(self) -> Problem {
        Problem::all_invalid(self.0)
    }

    /// Whether there is a mistake in this field, or in a part of it.
    pub fn covers(&self, field: &str) -> bool {
        self.0.iter().any(|error| {
            let rest = error.field.strip_prefix(field);
            rest.is_some_and(|rest| field.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// Adds what serde says of the value at a path, in words that name none of our types.
    pub fn add_read_error(&mut self, path: &FieldPath, message: &str, schema: Option<Schema<'_>>) {
        let mut field = path.to_string();
        let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        if let Some(name) = missing {
            field = if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") };
        }
        if self.covers(&field) {
            return;
        }
        let expected = schema.and_then(|schema| schema.at(path)).map(Schema::expected);
        match expected {
            _ if missing.is_some() => self.add(&field, "is missing"),
            Some(expected) if NAME_TYPES.iter().any(|start| message.starts_with(start)) => {
                self.add(&field, format!("must be {expected}"));
            }
            _ if NAME_TYPES.iter().any(|start| message.starts_with(start)) => self.add(&field, "has the wrong type"),
            _ => self.add(&field, message),
        }
    }
}
