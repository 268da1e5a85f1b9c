//! What stands for the source at the head of a page: its logo, the icon of its site, or a letter.

use axum::{Router, http::header::CONTENT_TYPE, response::Redirect, routing::get};
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::Method;
use serde_json::{Value, json};
use time::Duration;
use tokio::net::TcpListener;
use vestibule::domain::source::Definition;

use crate::support::{Installation, Page, client, definition, until};

const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80"><script>alert(1)</script></svg>"#;
const DARK: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80"><path fill="#fff" d="M0 0"/></svg>"##;
/// The start of an icon file with one image of 32 pixels.
const ICO: [u8; 22] = [0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0];

fn data_url(bytes: &[u8]) -> String {
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(bytes))
}

/// The begin page of a link to a source.
async fn begin(installation: &Installation, source: &str) -> Page {
    let job = installation.backend.create_job(source, &[]).await;
    let link = installation.backend.create_link(&job).await;
    Page::of(reqwest::get(&link.url).await.unwrap()).await
}

async fn change(installation: &Installation, source: &str, changes: Value) -> Value {
    let path = format!("/v1/sources/{source}");
    installation.backend.send(Method::PATCH, &path, Some(changes.to_string())).await.expect(200)
}

async fn pictures(installation: &Installation) -> i64 {
    installation.rows().await["pictures"]
}

#[tokio::test]
async fn a_logo_is_shown_from_an_address_of_its_own() {
    let installation = Installation::open().await;
    let mut body = serde_json::to_value(definition(&installation.sandbox, "classic")).unwrap();
    body["brand"] =
        json!({"logo": data_url(SVG.as_bytes()), "logo_dark": data_url(DARK.as_bytes()), "accent": "#aa0000"});
    let made = installation.backend.post("/v1/sources", &body).await.expect(201);
    let logo = made["brand"]["logo"].as_str().unwrap();
    let page = begin(&installation, made["id"].as_str().unwrap()).await;
    assert_eq!(page.attributes("img.source", "src"), [logo.strip_prefix(&installation.url("")).unwrap()]);
    assert_eq!(page.attributes("img.source", "width"), ["400"], "as wide as it is, before it is there");
    let dark = page.attributes("picture source[media='(prefers-color-scheme: dark)']", "srcset");
    assert_eq!(installation.url(&dark[0]), made["brand"]["logo_dark"].as_str().unwrap());
    assert!(!page.body.contains("data:image"), "pictures are not in the page");

    let served = client().get(logo).send().await.unwrap();
    let headers = served.headers().clone();
    assert_eq!(headers["content-type"], "image/svg+xml");
    assert_eq!(headers["content-security-policy"], "default-src 'none'; sandbox");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert!(headers["cache-control"].to_str().unwrap().contains("immutable"));
    assert_eq!(served.text().await.unwrap(), SVG);
    let again = client().get(logo).header("if-none-match", &headers["etag"]).send().await.unwrap();
    assert_eq!(again.status().as_u16(), 304);
    for other in [logo.replace(".svg", ".png"), logo.replace("400x", "401x"), format!("{logo}x")] {
        assert_eq!(client().get(&other).send().await.unwrap().status().as_u16(), 404, "{other}");
    }
}

#[tokio::test]
async fn a_brand_comes_back_as_it_may_be_sent_again() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let changed = change(&installation, &source, json!({"brand": {"logo": data_url(SVG.as_bytes())}})).await;
    let mut brand = changed["brand"].clone();
    brand["accent"] = json!("#0A5BD3");
    let again = change(&installation, &source, json!({"brand": brand})).await;
    assert_eq!(again["brand"], brand);
    let unknown = brand["logo"].as_str().unwrap().replace("400x100", "400x101");
    let path = format!("/v1/sources/{source}");
    let reply = installation.backend.send(Method::PATCH, &path, Some(json!({"brand": {"logo": unknown}}).to_string()));
    assert_eq!(reply.await.problem(422).1, ["brand.logo"]);
    assert_eq!(installation.backend.get(&path).await.expect(200)["brand"], brand, "nothing was changed");
    let without = change(&installation, &source, json!({"brand": {"accent": "#0a5bd3"}})).await;
    assert!(without["brand"].get("logo").is_none());
    let page = begin(&installation, &source).await;
    assert_eq!(page.texts("span.mark.source.own"), ["N"]);
    let sheets = page.attributes("link[rel=stylesheet]", "href");
    let sheet = client().get(installation.url(&sheets[2])).send().await.unwrap();
    assert_eq!(sheet.headers()["content-type"], "text/css; charset=utf-8");
    assert!(sheet.text().await.unwrap().contains("--mark:"));
}

#[tokio::test]
async fn each_mistake_in_a_brand_is_told_at_its_field() {
    let installation = Installation::open().await;
    let body = serde_json::to_value(definition(&installation.sandbox, "classic")).unwrap();
    let large = data_url(&[SVG.as_bytes(), &vec![b' '; 64 * 1024]].concat());
    let cases = [
        (json!({"logo": data_url(b"GIF89a")}), "brand.logo"),
        (json!({"logo": data_url(b"<html></html>")}), "brand.logo"),
        (json!({"logo": large}), "brand.logo"),
        (json!({"logo": data_url(&ICO)}), "brand.logo"),
        (json!({"logo": "https://shop.example/logo.png"}), "brand.logo"),
        (json!({"logo_dark": data_url(SVG.as_bytes())}), "brand.logo_dark"),
        (json!({"accent": "red"}), "brand.accent"),
        (json!({"colour": "#aa0000"}), "brand.colour"),
    ];
    for (brand, field) in cases {
        let mut body = body.clone();
        body["brand"] = brand.clone();
        let (_, fields) = installation.backend.post("/v1/sources", &body).await.problem(422);
        assert!(fields.iter().any(|told| told == field), "{field}: {fields:?}");
    }
    assert_eq!(pictures(&installation).await, 0);
}

#[tokio::test]
async fn pictures_that_nobody_shows_any_more_are_removed() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let other = installation.backend.create_source(&definition(&installation.sandbox, "german")).await;
    let brand = json!({"logo": data_url(SVG.as_bytes()), "logo_dark": data_url(DARK.as_bytes())});
    change(&installation, &source, json!({"brand": brand})).await;
    change(&installation, &other, json!({"brand": {"logo": data_url(SVG.as_bytes())}})).await;
    assert_eq!(pictures(&installation).await, 2);
    installation.clock.advance(Duration::hours(2));
    change(&installation, &source, json!({"name": "Northwind"})).await;
    let path = format!("/v1/sources/{source}");
    assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.status, 204);
    installation.clock.advance(Duration::hours(2));
    until("the picture for dark pages is gone", async || (pictures(&installation).await == 1).then_some(())).await;
    change(&installation, &other, json!({"brand": null})).await;
    installation.clock.advance(Duration::hours(2));
    until("the other is gone", async || (pictures(&installation).await == 0).then_some(())).await;
}

/// A site whose sign-in page has this head, with an icon file, a picture too large, and a way there.
async fn site(head: &'static str) -> String {
    let page = move || async move { ([(CONTENT_TYPE, "text/html")], format!("<html><head>{head}</head></html>")) };
    let router = Router::new()
        .route("/login", get(page))
        .route("/moved", get(async || Redirect::temporary("/favicon.ico")))
        .route("/away", get(async || Redirect::temporary("http://localhost:9/favicon.ico")))
        .route("/large.svg", get(async || format!("{SVG}{}", " ".repeat(64 * 1024))))
        .route("/page.svg", get(async || "<html>no icon</html>"))
        .route("/good.svg", get(async || DARK))
        .route("/favicon.ico", get(async || ICO.to_vec()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    format!("http://{address}/login")
}

async fn with_icons() -> Installation {
    Installation::with(&[("VESTIBULE_SOURCE_ICONS", "true"), ("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")]).await
}

async fn icon(installation: &Installation, source: &str) -> String {
    let path = format!("/v1/sources/{source}");
    until("the icon is found", async || {
        let told = installation.backend.get(&path).await.expect(200);
        told["icon_url"].as_str().map(str::to_owned)
    })
    .await
}

#[tokio::test]
async fn the_icon_of_a_site_is_found_and_anew_when_the_site_is_another() {
    let installation = with_icons().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let first = icon(&installation, &source).await;
    assert!(first.ends_with("-100x100.svg"), "{first}");
    let page = begin(&installation, &source).await;
    assert_eq!(page.attributes("img.source.plate", "src"), [first.strip_prefix(&installation.url("")).unwrap()]);
    let other =
        site(r#"<link rel="icon" href="/large.svg"><link rel="icon" href="/page.svg"><link rel="icon" href="/moved">"#);
    let changed = change(&installation, &source, json!({"login_url": other.await, "hosts": []})).await;
    assert!(changed.get("icon_url").is_none(), "the icon of another site is not shown");
    let second = icon(&installation, &source).await;
    assert!(second.ends_with("-32x32.ico"), "{second}");
    let served = client().get(&second).send().await.unwrap();
    assert_eq!(served.headers()["content-type"], "image/x-icon");
    let brand = json!({"logo": data_url(SVG.as_bytes())});
    change(&installation, &source, json!({"brand": brand})).await;
    let page = begin(&installation, &source).await;
    assert!(page.attributes("img.source", "src")[0].ends_with("-400x100.svg"), "a logo comes first");
}

#[tokio::test]
async fn a_site_without_an_icon_or_out_of_reach_has_a_letter_and_nobody_is_troubled() {
    let installation = with_icons().await;
    let away = site(
        r#"<link rel="icon" href="/away"><link rel="icon" href="/page.svg"><link rel="icon" href="/large.svg">
        <link rel="icon" href="/away">"#,
    );
    let nowhere = "http://127.0.0.1:9/login".to_owned();
    for login_url in [away.await, nowhere] {
        let source = Definition { login_url, ..definition(&installation.sandbox, "classic") };
        let source = installation.backend.create_source(&source).await;
        until("the task is done", async || (installation.rows().await["tasks"] == 0).then_some(())).await;
        let told = installation.backend.get(&format!("/v1/sources/{source}")).await.expect(200);
        assert!(told.get("icon_url").is_none(), "{told}");
        assert_eq!(begin(&installation, &source).await.texts("span.mark.source"), ["N"]);
    }
    assert_eq!(pictures(&installation).await, 0);
}

#[tokio::test]
async fn nothing_is_fetched_where_the_operator_does_not_want_it() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    assert_eq!(installation.rows().await["tasks"], 0);
    assert_eq!(begin(&installation, &source).await.texts("span.mark.source"), ["N"]);
}
