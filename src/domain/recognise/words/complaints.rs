//! What complaints mean.

use super::Words;
use crate::domain::refusal::Refusal;

/// What a complaint means, the most telling first. Which of them fit depends on what was answered.
pub const COMPLAINTS: [(Refusal, &Words); 17] = [
    (Refusal::AccountLocked, &LOCKED),
    (Refusal::AccountDisabled, &DISABLED),
    (Refusal::CredentialsExpired, &PASSWORD_EXPIRED),
    (Refusal::CredentialsManagedByOrganisation, &MANAGED),
    (Refusal::AlreadySignedInElsewhere, &SIGNED_IN_ELSEWHERE),
    (Refusal::MfaResendTooSoon, &RESEND_TOO_SOON),
    (Refusal::MfaDeliveryFailed, &NOT_DELIVERED),
    (Refusal::LoginAttemptsExceeded, &TOO_MANY),
    (Refusal::MfaNotConfigured, &NO_FACTOR),
    (Refusal::WrongLoginMethod, &OTHER_METHOD),
    (Refusal::AccountNotFound, &UNKNOWN_ACCOUNT),
    (Refusal::InvalidTenant, &UNKNOWN_TENANT),
    (Refusal::CaptchaFailed, &CAPTCHA_WRONG),
    (Refusal::MfaCodeExpired, &CODE_EXPIRED),
    (Refusal::PushDenied, &PUSH_DENIED),
    (Refusal::PushTimedOut, &PUSH_TIMED_OUT),
    (Refusal::MissingCredentials, &MISSING),
];

#[rustfmt::skip]
const LOCKED: Words = Words(&[
    "locked", "has been locked", "account is locked", "locked out", "temporarily locked", "gesperrt*", "sperre",
    "verrouillé*", "bloqué", "bloquée", "bloquead*", "bloccat*", "suspendida temporalmente", "geblokkeerd",
    "vergrendeld", "zablokowan*", "låst*", "spärrat*", "spærret", "lukittu*", "lukossa", "uzamčen*", "zablokován*",
    "заблокирован*", "ロックされ*", "ロック", "锁定*", "已被锁", "鎖定", "잠겼*", "잠금*", "잠긴*", "مقفل*", "محظور*", "تم قفل*",
    "kilitlen*", "kilitli*", "bloke*",
]);
#[rustfmt::skip]
const DISABLED: Words = Words(&[
    "disabled", "deactivated", "suspended", "inactive", "account is closed", "account has been closed", "not active",
    "deaktiviert*", "stillgelegt", "désactivé*", "suspendu*", "désactivée", "inactif", "deshabilitad*",
    "desactivad*", "suspendid*", "inactiva", "disabilitat*", "disattivat*", "sospes*", "desativad*", "suspensa",
    "inativ*", "gedeactiveerd", "uitgeschakeld", "opgeschort", "wyłączone*", "dezaktywowan*", "nieaktywn*",
    "zawieszon*", "inaktiver*", "avstängt", "stängts av", "deaktiveret", "poistettu käytöstä", "suljettu",
    "deaktivován*", "zrušen", "отключен*", "отключён*", "деактивирован*", "приостановлен*", "無効*", "停止され*", "停用*",
    "禁用*", "비활성*", "정지*", "معطل*", "موقوف*", "تعطيل*", "devre dışı*", "askıya alın*", "pasif",
]);
#[rustfmt::skip]
const PASSWORD_EXPIRED: Words = Words(&[
    "password has expired", "password is expired", "password expired", "your password must be changed",
    "passwort ist abgelaufen", "kennwort ist abgelaufen", "passwort abgelaufen", "mot de passe a expiré",
    "mot de passe expiré", "contraseña ha caducado", "contraseña ha expirado", "password è scaduta",
    "password scaduta", "senha expirou", "palavra-passe expirou", "wachtwoord is verlopen", "hasło wygasło",
    "lösenordet har gått ut", "lösenord har gått ut", "adgangskoden er udløbet", "adgangskode er udløbet",
    "salasana on vanhentunut", "heslo vypršelo", "пароль истёк", "срок действия пароля", "パスワードの有効期限", "密码已过期",
    "비밀번호가 만료*", "انتهت صلاحية كلمة المرور", "şifrenizin süresi*", "parolanızın süresi*",
]);
#[rustfmt::skip]
const MANAGED: Words = Words(&[
    "managed by your organi*", "contact your administrator to sign in", "sign in through your organi*",
    "wird von ihrer organisation verwaltet", "géré par votre organisation",
]);
#[rustfmt::skip]
const SIGNED_IN_ELSEWHERE: Words = Words(&[
    "jo kirjautunut", "avoin istunto", "toinen istunto*", "toisessa selaimessa", "redan inloggad", "annan session",
    "allerede logget*", "anden session", "już zalogowan*", "inna sesja", "już otwart*", "již přihlášen*",
    "jiná relace", "já está conectad*", "já tem sessão*", "reeds aangemeld", "al ingelogd", "すでにログイン*", "已在其他*",
    "이미 로그인*", "zaten oturum*", "already signed in", "already logged in", "another session", "active session",
    "other session", "session is already*", "bereits angemeldet", "andere sitzung", "déjà connecté*",
    "autre session", "ya ha iniciado sesión", "otra sesión", "sesión activa", "già connesso", "altra sessione",
    "outra sessão", "andere sessie", "уже выполнен вход", "別のセッション", "其他会话",
]);
#[rustfmt::skip]
const RESEND_TOO_SOON: Words = Words(&[
    "before asking for another code", "before requesting a new code", "before requesting another*",
    "wait before requesting*", "wait before you request*", "bevor sie einen neuen code*",
    "avant de demander un nouveau code", "antes de solicitar*", "prima di richiedere*", "antes de pedir*",
    "przed wysłaniem kolejn*", "innan du begär*",
]);
#[rustfmt::skip]
const NOT_DELIVERED: Words = Words(&[
    "could not send*", "couldn't send*", "unable to send*", "failed to send", "could not be sent",
    "could not be delivered", "konnte nicht gesendet werden", "konnten keine*senden", "n'a pas pu être envoyé",
    "impossible d'envoyer*", "no pudimos enviar*", "no se pudo enviar*", "impossibile inviare*",
    "não foi possível enviar*", "kon niet worden verzonden", "nie udało się wysłać*", "kunde inte skicka*",
    "не удалось отправить*", "送信できません*", "发送失败", "전송하지 못*",
]);
#[rustfmt::skip]
const TOO_MANY: Words = Words(&[
    "too many*", "many attempts", "many failed", "maximum number of*", "try again later", "try again in*",
    "attempts exceeded", "limit exceeded", "rate limit*", "throttled", "zu viele*", "zu oft", "später erneut*",
    "trop de tentatives*", "trop d'essais", "trop de*", "demasiad* intentos", "demasiados*", "muchos intentos",
    "troppi*", "troppe*", "muitas tentativas", "demasiadas tentativas", "te veel*", "te vaak", "zbyt wiele*",
    "za dużo*", "för många*", "for mange*", "liian mon*", "příliš mnoho*", "слишком много*", "превышено*",
    "превышен*", "回数*超*", "試行回数*", "しばらくしてから*", "次数过多", "过于频繁", "太多次", "嘗試次數*", "너무 많*", "횟수*초과", "محاولات كثيرة*",
    "عدد كبير*", "çok fazla*", "çok sayıda*",
]);
#[rustfmt::skip]
const NO_FACTOR: Words = Words(&[
    "no second factor*", "two-factor is required but*", "not set up two-factor*", "not enrolled*",
    "set up two-factor authentication to continue", "must enable two-factor*",
]);
#[rustfmt::skip]
const OTHER_METHOD: Words = Words(&[
    "signed up with", "registered with google", "sign in with google instead", "please use single sign-on",
    "use single sign-on*", "must sign in with sso", "uses single sign-on", "use your social*",
    "über ihren firmenzugang", "via l'authentification unique",
]);
#[rustfmt::skip]
const UNKNOWN_ACCOUNT: Words = Words(&[
    "not registered", "no account*", "could not find*", "couldn't find*", "can't find*", "unknown user*",
    "unknown email*", "user not found", "account not found", "does not exist", "doesn't exist", "no user*",
    "unknown account", "we don't recognize*", "we don't recognise*", "nicht registriert", "kein konto*",
    "unbekannt* benutzer*", "existiert nicht", "wurde nicht gefunden", "aucun compte*", "n'existe pas",
    "compte introuvable", "inconnu*", "no existe*", "no está registrad*", "ninguna cuenta*", "no encontramos*",
    "non esiste*", "nessun account*", "non registrat*", "non trovat*", "não existe*", "não está registad*",
    "não encontr*", "nenhuma conta*", "não está cadastrad*", "bestaat niet", "geen account*", "niet gevonden",
    "nie istnieje", "nie znaleziono*", "finns inte", "hittade ingen*", "findes ikke", "ei löydy", "ei löytynyt",
    "neexistuje", "nenalezen*", "не найден*", "не существует", "не зарегистрирован*", "登録されていません*", "見つかりません*",
    "存在しません", "不存在", "未注册", "找不到*", "존재하지 않*", "찾을 수 없*", "등록되지 않*", "غير موجود", "غير مسجل", "bulunamadı",
    "kayıtlı değil",
]);
#[rustfmt::skip]
const UNKNOWN_TENANT: Words = Words(&[
    "do not know that company", "company not found", "unknown company", "organisation not found",
    "organization not found", "unknown organi*", "workspace not found", "tenant not found", "unknown tenant",
    "mandant unbekannt", "unbekannter mandant", "firma nicht gefunden", "société inconnue", "empresa no encontrada",
    "azienda non trovata",
]);
#[rustfmt::skip]
const CAPTCHA_WRONG: Words = Words(&[
    "captcha*", "characters did not match*", "characters from the picture*", "characters do not match the*",
    "image text is incorrect", "zeichen stimmen nicht*", "图形验证码*错误",
]);
#[rustfmt::skip]
const CODE_EXPIRED: Words = Words(&[
    "code has expired", "code expired", "expired code", "code is no longer valid", "token expired",
    "token has expired", "expired", "abgelaufen", "expiré*", "caducad*", "ha caducado", "expirado", "expirou",
    "scadut*", "verlopen", "wygasł*", "gått ut", "udløbet", "vanhentunut", "vypršel*", "истёк*", "истек*", "有効期限*",
    "期限切れ", "过期*", "失效*", "만료*", "انتهت صلاحية*", "منتهي*", "süresi dol*", "süresi geç*",
]);
#[rustfmt::skip]
const PUSH_DENIED: Words = Words(&[
    "was denied", "denied the request", "request was declined", "declined on your*", "was rejected", "abgelehnt",
    "a été refusée", "fue rechazada", "è stata rifiutata", "foi recusad*", "geweigerd", "odrzucon*", "avvisades",
    "afvist", "hylätty", "zamítnut*", "отклонен*", "отклонён*", "拒否され*", "已拒绝", "거부되*",
]);
#[rustfmt::skip]
const PUSH_TIMED_OUT: Words = Words(&[
    "request timed out", "timed out", "not approved in time", "no response from your*", "zeitüberschreitung",
    "zeit abgelaufen", "délai dépassé", "tiempo de espera agotado", "tempo scaduto", "tempo esgotado",
]);
#[rustfmt::skip]
const MISSING: Words = Words(&[
    "is required", "are required", "required field", "fill in", "fill out", "please enter your user name and*",
    "enter a username and password", "must not be empty", "cannot be blank", "can't be blank", "pflichtfeld*",
    "bitte ausfüllen", "bitte füllen*", "obligatoire*", "obligatori*", "campo requerido", "verplicht*", "wymagane*",
    "pole wymagane", "obligatorisk*", "krävs", "skal udfyldes", "pakollinen", "povinn*", "обязательн* поле",
    "заполните*", "必須*", "入力してください", "必填*", "不能为空", "필수*", "입력하세요", "مطلوب*", "zorunlu*", "boş bırakılamaz",
]);
