//! `{{input.name}}` and `{{item.field}}`: what stands for an input of the workflow, or for a field of a record in the steps
//! that are done for each. A value is put in as it is, and never read as a template itself: all are put in in one go.

mod fill;
mod lint;
#[cfg(test)]
mod tests;

pub use self::fill::{Values, filled};
pub(super) use self::lint::{example, lint};
use super::{Kind, Step};
use crate::domain::source::recipe::Mark;

const OPEN: &str = "{{";
const CLOSE: &str = "}}";
/// The key of a text that is an address.
const URL: &str = "url";
/// The key of a text that is the name of a file.
const NAME: &str = "name";

/// What a template names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name<'t> {
    /// An input of the workflow.
    Input(&'t str),
    /// A field of the record.
    Item(&'t str),
    /// Nothing that there is.
    Unknown,
}

impl<'t> Name<'t> {
    fn of(text: &'t str) -> Self {
        match text.split_once('.') {
            Some(("input", name)) => Self::Input(name),
            Some(("item", name)) => Self::Item(name),
            _ => Self::Unknown,
        }
    }
}

/// A text up to its first template, what that names, and the text behind it.
fn split(text: &str) -> Option<(&str, Name<'_>, &str)> {
    let (before, rest) = text.split_once(OPEN)?;
    Some(match rest.split_once(CLOSE) {
        Some((name, behind)) => (before, Name::of(name), behind),
        None => (before, Name::Unknown, ""),
    })
}

/// The templates of a text.
fn names(text: &str) -> impl Iterator<Item = Name<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, name, behind) = split(rest)?;
        rest = behind;
        Some(name)
    })
}

/// Whether an address is a field of a record and nothing else.
fn is_whole(text: &str) -> bool {
    matches!(split(text), Some(("", Name::Item(_), "")))
}

/// The texts of a step in which templates may stand, by their keys; the steps of a loop are looked at by themselves.
fn texts(step: &mut Step) -> Vec<(String, &mut String)> {
    let mut texts: Vec<(String, &mut String)> = match &mut step.kind {
        Kind::Visit(visit) => vec![(URL.to_owned(), &mut visit.url)],
        Kind::Download(download) => download.url.iter_mut().map(|url| (URL.to_owned(), url)).collect(),
        Kind::Fill(fill) => vec![("value".to_owned(), &mut fill.value)],
        Kind::Select(select) => vec![("option".to_owned(), &mut select.option)],
        Kind::Expect(expect) => says("page", Some(&mut expect.page)),
        Kind::Upload(upload) => vec![(NAME.to_owned(), &mut upload.name)],
        Kind::Extract(_)
        | Kind::WaitFor(_)
        | Kind::Stop(_)
        | Kind::Click(_)
        | Kind::Check(_)
        | Kind::Submit(_)
        | Kind::Print(_)
        | Kind::ForEach(_)
        | Kind::Ask(_) => Vec::new(),
    };
    texts.extend(says("when", step.when.as_mut()));
    texts
}

fn says<'m>(key: &str, mark: Option<&'m mut Mark>) -> Vec<(String, &'m mut String)> {
    let texts = mark.into_iter().flat_map(|mark| &mut mark.says).zip(0..);
    texts.map(|(text, index)| (format!("{key}.says[{index}]"), text)).collect()
}
