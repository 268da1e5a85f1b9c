//! What is wrong with a recipe that could be read: each mistake with the key it stands at.

use std::collections::HashSet;

use super::{
    Css, Mark, Recipe, Screen,
    fields::{is_choice, may_take, needs},
};
use crate::domain::prompt::challenge::Kind;

/// The most screens, endings and complaints of a recipe, each.
const MOST_SCREENS: usize = 200;
/// The most entries of any other list or table of a recipe.
const MOST_ENTRIES: usize = 60;
/// The longest selector, in bytes: a list of many options, each by its place.
const LONGEST_SELECTOR: usize = 16 * 1024;
/// The most combinators of one selector of a list.
const MOST_COMBINATORS: usize = 32;
/// The longest name or text to look for, in bytes.
const LONGEST_TEXT: usize = 500;

/// One mistake, at a key such as `recipe.screens[2].fields.code`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub key: String,
    pub message: String,
}

impl Mistake {
    /// A mistake at a key.
    pub fn new(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { key: key.into(), message: message.into() }
    }
}

impl Css {
    /// What is wrong with a selector that stands at `key`.
    pub fn mistake(&self, key: String) -> Option<Mistake> {
        if self.0.len() > LONGEST_SELECTOR {
            return Some(Mistake::new(key, format!("a selector is at most {LONGEST_SELECTOR} bytes long")));
        }
        if self.combinators() > MOST_COMBINATORS {
            return Some(Mistake::new(key, format!("a selector has at most {MOST_COMBINATORS} combinators")));
        }
        self.parse().err().map(|_| Mistake::new(key, format!("not a CSS selector: {:?}", self.0)))
    }

    /// The most combinators of any selector of the list, counted by what stands between compound selectors.
    fn combinators(&self) -> usize {
        let (mut most, mut count, mut quote, mut brackets, mut was_gap) = (0, 0, None, 0_usize, true);
        for c in self.0.trim().chars() {
            match (quote, c) {
                (Some(open), _) => quote = Some(open).filter(|open| *open != c),
                (None, '"' | '\'') => quote = Some(c),
                (None, '[') => brackets += 1,
                (None, ']') => brackets = brackets.saturating_sub(1),
                (None, ',') => count = 0,
                (None, _) if brackets == 0 && (c.is_whitespace() || matches!(c, '>' | '+' | '~')) => {
                    count += usize::from(!was_gap);
                    most = most.max(count);
                }
                _ => {}
            }
            was_gap = quote.is_none() && (c.is_whitespace() || matches!(c, '>' | '+' | '~' | ','));
        }
        most
    }
}

/// Every mistake in a recipe that stands at `key`; none means that it can be run.
pub fn lint(recipe: &Recipe, key: &str) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    if recipe.complete && recipe.screens.is_empty() {
        mistakes.add(format!("{key}.screens"), "a complete recipe needs at least one screen");
    }
    if recipe.complete && recipe.signed_in.is_none() {
        mistakes.add(format!("{key}.signed_in"), "a complete recipe says how to tell that one is signed in");
    }
    mistakes.screens(recipe, key);
    if let Some(mark) = &recipe.signed_in {
        mistakes.mark(mark, &format!("{key}.signed_in"));
    }
    mistakes.count(recipe.refused.len(), MOST_SCREENS, format!("{key}.refused"));
    mistakes.count(recipe.errors.len(), MOST_SCREENS, format!("{key}.errors"));
    for (index, ending) in recipe.refused.iter().enumerate().take(MOST_SCREENS) {
        mistakes.mark(&ending.when, &format!("{key}.refused[{index}].when"));
        mistakes.css(ending.message.as_ref(), format!("{key}.refused[{index}].message"));
    }
    for (index, complaint) in recipe.errors.iter().enumerate().take(MOST_SCREENS) {
        mistakes.css(Some(&complaint.at), format!("{key}.errors[{index}].at"));
    }
    mistakes.css(recipe.tries_left.as_ref().map(|number| &number.at), format!("{key}.tries_left.at"));
    mistakes.css(recipe.test_values.as_ref(), format!("{key}.test_values"));
    mistakes.0
}

#[derive(Default)]
struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn add(&mut self, key: String, message: impl Into<String>) {
        self.0.push(Mistake::new(key, message));
    }

    fn count(&mut self, count: usize, most: usize, key: String) {
        if count > most {
            self.add(key, format!("has {count} entries, and at most {most} are taken"));
        }
    }

    fn text(&mut self, text: &str, key: String) {
        if text.len() > LONGEST_TEXT {
            self.add(key, format!("is at most {LONGEST_TEXT} bytes long"));
        }
    }

    fn screens(&mut self, recipe: &Recipe, key: &str) {
        self.count(recipe.screens.len(), MOST_SCREENS, format!("{key}.screens"));
        let (mut names, mut marks) = (HashSet::new(), HashSet::new());
        for (index, screen) in recipe.screens.iter().enumerate().take(MOST_SCREENS) {
            let at = format!("{key}.screens[{index}]");
            self.text(&screen.name, format!("{at}.name"));
            self.screen(screen, &at);
            if !names.insert(&screen.name) {
                self.add(format!("{at}.name"), "another screen has this name");
            }
            if !marks.insert(&screen.when) {
                self.add(format!("{at}.when"), "never reached: an earlier screen has the same mark");
            }
        }
    }

    fn css(&mut self, css: Option<&Css>, key: String) {
        self.0.extend(css.and_then(|css| css.mistake(key)));
    }

    fn mark(&mut self, mark: &Mark, key: &str) {
        if !mark.says_something() {
            self.add(key.to_owned(), "needs `all`, `says` or `path`: an empty mark is never seen");
        }
        if mark.path.as_ref().is_some_and(|path| !path.starts_with('/')) {
            self.add(format!("{key}.path"), "a path starts with `/`");
        }
        self.count(mark.says.len(), MOST_ENTRIES, format!("{key}.says"));
        for (index, text) in mark.says.iter().enumerate().take(MOST_ENTRIES) {
            self.text(text, format!("{key}.says[{index}]"));
        }
        for (name, list) in [("all", &mark.all), ("none", &mark.none)] {
            self.count(list.len(), MOST_ENTRIES, format!("{key}.{name}"));
            for (index, css) in list.iter().enumerate().take(MOST_ENTRIES) {
                self.css(Some(css), format!("{key}.{name}[{index}]"));
            }
        }
    }

    fn screen(&mut self, screen: &Screen, at: &str) {
        self.mark(&screen.when, &format!("{at}.when"));
        self.fields(screen, at);
        if is_choice(screen.ask) != screen.choices.is_some() {
            let message = if is_choice(screen.ask) { "needs `choices`" } else { "has no use for `choices`" };
            self.add(format!("{at}.choices"), format!("a {} prompt {message}", screen.ask));
        }
        let single = [
            ("choices.at", screen.choices.as_ref().map(|choices| &choices.at)),
            ("submit", screen.submit.as_ref()),
            ("message", screen.message.as_ref()),
            ("resend.at", screen.resend.as_ref().map(|again| &again.at)),
            ("alternatives", screen.alternatives.as_ref()),
            ("back", screen.back.as_ref()),
            ("picture", screen.picture.as_ref()),
            ("shown", screen.shown.as_ref()),
            ("choices.labels", screen.choices.as_ref().and_then(|choices| choices.labels.as_ref())),
            ("choices.recommended", screen.choices.as_ref().and_then(|choices| choices.recommended.as_ref())),
            ("choices.pictures", screen.choices.as_ref().and_then(|choices| choices.pictures.as_ref())),
            ("expires_in.at", screen.expires_in.as_ref().map(|number| &number.at)),
            ("held_for.at", screen.held_for.as_ref().map(|number| &number.at)),
        ];
        for (name, css) in single {
            self.css(css, format!("{at}.{name}"));
        }
        if screen.ask == Kind::Captcha && screen.picture.is_none() {
            self.add(format!("{at}.picture"), "a captcha prompt needs `picture`");
        }
        self.count(screen.errors.len(), MOST_ENTRIES, format!("{at}.errors"));
        for (index, complaint) in screen.errors.iter().enumerate().take(MOST_ENTRIES) {
            self.css(Some(&complaint.at), format!("{at}.errors[{index}].at"));
        }
    }

    fn fields(&mut self, screen: &Screen, at: &str) {
        self.count(screen.fields.len(), MOST_ENTRIES, format!("{at}.fields"));
        self.count(screen.optional.len(), MOST_ENTRIES, format!("{at}.optional"));
        for (name, css) in screen.fields.iter().take(MOST_ENTRIES) {
            self.css(Some(css), format!("{at}.fields.{name}"));
            if !may_take(screen.ask, name) {
                self.add(format!("{at}.fields.{name}"), format!("a {} prompt has no such field", screen.ask));
            }
        }
        for (index, name) in screen.optional.iter().enumerate().take(MOST_ENTRIES) {
            let is_extra = screen.fields.contains_key(name) && !needs(screen.ask).contains(&name.as_str());
            if !is_extra {
                self.add(format!("{at}.optional[{index}]"), "only an extra field of `fields` may stay empty");
            }
        }
        if screen.ask == Kind::Form && screen.fields.is_empty() {
            self.add(format!("{at}.fields"), "a form prompt needs at least one field");
        }
        for name in needs(screen.ask) {
            if !screen.fields.contains_key(*name) {
                self.add(format!("{at}.fields"), format!("a {} prompt needs the field `{name}`", screen.ask));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(screens: usize, css: &str) -> Recipe {
        let screen = format!(
            "{{\"name\":\"#\",\"ask\":\"identifier\",\"when\":{{\"all\":[\"a#\",{css:?}]}},\"fields\":{{\"identifier\":\"input\"}}}}"
        );
        let screens: Vec<String> = (0..screens).map(|number| screen.replace('#', &format!("x{number}"))).collect();
        serde_json::from_str(&format!("{{\"screens\":[{}]}}", screens.join(","))).unwrap()
    }

    fn keys(recipe: &Recipe) -> Vec<String> {
        lint(recipe, "recipe").into_iter().map(|mistake| mistake.key).collect()
    }

    #[test]
    fn a_recipe_has_no_more_screens_than_a_sign_in_can_have() {
        assert_eq!(keys(&recipe(MOST_SCREENS, "b")), Vec::<String>::new());
        assert_eq!(keys(&recipe(10_000, "b")), ["recipe.screens"]);
    }

    #[test]
    fn selectors_have_bounds_in_length_and_combinators() {
        let bad = ["recipe.screens[0].when.all[1]"];
        assert_eq!(keys(&recipe(1, &["a"; 60].join(" > "))), bad);
        assert_eq!(keys(&recipe(1, &["a"; 60].join("~"))), bad);
        assert_eq!(keys(&recipe(1, &"a".repeat(20_000))), bad);
        assert_eq!(keys(&recipe(1, &["a > b c"; 60].join(", "))), Vec::<String>::new());
        assert_eq!(keys(&recipe(1, "a[title=\"x > y z + 1\"] ~ b")), Vec::<String>::new());
    }
}
