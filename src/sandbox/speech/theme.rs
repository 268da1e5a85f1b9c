//! The looks the same site comes in.

use serde::{Deserialize, Serialize};

use super::language::Language;

/// How the site arranges its sign-in; the words mean the same in every theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// User name and password on one page.
    Classic,
    /// User name first, password on the next page.
    Stepwise,
    /// As classic, in German.
    German,
    /// As classic, put together by a script in the browser.
    App,
}

impl Theme {
    /// Every theme, in the order the index page lists them.
    pub const ALL: [Self; 4] = [Self::Classic, Self::Stepwise, Self::German, Self::App];

    /// The first segment of the theme's paths.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::Stepwise => "stepwise",
            Self::German => "german",
            Self::App => "app",
        }
    }

    /// One sentence for the index page.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Classic => "User name and password are asked on one page.",
            Self::Stepwise => "The user name is asked first, the password on the next page.",
            Self::German => "As classic, with every text in German.",
            Self::App => "As classic, but a script fetches the pages; without script there is nothing to see.",
        }
    }

    /// The language of the theme's texts.
    pub const fn language(self) -> Language {
        match self {
            Self::German => Language::German,
            Self::Classic | Self::Stepwise | Self::App => Language::English,
        }
    }

    /// The theme whose paths begin with `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}
