//! One locale's texts, taken apart and escaped once: most are words with arguments in between, and need no Fluent to be
//! put together.

use std::{
    collections::HashMap,
    fmt::{self, Write},
    sync::Arc,
};

use fluent_syntax::ast::{Expression, InlineExpression, Message, PatternElement};
use i18n_embed::fluent::FluentLanguageLoader;
use unic_langid::LanguageIdentifier;

use super::{
    argument::{Argument, CLOSE, OPEN},
    markup::escape,
};

/// The texts of one locale.
pub struct Wording {
    loader: FluentLanguageLoader,
    simple: HashMap<String, Arc<[Piece]>>,
}

/// A text without its arguments.
#[derive(Clone)]
pub enum Text {
    Simple(Arc<[Piece]>),
    /// One that only Fluent can put together, by its key.
    Fluent(String),
}

/// A part of a simple text.
pub enum Piece {
    Words {
        plain: Box<str>,
        /// The same with its characters escaped.
        html: Box<str>,
    },
    /// The name of an argument.
    Argument(Box<str>),
}

/// How a text is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    /// Escaped, with each argument in a `<bdi>`.
    Html,
}

impl Wording {
    /// The texts of a locale, and of `others` where it has none.
    pub fn new(loader: FluentLanguageLoader, locale: &LanguageIdentifier, others: Option<&Self>) -> Self {
        let mut simple = others.map(|others| others.simple.clone()).unwrap_or_default();
        for (key, text) in loader.with_message_iter(locale, |messages| messages.map(read).collect::<Vec<_>>()) {
            match text {
                Some(pieces) => simple.insert(key, pieces),
                // A text that only Fluent can put together hides a simple one of the others too.
                None => simple.remove(&key),
            };
        }
        Self { loader, simple }
    }

    /// The text with this key; one that is not there says so in Fluent's words.
    pub fn find(&self, key: &str) -> Text {
        self.simple.get(key).map_or_else(|| Text::Fluent(key.to_owned()), |pieces| Text::Simple(Arc::clone(pieces)))
    }

    /// Writes a text with its arguments.
    pub fn write(
        &self,
        out: &mut impl Write,
        text: &Text,
        arguments: &[(&'static str, Argument)],
        form: Form,
    ) -> fmt::Result {
        match text {
            Text::Simple(pieces) => pieces.iter().try_for_each(|piece| write_piece(out, piece, arguments, form)),
            Text::Fluent(key) => write_isolated(out, &self.by_fluent(key, arguments), form),
        }
    }

    /// A text as Fluent puts it together, each argument isolated.
    fn by_fluent(&self, key: &str, arguments: &[(&'static str, Argument)]) -> String {
        let arguments = arguments.iter().map(|(name, argument)| {
            let value = match argument {
                Argument::Text(text) => text.as_str().into(),
                Argument::Number(number) => (*number).into(),
            };
            (*name, value)
        });
        self.loader.get_args_concrete(key, arguments.collect())
    }
}

/// A key with its text, if that is simple.
fn read(message: &Message<&str>) -> (String, Option<Arc<[Piece]>>) {
    let simple = message.value.as_ref().and_then(|pattern| match pattern.elements.as_slice() {
        // Fluent does not isolate an argument that stands alone.
        [PatternElement::Placeable { .. }] => None,
        elements => elements.iter().map(piece).collect(),
    });
    (message.id.name.to_owned(), simple)
}

fn piece(element: &PatternElement<&str>) -> Option<Piece> {
    match element {
        PatternElement::TextElement { value } => {
            let mut html = String::new();
            escape(&mut html, value).ok()?;
            Some(Piece::Words { plain: (*value).into(), html: html.into() })
        }
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(Piece::Argument(id.name.into()))
        }
        PatternElement::Placeable { .. } => None,
    }
}

fn write_piece(out: &mut impl Write, piece: &Piece, arguments: &[(&'static str, Argument)], form: Form) -> fmt::Result {
    let name = match piece {
        Piece::Words { plain, html } => return out.write_str(if form == Form::Html { html } else { plain }),
        Piece::Argument(name) => name,
    };
    write_bound(out, OPEN, form)?;
    match arguments.iter().rfind(|(given, _)| **given == **name).map(|(_, argument)| argument) {
        Some(Argument::Text(text)) if form == Form::Html => escape(out, text)?,
        Some(Argument::Text(text)) => out.write_str(text)?,
        Some(Argument::Number(number)) => write!(out, "{number}")?,
        // As Fluent shows one that is missing.
        None => write!(out, "{{${name}}}")?,
    }
    write_bound(out, CLOSE, form)
}

/// Writes what Fluent put together.
fn write_isolated(out: &mut impl Write, text: &str, form: Form) -> fmt::Result {
    for part in text.split_inclusive([OPEN, CLOSE]) {
        let words = part.trim_end_matches([OPEN, CLOSE]);
        match form {
            Form::Plain => out.write_str(words)?,
            Form::Html => escape(out, words)?,
        }
        part[words.len()..].chars().try_for_each(|bound| write_bound(out, bound, form))?;
    }
    Ok(())
}

/// Writes where an argument begins or ends.
fn write_bound(out: &mut impl Write, bound: char, form: Form) -> fmt::Result {
    match (form, bound) {
        (Form::Plain, _) => Ok(()),
        (Form::Html, OPEN) => out.write_str("<bdi>"),
        (Form::Html, _) => out.write_str("</bdi>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::words::texts::Texts;

    /// Every argument that a text of ours asks for.
    fn arguments(wording: &Wording) -> Vec<(&'static str, Argument)> {
        let names = wording.simple.values().flat_map(|pieces| pieces.iter()).filter_map(|piece| match piece {
            Piece::Argument(name) => Some(&*Box::<str>::leak(name.clone())),
            Piece::Words { .. } => None,
        });
        names.map(|name| (name, format!("<{name}>").as_str().into())).collect()
    }

    #[test]
    fn what_is_put_together_here_is_what_fluent_would_say() {
        for words in Texts::load().unwrap().all() {
            let wording = words.wording();
            assert!(wording.simple.len() > 100);
            for arguments in [arguments(wording), Vec::new()] {
                for (key, pieces) in &wording.simple {
                    for form in [Form::Plain, Form::Html] {
                        let (mut ours, mut fluent) = (String::new(), String::new());
                        wording.write(&mut ours, &Text::Simple(Arc::clone(pieces)), &arguments, form).unwrap();
                        wording.write(&mut fluent, &Text::Fluent(key.clone()), &arguments, form).unwrap();
                        assert_eq!(ours, fluent, "{key}");
                    }
                }
            }
        }
    }
}
