//! What belongs together on a page: the fields that one button sends.

use ego_tree::NodeId;
use scraper::ElementRef;

use super::{
    item::{Item, Role},
    layout::Page,
};
use crate::page::recognise::words::{actions, channels, fields, split_name};

/// Fields with what is pressed behind them. One form may hold several: old sites have one form around the whole page.
#[derive(Default)]
pub struct Group<'p, 'd> {
    pub form: Option<NodeId>,
    pub fields: Vec<&'p Item<'d>>,
    pub checkboxes: Vec<&'p Item<'d>>,
    pub radios: Vec<&'p Item<'d>>,
    pub buttons: Vec<&'p Item<'d>>,
    pub links: Vec<&'p Item<'d>>,
    is_closed: bool,
}

/// The groups of a page, in order.
pub fn all<'p, 'd>(page: &'p Page<'d>) -> Vec<Group<'p, 'd>> {
    let mut groups: Vec<Group<'p, 'd>> = Vec::new();
    for item in &page.items {
        let at = groups.iter().rposition(|group| group.form == item.form);
        let is_next = at
            .is_none_or(|at| groups[at].is_closed && !matches!(item.role, Role::Button | Role::Link | Role::Checkbox));
        if is_next {
            groups.push(Group { form: item.form, ..Group::default() });
        }
        let at = if is_next { groups.len() - 1 } else { at.unwrap_or_default() };
        groups[at].add(item);
    }
    groups
}

impl<'p, 'd> Group<'p, 'd> {
    fn add(&mut self, item: &'p Item<'d>) {
        match item.role {
            Role::Text | Role::Password | Role::Select => self.fields.push(item),
            Role::Checkbox => self.checkboxes.push(item),
            Role::Radio => self.radios.push(item),
            Role::Link => self.links.push(item),
            Role::Button => {
                let has_fields = !self.fields.is_empty() || !self.radios.is_empty();
                self.is_closed |= has_fields && closes(item);
                self.buttons.push(item);
            }
        }
    }

    /// What the form is called in the page's code.
    pub fn name(&self, page: &Page<'_>) -> String {
        let Some(form) = page.form(self.form) else { return String::new() };
        let given = ["id", "name", "class", "action", "aria-label"].into_iter().filter_map(|name| form.attr(name));
        given.map(split_name).collect::<Vec<_>>().join(" | ")
    }

    /// What its buttons say.
    pub fn says(&self) -> String {
        let said = self.buttons.iter().map(|button| format!("{} | {}", button.label, button.name));
        said.take(12).collect::<Vec<_>>().join(" | ")
    }

    /// The button that sends what was filled in.
    pub fn submit(&self) -> Option<ElementRef<'d>> {
        let last = self.fields.last().or(self.radios.last()).map_or(0, |field| field.position);
        let fit = |button: &&&Item<'d>| fitness(button, last) > 0;
        let best = self.buttons.iter().rev().filter(fit).max_by_key(|button| fitness(button, last))?;
        Some(best.element)
    }
}

/// Whether what follows belongs to something else.
fn closes(button: &Item<'_>) -> bool {
    let said = &button.label;
    button.is_submit()
        || actions::SIGN_IN.are_in(said)
        || actions::SIGN_UP.are_in(said)
        || actions::NEXT.are_in(said)
        || fields::SEARCH.are_in(said)
        || fields::NEWSLETTER.are_in(said)
}

/// How likely a button sends the fields.
fn fitness(button: &Item<'_>, last_field: usize) -> i32 {
    let (said, mut fitness) = (&button.label, 0);
    fitness += if button.is_submit() { 6 } else { 1 };
    fitness +=
        if actions::SIGN_IN.are_in(said) || actions::NEXT.are_in(said) || actions::AGREE.are_in(said) { 5 } else { 0 };
    fitness += if button.position > last_field { 2 } else { -2 };
    fitness -= if actions::ELSEWHERE.are_in(said) || actions::PASSKEY.are_in(said) { 8 } else { 0 };
    fitness -= if actions::CANCEL.are_in(said) || actions::DECLINE.are_in(said) { 8 } else { 0 };
    fitness -= if actions::FORGOT.are_in(said) || actions::SIGN_UP.are_in(said) { 8 } else { 0 };
    fitness -= if actions::RESEND.are_in(said) || actions::OTHER_WAY.are_in(said) { 8 } else { 0 };
    fitness -= if actions::REVEAL.are_in(said) && !actions::SIGN_IN.are_in(said) { 14 } else { 0 };
    fitness -= if button.element.attr("disabled").is_some() { 3 } else { 0 };
    fitness -= if button.is_boilerplate && !button.is_submit() { 4 } else { 0 };
    // One that names a way for codes to come has one sent, and not the one that was typed.
    fitness -= if channels::of(said).is_some() { 6 } else { 0 };
    // A button without words or one that says that it shows something is a part of a field.
    let is_part = ["aria-controls", "aria-pressed", "aria-expanded", "aria-haspopup", "data-toggle", "data-bs-toggle"]
        .iter()
        .any(|name| button.element.attr(name).is_some());
    fitness - if is_part && !button.is_submit() { 6 } else { 0 }
}
