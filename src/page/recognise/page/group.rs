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
    /// What is pressed and is no control.
    blocks: Vec<&'p Item<'d>>,
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
    for block in &page.blocks {
        let is_before = |group: &Group<'_, '_>| group.last_field().is_some_and(|last| last < block.position);
        if let Some(group) = groups.iter_mut().rfind(|group| group.form == block.form && is_before(group)) {
            group.blocks.push(block);
        }
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

    /// Where the last of its fields stands.
    fn last_field(&self) -> Option<usize> {
        self.fields.last().or(self.radios.last()).map(|field| field.position)
    }

    /// The button that sends what was filled in.
    pub fn button(&self) -> Option<ElementRef<'d>> {
        self.best_button().map(|(_, button)| button)
    }

    /// What sends what was filled in: a button, or where there is none as good, what only a script makes one.
    pub fn submit(&self) -> Option<ElementRef<'d>> {
        let last = self.last_field().unwrap_or(0);
        let scripted = self.links.iter().filter(|link| leads_nowhere(link)).chain(&self.blocks);
        let scripted = scripted
            .filter(|item| sends_by_script(item, last))
            .map(|item| (fitness(item, last) - 2, item.element))
            .filter(|(fitness, _)| *fitness > 0)
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        match (self.best_button(), scripted) {
            (Some(button), Some(scripted)) => Some(if scripted.0 > button.0 { scripted.1 } else { button.1 }),
            (button, scripted) => button.or(scripted).map(|(_, element)| element),
        }
    }

    fn best_button(&self) -> Option<(i32, ElementRef<'d>)> {
        let last = self.last_field().unwrap_or(0);
        let fit = self.buttons.iter().rev().map(|button| (fitness(button, last), button.element));
        fit.filter(|(fitness, _)| *fitness > 0).max_by_key(|(fitness, _)| *fitness)
    }
}

/// Whether a link has no address of its own: only a script does something when it is pressed.
fn leads_nowhere(link: &Item<'_>) -> bool {
    let href = link.element.attr("href").unwrap_or_default().trim();
    let is_script = href.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"));
    is_script || matches!(href, "" | "#" | "#!")
}

/// Whether what is no button says that it sends the fields before it.
fn sends_by_script(item: &Item<'_>, last_field: usize) -> bool {
    let says = actions::SIGN_IN.are_in(&item.label) || actions::NEXT.are_in(&item.label);
    says && item.position > last_field && !item.is_boilerplate && item.label.chars().count() < 40
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
