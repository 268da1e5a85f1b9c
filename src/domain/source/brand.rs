//! The brand of a source: what customers know it by, beside its name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::recipe::lint::Mistake;
use crate::domain::picture::{Format, Picture, PictureName};

/// The longest picture as the API takes it: 64 KiB in base64, and what stands before it.
const LONGEST_URL: usize = 88_000;

/// Logo and colour of a source. Without a logo, pages show the icon of its own site, and else its first letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceBrand {
    /// A `data:` URL in base64 of an SVG, PNG, WebP or JPEG of at most 64 KiB, or the address at which the API shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = LONGEST_URL), regex(pattern = "^(data:image/|https?://|/assets/pictures/)"))]
    pub logo: Option<String>,
    /// The logo for dark pages, written in the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = LONGEST_URL), regex(pattern = "^(data:image/|https?://|/assets/pictures/)"))]
    pub logo_dark: Option<String>,
    /// The colour behind its letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^#[0-9a-fA-F]{6}$"), example = &"#1f4bc6")]
    pub accent: Option<String>,
}

/// A logo as it was written down.
pub enum Logo {
    /// A picture.
    New(Picture),
    /// The name of a picture that was uploaded before.
    Known(PictureName),
}

impl Logo {
    /// Reads a `data:` URL or an address of a picture, or says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        if !text.starts_with("data:")
            && let Some(name) = PictureName::in_address(text)
        {
            return Ok(Self::Known(name));
        }
        match Picture::from_data_url(text)? {
            Picture { name, .. } if name.format == Format::Ico => {
                Err("an icon file is no SVG, PNG, WebP or JPEG".to_owned())
            }
            picture => Ok(Self::New(picture)),
        }
    }
}

impl SourceBrand {
    /// Every mistake in it, at keys below `key`.
    pub fn lint(&self, key: &str) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut add = |field: &str, message: String| mistakes.push(Mistake::new(format!("{key}.{field}"), message));
        for (field, logo) in [("logo", &self.logo), ("logo_dark", &self.logo_dark)] {
            if let Some(Err(message)) = logo.as_deref().map(Logo::read) {
                add(field, message);
            }
        }
        if self.logo_dark.is_some() && self.logo.is_none() {
            add("logo_dark", "there is no `logo` for light pages beside it".to_owned());
        }
        if self.accent.as_deref().is_some_and(|accent| !is_colour(accent)) {
            add("accent", "a colour is written `#rrggbb`".to_owned());
        }
        mistakes
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What pages show of a source beside its name: the names of its pictures, and its colour.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Face {
    pub logo: Option<String>,
    pub logo_dark: Option<String>,
    /// The icon that was found at its site.
    pub icon: Option<String>,
    pub accent: Option<String>,
}

impl Face {
    /// The face of a brand whose pictures the server has, and an icon.
    pub fn new(brand: Option<&SourceBrand>, icon: Option<String>) -> Self {
        let Some(brand) = brand else { return Self { icon, ..Self::default() } };
        let name = |address: &Option<String>| Some(PictureName::in_address(address.as_deref()?)?.to_string());
        Self { logo: name(&brand.logo), logo_dark: name(&brand.logo_dark), icon, accent: brand.accent.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_is_told_at_its_field() {
        let text = |text: &str| Some(text.to_owned());
        let brand = SourceBrand { logo: None, logo_dark: text("data:image/gif;base64,R0lGODlh"), accent: text("red") };
        let keys: Vec<String> = brand.lint("brand").into_iter().map(|mistake| mistake.key).collect();
        assert_eq!(keys, ["brand.logo_dark", "brand.logo_dark", "brand.accent"]);
        assert!(SourceBrand { accent: text("#1F4bc6"), ..SourceBrand::default() }.lint("brand").is_empty());
    }
}
