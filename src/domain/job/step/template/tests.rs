use serde_json::{Map, Value, json};

use super::{Values, filled, lint};
use crate::domain::job::{
    failure::Reason,
    input::Inputs,
    step::{Kind, Step},
};

fn step(step: Value) -> Step {
    serde_json::from_value(step).unwrap()
}

fn visited(url: &str, record: &Value) -> Result<String, Reason> {
    let step = step(json!({"step": "visit", "url": url}));
    let values = Values { input: &Map::new(), item: record.as_object() };
    match filled(&step, values).map_err(|failure| failure.reason)?.kind {
        Kind::Visit(visit) => Ok(visit.url),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_value_is_put_in_as_it_is_and_is_never_more_than_a_part() {
    let record = json!({
        "id": "NW 7/../..?x=1#a", "up": "..", "url": "https://a.example/x?y=1", "no": "javascript:alert(1)",
        "template": "{{item.id}}", "count": 7, "none": null, "raw": {"id": "x"},
    });
    for (url, expected) in [
        ("/a/{{item.count}}", Ok("/a/7")),
        ("/a/{{item.id}}?b={{item.count}}", Ok("/a/NW%207%2F%2E%2E%2F%2E%2E%3Fx%3D1%23a?b=7")),
        ("/a/{{item.template}}", Ok("/a/%7B%7Bitem%2Eid%7D%7D")),
        ("/a/{{item.up}}/b", Err(Reason::Unreadable)),
        ("/a/{{item.none}}", Err(Reason::FieldMissing)),
        ("/a/{{item.other}}", Err(Reason::FieldMissing)),
        ("/a/{{item.raw}}", Err(Reason::FieldMissing)),
        ("{{item.url}}", Ok("https://a.example/x?y=1")),
        ("{{item.no}}", Err(Reason::Unreadable)),
        ("{{item.id}}", Err(Reason::Unreadable)),
    ] {
        assert_eq!(visited(url, &record).as_deref(), expected.as_deref(), "{url}");
    }
    let filled = filled(
        &step(json!({"step": "fill", "at": "a", "value": "{{item.template}}!"})),
        Values { input: &Map::new(), item: record.as_object() },
    );
    assert_eq!(serde_json::to_value(filled.unwrap()).unwrap()["value"], "{{item.id}}!");
}

#[test]
fn no_value_reaches_a_host() {
    for (url, is_good) in [
        ("{{item.url}}", true),
        ("/x/{{item.id}}", true),
        ("https://a.example/{{item.id}}", true),
        ("https://{{item.id}}.example/", false),
        ("https://a.example{{item.id}}", false),
        ("{{item.a}}{{item.b}}", false),
        ("//{{item.a}}/", false),
    ] {
        let step = step(json!({"step": "visit", "url": url}));
        assert_eq!(lint(&step, "k", None, true).is_empty(), is_good, "{url}");
    }
    assert_eq!(lint(&step(json!({"step": "fill", "at": "a", "value": "{{item.x}}"})), "k", None, false).len(), 1);
}

#[test]
fn an_input_stands_in_texts_only_and_must_be_declared() {
    let inputs: Inputs = serde_json::from_value(json!({"properties": {
        "month": {"type": "string"}, "bill": {"type": "string", "contentEncoding": "base64"},
    }}))
    .unwrap();
    for (keys, wrong) in [
        (json!({"step": "visit", "url": "/x/{{input.month}}"}), None),
        (json!({"step": "fill", "at": "a", "value": "{{input.month}}!", "when": {"says": ["{{input.month}}"]}}), None),
        (json!({"step": "visit", "url": "/x/{{input.moon}}"}), Some("k.url")),
        (json!({"step": "visit", "url": "{{input.month}}"}), Some("k.url")),
        (json!({"step": "visit", "url": "https://{{input.month}}.example/"}), Some("k.url")),
        (json!({"step": "visit", "url": "/x/{{ input.month }}"}), Some("k.url")),
        (json!({"step": "fill", "at": "a", "value": "{{input.bill}}"}), Some("k.value")),
        (json!({"step": "upload", "at": "a", "input": "bill", "name": "bill {{input.month}}.pdf"}), None),
        (json!({"step": "fill", "at": "#{{input.month}}", "value": "x"}), Some("k.at")),
        (json!({"step": "extract", "name": "{{input.month}}", "fields": {"a": "b"}}), Some("k.name")),
        (json!({"step": "extract", "name": "x", "fields": {"a": {"at": "#{{input.month}}"}}}), Some("k.fields.a")),
        (json!({"step": "stop", "message": "{{input.month}}"}), Some("k.message")),
    ] {
        let mistakes = lint(&step(keys.clone()), "k", Some(&inputs), false);
        let key = mistakes.first().map(|mistake| mistake.key.as_str());
        assert_eq!(key.map(|key| key.trim_end_matches(".at")), wrong.map(|key| key.trim_end_matches(".at")), "{keys}");
    }
}

#[test]
fn an_input_that_looks_like_a_template_is_put_in_as_it_is() {
    let input = json!({"a": "{{item.id}}{{input.b}}", "b": "../x?y#z", "up": "..", "yes": true});
    let item = json!({"id": "{{input.b}}"});
    let values = Values { input: input.as_object().unwrap(), item: item.as_object() };
    let text = |text: &str| filled(&step(json!({"step": "fill", "at": "a", "value": text})), values).unwrap();
    let value = |step: Step| serde_json::to_value(step).unwrap()["value"].clone();
    assert_eq!(value(text("{{input.a}} {{item.id}} {{input.yes}}")), "{{item.id}}{{input.b}} {{input.b}} true");
    let url = |url: &str| filled(&step(json!({"step": "visit", "url": url})), values).map(|step| step.kind);
    let Ok(Kind::Visit(visit)) = url("/a/{{input.b}}") else { panic!("no address") };
    assert_eq!(visit.url, "/a/%2E%2E%2Fx%3Fy%23z");
    assert!(url("/a/{{input.up}}/b").is_err());
}

#[test]
fn a_value_in_the_name_of_a_file_leads_nowhere() {
    let input = json!({"month": "../../2026/02", "number": "7"});
    let values = Values { input: input.as_object().unwrap(), item: None };
    let named = |name: &str| {
        let upload = step(json!({"step": "upload", "at": "a", "input": "bill", "name": name}));
        serde_json::to_value(filled(&upload, values).unwrap()).unwrap()["name"].clone()
    };
    assert_eq!(named("bill {{input.number}}.pdf"), "bill 7.pdf");
    assert_eq!(named("bill {{input.month}}.pdf"), "bill .._.._2026_02.pdf");
}
