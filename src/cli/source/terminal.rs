//! Asking in a terminal what a page would ask.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Context, bail};
use url::form_urlencoded::Serializer;

use crate::domain::prompt::{
    answer::Answer,
    challenge::{Challenge, Choice, Entry, Field, Sensitivity},
    form::Form,
};

/// How often a wrong answer is asked for again.
const MOST_TRIES: usize = 5;

/// Asks until there is an answer that the prompt takes; a user name that is known is asked for only where it was refused.
pub fn answer(challenge: &Challenge, identifier: Option<&str>) -> anyhow::Result<Answer> {
    let identifier = identifier.filter(|_| challenge.error.is_none());
    if let Some(refused) = &challenge.error {
        eprintln!("\n  {}", refused.refusal);
        refused.source_message.iter().for_each(|message| quote(message));
    }
    challenge.source_message.iter().for_each(|message| quote(message));
    if let Some(shown) = &challenge.shown {
        eprintln!("  {shown}");
    }
    for _ in 0..MOST_TRIES {
        let form = fill(challenge, identifier)?;
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

fn quote(message: &str) {
    eprintln!("\n  \u{201c}{}\u{201d}", message.replace('\n', "\n   "));
}

/// Something that can be picked by its number: the name and the value that a form has for it.
type Pick<'c> = (&'static str, &'c str, &'c str);

/// What was typed is no number of anything.
const NOTHING: Pick<'static> = ("alternative", "", "");

fn fill(challenge: &Challenge, identifier: Option<&str>) -> anyhow::Result<String> {
    let mut form = Serializer::new(String::new());
    let others = others(challenge);
    if !challenge.choices.is_empty() {
        let choices = challenge.choices.iter().map(|choice| ("choice", choice.id.as_str(), choice.label.as_str()));
        let picks: Vec<Pick<'_>> = choices.chain(others).collect();
        if let Some((name, value, _)) = pick(&picks, "Number")? {
            form.append_pair(name, value);
        }
        return Ok(form.finish());
    }
    let otherwise = if challenge.waits() { "look again" } else { "answer here" };
    if !others.is_empty()
        && let Some((name, value, _)) = pick(&others, &format!("Number, or Enter to {otherwise}"))?
    {
        form.append_pair(name, value);
        return Ok(form.finish());
    }
    for field in &challenge.fields {
        match identifier.filter(|_| field.name == "identifier") {
            Some(identifier) => form.append_pair(&field.name, identifier),
            None => form.append_pair(&field.name, &ask(field)?),
        };
    }
    if others.is_empty() && challenge.fields.is_empty() {
        line("Press Enter to look again", false)?;
    }
    Ok(form.finish())
}

/// What can be done instead of answering.
fn others(challenge: &Challenge) -> Vec<Pick<'_>> {
    let ways = challenge.alternatives.iter().map(|way| ("alternative", way.id.as_str(), way.label.as_str()));
    let again = challenge.resend.iter().map(|_| ("action", "resend", "(send it again)"));
    let back = challenge.can_go_back.then_some(("action", "back", "(go back)"));
    ways.chain(again).chain(back).collect()
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
    let picks: Vec<Pick<'_>> = options.iter().map(|option| ("", option.id.as_str(), option.label.as_str())).collect();
    Ok(pick(&picks, "Number")?.map(|(_, id, _)| id.to_owned()).unwrap_or_default())
}

fn pick<'c>(picks: &[Pick<'c>], label: &str) -> anyhow::Result<Option<Pick<'c>>> {
    for (number, (_, _, label)) in (1..).zip(picks) {
        eprintln!("  {number}  {label}");
    }
    let typed = line(label, false)?;
    let number: usize = typed.trim().parse().unwrap_or(0);
    let picked = number.checked_sub(1).and_then(|at| picks.get(at)).copied();
    Ok(picked.or_else(|| (!typed.trim().is_empty()).then_some(NOTHING)))
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
