//! One locale's texts, taken apart once: most are words with arguments in between, and need no Fluent to be put together.

use std::{collections::HashMap, fmt::Write};

use fluent_syntax::ast::{Expression, InlineExpression, Message, PatternElement};
use i18n_embed::fluent::FluentLanguageLoader;
use unic_langid::LanguageIdentifier;

use super::argument::{Argument, CLOSE, OPEN};

/// The texts of one locale.
pub struct Wording {
    loader: FluentLanguageLoader,
    simple: HashMap<String, Simple>,
}

type Simple = Box<[Piece]>;

enum Piece {
    Words(String),
    /// The name of an argument.
    Argument(String),
}

impl Wording {
    /// The texts of the first locale, and of the second where the first has none.
    pub fn new(loader: FluentLanguageLoader, locales: [&LanguageIdentifier; 2]) -> Self {
        let mut all = HashMap::new();
        for locale in locales.into_iter().rev() {
            // A text that only Fluent can put together hides a simple one of the other locale too.
            all.extend(loader.with_message_iter(locale, |messages| messages.map(read).collect::<Vec<_>>()));
        }
        let simple = all.into_iter().filter_map(|(key, simple)| Some((key, simple?))).collect();
        Self { loader, simple }
    }

    /// A text with its arguments, each of them isolated.
    pub fn say(&self, key: &str, arguments: &[(&'static str, Argument)]) -> String {
        self.simple
            .get(key)
            .and_then(|pieces| put_together(pieces, arguments))
            .unwrap_or_else(|| self.by_fluent(key, arguments))
    }

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
fn read(message: &Message<&str>) -> (String, Option<Simple>) {
    let simple = message.value.as_ref().and_then(|pattern| match pattern.elements.as_slice() {
        // Fluent does not isolate an argument that stands alone.
        [PatternElement::Placeable { .. }] => None,
        elements => elements.iter().map(piece).collect(),
    });
    (message.id.name.to_owned(), simple)
}

fn piece(element: &PatternElement<&str>) -> Option<Piece> {
    match element {
        PatternElement::TextElement { value } => Some(Piece::Words((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(Piece::Argument(id.name.to_owned()))
        }
        PatternElement::Placeable { .. } => None,
    }
}

/// The text as Fluent would give it; `None` if an argument is missing.
fn put_together(pieces: &[Piece], arguments: &[(&'static str, Argument)]) -> Option<String> {
    let mut text = String::with_capacity(128);
    for piece in pieces {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Argument(wanted) => {
                let (_, argument) = arguments.iter().rfind(|(name, _)| name == wanted)?;
                text.push(OPEN);
                match argument {
                    Argument::Text(argument) => text.push_str(argument),
                    Argument::Number(number) => write!(text, "{number}").ok()?,
                }
                text.push(CLOSE);
            }
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::words::texts::Texts;

    /// Every argument that a text of ours asks for.
    fn arguments(wording: &Wording) -> Vec<(&'static str, Argument)> {
        let names = wording.simple.values().flatten().filter_map(|piece| match piece {
            Piece::Argument(name) => Some(&*name.clone().leak()),
            Piece::Words(_) => None,
        });
        names.map(|name| (name, format!("<{name}>").as_str().into())).collect()
    }

    #[test]
    fn what_is_put_together_here_is_what_fluent_would_say() {
        for words in Texts::load().unwrap().all() {
            let wording = words.wording();
            let arguments = arguments(wording);
            assert!(wording.simple.len() > 100);
            for key in wording.simple.keys() {
                assert_eq!(wording.say(key, &arguments), wording.by_fluent(key, &arguments), "{key}");
            }
        }
    }
}
