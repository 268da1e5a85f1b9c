//! The site's pictures, drawn when they are asked for.

mod art;
mod png;

use super::sign_in::verify::judge::CAPTCHA;
use png::Canvas;

/// One of the pictures to choose from.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    /// The value of its radio input, and the name of its file.
    pub name: &'static str,
    /// What it shows.
    pub alt: &'static str,
    art: &'static [&'static str],
}

/// The pictures to choose from.
pub const PICTURES: [Picture; 4] = [
    Picture { name: "sun", alt: "A sun", art: &art::SUN },
    Picture { name: "tree", alt: "A tree", art: &art::TREE },
    Picture { name: "house", alt: "A house", art: &art::HOUSE },
    Picture { name: "boat", alt: "A boat", art: &art::BOAT },
];

const INK: [u8; 3] = [0, 89, 76];

/// How many squares a picture to scan has on a side.
const QR_SQUARES: usize = 25;

/// A picture to choose by its name, or `captcha-{n}` and `qr-{n}`, as PNG.
pub fn png(name: &str) -> Option<Vec<u8>> {
    draw(name).map(|canvas| canvas.png())
}

fn draw(name: &str) -> Option<Canvas> {
    if let Some(picture) = PICTURES.iter().find(|picture| picture.name == name) {
        let mut canvas = Canvas::new(96, 96);
        canvas.stamp(picture.art, (16, 16), 8, INK);
        return Some(canvas);
    }
    let (kind, number) = name.split_once('-')?;
    let number: u16 = number.parse().ok()?;
    match kind {
        "captcha" => Some(captcha(number)),
        "qr" => Some(qr(number)),
        _ => None,
    }
}

/// The characters at uneven heights among specks, each number differently.
fn captcha(number: u16) -> Canvas {
    let mut canvas = Canvas::new(220, 70);
    let mut noise = Noise::of(number);
    for _ in 0..160 {
        let at = (noise.below(218), noise.below(68));
        canvas.stamp(&["#"], at, 2, [150, 150, 150]);
    }
    for (place, character) in CAPTCHA.chars().enumerate() {
        let at = (12 + place * 40 + noise.below(8), 6 + noise.below(18));
        canvas.stamp(&art::glyph(character), at, 6, INK);
    }
    canvas
}

/// What looks like a QR code: the squares in three corners, and specks between them. No camera will read it.
fn qr(number: u16) -> Canvas {
    let mut canvas = Canvas::new(198, 198);
    let mut noise = Noise::of(number);
    let far = QR_SQUARES - 7;
    let is_corner = |x, y| (x < 8 && (y < 8 || y >= far - 1)) || (x >= far - 1 && y < 8);
    for y in 0..QR_SQUARES {
        for x in 0..QR_SQUARES {
            if noise.below(2) == 0 && !is_corner(x, y) {
                canvas.stamp(&["#"], (24 + x * 6, 24 + y * 6), 6, [0; 3]);
            }
        }
    }
    for (x, y) in [(0, 0), (far, 0), (0, far)] {
        canvas.stamp(&art::CORNER, (24 + x * 6, 24 + y * 6), 6, [0; 3]);
    }
    canvas
}

/// Numbers that look like chance and are the same every time.
struct Noise(u32);

impl Noise {
    fn of(number: u16) -> Self {
        Self(u32::from(number).wrapping_add(1).wrapping_mul(2_654_435_761))
    }

    fn below(&mut self, most: u16) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::from(u16::try_from(self.0 >> 16).unwrap_or_default() % most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_can_be_drawn_and_no_other() {
        for name in ["sun", "tree", "house", "boat", "captcha-0", "captcha-65535", "qr-1"] {
            assert!(draw(name).is_some(), "{name}");
        }
        for name in ["", "moon", "captcha", "captcha-", "captcha-x", "captcha-65536", "qr--1"] {
            assert!(draw(name).is_none(), "{name}");
        }
    }

    #[test]
    fn every_number_has_a_picture_of_its_own() {
        assert_ne!(captcha(0).png(), captcha(1).png());
        assert_ne!(qr(0).png(), qr(1).png());
    }
}
