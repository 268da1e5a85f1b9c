//! Asking in a terminal what a page would ask.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Context, bail};
use url::form_urlencoded::Serializer;

use crate::domain::{
    answer::Answer,
    challenge::{Challenge, Choice, Entry, Field, Sensitivity},
    form::Form,
};

/// How often a wrong answer is asked for again.
const MOST_TRIES: usize = 5;

/// Asks until there is an answer that the prompt takes.
pub fn answer(challenge: &Challenge) -> anyhow::Result<Answer> {
    if let Some(message) = &challenge.source_message {
        eprintln!("\n  \u{201c}{message}\u{201d}");
    }
    if let Some(shown) = &challenge.shown {
        eprintln!("  {shown}");
    }
    for _ in 0..MOST_TRIES {
        let form = fill(challenge)?;
        match challenge.answer(&Form::parse(form.as_bytes())) {
            Ok(answer) => return Ok(answer),
            Err(invalid) => {
                let fields: Vec<_> = invalid.iter().map(|invalid| invalid.field.as_str()).collect();
                eprintln!("  cannot be taken: {}", fields.join(", "));
            }
        }
    }
    bail!("nothing was answered")
}

fn fill(challenge: &Challenge) -> anyhow::Result<String> {
    let mut form = Serializer::new(String::new());
    if !challenge.choices.is_empty() {
        form.append_pair("choice", &choose(&challenge.choices)?);
    }
    for field in &challenge.fields {
        form.append_pair(&field.name, &ask(field)?);
    }
    if challenge.choices.is_empty() && challenge.fields.is_empty() {
        line("Press Enter to look again", false)?;
    }
    Ok(form.finish())
}

fn ask(field: &Field) -> anyhow::Result<String> {
    let label = field.label.clone().unwrap_or_else(|| field.name.replace('_', " "));
    match &field.entry {
        Entry::Option(options) => {
            eprintln!("  {label}");
            choose(options)
        }
        Entry::Tick => {
            Ok(if line(&format!("{label} (y for yes)"), false)?.starts_with('y') { "on" } else { "" }.to_owned())
        }
        Entry::Line | Entry::Lines | Entry::Date => {
            line(&label, matches!(field.sensitivity, Sensitivity::Secret | Sensitivity::OneTime))
        }
    }
}

fn choose(options: &[Choice]) -> anyhow::Result<String> {
    for (number, option) in (1..).zip(options) {
        eprintln!("  {number}  {}", option.label);
    }
    let number: usize = line("Number", false)?.trim().parse().unwrap_or(0);
    Ok(number.checked_sub(1).and_then(|at| options.get(at)).map(|option| option.id.clone()).unwrap_or_default())
}

/// One line; what nobody else should see is not shown while it is typed.
fn line(label: &str, is_secret: bool) -> anyhow::Result<String> {
    if is_secret && io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("  {label}: ")).context("the terminal cannot be read");
    }
    eprint!("  {label}: ");
    io::stderr().flush()?;
    let mut typed = String::new();
    let read = io::stdin().lock().read_line(&mut typed)?;
    if read == 0 {
        bail!("nobody answers: the input has ended");
    }
    Ok(typed.trim_end_matches(['\r', '\n']).to_owned())
}
