//! Frames of other origins: what they show stands in the page where a person meets it, if their host is the source's.
//!
//! Read are frames that the browser keeps in the process of the page, as it does with those of one site; the scripts of
//! a page reach into none of them.

use serde_json::json;
use url::Url;

use super::open::ChromePage;
use crate::engine::{
    chrome::tab::{FRAME, Tab},
    error::PageError,
};

/// With what `page.js` marks a frame that it cannot read.
const MARK: &str = " data-vestibule-foreign=\"";
/// The most frames of other origins that are read.
const MOST_FRAMES: usize = 4;

impl ChromePage {
    /// The HTML of a page with that of its frames of other origins in it; with numbers on their elements if asked for.
    pub(super) async fn with_frames(&self, mut html: String, numbers: bool) -> Result<String, PageError> {
        let tab = self.tab()?;
        let count = html.matches(MARK).count().min(MOST_FRAMES);
        if count == 0 {
            return Ok(html);
        }
        self.find_frames(tab, count).await?;
        for frame in 1..=count {
            let most = self.limits.document.saturating_sub(html.len());
            let read = tab.evaluate_in::<String>(frame, "body", json!([most, numbers, frame * FRAME])).await;
            // A frame that goes away meanwhile, or is not the source's, stays empty.
            let Ok(inner) = read else { continue };
            let mark = format!("{MARK}{}\"", frame - 1);
            if let Some(at) = html.find(&mark)
                && let Some(end) = html[at..].find('>')
            {
                html.insert_str(at + end + 1, &inner);
            }
        }
        Ok(html)
    }

    /// Notes which frames of the page may be read.
    async fn find_frames(&self, tab: &Tab, count: usize) -> Result<(), PageError> {
        let tree = tab.call("Page.getFrameTree", json!({})).await?;
        let mut frames = Vec::new();
        for index in 0..count {
            let id = tab.frame_id(index).await?;
            let url = id.as_deref().and_then(|id| url_of(&tree["frameTree"], id));
            frames.push(id.filter(|_| url.is_some_and(|url| self.guard.permits(&url).is_ok())));
        }
        tab.state(|state| state.frames = frames);
        Ok(())
    }

    /// Where the frame of an element begins in the window.
    pub(super) async fn frame_offset(&self, number: usize) -> Result<(f64, f64), PageError> {
        match number / FRAME {
            0 => Ok((0.0, 0.0)),
            frame => Ok(self.tab()?.evaluate_in(0, "frameBox", json!([frame - 1])).await?),
        }
    }
}

fn url_of(tree: &serde_json::Value, id: &str) -> Option<Url> {
    if tree["frame"]["id"] == id {
        return Url::parse(tree["frame"]["url"].as_str()?).ok();
    }
    tree["childFrames"].as_array()?.iter().find_map(|child| url_of(child, id))
}
