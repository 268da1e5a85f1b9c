//! Small sites whose sign-in is a script's work, in languages and with words of their own.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Form, Router,
    response::Html,
    routing::{get, post},
};
use tokio::net::TcpListener;
use vestibule::{domain::source::Engine, page::recipe::run::Step};

use crate::engines::walk::Walk;

const INSIDE: &str =
    "<!DOCTYPE html><title>Konto</title><h1>Twoje konto</h1><p>Saldo 12,00</p><a href=/out>Wyloguj</a>";

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

/// A walk at a site of which nothing is known.
async fn walk(engine: Engine, address: SocketAddr) -> Walk {
    let mut walk = Walk::at_unknown(engine, address).await;
    walk.begin().await.unwrap();
    walk
}

/// A walk at such a site, up to the prompt after a password.
async fn signed(engine: Engine, router: Router, password: &str) -> Walk {
    let mut walk = walk(engine, serve(router).await).await;
    walk.asks("credentials");
    walk.sign_in(password).await;
    walk
}

fn hashing(complaint: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=pl><h1>Logowanie</h1>{complaint}
         <form method=post action=/sesja onsubmit='skrot.value = [...haslo.value].reverse().join(\"\"); haslo.value = \"\"'>
         <label>Użytkownik <input name=login autocomplete=username></label>
         <label>Hasło <input type=password name=haslo id=haslo></label>
         <input type=hidden name=skrot id=skrot><button>Zaloguj się</button></form>"
    )
}

#[derive(serde::Deserialize)]
struct Session {
    haslo: String,
    skrot: String,
}

/// A site that hashes the password before it is sent, and takes none that is not.
fn hashing_site(plain: &Arc<AtomicUsize>) -> Router {
    let plain = Arc::clone(plain);
    let check = async move |Form(sent): Form<Session>| {
        if !sent.haslo.is_empty() {
            plain.fetch_add(1, Ordering::SeqCst);
        }
        let is_right = sent.skrot == "thgir";
        Html(if is_right { INSIDE.to_owned() } else { hashing("<p class=error role=alert>Nieprawidłowe hasło.</p>") })
    };
    Router::new().route("/", get(async || Html(hashing("")))).route("/sesja", post(check))
}

#[tokio::test]
async fn a_password_that_a_script_hashes_is_hashed_and_never_sent_plainly() {
    let plain = Arc::new(AtomicUsize::new(0));
    for engine in [Engine::Auto, Engine::Chrome] {
        signed(engine, hashing_site(&plain), "right").await.is_signed_in();
        let walk = signed(engine, hashing_site(&plain), "wrong").await;
        assert!(walk.asks("credentials").error.is_some());
    }
    assert_eq!(plain.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_button_whose_words_a_script_fills_in_is_read_in_a_browser() {
    let door = "<!DOCTYPE html><html lang=de><h1>Anmeldung</h1><form method=post action=/los>
        <label>Name <input name=name autocomplete=username></label>
        <label>Kennwort <input type=password name=kennwort></label><button id=los></button></form>
        <script>los.textContent = 'Anmelden'</script>";
    let router = Router::new().route("/", get(async move || Html(door))).route("/los", post(async || Html(INSIDE)));
    let mut walk = walk(Engine::Auto, serve(router).await).await;
    walk.asks("credentials");
    assert!(walk.page.is_alive());
    walk.sign_in("right").await;
    walk.is_signed_in();
}

#[tokio::test]
async fn a_page_that_moved_on_by_itself_is_read_again() {
    let door = "<!DOCTYPE html><h1>Sign in</h1><form method=post action=/in>
        <label>User <input name=user autocomplete=username></label>
        <label>Password <input type=password name=pass></label><button>Sign in</button></form>
        <script>const turn = setInterval(async () => {
            if (await (await fetch('/moved')).text() !== 'yes') return;
            clearInterval(turn);
            document.body.innerHTML = '<h1>Check your phone</h1><form method=post action=/code><label>Code from the text message' +
                ' <input name=otp autocomplete=one-time-code inputmode=numeric></label><button>Verify</button></form>';
        }, 50)</script>";
    let moved = Arc::new(Mutex::new("no"));
    let says = Arc::clone(&moved);
    let router = Router::new()
        .route("/", get(async move || Html(door)))
        .route("/moved", get(async move || *says.lock().unwrap()));
    let mut walk = walk(Engine::Chrome, serve(router).await).await;
    walk.asks("credentials");
    *moved.lock().unwrap() = "yes";
    while !vestibule::engine::Page::look(&mut walk.page).await.unwrap().html.contains("one-time-code") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    walk.sign_in("right").await;
    walk.asks("one_time_code");
}

/// A site that does something late with what it is told.
fn late_site(late: &'static str) -> Router {
    let door = format!(
        "<!DOCTYPE html><h1>Inloggen</h1><form onsubmit='laat(event)' method=post>
         <label>Naam <input name=naam autocomplete=username></label>
         <label>Wachtwoord <input type=password name=ww></label><button>Inloggen</button></form>
         <script>function laat(event) {{ event.preventDefault(); {late} }}
         const later = (html) => setTimeout(() => document.body.innerHTML = html, 2500);
         const code = '<h1>Controle</h1><form method=post action=/code><label>Code uit de sms <input name=otp'
             + ' autocomplete=one-time-code></label><button>Verder</button></form>'</script>"
    );
    Router::new()
        .route("/", get(async move || Html(door)))
        .route("/code", post(async || Html(INSIDE)))
        .route("/binnen", get(async || Html(INSIDE)))
}

#[tokio::test]
async fn what_comes_late_is_waited_for_and_nothing_is_asked_twice_because_of_it() {
    for late in ["later(code)", "document.body.innerHTML = '<p>Een ogenblik</p>'; later(code)"] {
        let walk = signed(Engine::Chrome, late_site(late), "right").await;
        walk.asks("one_time_code");
    }
    let leads =
        "document.body.innerHTML = '<p>U wordt doorgestuurd</p>'; setTimeout(() => location.href = '/binnen', 2500)";
    signed(Engine::Chrome, late_site(leads), "right").await.is_signed_in();
}

/// A site that says back what it was told.
fn echoing_site() -> Router {
    let door = |said: &str| {
        Html(format!(
            "<!DOCTYPE html><h1>Přihlášení</h1>{said}<form method=post action=/><label>Jméno <input name=jmeno
             autocomplete=username></label><label>Heslo <input type=password name=heslo></label>
             <button>Přihlásit</button></form>"
        ))
    };
    let refuse = async move |Form(sent): Form<Vec<(String, String)>>| {
        let heslo = sent.iter().find(|(name, _)| name == "heslo").map(|(_, value)| value.clone()).unwrap_or_default();
        door(&format!("<p class=error role=alert>Heslo {heslo} není správné ({}).</p>", heslo.to_uppercase()))
    };
    Router::new().route("/", get(async move || door("")).post(refuse))
}

#[tokio::test]
async fn a_source_that_says_a_secret_back_is_masked() {
    for engine in [Engine::Http, Engine::Chrome] {
        let walk = signed(engine, echoing_site(), "tajne-heslo-47").await;
        let challenge = walk.asks("credentials");
        let said = format!("{challenge:?}");
        assert!(!said.to_lowercase().contains("tajne-heslo-47"), "{said}");
        assert!(said.contains("není správné"), "{said}");
    }
}

#[tokio::test]
async fn a_walk_that_is_refused_says_no_secret_either() {
    let door = "<!DOCTYPE html><h1>Sign in</h1><form method=post action=/in><label>User <input name=user
        autocomplete=username></label><label>Password <input type=password name=pass></label><button>Sign in</button></form>";
    let locked = async |Form(sent): Form<Vec<(String, String)>>| {
        Html(format!("<h1>Account locked</h1><p>Your account is locked. You tried {}.</p>", sent[1].1))
    };
    let router = Router::new().route("/", get(async move || Html(door))).route("/in", post(locked));
    let walk = signed(Engine::Http, router, "hunter-4711").await;
    let Some(Step::Refused(refused)) = walk.step() else { panic!("{:?}", walk.step()) };
    assert!(!format!("{refused:?}").contains("hunter-4711"), "{refused:?}");
}
