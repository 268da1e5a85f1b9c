//! A QR code as a path of an SVG.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// The empty modules around a code, which readers need.
const MARGIN: usize = 4;

/// A picture that apps read.
pub struct Picture {
    /// Modules from edge to edge.
    pub size: usize,
    /// The dark modules, as the `d` of a path.
    pub path: String,
}

impl Picture {
    /// The QR code of a text; `None` for a text that is too long.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::L).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (y, row) in code.to_colors().chunks(width).enumerate() {
            for (x, _) in row.iter().enumerate().filter(|(_, colour)| **colour == Color::Dark) {
                // A write to a string does not fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
            }
        }
        Some(Self { size: width + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_begins_with_its_corner_and_has_a_margin() {
        let picture = Picture::of("otpauth://totp/x").unwrap();
        assert!(picture.path.starts_with("M4 4h1v1h-1zM5 4"), "{}", picture.path);
        assert_eq!(picture.size, 21 + 8);
        assert!(Picture::of(&"x".repeat(4_000)).is_none());
    }
}
