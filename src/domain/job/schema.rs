//! The JSON Schema of what a workflow's `extract` steps read, and results held against it.

use serde_json::{Map, Value, json};

use super::{
    failure::{Failure, Reason},
    step::{Extract, Kind, OnFailure, Step},
};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a workflow's result: what each `extract` reads, by its name. Steps that may be skipped or may fail
/// need not be there.
pub fn of_workflow(steps: &[Step]) -> Value {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    // A `stop` with a condition may leave out all that is behind it.
    let mut may_have_ended = false;
    for step in steps {
        match &step.kind {
            Kind::Extract(extract) => {
                let schema = of_extract(extract);
                let known = properties.remove(&extract.name);
                let schema = known.map_or(schema.clone(), |known| json!({"anyOf": [known, schema]}));
                properties.insert(extract.name.clone(), schema);
                let is_sure = step.when.is_none() && step.on_failure == OnFailure::Stop && !extract.allow_empty;
                if is_sure && !may_have_ended && !required.contains(&extract.name) {
                    required.push(extract.name.clone());
                }
            }
            Kind::Stop(_) => may_have_ended = true,
            Kind::Visit(_)
            | Kind::Expect(_)
            | Kind::WaitFor(_)
            | Kind::Click(_)
            | Kind::Fill(_)
            | Kind::Select(_)
            | Kind::Check(_)
            | Kind::Submit(_)
            | Kind::Download(_)
            | Kind::Upload(_)
            | Kind::Print(_)
            | Kind::ForEach(_)
            | Kind::Ask(_) => {}
        }
    }
    json!({
        "$schema": DIALECT,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The schema of what one `extract` reads.
pub fn of_extract(extract: &Extract) -> Value {
    let record = record(extract);
    match (&extract.rows, extract.allow_empty) {
        (None, _) => record,
        (Some(_), true) => json!({"type": "array", "items": record}),
        (Some(_), false) => json!({"type": "array", "items": record, "minItems": 1}),
    }
}

fn record(extract: &Extract) -> Value {
    let has_rows = extract.rows.is_some();
    let mut properties = Map::new();
    for (name, field) in &extract.fields {
        let schema = field.schema();
        let may_be_null = !extract.requires(name, field, has_rows);
        let schema = if may_be_null { json!({"anyOf": [schema, {"type": "null"}]}) } else { schema };
        properties.insert(name.clone(), schema);
    }
    let mut required: Vec<String> = extract.fields.keys().cloned().collect();
    if extract.has_raw() {
        let words = json!({"type": "object", "additionalProperties": {"type": "string"}});
        properties.insert("raw".to_owned(), words);
        required.push("raw".to_owned());
    }
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

/// Holds records against the schema of the step that reads them, one after another.
pub struct Holder {
    name: String,
    validator: jsonschema::Validator,
}

impl Holder {
    /// For the records of a step.
    pub fn new(extract: &Extract) -> Result<Self, Failure> {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&record(extract))
            .map_err(|error| Failure::new(Reason::Internal, format!("the schema of {:?}: {error}", extract.name)))?;
        Ok(Self { name: extract.name.clone(), validator })
    }

    /// Holds a record, the one of this number (from 0).
    pub fn hold(&self, number: usize, record: &Value) -> Result<(), Failure> {
        match self.validator.iter_errors(record).next() {
            None => Ok(()),
            // The value itself may be long, and is not told.
            Some(error) => {
                let place = format!("/{number}{}", error.instance_path());
                Err(Failure::new(
                    Reason::ResultInvalid,
                    format!("{:?} at {place:?} does not fit the schema", self.name),
                ))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(steps: Value) -> Vec<Step> {
        serde_json::from_value(steps).unwrap()
    }

    fn list() -> Value {
        json!({"step": "extract", "name": "invoices", "rows": "tr", "fields": {
            "number": {"at": "b", "type": "integer", "key": true},
            "amount": {"at": "i", "type": "money", "required": true},
            "due": {"at": "u", "type": "date"},
            "state": {"at": "s", "type": "enum", "values": {"paid": ["Paid"], "open": []}},
        }})
    }

    #[test]
    fn the_schema_of_a_result_is_one_and_says_what_is_sure() {
        let steps = steps(json!([
            list(),
            {"step": "stop", "message": "no profile", "when": {"none": ["#profile"]}},
            {"step": "extract", "name": "profile", "fields": {"name": "h1"}},
        ]));
        let schema = of_workflow(&steps);
        assert!(jsonschema::meta::is_valid(&schema), "{schema}");
        assert_eq!(schema["required"], json!(["invoices"]));
        assert_eq!(schema["properties"]["profile"]["required"], json!(["name"]));
    }

    #[test]
    fn a_result_that_does_not_fit_is_told_by_its_place() {
        let Kind::Extract(extract) = steps(json!([list()])).remove(0).kind else { panic!("no extract") };
        let record = json!({
            "number": 7, "amount": {"amount": "12.50", "currency": "EUR"}, "due": null, "state": "paid", "raw": {},
        });
        let holder = Holder::new(&extract).unwrap();
        assert_eq!(holder.hold(0, &record), Ok(()));
        for (name, wrong) in [
            ("number", json!("7")),
            ("amount", json!({"amount": 12.5, "currency": "EUR"})),
            ("amount", json!(null)),
            ("due", json!("2026-02-30")),
            ("state", json!("lost")),
            ("more", json!(1)),
        ] {
            let mut bad = record.clone();
            bad[name] = wrong;
            let failure = holder.hold(1, &bad).unwrap_err();
            assert_eq!(failure.reason, Reason::ResultInvalid);
            assert!(failure.message.contains("/1"), "{failure:?}");
        }
    }
}
