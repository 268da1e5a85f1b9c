//! Small pictures that pages show, such as logos: known by their first bytes, named by their content.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use strum::{Display, EnumString};

/// The largest picture, in bytes.
pub const LARGEST: usize = 64 * 1024;
/// The path under which pictures are served, each by its name.
pub const PATH: &str = "/assets/pictures/";

/// How many hexadecimal digits of the content's hash are in a name.
const DIGITS: usize = 40;
/// What an SVG must name, since browsers show it as a picture only then.
const SVG_NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// A format that every browser shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    Svg,
    Png,
    Webp,
    Jpeg,
    Ico,
}

impl Format {
    /// The format that a file begins like.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpeg),
            [0, 0, 1, 0, count, ..] if *count > 0 => Some(Self::Ico),
            _ => svg_tag(bytes).map(|_| Self::Svg),
        }
    }

    /// The value of `Content-Type`.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
            Self::Ico => "image/x-icon",
        }
    }
}

/// A picture of a format that browsers show, within the limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub name: PictureName,
    pub bytes: Vec<u8>,
}

/// The name of a picture: the start of its content's SHA-256, its proportions and its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureName {
    hash: String,
    /// In pixels, or only in proportion to the height.
    pub width: u16,
    pub height: u16,
    pub format: Format,
}

impl Picture {
    /// The picture in a file, or what is wrong with it.
    pub fn new(bytes: Vec<u8>) -> Result<Self, String> {
        if bytes.len() > LARGEST {
            return Err(format!("a picture has at most {LARGEST} bytes, and this one has {}", bytes.len()));
        }
        let unknown = "no SVG, PNG, WebP or JPEG, going by its first bytes; an SVG names its namespace";
        let format = Format::of(&bytes).ok_or(unknown)?;
        let (width, height) = size(format, &bytes).ok_or_else(|| format!("the {format} cannot be read"))?;
        let hash = Sha256::digest(&bytes).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
        let name = PictureName { hash: hash[..DIGITS].to_owned(), width, height, format };
        Ok(Self { name, bytes })
    }

    /// The picture in a `data:` URL; its type is that of its first bytes, whatever the URL says.
    pub fn from_data_url(url: &str) -> Result<Self, String> {
        let data = url.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
        let (_, data) = data.ok_or("a picture is a `data:` URL in base64, such as `data:image/png;base64,iVBORw…`")?;
        if data.len() / 4 * 3 > LARGEST + 3 {
            return Err(format!(
                "a picture has at most {LARGEST} bytes, and this one has about {}",
                data.len() / 4 * 3
            ));
        }
        Self::new(STANDARD.decode(data).map_err(|_| "what follows `;base64,` is not base64")?)
    }
}

impl PictureName {
    /// The address of the picture on this server.
    pub fn path(&self) -> String {
        format!("{PATH}{self}")
    }

    /// The name in an address that [`Self::path`] gave, on whichever host.
    pub fn in_address(address: &str) -> Option<Self> {
        address.rsplit_once(PATH)?.1.parse().ok()
    }
}

impl fmt::Display for PictureName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}x{}.{}", self.hash, self.width, self.height, self.format)
    }
}

/// A text that is not the name of a picture.
#[derive(Debug, thiserror::Error)]
#[error("not the name of a picture")]
pub struct InvalidName;

impl FromStr for PictureName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let parts = || {
            let (start, format) = text.split_once('.')?;
            let (hash, size) = start.split_once('-')?;
            let (width, height) = size.split_once('x')?;
            let is_hash =
                hash.len() == DIGITS && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
            let (width, height, format) = (width.parse().ok()?, height.parse().ok()?, format.parse().ok()?);
            is_hash.then(|| Self { hash: hash.to_owned(), width, height, format })
        };
        // Written in one way only: `+1x01` is none of our names.
        parts().filter(|name| name.to_string() == text).ok_or(InvalidName)
    }
}

/// Width and height; of an SVG only how they relate.
fn size(format: Format, bytes: &[u8]) -> Option<(u16, u16)> {
    let clamped = |side: usize| u16::try_from(side.max(1)).unwrap_or(u16::MAX);
    match format {
        Format::Svg => Some(svg_size(svg_tag(bytes)?)),
        // The sides of its first image; 0 means 256.
        Format::Ico => {
            let side = |at: usize| bytes.get(at).map(|side| if *side == 0 { 256 } else { u16::from(*side) });
            Some((side(6)?, side(7)?))
        }
        Format::Png | Format::Webp | Format::Jpeg => {
            let size = imagesize::blob_size(bytes).ok()?;
            Some((clamped(size.width), clamped(size.height)))
        }
    }
}

/// The tag that an SVG begins with, behind its declaration and comments.
fn svg_tag(bytes: &[u8]) -> Option<&str> {
    let text = str::from_utf8(bytes).ok()?;
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!") {
            ">"
        } else {
            break;
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let tag = rest.split_once('>')?.0;
    let is_svg = tag.strip_prefix("<svg").is_some_and(|rest| rest.starts_with(char::is_whitespace));
    (is_svg && tag.contains(SVG_NAMESPACE)).then_some(tag)
}

/// The proportions of an SVG: by its width and height, else by its view box, else square.
fn svg_size(tag: &str) -> (u16, u16) {
    let length = |name| attribute(tag, name)?.trim_end_matches("px").parse::<f64>().ok();
    let own = || length("width").zip(length("height"));
    let view_box = || {
        let numbers = attribute(tag, "viewBox")?.split([' ', ',', '\n']).filter(|part| !part.is_empty());
        let numbers: Vec<f64> = numbers.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        numbers.get(2).copied().zip(numbers.get(3).copied())
    };
    let is_size = |(width, height): &(f64, f64)| *width > 0.0 && *height > 0.0;
    let (width, height) = own().filter(is_size).or_else(view_box).filter(is_size).unwrap_or((1.0, 1.0));
    let percent = (width / height * 100.0).clamp(1.0, 10_000.0).round();
    let width = (1..=10_000_u16).find(|width| f64::from(*width) >= percent).unwrap_or(100);
    (width, 100)
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let is_start = tag[..at].ends_with(char::is_whitespace);
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        is_start.then(|| value[1..].split(quote).next()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str =
        r#"<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80"></svg>"#;

    fn data_url(bytes: &[u8]) -> String {
        format!("data:image/png;base64,{}", STANDARD.encode(bytes))
    }

    /// The start of a PNG of so many pixels.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let start = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
        [&start[..], &[8, 2, 0, 0, 0, 0, 0, 0, 0]].concat()
    }

    #[test]
    fn a_picture_is_what_its_first_bytes_say() {
        let picture = Picture::from_data_url(&data_url(SVG.as_bytes())).unwrap();
        assert_eq!((picture.name.format, picture.name.width, picture.name.height), (Format::Svg, 400, 100));
        let picture = Picture::new(png(64, 48)).unwrap();
        assert_eq!((picture.name.format, picture.name.width, picture.name.height), (Format::Png, 64, 48));
        let ico = [0, 0, 1, 0, 1, 0, 32, 32, 0, 0].to_vec();
        assert_eq!(Picture::new(ico).unwrap().name.format, Format::Ico);
        let others: [&[u8]; 6] = [b"", b"GIF89a", b"<html><svg></svg>", b"<svg></svg>", b"\x89PNG\r\n\x1a\n", b"<!--"];
        for other in others {
            assert!(Picture::new(other.to_vec()).is_err(), "{other:?}");
        }
    }

    #[test]
    fn proportions_of_an_svg_are_read_where_it_says_them() {
        let of = |attributes: &str| {
            let svg = format!("<svg xmlns='{SVG_NAMESPACE}' {attributes}/>");
            let name = Picture::new(svg.into_bytes()).unwrap().name;
            (name.width, name.height)
        };
        assert_eq!(of("width='50px' height='25'"), (200, 100));
        assert_eq!(of("width='100%' viewBox='0,0,30,10'"), (300, 100));
        assert_eq!(of("data-width='9' viewBox='0 0 0 0'"), (100, 100));
        assert_eq!(of("width='NaN' height='inf'"), (100, 100));
    }

    #[test]
    fn too_large_and_broken_data_is_told_apart() {
        let large = Picture::from_data_url(&data_url(&vec![0; LARGEST + 1])).unwrap_err();
        assert!(large.contains("65536"), "{large}");
        for (url, said) in [("https://shop.example/a.png", "data:"), ("data:image/png;base64,%%%", "base64")] {
            let message = Picture::from_data_url(url).unwrap_err();
            assert!(message.contains(said), "{message}");
        }
    }

    #[test]
    fn a_name_is_read_back_and_nothing_else_is_one() {
        let name = Picture::new(SVG.as_bytes().to_vec()).unwrap().name;
        let address = format!("https://login.example{}", name.path());
        assert_eq!(PictureName::in_address(&address), Some(name.clone()));
        let text = name.to_string();
        for other in [text.replace(".svg", ".gif"), text.replace("400x", "0400x"), text.to_uppercase(), String::new()] {
            assert!(other.parse::<PictureName>().is_err(), "{other}");
        }
    }
}
