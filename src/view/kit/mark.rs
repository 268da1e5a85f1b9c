//! What stands for a company or a source at the head of a page: a picture, or a letter.

use super::{accent::Accent, theme::Theme};
use crate::domain::{picture::PictureName, source::brand::Face};

/// A picture on a page, with its size or its proportions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub src: String,
    pub width: u16,
    pub height: u16,
}

impl Image {
    /// A picture as it is stored: by its name, or as a `data:` URL from before pictures had names.
    pub fn stored(text: &str) -> Self {
        match text.parse::<PictureName>() {
            Ok(name) => Self { src: name.path(), width: name.width, height: name.height },
            Err(_) => Self { src: text.to_owned(), width: 1, height: 1 },
        }
    }
}

/// A picture or a colour that stands for somebody; the letter is with the name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// The logo, or the icon of a site.
    pub image: Option<Image>,
    /// The logo for dark pages.
    pub dark: Option<Image>,
    /// The colour behind the letter.
    pub accent: Option<Accent>,
}

/// What is shown of a mark.
pub struct Shown<'a> {
    pub image: &'a Image,
    /// What is shown in its place where the browser wants dark pages.
    pub dark: Option<&'a Image>,
    /// Whether it is for light pages only, and stands on a light ground everywhere.
    pub plate: bool,
}

impl Mark {
    /// A company's.
    pub fn of_tenant(logo: Option<&str>) -> Self {
        Self { image: logo.map(Image::stored), ..Self::default() }
    }

    /// A source's: its logo, else the icon of its site, else its colour.
    pub fn of_source(face: &Face) -> Self {
        let stored = |name: &Option<String>| name.as_deref().map(Image::stored);
        let accent = face.accent.as_deref().and_then(|accent| accent.parse().ok());
        match stored(&face.logo) {
            Some(logo) => Self { image: Some(logo), dark: stored(&face.logo_dark), accent },
            None => Self { image: stored(&face.icon), dark: None, accent },
        }
    }

    /// The picture, as it is shown in a theme.
    pub fn shown(&self, theme: Theme) -> Option<Shown<'_>> {
        let image = self.image.as_ref()?;
        let plate = self.dark.is_none();
        Some(match (theme, &self.dark) {
            (Theme::Dark, Some(dark)) => Shown { image: dark, dark: None, plate },
            (Theme::Light, _) => Shown { image, dark: None, plate },
            (Theme::Auto | Theme::Dark, dark) => Shown { image, dark: dark.as_ref(), plate },
        })
    }

    /// The colour behind the letter, where there is no picture.
    pub fn letter_accent(&self) -> Option<Accent> {
        self.accent.filter(|_| self.image.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_comes_before_an_icon_and_a_picture_before_a_letter() {
        let text = |text: &str| Some(text.to_owned());
        let face =
            Face { logo: text("data:1"), logo_dark: text("data:2"), icon: text("data:3"), accent: text("#123456") };
        let mark = Mark::of_source(&face);
        assert_eq!(mark.shown(Theme::Auto).unwrap().image.src, "data:1");
        assert_eq!(mark.shown(Theme::Dark).unwrap().image.src, "data:2");
        assert!(mark.letter_accent().is_none());
        let mark = Mark::of_source(&Face { logo: None, ..face.clone() });
        let shown = mark.shown(Theme::Auto).unwrap();
        assert!(shown.image.src == "data:3" && shown.dark.is_none() && shown.plate);
        let mark = Mark::of_source(&Face { accent: face.accent, ..Face::default() });
        assert!(mark.shown(Theme::Auto).is_none() && mark.letter_accent().is_some());
    }
}
