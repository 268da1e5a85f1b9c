//! Fields that take one character each: the boxes of a code, or some characters of a memorable word.

use crate::page::recognise::{
    page::{
        group::Group,
        item::{Item, Role},
    },
    words::fields,
};

/// The fewest boxes that take one code.
const FEWEST_BOXES: usize = 4;

/// The fields of a group that take some characters of a memorable word.
pub fn letters<'p, 'd>(group: &Group<'p, 'd>) -> Option<Vec<&'p Item<'d>>> {
    let singles = singles(group);
    let says_which = singles.len() < FEWEST_BOXES || singles.iter().any(|item| fields::CHARACTERS.are_in(&item.said()));
    (singles.len() >= 2 && !is_counted(&singles) && says_which).then_some(singles)
}

/// The fields of a group that take one character each.
fn singles<'p, 'd>(group: &Group<'p, 'd>) -> Vec<&'p Item<'d>> {
    group
        .fields
        .iter()
        .filter(|item| {
            if item.role == Role::Select { fields::CHARACTERS.are_in(&item.label) } else { item.longest() == Some(1) }
        })
        .copied()
        .collect()
}

/// Whether the labels of the fields say 1, 2, 3 … or nothing at all.
fn is_counted(singles: &[&Item<'_>]) -> bool {
    let numbers: Vec<Option<usize>> = singles.iter().map(|item| first_number(&item.label)).collect();
    let all_same = numbers.iter().all(Option::is_none);
    all_same
        || numbers.iter().zip(1..).all(|(number, position)| *number == Some(position))
        || numbers.iter().zip(0..).all(|(number, position)| *number == Some(position))
        || numbers.iter().all(|number| *number == numbers[0])
}

fn first_number(text: &str) -> Option<usize> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).take(4).collect();
    digits.parse().ok()
}

/// The boxes of a group that take one code together.
pub fn boxes<'p, 'd>(group: &Group<'p, 'd>) -> Option<Vec<&'p Item<'d>>> {
    let singles = singles(group);
    let singles = if singles.is_empty() { row(group) } else { singles };
    (FEWEST_BOXES..=12).contains(&singles.len()).then_some(singles).filter(|singles| is_counted(singles))
}

/// The fields of a form that has nothing but a row of lines for digits, without words or with numbers alone.
fn row<'p, 'd>(group: &Group<'p, 'd>) -> Vec<&'p Item<'d>> {
    let is_place = |item: &Item<'_>| item.label.is_empty() || first_number(&item.label).is_some();
    let is_digit =
        |item: &&Item<'_>| item.role == Role::Text && item.takes_digits() && item.longest().is_none() && is_place(item);
    if group.fields.len() <= 8 && group.fields.iter().all(is_digit) {
        return group.fields.clone();
    }
    Vec::new()
}
