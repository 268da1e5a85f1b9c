//! Selectors that find one element and will still find it tomorrow.

use scraper::ElementRef;

use super::{element::above, layout::Page, names};
use crate::domain::source::recipe::Css;

/// How many elements a path down to one may name.
const DEEPEST: usize = 24;

/// The selector of one element by the names its page gave it, if they are its alone; else by its place.
pub fn of(page: &Page<'_>, element: ElementRef<'_>) -> Option<Css> {
    let simple = names::simple(element);
    if let Some(css) = simple.iter().find(|css| page.counts.get(*css) == Some(&1)) {
        return checked(page, element, css.clone());
    }
    let within = above(element).find_map(|above| Some((above, anchor(page, above)?)));
    if let Some((_, anchor)) = &within {
        for css in simple.iter().filter(|css| !css.starts_with('#')) {
            if let Some(css) = checked(page, element, format!("{anchor} {css}")) {
                return Some(css);
            }
        }
    }
    path(page, element, within).and_then(|css| checked(page, element, css))
}

/// One selector for several elements, in the order of the page.
pub fn of_all(page: &Page<'_>, elements: &[ElementRef<'_>]) -> Option<Css> {
    let each: Option<Vec<String>> = elements.iter().map(|element| of(page, *element).map(|css| css.0)).collect();
    each.filter(|each| !each.is_empty()).map(|each| Css(each.join(", ")))
}

/// One selector for the radios of a name, if they are all that it finds.
pub fn of_group(page: &Page<'_>, elements: &[ElementRef<'_>]) -> Option<Css> {
    let name = elements.first()?.attr("name").filter(|name| name.len() <= names::LONGEST)?;
    let css = Css(format!("input[name={}]", names::quoted(name)));
    let found = page.document.all(&css);
    let is_same = found.len() == elements.len() && found.iter().zip(elements).all(|(a, b)| a.id() == b.id());
    if is_same { Some(css) } else { of_all(page, elements) }
}

fn checked(page: &Page<'_>, element: ElementRef<'_>, css: String) -> Option<Css> {
    let css = Css(css);
    let found = page.document.all(&css);
    (found.len() == 1 && found[0].id() == element.id()).then_some(css)
}

/// The selector of an element that others can be found inside.
fn anchor(page: &Page<'_>, element: ElementRef<'_>) -> Option<String> {
    names::simple(element).into_iter().find(|css| page.counts.get(css) == Some(&1))
}

/// The way down to an element from the nearest one that has a name.
fn path(page: &Page<'_>, element: ElementRef<'_>, within: Option<(ElementRef<'_>, String)>) -> Option<String> {
    let left = page.paths_left.get().checked_sub(1)?;
    page.paths_left.set(left);
    let mut steps = vec![step(page, element)?];
    let end = within.as_ref().map(|(element, _)| element.id());
    for above in above(element).take_while(|above| Some(above.id()) != end) {
        if matches!(above.value().name(), "html" | "body") {
            break;
        }
        steps.push(step(page, above)?);
        if steps.len() > DEEPEST {
            return None;
        }
    }
    steps.push(within.map_or_else(|| "body".to_owned(), |(_, css)| css));
    steps.reverse();
    Some(steps.join(" > "))
}

fn step(page: &Page<'_>, element: ElementRef<'_>) -> Option<String> {
    let tag = element.value().name();
    if page.numerous_tags.contains(tag) {
        return None;
    }
    let same = |sibling: &ElementRef<'_>| sibling.value().name() == tag;
    let before = element.prev_siblings().filter_map(ElementRef::wrap).filter(same).count();
    let is_only = before == 0 && !element.next_siblings().filter_map(ElementRef::wrap).any(|sibling| same(&sibling));
    Some(if is_only { tag.to_owned() } else { format!("{tag}:nth-of-type({})", before + 1) })
}
