//! How second factors reach people, in words.

use super::{Words, words};
use crate::domain::prompt::challenge::Channel;

/// The tables by channel, the most telling first.
pub const CHANNELS: [(Channel, &Words); 8] = [
    (Channel::Backup, &BACKUP),
    (Channel::Authenticator, &AUTHENTICATOR),
    (Channel::Push, &PUSH),
    (Channel::Token, &TOKEN),
    (Channel::App, &APP),
    (Channel::Call, &CALL),
    (Channel::Sms, &SMS),
    (Channel::Email, &EMAIL),
];

#[rustfmt::skip]
const SMS: Words = Words(&words([
    "sms", "text message*", "text me", "text us", "texted", "sms-code", "smscode", "textnachricht", "texto",
    "mensaje de texto", "mensajes de texto", "messaggio", "mensagem de texto", "mtan", "mobiltan", "sms-tan",
    "sms kod*", "tekstiviesti*", "sms-bericht", "wiadomość sms", "смс", "ショートメッセージ", "短信", "簡訊", "문자*", "رسالة نصية",
    "kısa mesaj", "text to", "by text", "via text", "textmeddelande", "textmessage", "phone number ending",
    "mobile number ending", "mobile ending", "phone ending",
]));
#[rustfmt::skip]
const CALL: Words = Words(&words([
    "call", "call me", "phone call", "voice", "voice call", "we will call", "telephone call", "anruf*", "anrufen",
    "appel", "appeler", "appel vocal", "llamada*", "llámame", "chiamata", "chiamami", "ligação", "chamada",
    "telefoontje", "bellen", "bel mij", "gesprek", "zadzwoń*", "połączenie*", "ring mig", "ring upp", "samtal",
    "opkald", "ring til*", "soita*", "puhelu*", "zavolat", "zavolej*", "hovor", "звонок", "позвонить", "電話で", "音声通話",
    "电话", "语音", "전화로", "전화 받기", "음성*", "مكالمة*", "arama", "beni ara", "sesli arama",
]));
#[rustfmt::skip]
const EMAIL: Words = Words(&words([
    "email*", "e-mail*", "mailed", "inbox", "mail", "courriel", "correo*", "posta elettronica", "e-posta*",
    "e-post*", "sähköposti*", "почт*", "メール*", "邮箱", "邮件", "電子郵件", "이메일", "메일", "البريد*", "eposta",
]));
#[rustfmt::skip]
const AUTHENTICATOR: Words = Words(&words([
    "auth app", "authenticator*", "authentication app*", "authenticatie-app", "authentification app",
    "google authenticator", "totp", "authy", "code generator", "authentifizierungs-app*", "authentifikator*",
    "authenticator-app", "application d'authentification", "application d’authentification",
    "appli d'authentification", "aplicación de autenticación", "app de autenticación", "app di autenticazione",
    "applicazione di autenticazione", "aplicativo autenticador", "aplicação de autenticação", "app autenticadora",
    "app de autenticação", "aplikacja uwierzytelniająca", "aplikacji uwierzytelniającej",
    "aplikację uwierzytelniającą", "autentiseringsapp*", "autentificeringsapp*", "godkendelsesapp*",
    "todennussovellu*", "todentaja*", "autentizátor*", "autentizační*", "ověřovací aplikac*",
    "приложени* аутентифик*", "приложение-аутентификатор", "приложения-аутентификатора", "аутентификатор*", "認証アプリ*",
    "身份验证器", "验证器", "驗證器", "인증 앱*", "인증앱*", "otp 앱", "تطبيق المصادقة", "kimlik doğrulama uygulama*", "doğrulayıcı*",
    "two-factor app", "2fa app",
]));
#[rustfmt::skip]
const APP: Words = Words(&words([
    "in the app", "our app", "mobile app", "banking app", "bank app", "open the app", "phototan", "chiptan",
    "pushtan", "app code", "in your app", "in der app", "dans l'application", "dans l’application", "en la app",
    "nell'app", "na app", "in de app", "w aplikacji", "i appen", "sovelluksessa", "v aplikaci", "в приложении",
    "アプリに", "앱에서", "uygulamada", "uygulamasında",
]));
#[rustfmt::skip]
const PUSH: Words = Words(&words([
    "push*", "approve*", "approval", "notification", "tap yes", "app notification", "freigabe", "freigeben",
    "notification push", "approuver", "notificación", "aprueb*", "aprobar", "notifica", "approva*", "notificação",
    "aprov*", "melding", "goedkeuren", "powiadomieni*", "zatwierdź*", "avisering", "godkänn*", "notifikation",
    "godkend*", "ilmoitus*", "oznámení", "schválit", "уведомлени*", "подтвердите в приложении", "通知", "推送", "알림",
    "إشعار", "bildirim*",
]));
#[rustfmt::skip]
const TOKEN: Words = Words(&words([
    "kodeviser", "tokencode*", "your token", "uw token", "ihr token", "nøgleviser", "startcode", "start code", "hardware token", "token device", "security token",
    "key fob", "rsa securid", "securid", "yubikey", "card reader", "tan generator", "tan-generator",
    "hardware-token", "physical token", "token generator", "generador de claves", "dispositivo token", "otp device",
    "jeton", "boîtier", "lecteur de carte", "lector de tarjetas", "dosa", "kaartlezer", "bankdosa", "tan-generátor",
    "генератор кодов", "トークン", "令牌", "보안카드", "otp 기기",
]));
#[rustfmt::skip]
pub const BACKUP: Words = Words(&words([
    "backup code*", "backup-code*", "back-up code*", "backup token*", "recovery code*", "recovery key",
    "emergency code*", "scratch code*", "printed code*", "rescue code*", "static token*", "backup", "ersatzcode*",
    "wiederherstellungscode*", "notfallcode*", "sicherungscode*", "backupcode*", "code de secours",
    "codes de secours", "code de récupération", "codes de récupération", "código de recuperación",
    "códigos de recuperación", "código de respaldo", "códigos de respaldo", "copia de seguridad", "codice di backup",
    "codici di backup", "codice di recupero", "codici di recupero", "código de recuperação",
    "códigos de recuperação", "código de backup", "códigos de backup", "herstelcode*", "back-upcode*",
    "kod zapasowy", "kody zapasowe", "kodu zapasowego", "kod odzyskiwania", "reservkod*", "återställningskod*",
    "säkerhetskopia*", "backupkode*", "reservekode*", "gendannelseskode*", "varakoodi*", "palautuskoodi*",
    "záložní kód*", "obnovovací kód*", "резервн* код*", "резервный код", "резервные коды", "код восстановления",
    "バックアップコード", "リカバリーコード", "回復コード", "备用代码", "备份码", "恢复代码", "恢复码", "備用代碼", "백업 코드", "복구 코드", "رمز احتياطي",
    "رموز احتياطية", "رمز الاسترداد", "yedek kod*", "kurtarma kod*",
]));

/// The channel that a text speaks of.
pub fn of(text: &str) -> Option<Channel> {
    CHANNELS.iter().find(|(_, words)| words.are_in(text)).map(|(channel, _)| *channel).or_else(|| by_target(text))
}

/// A masked address or number tells its channel by its form.
fn by_target(text: &str) -> Option<Channel> {
    let masked = text.split_whitespace().find(|word| is_masked(word));
    match masked {
        Some(target) if target.contains('@') => Some(Channel::Email),
        Some(_) if text.chars().any(|c| c.is_ascii_digit()) => Some(Channel::Sms),
        _ => None,
    }
}

/// Whether a word hides a part of itself.
pub fn is_masked(text: &str) -> bool {
    let hides = |c: char| matches!(c, '*' | '•' | '●' | '·' | '∙' | '＊' | '…' | '✱');
    let hidden = text.chars().filter(|c| hides(*c)).count();
    hidden >= 2 || text.to_ascii_lowercase().contains("xxx")
}

/// Whether a text speaks of a channel.
pub fn names(channel: Channel, text: &str) -> bool {
    CHANNELS.iter().any(|(known, words)| *known == channel && words.are_in(text))
}

/// How many channels a text speaks of.
pub fn count(text: &str) -> usize {
    CHANNELS.iter().filter(|(_, words)| words.are_in(text)).count()
}
