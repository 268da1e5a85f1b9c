//! Small sites whose sign-in has no button that sends a form: what is pressed there only a script hears.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Form, Json, Router,
    response::Html,
    routing::{get, post},
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use vestibule::domain::source::Engine;

use crate::engines::walk::Walk;

const ENGINES: [Engine; 2] = [Engine::Auto, Engine::Chrome];
const INSIDE: &str =
    "<!DOCTYPE html><title>Área</title><h1>Tu cuenta</h1><p>Saldo 12,00</p><a href=/salir>Cerrar sesión</a>";

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    address
}

/// A walk at a site of which nothing is known, up to the prompt after a password.
async fn signed(engine: Engine, router: &Router, password: &str) -> Walk {
    let mut walk = Walk::at_unknown(engine, serve(router.clone()).await).await;
    walk.begin().await.unwrap();
    walk.asks("credentials");
    walk.sign_in(password).await;
    walk
}

/// The right password signs in, and a wrong one is complained about, in either engine.
async fn takes_right_and_refuses_wrong(what: &str, router: &Router) {
    for engine in ENGINES {
        let walk = signed(engine, router, "right").await;
        assert_eq!(walk.step(), Some(&vestibule::page::recipe::run::Step::SignedIn), "{what}, {engine:?}");
        let walk = signed(engine, router, "wrong").await;
        assert!(walk.asks("credentials").error.is_some(), "{what}, {engine:?}: {:?}", walk.step());
    }
}

/// A form whose button sends JSON, or a link that does.
fn json_site(button: &str) -> Router {
    let door = format!(
        "<!DOCTYPE html><html lang=es><title>Acceso</title><h1>Acceso</h1><p id=aviso></p>
         <form method=post action=/nada><label>Usuario <input name=usuario autocomplete=username></label>
         <label>Contraseña <input type=password name=clave></label>
         <button type=button onclick='this.textContent = \"Ocultar\"'>Mostrar contraseña</button>{button}
         <a href='javascript:recordar()'>He olvidado mi contraseña</a></form>
         <script>async function entrar() {{
             const [usuario, clave] = [...document.querySelectorAll('input')].map((campo) => campo.value);
             const dicho = await fetch('/api', {{method: 'POST', headers: {{'content-type': 'application/json'}},
                 body: JSON.stringify({{usuario, clave}})}});
             const {{ok}} = await dicho.json();
             if (ok) location.href = '/dentro';
             else {{ aviso.setAttribute('role', 'alert'); aviso.textContent = 'La contraseña no es correcta.' }}
         }}
         function recordar() {{ document.body.innerHTML = '<h1>Recuperar la contraseña</h1>' }}</script>"
    );
    let check = async |Json(said): Json<Value>| Json(json!({"ok": said["clave"] == "right"}));
    Router::new()
        .route("/", get(async move || Html(door)))
        .route("/api", post(check))
        .route("/nada", post(async || Html("<h1>Nada</h1>")))
        .route("/dentro", get(async || Html(INSIDE)))
}

#[tokio::test]
async fn a_plain_button_that_sends_json_is_pressed() {
    for button in [
        "<button type=button onclick='entrar()'>Entrar</button>",
        "<input type=button value=Entrar onclick='entrar()'>",
    ] {
        takes_right_and_refuses_wrong(button, &json_site(button)).await;
    }
}

#[tokio::test]
async fn a_link_that_runs_a_script_is_pressed_where_nothing_else_sends() {
    for link in [
        "<a href='javascript:entrar()' class=boton>Entrar</a>",
        "<a href='#' onclick='entrar(); return false'>Entrar</a>",
        "<a class=boton onclick='entrar()'>Entrar</a>",
    ] {
        takes_right_and_refuses_wrong(link, &json_site(link)).await;
    }
}

/// A page without a form, on which a block is pressed that is no button.
fn block_site(block: &str, script: &str) -> Router {
    let door = format!(
        "<!DOCTYPE html><html lang=sv><title>Mina sidor</title><style>.knapp {{ cursor: pointer; width: 9em }}</style>
         <div class=ruta><h1>Logga in</h1><div id=fel></div>
         <div>E-post</div><input id=epost type=email placeholder=E-post>
         <div>Lösenord</div><input id=losen type=password placeholder=Lösenord>
         <div class=rad>{block}<div class=knapp onclick='fel.textContent = \"\"'>Glömt lösenordet?</div></div></div>
         <script>async function skicka() {{
             const svar = await fetch('/api/session', {{method: 'POST', body: JSON.stringify({{losen: losen.value}}),
                 headers: {{'content-type': 'application/json'}}}});
             document.body.innerHTML = svar.ok ? await svar.text() : document.body.innerHTML;
             if (!svar.ok) {{ fel.className = 'fel error'; fel.textContent = 'Fel lösenord, försök igen.' }}
         }} {script}</script>"
    );
    let check = async |Json(said): Json<Value>| {
        if said["losen"] == "right" {
            Ok("<h1>Mina sidor</h1><p>Inga nya meddelanden</p><a href=/ut>Logga ut</a>")
        } else {
            Err(axum::http::StatusCode::UNAUTHORIZED)
        }
    };
    Router::new().route("/", get(async move || Html(door))).route("/api/session", post(check))
}

#[tokio::test]
async fn a_block_that_a_script_makes_a_button_is_pressed() {
    let says_so = "<div class=knapp onclick='skicka()'>Logga in</div>";
    takes_right_and_refuses_wrong(says_so, &block_site(says_so, "")).await;
    let hears = "<div class=knapp id=knapp><span>Logga in</span></div>";
    takes_right_and_refuses_wrong(hears, &block_site(hears, "knapp.addEventListener('click', skicka)")).await;
}

#[derive(serde::Deserialize)]
struct Sent {
    senha: String,
    resumo: String,
}

/// A form that a link sends after it has hashed the password and emptied its box.
fn hashing_site(link: &'static str, plain: &Arc<AtomicUsize>) -> Router {
    let door = move |complaint: &str| {
        Html(format!(
            "<!DOCTYPE html><html lang=pt><title>Portal</title><h1>Entrar na sua conta</h1>{complaint}
             <form name=acesso method=post action=/sessao><label>Utilizador <input name=utilizador></label>
             <label>Senha <input type=password name=senha></label><input type=hidden name=resumo>{link}</form>
             <script>function enviar() {{
                 const f = document.acesso;
                 f.resumo.value = [...f.senha.value].reverse().join('');
                 f.senha.value = '';
                 f.submit();
             }}</script>"
        ))
    };
    let plain = Arc::clone(plain);
    let check = async move |Form(sent): Form<Sent>| {
        plain.fetch_add(usize::from(!sent.senha.is_empty()), Ordering::SeqCst);
        if sent.resumo == "thgir" {
            Html(INSIDE.to_owned())
        } else {
            door("<p class=erro role=alert>Utilizador ou senha incorretos.</p>")
        }
    };
    Router::new().route("/", get(async move || door(""))).route("/sessao", post(check))
}

#[tokio::test]
async fn a_link_that_hashes_and_sends_is_pressed_and_nothing_is_sent_plainly() {
    let plain = Arc::new(AtomicUsize::new(0));
    for link in ["<a href='javascript:enviar()'>Entrar</a>", "<span class=botao onclick='enviar()'>Entrar</span>"] {
        takes_right_and_refuses_wrong(link, &hashing_site(link, &plain)).await;
    }
    assert_eq!(plain.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_code_that_only_a_script_sends_is_sent_by_it_after_a_form_that_anybody_can_send() {
    let door = "<!DOCTYPE html><html lang=it><h1>Accedi</h1><form method=post action=/entra>
        <label>Utente <input name=utente autocomplete=username></label>
        <label>Password <input type=password name=parola></label><button>Accedi</button></form>";
    let code =
        "<!DOCTYPE html><html lang=it><h1>Verifica</h1><p>Inserisci il codice che ti abbiamo inviato via SMS.</p>
        <p id=errore></p><form method=post action=/niente><label>Codice <input name=codice inputmode=numeric></label>
        <button type=button onclick='verifica()'>Verifica</button></form>
        <script>async function verifica() {
            const risposta = await fetch('/verifica', {method: 'POST', body: document.forms[0].codice.value});
            if (risposta.ok) location.href = '/dentro';
            else { errore.className = 'error'; errore.textContent = 'Il codice non è corretto.' }
        }</script>";
    let check = async |said: String| if said == "123456" { Ok(()) } else { Err(axum::http::StatusCode::FORBIDDEN) };
    let router = Router::new()
        .route("/", get(async move || Html(door)))
        .route("/entra", post(async move || Html(code)))
        .route("/verifica", post(check))
        .route("/dentro", get(async || Html(INSIDE)));
    for engine in ENGINES {
        let mut walk = signed(engine, &router, "right").await;
        walk.asks("one_time_code");
        walk.fields(&[("code", "111111")]).await;
        assert!(walk.asks("one_time_code").error.is_some(), "{engine:?}");
        walk.fields(&[("code", "123456")]).await;
        walk.is_signed_in();
    }
}
