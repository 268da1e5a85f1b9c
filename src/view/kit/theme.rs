//! The colour scheme of a preview, whatever the browser's own.

use std::borrow::Cow;

use serde::Deserialize;
use strum::{Display, EnumString, VariantArray};

/// Which colours a page is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Display, EnumString, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Theme {
    /// As the browser wants it.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// The address of a stylesheet in this theme.
    pub fn sheet(self, url: &str) -> Cow<'_, str> {
        match self {
            Self::Auto => url.into(),
            Self::Light | Self::Dark => format!("{url}?theme={self}").into(),
        }
    }

    /// A stylesheet in which the question for the browser's colour scheme is answered already.
    pub fn settle(self, sheet: &str) -> String {
        let (answer, scheme) = match self {
            Self::Auto => return sheet.to_owned(),
            Self::Light => ("@media not all", "color-scheme: light;"),
            Self::Dark => ("@media all", "color-scheme: dark;"),
        };
        let sheet = sheet.replace("color-scheme: light dark;", scheme);
        let questions = ["@media (prefers-color-scheme: dark)", "@media (prefers-color-scheme:dark)"];
        questions.into_iter().fold(sheet, |sheet, question| sheet.replace(question, answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::kit::accent::Accent;

    #[test]
    fn a_settled_stylesheet_asks_the_browser_for_no_scheme() {
        let sheets = [include_str!("../../../static/portal.css").to_owned(), Accent::default().stylesheet()];
        for sheet in sheets {
            assert_eq!(Theme::Auto.settle(&sheet), sheet);
            for theme in [Theme::Light, Theme::Dark] {
                let settled = theme.settle(&sheet);
                assert!(!settled.contains("prefers-color-scheme") && !settled.contains("light dark"), "{theme}");
                assert_eq!(settled.matches('{').count(), sheet.matches('{').count(), "{theme}");
            }
        }
    }

    #[test]
    fn only_a_forced_theme_changes_an_address() {
        assert_eq!(Theme::Auto.sheet("/a.css"), "/a.css");
        assert_eq!(Theme::Dark.sheet("/a.css"), "/a.css?theme=dark");
    }
}
