//! What the site says when something is not right.

pub const TEXTS: &[(&str, &str)] = &[
    ("The user name or password is not correct.", "Der Benutzername oder das Passwort ist nicht richtig."),
    ("Please fill in your user name and your password.", "Bitte geben Sie Benutzername und Passwort ein."),
    ("Please fill in your user name.", "Bitte geben Sie Ihren Benutzernamen ein."),
    (
        "Your account has been locked. Please call customer service to unlock it.",
        "Ihr Konto wurde gesperrt. Bitte rufen Sie den Kundendienst an, um es zu entsperren.",
    ),
    (
        "That code is not correct. Check it and try again.",
        "Dieser Code ist nicht richtig. Prüfen Sie ihn und versuchen Sie es noch einmal.",
    ),
    ("That code has expired. Ask for a new one.", "Dieser Code ist abgelaufen. Fordern Sie einen neuen an."),
    (
        "Please wait a little before asking for another code.",
        "Bitte warten Sie etwas, bevor Sie einen neuen Code anfordern.",
    ),
    (
        "Please wait {n} seconds before asking for another code.",
        "Bitte warten Sie {n} Sekunden, bevor Sie einen neuen Code anfordern.",
    ),
    ("Please choose one of the options below.", "Bitte wählen Sie eine der Möglichkeiten aus."),
    ("Your answers do not match what we have on file.", "Ihre Antworten stimmen nicht mit unseren Unterlagen überein."),
    (
        "Please enter a phone number with its country code, like +1 202 555 0142.",
        "Bitte geben Sie eine Telefonnummer mit Landesvorwahl ein, etwa +1 202 555 0142.",
    ),
    (
        "Please enter an e-mail address, like name@mail.example.",
        "Bitte geben Sie eine E-Mail-Adresse ein, etwa name@mail.example.",
    ),
    (
        "We do not know a store with this number in that region.",
        "Wir kennen in dieser Region keine Filiale mit dieser Nummer.",
    ),
    ("Your new password needs at least 12 characters.", "Ihr neues Passwort braucht mindestens 12 Zeichen."),
    ("The two passwords are not the same.", "Die beiden Passwörter stimmen nicht überein."),
    (
        "You have used this password before. Please choose another one.",
        "Dieses Passwort hatten Sie schon einmal. Bitte wählen Sie ein anderes.",
    ),
    ("We do not recognise that user name.", "Diesen Benutzernamen kennen wir nicht."),
    (
        "We do not know that company. Check its name and try again.",
        "Dieses Unternehmen kennen wir nicht. Prüfen Sie den Namen und versuchen Sie es noch einmal.",
    ),
    (
        "This account signs in through its company, not with a password.",
        "Dieses Konto meldet sich über sein Unternehmen an, nicht mit einem Passwort.",
    ),
    (
        "Too many failed attempts to sign in. Please try again in 15 minutes.",
        "Zu viele fehlgeschlagene Anmeldungen. Bitte versuchen Sie es in 15 Minuten noch einmal.",
    ),
    (
        "Your password has expired. Please set a new one before you sign in.",
        "Ihr Passwort ist abgelaufen. Bitte legen Sie ein neues fest, bevor Sie sich anmelden.",
    ),
    (
        "Your organisation manages this password. Please ask your administrator.",
        "Ihr Unternehmen verwaltet dieses Passwort. Bitte fragen Sie Ihre Administration.",
    ),
    (
        "This account has been closed. Please call customer service.",
        "Dieses Konto wurde geschlossen. Bitte rufen Sie den Kundendienst an.",
    ),
    ("We cannot find an account with these details.", "Wir finden kein Konto mit diesen Angaben."),
    (
        "Your registration is not finished. Please follow the link in our welcome e-mail first.",
        "Ihre Registrierung ist nicht abgeschlossen. Bitte folgen Sie zuerst dem Link in unserer Begrüßungs-E-Mail.",
    ),
    (
        "Our terms have changed. Please read and accept them in our app before you go on.",
        "Unsere Bedingungen haben sich geändert. Bitte lesen und bestätigen Sie sie in unserer App, bevor Sie fortfahren.",
    ),
    (
        "You are signed in on another device. Sign out there and try again.",
        "Sie sind auf einem anderen Gerät angemeldet. Melden Sie sich dort ab und versuchen Sie es noch einmal.",
    ),
    (
        "You took too long to confirm that it is you. Please sign in again.",
        "Die Bestätigung hat zu lange gedauert. Bitte melden Sie sich noch einmal an.",
    ),
    (
        "Too many wrong codes. Please try again in an hour.",
        "Zu viele falsche Codes. Bitte versuchen Sie es in einer Stunde noch einmal.",
    ),
    (
        "We could not send your code. Please try again.",
        "Wir konnten Ihren Code nicht senden. Bitte versuchen Sie es noch einmal.",
    ),
    (
        "Your account needs two-step verification. Please set it up in our app first.",
        "Ihr Konto braucht die Bestätigung in zwei Schritten. Bitte richten Sie sie zuerst in unserer App ein.",
    ),
    ("The sign-in was declined on your phone.", "Die Anmeldung wurde auf Ihrem Telefon abgelehnt."),
    ("We did not get an answer from your phone in time.", "Ihr Telefon hat nicht rechtzeitig geantwortet."),
    (
        "The characters do not match the picture. Please try again.",
        "Die Zeichen stimmen nicht mit dem Bild überein. Bitte versuchen Sie es noch einmal.",
    ),
    (
        "You have not accepted our terms, so we cannot let you in.",
        "Sie haben unsere Bedingungen nicht angenommen, deshalb können wir Sie nicht anmelden.",
    ),
    (
        "Our service is not available at the moment. Please try again later.",
        "Unser Dienst ist im Moment nicht erreichbar. Bitte versuchen Sie es später noch einmal.",
    ),
    (
        "We are doing planned maintenance and will be back at 6 a.m.",
        "Wir führen geplante Wartungsarbeiten durch und sind um 6 Uhr wieder da.",
    ),
    ("Something went wrong on our side. Reference: NW-5000.", "Bei uns ist etwas schiefgegangen. Vorgang: NW-5000."),
    (
        "Billing is now part of the all-new Northwind Home.",
        "Die Abrechnung gehört jetzt zum ganz neuen Northwind Home.",
    ),
    (
        "Access denied. Our security service has blocked this request.",
        "Zugriff verweigert. Unser Sicherheitsdienst hat diese Anfrage gesperrt.",
    ),
    (
        "Too many requests. Please slow down and try again in a minute.",
        "Zu viele Anfragen. Bitte versuchen Sie es in einer Minute noch einmal.",
    ),
    ("You have 1 attempt left.", "Sie haben noch 1 Versuch."),
    ("You have {n} attempts left.", "Sie haben noch {n} Versuche."),
    (
        "Your session has ended. Please sign in again.",
        "Ihre Sitzung ist beendet. Bitte melden Sie sich noch einmal an.",
    ),
    (
        "This form was not sent from our pages. Please go back and try again.",
        "Dieses Formular wurde nicht von unseren Seiten gesendet. Bitte gehen Sie zurück und versuchen Sie es noch einmal.",
    ),
    ("We cannot go on", "Wir können nicht fortfahren"),
    ("Back to the sign-in page", "Zurück zur Anmeldung"),
];
