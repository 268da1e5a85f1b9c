//! The gallery of previews: every sample by its own address, on a policy under which it can do nothing.

use url::Url;
use vestibule::{
    domain::source::Definition,
    view::{
        kit::layout::Layout,
        portal::samples::{self, Shown},
        words::texts::Texts,
    },
};

use crate::support::{Customer, Installation, Page, definition};

const GALLERY: &str = "/console/previews";

async fn installation() -> Installation {
    Installation::with(&[("VESTIBULE_PREVIEWS", "true")]).await
}

async fn look(installation: &Installation, address: &str) -> Page {
    Customer::new().open(&installation.url(address)).await.clone()
}

/// Every sample there is, as page and state.
fn samples() -> Vec<(String, &'static str)> {
    let layout = Layout::sample(Texts::load().unwrap().words("en"));
    samples::all(&layout).into_iter().map(|Shown { page, state, .. }| (page, state)).collect()
}

#[track_caller]
fn can_do_nothing(page: &Page, address: &str) {
    assert_eq!(page.status, 200, "{address}");
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    let parts: Vec<_> = policy.split("; ").collect();
    for part in ["default-src 'none'", "form-action 'none'", "frame-ancestors 'self'", "sandbox allow-same-origin"] {
        assert!(parts.contains(&part), "{address}: {policy}");
    }
    assert!(!policy.contains("script-src") && !policy.contains("connect-src"), "{policy}");
    assert!(page.body.contains("<base target=\"_blank\">"), "{address}");
}

#[tokio::test]
async fn every_sample_can_be_looked_at_and_can_do_nothing() {
    let installation = installation().await;
    for (page, state) in samples() {
        let address = format!("{GALLERY}/frame?page={page}&state={state}&theme=dark");
        let shown = look(&installation, &address).await;
        can_do_nothing(&shown, &address);
        assert!(shown.body.contains(".css?theme=dark\""), "{address}");
    }
}

#[tokio::test]
async fn the_gallery_lists_every_sample_and_shows_one_of_them() {
    let installation = installation().await;
    let page = look(&installation, GALLERY).await;
    let listed = page.attributes("nav.list a", "href");
    assert_eq!(listed.len(), samples().len());
    let here = page.attributes("nav.list a[aria-current]", "href");
    assert_eq!(here, listed[..1]);
    let framed = page.attributes("iframe", "src");
    let shown = look(&installation, &framed[0]).await;
    can_do_nothing(&shown, &framed[0]);
    shown.is("begin");
    let next = page.attributes("a[rel=next]", "href");
    assert_eq!(next, listed[1..2]);
    let last = look(&installation, listed.last().unwrap()).await;
    assert_eq!(last.attributes("a[rel=prev]", "href").len(), 1);
    assert!(last.attributes("a[rel=next]", "href").is_empty());
}

#[tokio::test]
async fn a_walk_shows_the_screens_of_the_recipe_in_the_brand_of_its_company() {
    let installation = installation().await;
    let definition = definition(&installation.sandbox, "classic");
    let source = installation.backend.create_source(&definition).await;
    let gallery = look(&installation, &format!("{GALLERY}?source={source}")).await;
    assert!(gallery.words().contains("Harbour Books: Northwind Billing, 127.0.0.1"), "{}", gallery.words());
    for (screen, number) in definition.recipe.unwrap().screens.iter().zip(1..) {
        assert!(gallery.words().contains(&format!("{number}. {}", screen.name)), "{}", screen.name);
        let name = screen.name.replace(' ', "-");
        let address = format!("{GALLERY}/frame?source={source}&page=recipe&state={name}");
        let shown = look(&installation, &address).await;
        can_do_nothing(&shown, &address);
        shown.asks(&screen.ask.to_string());
        assert!(shown.words().contains("Harbour Books would like you to sign in to"), "{}", shown.words());
    }
}

#[tokio::test]
async fn a_source_without_a_recipe_is_shown_in_its_brand_and_said_to_be_recognised() {
    let installation = installation().await;
    let says = "This source has no recipe";
    let definition = Definition { recipe: None, ..definition(&installation.sandbox, "classic") };
    let source = installation.backend.create_source(&definition).await;
    let gallery = look(&installation, &format!("{GALLERY}?source={source}")).await;
    assert_eq!(gallery.attributes("nav.list a", "href").len(), samples().len());
    assert!(gallery.words().contains(says), "{}", gallery.words());
    let shown = look(&installation, &gallery.attributes("iframe", "src")[0]).await;
    assert!(shown.words().contains("Northwind Billing"), "{}", shown.words());
    assert!(!look(&installation, GALLERY).await.words().contains(says));
    let missing = look(&installation, &format!("{GALLERY}/frame?source={source}&page=recipe&state=1")).await;
    assert_eq!(missing.status, 404);
}

#[tokio::test]
async fn the_form_of_the_gallery_leads_to_the_address_of_what_was_chosen() {
    let installation = installation().await;
    let sent = "source=&sample=one_time_code%2Frefused&locale=en&theme=dark&width=768";
    let page = look(&installation, &format!("{GALLERY}?{sent}")).await;
    let canonical = "page=one_time_code&state=refused&locale=en&theme=dark&width=768";
    assert_eq!(page.url.query(), Some(canonical));
    assert_eq!(page.attributes("iframe", "src"), [format!("{GALLERY}/frame?{canonical}")]);
    assert_eq!(page.attributes(".window", "class"), ["window w768"]);
    let page = look(&installation, &format!("{GALLERY}?sample=begin%2Ffirst&find=eight+seconds")).await;
    assert_eq!(page.url.query(), Some("page=begin&state=first&locale=en&theme=auto&width=390&find=eight+seconds"));
    assert_eq!(page.texts("nav.list li"), ["slow"]);
    assert!(look(&installation, &format!("{GALLERY}?find=giraffe")).await.attributes("nav.list a", "href").is_empty());
    // A screen that the source just chosen does not have.
    let page = look(&installation, &format!("{GALLERY}?sample=recipe%2F9")).await;
    assert_eq!(page.url.query(), Some("page=begin&state=first&locale=en&theme=auto&width=390"));
}

#[tokio::test]
async fn an_address_that_is_not_understood_in_full_shows_nothing() {
    let installation = installation().await;
    let missing = look(&installation, "/nothing/here").await;
    let queries = [
        "page=one_time_code&state=nothing",
        "page=nothing&state=refused",
        "page=recipe&state=1",
        "page=begin&state=first&source=src_x",
        "page=begin&state=first&source=src_01k00000000000000000000000",
        "page=begin&state=first&source=%27%20OR%201%3D1",
        "page=begin&state=first&locale=tlh",
        "page=begin&state=first&locale=../en",
        "page=begin&state=first&theme=blue",
        "page=begin&state=first&width=391",
        "page=begin&state=first&colour=red",
        "page=begin&page=done&state=first",
        "page=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "page=%00%FF",
    ];
    for query in queries {
        for path in [GALLERY, "/console/previews/frame"] {
            let page = look(&installation, &format!("{path}?{query}")).await;
            assert_eq!((page.status, &page.body), (404, &missing.body), "{path}?{query}");
        }
    }
}

#[tokio::test]
async fn names_of_sources_are_escaped_in_the_gallery() {
    let installation = installation().await;
    let mut hostile = definition(&installation.sandbox, "classic");
    "</option><script>alert(1)</script>".clone_into(&mut hostile.name);
    installation.backend.create_source(&hostile).await;
    let page = look(&installation, GALLERY).await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("<script"), "{}", page.body);
}

#[tokio::test]
async fn a_forced_theme_answers_the_question_for_the_scheme_in_both_stylesheets() {
    let installation = installation().await;
    let page = look(&installation, "/console/previews/frame?page=begin&state=first&theme=light").await;
    for sheet in page.attributes("link[rel=stylesheet]", "href") {
        let url: Url = installation.url(&sheet).parse().unwrap();
        let sheet = crate::support::client().get(url).send().await.unwrap().text().await.unwrap();
        assert!(sheet.contains('{') && !sheet.contains("prefers-color-scheme"), "{sheet}");
    }
}

#[tokio::test]
async fn without_the_setting_there_is_nothing() {
    let installation = Installation::open().await;
    let missing = look(&installation, "/nothing/here").await;
    for path in [GALLERY, "/console/previews/frame?page=begin&state=first"] {
        let page = look(&installation, path).await;
        assert_eq!((page.status, &page.body), (404, &missing.body), "{path}");
    }
}
