//! The page as a PDF, or as a picture.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

use super::open::ChromePage;
use crate::{
    domain::job::step::PrintFormat,
    engine::{chrome::devtools::DevtoolsError, error::PageError},
};

/// How much of a PDF is read at once, in bytes.
const PIECE: u32 = 512 * 1024;
/// The highest picture, in pixels: what lies below is left out, as a browser cannot draw it in one go.
const HIGHEST: f64 = 16_000.0;

impl ChromePage {
    /// The page as it is now; `None` where that takes more bytes than `most`.
    pub(super) async fn printed(&self, format: PrintFormat, most: usize) -> Result<Option<Vec<u8>>, PageError> {
        match format {
            PrintFormat::Pdf => self.as_pdf(most).await,
            PrintFormat::Picture => self.as_picture(most).await,
        }
    }

    async fn as_pdf(&self, most: usize) -> Result<Option<Vec<u8>>, PageError> {
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
        Ok(Some(content).filter(|content| content.len() <= most))
    }

    async fn as_picture(&self, most: usize) -> Result<Option<Vec<u8>>, PageError> {
        let tab = self.tab()?;
        let layout = tab.call("Page.getLayoutMetrics", json!({})).await?["cssContentSize"].clone();
        let side = |name: &str| layout[name].as_f64().unwrap_or_default().clamp(1.0, HIGHEST);
        let clip = json!({"x": 0, "y": 0, "width": side("width"), "height": side("height"), "scale": 1});
        let how = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        let picture = tab.call("Page.captureScreenshot", how).await?;
        Ok(Some(decoded("Page.captureScreenshot", &picture["data"])?).filter(|content| content.len() <= most))
    }
}

fn decoded(method: &'static str, data: &Value) -> Result<Vec<u8>, PageError> {
    let refused = || DevtoolsError::Refused { method, message: "no base64".to_owned() };
    Ok(BASE64_STANDARD.decode(data.as_str().unwrap_or_default()).map_err(|_| refused())?)
}
