//! What commands print for programs and people to read. A reader that has gone ends the command, which is no failure.

use std::{
    fmt::Display,
    io::{self, Write},
};

/// Prints a line to standard output.
pub fn line(text: impl Display) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}

/// Prints a text as it is to standard output.
pub fn text(text: impl Display) -> io::Result<()> {
    let mut out = io::stdout();
    write!(out, "{text}")?;
    out.flush()
}
