//! The form that asks for a password that does not exist yet.

use super::surroundings;
use crate::{
    domain::{prompt::challenge::Kind, source::recipe::Screen},
    page::recognise::{
        inspection::Inspection,
        page::{
            draft,
            item::{Item, Role},
            purpose, selector,
        },
    },
};

/// A password that does not exist yet, which the source wants before it lets anybody in.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let group = inspection.groups.iter().find(|group| {
        let others =
            group.fields.iter().filter(|field| field.role == Role::Text && !purpose::is_unrelated(field)).count();
        group.fields.iter().any(|field| purpose::is_new_password(field)) && others == 0
    })?;
    let passwords = group.fields.iter().copied().filter(|field| field.role == Role::Password);
    let (new, old): (Vec<&Item<'_>>, Vec<&Item<'_>>) =
        passwords.partition(|field| purpose::is_new_password(field) || field.autocomplete() == "new-password");
    let mut screen = draft::of_field(page, Kind::NewPassword, "password", new.first()?.element)?;
    if let Some(css) = new.get(1).and_then(|again| selector::of(page, again.element)) {
        screen.fields.insert("password_again".to_owned(), css);
    }
    for old in old {
        draft::add_extra_field(&mut screen, page, old, "current_password", false);
    }
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let position = group.fields.first()?.position;
    inspection.note(6, "a form wants a new password".to_owned());
    Some(surroundings::complete(inspection, screen, position))
}
