//! Typed records out of the sandbox's account, over pages, compared with what the sandbox itself knows.

use serde_json::{Value, json};

use crate::support::{Customer, Installation, Link, client, definition};

const LANGUAGES: [&str; 5] = ["de", "fr", "de-CH", "en-IN", "ar-AE"];

fn fields() -> Value {
    let paid = ["Bezahlt", "Payée", "Paid", "مدفوعة"].join(",");
    let open = ["Offen", "À payer", "Due", "مستحقة"].join(",");
    json!({
        "number": {"at": ".number", "key": true},
        "issued": {"at": ".issued", "type": "date", "required": true},
        "due": {"at": ".due", "type": "date", "required": true},
        "amount": {"at": ".amount", "type": "money", "required": true},
        "is_paid": {"at": ".state", "type": "boolean", "format": format!("{paid}|{open}"), "required": true},
    })
}

fn reads(theme: &str, engine: &str, language: &str) -> [Value; 2] {
    let url = format!("/{theme}/account/history?language={language}");
    let rows = "#history tbody tr";
    [
        json!({"step": "visit", "url": url, "engine": engine}),
        json!({"step": "extract", "name": language, "rows": rows, "fields": fields(), "next": "a[rel=next]", "total": "#total"}),
    ]
}

/// Somebody signs in, and the job does these steps.
async fn does(installation: &Installation, theme: &str, steps: &[Value]) -> Link {
    let source = installation.backend.create_source(&definition(&installation.sandbox, theme)).await;
    let workflow = json!({"name": "Read your invoices", "source_id": source, "steps": steps});
    let workflow = installation.backend.create("/v1/workflows", &workflow).await;
    let job = installation.backend.create_job(&source, &[workflow]).await;
    let link = installation.backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await;
    customer.arrive().await.asks("credentials");
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await;
    customer.arrive().await.is("done");
    link
}

async fn fetch(url: &str) -> Value {
    let said = client().get(url).send().await.unwrap();
    serde_json::from_str(&said.text().await.unwrap()).unwrap()
}

/// What the sandbox knows of its invoices, and the records that were read of them, without the source's own words.
async fn compare(installation: &Installation, language: &str, mut read: Value) {
    let url = installation.sandbox.url(&format!("/history/{language}"));
    let known = fetch(&url).await;
    for record in read.as_array_mut().unwrap() {
        let raw = record.as_object_mut().unwrap().remove("raw").unwrap();
        assert_eq!(raw.as_object().unwrap().len(), 4, "{raw}");
    }
    assert_eq!(known.as_array().unwrap().len(), 200);
    assert_eq!(read, known, "{language}");
}

async fn all_are_read(theme: &str, engine: &str) {
    let installation = Installation::with(&[]).await;
    let steps: Vec<Value> = LANGUAGES.iter().flat_map(|language| reads(theme, engine, language)).collect();
    let link = does(&installation, theme, &steps).await;
    installation.backend.sees(&link, "COMPLETED").await;
    let artifacts = installation.backend.all("/v1/artifacts?limit=100").await;
    assert_eq!(artifacts.len(), LANGUAGES.len());
    for artifact in artifacts {
        let content = fetch(artifact["content_url"].as_str().unwrap()).await;
        compare(&installation, artifact["name"].as_str().unwrap(), content).await;
    }
}

#[tokio::test]
async fn two_hundred_invoices_in_five_languages_are_read_over_plain_http() {
    all_are_read("classic", "http").await;
}

#[tokio::test]
async fn two_hundred_invoices_in_five_languages_are_read_in_a_browser() {
    all_are_read("classic", "chrome").await;
}

#[tokio::test]
async fn two_hundred_invoices_in_five_languages_are_read_off_pages_made_by_a_script() {
    all_are_read("app", "chrome").await;
}

#[tokio::test]
async fn what_cannot_be_read_for_sure_fails_with_its_code_row_field_and_words() {
    let installation = Installation::with(&[]).await;
    let [visit, mut extract] = reads("classic", "http", "de");
    // The page is German, and the field says that its days are written in a language that nobody knows.
    extract["fields"]["issued"]["format"] = json!("xx");
    let link = does(&installation, "classic", &[visit, extract]).await;
    installation.backend.sees(&link, "FAILED").await;
    let runs = installation.backend.all("/v1/workflow-runs?limit=100").await;
    let error = runs[0]["error"].as_str().unwrap();
    assert_eq!(runs[0]["reason"], "ambiguous", "{error}");
    assert!(
        error.starts_with("step 1: row 1, \"issued\": \u{201c}02.12.2025\u{201d} cannot be read as date"),
        "{error}"
    );
}
