//! The page as a PDF, or as a picture.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use super::open::ChromePage;
use crate::{
    domain::job::step::PrintFormat,
    engine::{chrome::devtools::DevtoolsError, error::PageError, file::Printed},
};

/// How much of a PDF is read at once, in bytes.
const PIECE: u32 = 512 * 1024;
/// The longest side of a picture, in pixels: a browser cannot draw more in one go.
const LONGEST: f64 = 16_000.0;

impl ChromePage {
    /// The page as it is now, in at most `most` bytes.
    pub(super) async fn printed(&self, format: PrintFormat, most: usize) -> Result<Printed, PageError> {
        let content = match format {
            PrintFormat::Pdf => self.as_pdf(most).await?,
            PrintFormat::Picture => match self.as_picture().await? {
                Ok(content) => content,
                Err(length) => return Ok(Printed::TooLong(length)),
            },
        };
        Ok(if content.len() > most { Printed::TooLarge } else { Printed::Content(content) })
    }

    /// A PDF, which may be cut where it has more than `most` bytes.
    async fn as_pdf(&self, most: usize) -> Result<Vec<u8>, PageError> {
        let tab = self.tab()?;
        let how = json!({"printBackground": true, "preferCSSPageSize": true, "transferMode": "ReturnAsStream"});
        let stream = tab.call("Page.printToPDF", how).await?["stream"].clone();
        let mut content = Vec::new();
        loop {
            let piece = tab.call("IO.read", json!({"handle": stream, "size": PIECE})).await?;
            content.extend(decoded("IO.read", &piece["data"])?);
            if piece["eof"] == true || content.len() > most {
                break;
            }
        }
        tab.call("IO.close", json!({"handle": stream})).await?;
        Ok(content)
    }

    /// A picture of the whole page, or the length of its longer side where that is too long.
    async fn as_picture(&self) -> Result<Result<Vec<u8>, f64>, PageError> {
        let tab = self.tab()?;
        let layout = tab.call("Page.getLayoutMetrics", json!({})).await?["cssContentSize"].clone();
        let side = |name: &str| layout[name].as_f64().unwrap_or_default().max(1.0);
        let (width, height) = (side("width"), side("height"));
        if width.max(height) > LONGEST {
            return Ok(Err(width.max(height)));
        }
        let clip = json!({"x": 0, "y": 0, "width": width, "height": height, "scale": 1});
        let how = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let picture = tab.call("Page.captureScreenshot", how).await?;
        Ok(Ok(decoded("Page.captureScreenshot", &picture["data"])?))
    }
}

fn decoded(method: &'static str, data: &Value) -> Result<Vec<u8>, PageError> {
    let refused = || DevtoolsError::Refused { method, message: "no base64".to_owned() };
    Ok(BASE64_STANDARD.decode(data.as_str().unwrap_or_default()).map_err(|_| refused())?)
}
