//! Records as CSV (RFC 4180): JSON as an artifact holds it, read as it comes, one record at a time.

use std::{collections::BTreeSet, fmt::Write as _};

use serde_json::{Map, Value};

/// The longest record, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// The content is neither an object nor a list of objects, or one of them is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the content is no list of records")]
pub struct NoRecords;

/// Splits JSON that arrives in pieces into its records: the objects of a list, or the one object.
#[derive(Default)]
pub struct Records {
    /// What was read of a record that has not ended.
    open: Vec<u8>,
    depth: usize,
    /// The depth at which records stand: 1 in a list.
    level: Option<usize>,
    in_text: bool,
    is_escaped: bool,
}

impl Records {
    /// The records that end in these bytes, which follow those that were given before.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Map<String, Value>>, NoRecords> {
        let mut ended = Vec::new();
        for byte in bytes {
            if self.take(*byte)? {
                ended.push(serde_json::from_slice(&std::mem::take(&mut self.open)).map_err(|_| NoRecords)?);
            }
        }
        Ok(ended)
    }

    /// Takes one byte; whether a record ends with it.
    fn take(&mut self, byte: u8) -> Result<bool, NoRecords> {
        let opens = !self.in_text && matches!(byte, b'{' | b'[');
        let level = match self.level {
            Some(level) => level,
            None if opens => *self.level.insert(usize::from(byte == b'[')),
            None if byte.is_ascii_whitespace() => return Ok(false),
            None => return Err(NoRecords),
        };
        if self.depth > level || (opens && self.depth == level) {
            if self.open.len() == LONGEST {
                return Err(NoRecords);
            }
            self.open.push(byte);
        }
        if self.in_text {
            let is_escaped = std::mem::take(&mut self.is_escaped);
            match byte {
                b'"' if !is_escaped => self.in_text = false,
                b'\\' => self.is_escaped = !is_escaped,
                _ => {}
            }
            return Ok(false);
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.checked_sub(1).ok_or(NoRecords)?;
                return Ok(self.depth == level && byte == b'}');
            }
            _ => {}
        }
        Ok(false)
    }
}

/// The columns of all records: their fields, those of objects inside with a dot between.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Columns(BTreeSet<String>);

impl Columns {
    /// Adds the columns of a record.
    pub fn add(&mut self, record: &Map<String, Value>) {
        for (name, _) in flat(record) {
            if !self.0.contains(&name) {
                self.0.insert(name);
            }
        }
    }

    /// The first row, without columns that are an object in some record and null in others.
    pub fn header(mut self) -> (Header, String) {
        let all = std::mem::take(&mut self.0);
        let has_parts = |name: &String| {
            let start = format!("{name}.");
            all.range(start.clone()..).next().is_some_and(|next| next.starts_with(&start))
        };
        let names: Vec<String> = all.iter().filter(|name| !has_parts(name)).cloned().collect();
        let row = row(names.iter().cloned());
        (Header(names), row)
    }
}

/// The columns, in their order.
pub struct Header(Vec<String>);

impl Header {
    /// The row of a record. Texts stay what they are.
    pub fn row(&self, record: &Map<String, Value>) -> String {
        let fields = flat(record);
        let cell = |name: &String| {
            let field = fields.iter().find(|(field, _)| field == name);
            field.map(|(_, value)| text(value)).unwrap_or_default()
        };
        row(self.0.iter().map(cell))
    }
}

/// The fields of a record, those of objects inside with a dot between; a list is one field.
fn flat(record: &Map<String, Value>) -> Vec<(String, &Value)> {
    let mut fields = Vec::new();
    for (name, value) in record {
        match value {
            Value::Object(inside) if !inside.is_empty() => {
                fields.extend(flat(inside).into_iter().map(|(part, value)| (format!("{name}.{part}"), value)));
            }
            value => fields.push((name.clone(), value)),
        }
    }
    fields
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let mut row = String::new();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            row.push(',');
        }
        if cell.contains(['"', ',', '\r', '\n']) || cell.trim() != cell {
            // Writing to a text cannot fail.
            let _ = write!(row, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            row.push_str(&cell);
        }
    }
    row.push_str("\r\n");
    row
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The CSV of a content that arrives in pieces of `length` bytes.
    fn csv(content: &str, length: usize) -> Result<String, NoRecords> {
        let all = || {
            let mut records = Records::default();
            let read: Result<Vec<_>, _> = content.as_bytes().chunks(length).map(|piece| records.push(piece)).collect();
            read.map(|read| read.concat())
        };
        let mut columns = Columns::default();
        all()?.iter().for_each(|record| columns.add(record));
        let (header, mut csv) = columns.header();
        all()?.iter().for_each(|record| csv.push_str(&header.row(record)));
        Ok(csv)
    }

    #[test]
    fn records_become_rows_however_they_are_cut() {
        let content = json!([
            {"number": "1", "total": null, "words": "a \"b\", {c] \\"},
            {"number": "2", "total": {"amount": "-12.00", "currency": "CHF"}, "lines": [1, 2]},
            {"number": "=1+2", "words": "two\nlines"},
        ]);
        let expected = "lines,number,total.amount,total.currency,words\r\n\
                        ,1,,,\"a \"\"b\"\", {c] \\\"\r\n\
                        \"[1,2]\",2,-12.00,CHF,\r\n\
                        ,=1+2,,,\"two\nlines\"\r\n";
        for content in [content.to_string(), format!("{content:#}")] {
            for length in [1, 2, 7, 1000] {
                assert_eq!(csv(&content, length).unwrap(), expected, "{length}");
            }
        }
    }

    #[test]
    fn one_object_is_one_row_and_an_empty_list_none() {
        assert_eq!(csv("{\"a\": 1, \"b\": \"x\"}", 3).unwrap(), "a,b\r\n1,x\r\n");
        assert_eq!(csv("[]", 1).unwrap(), "\r\n");
    }

    #[test]
    fn what_holds_no_records_is_refused() {
        for content in ["%PDF-1.7", "\"text\"", "]", "[{\"a\": }]"] {
            assert_eq!(csv(content, 2), Err(NoRecords), "{content}");
        }
        assert_eq!(csv("[[1], 2]", 2).unwrap(), "\r\n", "no objects in the list");
    }
}
