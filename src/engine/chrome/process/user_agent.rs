//! What a browser tells sources it is.

use serde_json::{Value, json};

/// The `User-Agent` of a browser, and its client hints.
pub struct UserAgent {
    pub name: String,
    /// The metadata that DevTools turns into client hints.
    pub metadata: Value,
}

impl UserAgent {
    /// The ordinary browser of the version that a headless one says it is.
    pub fn of(version: &Value) -> Self {
        let name = version["userAgent"].as_str().unwrap_or_default().replace("HeadlessChrome", "Chrome");
        let product = version["product"].as_str().unwrap_or_default();
        let full = product.rsplit('/').next().unwrap_or_default();
        let major = full.split('.').next().unwrap_or_default();
        let brand = |name: &str, version: &str| json!({"brand": name, "version": version});
        let metadata = json!({
            "brands": [brand("Chromium", major), brand("Not.A/Brand", "24")],
            "fullVersionList": [brand("Chromium", full), brand("Not.A/Brand", "24.0.0.0")],
            "platform": "Linux", "platformVersion": "6.1.0", "architecture": "x86", "model": "", "mobile": false,
        });
        Self { name, metadata }
    }
}
