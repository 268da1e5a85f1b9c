//! What complaints mean.

use super::{Words, words};
use crate::domain::prompt::refusal::Refusal;

/// What a complaint means, the most telling first. Which of them fit depends on what was answered.
pub const COMPLAINTS: [(Refusal, &Words); 18] = [
    (Refusal::AccountLocked, &LOCKED),
    (Refusal::AccountDisabled, &DISABLED),
    (Refusal::AccountDisabled, &NOT_RELEASED),
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
const LOCKED: Words = Words(&words([
    "locked", "has been locked", "account is locked", "locked out", "temporarily locked", "gesperrt*", "sperre",
    "verrouillé*", "bloqué", "bloquée", "bloquead*", "bloccat*", "suspendida temporalmente", "geblokkeerd",
    "vergrendeld", "zablokowan*", "låst*", "spärrat*", "spærret", "lukittu*", "lukossa", "uzamčen*", "zablokován*",
    "заблокирован*", "ロックされ*", "ロック", "锁定*", "已被锁", "鎖定", "잠겼*", "잠금*", "잠긴*", "مقفل*", "محظور*", "تم قفل*",
    "kilitlen*", "kilitli*", "bloke*",
]));
#[rustfmt::skip]
const DISABLED: Words = Words(&words([
    "disabled", "deactivated", "suspended", "inactive", "account is closed", "account has been closed", "not active",
    "deaktiviert*", "stillgelegt", "désactivé*", "suspendu*", "désactivée", "inactif", "deshabilitad*",
    "desactivad*", "suspendid*", "inactiva", "disabilitat*", "disattivat*", "sospes*", "desativad*", "suspensa",
    "inativo", "inativa", "gedeactiveerd", "uitgeschakeld", "opgeschort", "wyłączone*", "dezaktywowan*", "nieaktywne", "nieaktywny",
    "zawieszon*", "inaktiver*", "avstängt", "stängts av", "deaktiveret", "poistettu käytöstä", "suljettu",
    "deaktivován*", "zrušen", "отключен*", "отключён*", "деактивирован*", "приостановлен*", "無効*", "停止され*", "停用*",
    "禁用*", "비활성*", "정지*", "معطل*", "موقوف*", "تعطيل*", "devre dışı*", "askıya alın*", "pasif",
]));
/// That somebody at the source has to let an account in first: nothing that can be approved on a phone.
#[rustfmt::skip]
pub const NOT_RELEASED: Words = Words(&words([
    "account is pending", "account is currently pending", "account*pending approval", "account*pending review",
    "account*pending activation", "account*pending verification", "account is awaiting*",
    "account is currently awaiting*", "account*awaiting approval", "account*awaiting activation",
    "account*awaiting review", "account*awaiting verification", "account is waiting*approv*",
    "account*waiting to be approved", "account*under review", "account*being reviewed", "account is in review",
    "account*not yet*approved", "account*not yet*activated", "account*not been approved*",
    "account*not been activated*", "account*hasn't been approved*", "account*hasn't been activated*",
    "account*not approved yet", "account*not activated yet", "account*must be approved*",
    "account*must*be activated by*", "account*needs to be approved*", "account*has to be approved*",
    "account*needs approval*", "account*requires approval*", "account activation pending", "account approval pending",
    "once your account*approved", "when your account*approved", "once your account*activated",
    "when your account*activated", "reviewing your account*", "reviewing your registration*",
    "reviewing your application*", "reviewing your details*", "awaiting admin*", "awaiting approval by*",
    "awaiting approval from*", "pending admin*", "pending approval by*", "pending approval from*",
    "pending review by*", "pending moderat*", "approval by an admin*", "approval from an admin*",
    "approved by an admin*", "activated by an admin*", "admin*has not*approved", "admin*must approve*",
    "admin*needs to approve*", "admin*has to approve*", "waiting for an admin*", "waiting for admin*",
    "registration is pending*", "registration is*under review", "registration*awaiting approval",
    "registration*being reviewed", "registration*not*been approved", "application is pending",
    "application*under review", "application*being reviewed", "membership is pending", "membership*awaiting*",
    "access request*pending", "request for access*pending", "*konto*wartet auf*freischaltung",
    "*konto*wartet auf*freigabe durch*", "*konto*wartet auf*genehmigung", "*konto*wartet auf*bestätigung durch*",
    "*konto*noch nicht freigeschaltet", "*konto*noch nicht freigegeben", "*konto*noch nicht aktiviert",
    "*konto*noch nicht genehmigt", "*konto*noch nicht von*", "zugang*noch nicht freigeschaltet",
    "zugang*noch nicht freigegeben", "*konto wird derzeit*prüft", "*konto wird noch*prüft", "*konto wird*von*prüft",
    "*konto befindet sich*prüfung", "freigabe durch*administrator*", "freischaltung durch*",
    "von*administrator*freigeschaltet", "von*administrator*freigegeben", "freischaltung*steht noch aus",
    "freischaltung steht*aus", "registrierung wird*prüft", "antrag wird*prüft", "compte est en attente*",
    "compte*en attente d*approbation", "compte*en attente de validation", "compte*en attente d*activation",
    "compte*en attente de vérification", "compte*en cours d*examen", "compte*en cours de validation",
    "compte*en cours de vérification", "compte n*a pas encore été*", "compte n*est pas encore*",
    "compte doit être validé*", "compte doit être approuvé*", "validation*par*administrateur",
    "approbation*administrateur", "approuvé par*administrateur", "inscription*en attente*",
    "inscription*en cours d*examen", "demande*en cours d*examen", "cuenta está pendiente",
    "cuenta*pendiente de aprobación", "cuenta*pendiente de activación", "cuenta*pendiente de revisión",
    "cuenta*pendiente de validación", "cuenta*pendiente de verificación", "cuenta*en revisión",
    "cuenta*a la espera de*", "cuenta*todavía no*aprobad*", "cuenta*aún no*aprobad*", "cuenta*todavía no*activ*",
    "cuenta*aún no*activ*", "cuenta no ha sido aprobad*", "aprobación de*administrador*",
    "aprobada por*administrador*", "solicitud*en revisión", "registro*pendiente*", "account è in attesa*",
    "account*in attesa di approvazione", "account*in attesa di attivazione", "account*in attesa di verifica",
    "account*in attesa di revisione", "account non è*ancora*approvat*", "account non è*ancora*attiv*",
    "account*non è stato ancora*", "account*in fase di*", "approvazione*amministrator*",
    "approvato da*amministrator*", "registrazione*in attesa*", "conta*aguarda aprovação",
    "conta*aguardando aprovação", "conta está pendente", "conta*pendente de*", "conta*em análise", "conta*em revisão",
    "conta ainda não*", "aprovação*administrador*", "aprovada por*administrador*", "cadastro*em análise",
    "cadastro*pendente*", "registo*pendente*", "pedido*em análise", "account wacht op*", "account is in behandeling",
    "account*nog niet*goedgekeurd", "account*nog niet*geactiveerd", "account wordt*beoordeeld",
    "account*in afwachting van*", "goedkeuring*beheerder", "beheerder*goedkeuren", "beheerder*goedgekeurd",
    "registratie*in behandeling", "aanvraag*in behandeling", "konto oczekuje*", "konto czeka na*",
    "konto nie zostało jeszcze*", "konto*jeszcze nie zostało*", "konto*w trakcie weryfikacji",
    "konto*jest weryfikowane", "zatwierdzeni* przez*administrator*", "akceptacj* administrator*",
    "rejestracja*oczekuje*", "konto väntar på*", "kontot väntar på*", "konto*granskas", "konto*inte godkänts än",
    "konto*ännu inte*godkän*", "konto*ännu inte*aktiver*", "godkännas av*administratör", "godkänts av*administratör",
    "registrering*granskas", "ansökan*granskas", "konto afventer*", "konto*endnu ikke*godkendt",
    "konto*endnu ikke*aktiveret", "konto*under behandling", "konto gennemgås", "godkendes af*administrator",
    "godkendt af*administrator", "registrering*afventer*", "ansøgning*behandles", "tili odottaa*", "tilisi odottaa*",
    "tiliäsi ei ole vielä*", "tiliä ei ole vielä*", "tilisi*tarkistettavana", "tilisi*käsittelyssä",
    "ylläpitäjän hyväksy*", "rekisteröinti*odottaa*", "hakemu*käsittelyssä", "účet čeká na*", "účet dosud nebyl*",
    "účet ještě nebyl*", "účet*ještě není*", "účet*posuzován*", "účet*schvalován*", "schválení*administrátor*",
    "schválení*správce*", "registrace čeká*", "аккаунт ожидает*", "запись ожидает*", "аккаунт*на рассмотрении",
    "запись*на рассмотрении", "аккаунт*на проверке", "запись*на проверке", "аккаунт ещё не*", "аккаунт еще не*",
    "запись ещё не*", "запись еще не*", "одобрения администратор*", "подтверждения администратор*",
    "активации администратор*", "регистрация*на рассмотрении", "заявка*на рассмотрении", "アカウント*審査中",
    "アカウント*承認待ち", "アカウント*承認されていません", "アカウント*有効になっていません",
    "アカウント*有効化されていません", "管理者*承認*", "登録*審査中", "申請*審査中", "账号*审核*", "账户*审核*",
    "帐号*审核*", "帳號*審核*", "账号*待激活", "账户*待激活", "账号*尚未激活", "账户*尚未激活", "等待管理员*",
    "管理员*审核", "管理员*批准", "管理員*審核", "注册*审核中", "申请*审核中", "계정*승인 대기*", "계정*검토 중*",
    "계정*승인되지 않*", "계정*활성화되지 않*", "관리자*승인*", "가입*승인 대기*", "가입*심사*", "حسابك قيد المراجعة",
    "حسابك*قيد المراجعة", "حسابك بانتظار*", "حسابك في انتظار*", "الحساب قيد المراجعة", "موافقة المسؤول",
    "موافقة المشرف", "موافقة الإدارة", "لم يتم تفعيل حسابك*", "لم تتم الموافقة على حسابك*", "hesabınız onay bekl*",
    "hesabınız yönetici*", "hesabınız*inceleniyor", "hesabınız henüz*", "yönetici*onay*", "kaydınız*inceleniyor",
    "başvurunuz*inceleniyor", "üyeliğiniz*onay bekl*",
]));
#[rustfmt::skip]
const PASSWORD_EXPIRED: Words = Words(&words([
    "password has expired", "password is expired", "password expired", "your password must be changed",
    "passwort ist abgelaufen", "kennwort ist abgelaufen", "passwort abgelaufen", "mot de passe a expiré",
    "mot de passe expiré", "contraseña ha caducado", "contraseña ha expirado", "password è scaduta",
    "password scaduta", "senha expirou", "palavra-passe expirou", "wachtwoord is verlopen", "hasło wygasło",
    "lösenordet har gått ut", "lösenord har gått ut", "adgangskoden er udløbet", "adgangskode er udløbet",
    "salasana on vanhentunut", "heslo vypršelo", "пароль истёк", "срок действия пароля", "パスワードの有効期限", "密码已过期",
    "비밀번호가 만료*", "انتهت صلاحية كلمة المرور", "şifrenizin süresi*", "parolanızın süresi*",
]));
#[rustfmt::skip]
const MANAGED: Words = Words(&words([
    "organi*manages this password", "organi*manages your password", "*organisation verwaltet*passwort",
    "organisation gère*mot de passe", "organización gestiona*contraseña", "organizzazione gestisce*password",
    "organização gere*senha", "organização gerencia*senha", "organisatie beheert*wachtwoord",
    "managed by your organi*", "contact your administrator to sign in", "sign in through your organi*",
    "wird von ihrer organisation verwaltet", "géré par votre organisation",
]));
#[rustfmt::skip]
const SIGNED_IN_ELSEWHERE: Words = Words(&words([
    "signed in on another*", "logged in on another*", "auf einem anderen gerät angemeldet", "connecté sur un autre*",
    "jo kirjautunut", "avoin istunto", "toinen istunto*", "toisessa selaimessa", "redan inloggad", "annan session",
    "allerede logget*", "anden session", "już zalogowan*", "inna sesja", "już otwart*", "již přihlášen*",
    "jiná relace", "já está conectad*", "já tem sessão*", "reeds aangemeld", "al ingelogd", "すでにログイン*", "已在其他*",
    "이미 로그인*", "zaten oturum*", "already signed in", "already logged in", "another session", "active session",
    "other session", "session is already*", "bereits angemeldet", "andere sitzung", "déjà connecté*",
    "autre session", "ya ha iniciado sesión", "otra sesión", "sesión activa", "già connesso", "altra sessione",
    "outra sessão", "andere sessie", "уже выполнен вход", "別のセッション", "其他会话",
]));
#[rustfmt::skip]
const RESEND_TOO_SOON: Words = Words(&words([
    "before asking for another code", "before requesting a new code", "before requesting another*",
    "wait before requesting*", "wait before you request*", "bevor sie einen neuen code*",
    "avant de demander un nouveau code", "antes de solicitar*", "prima di richiedere*", "antes de pedir*",
    "przed wysłaniem kolejn*", "innan du begär*",
]));
#[rustfmt::skip]
const NOT_DELIVERED: Words = Words(&words([
    "could not send*", "couldn't send*", "can't send*", "cannot send*", "were not able to send*", "unable to send*",
    "unable to deliver*", "failed to send*", "failed to deliver*", "could not be sent", "couldn't be sent",
    "was not sent", "could not be delivered", "couldn't be delivered", "sending*code failed", "sending*failed",
    "problem sending*", "error sending*", "error while sending*", "delivery failed", "konnte nicht gesendet werden",
    "konnte nicht*gesendet werden", "konnte nicht zugestellt werden", "konnte nicht*verschickt werden",
    "konnte nicht*versendet werden", "konnten*nicht senden", "konnten*nicht*zustellen", "konnten keine*senden",
    "senden*fehlgeschlagen", "versand*fehlgeschlagen", "fehler beim senden*", "fehler beim versand*",
    "n'a pas pu être envoyé*", "n’a pas pu être envoyé*", "n*avons pas pu*envoyer", "impossible d*envoyer*",
    "échec de l*envoi*", "erreur lors de l*envoi*", "no pudimos enviar*", "no hemos podido enviar*",
    "no podemos enviar*", "no se pudo enviar*", "no se ha podido enviar*", "error al enviar*", "impossibile inviare*",
    "non è stato possibile inviare*", "non siamo riusciti a inviare*", "invio*non riuscito",
    "errore durante l*invio*", "não foi possível enviar*", "não conseguimos enviar*", "falha ao enviar*",
    "erro ao enviar*", "kon niet worden verzonden", "kon niet*worden verzonden", "kon niet*worden verstuurd",
    "konden*niet verzenden", "konden*niet versturen", "verzenden*mislukt", "versturen*mislukt",
    "nie udało się wysłać*", "nie można wysłać*", "nie mogliśmy wysłać*", "kunde inte skicka*", "kunde inte*skickas",
    "kunne ikke sende*", "kunne ikke*sendes", "lähettäminen epäonnistui", "lähetys epäonnistui", "ei voitu lähettää",
    "nepodařilo se odeslat*", "nepodařilo*odeslat", "nelze odeslat*", "не удалось отправить*", "не удалось*отправить",
    "ошибка при отправке*", "送信できません*", "送信に失敗*", "发送失败", "发送*失败", "無法傳送", "无法发送*",
    "전송하지 못*", "보내지 못*", "보낼 수 없*", "발송*실패*", "전송*실패*", "تعذر إرسال*", "تعذّر إرسال*",
    "فشل إرسال*", "لم نتمكن من إرسال*", "gönderilemedi*", "gönderemedik*",
]));
#[rustfmt::skip]
const TOO_MANY: Words = Words(&words([
    "too many*", "many attempts", "many failed", "maximum number of*", "try again later", "try again in*",
    "attempts exceeded", "limit exceeded", "rate limit*", "throttled", "zu viele*", "zu oft", "später erneut*",
    "trop de tentatives*", "trop d'essais", "trop de*", "demasiad* intentos", "demasiados*", "muchos intentos",
    "troppi*", "troppe*", "muitas tentativas", "demasiadas tentativas", "te veel*", "te vaak", "zbyt wiele*",
    "za dużo*", "för många*", "for mange*", "liian mon*", "příliš mnoho*", "слишком много*", "превышено*",
    "превышен*", "回数*超*", "試行回数*", "しばらくしてから*", "次数过多", "过于频繁", "太多次", "嘗試次數*", "너무 많*", "횟수*초과", "محاولات كثيرة*",
    "عدد كبير*", "çok fazla*", "çok sayıda*",
]));
#[rustfmt::skip]
const NO_FACTOR: Words = Words(&words([
    "needs two-step verification*set it up*", "requires two-step verification*set it up*",
    "needs two-factor*set it up*", "requires two-factor*set it up*", "two-step verification*set it up*first",
    "two-factor*set it up*first", "zwei-faktor*richten sie*zuerst*", "deux facteurs*activez*d'abord",
    "dos factores*configúr*primero", "due fattori*configur*prima", "dois fatores*configur*primeiro",
    "no second factor*", "two-factor is required but*", "not set up two-factor*", "not enrolled*",
    "set up two-factor authentication to continue", "must enable two-factor*",
]));
#[rustfmt::skip]
const OTHER_METHOD: Words = Words(&words([
    "not with a password", "nicht mit einem passwort", "pas avec un mot de passe", "no con una contraseña",
    "signed up with", "registered with google", "sign in with google instead", "please use single sign-on",
    "use single sign-on*", "must sign in with sso", "uses single sign-on", "use your social*",
    "über ihren firmenzugang", "via l'authentification unique",
]));
#[rustfmt::skip]
const UNKNOWN_ACCOUNT: Words = Words(&words([
    "cannot find an account*", "cannot find your account*", "cannot find that account*",
    "do not recogni*e that user name",
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
]));
#[rustfmt::skip]
const UNKNOWN_TENANT: Words = Words(&words([
    "do not know that company", "company not found", "unknown company", "organisation not found",
    "organization not found", "unknown organi*", "workspace not found", "tenant not found", "unknown tenant",
    "mandant unbekannt", "unbekannter mandant", "firma nicht gefunden", "société inconnue", "empresa no encontrada",
    "azienda non trovata",
]));
#[rustfmt::skip]
const CAPTCHA_WRONG: Words = Words(&words([
    "captcha*", "characters did not match*", "characters from the picture*", "characters do not match the*",
    "image text is incorrect", "zeichen stimmen nicht*", "图形验证码*错误",
]));
#[rustfmt::skip]
const CODE_EXPIRED: Words = Words(&words([
    "code has expired", "code expired", "expired code", "code is no longer valid", "token expired",
    "token has expired", "expired", "abgelaufen", "expiré*", "caducad*", "ha caducado", "expirado", "expirou",
    "scadut*", "verlopen", "wygasł*", "gått ut", "udløbet", "vanhentunut", "vypršel*", "истёк*", "истек*", "有効期限*",
    "期限切れ", "过期*", "失效*", "만료*", "انتهت صلاحية*", "منتهي*", "süresi dol*", "süresi geç*",
]));
#[rustfmt::skip]
const PUSH_DENIED: Words = Words(&words([
    "was denied", "denied the request", "request was declined", "declined on your*", "was rejected", "abgelehnt",
    "a été refusée", "fue rechazada", "è stata rifiutata", "foi recusad*", "geweigerd", "odrzucon*", "avvisades",
    "afvist", "hylätty", "zamítnut*", "отклонен*", "отклонён*", "拒否され*", "已拒绝", "거부되*",
]));
#[rustfmt::skip]
const PUSH_TIMED_OUT: Words = Words(&words([
    "answer from your phone in time", "answer from your device in time", "nicht rechtzeitig*", "pas*à temps",
    "no*a tiempo", "non*in tempo", "não*a tempo", "niet op tijd",
    "request timed out", "timed out", "not approved in time", "no response from your*", "zeitüberschreitung",
    "zeit abgelaufen", "délai dépassé", "tiempo de espera agotado", "tempo scaduto", "tempo esgotado",
]));
#[rustfmt::skip]
const MISSING: Words = Words(&words([
    "is required", "are required", "required field", "fill in", "fill out", "please enter your user name and*",
    "enter a username and password", "must not be empty", "cannot be blank", "can't be blank", "pflichtfeld*",
    "bitte ausfüllen", "bitte füllen*", "obligatoire*", "obligatori*", "campo requerido", "verplicht*", "wymagane*",
    "pole wymagane", "obligatorisk*", "krävs", "skal udfyldes", "pakollinen", "povinn*", "обязательн* поле",
    "заполните*", "必須*", "入力してください", "必填*", "不能为空", "필수*", "입력하세요", "مطلوب*", "zorunlu*", "boş bırakılamaz",
]));
