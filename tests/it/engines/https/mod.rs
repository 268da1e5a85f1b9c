//! Sources that speak https: the way out of the browser leads through tunnels, which cannot be looked into.

mod site;

use std::{path::PathBuf, time::Duration};

use futures_util::future::join_all;
use vestibule::{
    domain::{
        prompt::refusal::Refusal,
        source::{Definition, Engine, file},
    },
    engine::{
        Limits, Page, PageError,
        chrome::{Browsers, ChromePage, Settings},
    },
    net::error::NetError,
    net::guard::Guard,
};

use self::site::{HangsUp, Site, browser_that_trusts};
use super::pages::fill;
use crate::support::{Customer, Folder, Installation};

fn browsers(folder: &Folder, program: PathBuf) -> Browsers {
    let folder = folder.path().join("browsers");
    Browsers::new(Settings { program, folder, contexts: 4, per_browser: 4, lives: 100, memory: 4096 })
}

/// A blank page that may go to these.
async fn page(browsers: &Browsers, sites: &[&Site]) -> ChromePage {
    let hosts: Vec<_> = sites.iter().map(|site| site.address.to_string()).collect();
    let guard = Guard::new(&hosts, hosts.iter().map(|host| host.parse().unwrap()).collect()).unwrap();
    let limits = Limits { total: Duration::from_secs(15), ..Limits::default() };
    ChromePage::open(browsers, guard, limits).await.unwrap()
}

const FORM: &str =
    "<form method=post action=/in><input name=user><input name=pass type=password><button>Go</button></form>";
/// Asks the source about each word that is typed, so that a connection is at hand when the form is sent.
const ASKS: &str = "<script>for (const input of document.querySelectorAll('input'))
    input.addEventListener('input', () => fetch('/check?' + input.name))</script>";
/// Sends the form by a script of its own.
const FETCHES: &str = "<p id=told></p><script>document.forms[0].addEventListener('submit', async (event) => {
    event.preventDefault(); const body = new URLSearchParams(new FormData(event.target));
    told.textContent = await fetch('/in', {method: 'POST', body}).then(() => 'sent', () => 'lost') })</script>";
/// As `FETCHES`, and asks for something to send along just before.
const FETCHES_TWICE: &str = "<p id=told></p><script>document.forms[0].addEventListener('submit', async (event) => {
    event.preventDefault(); const body = new URLSearchParams(new FormData(event.target));
    body.append('token', await (await fetch('/token')).text());
    told.textContent = await fetch('/in', {method: 'POST', body}).then(() => 'sent', () => 'lost') })</script>";
/// Asks the source for something that does not come.
const WAITS: &str = "<script>fetch('/news')</script>";
const PAGES: [&[&str]; 6] =
    [&[FORM], &[FORM, ASKS], &[FORM, FETCHES], &[FORM, ASKS, FETCHES], &[FORM, ASKS, WAITS], &[FORM, FETCHES_TWICE]];

/// Gives a page the answer that all of them are for.
async fn answer(page: &mut ChromePage) -> Result<(), PageError> {
    page.submit(fill(&[("[name=user]", "eve"), ("[name=pass]", "s3cret")], Some("button"))).await
}

/// A browser would send a form again on a connection that it had used before.
#[tokio::test]
async fn an_answer_that_the_source_cuts_off_arrives_once() {
    let (folder, mut sites) = (Folder::new(), Vec::new());
    for parts in PAGES {
        for hangs_up in [HangsUp::AfterHead, HangsUp::AfterBody] {
            sites.push((Site::start(parts.concat(), hangs_up).await, parts, hangs_up));
        }
    }
    let pins: Vec<_> = sites.iter().map(|(site, ..)| &*site.pin).collect();
    let browsers = browsers(&folder, browser_that_trusts(folder.path(), &pins));
    join_all(sites.iter().map(async |(site, parts, hangs_up)| {
        let mut page = page(&browsers, &[site]).await;
        page.go(&site.url().parse().unwrap()).await.unwrap();
        let answered = answer(&mut page).await;
        // A page that sends by a script stays, and has been told.
        let is_known = answered.is_err_and(|error| error.may_have_arrived())
            || page.look().await.is_ok_and(|seen| seen.html.contains("<p id=\"told\">lost</p>"));
        assert!(is_known, "{hangs_up:?} {parts:?}");
        assert_eq!(site.forms().len(), 1, "{hangs_up:?} {parts:?}: {:?}", site.forms());
    }))
    .await;
}

#[tokio::test]
async fn an_answer_arrives_as_it_was_typed() {
    let (folder, site) = (Folder::new(), Site::start([FORM, ASKS, WAITS].concat(), HangsUp::Never).await);
    let browsers = browsers(&folder, browser_that_trusts(folder.path(), &[&site.pin]));
    let mut page = page(&browsers, &[&site]).await;
    page.go(&site.url().parse().unwrap()).await.unwrap();
    answer(&mut page).await.unwrap();
    assert!(page.look().await.unwrap().html.contains("Got it"));
    let bodies: Vec<_> = site.forms().into_iter().map(|heard| heard.body).collect();
    assert_eq!(bodies, ["user=eve&pass=s3cret"]);
}

/// The source whose page is trusted posts to another of its hosts, which shows a certificate of somebody else.
#[tokio::test]
async fn nothing_is_sent_to_a_source_whose_certificate_is_not_trusted() {
    let folder = Folder::new();
    let stranger = Site::start(FORM.to_owned(), HangsUp::Never).await;
    let trusted = Site::start(FORM.replace("/in", &format!("{}in", stranger.url())), HangsUp::Never).await;
    let browsers = browsers(&folder, browser_that_trusts(folder.path(), &[&trusted.pin]));
    let mut page = page(&browsers, &[&trusted, &stranger]).await;
    let refused = page.go(&stranger.url().parse().unwrap()).await.unwrap_err();
    assert_eq!(refused.refusal(), Refusal::SourceUnavailable, "{refused:?}");
    page.go(&trusted.url().parse().unwrap()).await.unwrap();
    let refused = answer(&mut page).await.unwrap_err();
    assert_eq!(refused.refusal(), Refusal::SourceUnavailable, "{refused:?}");
    assert!(stranger.connections() > 0 && stranger.heard().is_empty(), "{:?}", stranger.heard());
}

#[tokio::test]
async fn a_sign_in_that_leads_to_a_certificate_nobody_trusts_ends_there() {
    let folder = Folder::new();
    let stranger = Site::start(String::new(), HangsUp::Never).await;
    let trusted = Site::start(FORM.replace("/in", &format!("{}in", stranger.url())), HangsUp::Never).await;
    let browser = browser_that_trusts(folder.path(), &[&trusted.pin]);
    let settings = [("VESTIBULE_BROWSER", browser.to_str().unwrap()), ("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8")];
    let installation = Installation::with(&settings).await;
    let hosts = [trusted.address, stranger.address].map(|address| address.to_string());
    let text = format!("name = \"Shop\"\nlogin_url = \"{}\"\nhosts = {hosts:?}", trusted.url());
    let source = Definition { engine: Engine::Chrome, ..file::read(&text, false).unwrap() };
    let source = installation.backend.create_source(&source).await;
    let job = installation.backend.create_job(&source, &[]).await;
    let link = installation.backend.create_link(&job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    let page = customer.answer(&[("identifier", "eve"), ("password", "s3cret")]).await;
    page.is("failed");
    page.tells("source_unavailable");
    assert!(stranger.connections() > 0 && stranger.heard().is_empty(), "{:?}", stranger.heard());
    installation.backend.sees(&link, "FAILED").await;
}

#[tokio::test]
async fn a_tunnel_leads_to_no_other_port_and_no_other_host() {
    let folder = Folder::new();
    let other = Site::start(String::new(), HangsUp::Never).await;
    let by_name = format!("https://localhost:{}/", other.address.port());
    let tries = format!(
        "<p id=told></p><script>const tried = (url) => fetch(url, {{mode: 'no-cors'}}).then(() => 'in', () => 'out');
         Promise.all(['{}', '{by_name}', location.origin].map(tried)).then((all) => told.textContent = all)</script>",
        other.url()
    );
    let site = Site::start(tries, HangsUp::Never).await;
    let browsers = browsers(&folder, browser_that_trusts(folder.path(), &[&site.pin, &other.pin]));
    let mut kept = page(&browsers, &[&site]).await;
    kept.go(&site.url().parse().unwrap()).await.unwrap();
    assert!(kept.look().await.unwrap().html.contains("out,out,in"));
    assert_eq!(other.connections(), 0);
    let refused = kept.go(&other.url().parse().unwrap()).await.unwrap_err();
    assert!(matches!(refused, PageError::Net(NetError::Forbidden { .. })), "{refused:?}");
    let mut free = page(&browsers, &[&site, &other]).await;
    free.go(&site.url().parse().unwrap()).await.unwrap();
    assert!(free.look().await.unwrap().html.contains("in,out,in"));
    assert_eq!(other.connections(), 1);
}
