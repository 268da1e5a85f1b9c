//! The language of a page: whose wish counts, and how a choice is made and kept.

use reqwest::{
    Method,
    header::{ACCEPT_LANGUAGE, SET_COOKIE},
};
use serde_json::{Value, json};

use crate::support::{Customer, Installation, Page, Story, client, definition, until};

/// The `lang` and `dir` of a page.
fn of(page: &Page) -> (&str, &str) {
    let head = page.body.split_once("<html ").expect("a page").1;
    let value = |name: &str| head.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0;
    (value("lang"), value("dir"))
}

/// A page as a browser gets it that asks for some languages and keeps no cookie.
async fn accepting(url: &str, languages: &str) -> Page {
    Page::of(client().get(url).header(ACCEPT_LANGUAGE, languages).send().await.unwrap()).await
}

#[tokio::test]
async fn the_languages_of_the_browser_count_on_every_page() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    for (url, kind) in
        [(link.url.clone(), "begin"), (installation.url("/l/x"), "not_found"), (installation.url("/f/x"), "elsewhere")]
    {
        let page = accepting(&url, "tlh, ar;q=0.5, de;q=0.4").await;
        page.is(kind);
        assert_eq!(of(&page), ("ar", "rtl"), "{url}");
        assert_eq!(of(&accepting(&url, "tlh").await), ("en", "ltr"), "{url}");
    }
}

#[tokio::test]
async fn the_links_language_counts_more_than_the_browsers_and_less_than_the_customers() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let link =
        installation.backend.create_link_with(json!({"external_id": "1", "job_id": job, "locale": "fr-CA"})).await;
    assert_eq!(of(&accepting(&link.url, "de").await), ("fr", "ltr"));
    assert_eq!(of(&accepting(&format!("{}?lang=ja", link.url), "de").await), ("ja", "ltr"));
    let unknown =
        installation.backend.create_link_with(json!({"external_id": "2", "job_id": job, "locale": "tlh"})).await;
    assert_eq!(of(&accepting(&unknown.url, "de").await), ("de", "ltr"));
}

#[tokio::test]
async fn a_choice_holds_from_then_on() {
    let mut story = Story::begin("classic").await;
    let url = story.link.url.clone();
    story.customer.open(&format!("{url}?lang=es")).await.asks("credentials");
    assert_eq!(of(story.page()).0, "es");
    // A page that answers a form links to where it can be looked at again.
    story.customer.answer(&[]).await.asks("credentials");
    assert_eq!((story.page().status, of(story.page()).0), (422, "es"));
    let switched = story.page().url.join("?lang=pt").unwrap();
    story.customer.open(switched.as_str()).await.asks("credentials");
    assert_eq!((story.page().status, of(story.page()).0), (200, "pt"));
    assert_eq!(story.installation.backend.transitions(&story.link).await, "CREATED ACCESSED");
}

#[tokio::test]
async fn a_choice_can_be_made_on_a_page_that_knows_nothing() {
    let installation = Installation::open().await;
    let mut customer = Customer::new();
    assert_eq!(of(customer.open(&installation.url("/l/x?lang=ar")).await), ("ar", "rtl"));
    assert_eq!(of(customer.open(&installation.url("/f/x")).await), ("ar", "rtl"));
    assert_eq!(of(customer.open(&installation.url("/nowhere?lang=de&lang=ja")).await).0, "de");
}

#[tokio::test]
async fn the_page_at_which_a_form_failed_can_be_switched() {
    let installation = Installation::open().await;
    let link = installation.link("classic").await;
    let mut forgetful = Customer::new();
    forgetful.open(&link.url).await.is("begin");
    let mut forgetful = forgetful.without_cookies();
    forgetful.press_continue().await.is("error");
    let switched = forgetful.page().url.join("?lang=de").unwrap();
    forgetful.open(switched.as_str()).await.is("begin");
    assert_eq!(of(forgetful.page()).0, "de");
}

#[tokio::test]
async fn the_cookie_is_ours_alone_and_set_by_a_choice_only() {
    let installation = Installation::open().await;
    for (query, expected) in [
        ("?lang=pt-BR", vec!["lang=pt; HttpOnly; SameSite=Lax; Path=/; Max-Age=31536000"]),
        ("?lang=tlh", vec![]),
        ("?lang=", vec![]),
        ("?lang=de%0d%0aset-cookie:x", vec![]),
        ("", vec![]),
    ] {
        let answer = client().request(Method::GET, installation.url(&format!("/l/x{query}"))).send().await.unwrap();
        let cookies: Vec<_> = answer.headers().get_all(SET_COOKIE).iter().map(|it| it.to_str().unwrap()).collect();
        assert_eq!(cookies, expected, "{query}");
    }
}

#[tokio::test]
async fn a_job_is_named_in_the_language_of_the_customer() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let names = json!({"de": "Ihre Rechnungen lesen", "ar": "قراءة فواتيرك"});
    let workflow = installation.backend.create_workflow(&source, "classic").await;
    let body = json!({"name": "Read your invoices", "names": names, "source_id": source, "workflow_ids": [workflow]});
    let job = installation.backend.create("/v1/jobs", &body).await;
    let link = installation.backend.create_link(&job).await;
    let shown = [("de", "Ihre Rechnungen lesen"), ("ar", "قراءة فواتيرك"), ("fr", "Read your invoices")];
    for (lang, name) in shown {
        let page = Page::of(reqwest::get(format!("{}?lang={lang}", link.url)).await.unwrap()).await;
        assert_eq!(page.texts(".purposes li span"), [name], "{lang}");
    }
    let path = format!("/v1/jobs/{job}");
    assert_eq!(installation.backend.get(&path).await.expect(200)["names"], names);
    let change = |names: Value| {
        let body = json!({"names": names}).to_string();
        installation.backend.send(Method::PATCH, &path, Some(body))
    };
    assert_eq!(change(json!({"de": " ", "tlh": "bom"})).await.problem(422).1, ["names.de", "names.tlh"]);
    let changed = change(json!({"fr": "Lire vos factures"})).await.expect(200);
    assert_eq!(
        (&changed["name"], &changed["names"]),
        (&json!("Read your invoices"), &json!({"fr": "Lire vos factures"}))
    );
    let page = Page::of(reqwest::get(format!("{}?lang=de", link.url)).await.unwrap()).await;
    assert_eq!(
        page.texts(".purposes li span"),
        ["Ihre Rechnungen lesen"],
        "a link tells what it told when it was made"
    );

    let mut customer = installation.customer_at(&link).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await;
    let started = until("the job has begun", async || {
        let events = installation.backend.all("/v1/events?type=job_run.started").await;
        events.into_iter().next()
    })
    .await;
    assert_eq!(started["data"]["object"]["name"], "Read your invoices");
    assert_eq!(started["data"]["object"]["names"], names);
}
