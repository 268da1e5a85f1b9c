//! Files of an account, of any length: made as they are read, and the same every time.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The longest file, in bytes.
const LONGEST: u64 = 256_000_000;
/// How many lines are made at once.
const LINES: u64 = 1024;
/// The length of a line of filling in a PDF, in bytes.
const FILLING: u64 = 64;

/// A file of about this size, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    kind: Kind,
    length: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Pdf,
    Csv,
}

/// Those that the account's page lists.
pub const LISTED: [&str; 5] = [
    "statement-120000.pdf",
    "bookings-300000.csv",
    "statement-5000000.pdf",
    "bookings-20000000.csv",
    "archive-50000000.pdf",
];

impl Document {
    /// The file with this name: a word, about how many bytes it has, and its ending.
    pub fn named(name: &str) -> Option<Self> {
        let (stem, ending) = name.split_once('.')?;
        let length = stem.rsplit_once('-')?.1.parse().ok().filter(|length| *length <= LONGEST)?;
        let kind = match ending {
            "pdf" => Kind::Pdf,
            "csv" => Kind::Csv,
            _ => return None,
        };
        Some(Self { kind, length })
    }

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self.kind {
            Kind::Pdf => "application/pdf",
            Kind::Csv => "text/csv; charset=utf-8",
        }
    }

    /// The content in pieces.
    pub fn pieces(self) -> impl Iterator<Item = String> + Send {
        let (first, line) = match self.kind {
            Kind::Pdf => ("%PDF-1.4\n", FILLING),
            Kind::Csv => ("number,issued,description,amount\r\n", row(0).len() as u64),
        };
        let lines = self.length / line;
        let pieces = (0..lines.div_ceil(LINES)).map(move |piece| {
            let numbers = piece * LINES..lines.min((piece + 1) * LINES);
            match self.kind {
                Kind::Pdf => filling(numbers.start).repeat(usize::try_from(numbers.end - numbers.start).unwrap_or(0)),
                Kind::Csv => numbers.map(row).collect(),
            }
        });
        let last = match self.kind {
            Kind::Pdf => tail(first.len() as u64 + lines * FILLING),
            Kind::Csv => String::new(),
        };
        std::iter::once(first.to_owned()).chain(pieces).chain(std::iter::once(last))
    }

    /// The number of bytes, and their hash in hexadecimal digits.
    pub fn measure(self) -> (u64, String) {
        let (mut size, mut digest) = (0, Sha256::new());
        for piece in self.pieces() {
            size += piece.len() as u64;
            digest.update(piece);
        }
        let mut sha256 = String::new();
        for byte in digest.finalize() {
            // Writing to a text cannot fail.
            let _ = write!(sha256, "{byte:02x}");
        }
        (size, sha256)
    }
}

/// What the account's page makes by a script: about so many bytes of rows.
pub const MADE: &str = "made-100000.csv";

fn row(number: u64) -> String {
    format!("{number:08},2026-01-31,\"Paper, printed\",{:06}.{:02}\r\n", number * 7 % 1_000_000, number % 100)
}

/// A line of comment, of [`FILLING`] bytes.
fn filling(number: u64) -> String {
    format!("%{number:062}\n")
}

/// The objects of a PDF of one empty page that stand behind so many bytes.
fn tail(at: u64) -> String {
    let objects = [
        "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] >>\nendobj\n",
    ];
    let (mut text, mut table) = (String::new(), String::new());
    for object in objects {
        // Writing to a text cannot fail.
        let _ = writeln!(table, "{:010} 00000 n ", at + text.len() as u64);
        text.push_str(object);
    }
    let table_at = at + text.len() as u64;
    format!(
        "{text}xref\n0 4\n0000000000 65535 f \n{table}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_about_the_length_that_its_name_says_and_is_always_the_same() {
        for name in LISTED {
            let document = Document::named(name).unwrap();
            let (size, sha256) = document.measure();
            assert!(size.abs_diff(document.length) < 1000, "{name}: {size}");
            assert_eq!((size, sha256), document.measure());
        }
        assert_eq!(
            [Document::named("x-257000000.pdf"), Document::named("x.pdf"), Document::named("x-1.exe")],
            [None; 3]
        );
    }

    #[test]
    fn the_table_of_a_pdf_points_at_its_objects() {
        let file: String = Document::named("x-200000.pdf").unwrap().pieces().collect();
        let entries = file.lines().filter(|line| line.ends_with(" 00000 n "));
        for (entry, number) in entries.zip(1..) {
            let at: usize = entry[..10].parse().unwrap();
            assert!(file[at..].starts_with(&format!("{number} 0 obj\n")), "{entry}");
        }
    }
}
