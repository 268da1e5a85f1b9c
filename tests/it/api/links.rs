//! Making links.

use serde_json::{Value, json};
use url::Url;

use crate::support::{Customer, Installation, RETURN_URL, Story, definition};

#[tokio::test]
async fn a_link_is_told_as_it_was_made() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({
        "external_id": "customer 7 🙂", "job_id": [job], "expires_in": 3600, "return_url": RETURN_URL,
        "locale": "en-GB", "metadata": {"plan": {"seats": [1, null]}}, "identifier": "user_good",
    });
    let link = installation.backend.create_link_with(body.clone()).await;
    let told = installation.backend.link(&link).await;
    for field in ["external_id", "job_id", "return_url", "locale", "metadata"] {
        assert_eq!(told[field], body[field], "{field}");
    }
    assert_eq!(told["object"], "link");
    assert_eq!(told["link_url"], link.url.as_str());
    assert!(told["expires_at"].as_str().unwrap().ends_with('Z'));
    assert!(told["status_reason"].is_null() && told["last_refusal"].is_null());
    assert_eq!(told["job_run_ids"], json!([]));
}

#[tokio::test]
async fn an_identifier_that_the_company_knows_is_filled_in() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let body = json!({"external_id": "x", "job_id": job, "identifier": "user_good"});
    let link = installation.backend.create_link_with(body).await;
    let mut customer = installation.customer_at(&link).await;
    customer.answer(&[("password", "pass_good")]).await.is("done");
}

#[tokio::test]
async fn one_job_is_as_good_as_a_list_of_them_and_they_run_in_order() {
    let mut story = Story::begin("classic").await;
    let backend = story.installation.backend.clone();
    let source = backend.create_source(&definition(&story.installation.sandbox, "classic")).await;
    let workflow = backend.create_workflow(&source, "classic").await;
    let jobs = [
        backend.create_job(&source, &[]).await,
        backend.create_job(&source, &[workflow.clone(), workflow.clone()]).await,
        backend.create_job(&source, &[workflow]).await,
    ];
    story.link = backend.create_link_with(json!({"external_id": "x", "job_id": jobs})).await;
    story.customer = story.installation.customer_at(&story.link).await;
    story.gives("pass_good").await;
    let told = backend.sees(&story.link, "COMPLETED").await;
    assert_eq!(told["job_run_ids"].as_array().unwrap().len(), 3);
    assert_eq!(backend.artifacts(&story.link).await.len(), 3);
}

#[tokio::test]
async fn a_job_without_workflows_only_signs_in() {
    let mut story = Story::begin("classic").await;
    let backend = story.installation.backend.clone();
    let source = backend.create_source(&definition(&story.installation.sandbox, "classic")).await;
    let job = backend.create_job(&source, &[]).await;
    story.link = backend.create_link(&job).await;
    story.customer = story.installation.customer_at(&story.link).await;
    story.gives("pass_good").await.is("done");
    backend.sees(&story.link, "COMPLETED").await;
    let timeline = "CREATED ACCESSED AUTHENTICATING IN_PROGRESS COMPLETED";
    assert_eq!(story.timeline().await, timeline);
}

#[tokio::test]
async fn jobs_of_two_sources_do_not_fit_into_one_link() {
    let installation = Installation::open().await;
    let jobs = [
        installation.backend.sandbox_job(&installation.sandbox, "classic").await,
        installation.backend.sandbox_job(&installation.sandbox, "stepwise").await,
    ];
    let body = json!({"external_id": "x", "job_id": jobs});
    assert_eq!(installation.backend.post("/v1/links", &body).await.problem(422).1, ["job_id[1]"]);
}

async fn status_with(installation: &Installation, job: &str, field: &str, value: &Value) -> u16 {
    let mut body = json!({"external_id": "x", "job_id": job});
    body[field] = value.clone();
    let reply = installation.backend.post("/v1/links", &body).await;
    if reply.status != 201 {
        assert_eq!(reply.problem(422).1, [field], "{value}");
    }
    reply.status
}

#[tokio::test]
async fn a_link_lives_between_a_minute_and_ninety_days() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    for (seconds, status) in [
        (59, 422),
        (60, 201),
        (7_776_000, 201),
        (7_776_001, 422),
        (0, 422),
        (-60, 422),
        (i64::MAX, 422),
        (i64::MIN, 422),
    ] {
        assert_eq!(status_with(&installation, &job, "expires_in", &json!(seconds)).await, status, "{seconds}");
    }
}

#[tokio::test]
async fn a_return_address_is_one_that_the_tenant_registered() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let longer = format!("{RETURN_URL}&more=1");
    let evil = ["//evil.example", "https:evil", "javascript:alert(1)", "", "https://books.example.evil/back"];
    for url in evil.into_iter().chain([longer.as_str(), "https://books.example/back", "HTTPS://books.example/back"]) {
        assert_eq!(status_with(&installation, &job, "return_url", &json!(url)).await, 422, "{url}");
    }
    assert_eq!(status_with(&installation, &job, "return_url", &json!(RETURN_URL)).await, 201);
}

#[tokio::test]
async fn the_way_back_tells_which_link_it_was_and_how_it_stands() {
    let mut story = Story::begin("classic").await;
    let job = story.installation.backend.link(&story.link).await["job_id"].clone();
    let body = json!({"external_id": "x", "job_id": job, "return_url": RETURN_URL});
    story.link = story.installation.backend.create_link_with(body).await;
    story.customer = Customer::new();
    story.customer.open(&story.link.url).await;
    story.customer.press_continue().await;
    story.gives("pass_good").await.is("done");
    story.installation.backend.sees(&story.link, "COMPLETED").await;
    let url = story.link.url.clone();
    let back = story.customer.open(&url).await.way_back();
    let asked: Vec<_> = Url::parse(&back).unwrap().query_pairs().into_owned().collect();
    let expected = [("from", "portal"), ("link_id", &story.link.id), ("status", "COMPLETED")];
    assert_eq!(asked, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}
