//! `ask`: puts what the source asks to the customer, in the middle of a run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::source::recipe::{
    Mark, Recipe, Screen,
    lint::{self, Mistake},
};

/// A screen of the source that only the customer can answer, such as a code before a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// How to recognise the screen, what to ask and where the answer goes, as in a recipe.
    pub screen: Box<Screen>,
}

impl Ask {
    /// How often the customer is asked before the run fails, where the answers are refused.
    pub const MOST_ANSWERS: u8 = 3;
    /// How many seconds the customer has without a `timeout`.
    pub const USUAL_TIME: u16 = 3600;

    pub(super) fn lint(&self, key: &str, mistakes: &mut Vec<Mistake>) {
        let found = lint::lint(&self.recipe(), key).into_iter();
        mistakes.extend(found.map(|mistake| Mistake { key: mistake.key.replace(".screens[0]", ".screen"), ..mistake }));
    }

    pub(super) fn says(&self) -> String {
        format!("ask the customer: {}", self.screen.ask)
    }

    /// The screen as the only one of a recipe; every other page has gone on.
    pub fn recipe(&self) -> Recipe {
        let any = Mark { path: Some("/*".to_owned()), ..Mark::default() };
        Recipe { screens: vec![Screen::clone(&self.screen)], signed_in: Some(any), complete: true, ..Recipe::default() }
    }
}
