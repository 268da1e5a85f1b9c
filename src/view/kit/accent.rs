//! The tenant's colour, made fit to read: whatever was picked, WCAG AA holds in light and in dark.

use std::{fmt, str::FromStr};

use super::colour::Colour;

/// What is never below this is readable text (WCAG 1.4.3), with a little to spare for rounding.
const TEXT: f64 = 4.55;
/// What is never below this can be seen as a shape (WCAG 1.4.11).
const SHAPE: f64 = 3.05;

/// A tenant's accent colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent(Colour);

/// A text that is not `#rrggbb`.
#[derive(Debug, thiserror::Error)]
#[error("a colour is # and six hexadecimal digits")]
pub struct InvalidAccent;

impl FromStr for Accent {
    type Err = InvalidAccent;

    fn from_str(text: &str) -> Result<Self, InvalidAccent> {
        Colour::parse(text).map(Self).ok_or(InvalidAccent)
    }
}

impl Default for Accent {
    fn default() -> Self {
        Self(Colour([0x1f, 0x4b, 0xc6]))
    }
}

/// `#rrggbb` in lower case.
impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What the name of a letter's stylesheet begins with.
const LETTER: &str = "letter-";

/// What the accent is seen on; the same values as in static/portal.css.
struct Ground {
    /// The lightest and the darkest surface that text or buttons stand on.
    surfaces: [Colour; 3],
    ink: Colour,
    /// Where a colour goes when it must stand out more.
    away: Colour,
    /// The contrast of links; thin light letters on a dark surface want more than the standard does.
    text: f64,
}

const LIGHT: Ground = Ground {
    surfaces: [Colour::WHITE, Colour([0xf6, 0xf7, 0xf9]), Colour([0xee, 0xf0, 0xf4])],
    ink: Colour([0x14, 0x18, 0x1f]),
    away: Colour::BLACK,
    text: TEXT,
};

const DARK: Ground = Ground {
    surfaces: [Colour([0x17, 0x1a, 0x21]), Colour([0x0e, 0x10, 0x15]), Colour([0x20, 0x24, 0x2d])],
    ink: Colour([0xec, 0xef, 0xf4]),
    away: Colour::WHITE,
    text: 6.0,
};

/// The colours of one scheme.
struct Palette {
    button: Colour,
    on_button: Colour,
    hover: Colour,
    /// The button's outline, seen even where the button itself is as light as the page.
    edge: Colour,
    link: Colour,
    focus: Colour,
    /// A tint of the surface, for what is chosen.
    tint: Colour,
}

impl Accent {
    /// The address of the stylesheet with this accent.
    pub fn url(&self) -> String {
        format!("/assets/accent/{}.css", &self.to_string()[1..])
    }

    /// The address of the stylesheet for a source's letter on this colour.
    pub fn letter_url(&self) -> String {
        format!("/assets/accent/{LETTER}{}.css", &self.to_string()[1..])
    }

    /// The stylesheet of a file in `/assets/accent/`.
    pub fn named(name: &str) -> Option<String> {
        let stem = name.strip_suffix(".css")?;
        let accent = |digits: &str| format!("#{digits}").parse::<Self>().ok();
        match stem.strip_prefix(LETTER) {
            Some(digits) => accent(digits).map(Accent::letter_stylesheet),
            None => accent(stem).map(|accent| accent.stylesheet()),
        }
    }

    fn letter_stylesheet(self) -> String {
        let letter = |ground| {
            let Palette { button, on_button, edge, .. } = self.palette(ground);
            format!("--mark:{button};--on-mark:{on_button};--mark-edge:{edge}")
        };
        let (light, dark) = (letter(&LIGHT), letter(&DARK));
        format!(":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
    }

    /// The custom properties that portal.css uses, for light and dark.
    pub fn stylesheet(&self) -> String {
        let (light, dark) = (self.palette(&LIGHT), self.palette(&DARK));
        format!(":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
    }

    /// The colour to start from: a black or grey brand turns light in the dark, where grey would look switched off.
    fn on(self, ground: &Ground) -> Colour {
        let Colour([red, green, blue]) = self.0;
        let is_grey = red.max(green).max(blue) - red.min(green).min(blue) < 24;
        if is_grey && ground.away == Colour::WHITE { Colour::WHITE.mix(self.0, 8) } else { self.0 }
    }

    fn palette(self, ground: &Ground) -> Palette {
        let [card, ..] = ground.surfaces;
        // A button that melts into the card would look switched off.
        let visible = if card == Colour::WHITE { 1.25 } else { SHAPE };
        let own = self.on(ground);
        let base = own.towards(ground.away, |mixed| mixed.contrast(card) >= visible);
        let (button, on_button) = legible(base);
        let hover_end = if on_button == Colour::WHITE { Colour::BLACK } else { Colour::WHITE };
        let stands_out = |least| move |mixed: Colour| ground.surfaces.iter().all(|s| mixed.contrast(*s) >= least);
        Palette {
            button,
            on_button,
            hover: button.mix(hover_end, 14),
            edge: button.towards(ground.away, |mixed| mixed.contrast(card) >= SHAPE),
            link: own.towards(ground.away, stands_out(ground.text)),
            focus: own.towards(ground.away, stands_out(SHAPE)),
            tint: (1..=9).rev().map(|p| card.mix(self.0, p)).find(|t| t.contrast(ground.ink) >= 7.0).unwrap_or(card),
        }
    }
}

/// The button and the text on it: white on a slightly darker shade where that is enough, else black.
fn legible(base: Colour) -> (Colour, Colour) {
    let white = (0..=30).map(|p| base.mix(Colour::BLACK, p)).find(|shade| shade.contrast(Colour::WHITE) >= TEXT);
    match white {
        Some(shade) => (shade, Colour::WHITE),
        None => (base, Colour::BLACK),
    }
}

impl fmt::Display for Palette {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "--button:{};--on-button:{};--button-hover:{};", self.button, self.on_button, self.hover)?;
        write!(f, "--button-edge:{};--link:{};--focus:{};--tint:{}", self.edge, self.link, self.focus, self.tint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HARD: [&str; 10] =
        ["#ffff00", "#ffffff", "#000000", "#777777", "#ff0000", "#00ff00", "#0000ff", "#0e1015", "#171a21", "#808000"];

    fn check(accent: Accent, ground: &Ground) {
        let palette = accent.palette(ground);
        for button in [palette.button, palette.hover] {
            assert!(button.contrast(palette.on_button) >= 4.5, "{accent}: text on {button}");
        }
        for surface in ground.surfaces {
            assert!(palette.link.contrast(surface) >= 4.5, "{accent}: link on {surface}");
            assert!(palette.focus.contrast(surface) >= 3.0, "{accent}: focus on {surface}");
        }
        assert!(palette.edge.contrast(ground.surfaces[0]) >= 3.0, "{accent}: edge");
        assert!(palette.tint.contrast(ground.ink) >= 7.0, "{accent}: tint");
    }

    #[test]
    fn contrast_holds_for_hard_colours_and_for_a_grid_of_all() {
        let grid = (0..=5_u8).flat_map(|r| (0..=5_u8).flat_map(move |g| (0..=5_u8).map(move |b| [r, g, b])));
        let grid = grid.map(|rgb| Accent(Colour(rgb.map(|channel| channel * 51))));
        for accent in HARD.iter().map(|text| text.parse().unwrap()).chain(grid) {
            check(accent, &LIGHT);
            check(accent, &DARK);
        }
    }

    #[test]
    fn the_stylesheet_has_nothing_but_colours_of_the_accent() {
        let accent: Accent = "#FF0000".parse().unwrap();
        assert_eq!(accent.url(), "/assets/accent/ff0000.css");
        let sheet = accent.stylesheet();
        assert_eq!(sheet.matches("--button:").count(), 2, "{sheet}");
        assert!("#ff0000}body{".parse::<Accent>().is_err());
        assert_eq!(Accent::named("ff0000.css"), Some(sheet));
        let letter = Accent::named(accent.letter_url().rsplit('/').next().unwrap()).unwrap();
        assert_eq!(letter.matches("--mark:").count(), 2, "{letter}");
        assert!(Accent::named("letter-red.css").is_none() && Accent::named("ff0000").is_none());
    }

    #[test]
    fn the_grounds_are_those_of_the_stylesheet() {
        let sheet = include_str!("../../../static/portal.css");
        for ground in [LIGHT, DARK] {
            for colour in ground.surfaces.into_iter().chain([ground.ink]) {
                assert!(sheet.contains(&colour.to_string()) || colour == Colour::WHITE, "{colour}");
            }
        }
    }
}
