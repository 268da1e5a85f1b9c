# The customer's pages in German.
#
# What every text may use stands in the English file. Polite form. Names that are put in have no article and no case:
# they stand where nominative and accusative look alike, or after "von", "bei" and "für".

## Around every page

language-name = Deutsch
language-switch = Sprache
header-asks = { $tenant } bittet um Ihre Anmeldung bei
header-asked = Anmeldung für { $tenant } bei
unnamed-tenant = das Unternehmen, das ihn geschickt hat,
unnamed-source = die andere Website
error-prefix = Fehler:
page-title = { $title } – { $source }
test-banner = Dies ist eine Test-Anmeldung. Geben Sie keine echten Passwörter ein.
test-values = Werte für diesen Test
test-values-more = { $count } weitere
source-says = Nachricht von { $source }:
source-open = { $host } öffnen
source-shortened = Die Nachricht von { $source } ist zu lang für diese Seite. Der Rest fehlt hier.
picture = Bild von { $source }
assurance = Wir geben das an { $source } weiter und löschen es, wenn die Anmeldung endet. { $tenant } bekommt es nicht zu sehen.
assurance-choice = Wir geben Ihre Wahl an { $source } weiter. { $tenant } bekommt sie nicht zu sehen.
foot-runs = Diese Seite betreibt { $operator }.
foot-runs-for = Diese Seite betreibt { $operator } für { $tenant }.
foot-privacy = Datenschutz
foot-help = Hilfe
offline = Sie sind offline. Sobald Sie wieder verbunden sind, geht es hier weiter.

## Dates: the month is put into the date

date-and-time = { $day }. { $month } { $year }, { $time } UTC
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember

## Begin

begin-title = Bei { $source } anmelden
begin-purpose = { $tenant } braucht Ihre Anmeldung für:
begin-purpose-unnamed = { $tenant } braucht Ihre Anmeldung, um Ihr Konto zu verbinden.
begin-private = Was Sie eingeben, geben wir an { $source } weiter und löschen es, wenn die Anmeldung endet. { $tenant } bekommt Ihr Passwort nicht zu sehen.
begin-phone = Halten Sie Ihr Telefon bereit. { $source } schickt Ihnen vielleicht einen Code.
begin-until = Dieser Link gilt bis zum
begin-again = Sie haben schon angefangen. Machen Sie weiter, wo Sie aufgehört haben.
begin-outdated = Seit Ihrer Zustimmung hat sich geändert, was getan wird. Bitte sehen Sie es sich noch einmal an.
begin-asked = Wir arbeiten in Ihrem Konto, und { $source } fragt etwas, das nur Sie beantworten können. Machen Sie hier weiter.
plan-title = Das geschieht in Ihrem Konto
plan-invoices = Ihre Rechnungen werden gelesen.
plan-documents = Ihre Dokumente werden gelesen.
plan-transactions = Ihre Buchungen werden gelesen.
plan-subscriptions = Ihre Abonnements werden gelesen.
plan-pages = Seiten Ihres Kontos werden gelesen.
plan-files = Dateien Ihres Kontos werden heruntergeladen.
plan-no-change = Es wird nichts geändert.
plan-changes = Das wird geändert:
begin-continue = Weiter
begin-doubt = Nicht sicher, ob das echt ist?
begin-doubt-check = Fragen Sie zuerst bei { $tenant } nach. Nehmen Sie eine Telefonnummer oder Adresse, die Sie schon kennen, nicht eine aus der Nachricht mit diesem Link.
begin-doubt-own = Sie können sich auch selbst auf { $host } darum kümmern. Mit Ihrem Konto geschieht nichts, bevor Sie auf „Weiter“ tippen und sich anmelden.

## Every prompt

prompt-submit = Weiter
prompt-back = Zurück
prompt-cancel = Anmeldung abbrechen
prompt-lost-title = Bitte antworten Sie noch einmal
prompt-lost = Wir wissen nicht, ob Ihre letzte Antwort angekommen ist. Sie wurde nicht zweimal gesendet.
prompt-returned-title = { $kind ->
    [magic_link] Bitte benutzen Sie den neuen Link
    [qr_scan] Bitte scannen Sie das neue Bild
    [push_approval] Bitte bestätigen Sie die neue Anfrage
   *[other] Bitte benutzen Sie den neuen Code
}
prompt-returned = { $source } hatte die Anmeldung beendet, während Sie weg waren. Wir haben Sie mit Ihren Angaben neu angemeldet. Was Ihnen vorher geschickt wurde, gilt nicht mehr.
prompt-check = Bitte prüfen Sie diese Angaben
prompt-look = Erledigt
prompt-look-again = Noch einmal nachsehen
prompt-resend = Noch einmal senden
prompt-resend-link = Neuen Link senden
prompt-resend-picture = Neues Bild zeigen
prompt-watching = Wir warten auf Sie. Diese Seite geht automatisch weiter.
prompt-tries-left = { $count ->
    [one] Noch ein Versuch. Ist er falsch, machen wir eine Pause, damit { $source } Ihr Konto nicht sperrt.
   *[other] Sie haben noch { $count } Versuche.
}
prompt-expires = { $source } wartet darauf bis zum
prompt-expired = Die Zeit ist um. Bitte fordern Sie es neu an.
prompt-deadline = Wir halten diese Anmeldung offen bis zum
prompt-deadline-soon = Noch weniger als zwei Minuten. Diese Anmeldung bleibt offen bis
prompt-extended = Sie haben jetzt Zeit bis
prompt-extend = Ich brauche mehr Zeit
shown-number = Ihre Zahl
shown-challenge = Geben Sie dies in Ihren Kartenleser ein
choice-recommended = Empfohlen
prompt-alternatives = Andere Wege
prompt-credentials-title = Bei { $source } anmelden
prompt-credentials-intro = Mit denselben Daten wie auf { $host }.
prompt-identifier-title = Wie lautet Ihr Benutzername bei { $source }?
prompt-identifier-intro = Es ist derselbe wie auf { $host }.
prompt-password-title = Geben Sie Ihr Passwort für { $source } ein
prompt-password-intro = Es ist dasselbe wie auf { $host }.
prompt-password-who = Anmeldung als
prompt-password-back = Anderer Benutzername
prompt-one_time_code-title = Geben Sie Ihren Code ein
prompt-one_time_code-intro = { $source } möchte sichergehen, dass Sie es sind.
prompt-mfa_method-title = Wie soll { $source } prüfen, dass Sie es sind?
prompt-mfa_method-intro = { $source } bietet diese Wege an.
prompt-destination-title = Wohin soll der Code gehen?
prompt-destination-intro = { $source } schickt Ihnen einen Code.
prompt-security_question-title = { $count ->
    [one] Beantworten Sie Ihre Sicherheitsfrage
   *[other] Beantworten Sie Ihre Sicherheitsfragen
}
prompt-security_question-intro = { $count ->
    [one] { $source } stellt die Frage, die Sie dort einmal gewählt haben.
   *[other] { $source } stellt die Fragen, die Sie dort einmal gewählt haben.
}
prompt-phone-title = Wie lautet Ihre Telefonnummer?
prompt-phone-intro = { $source } braucht sie, um Ihnen einen Code zu schicken.
prompt-email-title = Wie lautet Ihre E-Mail-Adresse?
prompt-email-intro = { $source } braucht sie, um Ihnen einen Code zu schicken.
prompt-push_approval-title = Bestätigen Sie die Anmeldung auf Ihrem Telefon
prompt-push_approval-intro = { $source } hat eine Anfrage an Ihr Gerät geschickt. Wenn Sie das sind, bestätigen Sie sie dort.
prompt-push_approval-number-title = Wählen Sie diese Zahl auf Ihrem Telefon
prompt-push_approval-number-intro = { $source } hat eine Anfrage an Ihr Gerät geschickt. Öffnen Sie sie dort und wählen Sie die Zahl, die unten steht.
prompt-confirm-title = { $source } hat eine Frage
prompt-confirm-intro = Lesen Sie die Nachricht und wählen Sie.
prompt-account_choice-title = Welches Konto möchten Sie nehmen?
prompt-account_choice-intro = Sie haben bei { $source } mehr als eines.
prompt-form-title = { $source } braucht ein paar Angaben
prompt-form-intro = Diese Fragen kommen von { $host } und sind so formuliert wie dort.
prompt-magic_link-title = Öffnen Sie den Link, den Sie bekommen haben
prompt-magic_link-intro = { $source } hat Ihnen einen Link geschickt. Öffnen Sie ihn auf irgendeinem Gerät, oder kopieren Sie ihn und fügen Sie ihn hier ein.
prompt-captcha-title = Geben Sie die Zeichen aus dem Bild ein
prompt-captcha-intro = { $source } möchte sichergehen, dass Sie ein Mensch sind.
prompt-image_choice-title = Wählen Sie Ihr Bild
prompt-image_choice-intro = { $source } fragt nach dem Bild, das Sie dort einmal gewählt haben.
prompt-question_choice-title = Welche Frage möchten Sie beantworten?
prompt-question_choice-intro = Bei { $source } können Sie wählen.
prompt-partial_secret-title = Geben Sie einige Ihrer Zeichen ein
prompt-partial_secret-intro = { $source } fragt nach einzelnen Zeichen von etwas, das nur Sie wissen. Geben Sie nie alles ein.
prompt-challenge_response-title = Nehmen Sie Ihren Kartenleser
prompt-challenge_response-intro = Geben Sie die Ziffern, die unten stehen, in Ihr Lesegerät ein. Geben Sie dann hier ein, was es zeigt.
prompt-qr_scan-title = Scannen Sie dieses Bild mit Ihrem Telefon
prompt-qr_scan-intro = Öffnen Sie die App von { $source } und scannen Sie das Bild. Wenn Sie dies auf demselben Telefon lesen, nehmen Sie einen anderen Weg.
prompt-new_password-title = Wählen Sie ein neues Passwort für { $source }
prompt-new_password-intro = { $source } verlangt jetzt ein neues. Nehmen Sie eines, das Sie sonst nirgends benutzen, und bewahren Sie es auf: Wir tun es nicht.
prompt-sso-title = Ihre Organisation meldet Sie an
prompt-sso-intro = { $source } möchte Sie zur eigenen Anmeldung Ihrer Organisation schicken. Das geht auf dieser Seite nicht sicher.
prompt-passkey-title = Ein Passkey funktioniert hier nicht
prompt-passkey-intro = { $source } fragt nach einem Passkey. Passkeys funktionieren nur auf { $host } selbst, und gerade das macht sie sicher.
prompt-source_hold-title = { $source } bittet Sie zu warten
prompt-source_hold-intro = Sie müssen nichts tun. Lassen Sie diese Seite offen, oder kommen Sie später wieder.
prompt-source_hold-until = Nicht vor dem

## Codes, by how they arrive

code-sms-title = Geben Sie den Code aus der SMS ein
code-sms-intro = { $source } schickt ihn an Ihr Telefon. Das kann eine Minute dauern.
code-call-title = Geben Sie den Code aus dem Anruf ein
code-call-intro = { $source } ruft Sie an und liest ihn vor.
code-email-title = Geben Sie den Code aus der E-Mail ein
code-email-intro = { $source } schickt ihn Ihnen. Sehen Sie auch im Spam-Ordner nach.
code-authenticator-title = Geben Sie den Code aus Ihrer Authenticator-App ein
code-authenticator-intro = Öffnen Sie die App und suchen Sie { $source }.
code-app-title = Geben Sie den Code aus der App von { $source } ein
code-app-intro = Öffnen Sie die App auf Ihrem Telefon. Sie zeigt Ihnen einen Code.
code-push-title = Geben Sie den Code aus der Nachricht auf Ihrem Gerät ein
code-push-intro = { $source } hat eine Nachricht an Ihr Gerät geschickt. Öffnen Sie sie, um den Code zu sehen.
code-token-title = Geben Sie den Code von Ihrem Sicherheitsgerät ein
code-token-intro = Drücken Sie auf den Knopf oder öffnen Sie die App dazu, und geben Sie den Code ein, den Sie sehen.
code-backup-title = Geben Sie einen Ersatz-Code ein
code-backup-intro = Nehmen Sie einen der Codes, die Sie für { $source } aufgehoben haben.
code-hint-digits = { $length ->
    [one] { $length } Ziffer
   *[other] { $length } Ziffern
}
code-hint-characters = { $length ->
    [one] { $length } Buchstabe oder Ziffer
   *[other] { $length } Buchstaben und Ziffern
}
code-resend = Neuen Code senden
code-resend-wait = { $seconds ->
    [one] In { $seconds } Sekunde können Sie einen neuen Code anfordern.
   *[other] In { $seconds } Sekunden können Sie einen neuen Code anfordern.
}
code-resent = Wir haben bei { $source } einen neuen Code angefordert. Nehmen Sie den neuesten.

## Fields

field-identifier = Benutzername oder E-Mail
field-password = Passwort
field-code = Code
field-answer = Ihre Antwort
field-phone = Telefonnummer
field-phone-hint = Aus dem Ausland mit Ländervorwahl, zum Beispiel +44 20 7946 0000
field-email = E-Mail-Adresse
field-choice = Auswahl
field-other = Ihre Antwort
field-character = Zeichen
field-captcha = Zeichen
field-new-password = Neues Passwort
field-new-password-again = Neues Passwort noch einmal
field-link = Der Link, wenn Sie ihn hier einfügen möchten
field-choose = Bitte wählen
field-optional = Lassen Sie es leer, wenn Sie nichts dazu haben
secret-show = Zeigen
secret-hide = Verbergen
secret-show-label = Zeigen: { $label }
secret-hide-label = Verbergen: { $label }

## What is wrong with a field

problem-missing = { $field ->
    [identifier] Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein
    [password] Geben Sie Ihr Passwort ein
    [code] Geben Sie den Code ein
    [phone] Geben Sie Ihre Telefonnummer ein
    [email] Geben Sie Ihre E-Mail-Adresse ein
    [choice] Wählen Sie eine der Möglichkeiten
    [captcha] Geben Sie die Zeichen aus dem Bild ein
    [password_again] Geben Sie das neue Passwort noch einmal ein
    [answer] Beantworten Sie die Frage: { $label }
   *[other] Füllen Sie dieses Feld aus: { $label }
}
problem-too-long = Das ist zu lang. Prüfen Sie, ob noch etwas anderes mit eingefügt wurde.
problem-not-offered = Diese Möglichkeit gibt es nicht mehr. Wählen Sie eine andere.
problem-not-a-code = { $length ->
    [0] Das sieht nicht wie der Code aus. Prüfen Sie ihn und geben Sie ihn noch einmal ein.
   *[other] Der Code hat { $length } { $alphabet ->
        [letters] Buchstaben und Ziffern
       *[digits] Ziffern
    }. Prüfen Sie ihn und geben Sie ihn noch einmal ein.
}
problem-not-a-phone = Das sieht nicht wie eine Telefonnummer aus. Prüfen Sie die Ziffern.
problem-not-an-email = Das sieht nicht wie eine E-Mail-Adresse aus. Ein @ gehört dazu.

problem-not-a-link = Das sieht nicht wie der Link aus. Er beginnt mit https:// und kann lang sein.
problem-not-a-date = Das sieht nicht wie ein Datum aus. Schreiben Sie Jahr, Monat und Tag, zum Beispiel 2026-03-31.
problem-not-the-same = Die beiden Passwörter sind nicht gleich. Geben Sie sie noch einmal ein.

## Waiting

waiting-opening-title = { $source } wird geöffnet
waiting-opening = Wir laden die Anmeldeseite für Sie. Das dauert meist ein paar Sekunden.
waiting-checking-title = { $source } prüft
waiting-checking = Wir haben Ihre Eingabe weitergegeben. Das dauert meist ein paar Sekunden.
waiting-slow = Es dauert länger als sonst. Sie müssen nichts tun.
waiting-source-slow = { $source } antwortet zurzeit langsam. Es kann ein, zwei Minuten dauern. Sie müssen nichts tun.
waiting-stay = Lassen Sie diese Seite offen.
waiting-refresh = Es geht nicht weiter? Noch einmal nachsehen

## Done and receipt

done-title = Sie sind angemeldet
done-source = { $source } hat Ihre Anmeldung angenommen.
done-next = Um den Rest kümmert sich { $tenant }. Sie müssen nicht warten und können diese Seite schließen.
done-follows = Wir arbeiten daran. Diese Seite zeigt es an, wenn alles fertig ist.
receipt-title = Alles erledigt
receipt-what = Sie haben sich bei { $source } angemeldet, und { $tenant } hat alles, worum es ging.
receipt-at = Fertig am
receipt-at-time = Fertig um
receipt-next = Es ist nichts mehr zu tun. Sie können diese Seite schließen.
doing-opening = Eine Seite Ihres Kontos wird geöffnet
doing-invoices = Ihre Rechnungen werden gelesen
doing-documents = Ihre Dokumente werden gelesen
doing-transactions = Ihre Buchungen werden gelesen
doing-subscriptions = Ihre Abonnements werden gelesen
doing-pages = Eine Seite Ihres Kontos wird gelesen
doing-files = Eine Datei Ihres Kontos wird heruntergeladen
doing-waiting = Warten auf { $source }
doing-filling = Ein Formular wird ausgefüllt
doing-sending = Ein Formular wird abgeschickt
doing-working = Arbeit in Ihrem Konto
progress-label = Fortschritt
progress-step = Schritt { $step } von { $steps }
deeds-title = Das wurde in Ihrem Konto getan
deeds-pages = Gelesene Seiten
deeds-files = Übernommene Dateien
deeds-writes = Gesendete Änderungen
way-back = Zurück zu { $tenant }

## Failed, expired and the rest

failed-next = Was Sie tun können
failed-again = Noch einmal versuchen
expired-ask = Einen neuen Link anfordern
expired-asked = Wir haben der Firma, die diesen Link geschickt hat, Bescheid gegeben. Sie schickt Ihnen einen neuen, wenn sie Ihre Anmeldung noch braucht.
elsewhere-restart = Hier neu beginnen
elsewhere-no-link-next = Gehen Sie zurück zu dem anderen Browser, oder öffnen Sie den Link aus Ihrer Nachricht in diesem.
elsewhere-restart-note = Die Anmeldung im anderen Browser wird beendet.
not-found-title = Dieser Link funktioniert nicht
not-found-what = Vielleicht fehlt ein Teil der Adresse.
not-found-next = Öffnen Sie den Link aus Ihrer Nachricht noch einmal, oder kopieren Sie ihn ganz. Wenn das nicht hilft, bitten Sie das Unternehmen, das ihn geschickt hat, um einen neuen.
error-internal-title = Bei uns ist etwas schiefgegangen
error-internal-what = Das tut uns leid. An Ihrer Eingabe lag es nicht.
error-internal-next = Warten Sie einen Moment, und öffnen Sie dann den Link aus Ihrer Nachricht noch einmal.
error-cookie-title = Ihr Browser hat unser Cookie nicht behalten
error-cookie-what = Wir brauchen ein Cookie, um zu wissen, dass es immer noch Sie sind. Wir nutzen es für nichts anderes.
error-cookie-next = Erlauben Sie Cookies für diese Website, oder verlassen Sie den privaten Modus. Öffnen Sie dann den Link aus Ihrer Nachricht noch einmal.
error-busy-title = Zu viele Versuche in kurzer Zeit
error-busy-what = Um Ihr Konto zu schützen, machen wir eine kurze Pause.
error-busy-next = Warten Sie eine Minute, und öffnen Sie dann den Link aus Ihrer Nachricht noch einmal.
error-form-title = Wir konnten dieses Formular nicht annehmen
error-form-what = Es kam nicht von unserer Seite in Ihrem Browser, deshalb haben wir nichts weitergegeben.
error-form-next = Öffnen Sie den Link aus Ihrer Nachricht noch einmal und machen Sie dort weiter.
error-request = Wenn Sie um Hilfe bitten, nennen Sie diese Nummer:

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = Dieser Link funktioniert nicht
refusal-link_not_found-what = Wir kennen diesen Link nicht. Vielleicht fehlt ein Teil davon.
refusal-link_not_found-next = Öffnen Sie den Link aus Ihrer Nachricht noch einmal, oder bitten Sie { $tenant } um einen neuen.

refusal-link_expired-title = Dieser Link ist abgelaufen
refusal-link_expired-what = Zu Ihrer Sicherheit gelten Links nur eine begrenzte Zeit.
refusal-link_expired-next = Wenn Sie sich anmelden möchten, bitten Sie { $tenant } um einen neuen Link.

refusal-link_revoked-title = Dieser Link wird nicht mehr gebraucht
refusal-link_revoked-what = { $tenant } hat ihn zurückgenommen. Mit Ihrem Konto geschieht nichts.
refusal-link_revoked-next = Wenn Sie das für einen Irrtum halten, bitten Sie { $tenant } um einen neuen Link.

refusal-link_completed-title = Das ist schon erledigt
refusal-link_completed-what = Mit diesem Link hat sich schon jemand angemeldet.
refusal-link_completed-next = Es ist nichts mehr zu tun. Wenn Sie das nicht waren, sagen Sie es { $tenant }.

refusal-flow_timed_out-title = Die Anmeldung hat zu lange gedauert
refusal-flow_timed_out-what = Wir haben sie beendet, um Ihr Konto zu schützen.
refusal-flow_timed_out-next = Beginnen Sie neu, wenn Sie ein paar Minuten Zeit haben.

refusal-flow_elsewhere-title = Sie melden sich gerade in einem anderen Browser an
refusal-flow_elsewhere-what = Jemand hat diesen Link in einem anderen Browser oder auf einem anderen Gerät geöffnet. Zu Ihrer Sicherheit geht die Anmeldung nur dort weiter.
refusal-flow_elsewhere-next = Gehen Sie zurück zu jenem Browser, oder beginnen Sie hier neu.

refusal-cancelled_by_customer-title = Sie haben die Anmeldung abgebrochen
refusal-cancelled_by_customer-what = Wir haben sie beendet. { $tenant } hat nichts bekommen.
refusal-cancelled_by_customer-next = Sie können diese Seite schließen oder es noch einmal versuchen, wenn Sie es sich anders überlegt haben.

refusal-flow_interrupted-title = Die Anmeldung wurde unterbrochen
refusal-flow_interrupted-what = Die Verbindung brach bei uns ab. Nichts wurde zweimal gesendet.
refusal-flow_interrupted-next = Beginnen Sie noch einmal. Bitte entschuldigen Sie die Umstände.

refusal-invalid_credentials-title = Benutzername und Passwort passen nicht zusammen
refusal-invalid_credentials-what = { $source } kennt diesen Benutzernamen mit diesem Passwort nicht.
refusal-invalid_credentials-next = Versuchen Sie es noch einmal, oder setzen Sie Ihr Passwort unter { $host } zurück.

refusal-invalid_identifier-title = Mit diesem Benutzernamen hat es nicht geklappt
refusal-invalid_identifier-what = { $source } konnte damit nichts anfangen.
refusal-invalid_identifier-next = Prüfen Sie sie und geben Sie sie noch einmal ein.

refusal-missing_credentials-title = Es fehlt etwas
refusal-missing_credentials-what = { $source } braucht alle Felder auf dieser Seite.
refusal-missing_credentials-next = Füllen Sie jedes Feld aus und gehen Sie weiter.

refusal-invalid_tenant-title = Mit dieser Organisation hat es nicht geklappt
refusal-invalid_tenant-what = { $source } kennt die angegebene Organisation oder Kundennummer nicht.
refusal-invalid_tenant-next = Prüfen Sie sie, zum Beispiel auf einer Rechnung oder einem Brief, und geben Sie sie noch einmal ein.

refusal-wrong_login_method-title = Für dieses Konto gibt es eine andere Anmeldung
refusal-wrong_login_method-what = { $source } nimmt für dieses Konto kein Passwort an.
refusal-wrong_login_method-next = Nehmen Sie einen anderen Weg, der angeboten wird, oder ein anderes Konto.

refusal-login_attempts_exceeded-title = Zu viele Versuche für jetzt
refusal-login_attempts_exceeded-what = Wir haben aufgehört, bevor { $source } Ihr Konto sperrt.
refusal-login_attempts_exceeded-next = Warten Sie eine Weile und prüfen Sie Ihr Passwort auf { $host }. Versuchen Sie es dann hier noch einmal.

refusal-credentials_expired-title = Ihr Passwort muss geändert werden
refusal-credentials_expired-what = { $source } verlangt ein neues Passwort, bevor Sie sich anmelden können.
refusal-credentials_expired-next = Ändern Sie es auf { $host }. Kommen Sie dann zurück und versuchen Sie es noch einmal.

refusal-credentials_managed_by_organisation-title = Ihre Organisation verwaltet dieses Konto
refusal-credentials_managed_by_organisation-what = Bei { $source } können Sie sich nur über Ihre Organisation anmelden.
refusal-credentials_managed_by_organisation-next = Fragen Sie die Menschen, die Ihr Konto betreuen, oder nehmen Sie ein anderes Konto.

refusal-account_locked-title = Ihr Konto ist gesperrt
refusal-account_locked-what = { $source } hat es vorerst gesperrt. Ihre Angaben können trotzdem stimmen.
refusal-account_locked-next = Entsperren Sie es auf { $host }, oder fragen Sie dort den Kundendienst. Kommen Sie dann zurück und versuchen Sie es noch einmal.

refusal-account_disabled-title = Ihr Konto ist zurzeit nicht nutzbar
refusal-account_disabled-what = { $source } lässt dieses Konto nicht zur Anmeldung zu.
refusal-account_disabled-next = Fragen Sie den Kundendienst von { $source }. Wenn es geht, kommen Sie zurück und versuchen Sie es noch einmal.

refusal-account_not_found-title = Wir haben dieses Konto nicht gefunden
refusal-account_not_found-what = { $source } hat kein Konto zu Ihrer Eingabe.
refusal-account_not_found-next = Prüfen Sie die Schreibweise, oder nehmen Sie einen anderen Benutzernamen oder eine andere E-Mail-Adresse.

refusal-account_setup_incomplete-title = Ihr Konto ist noch nicht fertig
refusal-account_setup_incomplete-what = { $source } braucht zuerst noch ein paar Angaben von Ihnen.
refusal-account_setup_incomplete-next = Melden Sie sich auf { $host } an und schließen Sie die Einrichtung ab. Kommen Sie dann zurück und versuchen Sie es noch einmal.

refusal-user_action_required-title = Bei { $source } müssen Sie zuerst etwas tun
refusal-user_action_required-what = Vielleicht sollen Sie neuen Bedingungen zustimmen oder Ihre Kontaktdaten bestätigen. Das sollten nur Sie selbst tun.
refusal-user_action_required-next = Melden Sie sich auf { $host } an und folgen Sie dort den Schritten. Kommen Sie dann zurück und versuchen Sie es noch einmal.

refusal-already_signed_in_elsewhere-title = Sie sind schon anderswo angemeldet
refusal-already_signed_in_elsewhere-what = { $source } erlaubt nur eine Anmeldung zur gleichen Zeit.
refusal-already_signed_in_elsewhere-next = Melden Sie sich dort ab und machen Sie dann hier weiter.

refusal-mfa_code_invalid-title = { $kind ->
    [magic_link] Dieser Link hat nicht funktioniert
   *[other] Dieser Code hat nicht funktioniert
}
refusal-mfa_code_invalid-what = { $kind ->
    [magic_link] { $source } hat den Link nicht angenommen.
   *[other] { $source } hat den Code nicht angenommen.
}
refusal-mfa_code_invalid-next = { $kind ->
    [magic_link] Benutzen Sie den neuesten.
   *[other] Geben Sie den neuesten ein.
}

refusal-mfa_code_expired-title = { $kind ->
    [magic_link] Dieser Link ist abgelaufen
   *[other] Dieser Code ist abgelaufen
}
refusal-mfa_code_expired-what = { $kind ->
    [magic_link] Links gelten nur kurze Zeit.
   *[other] Codes gelten nur kurze Zeit.
}
refusal-mfa_code_expired-next = { $kind ->
    [magic_link] Fordern Sie einen neuen Link an und benutzen Sie ihn.
   *[other] Fordern Sie einen neuen Code an und geben Sie ihn ein.
}

refusal-mfa_timed_out-title = Der Code kam zu spät
refusal-mfa_timed_out-what = { $source } wartet nicht mehr auf den Code.
refusal-mfa_timed_out-next = Versuchen Sie es noch einmal und halten Sie Ihr Telefon oder Ihre App bereit.

refusal-mfa_attempts_exceeded-title = Zu viele Codes wurden versucht
refusal-mfa_attempts_exceeded-what = { $source } nimmt vorerst keine Codes mehr an.
refusal-mfa_attempts_exceeded-next = Warten Sie eine Weile, und versuchen Sie es dann mit einem neuen Code.

refusal-mfa_delivery_failed-title = Der Code konnte nicht gesendet werden
refusal-mfa_delivery_failed-what = { $source } konnte Sie auf diesem Weg nicht erreichen.
refusal-mfa_delivery_failed-next = Versuchen Sie es noch einmal, oder wählen Sie einen anderen Weg, wenn es einen gibt.

refusal-mfa_resend_too_soon-title = Für einen neuen Code ist es noch zu früh
refusal-mfa_resend_too_soon-what = { $source } verlangt eine kleine Pause zwischen zwei Codes.
refusal-mfa_resend_too_soon-next = Nehmen Sie den Code, den Sie haben, oder fordern Sie gleich noch einmal einen an.

refusal-mfa_method_unsupported-title = Dieser Weg funktioniert hier nicht
refusal-mfa_method_unsupported-what = Diese Art der Bestätigung können wir nicht weitergeben.
refusal-mfa_method_unsupported-next = Wählen Sie einen anderen Weg.

refusal-mfa_not_configured-title = Ihr Konto braucht einen zweiten Schritt
refusal-mfa_not_configured-what = Bei { $source } müssen Sie Codes einrichten, bevor Sie sich anmelden können.
refusal-mfa_not_configured-next = Richten Sie sie auf { $host } ein. Kommen Sie dann zurück und versuchen Sie es noch einmal.

refusal-push_denied-title = Die Anmeldung wurde abgelehnt
refusal-push_denied-what = Jemand hat auf Ihrem Telefon oder in Ihrer App mit Nein geantwortet.
refusal-push_denied-next = War es ein Versehen, versuchen Sie es noch einmal. Waren Sie es nicht, sagen Sie { $source } Bescheid.

refusal-push_timed_out-title = Niemand hat rechtzeitig bestätigt
refusal-push_timed_out-what = { $source } hat auf ein Ja von Ihrem Telefon oder Ihrer App gewartet.
refusal-push_timed_out-next = Halten Sie Ihr Telefon bereit und versuchen Sie es noch einmal.

refusal-security_answer_wrong-title = Diese Antwort passt nicht
refusal-security_answer_wrong-what = { $source } hat eine andere Antwort erwartet.
refusal-security_answer_wrong-next = Prüfen Sie die Schreibweise und geben Sie die Antwort noch einmal ein.

refusal-answer_refused-title = Mit dieser Antwort hat es nicht geklappt
refusal-answer_refused-what = { $source } konnte damit nichts anfangen.
refusal-answer_refused-next = Prüfen Sie sie und versuchen Sie es noch einmal.

refusal-captcha_failed-title = Diese Zeichen stimmen nicht
refusal-captcha_failed-what = { $source } hat sie nicht angenommen.
refusal-captcha_failed-next = Versuchen Sie es noch einmal mit dem neuen Bild.

refusal-source_unavailable-title = { $source } antwortet nicht
refusal-source_unavailable-what = Die Website hat nicht geantwortet.
refusal-source_unavailable-next = Warten Sie ein paar Minuten, und versuchen Sie es dann noch einmal.

refusal-source_maintenance-title = { $source } wird gerade gewartet
refusal-source_maintenance-what = An der Website wird gearbeitet.
refusal-source_maintenance-next = Versuchen Sie es später mit demselben Link noch einmal.

refusal-source_error-title = { $source } meldet ein Problem
refusal-source_error-what = Die Website konnte die Anmeldung nicht abschließen.
refusal-source_error-next = Warten Sie ein paar Minuten, und versuchen Sie es dann noch einmal.

refusal-source_changed-title = { $source } zeigte eine unerwartete Seite
refusal-source_changed-what = Wir haben aufgehört, weil wir Ihre Daten nicht in eine Seite eingeben, die wir nicht kennen.
refusal-source_changed-next = Versuchen Sie es später noch einmal. Wir sehen uns das an.

refusal-source_blocked_us-title = { $source } hat uns nicht eingelassen
refusal-source_blocked_us-what = Die Website hat unsere Verbindung abgewiesen. Mit Ihrem Konto hat das nichts zu tun.
refusal-source_blocked_us-next = Versuchen Sie es später mit demselben Link noch einmal.

refusal-source_rate_limited-title = { $source } ist gerade überlastet
refusal-source_rate_limited-what = Die Website bittet uns, langsamer zu sein.
refusal-source_rate_limited-next = Warten Sie ein paar Minuten, und versuchen Sie es dann noch einmal.

refusal-source_not_supported-title = Hier können Sie sich nicht anmelden
refusal-source_not_supported-what = Was { $source } verlangt, können wir nicht weitergeben.
refusal-source_not_supported-next = Sie müssen nichts tun. { $tenant } findet mit Ihnen einen anderen Weg.

refusal-consent_declined-title = Sie haben nicht zugestimmt
refusal-consent_declined-what = { $source } braucht Ihre Zustimmung, um weiterzumachen. Es wurde nichts geändert.
refusal-consent_declined-next = Sie können diese Seite schließen oder es noch einmal versuchen, wenn Sie es sich anders überlegt haben.
refusal-consent_outdated-title = Was getan wird, hat sich geändert
refusal-consent_outdated-what = Während Ihrer Anmeldung hat { $tenant } geändert, was in Ihrem Konto getan wird. Wir haben angehalten. Es wurde nichts gelesen oder geändert.
refusal-consent_outdated-next = Sehen Sie sich an, was jetzt getan wird. Wenn Sie einverstanden sind, melden Sie sich noch einmal an.

refusal-workflow_failed-title = Sie sind angemeldet, aber der Rest ist gescheitert
refusal-workflow_failed-what = Wir haben uns bei { $source } angemeldet, konnten aber nicht abschließen, worum { $tenant } gebeten hat.
refusal-workflow_failed-next = Versuchen Sie es noch einmal. Wenn es wieder nicht geht, sagen Sie es { $tenant }.

refusal-internal-title = Bei uns ist etwas schiefgegangen
refusal-internal-what = Das tut uns leid. An Ihrer Eingabe lag es nicht.
refusal-internal-next = Warten Sie einen Moment, und versuchen Sie es dann noch einmal.

## Seiten eines Nutzerbestands, auf denen man sich bei { $app } selbst anmeldet

id-promote-title = Machen Sie es zu Ihrem Konto
id-promote-intro = Sie behalten alles, was Sie als Gast getan haben. Mit Ihrer E-Mail-Adresse kommen Sie von jedem Gerät wieder.
id-create-title = Konto anlegen
id-create-intro = Damit melden Sie sich bei { $app } an. Zuerst schicken wir einen Code an Ihre E-Mail-Adresse.
id-reset-title = Neues Passwort
id-reset-intro = Wir schicken einen Code an die E-Mail-Adresse Ihres Kontos. Danach wählen Sie ein neues Passwort.
id-verify-intro = Wir haben einen Code mit sechs Ziffern an { $email } geschickt. Er gilt zehn Minuten. Schauen Sie auch im Spam-Ordner nach.
id-code-wrong = { $count ->
    [one] Das ist nicht der Code. Sie haben noch einen Versuch.
   *[other] Das ist nicht der Code. Sie haben noch { $count } Versuche.
}
id-code-malformed = Der Code hat sechs Ziffern. Bitte prüfen Sie ihn, und geben Sie ihn noch einmal ein.
id-code-over = Dieser Code gilt nicht mehr. Bitte fordern Sie einen neuen an.
id-password-title = Passwort wählen
id-password-intro = Damit melden Sie sich ab jetzt bei { $app } an.
id-password-keep = Ein letzter Schritt: Sie behalten alles, was Sie als Gast getan haben, und melden sich ab jetzt mit diesem Passwort an.
id-password-hint = Mindestens 8 Zeichen. Gut sind ein paar Wörter, die nur Sie so zusammenstellen.
id-password-too-short = Nehmen Sie mindestens 8 Zeichen.
id-password-too-long = Dieses Passwort ist zu lang. Nehmen Sie ein kürzeres.
id-password-too-easy = Dieses Passwort ist leicht zu erraten. Machen Sie es länger, zum Beispiel mit ein paar Wörtern.
id-signin-title = Bei { $app } anmelden
id-signin = Anmelden
id-wrong-title = E-Mail-Adresse und Passwort passen nicht zusammen
id-wrong-next = Bitte prüfen Sie beides. Wenn Sie das Passwort nicht mehr wissen, bekommen Sie ein neues.
id-owner-title = Melden Sie sich bei Ihrem Konto an
id-owner-intro = Mit dieser Adresse haben Sie sich schon einmal angemeldet. { $app } entscheidet, was aus dem wird, was Sie als Gast getan haben.
id-taken-title = Zu dieser E-Mail-Adresse gibt es schon ein Konto
id-taken-promote = Sie sind weiter Gast, und nichts hat sich geändert. Nehmen Sie eine andere Adresse als { $email }, oder gehen Sie zurück und melden Sie sich damit bei { $app } an.
id-taken-merge = Sie sind weiter Gast, und nichts hat sich geändert. Sie können sich stattdessen mit { $email } anmelden oder eine andere Adresse nehmen.
id-taken-create = Sie können sich mit { $email } anmelden. Wenn Sie das Passwort nicht mehr wissen, bekommen Sie ein neues.
id-unknown-title = Zu dieser E-Mail-Adresse gibt es kein Konto
id-unknown-what = Prüfen Sie, ob Sie sich mit { $email } angemeldet haben, oder legen Sie ein Konto an.
id-signin-instead = Stattdessen anmelden
id-other-address = Andere Adresse nehmen
id-to-create = Konto anlegen
id-to-signin = Ich habe ein Konto
id-to-reset = Ich weiß mein Passwort nicht
id-cancel = Aufhören und zurück zu { $app }
id-mfa-title = Noch ein Schritt
id-mfa-intro = Geben Sie den Code ein, den Ihre Authentifizierungs-App zeigt. Haben Sie die App nicht zur Hand, gilt auch einer Ihrer Wiederherstellungscodes.
id-mfa-field = Code der App oder Wiederherstellungscode
id-mfa-wrong = Dieser Code ist nicht richtig oder wurde schon benutzt. Warten Sie auf den nächsten und geben Sie ihn ein.
id-mfa-paused = Zu viele Codes waren falsch. Warten Sie eine Weile, bevor Sie es wieder versuchen.
id-mfa-malformed = Ein Code der App hat 6 Ziffern. Ein Wiederherstellungscode hat 16 Buchstaben und Ziffern.
id-mfa-back = Mit einem anderen Konto anmelden
id-signout-title = Möchten Sie sich abmelden?
id-signout-what = Sie werden in diesem Browser abgemeldet, auch von den Anwendungen, die Sie darin geöffnet haben.
id-signout = Abmelden
id-signout-stay = Wenn Sie sich nicht abmelden möchten, schließen Sie diese Seite.
id-account-title = Ihr Konto
id-account-how = Wie Sie sich anmelden
id-account-password = Passwort ändern
id-account-second-set-up = Authentifizierungs-App hinzufügen
id-account-second-change = Zweiten Schritt ändern
id-account-second-off = Mit einer Authentifizierungs-App auf Ihrem Telefon reicht Ihr Passwort allein niemandem.
id-account-second-on = { $count ->
    [one] Der zweite Schritt ist an. Sie haben noch einen Wiederherstellungscode; holen Sie neue.
   *[other] Der zweite Schritt ist an. Sie haben noch { $count } Wiederherstellungscodes.
}
id-account-places = Wo Sie angemeldet sind
id-account-this = Dieser Browser
id-account-browser = { $browser } auf { $system }
id-account-application = { $app }, für sich allein
id-account-unknown = Ein anderer Browser
id-account-used = Zuletzt benutzt:
id-account-end = Dort abmelden
id-account-end-others = Überall sonst abmelden
id-account-done-password-changed = Ihr Passwort wurde geändert. Überall sonst sind Sie abgemeldet.
id-account-done-second-factor-on = Der zweite Schritt ist an. Bei der nächsten Anmeldung brauchen Sie die App.
id-account-done-second-factor-off = Der zweite Schritt ist aus. Ihr Passwort reicht wieder.
id-account-done-signed-out-there = Sie sind dort abgemeldet.
id-to-account = Zurück zu Ihrem Konto
id-change-intro = Sie werden überall sonst abgemeldet.
id-change-current = Jetziges Passwort
id-change-wrong = Das ist nicht Ihr jetziges Passwort.
id-save = Speichern
id-app-title = Authentifizierungs-App hinzufügen
id-app-scan = Scannen Sie dieses Bild mit einer Authentifizierungs-App auf Ihrem Telefon. Sie zeigt dann alle 30 Sekunden einen neuen Code.
id-app-picture = Bild für die Authentifizierungs-App; der Schlüssel steht darunter
id-app-type = Oder tippen Sie diesen Schlüssel in die App:
id-app-open = In einer App auf diesem Gerät öffnen
id-app-code = Code, den die App zeigt
id-app-wrong = Dieser Code passt nicht. Prüfen Sie, ob die Uhr Ihres Geräts richtig geht, und geben Sie den neuesten Code ein.
id-app-on = Einschalten
id-recovery-title = Heben Sie diese Wiederherstellungscodes auf
id-recovery-what = Wenn Sie Ihr Telefon verlieren, kommen Sie mit jedem dieser Codes einmal hinein. Drucken Sie sie, oder schreiben Sie sie auf und bewahren Sie sie sicher auf.
id-recovery-once = Sie werden nur dieses eine Mal gezeigt. Neue bekommen Sie jederzeit; diese gelten dann nicht mehr.
id-recovery-kept = Ich habe sie aufgehoben
id-second-intro = Um hier etwas zu ändern, geben Sie einen Code Ihrer App oder einen Wiederherstellungscode ein.
id-second-new-codes = Neue Wiederherstellungscodes holen
id-second-off = Zweiten Schritt ausschalten
id-passkey-signin = Mit einem Passkey anmelden
id-passkey-failed = Das hat nicht geklappt. Versuchen Sie es noch einmal, oder melden Sie sich mit Ihrem Passwort an.
id-passkey-refused = Dieser Passkey ist hier nicht bekannt. Melden Sie sich mit Ihrem Passwort an.
id-account-passkeys = Passkeys
id-account-passkey-none = Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder der PIN Ihres Geräts an.
id-account-passkey-added-at = Hinzugefügt:
id-account-passkey-remove = Entfernen
id-account-done-passkey-added = Der Passkey wurde hinzugefügt. Von jetzt an können Sie sich damit anmelden.
id-account-done-passkey-removed = Der Passkey wurde entfernt. Niemand kann sich mehr damit anmelden.
id-account-keys = Anmeldung mit Fingerabdruck oder Gesicht
id-account-keys-what = Auf diesen Geräten meldet eine App Sie mit Fingerabdruck oder Gesicht an.
id-account-key-unknown = Ein Gerät
id-account-done-key-removed = Entfernt. Dieses Gerät meldet Sie nicht mehr mit Fingerabdruck oder Gesicht an.
id-passkey-add = Passkey hinzufügen
id-passkey-intro = Mit einem Passkey melden Sie sich mit Fingerabdruck, Gesicht oder der PIN Ihres Geräts an. Er lässt sich nicht erraten, und Sie müssen nichts tippen.
id-passkey-make = Dieses Gerät hinzufügen
id-passkey-instead = Stattdessen einen Passkey anlegen
id-passkey-not-added = Das hat nicht geklappt, und es wurde nichts hinzugefügt. Versuchen Sie es noch einmal.
id-passkey-scripts = Passkeys brauchen JavaScript. Schalten Sie es in Ihrem Browser ein, und laden Sie diese Seite neu.
id-done-title = Sie sind angemeldet
id-done-next = Sie können diese Seite schließen und zu { $app } zurückgehen.
id-signed-out-title = Sie sind abgemeldet
id-signed-out-next = Sie können diese Seite schließen.
id-trouble-promotion-over-title = Diese Seite gilt nicht mehr
id-trouble-promotion-over-what = Sie gilt nur kurz und nur einmal. Sie haben nichts verloren.
id-trouble-promotion-over-next = Gehen Sie zurück zur Anwendung, und beginnen Sie dort noch einmal.
id-trouble-guests-off-title = Hier gibt es keine Gäste
id-trouble-guests-off-what = { $tenant } lässt zurzeit keine Gäste ein.
id-trouble-guests-off-next = Gehen Sie zurück zur Anwendung, und melden Sie sich dort an.
id-trouble-unknown-client-title = Wir kennen diese Anwendung nicht
id-trouble-unknown-client-what = Die Adresse, die Sie hierher geführt hat, stimmt nicht. Es ist nichts geschehen.
id-trouble-unknown-client-next = Gehen Sie zurück zur Anwendung. Wenn es wieder geschieht, sagen Sie es { $tenant }.
id-trouble-flow-over-title = Diese Anmeldung ist vorbei
id-trouble-flow-over-what = Sie hat zu lange gedauert oder wurde in einem anderen Browser begonnen.
id-trouble-flow-over-next = Gehen Sie zurück zur Anwendung, und beginnen Sie dort noch einmal.
id-trouble-too-often-title = Zu viele Versuche in kurzer Zeit
id-trouble-too-often-what = Um Ihr Konto zu schützen, machen wir eine kurze Pause. Es hat sich nichts geändert.
id-trouble-too-often-next = Warten Sie eine Minute, gehen Sie dann eine Seite zurück, und versuchen Sie es noch einmal.

## Mails eines Nutzerbestands

id-mail-subject = { $code } ist Ihr Code für { $app }
id-mail-account = Jemand, hoffentlich Sie, hat diese E-Mail-Adresse bei { $app } angegeben.
id-mail-reset = Jemand, hoffentlich Sie, möchte bei { $app } ein neues Passwort wählen.
id-mail-code = Das ist Ihr Code:
id-mail-life = Er gilt zehn Minuten. Geben Sie ihn nur auf der Seite ein, auf der Sie ihn angefordert haben; niemand von { $tenant } fragt Sie je danach.
id-mail-not-you = Wenn Sie es nicht waren, müssen Sie nichts tun.
