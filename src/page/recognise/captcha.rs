//! Puzzles against machines: characters in a picture can be relayed; what wants a live browser cannot.

use scraper::{ElementRef, Selector};

use super::{
    Sight, draft,
    page::{Item, Page, Role, above},
    refused, selector, surroundings,
    words::{fields, split_name},
};
use crate::domain::{
    prompt::{
        challenge::Kind,
        refusal::{Refusal, Refused},
    },
    source::recipe::Screen,
};

/// How far from its field the picture may stand, in elements.
const FAR: usize = 40;

/// A screen of a picture whose characters are to be typed.
pub(super) fn screen(sight: &mut Sight<'_, '_>) -> Option<Screen> {
    let page = sight.page;
    let field = page.typed().find(|item| {
        item.role == Role::Text && fields::CAPTCHA.are_in(&item.said()) || has_named_picture(page, item)
    })?;
    if page.items.iter().any(|item| item.role == Role::Password) {
        return None;
    }
    let picture = picture(page, field)?;
    let mut screen = draft::of_field(page, Kind::Captcha, "captcha", field.element)?;
    screen.picture = selector::of(page, picture);
    screen.picture.as_ref()?;
    let group = sight.groups.iter().find(|group| group.fields.iter().any(|known| known.place == field.place))?;
    screen.submit = group.submit().and_then(|button| selector::of(page, button));
    let screen = surroundings::complete(sight, screen, field.place);
    sight.because(6, "a field takes the characters of a picture".to_owned());
    Some(screen)
}

/// The picture that belongs to a field.
pub(super) fn picture<'d>(page: &Page<'d>, field: &Item<'_>) -> Option<ElementRef<'d>> {
    let images = Selector::parse("img[src]").ok()?;
    let near = page.document.root().select(&images).filter(|image| page.place(*image).abs_diff(field.place) <= FAR);
    let near: Vec<_> = near.take(20).collect();
    near.iter()
        .find(|image| is_named(**image))
        .or_else(|| {
            near.iter().find(|image| {
                page.place(**image) < field.place && above(**image).all(|above| above.value().name() != "a")
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
pub(super) fn barrier(sight: &mut Sight<'_, '_>, screen: &Screen) -> Option<Refused> {
    const WIDGETS: &str = ".g-recaptcha, .h-captcha, .cf-turnstile, .frc-captcha, .altcha, iframe[src*=\"recaptcha\"], iframe[src*=\"hcaptcha\"], iframe[src*=\"challenges.cloudflare.com\"], [data-sitekey]";
    let page = sight.page;
    let widget = page.document.root().select(&Selector::parse(WIDGETS).ok()?).find(|widget| {
        let is_silent = widget.attr("data-size") == Some("invisible") || widget.value().name() == "button";
        let is_unseen = std::iter::once(*widget).chain(above(*widget)).any(crate::page::dom::is_unseen);
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
    sight.because(8, "a puzzle stands on the form that only a person in the live page can solve".to_owned());
    Some(refused(page, Refusal::SourceNotSupported, None))
}
