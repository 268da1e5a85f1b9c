//! The OpenAPI document, made of the calls' signatures and of what holds for all calls.

use std::sync::{Arc, OnceLock};

use axum::{
    Extension,
    body::Bytes,
    extract::Request,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use schemars::{
    JsonSchema, Schema, SchemaGenerator,
    generate::{Contract, SchemaSettings},
    json_schema,
};
use serde_json::{Map, Value, json};
use strum::VariantArray;

use super::{
    components::{EVERYWHERE, answered_with, components},
    example, schema,
    shape::{name_variants, without_null},
    tags::{tag, tags},
};
use crate::{
    api::http::{
        call::Call,
        error::ApiError,
        problem::{Details, Problem},
        signature::{Answer, Argument, Holder, Signature},
    },
    domain::event::{Envelope, Type},
};

/// The document; cheap to clone. It is written when it is first asked for, so that no start waits for it.
#[derive(Clone)]
pub struct Document(Arc<Unwritten>);

/// The calls, and what is said of them once somebody asked.
struct Unwritten {
    calls: Vec<Call>,
    written: OnceLock<Written>,
    text: OnceLock<Bytes>,
}

struct Written {
    value: Value,
    /// The schemas of changes with what must be there once a change was made, by their names.
    whole: Map<String, Value>,
}

impl Document {
    /// Describes calls.
    pub fn new(calls: Vec<Call>) -> Self {
        Self(Arc::new(Unwritten { calls, written: OnceLock::new(), text: OnceLock::new() }))
    }

    fn written(&self) -> &Written {
        self.0.written.get_or_init(|| Writer::new().write(&self.0.calls))
    }

    /// The document of the server that has this request.
    pub fn of(request: &Request) -> Result<Self, Problem> {
        request.extensions().get::<Self>().cloned().ok_or_else(Problem::internal)
    }

    pub fn value(&self) -> &Value {
        &self.written().value
    }

    /// The schema of a request's type.
    pub fn schema<T: JsonSchema>(&self) -> schema::Schema<'_> {
        let name = T::schema_name();
        let Written { value, whole } = self.written();
        let found = whole.get(&*name).unwrap_or_else(|| &value["components"]["schemas"][&*name]);
        schema::Schema::new(value, found)
    }
}

/// `GET /v1/openapi.json`
pub async fn show(Extension(document): Extension<Document>) -> Result<Document, ApiError> {
    Ok(document)
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let text = self.0.text.get_or_init(|| Bytes::from(self.value().to_string()));
        ([(CONTENT_TYPE, "application/json")], text.clone()).into_response()
    }
}

impl Argument for Extension<Document> {
    fn describe(_: &mut Signature) {}
}

impl Answer for Document {
    fn describe(signature: &mut Signature) {
        signature.status = 200;
        // A schema that is only `true` would be valid, but stops generators of clients.
        signature.response = Some(|_| json_schema!({"type": "object"}));
    }
}

/// Describes types of requests and of responses: a field with a default may be left out of the first and is in each of
/// the second.
struct Writer {
    requests: SchemaGenerator,
    responses: SchemaGenerator,
    answers: Value,
    /// What changes may say, by the names of their types.
    changes: Map<String, Value>,
}

impl Writer {
    fn new() -> Self {
        let generator = |contract: Contract| {
            let settings = SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = "/components/schemas".into();
                settings.meta_schema = None;
                settings.contract = contract;
            });
            settings.into_generator()
        };
        Self {
            requests: generator(Contract::Deserialize),
            responses: generator(Contract::Serialize),
            answers: example::answers(),
            changes: Map::new(),
        }
    }

    fn write(mut self, calls: &[Call]) -> Written {
        let problem = self.responses.subschema_for::<Details>();
        let mut paths = Map::new();
        for call in calls {
            let item = paths.entry(format!("/v1{}", call.path)).or_insert_with(|| json!({}));
            item[call.method.as_str().to_lowercase()] = self.operation(call);
        }
        let webhooks = self.webhooks();
        let mut schemas = self.responses.take_definitions(true);
        // A type of both is described as in requests, which is true of both.
        schemas.extend(self.requests.take_definitions(true));
        name_variants(&mut schemas);
        let mut whole = Map::new();
        for (name, change) in self.changes {
            whole.extend(schemas.insert(name.clone(), change).map(|schema| (name, schema)));
        }
        let value = json!({
            "openapi": "3.1.0",
            "info": info(),
            "servers": [{"url": "/"}],
            "tags": tags(calls),
            "paths": paths,
            "webhooks": webhooks,
            "components": components(&schemas, &problem),
        });
        Written { value, whole }
    }

    /// The events as they are posted to webhook endpoints, by their types.
    fn webhooks(&mut self) -> Value {
        let mut webhooks = Map::new();
        for kind in Type::VARIANTS {
            let mut schema = Envelope::json_schema(&mut self.responses).to_value();
            schema["properties"]["type"] = json!({"type": "string", "const": kind});
            schema["properties"]["data"] = kind.data_schema(&mut self.responses).to_value();
            let content = json!({"schema": schema, "example": example::event(*kind)});
            let operation = json!({
                "operationId": kind.to_string().replace('.', "_"),
                "summary": kind.meaning(),
                "tags": ["webhooks"],
                "security": [],
                "parameters": webhook_headers(),
                "requestBody": {"required": true, "content": {"application/json": content}},
                "responses": {
                    "200": {"description": "Taken; so is every other status from 200 to 299. A 410 disables the endpoint."},
                },
            });
            webhooks.insert(kind.to_string(), json!({"post": operation}));
        }
        webhooks.into()
    }

    fn operation(&mut self, call: &Call) -> Value {
        let mut operation = json!({
            "operationId": call.operation_id,
            "summary": call.summary,
            "tags": [tag(call.path)],
            "security": security(call),
            "responses": self.responses(call),
        });
        let parameters = self.parameters(call);
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        if let Some(body) = call.signature.body {
            let mut schema = body(&mut self.requests);
            if call.signature.is_patch {
                schema = self.any_of_its_fields(schema);
            }
            let mut content = json!({"schema": schema});
            if let Some(example) = example::body(call.operation_id) {
                content["example"] = example;
            }
            operation["requestBody"] = json!({"required": true, "content": {"application/json": content}});
        }
        operation
    }

    /// The schema of a change: an object's fields, none of which must be there. A type that is for changes alone is
    /// described as that under its own name.
    fn any_of_its_fields(&mut self, whole: Schema) -> Schema {
        let reference = whole.get("$ref").and_then(Value::as_str).unwrap_or_default();
        let name = reference.rsplit('/').next().unwrap_or_default();
        let mut change = self.requests.definitions().get(name).cloned().unwrap_or_default();
        if let Value::Object(change) = &mut change {
            change.remove("required");
        }
        if name.ends_with("Change") {
            self.changes.insert(name.to_owned(), change);
            return whole;
        }
        Schema::try_from(change).unwrap_or(whole)
    }

    fn parameters(&mut self, call: &Call) -> Vec<Value> {
        let mut parameters = Vec::new();
        if let Some(id) = call.signature.id {
            let schema = id(&mut self.requests);
            let name = call.path.split(['{', '}']).nth(1).unwrap_or_default();
            parameters.push(json!({"name": name, "in": "path", "required": true, "schema": schema}));
        }
        if call.signature.holder.is_some() {
            parameters.push(json!({"$ref": "#/components/parameters/DPoP"}));
        }
        if call.signature.is_idempotent {
            parameters.push(json!({"$ref": "#/components/parameters/IdempotencyKey"}));
        }
        if let Some(query) = call.signature.query {
            let described = query(&mut self.requests).to_value();
            let required = described["required"].as_array().cloned().unwrap_or_default();
            for (name, schema) in described["properties"].as_object().into_iter().flatten() {
                let schema = without_null(schema.clone());
                let is_required = required.contains(&json!(name));
                parameters.push(json!({"name": name, "in": "query", "required": is_required, "schema": schema}));
            }
        }
        parameters
    }

    fn responses(&mut self, call: &Call) -> Value {
        let mut good = json!({"description": "Done.", "headers": answered_with(&EVERYWHERE)});
        if let Some(answer) = call.signature.response {
            good["content"] = json!({"application/json": {"schema": answer(&mut self.responses)}});
            if let Some(example) = self.answers.get(call.operation_id) {
                good["content"]["application/json"]["example"] = example.clone();
            }
        }
        if call.signature.is_idempotent {
            good["headers"]["Idempotent-Replayed"] = json!({"$ref": "#/components/headers/Idempotent-Replayed"});
        }
        let mut responses = Map::new();
        responses.insert(call.signature.status.to_string(), good);
        for status in problems(call) {
            responses.insert(status.to_string(), json!({"$ref": "#/components/responses/Problem"}));
        }
        responses.into()
    }
}

/// Who may call: whoever has an API key with the scope, an end user, or anybody: a device shows its key alone.
fn security(call: &Call) -> Value {
    match (call.signature.scope, call.signature.holder) {
        (Some(scope), _) => json!([{"key": [scope]}]),
        (None, Some(Holder::EndUser)) => json!([{"user": []}]),
        (None, Some(Holder::Device) | None) => json!([]),
    }
}

/// The headers of a delivery, as Standard Webhooks names them.
fn webhook_headers() -> Value {
    let header = |name: &str, description: &str| json!({"name": name, "in": "header", "required": true, "description": description, "schema": {"type": "string"}});
    json!([
        header("webhook-id", "The id of the event, the same at every attempt."),
        header("webhook-timestamp", "When the attempt was made, in Unix seconds."),
        header("webhook-signature", "Signatures `v1,…` of id, timestamp and body, one for each secret that is valid."),
    ])
}

fn info() -> Value {
    json!({
        "title": "Vestibule",
        "version": env!("CARGO_PKG_VERSION"),
        "license": {"name": "MIT or Apache 2.0", "identifier": "MIT OR Apache-2.0"},
        "description": "Customers sign in to third-party systems through links that this API makes. Errors are \
            problems as RFC 9457 describes them, with a stable `code`. Lists come newest first, a page at a time.",
    })
}

/// The statuses with which a call may be refused.
fn problems(call: &Call) -> Vec<u16> {
    let changes = call.method != "GET";
    let cases: [(bool, &[u16]); 6] = [
        (call.signature.scope.is_some() || call.signature.holder.is_some(), &[401, 403]),
        (call.signature.id.is_some(), &[404]),
        (changes, &[409]),
        (call.signature.body.is_some(), &[400, 413, 415]),
        (call.signature.query.is_some() || changes, &[422]),
        (true, &[429, 500, 503]),
    ];
    cases.into_iter().filter(|(applies, _)| *applies).flat_map(|(_, statuses)| statuses).copied().collect()
}
