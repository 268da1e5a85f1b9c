use super::*;
use crate::{
    domain::prompt::{answer::Answer, challenge::Kind, refusal::Refusal},
    page::{Seen, dom::Document},
};

/// What a page with this sentence and a link home is taken for after a password.
fn after_password(sentence: &str) -> Meaning {
    let url: url::Url = "https://shop.example/next".parse().unwrap();
    let answer = Answer::Fields([("password".to_owned(), "x".into())].into());
    let sign_in = Seen::new(url.clone(), 200, "");
    let history = History::default().after(&Document::new("", &url), &sign_in, Kind::Credentials, &[], &answer);
    let seen = Seen::new(url, 200, format!("<main><p>{sentence}</p><a href=/>Home</a></main>"));
    seen.read(|document| read(document, &seen, &history).meaning)
}

fn refusal_of(sentence: &str) -> Option<Refusal> {
    match after_password(sentence) {
        Meaning::Refused(refused) => Some(refused.refusal),
        _ => None,
    }
}

#[test]
fn an_account_that_somebody_has_to_let_in_is_known_in_many_languages() {
    for sentence in [
        "Your account has not been approved yet.",
        "Your account is pending activation.",
        "Your registration is awaiting approval by a moderator.",
        "Ihr Kundenkonto wurde noch nicht freigeschaltet.",
        "Votre compte est en cours de vérification.",
        "Su cuenta está pendiente de activación.",
        "Il tuo account è in attesa di approvazione.",
        "A sua conta está em análise.",
        "Uw account is nog niet goedgekeurd door een beheerder.",
        "Twoje konto oczekuje na zatwierdzenie przez administratora.",
        "Ditt konto väntar på godkännande.",
        "Din konto afventer godkendelse.",
        "Tilisi odottaa ylläpitäjän hyväksyntää.",
        "Váš účet čeká na schválení správcem.",
        "Ваш аккаунт ожидает подтверждения администратора.",
        "アカウントは管理者の承認待ちです。",
        "您的账号正在审核中。",
        "계정이 관리자의 승인을 기다리고 있습니다.",
        "حسابك قيد المراجعة.",
        "Hesabınız yönetici onayı bekliyor.",
    ] {
        assert_eq!(refusal_of(sentence), Some(Refusal::AccountDisabled), "{sentence}");
    }
}

#[test]
fn a_request_on_a_phone_is_none_that_somebody_at_the_source_answers() {
    for sentence in [
        "Approve the sign-in to your account in your app.",
        "Waiting for your approval on your phone.",
        "Bitte bestätigen Sie die Anmeldung bei Ihrem Konto in Ihrer App.",
        "Approuvez la connexion à votre compte sur votre téléphone.",
        "Apruebe el acceso a su cuenta en su teléfono.",
        "Approva l'accesso al tuo account nell'app.",
        "Zatwierdź logowanie na swoje konto w aplikacji.",
        "Подтвердите вход в аккаунт на телефоне.",
        "アプリでアカウントへのログインを承認してください。",
        "请在应用中批准登录您的账号。",
        "Hesabınıza girişi telefonunuzdan onaylayın.",
    ] {
        let meaning = after_password(sentence);
        let Meaning::Screen(screen) = &meaning else { panic!("{sentence}: {meaning:?}") };
        assert_eq!(screen.ask, Kind::PushApproval, "{sentence}");
    }
}

#[test]
fn a_code_that_was_not_sent_is_known_in_many_languages() {
    for sentence in [
        "We were not able to send your code. Please try again later.",
        "Der Code konnte nicht verschickt werden. Bitte versuchen Sie es später erneut.",
        "Nous n'avons pas pu vous envoyer le code. Réessayez plus tard.",
        "No se ha podido enviar el código. Inténtelo más tarde.",
        "Non è stato possibile inviare il codice. Riprova più tardi.",
        "Não foi possível enviar o código. Tente mais tarde.",
        "De code kon niet worden verzonden. Probeer het later opnieuw.",
        "Nie udało się wysłać kodu. Spróbuj później.",
        "Не удалось отправить код. Попробуйте позже.",
        "認証コードを送信できませんでした。しばらくしてからお試しください。",
        "验证码发送失败，请稍后再试。",
        "인증번호를 전송하지 못했습니다. 잠시 후 다시 시도하세요.",
        "Kod gönderilemedi. Lütfen daha sonra tekrar deneyin.",
    ] {
        assert_eq!(refusal_of(sentence), Some(Refusal::MfaDeliveryFailed), "{sentence}");
    }
    assert_eq!(refusal_of("Too many codes were requested. Try again later."), Some(Refusal::LoginAttemptsExceeded));
}

fn needs_script(html: &str) -> bool {
    let url = "https://shop.example/home".parse().unwrap();
    needs_script_inside(&Seen::new(url, 200, html))
}

#[test]
fn a_page_that_is_nothing_without_its_script_needs_a_browser() {
    assert!(needs_script("<div id=root></div><script src=/app.js></script>"));
    assert!(needs_script(
        "<noscript><a href=/>Please switch on scripts</a></noscript><p>Loading…</p><script></script>"
    ));
    assert!(needs_script(
        "<body onload='document.forms[0].submit()'><form method=post><input type=hidden name=t></form>"
    ));
}

#[test]
fn a_page_that_can_be_used_or_read_without_its_script_needs_none() {
    assert!(!needs_script("<form><input name=user><script></script></form>"));
    assert!(!needs_script("<p>The shop is closed.</p>"));
    assert!(!needs_script(
        "<noscript>This hub requires JavaScript.</noscript><a href=/logout>Log out</a><h1>Your hub</h1><script></script>"
    ));
    assert!(!needs_script(&format!("<script></script><p>{}</p>", "The shop is closed today. ".repeat(20))));
}
