//! Relaying a source's pictures: bounded, and only as what every browser shows without running anything.

use base64::{Engine, engine::general_purpose::STANDARD};
use imagesize::ImageType;
use url::Url;

use super::page::Page;
use crate::domain::prompt::challenge::{Challenge, Choice, Picture};

/// The largest picture that is relayed, in bytes.
const MOST_BYTES: usize = 256 * 1024;
/// The longest side of one, in pixels.
const LONGEST_SIDE: usize = 2048;
/// The most pictures of one prompt.
const MOST: usize = 16;

/// Fills in the pictures of a challenge; one that cannot be relayed is left out.
pub(super) async fn fetch<P: Page>(page: &mut P, challenge: &mut Challenge) {
    let of_choices = challenge.choices.iter_mut().map(|Choice { picture, .. }| picture);
    for picture in of_choices.chain([&mut challenge.picture]).filter(|picture| picture.is_some()).take(MOST) {
        let at = picture.as_ref().and_then(|picture| picture.at.clone());
        let data = match at.as_deref().and_then(|at| Url::parse(at).ok()) {
            Some(url) => load(page, &url).await.and_then(|bytes| relay(&bytes)),
            None => None,
        };
        *picture = data.map(|data| Picture { data, at });
    }
}

async fn load<P: Page>(page: &mut P, url: &Url) -> Option<Vec<u8>> {
    if url.scheme() == "data" {
        let (_, data) = url.path().split_once(";base64,")?;
        return STANDARD.decode(data.get(..data.len().min(MOST_BYTES * 2))?).ok();
    }
    match page.picture(url, MOST_BYTES).await {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            tracing::warn!(%error, "a picture of the source could not be fetched");
            None
        }
    }
}

/// The picture as a `data:` URI, if its first bytes say that it is one of a sensible size.
fn relay(bytes: &[u8]) -> Option<String> {
    let kind = match imagesize::image_type(bytes).ok()? {
        ImageType::Png => "png",
        ImageType::Jpeg => "jpeg",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        _ => return None,
    };
    let size = imagesize::blob_size(bytes).ok()?;
    let is_sensible = bytes.len() <= MOST_BYTES && size.width.max(size.height) <= LONGEST_SIDE;
    is_sensible.then(|| format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The start of a PNG of so many pixels.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let start = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes()].concat();
        [&start[..], &[8, 2, 0, 0, 0, 0, 0, 0, 0]].concat()
    }

    #[test]
    fn only_pictures_of_a_sensible_size_are_relayed() {
        assert!(relay(&png(200, 80)).is_some_and(|data| data.starts_with("data:image/png;base64,")));
        assert_eq!(relay(&png(65_535, 65_535)), None);
        for other in [&b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"[..], b"<html>", b"", b"\x89PNG"] {
            assert_eq!(relay(other), None);
        }
    }
}
