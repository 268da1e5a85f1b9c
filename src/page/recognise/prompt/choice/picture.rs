//! A choice among pictures, of which one was agreed on.

use std::collections::BTreeMap;

use scraper::ElementRef;

use crate::{
    domain::{
        prompt::challenge::Kind,
        source::recipe::{Choices, Screen},
    },
    page::recognise::{
        inspection::Inspection,
        page::{draft, item::Role, picture_options, pictures, selector},
        prompt::surroundings,
    },
};

/// A screen that asks for one of several pictures.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    inspection.history.kind?;
    let items = picture_options::of(page, &inspection.groups)?;
    let elements: Vec<ElementRef<'_>> = items.iter().map(|item| item.element).collect();
    let shown: Vec<ElementRef<'_>> = items.iter().filter_map(|item| pictures::alone_on(page, item)).collect();
    let is_sent = items[0].role == Role::Radio;
    let at = if is_sent { selector::of_group(page, &elements)? } else { selector::of_all(page, &elements)? };
    let mut screen = draft::known_by(Kind::ImageChoice, vec![selector::of(page, elements[0])?]);
    let pictures = selector::of_all(page, &shown);
    screen.choices = Some(Choices { at, labels: None, channels: BTreeMap::default(), recommended: None, pictures });
    if is_sent {
        let group =
            inspection.groups.iter().find(|group| group.radios.iter().any(|it| it.position == items[0].position))?;
        screen.submit = Some(selector::of(page, group.submit()?)?);
    }
    let (count, position) = (items.len(), items[0].position);
    let screen = surroundings::complete(inspection, screen, position);
    inspection.note(5, format!("{count} pictures to choose from"));
    Some(screen)
}
