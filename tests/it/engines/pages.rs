//! Pages as scripts make them.

use std::{
    net::SocketAddr,
    os::unix::fs::PermissionsExt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    response::Html,
    routing::{MethodRouter, get, post},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use vestibule::{
    engine::{
        Limits, Page, PageError,
        chrome::{Browsers, ChromePage, Settings},
    },
    net::error::NetError,
    net::guard::Guard,
    page::{Submission, Target},
};

use super::walk::browsers;
use crate::support::Folder;

/// A page with this body; what is asked for with a query, or posted, is echoed.
pub fn page(body: impl Into<String>) -> MethodRouter {
    let body: String = body.into();
    get(async move |request: axum::extract::Request| match request.uri().query() {
        Some(query) => Html(format!("<p id=got>{}</p>", query.replace('&', " "))),
        None => Html(format!("<!DOCTYPE html><body>{body}")),
    })
    .post(async |sent: String| Html(format!("<p id=got>{}</p>", sent.replace('&', " "))))
}

/// Such a page, open in a browser.
async fn open(body: impl Into<String>) -> (ChromePage, Folder) {
    let page = page(body);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, Router::new().route("/", page)).into_future());
    open_at(address).await
}

pub async fn open_at(address: SocketAddr) -> (ChromePage, Folder) {
    let folder = Folder::new();
    let allowed = [address.to_string()];
    let guard = Guard::new(&allowed, vec![allowed[0].parse().unwrap()]).unwrap();
    let mut page = ChromePage::open(&browsers(&folder, 1), guard, Limits::default()).await.unwrap();
    page.go(&format!("http://{address}/").parse().unwrap()).await.unwrap();
    (page, folder)
}

pub fn fill(fields: &[(&str, &str)], press: Option<&str>) -> Submission {
    let fill = fields.iter().map(|(css, value)| (Target::first(css), (*value).into())).collect();
    Submission { fill, press: press.map(Target::first), ..Submission::default() }
}

async fn html(page: &mut ChromePage) -> String {
    page.look().await.unwrap().html.to_string()
}

#[tokio::test]
async fn what_nobody_sees_is_marked_and_what_was_typed_is_not_told() {
    let (mut page, _folder) = open(
        "<form><input name=user><input name=trap style='position:absolute;left:-9999px'><p style='display:none'>Wrong!</p>
         <input type=password name=pass oninput='this.setAttribute(\"value\", this.value); history.pushState(0, \"\", \"#x\")'>
         <label><input type=checkbox name=keep style='opacity:0'> Stay signed in</label></form>",
    )
    .await;
    page.submit(fill(&[("[name=user]", "eve"), ("[name=pass]", "s3cret")], Some("form"))).await.unwrap();
    let html = html(&mut page).await;
    assert!(!html.contains("s3cret") && !html.contains("eve"), "{html}");
    let unseen = |css: &str| scraper::Selector::parse(&format!("{css}[data-vestibule-unseen]")).unwrap();
    let document = scraper::Html::parse_document(&html);
    for (css, is_unseen) in [("[name=trap]", true), ("p", true), ("[name=user]", false), ("[name=keep]", false)] {
        assert_eq!(document.select(&unseen(css)).next().is_some(), is_unseen, "{css} in {html}");
    }
}

#[tokio::test]
async fn shadow_trees_read_as_part_of_the_page_and_can_be_filled() {
    let (mut page, _folder) = open(
        "<main><sign-in></sign-in></main><script>customElements.define('sign-in', class extends HTMLElement {
         connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML =
         '<form action=/><input name=user><button>Go</button></form>' } })</script>",
    )
    .await;
    page.submit(fill(&[("main form input", "eve & co")], Some("main form button"))).await.unwrap();
    assert!(html(&mut page).await.contains("user=eve+%26+co"));
}

#[tokio::test]
async fn six_boxes_that_move_on_by_themselves_and_send_themselves_are_sent_once() {
    let (mut page, _folder) = open(
        "<form action=/ onsubmit='this.elements.code.value = boxes.map((box) => box.value).join(\"\")'>
         <input type=hidden name=code><input maxlength=1><input maxlength=1><input maxlength=1><input maxlength=1>
         <button>Next</button></form><script>const boxes = [...document.querySelectorAll('[maxlength]')];
         boxes.forEach((box, at) => box.addEventListener('input', () => boxes[at + 1] ? boxes[at + 1].focus()
         : document.forms[0].requestSubmit()))</script>",
    )
    .await;
    page.submit(fill(&[("[maxlength]", "4711")], Some("button"))).await.unwrap();
    assert!(html(&mut page).await.contains("code=4711"));
}

#[tokio::test]
async fn a_page_that_has_sent_itself_is_not_pressed_once_it_shows_the_next_button() {
    let next = "<form action=/><button id=go name=pressed value=again>Go on</button></form>";
    for leads_on in ["document.body.innerHTML = next.innerHTML", "location.href = `/?welcome#${next.innerHTML}`"] {
        let body = format!(
            "<form action=/><input name=code><button id=go>Next</button></form><template id=next>{next}</template>
             <script>document.forms[0].elements.code.addEventListener('input', () => {{ go.disabled = true;
             setTimeout(() => {{ {leads_on} }}, 1000) }})</script>"
        );
        let (mut page, _folder) = open(body).await;
        page.submit(fill(&[("[name=code]", "4711")], Some("#go"))).await.unwrap();
        let html = html(&mut page).await;
        assert!(!html.contains("pressed=again"), "{html}");
        assert!(html.contains("Go on") || html.contains("welcome"), "{html}");
    }
}

#[tokio::test]
async fn a_window_that_opens_is_the_page_until_it_closes() {
    let (mut page, _folder) = open("<a id=out href='/?in=window' target=_blank>Sign in</a>").await;
    page.submit(fill(&[], Some("#out"))).await.unwrap();
    assert!(html(&mut page).await.contains("in=window"));
}

#[tokio::test]
async fn what_a_dialog_says_is_read_and_nothing_is_agreed_to() {
    let (mut page, _folder) =
        open("<button onclick='alert(\"Wrong <password>\"); told.textContent = confirm(\"Buy?\")'>Go</button><p id=told></p>").await;
    page.submit(fill(&[], Some("button"))).await.unwrap();
    let html = html(&mut page).await;
    assert!(html.contains("Wrong &lt;password&gt;</p>") && html.contains(">false</p>"), "{html}");
}

#[tokio::test]
async fn a_script_that_never_ends_is_an_error() {
    let folder = Folder::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let page = get(async || Html("<script>for (;;);</script>"));
    tokio::spawn(axum::serve(listener, Router::new().route("/", page)).into_future());
    let guard = Guard::new(&[address.to_string()], vec![address.to_string().parse().unwrap()]).unwrap();
    let limits = Limits { total: Duration::from_secs(2), ..Limits::default() };
    let mut page = ChromePage::open(&browsers(&folder, 1), guard, limits).await.unwrap();
    let error = page.go(&format!("http://{address}/").parse().unwrap()).await.unwrap_err();
    assert!(matches!(error, PageError::Net(NetError::TimedOut { sent: true })), "{error:?}");
}

/// A source that reads a form and hangs up: a browser would send it again on a connection that it had used before.
#[tokio::test]
async fn an_answer_that_the_source_never_confirms_is_sent_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let posts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&posts);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let counted = Arc::clone(&counted);
            tokio::spawn(async move {
                let mut head = [0; 4096];
                while let Ok(read @ 1..) = stream.read(&mut head).await {
                    if head[..read].starts_with(b"POST") {
                        counted.fetch_add(1, Ordering::SeqCst);
                        return;
                    }
                    let body = "<form method=post><input name=password type=password></form>";
                    let answer = format!(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\r\n{body}",
                        body.len()
                    );
                    stream.write_all(answer.as_bytes()).await.unwrap();
                }
            });
        }
    });
    let (mut page, _folder) = open_at(address).await;
    let error = page.submit(fill(&[("[name=password]", "x")], None)).await.unwrap_err();
    assert!(error.may_have_arrived(), "{error:?}");
    assert_eq!(posts.load(Ordering::SeqCst), 1);
}

/// Longer than anything else that a page asks for is waited for.
#[tokio::test]
async fn a_source_that_thinks_about_an_answer_is_waited_for() {
    let page = "<form><input name=password type=password><button>Go</button></form><p id=told>Type</p><script>
        document.forms[0].onsubmit = (event) => { event.preventDefault();
        fetch('/in', {method: 'POST', body: '{}'}).then((said) => said.text()).then((text) => told.textContent = text) }
        </script>";
    let thinks = post(async || {
        tokio::time::sleep(Duration::from_secs(8)).await;
        "Come in"
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/", self::page(page)).route("/in", thinks);
    tokio::spawn(axum::serve(listener, router).into_future());
    let (mut page, _folder) = open_at(address).await;
    page.submit(fill(&[("[name=password]", "x")], Some("button"))).await.unwrap();
    assert!(html(&mut page).await.contains("Come in"));
}

#[tokio::test]
async fn no_more_contexts_exist_than_may_and_whoever_came_first_is_served_first() {
    const PLACES: usize = 3;
    let folder = Folder::new();
    let browsers = browsers(&folder, PLACES);
    let served = Arc::new(std::sync::Mutex::new(Vec::new()));
    let mut seekers = tokio::task::JoinSet::new();
    for number in 0..12 {
        let (browsers, served) = (browsers.clone(), Arc::clone(&served));
        seekers.spawn(async move {
            let guard = Guard::new::<&str>(&[], Vec::new()).unwrap();
            let page = ChromePage::open(&browsers, guard, Limits::default()).await.unwrap();
            served.lock().unwrap().push(number);
            let counts = browsers.tidy().await;
            assert!(counts.contexts <= PLACES, "{counts:?}");
            drop(page);
        });
        // Each asks after the one before.
        tokio::task::yield_now().await;
    }
    while let Some(done) = seekers.join_next().await {
        done.unwrap();
    }
    let served = served.lock().unwrap().clone();
    // Those who are served at the same time may come in any order.
    assert!(served.iter().enumerate().all(|(at, number)| at.abs_diff(*number) < PLACES * 2), "{served:?}");
}

/// The server counts its browsers between other things, which a browser that starts slowly must not hold up.
#[tokio::test]
async fn browsers_are_counted_while_one_starts() {
    let folder = Folder::new();
    let program = folder.path().join("slow");
    std::fs::write(&program, "#!/bin/sh\nexec sleep 5\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let browsers = Browsers::new(Settings {
        program,
        folder: folder.path().join("browsers"),
        contexts: 1,
        per_browser: 1,
        lives: 1,
        memory: 4096,
    });
    let guard = Guard::new::<&str>(&[], Vec::new()).unwrap();
    let opening = ChromePage::open(&browsers, guard, Limits::default());
    tokio::pin!(opening);
    assert!(tokio::time::timeout(Duration::from_millis(500), &mut opening).await.is_err());
    tokio::select! {
        biased;
        _ = &mut opening => panic!("counting waits for the browser"),
        counts = browsers.tidy() => assert_eq!((counts.browsers, counts.waiting), (0, 0)),
    }
    assert!(matches!(opening.await, Err(PageError::Setup { .. })));
}

#[tokio::test]
async fn a_button_that_keys_enable_and_a_field_that_is_checked_when_it_is_left_are_served() {
    for (event, target) in [("keyup", "user"), ("keydown", "user"), ("blur", "pass"), ("change", "pass")] {
        let (mut page, _folder) = open(format!(
            "<form action=/ method=get><input name=user><input name=pass><button disabled>Go</button></form>
             <script>document.forms[0].{target}.addEventListener('{event}', () => {{
                 document.querySelector('button').disabled = false }})</script>"
        ))
        .await;
        page.submit(fill(&[("[name=user]", "eve"), ("[name=pass]", "s3cret")], Some("button"))).await.unwrap();
        assert!(html(&mut page).await.contains("user=eve pass=s3cret"), "{event}");
    }
}

#[tokio::test]
async fn what_is_slotted_into_a_shadow_tree_is_seen() {
    let (mut page, _folder) = open(
        "<my-card><span id=label>Sign in</span><i slot=aside style='display:none'>Not now</i></my-card>
         <script>customElements.define('my-card', class extends HTMLElement { connectedCallback() {
         this.attachShadow({mode: 'open'}).innerHTML = '<button><slot></slot></button><slot name=aside></slot>' } })</script>",
    )
    .await;
    let html = html(&mut page).await;
    let document = scraper::Html::parse_document(&html);
    let seen = |css: &str| document.select(&scraper::Selector::parse(css).unwrap()).next().is_some();
    assert!(seen("button #label"), "{html}");
    assert!(!seen("[data-vestibule-unseen] #label") && !seen("#label[data-vestibule-unseen]"), "{html}");
    assert!(seen("i[data-vestibule-unseen]"), "{html}");
}

#[tokio::test]
async fn a_text_is_cut_where_the_field_ends() {
    let (mut page, _folder) =
        open("<form action=/><input name=pin maxlength=4><input name=rest><button>Go</button></form>").await;
    page.submit(fill(&[("[name=pin]", "47110815")], Some("button"))).await.unwrap();
    assert!(html(&mut page).await.contains("pin=4711 rest="));
}

#[tokio::test]
async fn a_password_is_never_written_into_an_address() {
    let by = |script: &str| format!("<button type=button onclick='{script}'>Go</button>");
    let sends = [
        "<button>Go</button>".to_owned(),
        by("this.form.requestSubmit()"),
        by("this.form.submit()"),
        by("location = \"/?pass=\" + this.form.pass.value"),
    ];
    for send in sends {
        let (mut page, _folder) =
            open(format!("<form action=/><input name=user><input type=password name=pass>{send}</form>")).await;
        let refused = page.submit(fill(&[("[name=user]", "eve"), ("[name=pass]", "s3cret")], Some("button"))).await;
        assert!(matches!(refused, Err(PageError::Unsupported { .. })), "{refused:?}");
        let seen = page.look().await.unwrap();
        assert!(!seen.url.as_str().contains("s3cret") && !seen.html.contains("s3cret"), "{} {}", seen.url, seen.html);
    }
}
