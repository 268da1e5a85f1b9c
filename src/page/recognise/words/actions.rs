//! What buttons and links say that one can do.

use super::{Words, words};

/// Enter with an account one has.
#[rustfmt::skip]
pub const SIGN_IN: Words = Words(&words([
    "sign in", "sign-in", "signin", "log in", "log-in", "login", "log on", "logon", "log me in", "authenticate",
    "access my account", "enter", "unlock", "anmelden", "einloggen", "anmeldung", "se connecter", "connexion",
    "connectez*", "connecter", "s'identifier", "s’identifier", "identifiez*", "valider", "accéder", "iniciar sesión",
    "inicia sesión", "inicio de sesión", "acceder", "entrar", "ingresar", "acceso", "identificarse", "accedi",
    "accesso", "entra", "accedere", "iniciar sessão", "aceder", "acessar", "fazer login", "inloggen", "aanmelden",
    "zaloguj*", "logowanie", "zaloguj się", "logga in", "inloggning", "log ind", "log på", "logg inn", "kirjaudu*",
    "kirjautuminen", "přihlásit*", "přihlášení", "přihlaste*", "войти", "вход", "авториз*", "ログイン*", "サインイン*", "登录*",
    "登入*", "登錄*", "로그인*", "تسجيل الدخول", "دخول", "giriş*", "oturum aç*",
]));

/// Become known here.
#[rustfmt::skip]
pub const SIGN_UP: Words = Words(&words([
    "sign up", "signup", "sign-up", "register*", "registration", "create account", "create an account",
    "create your account", "create my account", "join", "join now", "new customer", "new account", "open an account",
    "registrieren*", "konto erstellen", "konto anlegen", "neu hier", "neukunde", "jetzt registrieren",
    "créer un compte", "créer mon compte", "inscription", "s'inscrire", "s’inscrire", "inscrivez*", "crear cuenta",
    "crear una cuenta", "regístr*", "registrarse", "registro", "registrati", "registrazione", "crea account",
    "crea un account", "iscriviti", "criar conta", "cadastr*", "registar", "registe*", "registreren",
    "account aanmaken", "zarejestruj*", "rejestracja", "załóż konto", "utwórz konto", "skapa konto", "registrera*",
    "opret*", "rekisteröidy*", "luo tili", "registrovat*", "registrace", "vytvořit účet", "založit účet",
    "зарегистр*", "регистрац*", "создать аккаунт", "新規登録", "会員登録", "アカウント作成", "アカウントを作成", "注册", "註冊", "회원가입", "가입",
    "إنشاء حساب", "تسجيل جديد", "kaydol", "üye ol", "kayıt ol", "hesap oluştur",
]));

/// Get over a forgotten secret.
#[rustfmt::skip]
pub const FORGOT: Words = Words(&words([
    "forgot*", "forgotten", "lost your password", "lost password", "lost*password", "reset password",
    "reset your password", "reset my password", "password reset", "recover*", "can't sign in", "need help",
    "trouble", "reset link", "send reset*", "request a new password", "passwort vergessen*", "kennwort vergessen*",
    "vergessen*", "zurücksetzen", "passwort zurücksetzen", "mot de passe oublié*", "oublié*", "réinitialis*",
    "olvid*", "restablecer*", "recuperar*", "dimenticat*", "recupera*", "reimposta*", "esquec*", "redefinir*",
    "vergeten", "herstellen", "zapomniał*", "zresetuj*", "odzyskaj*", "przypomnij*", "glömt*", "återställ*",
    "glemt*", "nulstil*", "unohd*", "unohtu*", "zapomněl*", "zapomenut*", "obnov*", "забыли*", "восстанов*",
    "сброс*", "忘れ*", "再設定", "忘记*", "忘記*", "找回*", "重置*", "찾기", "잊으*", "재설정", "نسيت*", "استعادة*", "إعادة تعيين",
    "unuttum", "unuttunuz*", "sıfırla*",
]));

/// Go on to the next page.
#[rustfmt::skip]
pub const NEXT: Words = Words(&words([
    "next", "continue", "proceed", "submit", "go", "ok", "confirm", "verify", "send", "validate", "weiter",
    "fortfahren", "bestätigen", "prüfen", "absenden", "suivant*", "continuer", "valider", "vérifier", "envoyer",
    "confirmer", "siguiente", "continuar", "verificar", "enviar", "confirmar", "validar", "avanti", "continua",
    "prosegui", "verifica", "conferma", "invia", "seguinte", "próximo", "avançar", "volgende", "doorgaan", "verder",
    "bevestigen", "verifiëren", "dalej", "kontynuuj", "zweryfikuj", "potwierdź", "zatwierdź", "nästa", "fortsätt",
    "verifiera", "bekräfta", "næste", "neste", "fortsett", "bekreft", "godkjenn", "fortsæt", "bekræft", "godkend", "seuraava", "jatka", "vahvista", "další",
    "pokračovat", "ověřit", "potvrdit", "далее", "продолжить", "подтвердить", "отправить", "проверить", "次へ", "続ける",
    "続行", "確認*", "送信", "認証*", "下一步", "继续", "確定", "确定", "确认", "提交", "验证", "繼續", "다음", "계속*", "확인", "인증*", "제출",
    "التالي", "متابعة", "تأكيد", "تحقق", "إرسال", "ileri", "devam*", "doğrula", "onayla", "gönder",
]));

/// Have a link mailed that lets one in.
#[rustfmt::skip]
pub const SEND_LINK: Words = Words(&words([
    "send*link", "email me*link", "e-mail me*link", "mail me*link", "get*link", "link senden", "link*schicken",
    "link*zusenden", "link anfordern", "link zumailen", "envoyer*lien", "envoyez*lien", "recevoir*lien",
    "enviar*enlace", "enviarme*enlace", "envíame*enlace", "recibir*enlace", "mandami*link", "inviami*link",
    "invia*link", "ricevi*link", "enviar*link", "receber*link", "stuur*link", "verstuur*link", "wyślij*link",
    "skicka*länk", "lähetä*linkki", "poslat*odkaz", "отправить*ссылк*", "получить*ссылк*", "リンクを送*", "发送*链接",
    "獲取*連結", "링크*보내*", "링크 받기", "إرسال*رابط*", "أرسل*رابط*", "bağlantı*gönder*",
]));

/// Not go on.
#[rustfmt::skip]
pub const CANCEL: Words = Words(&words([
    "cancel", "back", "start over", "go back", "not you*", "use another account", "different account",
    "switch account", "abort", "close", "abbrechen", "zurück", "schließen", "annuler", "retour", "fermer",
    "cancelar", "volver", "atrás", "cerrar", "annulla", "indietro", "chiudi", "voltar", "fechar", "annuleren",
    "terug", "anuluj", "wstecz", "wróć", "avbryt", "tillbaka", "annuller", "tilbage", "peruuta", "takaisin",
    "zrušit", "zpět", "отмена", "отменить", "назад", "закрыть", "キャンセル", "戻る", "閉じる", "取消", "返回", "关闭", "취소", "뒤로",
    "닫기", "إلغاء", "رجوع", "iptal", "geri", "vazgeç", "kapat",
]));

/// Have a code sent once more.
#[rustfmt::skip]
pub const RESEND: Words = Words(&words([
    "*повторно*", "ещё раз", "еще раз", "resend*", "re-send*", "send the*again", "send*link again", "send*code again", "wyślij*ponownie", "send again", "send it again", "send a new code",
    "send new code", "new code", "another code", "send code again", "didn't get*", "didn't receive*",
    "did not receive*", "get a new code", "request a new code", "request new code", "send the code again",
    "send another*", "erneut senden", "erneut anfordern", "neuen code*", "code erneut*", "neue tan*",
    "noch einmal senden", "nochmals senden", "neu senden", "renvoyer*", "envoyer un nouveau*", "nouveau code",
    "réenvoyer", "pas reçu*", "reenviar*", "enviar de nuevo", "volver a enviar*", "nuevo código", "rinvia*",
    "invia di nuovo", "nuovo codice", "invia un nuovo*", "novo código", "enviar novamente", "opnieuw verzenden",
    "opnieuw versturen", "nieuwe code*", "stuur opnieuw*", "wyślij ponownie", "nowy kod", "wyślij nowy*",
    "skicka igen", "skicka ny*", "ny kod", "send igen", "ny kode", "send ny*", "lähetä uudelleen", "lähetä uusi*",
    "uusi koodi", "poslat znovu", "znovu poslat", "nový kód", "odeslat znovu", "отправить ещё раз",
    "отправить еще раз", "отправить повторно", "повторно отправить", "новый код", "再送*", "もう一度送信", "コードを再送信", "重新发送",
    "重发", "重新获取", "再次发送", "重新傳送", "재전송", "다시 보내기", "다시 받기", "재발송", "إعادة إرسال*", "إعادة الإرسال", "أعد الإرسال",
    "tekrar gönder*", "yeniden gönder*", "yeni kod*",
]));

/// Do it in another way.
#[rustfmt::skip]
pub const OTHER_WAY: Words = Words(&words([
    "methods", "can't use*", "cannot use*", "another way", "other way", "different method", "other method*",
    "another method", "other options", "more options", "different way", "different option", "can't access*",
    "no access to*", "don't have access*", "instead", "having trouble*", "lost your*", "use a backup*",
    "use backup*", "recovery code*", "use recovery*", "use another*", "use a different*", "choose another*",
    "try another*", "other verification*", "backup code*", "use an authenticator*", "use authenticator*",
    "andere methode", "anderer weg", "andere möglichkeit", "anderes verfahren", "andere option*",
    "anders bestätigen", "stattdessen", "anderen weg", "autre méthode", "autre moyen", "autrement", "autre façon",
    "plutôt", "otro método", "otra forma", "otra manera", "otra opción", "otras opciones", "altro metodo",
    "altro modo", "altra opzione", "invece", "outro método", "outra forma", "outra maneira", "outra opção",
    "andere manier", "andere optie*", "in plaats daarvan", "inny sposób", "inna metoda", "inną metodę",
    "innej metody", "annat sätt", "annan metod", "anden metode", "anden måde", "toinen tapa", "toista tapaa",
    "muulla tavalla", "jiný způsob", "použít kód*", "použít jin*", "jinak", "jiným způsobem", "другой способ", "другим способом", "別の方法", "他の方法",
    "其他方式", "其他方法", "换一种*", "다른 방법", "طريقة أخرى", "başka bir yol*", "başka yöntem", "farklı bir yöntem",
]));

/// Leave.
#[rustfmt::skip]
pub const SIGN_OUT: Words = Words(&words([
    "sign out", "sign-out", "signout", "log out", "log-out", "logout", "log off", "logoff", "end session",
    "abmelden", "ausloggen", "abmeldung", "se déconnecter", "déconnexion", "déconnecter", "cerrar sesión", "salir",
    "desconectar*", "esci", "disconnetti*", "terminar sessão", "sair", "encerrar sessão", "finalizar sessão",
    "uitloggen", "afmelden", "wyloguj*", "logga ut", "log ud", "log af", "logg ut", "kirjaudu ulos", "odhlásit*",
    "odhlášení", "выйти", "выход", "ログアウト", "サインアウト", "退出*", "登出", "注销", "로그아웃", "تسجيل الخروج", "خروج", "çıkış*",
    "oturumu kapat",
]));

/// Things of one's own, behind a sign-in.
#[rustfmt::skip]
pub const OWN: Words = Words(&words([
    "my account", "account security", "security settings", "enable two-factor*", "set up two-factor*", "enable 2fa",
    "my profile", "profile", "account settings", "settings", "preferences", "change password",
    "my orders", "dashboard", "welcome back", "my documents", "my courses", "inbox", "overview", "user menu",
    "account menu", "mein konto", "mein profil", "profil", "einstellungen", "passwort ändern", "übersicht",
    "meine bestellungen", "postfach", "mon compte", "mon profil", "paramètres", "tableau de bord", "mes commandes",
    "mi cuenta", "mi perfil", "perfil", "ajustes", "configuración", "mis pedidos", "panel", "il mio account",
    "il mio profilo", "profilo", "impostazioni", "i miei ordini", "area personale", "minha conta", "meu perfil",
    "definições", "configurações", "meus pedidos", "mijn account", "mijn profiel", "instellingen", "mijn gegevens",
    "moje konto", "mój profil", "ustawienia", "mitt konto", "min profil", "inställningar", "mina sidor", "min konto",
    "indstillinger", "oma tili", "omat tiedot", "asetukset", "můj účet", "můj profil", "nastavení", "личный кабинет",
    "мой профиль", "профиль", "настройки", "мои заказы", "マイページ", "設定", "プロフィール", "我的账户", "个人中心", "设置", "我的", "내 정보",
    "마이페이지", "설정", "حسابي", "الملف الشخصي", "الإعدادات", "hesabım", "profilim", "ayarlar",
]));

/// Yes to what is asked.
#[rustfmt::skip]
pub const AGREE: Words = Words(&words([
    "yes", "accept*", "i accept", "agree", "i agree", "allow", "approve", "trust", "continue", "got it", "ok",
    "confirm", "authorize", "authorise", "stay signed in", "keep me signed in", "ja", "akzeptieren", "zustimmen",
    "erlauben", "zulassen", "vertrauen", "einverstanden", "angemeldet bleiben", "oui", "accepter", "j'accepte",
    "j’accepte", "autoriser", "faire confiance", "sí", "aceptar", "acepto", "permitir", "confiar", "sì", "accetta",
    "accetto", "consenti", "autorizza", "sim", "aceitar", "aceito", "akkoord", "accepteren", "toestaan",
    "vertrouwen", "tak", "akceptuję", "zgadzam się", "zezwól", "zaufaj", "acceptera", "godkänn", "tillåt", "godkend",
    "tillad", "kyllä", "hyväksy*", "salli", "ano", "souhlasím", "přijmout", "povolit", "да", "принять", "принимаю",
    "согласен", "разрешить", "はい", "同意*", "許可", "承認", "是", "同意", "接受", "允许", "信任", "예", "동의*", "허용", "نعم", "أوافق",
    "موافق", "السماح", "evet", "kabul*", "izin ver",
]));

/// Takes something of the account away. Sites offer it to whoever is inside, and no sign-in needs it.
#[rustfmt::skip]
pub const TAKE_AWAY: Words = Words(&words([
    "remove*", "delete*", "unregister*", "deregister*", "disable*", "deactivate*", "turn off", "revoke*", "unlink*",
    "disconnect*", "close account", "entfernen", "löschen", "deaktivieren", "widerrufen", "trennen", "ausschalten",
    "supprimer", "retirer", "désactiver", "révoquer", "dissocier", "déconnecter l'appareil", "eliminar", "borrar",
    "quitar", "desactivar", "revocar", "desvincular", "rimuovi", "rimuovere", "elimina", "eliminare", "disattiva",
    "disattivare", "revoca", "scollega", "remover", "excluir", "apagar", "desativar", "revogar", "verwijder*",
    "uitschakelen", "intrekken", "ontkoppelen", "usuń", "wyłącz", "odwołaj", "odłącz", "ta bort", "radera",
    "inaktivera", "stäng av", "återkalla", "fjern", "slet", "slett", "deaktiver*", "poista*", "odebrat", "odstranit",
    "smazat", "vypnout", "удалить", "отключить", "отозвать", "отвязать", "削除*", "解除*", "無効*", "删除*", "移除*",
    "停用*", "解绑*", "삭제*", "해제*", "비활성화*", "kaldır", "sil", "devre dışı*", "حذف", "إزالة", "تعطيل",
]));

/// No to what is asked.
#[rustfmt::skip]
pub const DECLINE: Words = Words(&words([
    "no", "decline", "disagree", "not now", "skip", "later", "deny", "don't*", "do not*", "reject", "no thanks",
    "maybe later", "remind me later", "nein", "ablehnen", "nicht jetzt", "später", "überspringen", "nicht", "non",
    "refuser", "plus tard", "pas maintenant", "ignorer", "passer", "rechazar", "ahora no", "más tarde", "omitir",
    "rifiuta", "non ora", "più tardi", "salta", "não", "recusar", "agora não", "mais tarde", "pular", "nee",
    "weigeren", "niet nu", "overslaan", "nie", "odrzuć", "nie teraz", "później", "pomiń", "nej", "avböj", "inte nu",
    "senare", "hoppa över", "afvis", "ikke nu", "senere", "ei", "hylkää", "ei nyt", "myöhemmin", "ohita", "ne",
    "odmítnout", "teď ne", "později", "přeskočit", "нет", "отклонить", "не сейчас", "позже", "пропустить", "いいえ",
    "拒否", "後で", "スキップ", "否", "拒绝", "暂不", "以后再说", "跳过", "아니요", "거부", "나중에", "건너뛰기", "لا", "رفض", "ليس الآن", "لاحقًا",
    "تخطي", "hayır", "reddet", "şimdi değil", "daha sonra", "atla",
]));

/// Go on without what is asked.
#[rustfmt::skip]
pub const SKIP: Words = Words(&words([
    "not now", "skip", "skip*now", "later", "maybe later", "remind me later", "no thanks", "nicht jetzt", "später",
    "überspringen", "plus tard", "pas maintenant", "ignorer", "passer", "ahora no", "más tarde", "omitir", "non ora",
    "più tardi", "salta", "agora não", "mais tarde", "pular", "niet nu", "overslaan", "later herinneren",
    "nie teraz", "później", "pomiń", "inte nu", "senare", "hoppa över", "ikke nu", "senere", "spring over", "ei nyt",
    "myöhemmin", "ohita", "teď ne", "později", "přeskočit", "не сейчас", "позже", "пропустить", "後で", "スキップ",
    "今はしない", "暂不", "以后再说", "跳过", "稍后", "나중에", "건너뛰기", "다음에", "ليس الآن", "لاحقًا", "تخطي", "şimdi değil",
    "daha sonra", "atla",
]));

/// That one of several is wanted.
#[rustfmt::skip]
pub const CHOOSE: Words = Words(&words([
    "choose", "select", "pick", "which", "who", "wählen*", "auswählen", "welche*", "choisir*", "choisissez*",
    "sélectionn*", "quel*", "elige*", "elija*", "elegir", "selecciona*", "seleccione*", "cuál", "scegli*",
    "seleziona*", "quale", "escolha*", "escolher", "selecione*", "qual", "kies*", "selecteer*", "welk", "welke", "wybierz*",
    "który", "välj*", "vilken", "vælg*", "hvilken", "valitse*", "vyberte*", "zvolte*", "který", "выберите*", "какой",
    "選択*", "お選び*", "选择*", "請選擇", "선택*", "اختر*", "seç*", "hangi",
]));

/// Menus of whoever is inside, by the names that pages give them in code.
#[rustfmt::skip]
pub const OWN_NAMES: Words = Words(&words([
    "usermenu", "user menu", "account menu", "profile menu", "user dropdown", "user nav", "avatar", "my account",
    "myaccount", "userbox", "user box", "user info", "userinfo", "logout", "log out", "signout", "sign out",
]));

/// Sign in by way of somebody else.
#[rustfmt::skip]
pub const ELSEWHERE: Words = Words(&words([
    "google", "facebook", "apple", "microsoft", "github", "gitlab", "twitter", "linkedin", "okta", "saml", "sso",
    "single sign-on", "single sign on", "azure*", "entra id", "openid", "oidc", "eduid", "edugain", "franceconnect",
    "itsme", "digid", "bankid", "mitid", "spid", "cl@ve", "line", "wechat", "微信", "qq", "kakao*", "naver", "카카오*",
    "네이버", "vk", "yandex", "яндекс", "госуслуги", "company account", "identity provider", "institution*",
    "work account",
]));

/// A key that a device keeps.
#[rustfmt::skip]
pub const PASSKEY: Words = Words(&words([
    "passkey*", "pass key", "security key", "webauthn", "fido*", "touch id", "face id", "windows hello",
    "biometric*", "fingerprint", "sicherheitsschlüssel", "clé d'accès", "clé de sécurité", "llave de acceso",
    "llave de seguridad", "clave de acceso", "chiave di accesso", "chiave di sicurezza", "chave de acesso",
    "chave de segurança", "toegangssleutel", "klucz dostępu", "klucz bezpieczeństwa", "nyckel", "adgangsnøgle",
    "pääsyavain", "přístupový klíč", "bezpečnostní klíč*", "säkerhetsnyckel*", "sikkerhedsnøgle*",
    "turva-avain*", "ключ безопасности", "beveiligingssleutel", "güvenlik anahtarı", "セキュリティキー", "安全密钥", "보안 키", "ключ доступа", "パスキー", "通行密钥", "패스키", "مفتاح المرور", "geçiş anahtarı",
]));

/// Have a code sent that lets one in.
#[rustfmt::skip]
pub const SEND_CODE: Words = Words(&words([
    "send*code", "request*code", "get*code", "email me*code", "e-mail me*code", "text me*code", "code anfordern",
    "code senden", "code schicken", "code zusenden", "recevoir*code", "envoyer*code", "enviar*código",
    "envíame*código", "recibir*código", "solicitar*código", "invia*codice", "ricevi*codice", "richiedi*codice",
    "receber*código", "pedir*código", "stuur*code", "verstuur*code", "code aanvragen", "code ontvangen",
    "wyślij*kod", "otrzymaj*kod", "skicka*kod", "få*kod", "send*kode", "få*kode", "lähetä*koodi", "pyydä*koodi",
    "poslat*kód", "zaslat*kód", "отправить*код", "получить*код", "コードを送*", "コードを取得", "发送*验证码", "获取*验证码",
    "인증번호*받기", "인증번호 요청", "코드 받기", "kod*gönder", "kod iste", "أرسل*الرمز*", "إرسال*الرمز*",
]));

/// Show what is typed, or hide it again.
#[rustfmt::skip]
pub const REVEAL: Words = Words(&words([
    "show", "hide", "show password", "hide password", "reveal", "anzeigen", "einblenden", "ausblenden", "verbergen",
    "afficher", "masquer", "mostrar", "ocultar", "mostra", "nascondi", "esconder", "tonen", "toon", "pokaż", "ukryj",
    "visa", "dölj", "vis", "skjul", "näytä", "piilota", "zobrazit", "skrýt", "показать", "скрыть", "表示", "隠す",
    "显示", "隐藏", "顯示", "隱藏", "표시", "보기", "숨기기", "göster", "gizle", "إظهار", "إخفاء",
]));

/// That something is a matter of its own.
#[rustfmt::skip]
pub const ASIDE: Words = Words(&words([
    "more information", "learn more", "help", "support", "privacy", "imprint", "impressum", "cookie*", "create*",
    "contact", "faq", "mehr informationen", "hilfe", "datenschutz", "kontakt", "aide", "ayuda", "aiuto", "ajuda",
    "hjälp", "hjælp", "apua", "ohje*", "nápověda", "помощь", "справка", "ヘルプ", "帮助", "도움말", "مساعدة", "yardım",
    "pomoc",
]));
