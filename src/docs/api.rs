//! The calls of the API, out of the document that describes them.

use askama::Template;
use askama_web::WebTemplate;
use serde_json::Value;

use super::Frame;

/// How to begin, and every call.
#[derive(Clone, Template, WebTemplate)]
#[template(path = "docs/api.html")]
pub(super) struct Api {
    frame: Frame,
    groups: Vec<Group>,
}

/// The calls about one noun.
#[derive(Clone)]
struct Group {
    name: String,
    calls: Vec<Call>,
}

#[derive(Clone)]
struct Call {
    name: String,
    method: String,
    path: String,
    does: String,
    /// What the key must allow; nothing where no key is needed.
    scope: Option<String>,
    parameters: Vec<Parameter>,
    /// The command that makes it.
    curl: String,
    /// How it was answered once.
    answer: Option<String>,
}

#[derive(Clone)]
struct Parameter {
    name: String,
    is_required: bool,
    means: String,
}

impl Api {
    /// The page for a description.
    pub(super) fn new(description: &Value) -> Self {
        let tags = description["tags"].as_array().into_iter().flatten();
        let mut groups: Vec<Group> = tags.map(|tag| Group { name: text(&tag["name"]), calls: Vec::new() }).collect();
        for (path, item) in description["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let call = Call::new(description, method, path, operation);
                let name = text(&operation["tags"][0]);
                groups.iter_mut().filter(|group| group.name == name).for_each(|group| group.calls.push(call.clone()));
            }
        }
        Self { frame: Frame, groups }
    }
}

impl Call {
    fn new(description: &Value, method: &str, path: &str, operation: &Value) -> Self {
        let mut parameters = Vec::new();
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            // The key of an idempotent call is told once for all.
            if parameter["in"] == "query" {
                let is_required = parameter["required"] == true;
                let means = text(&parameter["schema"]["description"]);
                parameters.push(Parameter { name: text(&parameter["name"]), is_required, means });
            }
        }
        let content = &operation["requestBody"]["content"]["application/json"];
        let schema = resolved(description, &content["schema"]);
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let is_required = required.iter().any(|required| required == name);
            parameters.push(Parameter { name: name.clone(), is_required, means: text(&field["description"]) });
        }
        let scope = operation["security"][0]["key"][0].as_str().map(str::to_owned);
        Self {
            name: text(&operation["operationId"]),
            method: method.to_uppercase(),
            path: path.to_owned(),
            does: text(&operation["summary"]),
            curl: curl(method, path, operation, scope.is_some()),
            scope,
            parameters,
            answer: answer(operation),
        }
    }
}

/// A schema, or what it refers to.
fn resolved<'a>(description: &'a Value, schema: &'a Value) -> &'a Value {
    let reference = schema["$ref"].as_str().map(|reference| reference.trim_start_matches('#'));
    reference.and_then(|pointer| description.pointer(pointer)).unwrap_or(schema)
}

/// The command for a shell that knows `URL` and `KEY`.
fn curl(method: &str, path: &str, operation: &Value, needs_key: bool) -> String {
    let id = operation["parameters"][0]["schema"]["examples"][0].as_str().unwrap_or("{id}");
    let method = if method == "get" { String::new() } else { format!("-X {} ", method.to_uppercase()) };
    let path = path.replace("{id}", id).replace("{external_id}", id);
    let key = if needs_key { " \\\n  -H \"Authorization: Bearer $KEY\"" } else { "" };
    let body = match &operation["requestBody"]["content"]["application/json"]["example"] {
        Value::Null => String::new(),
        example => {
            let body = serde_json::to_string_pretty(example).unwrap_or_default();
            format!(" \\\n  -H \"Content-Type: application/json\" -d '{body}'")
        }
    };
    format!("curl {method}\"$URL{path}\"{key}{body}")
}

fn answer(operation: &Value) -> Option<String> {
    let good = operation["responses"].as_object()?.iter().find(|(status, _)| status.starts_with('2'))?.1;
    let example = good["content"]["application/json"].get("example")?;
    serde_json::to_string_pretty(example).ok()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
