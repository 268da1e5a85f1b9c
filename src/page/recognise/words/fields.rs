//! What fields are called, in labels and in code.

use super::{Words, words};

/// A name by which the source knows a person.
#[rustfmt::skip]
pub const IDENTIFIER: Words = Words(&words([
    "user", "username*", "user name*", "userid", "user id", "login", "log in", "loginname", "logon", "uid",
    "account", "accountname", "account name", "account number", "customer number", "customer id", "customer no",
    "client number", "client id", "member number", "member id", "membership number", "card number", "student number",
    "student id", "employee id", "access id", "online id", "identifier", "ident*", "nickname", "handle",
    "j username", "log", "uname", "benutzer*", "anmeldename", "kundennummer", "kunden-nr*", "kundennr",
    "kontonummer", "zugangsnummer", "matrikelnummer", "mitgliedsnummer", "kennung", "nutzername", "vertragsnummer",
    "identifiant*", "nom d'utilisateur", "nom d’utilisateur", "utilisateur", "numéro client", "numéro de client",
    "n° client", "pseudo", "usuario", "nombre de usuario", "número de cliente", "dni", "nif", "nie", "documento",
    "identificador", "utente", "nome utente", "codice utente", "codice cliente", "codice fiscale", "matricola",
    "numero cliente", "codice titolare", "usuário", "nome de usuário", "utilizador", "nome de utilizador", "cpf",
    "número de adesão", "gebruiker*", "gebruikersnaam", "klantnummer", "inlognaam", "użytkownik*",
    "nazwa użytkownika", "numer klienta", "identyfikator", "användar*", "personnummer", "kundnummer", "brugernavn",
    "bruger*", "cpr-nummer", "kundenummer", "käyttäjä*", "asiakasnumero", "tunnus", "uživatel*",
    "přihlašovací jméno", "rodné číslo", "číslo klienta", "пользовател*", "логин", "имя пользователя",
    "номер клиента", "учётная запись", "ユーザー*", "ユーザid", "ログインid", "会員番号", "お客様番号", "会員id", "ログイン名", "用户名", "用户",
    "账号", "帐号", "账户", "賬號", "帳號", "使用者名稱", "登录名", "手机号", "아이디", "사용자*", "회원번호", "고객번호", "اسم المستخدم", "رقم العميل",
    "المعرف", "kullanıcı*", "müşteri numarası", "müşteri no", "t.c. kimlik*",
]));

/// An address for mail.
#[rustfmt::skip]
pub const EMAIL: Words = Words(&words([
    "email*", "e-mail*", "e mail*", "mail", "mailadres*", "courriel", "adresse électronique", "correo*",
    "posta elettronica", "e-posta*", "eposta*", "e-post*", "epost*", "sähköposti*", "электронн* почт*", "почта",
    "эл. почта", "электронная почта", "メール*", "メールアドレス", "邮箱", "电子邮件", "電子郵件", "이메일", "البريد الإلكتروني",
    "بريد إلكتروني",
]));

/// A number to call.
#[rustfmt::skip]
pub const PHONE: Words = Words(&words([
    "phone*", "telephone*", "mobile*", "cell", "cellphone", "tel", "msisdn", "telefon*", "handynummer",
    "mobilnummer", "rufnummer", "téléphone*", "portable", "teléfono*", "móvil", "celular", "telefono", "cellulare",
    "numero di telefono", "telemóvel", "telefone", "telefoonnummer", "mobiel*", "numer telefonu", "komórk*",
    "mobiltelefon", "puhelin*", "matkapuhelin*", "telefonní*", "телефон*", "電話番号", "携帯電話", "手机*", "手機*", "电话*",
    "전화번호", "휴대폰*", "휴대전화*", "رقم الهاتف", "الجوال", "cep telefonu", "telefon numarası",
]));

/// What only the customer knows.
#[rustfmt::skip]
pub const PASSWORD: Words = Words(&words([
    "password*", "pass", "passwd", "pwd", "passphrase", "passcode", "pin", "pin code", "pass word", "j password",
    "secret", "passwort*", "kennwort*", "mot de passe*", "mdp", "code confidentiel", "contraseña*", "clave*",
    "senha*", "palavra-passe*", "parola*", "wachtwoord*", "hasło", "hasła", "lösenord*", "adgangskode*", "kodeord*",
    "salasana*", "heslo*", "пароль*", "пароля", "パスワード*", "暗証番号", "密码", "密碼", "口令", "비밀번호", "كلمة المرور",
    "كلمة السر", "şifre*",
]));

/// Which organisation, shop or instance a person belongs to.
#[rustfmt::skip]
pub const TENANT: Words = Words(&words([
    "tenant*", "company*", "organisation*", "organization*", "organis*", "workspace", "store", "store id",
    "store number", "branch", "domain", "instance", "client code", "company code", "subdomain", "realm", "team",
    "mandant*", "firma*", "firmen*", "unternehmen*", "filiale", "société", "entreprise*", "organisme",
    "établissement", "empresa*", "compañía", "organización", "azienda*", "società", "ente", "organizzazione",
    "bedrijf*", "organisatie*", "firmy", "przedsiębiorstwo", "företag*", "virksomhed*", "yritys*", "společnost*",
    "компани*", "организаци*", "会社*", "企業*", "公司*", "企业*", "회사*", "الشركة", "şirket*", "kurum*",
]));

/// A password that does not exist yet, or once more.
#[rustfmt::skip]
pub const NEW_PASSWORD: Words = Words(&words([
    "new password", "confirm password", "confirm new password", "repeat password", "retype*", "re-enter*",
    "reenter*", "password again", "password confirmation", "password confirm*", "confirm your password", "new pass*",
    "password2", "password 2", "verify password", "create password", "create a password", "choose a password",
    "set password", "new password confirmation", "passwd2", "confirmpassword", "newpassword", "passwordconfirm*",
    "repeatpassword", "neues passwort", "neues kennwort", "passwort wiederholen", "passwort bestätigen",
    "kennwort wiederholen", "kennwort bestätigen", "passwort wählen", "nouveau mot de passe",
    "confirmer le mot de passe", "confirmation du mot de passe", "confirmez*", "répéter*", "répétez*",
    "nueva contraseña", "confirmar contraseña", "confirmar la contraseña", "repetir contraseña", "repita*",
    "repite*", "nuova password", "conferma password", "ripeti*", "conferma la password", "nova senha",
    "confirmar senha", "confirme a senha", "nova palavra-passe", "confirmar palavra-passe", "nieuw wachtwoord",
    "wachtwoord herhalen", "herhaal*", "bevestig*", "nowe hasło", "powtórz*", "potwierdź*", "nytt lösenord",
    "upprepa*", "bekräfta lösenord*", "ny adgangskode", "gentag*", "uusi salasana", "vahvista salasana", "toista*",
    "nové heslo", "potvrďte heslo", "zopakujte*", "новый пароль", "подтвердите пароль", "повторите*",
    "подтверждение пароля", "新しいパスワード", "パスワード(確認)*", "パスワード（確認）*", "パスワード確認", "新密码", "确认密码", "新密碼", "確認密碼",
    "새 비밀번호", "비밀번호 확인", "كلمة المرور الجديدة", "تأكيد كلمة المرور", "yeni şifre", "yeni parola", "şifre tekrar*",
    "şifreyi onayla*",
]));

/// A code that works once.
#[rustfmt::skip]
pub const CODE: Words = Words(&words([
    "code", "otp", "totp", "one-time*", "one time*", "onetime*", "passcode", "verification code", "security code",
    "authentication code", "auth code", "access code", "2fa", "mfa", "two-factor*", "two factor*", "token",
    "otp token", "otc", "sms code", "tan", "mtan", "sms-tan", "phototan", "pushtan", "chiptan", "bestätigungscode",
    "sicherheitscode", "einmal*", "prüfcode", "verifizierungscode", "authentifizierungscode", "zugangscode",
    "code à usage unique", "code de vérification", "code de sécurité", "código*", "codigo*", "codice*", "kod",
    "kodu", "koden", "kode", "koda", "kód*", "koodi*", "engangskode*", "engångskod*", "kertakäyttö*",
    "vahvistuskoodi", "tunnusluku", "verificatiecode", "beveiligingscode", "jednorázový*", "ověřovací kód", "код*",
    "одноразов*", "認証コード", "確認コード", "ワンタイム*", "コード", "验证码", "驗證碼", "动态码", "校验码", "인증번호", "인증 코드", "인증코드", "확인 코드",
    "رمز*", "الرمز*", "kod*", "doğrulama kodu",
]));

/// A question whose answer was agreed on.
#[rustfmt::skip]
pub const SECURITY_QUESTION: Words = Words(&words([
    "security question*", "secret question*", "challenge question*", "your answer", "answer", "security answer",
    "sicherheitsfrage*", "geheime frage", "antwort", "question secrète", "question de sécurité",
    "questions de sécurité", "réponse", "votre réponse", "pregunta* de seguridad", "pregunta secreta", "respuesta*",
    "domanda* di sicurezza", "domanda segreta", "risposta", "pergunta* de segurança", "pergunta secreta", "resposta",
    "beveiligingsvraag", "veiligheidsvraag", "antwoord", "pytanie*", "odpowiedź", "säkerhetsfråga*", "svar",
    "sikkerhedsspørgsmål", "turvakysymys*", "vastaus", "bezpečnostní otázka", "odpověď", "контрольный вопрос",
    "секретный вопрос", "ответ", "秘密の質問", "秘密の答え", "答え", "安全问题", "密保问题", "答案", "보안 질문", "답변", "سؤال الأمان",
    "الإجابة", "güvenlik sorusu", "cevap", "cevabınız",
]));

/// Some characters of a longer secret.
#[rustfmt::skip]
pub const CHARACTERS: Words = Words(&words([
    "character*", "letter", "digit", "memorable*", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th",
    "10th", "position", "zeichen", "stelle", "caractère*", "carácter*", "carattere*", "posizione", "posición",
    "posição", "znak", "tecken", "tegn", "merkki", "символ*", "文字目", "karakter",
]));

/// Something to look for.
#[rustfmt::skip]
pub const SEARCH: Words = Words(&words([
    "search*", "query", "keywords", "q", "find", "suche*", "suchen", "suchbegriff", "recherche*", "rechercher",
    "buscar", "búsqueda", "cerca", "ricerca", "pesquisa*", "procurar", "zoek*", "szukaj*", "sök*", "søg*", "hae",
    "haku", "hledat", "hledej", "поиск*", "искать", "найти", "検索", "搜索", "搜尋", "검색", "بحث", "ara", "arama",
]));

/// News by mail.
#[rustfmt::skip]
pub const NEWSLETTER: Words = Words(&words([
    "newsletter*", "subscribe*", "mailing list", "abonnieren", "abonnez*", "s'abonner", "suscrib*",
    "iscriviti alla newsletter", "assine", "subscrever", "inschrijven voor*", "nieuwsbrief*", "prenumerera*",
    "nyhedsbrev*", "nyhetsbrev*", "uutiskirje*", "odběr*", "подпис*", "рассылк*", "メルマガ*", "メールマガジン", "订阅", "구독",
    "뉴스레터", "bülten*", "النشرة*", "biuletyn*",
]));

/// A field that only machines fill in.
#[rustfmt::skip]
pub const TRAP: Words = Words(&words([
    "honeypot", "hp", "leave blank", "leave empty", "leave this*", "do not fill*", "don't fill*", "bot field",
    "nicht ausfüllen*", "leer lassen", "laisser vide", "ne pas remplir", "no rellenar", "dejar vacío",
    "non compilare", "url", "website", "homepage", "fax", "ignore",
]));

/// A language or look to show pages in.
#[rustfmt::skip]
pub const LOCALE: Words = Words(&words([
    "language*", "lang", "locale*", "sprache*", "langue*", "idioma*", "lingua*", "taal*", "język*", "språk*",
    "sprog*", "kieli*", "jazyk*", "язык*", "言語", "语言", "語言", "언어", "اللغة", "dil", "theme",
]));

/// Characters to read off a picture.
#[rustfmt::skip]
pub const CAPTCHA: Words = Words(&words([
    "captcha*", "characters in the picture", "characters you see", "text in the image", "image text",
    "letters in the image", "characters shown", "security image", "zeichen im bild", "zeichen aus dem bild",
    "caractères de l'image", "caracteres de la imagen", "testo dell'immagine", "caratteri dell'immagine",
    "caracteres da imagem", "tekens in de afbeelding", "znaki z obrazka", "tecknen i bilden", "opište*",
    "символы с картинки", "画像の文字", "画像認証", "图形验证码", "图片验证码", "자동입력 방지*", "보안문자", "رمز التحقق المرئي", "resimdeki*",
    "captcha code",
]));

/// An address that an account is to have instead of its own.
#[rustfmt::skip]
pub const NEW_CONTACT: Words = Words(&words([
    "new e-mail*", "new email*", "new address", "new mail*", "neue e-mail*", "neue mail*", "neue adresse",
    "nouvelle adresse*", "nouvel e-mail*", "nouveau courriel", "nuevo correo*", "nueva dirección*", "nuova e-mail*",
    "nuova email*", "nuovo indirizzo*", "novo e-mail*", "novo email*", "novo endereço*", "nieuw e-mail*",
    "nieuwe e-mail*", "nowy e-mail*", "nowy adres*", "ny e-post*", "ny e-mail*", "uusi sähköposti*", "nový e-mail*",
    "новый адрес*", "новая почта", "新しいメール*", "新邮箱", "新的邮箱", "새 이메일*", "yeni e-posta*",
]));
