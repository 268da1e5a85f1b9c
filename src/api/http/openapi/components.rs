//! What the operations of the OpenAPI document refer to.

use schemars::Schema;
use serde_json::{Map, Value, json};

/// What operations refer to.
pub(super) fn components(schemas: &Map<String, Value>, problem: &Schema) -> Value {
    json!({
        "schemas": schemas,
        "headers": headers(),
        "parameters": {"DPoP": {
            "name": "DPoP",
            "in": "header",
            "required": false,
            "description": "A proof of the device's key (RFC 9449): needed where no access token is sent, or one that \
                is bound to a key, as `Authorization: DPoP …`.",
            "schema": {"type": "string"},
        }, "IdempotencyKey": {
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "A text of your choice, new for each thing to be done. Sent again with the same body \
                within 24 hours, the call does nothing and gets the first answer again, with \
                `Idempotent-Replayed: true`.",
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
        }},
        "responses": {"Problem": {
            "description": "Why the call was refused; nothing was changed.",
            "headers": answered_with(&EVERYWHERE),
            "content": {"application/problem+json": {"schema": problem}},
        }},
        "securitySchemes": {"key": {
            "type": "http",
            "scheme": "bearer",
            "description": "An API key, `vst_live_…`, or `vst_test_…` to try things; it is shown once, when it is made.",
        }, "user": {
            "type": "http",
            "scheme": "DPoP",
            "description": "An access token of an end user with a proof of its key (RFC 9449), or as a bearer where it \
                is bound to none.",
        }},
    })
}

/// The headers of every answer.
pub(super) const EVERYWHERE: [&str; 3] = ["X-Request-Id", "RateLimit-Policy", "RateLimit"];

fn headers() -> Value {
    let text = |description: &str| json!({"description": description, "schema": {"type": "string"}});
    json!({
        "X-Request-Id": text("The number under which our log knows the request."),
        "RateLimit-Policy": text("The limit that applies: `q` calls in `w` seconds."),
        "RateLimit": text("How many calls are left (`r`), and for how many seconds that counts (`t`)."),
        "Idempotent-Replayed": text("`true` on an answer that was given before; nothing was done again."),
    })
}

pub(super) fn answered_with(names: &[&str]) -> Value {
    let one = |name: &&str| ((*name).to_owned(), json!({"$ref": format!("#/components/headers/{name}")}));
    names.iter().map(one).collect::<Map<_, _>>().into()
}
