//! What the workflows of a link are given with it.

use serde_json::{Value, json};

use super::sign_in;
use crate::support::{Customer, Installation, Program, definition, until};

/// A workflow that writes its inputs into the settings of the account, with a mail address of the second record of a list.
fn workflow(source: &str, engine: &str) -> Value {
    json!({
        "name": "Change the address", "source_id": source,
        "permissions": {"write": [{"method": "POST", "url": "*://127.0.0.1/classic/account/settings", "says": "change it"}]},
        "inputs": {
            "type": "object", "required": ["mail"],
            "properties": {
                "mail": {"type": "string", "maxLength": 60},
                "language": {"type": "string", "enum": ["de", "fr"], "default": "de"},
                "page": {"type": "integer", "minimum": 1},
            },
        },
        "steps": [
            {"step": "visit", "url": "/classic/account/history?language={{input.language}}", "engine": engine},
            {"step": "extract", "name": "invoices", "rows": "#history tbody tr", "fields": {"number": ".number"}},
            {"step": "visit", "url": "/classic/account/settings"},
            {"step": "for_each", "of": "invoices", "when": {"none": ["#not-there"]}, "steps": [
                {"step": "fill", "at": "#invoice-email", "value": "{{input.mail}}|{{item.number}}"},
            ]},
            {"step": "fill", "at": "#invoice-email", "value": "{{input.mail}}"},
            {"step": "submit", "at": "form#settings button[value=submit]"},
            {"step": "extract", "name": "settings", "fields": {
                "email": {"at": "#invoice-email", "attribute": "value"},
            }},
        ],
    })
}

struct Given {
    installation: Installation,
    workflow: String,
    job: String,
}

impl Given {
    async fn to(engine: &str) -> Self {
        let installation = Installation::open().await;
        let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
        let workflow = installation.backend.create("/v1/workflows", &workflow(&source, engine)).await;
        let job = installation.backend.create_job(&source, std::slice::from_ref(&workflow)).await;
        Self { installation, workflow, job }
    }

    fn link(&self, inputs: &Value) -> Value {
        json!({"external_id": "customer-1", "job_id": self.job, "inputs": inputs})
    }

    async fn kept(&self) -> i64 {
        self.installation.rows().await["link_inputs"]
    }
}

#[tokio::test]
async fn what_a_link_gives_reaches_the_steps_as_it_is_in_either_engine() {
    for engine in ["http", "chrome"] {
        let given = Given::to(engine).await;
        let backend = &given.installation.backend;
        // It looks like a template, like a path and like a mail address, and stays what it is.
        let mail = "{{item.number}}{{input.page}}../x@mail.example";
        let link = backend.create_link_with(given.link(&json!({"mail": mail}))).await;
        assert_eq!(given.kept().await, 1, "{engine}");
        let mut customer = given.installation.customer_at(&link).await;
        sign_in(&mut customer).await.is("done");
        backend.sees(&link, "COMPLETED").await;
        let artifacts = backend.artifacts(&link).await;
        assert_eq!(artifacts[0], json!({"email": mail}), "{engine}");
        let run = backend.all("/v1/workflow-runs?limit=100").await.remove(0);
        assert_eq!(run["steps"][4]["value"], "{{input.mail}}", "a run tells its definition, and not what it was given");
        assert!(!run.to_string().contains("mail.example"), "{run}");
        assert_eq!(run["outcomes"][3]["items"]["done"], 25, "{engine}: {run}");
        until("what was given goes with the end of the link", async || (given.kept().await == 0).then_some(())).await;
    }
}

#[tokio::test]
async fn inputs_that_are_missing_unknown_or_do_not_fit_make_no_link() {
    let given = Given::to("http").await;
    let backend = &given.installation.backend;
    for (inputs, field) in [
        (json!({}), "inputs.mail"),
        (json!({"mail": 7}), "inputs.mail"),
        (json!({"mail": null}), "inputs.mail"),
        (json!({"mail": "x".repeat(61)}), "inputs.mail"),
        (json!({"mail": "a@b", "language": "tlh"}), "inputs.language"),
        (json!({"mail": "a@b", "page": 0}), "inputs.page"),
        (json!({"mail": "a@b", "moon": "x"}), "inputs.moon"),
    ] {
        let (_, fields) = backend.post("/v1/links", &given.link(&inputs)).await.problem(422);
        assert_eq!(fields, [field], "{inputs}");
    }
    backend.post("/v1/links", &given.link(&json!(["mail"]))).await.problem(422);
    assert!(backend.all("/v1/links?limit=100").await.is_empty());
    // A workflow that takes nothing is given nothing.
    let plain = given.installation.backend.sandbox_job(&given.installation.sandbox, "classic").await;
    let body = json!({"external_id": "customer-1", "job_id": plain, "inputs": {"mail": "a@b"}});
    assert_eq!(backend.post("/v1/links", &body).await.problem(422).1, ["inputs.mail"]);
}

#[tokio::test]
async fn a_job_has_inputs_for_all_of_its_links_and_a_link_has_others() {
    let given = Given::to("http").await;
    let backend = &given.installation.backend;
    let path = format!("/v1/jobs/{}", given.job);
    for (inputs, field) in [(json!({"mail": 7}), "inputs.mail"), (json!({"moon": "x"}), "inputs.moon")] {
        assert_eq!(backend.patch(&path, &json!({"inputs": inputs})).await.problem(422).1, [field]);
    }
    backend.patch(&path, &json!({"inputs": {"mail": "job@mail.example"}})).await.expect(200);
    for (inputs, mail) in [(json!({}), "job@mail.example"), (json!({"mail": "own@mail.example"}), "own@mail.example")] {
        let link = backend.create_link_with(given.link(&inputs)).await;
        let mut customer = given.installation.customer_at(&link).await;
        sign_in(&mut customer).await.is("done");
        backend.sees(&link, "COMPLETED").await;
        assert_eq!(backend.artifacts(&link).await[0], json!({"email": mail}));
    }
}

#[tokio::test]
async fn a_workflow_that_wants_more_since_the_link_was_made_fails_and_says_so() {
    let given = Given::to("http").await;
    let backend = &given.installation.backend;
    let link = backend.create_link_with(given.link(&json!({"mail": "a@mail.example"}))).await;
    let change = json!({"inputs": {"properties": {"mail": {"type": "string"}, "more": {"type": "string"}, "language":
        {"type": "string", "default": "de"}}, "required": ["mail", "more"]}});
    backend.patch(&format!("/v1/workflows/{}", given.workflow), &change).await.expect(200);
    let mut customer = given.installation.customer_at(&link).await;
    sign_in(&mut customer).await;
    backend.sees(&link, "FAILED").await;
    let run = backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    assert_eq!(run["reason"], "input_invalid");
    assert!(run["error"].as_str().unwrap().contains("\"more\" is missing"), "{run}");
    // It is kept until the link has ended, or its customer is forgotten.
    assert_eq!(given.kept().await, 1);
    backend.send(reqwest::Method::DELETE, "/v1/customers/customer-1", None).await.expect(200);
    assert_eq!(given.kept().await, 0);
}

#[tokio::test]
async fn an_input_that_is_not_declared_or_stands_where_none_may_is_told_with_its_key() {
    let given = Given::to("http").await;
    let source = given.installation.backend.create_source(&definition(&given.installation.sandbox, "classic")).await;
    for (step, key) in [
        (json!({"step": "visit", "url": "/x?y={{input.moon}}"}), "steps[0].url"),
        (json!({"step": "visit", "url": "https://{{input.mail}}/"}), "steps[0].url"),
        (json!({"step": "visit", "url": "{{input.mail}}"}), "steps[0].url"),
        (json!({"step": "visit", "url": "/{{mail}}"}), "steps[0].url"),
        (json!({"step": "click", "at": "#{{input.mail}}"}), "steps[0].at"),
        (json!({"step": "extract", "name": "{{input.mail}}", "fields": {"a": "b"}}), "steps[0].name"),
        (
            json!({"step": "for_each", "rows": "tr", "steps": [{"step": "fill", "at": "a", "value": "{{input.moon}}"}]}),
            "steps[0].steps[0].value",
        ),
    ] {
        let mut body = workflow(&source, "http");
        body["steps"] = json!([step]);
        let (_, keys) = given.installation.backend.post("/v1/workflows", &body).await.problem(422);
        assert!(keys.contains(&key.to_owned()), "{keys:?}: {step}");
    }
}

#[tokio::test]
async fn what_a_link_is_given_lies_nowhere_in_clear() {
    let program = Program::start().await;
    let source = program.backend.create_source(&definition(&program.sandbox, "classic")).await;
    let workflow = program.backend.create("/v1/workflows", &workflow(&source, "http")).await;
    let job = program.backend.create_job(&source, &[workflow]).await;
    let inputs = json!({"mail": "Recognisable-Input-5127"});
    let body = json!({"external_id": "customer-1", "job_id": job, "inputs": inputs});
    let link = program.backend.create_link_with(body).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    let mut folders = vec![program.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if let Ok(bytes) = std::fs::read(&entry) {
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains("Recognisable-Input-5127"), "{}", entry.display());
            }
        }
    }
    assert!(!program.log().contains("Recognisable-Input"), "the log tells it");
}
