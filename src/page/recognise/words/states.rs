//! What pages say of themselves: that something went wrong, what is waited for, where one is.

use super::{Words, words};

/// That an answer was not right.
#[rustfmt::skip]
pub const WRONG: Words = Words(&words([
    "non*corrett*", "no*correct*", "nicht*korrekt*", "not*correct*", "nie*poprawn*", "please enter the correct*",
    "wrong*", "incorrect*", "invalid*", "not correct", "not valid", "isn't right", "is not right", "didn't match*",
    "do not match*", "does not match*", "did not match*", "doesn't match*", "not recognised", "not recognized",
    "failed", "unsuccessful", "mistake", "error", "try again", "denied", "could not sign you in",
    "couldn't sign you in", "unable to log in", "unable to sign*", "bad credentials", "please enter a correct*",
    "unknown", "mismatch", "not accepted", "rejected", "went wrong", "could not be verified", "cannot log in",
    "can't log in", "we could not*", "falsch*", "ungültig*", "nicht korrekt", "nicht richtig", "stimmt nicht*",
    "stimmen nicht*", "fehlgeschlagen", "nicht erfolgreich*", "fehler*", "fehlerhaft*", "nicht möglich",
    "nicht erkannt", "inkorrekt", "unbekannt*", "invalide*", "erroné*", "erreur*", "échec*", "échoué", "mauvais*",
    "ne correspond*", "pas valide", "no válid*", "inválid*", "erróne*", "errónea", "error*", "no coincide*",
    "no es correct*", "no son correct*", "equivocad*", "fallid*", "errat*", "non valid*", "non corrett*",
    "sbagliat*", "errore*", "non riconosciut*", "fallit*", "non corrispond*", "incorret*", "errad*", "erro",
    "falhou", "não correspond*", "não confere*", "não são válid*", "onjuist*", "ongeldig*", "niet juist",
    "verkeerd*", "mislukt", "fout*", "klopt niet", "kloppen niet", "komt niet overeen", "nieprawidłow*",
    "niepoprawn*", "błędn*", "błąd*", "nie powiodło*", "nieudan*", "zł*", "fel", "felaktig*", "ogiltig*",
    "misslyckades", "stämmer inte*", "matchar inte*", "forkert*", "ugyldig*", "fejl*", "mislykkedes", "virheelli*",
    "väär*", "ei kelpaa", "epäonnistui", "ei täsmää", "virhe*", "nesprávn*", "neplatn*", "chybn*", "chyba*",
    "nezdařil*", "nepodařilo*", "špatn*", "неверн*", "неправильн*", "недействительн*", "ошибк*", "некорректн*",
    "не удалось*", "не совпада*", "正しくありません*", "間違っ*", "誤り*", "誤っ*", "無効*", "一致しません*", "できませんでした", "失敗*", "エラー*",
    "错误*", "不正确*", "无效*", "有误*", "失败*", "不匹配", "錯誤*", "不正確*", "無效*", "올바르지*", "잘못*", "일치하지*", "실패*", "틀렸*", "틀립*",
    "유효하지*", "غير صحيح*", "خاطئ*", "غير صالح*", "خطأ*", "فشل*", "hatalı*", "yanlış*", "geçersiz*", "başarısız*",
    "eşleşmiyor*", "doğru değil", "hata",
]));

/// What is being done to the source itself.
#[rustfmt::skip]
pub const MAINTENANCE: Words = Words(&words([
    "maintenance", "scheduled downtime", "temporarily unavailable", "temporarily closed", "be back soon",
    "back shortly", "down for*", "we'll be back*", "we will be back*", "currently unavailable", "wartung*",
    "wartungsarbeiten", "vorübergehend nicht*", "derzeit nicht verfügbar", "en maintenance", "indisponible*",
    "de retour bientôt", "mantenimiento", "fuera de servicio", "no disponible temporalmente", "manutenzione",
    "temporaneamente non disponibile", "manutenção", "indisponível", "onderhoud*", "tijdelijk niet beschikbaar",
    "prace konserwacyjne", "przerwa techniczna", "konserwacj*", "niedostępn*", "underhåll*", "tillfälligt stängd*",
    "vedligehold*", "huolto*", "huoltokatko*", "údržb*", "odstávk*", "техническ* работ*", "технические работы",
    "обслуживани*", "メンテナンス*", "维护*", "維護*", "점검*", "صيانة*", "bakım*",
]));

/// That the source does not want us.
#[rustfmt::skip]
pub const BLOCKED: Words = Words(&words([
    "access denied", "access to this page has been denied", "you have been blocked", "request blocked",
    "has been blocked", "blocked by*", "unusual traffic", "suspicious activity", "automated access", "not a robot",
    "are you human", "verify you are human", "verifying you are human", "checking your browser",
    "checking if the site connection*", "ddos protection", "bot detection", "attention required", "forbidden",
    "your ip*", "zugriff verweigert", "zugriff wurde verweigert", "accès refusé", "accès interdit",
    "acceso denegado", "accesso negato", "acesso negado", "toegang geweigerd", "odmowa dostępu", "åtkomst nekad",
    "adgang nægtet", "pääsy estetty", "přístup odepřen", "доступ запрещ*", "アクセスが拒否*", "访问被拒绝", "접근이 거부*",
    "تم رفض الوصول", "erişim engellendi",
]));

/// That the source wants fewer requests.
#[rustfmt::skip]
pub const RATE_LIMITED: Words = Words(&words([
    "too many requests", "rate limit*", "slow down", "zu viele anfragen", "trop de requêtes",
    "demasiadas solicitudes", "troppe richieste", "muitas solicitações", "te veel verzoeken", "zbyt wiele żądań",
    "för många förfrågningar", "слишком много запросов", "リクエストが多すぎ*", "请求过于频繁", "çok fazla istek",
]));

/// That the sign-in was forgotten while nobody did anything.
#[rustfmt::skip]
pub const SESSION_OVER: Words = Words(&words([
    "took too long", "taken too long", "zu lange gebraucht", "zu lange gedauert", "trop de temps",
    "tardado demasiado", "impiegato troppo tempo", "demorou demasiado", "duurde te lang", "trwało zbyt długo",
    "session has expired", "session expired", "session timed out", "session timeout", "session has timed out",
    "your session*ended", "session is no longer*", "been inactive*", "inactivity", "page expired",
    "page has expired", "sitzung ist abgelaufen", "sitzung abgelaufen", "sitzung wurde beendet", "inaktivität",
    "session a expiré", "session expirée", "inactivité", "sesión ha caducado", "sesión ha expirado",
    "sesión caducada", "inactividad", "sessione scaduta", "sessione è scaduta", "inattività", "sessão expirou",
    "sessão expirada", "inatividade", "sessie is verlopen", "sessie verlopen", "sesja wygasła", "bezczynno*",
    "sessionen har gått ut", "session har gått ut", "sessionen er udløbet", "istunto on vanhentunut",
    "istuntosi on*", "relace vypršela", "сессия истекла", "сеанс истёк", "время сеанса*", "セッション*期限*", "セッションが切れ*",
    "会话已过期", "登录超时", "세션이 만료*", "انتهت الجلسة", "انتهت صلاحية الجلسة", "oturum süreniz*", "oturumunuzun süresi*",
]));

/// That one has left.
#[rustfmt::skip]
pub const SIGNED_OUT: Words = Words(&words([
    "signed out", "logged out", "logged off", "you have left", "see you soon", "abgemeldet", "ausgeloggt",
    "déconnecté*", "sesión cerrada", "cerrado sesión", "ha salido", "disconnesso", "sei uscito",
    "sessione terminata", "sessão terminada", "saiu da sua conta", "desconectado", "uitgelogd", "afgemeld",
    "wylogowan*", "utloggad", "loggats ut", "loggat ut", "logget ud", "kirjauduttu ulos", "kirjautunut ulos",
    "odhlášen*", "вы вышли", "ログアウトしました", "已退出", "已登出", "您已注销", "로그아웃되었*", "로그아웃 되었*", "تم تسجيل الخروج",
    "çıkış yap* oldu*", "çıkış yaptınız", "çıkış yapıldı", "oturumunuz kapatıldı",
]));

/// That one is inside.
#[rustfmt::skip]
pub const WELCOME: Words = Words(&words([
    "welcome", "welcome back", "hello", "hi", "good morning", "good afternoon", "good evening", "signed in as",
    "logged in as", "you are logged in", "you are signed in", "successfully signed in", "successfully logged in",
    "login successful", "willkommen", "hallo", "guten tag", "angemeldet als", "erfolgreich angemeldet", "bienvenue",
    "bonjour", "connecté en tant que", "bienvenid*", "hola", "conectado como", "benvenut*", "ciao", "bem-vind*",
    "olá", "welkom", "ingelogd als", "witaj*", "zalogowan*", "välkommen", "hej", "inloggad som", "velkommen",
    "logget ind som", "tervetuloa", "hei", "kirjautunut", "vítejte", "přihlášen*", "добро пожаловать",
    "здравствуйте", "ようこそ", "こんにちは", "欢迎", "您好", "환영합니다", "안녕하세요", "مرحب*", "أهلا*", "hoş geldin*", "merhaba",
]));

/// That somebody has to do something before one is let in.
#[rustfmt::skip]
pub const NOT_YET: Words = Words(&words([
    "pending", "awaiting*", "not yet", "under review", "being reviewed", "in review", "on hold", "suspended",
    "verify your*", "confirm your*", "activate your*", "complete your*", "finish setting up", "set up your*",
    "check your e-mail*", "check your email*", "check your mail*", "check your inbox", "one more step",
    "without cookies", "enable cookies", "cookies are*", "not active", "inactive", "please wait", "ausstehend", "noch nicht", "wird geprüft", "in prüfung",
    "gesperrt*", "bestätigen sie*", "aktivieren sie*", "vervollständigen sie*", "prüfen sie*posteingang",
    "überprüfen sie*", "bitte warten", "pas encore", "en cours d'examen", "vérifiez votre*", "confirmez votre*",
    "activez votre*", "consultez votre*", "veuillez patienter", "pendiente*", "todavía no", "aún no", "en revisión",
    "verifique su*", "verifica tu*", "confirme su*", "confirma tu*", "active su*", "revise su*", "revisa tu*",
    "espere*", "non ancora", "in sospeso", "in revisione", "verifica il tuo*", "verifica la tua*", "controlla la*",
    "attendere*", "pendente*", "ainda não", "em análise", "verifique seu*", "verifique o seu*", "confirme seu*",
    "aguarde*", "nog niet", "in afwachting", "in behandeling", "controleer je*", "controleer uw*", "bevestig je*",
    "bevestig uw*", "oczekuj*", "jeszcze nie", "sprawdź*skrzynkę", "potwierdź*", "väntande", "ännu inte",
    "bekräfta din*", "kontrollera din*", "afventer", "endnu ikke", "bekræft din*", "odottaa", "ei vielä",
    "vahvista*", "čeká*", "ještě ne", "zkontrolujte*", "ожидает*", "ещё не", "еще не", "на рассмотрении",
    "проверьте*", "保留中", "審査中", "確認してください", "审核中", "審核中", "请查收", "검토 중", "대기 중", "확인해 주세요", "قيد المراجعة",
    "beklemede", "onay bekl*", "henüz değil",
]));

/// That something is waited for on another device.
#[rustfmt::skip]
pub const WAITING: Words = Words(&words([
    "approve*", "waiting for*", "tap yes", "tap approve", "check your phone", "on your phone", "sent a notification",
    "push notification", "confirm on your*", "open the app", "in your app", "in the app", "confirm in*",
    "match the number", "same number", "enter the number", "freigabe", "geben sie*frei", "bestätigen sie*app*",
    "in ihrer app", "in der app", "auf ihrem smartphone", "auf ihrem handy", "warten auf*", "approuvez*", "validez*",
    "sur votre téléphone", "sur votre mobile", "dans l'application", "dans votre application", "en attente*",
    "apruebe*", "aprueba*", "en su teléfono", "en tu móvil", "en la app", "esperando*", "approva*",
    "sul tuo telefono", "nell'app", "in attesa*", "aprove*", "no seu telemóvel", "no seu celular", "na app",
    "no aplicativo", "aguardando*", "goedkeur*", "op je telefoon", "op uw telefoon", "in de app", "wachten op*",
    "zatwierdź*", "na telefonie", "w aplikacji", "oczekiwanie*", "godkänn*", "i din telefon", "i appen",
    "väntar på*", "godkend*", "på din telefon", "venter på*", "hyväksy*", "puhelimessasi", "sovelluksessa",
    "odotetaan*", "schvalte*", "potvrďte*telefon*", "v aplikaci", "čekáme*", "подтвердите*", "на телефоне",
    "в приложении", "ожида*", "アプリで*", "スマートフォン*", "承認*", "手机上*", "在应用*", "等待*", "앱에서*", "휴대폰에서*", "기다리*", "هاتفك",
    "التطبيق", "telefonunuz*", "uygulama*", "bekleniyor",
]));

/// That a second factor does not exist yet and is wanted.
#[rustfmt::skip]
pub const SET_UP_FACTOR: Words = Words(&words([
    "set up two*", "set up your two*", "set up 2*", "set up multi*", "set up mfa", "set up authenticator*",
    "set up an authenticator*", "set up your authenticator*", "setup two*", "set-up two*", "enable two*", "enable 2*",
    "enable multi*", "turn on two*", "configure two*", "configure 2*", "enroll in two*", "mobile authenticator setup",
    "authenticator setup", "zwei-faktor*einrichten", "zwei-faktor*aktivieren", "2fa einrichten",
    "zweiten faktor einrichten", "authenticator*einrichten", "configurer*double authentification",
    "configurez*double authentification", "activer*double authentification", "activez*double authentification",
    "configurer*deux facteurs", "configurez*deux facteurs", "configurar*dos factores", "configure*dos factores",
    "active*dos factores", "activar*dos factores", "dos pasos*configur*", "configur*dos pasos", "activ*dos pasos", "configura*due fattori", "attiva*due fattori",
    "configurar*dois fatores", "configure*dois fatores", "ativar*dois fatores", "ative*dois fatores",
    "tweestapsverificatie instellen", "tweestapsverificatie inschakelen", "tweefactor*instellen",
    "skonfiguruj*dwu*", "włącz*dwu*", "konfigurera tvåfaktor*", "ställ in tvåfaktor*", "aktivera tvåfaktor*",
    "konfigurer tofaktor*", "opsæt tofaktor*", "aktivér tofaktor*", "ota*kaksivaiheinen*käyttöön",
    "määritä kaksivaiheinen*", "nastavte dvoufázov*", "nastavení dvoufázov*", "nastavte dvoufaktor*",
    "настройте двухфактор*", "настройка двухфактор*", "включите двухфактор*", "二段階認証の設定", "二段階認証を設定*",
    "2段階認証の設定", "2段階認証を設定*", "二要素認証の設定", "设置双重验证", "设置两步验证", "启用双重验证", "启用两步验证", "绑定身份验证器",
    "2단계 인증 설정", "2단계 인증을 설정*", "إعداد المصادقة الثنائية", "تفعيل المصادقة الثنائية",
    "iki faktörlü*kur*", "iki adımlı*kur*", "iki faktörlü*etkinleştir*", "iki adımlı*etkinleştir*",
]));

/// That a link was mailed.
#[rustfmt::skip]
pub const MAILED_LINK: Words = Words(&words([
    "magic link", "clicking the link", "clicking on the link", "kliknij go", "link aktywacyjny*", "sign-in link", "login link", "link to sign in", "click the link", "we sent you a link",
    "sent a link", "emailed you a link", "link we sent", "link in the e-mail", "link in the email",
    "follow the link", "open the link", "anmeldelink", "anmelde-link", "klicken sie auf den link",
    "link in der e-mail", "haben ihnen einen link*", "lien de connexion", "lien magique", "cliquez sur le lien",
    "un lien*", "enlace mágico", "enlace de acceso", "haz clic en el enlace", "haga clic en el enlace",
    "enlace*correo", "link magico", "link di accesso", "clicca sul link", "link mágico", "link de acesso",
    "clique no link", "clique na ligação", "magische link", "inloglink", "klik op de link", "link logowania",
    "kliknij*link*", "magisk länk", "inloggningslänk", "klicka på länken", "klik på linket", "loginlink",
    "kirjautumislinkki", "napsauta linkkiä", "klikkaa linkkiä", "přihlašovací odkaz", "klikněte na odkaz",
    "ссылк* для входа", "ссылку для входа", "перейдите по ссылке", "ログインリンク", "リンクをクリック", "登录链接", "点击链接", "로그인 링크",
    "링크를 클릭*", "رابط تسجيل الدخول", "رابط الدخول", "انقر على الرابط", "giriş bağlantısı", "bağlantıya tıkla*",
    "sihirli bağlantı",
]));

/// That a device or browser may be remembered.
#[rustfmt::skip]
pub const TRUST: Words = Words(&words([
    "trust this*", "trust device", "remember this*", "remember device", "remember browser", "don't ask again*",
    "do not ask again*", "don't ask me again*", "recognise this*", "recognize this*", "trusted device",
    "diesem gerät vertrauen", "gerät vertrauen", "gerät merken", "diesen browser merken", "nicht erneut fragen",
    "nicht mehr fragen", "faire confiance*", "se souvenir de cet*", "mémoriser cet*", "ne plus demander",
    "appareil de confiance", "confiar en este*", "recordar este*", "no volver a preguntar",
    "dispositivo de confianza", "considera attendibile*", "ricorda questo*", "dispositivo attendibile",
    "autorizza questo*", "confiar neste*", "lembrar este*", "lembrar deste*", "não perguntar novamente",
    "vertrouw dit*", "dit apparaat vertrouwen", "onthoud dit*", "dit apparaat onthouden", "niet meer vragen",
    "zaufaj temu*", "zapamiętaj to*", "nie pytaj ponownie", "lita på*", "kom ihåg den här*", "fråga inte igen",
    "stol på*", "husk denne*", "spørg ikke igen", "luota tähän*", "muista tämä*", "důvěřovat tomuto*",
    "zapamatovat si toto*", "neptat se znovu", "доверять этому*", "запомнить это*", "больше не спрашивать",
    "このデバイスを信頼*", "このブラウザを*", "次回から*", "信任此*", "信任这*", "记住此*", "不再询问", "이 기기를*", "이 브라우저*", "다시 묻지*", "الوثوق بهذا*",
    "تذكر هذا*", "bu cihaza güven*", "bu cihazı hatırla*", "bir daha sorma",
]));

/// That a session may last.
#[rustfmt::skip]
pub const STAY: Words = Words(&words([
    "stay signed in", "stay logged in", "keep me signed in", "keep me logged in", "remember me",
    "angemeldet bleiben", "eingeloggt bleiben", "rester connecté*", "resté connecté", "mantener la sesión*",
    "permanecer conectad*", "resta connesso", "rimani connesso", "manter sessão*", "continuar conectado",
    "permanecer ligad*", "aangemeld blijven", "ingelogd blijven", "nie wylogowuj*", "pozostań zalogowan*",
    "förbli inloggad", "håll mig inloggad", "forbliv logget ind", "pysy kirjautuneena", "zůstat přihlášen*",
    "оставаться в системе", "не выходить", "запомнить меня", "ログイン状態を*", "サインインの状態を*", "保持登录*", "로그인 상태*",
    "البقاء متصلا*", "oturumum açık*", "oturum açık kalsın",
]));

/// Rules that want a yes.
#[rustfmt::skip]
pub const TERMS: Words = Words(&words([
    "terms", "conditions", "terms of service", "terms of use", "user agreement", "privacy policy", "consent",
    "nutzungsbedingungen", "agb", "geschäftsbedingungen", "datenschutz*", "conditions générales*",
    "conditions d'utilisation", "cgu", "términos*", "condiciones*", "termini*", "condizioni*", "termos*",
    "condições*", "voorwaarden", "gebruiksvoorwaarden", "regulamin*", "warunki*", "villkor*", "vilkår*",
    "betingelser", "ehdot", "käyttöehdot", "podmínky*", "услови*", "соглашени*", "利用規約", "規約", "条款*", "协议", "이용약관",
    "약관*", "الشروط*", "koşullar*", "şartlar*", "sözleşme*",
]));

/// Which of several accounts, people or organisations.
#[rustfmt::skip]
pub const WHICH_ACCOUNT: Words = Words(&words([
    "choose an account", "choose account", "choose your account", "pick an account", "select an account",
    "select account", "select profile", "choose a profile", "which account", "which profile", "who is signing in",
    "use which*", "continue as", "select an organi*", "choose an organi*", "select organi*", "choose organi*",
    "choose your organi*", "select your organi*", "which organi*", "select company", "choose a company",
    "choose your company", "which company", "select a tenant", "choose workspace", "select a workspace",
    "select role", "choose a role", "choose your role", "act as", "konto auswählen", "konto wählen",
    "wählen sie*konto*", "welches konto", "welche firma", "organisation auswählen", "organisation wählen",
    "wählen sie*organisation*", "mandant auswählen", "profil auswählen", "choisir un compte", "choisissez un compte",
    "choisissez votre*", "sélectionnez un compte", "sélectionnez une organisation", "sélectionnez votre*",
    "quel compte", "elegir una cuenta", "elige una cuenta", "elija una cuenta", "selecciona una cuenta",
    "seleccione una*", "seleccione su*", "selecciona tu*", "scegli un account", "scegli l'account",
    "seleziona un account", "scegli un'organizzazione", "seleziona*profilo*", "seleziona*azienda*",
    "escolha uma conta", "escolher uma conta", "selecione uma conta", "selecione a*", "selecione uma*", "escolha a*",
    "kies een account", "kies een organisatie", "selecteer een*", "kies een profiel", "wybierz konto",
    "wybierz organizację", "wybierz profil*", "wybierz firmę", "välj konto", "välj ett konto", "välj organisation",
    "välj en*", "vælg konto", "vælg en konto", "vælg organisation*", "vælg virksomhed", "valitse tili",
    "valitse organisaatio", "valitse*yritys*", "vyberte účet", "zvolte účet", "vyberte organizaci", "vyberte firmu",
    "выберите аккаунт", "выберите учётную*", "выберите организацию", "выберите профиль", "アカウントを選択", "アカウントの選択",
    "組織を選択", "会社を選択", "选择账户", "选择账号", "选择组织", "选择企业", "계정 선택", "계정을 선택*", "조직 선택", "기관 선택", "اختر حساب*",
    "اختر المؤسسة", "اختر الشركة", "hesap seç*", "bir hesap*", "kurum seç*", "kuruluş seç*", "şirket seç*",
]));

/// That an account lacks something that has to be done elsewhere first.
#[rustfmt::skip]
pub const INCOMPLETE: Words = Words(&words([
    "registration is not finished", "registration is not yet finished", "registration*not finished yet",
    "registrierung ist*nicht beendet",
    "not complete", "not completed", "incomplete", "has not been completed", "complete your registration",
    "finish your registration", "finish setting up", "no contract*", "no policy*", "not linked to*",
    "not activated yet", "not yet activated", "activation code", "nicht vollständig", "unvollständig",
    "nicht abgeschlossen", "kein vertrag*", "keine verträge", "registrierung ab*schließen", "aktivierungscode*",
    "freischaltcode*", "aktivierungsbrief*", "aucun contrat*", "pas encore complet*", "n'est pas complet*",
    "incomplet*", "terminer la création*", "terminer votre inscription", "code d'activation", "pas encore activé*",
    "no está complet*", "todavía no está complet*", "terminar tu registro", "terminar su registro",
    "completar el registro", "ningún contrato*", "código de activación", "non è complet*", "non è ancora complet*",
    "completare la registrazione", "nessun contratto*", "codice di attivazione", "não está complet*",
    "concluir o registo", "concluir o cadastro", "nenhum contrato*", "código de ativação", "niet volledig",
    "niet compleet", "geen contract*", "registratie afronden", "activeringscode", "activatiecode",
    "nog niet geactiveerd", "nie jest kompletn*", "brak umow*", "dokończ*rejestrac*", "kod aktywacyjny",
    "inte komplett", "inget avtal", "slutför*registrering*", "aktiveringskod*", "inte aktiverat*",
    "ikke fuldført", "ingen aftale*", "ikke aktiveret*", "ei ole valmis", "ei sopimu*", "aktivointikoodi*",
    "není úpln*", "žádná smlouva", "aktivační kód*", "dokončete registrac*", "не завершен*", "не завершён*",
    "нет договор*", "код активации", "завершите регистрац*", "完了していない*", "未完了", "契約がありません*",
    "尚未完成", "未完成注册", "没有合同", "激活码", "완료되지 않*", "계약이 없*", "tamamlanma*", "aktivasyon kodu",
    "غير مكتمل*", "لم يكتمل*",
]));

/// That the source does something before anybody gets further, and nothing is to be typed.
#[rustfmt::skip]
pub const HELD_BACK: Words = Words(&words([
    "in our app before*", "in our app first", "open our app*before*", "in unserer app*bevor*", "zuerst in unserer app",
    "dans notre application avant*", "en nuestra aplicación antes*", "nella nostra app prima*", "na nossa app antes*",
    "we will call you", "we'll call you", "cannot be used until", "until then", "we have sent*instructions",
    "we sent instructions", "instructions have been sent", "wir rufen sie an", "bis dahin", "anweisungen*gesendet",
    "anweisungen*geschickt", "nous vous appellerons", "jusque-là", "d'ici là", "instructions*envoyé*",
    "le llamaremos", "te llamaremos", "hasta entonces", "instrucciones*enviad*", "hemos enviado*instrucciones",
    "la chiameremo", "ti chiameremo", "fino ad allora", "istruzioni*inviat*", "vamos ligar-lhe", "vamos te ligar",
    "até lá", "instruções*enviad*", "we bellen u", "tot die tijd", "tot dan", "instructies*gestuurd",
    "zadzwonimy", "do tego czasu", "instrukcje*wysła*", "vi ringer dig", "till dess", "instruktioner*skickat*",
    "indtil da", "instruktioner*sendt", "soitamme sinulle", "siihen saakka", "ohjeet*lähet*", "zavoláme vám",
    "do té doby", "мы позвоним*", "до тех пор", "инструкции*отправлен*", "ご利用いただけません", "それまで",
    "お電話*いたします", "无法使用", "在此之前", "이용하실 수 없*", "그때까지", "sizi arayacağız", "o zamana kadar",
    "سنتصل بك", "حتى ذلك الحين",
]));

/// That somebody has a session, and whose.
#[rustfmt::skip]
pub const SIGNED_IN_AS: Words = Words(&words([
    "signed in as", "logged in as", "you are logged in", "you are signed in", "already signed in",
    "already logged in", "successfully signed in", "successfully logged in", "login successful", "angemeldet als",
    "bereits angemeldet", "erfolgreich angemeldet", "connecté en tant que", "déjà connecté*", "connexion réussie",
    "conectado como", "ha iniciado sesión", "has iniciado sesión", "hai effettuato l'accesso", "connesso come",
    "sessão iniciada*", "ingelogd als", "u bent ingelogd", "zalogowano jako", "jesteś zalogowan*", "inloggad som",
    "logget ind som", "logget på som", "kirjautunut käyttäjänä", "olet kirjautunut", "přihlášen jako",
    "jste přihlášen*", "вы вошли как", "вы авторизованы", "としてログイン*", "ログイン中", "已登录*", "로그인되어*",
    "로그인 중", "olarak giriş yap*", "مسجل الدخول*",
]));

/// That the account may not use what it signed in to.
#[rustfmt::skip]
pub const NO_RIGHTS: Words = Words(&words([
    "not authorised*", "not authorized*", "no rights*", "have permission*", "no permission*", "no access rights",
    "insufficient*rights", "insufficient*privileges", "keine berechtigung*", "nicht berechtigt*", "keine rechte",
    "pas les droits*", "pas autorisé*", "aucun droit*", "no está autorizad*", "no tiene permiso*", "sin permiso*",
    "no tienes permiso*", "non è autorizzat*", "non ha i permessi", "não está autorizad*", "não tem permiss*",
    "geen rechten", "niet bevoegd", "niet gemachtigd", "brak uprawnień", "nie ma uprawnień", "nie masz uprawnień",
    "saknar behörighet", "inte behörig*", "ikke rettigheder", "ikke autoriseret", "ei ole oikeu*", "nemá oprávnění",
    "nemáte oprávnění", "není oprávněn*", "нет прав*", "не имеет прав*", "権限がありません", "権限がない*", "没有权限",
    "无权*", "권한이 없*", "yetkiniz yok", "yetkisi yok*", "yetkili değil*", "ليس لديك صلاحية*", "غير مصرح*",
]));

/// That a second factor is wanted and does not exist.
#[rustfmt::skip]
pub const FACTOR_MISSING: Words = Words(&words([
    "factor*not been configured", "factor*not configured", "factor*not been set up", "factor*not set up",
    "2fa*not configured", "2fa*not set up", "mfa*not configured", "mfa*not set up",
    "*faktor*nicht eingerichtet", "*faktor*nicht konfiguriert", "*facteur*pas configur*",
    "*factor*no está configurad*", "*fattor*non è configurat*", "*fator*não está configurad*",
    "*factor*niet ingesteld", "*stapsverificatie*niet ingesteld", "*skład*nie*skonfigurowan*",
    "*faktor*inte konfigurera*", "*faktor*inte inställ*", "*faktor*ikke konfigureret", "*faktor*ikke opsat",
    "*vaihei*ei ole otettu*", "*faktor*není nastaven*", "*фактор*не настроен*", "*фактор*не подключен*",
    "二要素認証*設定されていません", "二段階認証*設定されていません", "双重验证*未设置", "两步验证*未设置", "2단계 인증*설정되*않*",
    "faktörlü*yapılandırılma*", "adımlı*yapılandırılma*",
]));

/// That a secret is to be pressed on a pad or a picture.
#[rustfmt::skip]
pub const PAD: Words = Words(&words([
    "keypad", "virtual keyboard", "on-screen keyboard", "picture password", "tastenfeld", "bildschirmtastatur",
    "virtuelle tastatur", "clavier virtuel", "clavier ci-dessous", "clavier", "teclado virtual", "teclado",
    "tastierino", "tastiera virtuale", "toetsenblok", "virtueel toetsenbord", "klawiatur*", "knappsats*", "tastatur*",
    "näppäimistö*", "klávesnic*", "клавиатур*", "テンキー", "キーパッド", "软键盘", "虚拟键盘", "키패드", "가상 키보드", "sanal klavye",
    "pavé numérique",
]));
