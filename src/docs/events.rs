//! The events, out of the OpenAPI document that describes them.

use askama::Template;
use askama_web::WebTemplate;
use serde_json::Value;

use super::Frame;

/// Every event with a sample and its schema.
#[derive(Clone, Template, WebTemplate)]
#[template(path = "docs/events.html")]
pub(super) struct Events {
    frame: Frame,
    events: Vec<Event>,
}

#[derive(Clone)]
struct Event {
    name: String,
    means: String,
    sample: String,
    schema: String,
}

impl Events {
    /// The page for a description.
    pub(super) fn new(description: &Value) -> Self {
        let webhooks = description["webhooks"].as_object().into_iter().flatten();
        Self {
            frame: Frame,
            events: webhooks.map(|(name, item)| Event::new(description, name, &item["post"])).collect(),
        }
    }
}

impl Event {
    fn new(description: &Value, name: &str, operation: &Value) -> Self {
        let content = &operation["requestBody"]["content"]["application/json"];
        let reference = content["schema"]["$ref"].as_str().map(|reference| reference.trim_start_matches('#'));
        let schema = reference.and_then(|pointer| description.pointer(pointer)).unwrap_or(&content["schema"]);
        let text = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default();
        Self {
            name: name.to_owned(),
            means: operation["summary"].as_str().unwrap_or_default().to_owned(),
            sample: text(&content["example"]),
            schema: text(&schema["properties"]["data"]),
        }
    }
}
