//! The form that asks for some characters of a memorable word.

use scraper::ElementRef;

use super::{characters, identifier, surroundings};
use crate::{
    domain::{prompt::challenge::Kind, source::recipe::Screen},
    page::recognise::{
        inspection::Inspection,
        page::{draft, group::Group, item::Role, selector},
    },
};

/// A screen that asks for some characters of a memorable word.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    // Beside a whole password they are a part of that form.
    let is_alone =
        |group: &Group<'_, '_>| !group.fields.iter().any(|it| it.role == Role::Password && it.longest() != Some(1));
    let (group, singles) = inspection
        .groups
        .iter()
        .filter(|group| is_alone(group))
        .find_map(|group| Some((group, characters::letters(group)?)))?;
    let elements: Vec<ElementRef<'_>> = singles.iter().map(|item| item.element).collect();
    let mut screen = draft::of_field(page, Kind::PartialSecret, "char", singles[0].element)?;
    screen.fields.insert("char".to_owned(), selector::of_all(page, &elements)?);
    let position = singles[0].position;
    let identifier = identifier::field(group, position).and_then(|item| selector::of(page, item.element));
    screen.fields.extend(identifier.map(|css| ("identifier".to_owned(), css)));
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let screen = surroundings::complete(inspection, screen, position);
    inspection.note(6, "several fields take one character each, and say which".to_owned());
    Some(screen)
}
