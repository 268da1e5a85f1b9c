//! Puzzles against machines: characters in a picture can be relayed; what wants a live browser cannot.

use scraper::ElementRef;

use super::surroundings;
use crate::{
    domain::{
        prompt::{
            challenge::Kind,
            refusal::{Refusal, Refused},
        },
        source::recipe::{Css, Screen},
    },
    page::recognise::{
        inspection::{Inspection, refused},
        page::{
            draft,
            element::above,
            item::{Item, Role},
            layout::Page,
            selector,
        },
        words::{fields, split_name},
    },
};

/// How far from its field the picture may stand, in elements.
const FAR: usize = 40;

/// A screen of a picture whose characters are to be typed.
pub fn screen(inspection: &mut Inspection<'_, '_>) -> Option<Screen> {
    let page = inspection.page;
    let field = page.text_fields().find(|item| {
        item.role == Role::Text && fields::CAPTCHA.are_in(&item.said()) || has_named_picture(page, item)
    })?;
    if page.items.iter().any(|item| item.role == Role::Password) {
        return None;
    }
    let picture = picture(page, field)?;
    let mut screen = draft::of_field(page, Kind::Captcha, "captcha", field.element)?;
    screen.picture = selector::of(page, picture);
    screen.picture.as_ref()?;
    let group =
        inspection.groups.iter().find(|group| group.fields.iter().any(|known| known.position == field.position))?;
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let screen = surroundings::complete(inspection, screen, field.position);
    inspection.note(6, "a field takes the characters of a picture".to_owned());
    Some(screen)
}

/// The picture that belongs to a field.
pub fn picture<'d>(page: &Page<'d>, field: &Item<'_>) -> Option<ElementRef<'d>> {
    let near = page.pictures.iter().copied().filter(|image| page.position(*image).abs_diff(field.position) <= FAR);
    let near: Vec<_> = near.take(20).collect();
    near.iter()
        .find(|image| is_named(**image))
        .or_else(|| {
            near.iter().find(|image| {
                page.position(**image) < field.position && above(**image).all(|above| above.value().name() != "a")
            })
        })
        .copied()
}

/// Whether a picture stands beside a field whose own name says that it is such a picture.
fn has_named_picture(page: &Page<'_>, field: &Item<'_>) -> bool {
    picture(page, field).is_some_and(is_named)
}

fn is_named(image: ElementRef<'_>) -> bool {
    let said = ["id", "class", "src", "alt", "name"].into_iter().filter_map(|name| image.attr(name));
    said.filter(|value| value.len() < 500)
        .any(|value| fields::CAPTCHA.are_in(&split_name(value)) || value.to_ascii_lowercase().contains("captcha"))
}

/// A puzzle that only a person in the live page can solve, in the way of what the screen asks.
pub fn barrier(inspection: &mut Inspection<'_, '_>, screen: &Screen) -> Option<Refused> {
    const WIDGETS: &str = ".g-recaptcha, .h-captcha, .cf-turnstile, .frc-captcha, .altcha, iframe[src*=\"recaptcha\"], iframe[src*=\"hcaptcha\"], iframe[src*=\"challenges.cloudflare.com\"], [data-sitekey]";
    let page = inspection.page;
    let widget = page.document.all(&Css(WIDGETS.to_owned())).into_iter().find(|widget| {
        let is_silent = widget.attr("data-size") == Some("invisible") || widget.value().name() == "button";
        let is_unseen = std::iter::once(*widget).chain(above(*widget)).any(|part| page.document.is_unseen(part));
        !is_silent && !is_unseen
    })?;
    // One on the form of the newsletter stands in nobody's way.
    let form = above(widget).find(|above| above.value().name() == "form");
    let concerns = screen.fields.values().any(|css| {
        page.document
            .all(css)
            .first()
            .is_some_and(|field| form.is_none_or(|form| above(*field).any(|above| above.id() == form.id())))
    });
    if !concerns && !screen.fields.is_empty() {
        return None;
    }
    inspection.note(8, "a puzzle stands on the form that only a person in the live page can solve".to_owned());
    Some(refused(page, Refusal::SourceNotSupported, None))
}
