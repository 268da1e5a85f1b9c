# The customer's pages in French.
#
# What every text may use stands in the English file. Polite form. Names that are put in have no article and no gender,
# and never follow "de" or "que", which would have to change before a vowel. No-break spaces before : and ?.

## Around every page

language-name = Français
language-switch = Langue
header-asks = { $tenant } vous demande de vous connecter à
header-asked = Connexion pour { $tenant } à
unnamed-tenant = l’entreprise qui l’a envoyé
unnamed-source = l’autre site
error-prefix = Erreur :
page-title = { $title } – { $source }
test-banner = Ceci est une connexion de test. Ne saisissez pas de vrais mots de passe.
test-values = Valeurs pour ce test
test-values-more = { $count } autres
source-says = Message reçu sur { $source } :
source-open = Ouvrir { $host }
source-shortened = Le message envoyé par { $source } est trop long pour cette page. La suite n’est pas affichée.
picture = Image envoyée par { $source }
assurance = Nous le transmettons à { $source } et le supprimons à la fin de la connexion. { $tenant } ne le voit pas.
assurance-choice = Nous transmettons votre choix à { $source }. { $tenant } ne le voit pas.
foot-runs = Cette page est gérée par { $operator }.
foot-runs-for = Cette page est gérée par { $operator } pour { $tenant }.
foot-privacy = Confidentialité
foot-help = Aide
offline = Vous êtes hors ligne. Cette page continuera dès que vous serez reconnecté.

## Dates: the month is put into the date

date-and-time = { $day } { $month } { $year }, { $time } UTC
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

## Begin

begin-title = Se connecter à { $source }
begin-purpose = { $tenant } a besoin que vous vous connectiez pour :
begin-purpose-unnamed = { $tenant } a besoin que vous vous connectiez pour relier votre compte.
begin-private = Nous transmettons ce que vous saisissez à { $source } et le supprimons à la fin de la connexion. { $tenant } ne voit pas votre mot de passe.
begin-phone = Gardez votre téléphone à portée de main. { $source } peut vous envoyer un code.
begin-until = Ce lien est valable jusqu’au
begin-again = Vous avez déjà commencé. Reprenez là où vous en étiez.
begin-outdated = Ce qui sera fait a changé depuis votre accord. Veuillez le relire.
begin-asked = Nous travaillons dans votre compte, et { $source } demande quelque chose que vous seul pouvez indiquer. Continuez ici.
plan-title = Ce qui se passe dans votre compte
plan-invoices = Vos factures sont lues.
plan-documents = Vos documents sont lus.
plan-transactions = Vos opérations sont lues.
plan-subscriptions = Vos abonnements sont lus.
plan-pages = Des pages de votre compte sont lues.
plan-files = Des fichiers de votre compte sont téléchargés.
plan-no-change = Rien ne sera changé.
plan-changes = Voici ce qui sera changé :
begin-continue = Continuer
begin-doubt = Vous doutez de cette demande ?
begin-doubt-check = Demandez d’abord à { $tenant }. Utilisez un numéro de téléphone ou une adresse que vous connaissez déjà, pas ceux du message qui contient ce lien.
begin-doubt-own = Vous pouvez aussi le faire vous-même sur { $host }. Rien ne change sur votre compte tant que vous n’avez pas choisi « Continuer » et ne vous êtes pas connecté.

## Every prompt

prompt-submit = Continuer
prompt-back = Retour
prompt-cancel = Annuler la connexion
prompt-lost-title = Merci de répondre encore une fois
prompt-lost = Nous ne savons pas si votre dernière réponse est arrivée. Elle n’a pas été envoyée deux fois.
prompt-returned-title = { $kind ->
    [magic_link] Utilisez le nouveau lien
    [qr_scan] Scannez la nouvelle image
    [push_approval] Approuvez la nouvelle demande
   *[other] Utilisez le nouveau code
}
prompt-returned = { $source } avait mis fin à la connexion pendant votre absence. Nous avons refait la connexion avec ce que vous aviez saisi. Ce qui vous a été envoyé avant n’est plus valable.
prompt-check = Vérifiez ces champs
prompt-look = C’est fait
prompt-look-again = Regarder à nouveau
prompt-resend = Envoyer à nouveau
prompt-resend-link = Envoyer un nouveau lien
prompt-resend-picture = Afficher une nouvelle image
prompt-watching = Nous vous attendons. Cette page continue automatiquement.
prompt-tries-left = { $count ->
    [one] Il reste un essai. S’il est faux, nous ferons une pause pour que { $source } ne bloque pas votre compte.
   *[other] Il vous reste { $count } essais.
}
prompt-expires = { $source } attend jusqu’au
prompt-expired = Le délai est passé. Demandez un nouvel envoi.
prompt-deadline = Cette connexion reste ouverte jusqu’au
prompt-deadline-soon = Il reste moins de deux minutes. Cette connexion reste ouverte jusqu’à
prompt-extended = Vous avez maintenant jusqu’à
prompt-extend = J’ai besoin de plus de temps
shown-number = Votre nombre
shown-challenge = Saisissez ceci dans votre lecteur de carte
choice-recommended = Conseillé
prompt-alternatives = Autres moyens
prompt-credentials-title = Connectez-vous à { $source }
prompt-credentials-intro = Utilisez les mêmes identifiants que sur { $host }.
prompt-identifier-title = Quel est votre nom d’utilisateur { $source } ?
prompt-identifier-intro = C’est le même que sur { $host }.
prompt-password-title = Saisissez votre mot de passe { $source }
prompt-password-intro = C’est le même que sur { $host }.
prompt-password-who = Connexion en tant que
prompt-password-back = Autre nom d’utilisateur
prompt-one_time_code-title = Saisissez votre code
prompt-one_time_code-intro = { $source } veut vérifier que c’est bien vous.
prompt-mfa_method-title = Comment { $source } doit-il vérifier que c’est vous ?
prompt-mfa_method-intro = { $source } propose ces moyens.
prompt-destination-title = Où envoyer le code ?
prompt-destination-intro = { $source } va vous envoyer un code.
prompt-security_question-title = { $count ->
    [one] Répondez à votre question de sécurité
   *[other] Répondez à vos questions de sécurité
}
prompt-security_question-intro = { $count ->
    [one] { $source } pose la question que vous y avez choisie un jour.
   *[other] { $source } pose les questions que vous y avez choisies un jour.
}
prompt-phone-title = Quel est votre numéro de téléphone ?
prompt-phone-intro = { $source } en a besoin pour vous envoyer un code.
prompt-email-title = Quelle est votre adresse e-mail ?
prompt-email-intro = { $source } en a besoin pour vous envoyer un code.
prompt-push_approval-title = Approuvez la connexion sur votre téléphone
prompt-push_approval-intro = { $source } a envoyé une demande à votre appareil. Si c’est bien vous, approuvez-la.
prompt-push_approval-number-title = Choisissez ce nombre sur votre téléphone
prompt-push_approval-number-intro = { $source } a envoyé une demande à votre appareil. Ouvrez-la et choisissez le nombre ci-dessous.
prompt-confirm-title = { $source } vous pose une question
prompt-confirm-intro = Lisez le message et choisissez.
prompt-account_choice-title = Quel compte voulez-vous utiliser ?
prompt-account_choice-intro = Vous en avez plusieurs chez { $source }.
prompt-form-title = { $source } a besoin de quelques informations
prompt-form-intro = Ces questions viennent de { $host }, telles quelles.
prompt-magic_link-title = Ouvrez le lien que vous avez reçu
prompt-magic_link-intro = { $source } vous a envoyé un lien. Ouvrez-le sur n’importe quel appareil, ou copiez-le et collez-le ici.
prompt-captcha-title = Saisissez les caractères de l’image
prompt-captcha-intro = { $source } veut vérifier que vous êtes bien une personne.
prompt-image_choice-title = Choisissez votre image
prompt-image_choice-intro = { $source } demande l’image que vous y avez choisie un jour.
prompt-question_choice-title = À quelle question voulez-vous répondre ?
prompt-question_choice-intro = { $source } vous laisse choisir.
prompt-partial_secret-title = Saisissez quelques-uns de vos caractères
prompt-partial_secret-intro = { $source } demande quelques caractères d’un secret connu par vous seulement. Ne le saisissez jamais en entier.
prompt-challenge_response-title = Utilisez votre lecteur de carte
prompt-challenge_response-intro = Saisissez les chiffres ci-dessous dans votre lecteur. Saisissez ensuite ici ce qu’il affiche.
prompt-qr_scan-title = Scannez cette image avec votre téléphone
prompt-qr_scan-intro = Ouvrez l’application { $source } et scannez l’image. Si vous lisez cette page sur ce même téléphone, utilisez un autre moyen.
prompt-new_password-title = Choisissez un nouveau mot de passe pour { $source }
prompt-new_password-intro = { $source } vous demande d’en changer maintenant. Choisissez-en un que vous n’utilisez nulle part ailleurs, et conservez-le : nous ne le faisons pas.
prompt-sso-title = C’est votre organisation qui vous connecte
prompt-sso-intro = { $source } veut vous envoyer vers la connexion propre à votre organisation. Cela ne peut pas se faire en sécurité sur cette page.
prompt-passkey-title = Une clé d’accès ne fonctionne pas ici
prompt-passkey-intro = { $source } demande une clé d’accès (« passkey »). Elle ne fonctionne que sur { $host }, et c’est ce qui la rend sûre.
prompt-source_hold-title = { $source } vous demande d’attendre
prompt-source_hold-intro = Vous n’avez rien à faire. Gardez cette page ouverte, ou revenez plus tard.
prompt-source_hold-until = Pas avant le

## Codes, by how they arrive

code-sms-title = Saisissez le code reçu par SMS
code-sms-intro = { $source } l’envoie à votre téléphone. Cela peut prendre une minute.
code-call-title = Saisissez le code reçu par appel
code-call-intro = { $source } vous appelle et le dicte.
code-email-title = Saisissez le code reçu par e-mail
code-email-intro = { $source } vous l’envoie. Regardez aussi dans vos courriers indésirables.
code-authenticator-title = Saisissez le code de votre application d’authentification
code-authenticator-intro = Ouvrez l’application et cherchez { $source }.
code-app-title = Saisissez le code de l’application { $source }
code-app-intro = Ouvrez l’application sur votre téléphone. Elle vous affiche un code.
code-push-title = Saisissez le code du message sur votre appareil
code-push-intro = { $source } a envoyé un message à votre appareil. Ouvrez-le pour voir le code.
code-token-title = Saisissez le code de votre appareil de sécurité
code-token-intro = Appuyez sur son bouton, ou ouvrez son application, et saisissez le code affiché.
code-backup-title = Saisissez un code de secours
code-backup-intro = Utilisez l’un des codes que vous avez gardés pour { $source }.
code-hint-digits = { $length ->
    [one] { $length } chiffre
   *[other] { $length } chiffres
}
code-hint-characters = { $length ->
    [one] { $length } lettre ou chiffre
   *[other] { $length } lettres et chiffres
}
code-resend = Envoyer un nouveau code
code-resend-wait = { $seconds ->
    [one] Vous pourrez demander un nouveau code dans { $seconds } seconde.
   *[other] Vous pourrez demander un nouveau code dans { $seconds } secondes.
}
code-resent = Nous avons demandé un nouveau code à { $source }. Utilisez le plus récent.

## Fields

field-identifier = Nom d’utilisateur ou e-mail
field-password = Mot de passe
field-code = Code
field-answer = Votre réponse
field-phone = Numéro de téléphone
field-phone-hint = Avec l’indicatif du pays s’il est à l’étranger, par exemple +44 20 7946 0000
field-email = Adresse e-mail
field-choice = Options
field-other = Votre réponse
field-character = Caractère
field-captcha = Caractères
field-new-password = Nouveau mot de passe
field-new-password-again = Nouveau mot de passe, encore une fois
field-link = Le lien, si vous voulez le coller ici
field-choose = Merci de choisir
field-optional = Laissez vide si vous n’en avez pas
secret-show = Afficher
secret-hide = Masquer
secret-show-label = Afficher : { $label }
secret-hide-label = Masquer : { $label }

## What is wrong with a field

problem-missing = { $field ->
    [identifier] Saisissez votre nom d’utilisateur ou votre e-mail
    [password] Saisissez votre mot de passe
    [code] Saisissez le code
    [phone] Saisissez votre numéro de téléphone
    [email] Saisissez votre adresse e-mail
    [choice] Choisissez l’une des options
    [captcha] Saisissez les caractères de l’image
    [password_again] Saisissez encore une fois le nouveau mot de passe
    [answer] Répondez à la question : { $label }
   *[other] Remplissez ce champ : { $label }
}
problem-too-long = C’est trop long. Vérifiez que rien d’autre n’a été collé.
problem-not-offered = Cette option n’est plus proposée. Choisissez-en une autre.
problem-not-a-code = { $length ->
    [0] Cela ne ressemble pas au code. Vérifiez-le et saisissez-le à nouveau.
   *[other] Le code comporte { $length } { $alphabet ->
        [letters] lettres et chiffres
       *[digits] chiffres
    }. Vérifiez-le et saisissez-le à nouveau.
}
problem-not-a-phone = Cela ne ressemble pas à un numéro de téléphone. Vérifiez les chiffres.
problem-not-an-email = Cela ne ressemble pas à une adresse e-mail. Il faut un @.

problem-not-a-link = Cela ne ressemble pas au lien. Il commence par https:// et peut être long.
problem-not-a-date = Cela ne ressemble pas à une date. Écrivez l’année, le mois et le jour, par exemple 2026-03-31.
problem-not-the-same = Les deux mots de passe ne sont pas identiques. Saisissez-les à nouveau.

## Waiting

waiting-opening-title = Ouverture du site { $source }
waiting-opening = Nous chargeons sa page de connexion pour vous. Cela prend en général quelques secondes.
waiting-checking-title = { $source } vérifie
waiting-checking = Nous avons transmis votre saisie. Cela prend en général quelques secondes.
waiting-slow = C’est plus long que d’habitude. Vous n’avez rien à faire.
waiting-source-slow = { $source } répond lentement en ce moment : cela peut prendre une minute ou deux. Vous n’avez rien à faire.
waiting-stay = Gardez cette page ouverte.
waiting-refresh = Rien ne se passe ? Vérifier à nouveau

## Done and receipt

done-title = La connexion a réussi
done-source = { $source } a accepté votre connexion.
done-next = { $tenant } s’occupe de la suite. Inutile d’attendre : vous pouvez fermer cette page.
done-follows = C’est en cours. Cette page vous dira quand ce sera terminé.
receipt-title = Tout est fait
receipt-what = Vous vous êtes connecté à { $source }, et { $tenant } a tout ce qu’il fallait.
receipt-at = Terminé le
receipt-at-time = Terminé à
receipt-next = Il n’y a plus rien à faire. Vous pouvez fermer cette page.
doing-opening = Ouverture d’une page de votre compte
doing-invoices = Lecture de vos factures
doing-documents = Lecture de vos documents
doing-transactions = Lecture de vos opérations
doing-subscriptions = Lecture de vos abonnements
doing-pages = Lecture d’une page de votre compte
doing-files = Téléchargement d’un fichier de votre compte
doing-waiting = En attente de { $source }
doing-filling = Remplissage d’un formulaire
doing-sending = Envoi d’un formulaire
doing-working = Travail dans votre compte
progress-label = Avancement
progress-step = Étape { $step } sur { $steps }
deeds-title = Ce qui a été fait dans votre compte
deeds-pages = Pages lues
deeds-files = Fichiers récupérés
deeds-writes = Changements envoyés
way-back = Retour à { $tenant }

## Failed, expired and the rest

failed-next = Ce que vous pouvez faire
failed-again = Réessayer
expired-ask = Demander un nouveau lien
expired-asked = Nous avons prévenu l’entreprise qui a envoyé ce lien. Elle vous en enverra un nouveau si elle a encore besoin de votre connexion.
elsewhere-restart = Recommencer ici
elsewhere-no-link-next = Retournez dans l’autre navigateur, ou ouvrez dans celui-ci le lien de votre message.
elsewhere-restart-note = La connexion dans l’autre navigateur sera fermée.
not-found-title = Ce lien ne fonctionne pas
not-found-what = Il manque peut-être une partie de l’adresse.
not-found-next = Ouvrez à nouveau le lien de votre message, ou copiez-le en entier. Si cela n’aide pas, demandez-en un nouveau à l’entreprise qui l’a envoyé.
error-internal-title = Un problème est survenu chez nous
error-internal-what = Nous sommes désolés. Ce que vous avez saisi n’y est pour rien.
error-internal-next = Attendez un moment, puis ouvrez à nouveau le lien de votre message.
error-cookie-title = Votre navigateur n’a pas gardé notre cookie
error-cookie-what = Il nous faut un cookie pour savoir que c’est toujours vous. Nous ne l’utilisons pour rien d’autre.
error-cookie-next = Autorisez les cookies pour ce site, ou quittez le mode privé, puis ouvrez à nouveau le lien de votre message.
error-busy-title = Trop d’essais en peu de temps
error-busy-what = Pour protéger votre compte, nous faisons une courte pause.
error-busy-next = Attendez une minute, puis ouvrez à nouveau le lien de votre message.
error-form-title = Nous n’avons pas pu accepter ce formulaire
error-form-what = Il ne venait pas de notre page dans votre navigateur. Nous n’avons donc rien transmis.
error-form-next = Ouvrez à nouveau le lien de votre message et continuez à partir de là.
error-request = Si vous demandez de l’aide, donnez ce numéro :

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = Ce lien ne fonctionne pas
refusal-link_not_found-what = Nous ne connaissons pas ce lien. Il en manque peut-être une partie.
refusal-link_not_found-next = Ouvrez à nouveau le lien de votre message, ou demandez-en un nouveau à { $tenant }.

refusal-link_expired-title = Ce lien a expiré
refusal-link_expired-what = Pour votre sécurité, les liens ne sont valables que pendant un temps limité.
refusal-link_expired-next = Pour vous connecter, demandez un nouveau lien à { $tenant }.

refusal-link_revoked-title = Ce lien n’est plus nécessaire
refusal-link_revoked-what = { $tenant } l’a retiré. Votre compte reste comme il est.
refusal-link_revoked-next = Si vous pensez que c’est une erreur, demandez un nouveau lien à { $tenant }.

refusal-link_completed-title = C’est déjà fait
refusal-link_completed-what = Quelqu’un s’est déjà connecté avec ce lien.
refusal-link_completed-next = Il n’y a plus rien à faire. Si ce n’était pas vous, dites-le à { $tenant }.

refusal-flow_timed_out-title = La connexion a pris trop de temps
refusal-flow_timed_out-what = Nous l’avons fermée pour protéger votre compte.
refusal-flow_timed_out-next = Recommencez quand vous aurez quelques minutes.

refusal-flow_elsewhere-title = Vous vous connectez dans un autre navigateur
refusal-flow_elsewhere-what = Quelqu’un a ouvert ce lien dans un autre navigateur ou sur un autre appareil. Pour votre sécurité, la connexion ne continue que là-bas.
refusal-flow_elsewhere-next = Retournez dans cet autre navigateur, ou recommencez ici.

refusal-cancelled_by_customer-title = Vous avez annulé la connexion
refusal-cancelled_by_customer-what = Nous l’avons fermée. { $tenant } n’a rien reçu.
refusal-cancelled_by_customer-next = Vous pouvez fermer cette page, ou réessayer si vous avez changé d’avis.

refusal-flow_interrupted-title = La connexion a été interrompue
refusal-flow_interrupted-what = La liaison a été coupée chez nous. Rien n’a été envoyé deux fois.
refusal-flow_interrupted-next = Recommencez. Désolés pour ce contretemps.

refusal-invalid_credentials-title = Ce nom d’utilisateur et ce mot de passe ne correspondent pas
refusal-invalid_credentials-what = { $source } ne connaît pas ce nom d’utilisateur avec ce mot de passe.
refusal-invalid_credentials-next = Réessayez, ou réinitialisez votre mot de passe sur { $host }.

refusal-invalid_identifier-title = Ce nom d’utilisateur n’a pas fonctionné
refusal-invalid_identifier-what = { $source } n’a pas pu l’utiliser.
refusal-invalid_identifier-next = Vérifiez-la et saisissez-la à nouveau.

refusal-missing_credentials-title = Il manque quelque chose
refusal-missing_credentials-what = { $source } a besoin de tous les champs de cette page.
refusal-missing_credentials-next = Remplissez chaque champ et continuez.

refusal-invalid_tenant-title = Cette organisation n’a pas fonctionné
refusal-invalid_tenant-what = { $source } ne connaît pas l’organisation ou le numéro de client indiqué.
refusal-invalid_tenant-next = Vérifiez cette information, par exemple sur une facture ou un courrier, et saisissez-la à nouveau.

refusal-wrong_login_method-title = Ce compte se connecte autrement
refusal-wrong_login_method-what = { $source } n’accepte pas de mot de passe pour ce compte.
refusal-wrong_login_method-next = Utilisez un autre moyen proposé, ou un autre compte.

refusal-login_attempts_exceeded-title = Trop d’essais pour l’instant
refusal-login_attempts_exceeded-what = Nous avons arrêté avant que votre compte ne soit bloqué par { $source }.
refusal-login_attempts_exceeded-next = Attendez un peu et vérifiez votre mot de passe sur { $host }. Réessayez ensuite ici.

refusal-credentials_expired-title = Votre mot de passe doit être changé
refusal-credentials_expired-what = { $source } demande un nouveau mot de passe avant la connexion.
refusal-credentials_expired-next = Changez-le sur { $host }. Revenez ensuite et réessayez.

refusal-credentials_managed_by_organisation-title = Votre organisation gère ce compte
refusal-credentials_managed_by_organisation-what = { $source } ne vous permet de vous connecter qu’en passant par votre organisation.
refusal-credentials_managed_by_organisation-next = Demandez aux personnes qui s’occupent de votre compte, ou utilisez un autre compte.

refusal-account_locked-title = Votre compte est bloqué
refusal-account_locked-what = { $source } l’a bloqué pour l’instant. Vos identifiants sont peut-être justes.
refusal-account_locked-next = Débloquez-le sur { $host }, ou demandez à l’assistance de ce site. Revenez ensuite et réessayez.

refusal-account_disabled-title = Votre compte n’est pas utilisable pour le moment
refusal-account_disabled-what = { $source } ne laisse pas ce compte se connecter.
refusal-account_disabled-next = Contactez l’assistance { $source }. Quand le compte fonctionne, revenez et réessayez.

refusal-account_not_found-title = Nous n’avons pas trouvé ce compte
refusal-account_not_found-what = { $source } n’a pas de compte pour ce que vous avez saisi.
refusal-account_not_found-next = Vérifiez l’orthographe, ou utilisez un autre nom d’utilisateur ou un autre e-mail.

refusal-account_setup_incomplete-title = Votre compte n’est pas encore prêt
refusal-account_setup_incomplete-what = { $source } a d’abord besoin de quelques informations.
refusal-account_setup_incomplete-next = Connectez-vous sur { $host } et terminez la configuration. Revenez ensuite et réessayez.

refusal-user_action_required-title = { $source } vous demande d’abord de faire quelque chose
refusal-user_action_required-what = Il s’agit peut-être d’accepter de nouvelles conditions ou de confirmer vos coordonnées. Personne d’autre ne devrait le faire pour vous.
refusal-user_action_required-next = Connectez-vous sur { $host } et suivez les étapes. Revenez ensuite et réessayez.

refusal-already_signed_in_elsewhere-title = Une autre connexion est déjà ouverte
refusal-already_signed_in_elsewhere-what = { $source } n’autorise qu’une connexion à la fois.
refusal-already_signed_in_elsewhere-next = Déconnectez-vous là-bas, puis continuez ici.

refusal-mfa_code_invalid-title = { $kind ->
    [magic_link] Ce lien n’a pas fonctionné
   *[other] Ce code n’a pas fonctionné
}
refusal-mfa_code_invalid-what = { $kind ->
    [magic_link] { $source } n’a pas accepté le lien.
   *[other] { $source } n’a pas accepté le code.
}
refusal-mfa_code_invalid-next = { $kind ->
    [magic_link] Utilisez le plus récent.
   *[other] Saisissez le plus récent.
}

refusal-mfa_code_expired-title = { $kind ->
    [magic_link] Ce lien a expiré
   *[other] Ce code a expiré
}
refusal-mfa_code_expired-what = { $kind ->
    [magic_link] Les liens ne sont valables que peu de temps.
   *[other] Les codes ne sont valables que peu de temps.
}
refusal-mfa_code_expired-next = { $kind ->
    [magic_link] Demandez un nouveau lien et utilisez-le.
   *[other] Demandez un nouveau code et saisissez-le.
}

refusal-mfa_timed_out-title = Le code est arrivé trop tard
refusal-mfa_timed_out-what = { $source } n’attend plus le code.
refusal-mfa_timed_out-next = Réessayez, avec votre téléphone ou votre application à portée de main.

refusal-mfa_attempts_exceeded-title = Trop de codes ont été essayés
refusal-mfa_attempts_exceeded-what = { $source } n’accepte plus de codes pour l’instant.
refusal-mfa_attempts_exceeded-next = Attendez un peu, puis réessayez avec un nouveau code.

refusal-mfa_delivery_failed-title = Le code n’a pas pu être envoyé
refusal-mfa_delivery_failed-what = { $source } n’a pas pu vous joindre par ce moyen.
refusal-mfa_delivery_failed-next = Réessayez une fois, ou choisissez un autre moyen s’il y en a un.

refusal-mfa_resend_too_soon-title = Il est trop tôt pour un nouveau code
refusal-mfa_resend_too_soon-what = { $source } vous demande d’attendre un peu entre deux codes.
refusal-mfa_resend_too_soon-next = Utilisez le code que vous avez, ou redemandez dans un moment.

refusal-mfa_method_unsupported-title = Ce moyen ne fonctionne pas ici
refusal-mfa_method_unsupported-what = Nous ne pouvons pas transmettre ce type de confirmation.
refusal-mfa_method_unsupported-next = Choisissez un autre moyen.

refusal-mfa_not_configured-title = Votre compte a besoin d’une deuxième étape
refusal-mfa_not_configured-what = { $source } vous demande de configurer des codes avant de vous connecter.
refusal-mfa_not_configured-next = Configurez-les sur { $host }. Revenez ensuite et réessayez.

refusal-push_denied-title = La connexion a été refusée
refusal-push_denied-what = Quelqu’un a répondu non sur votre téléphone ou dans votre application.
refusal-push_denied-next = Si c’était une erreur, réessayez. Si ce n’était pas vous, prévenez { $source }.

refusal-push_timed_out-title = Personne n’a approuvé à temps
refusal-push_timed_out-what = { $source } attendait un oui depuis votre téléphone ou votre application.
refusal-push_timed_out-next = Prenez votre téléphone et réessayez.

refusal-security_answer_wrong-title = Cette réponse ne correspond pas
refusal-security_answer_wrong-what = { $source } attendait une autre réponse.
refusal-security_answer_wrong-next = Vérifiez l’orthographe et saisissez-la à nouveau.

refusal-answer_refused-title = Cette réponse n’a pas fonctionné
refusal-answer_refused-what = { $source } n’a pas pu l’utiliser.
refusal-answer_refused-next = Vérifiez-le et réessayez.

refusal-captcha_failed-title = Ces caractères ne correspondent pas
refusal-captcha_failed-what = { $source } ne les a pas acceptés.
refusal-captcha_failed-next = Réessayez avec la nouvelle image.

refusal-source_unavailable-title = { $source } ne répond pas
refusal-source_unavailable-what = Le site n’a pas répondu à notre demande.
refusal-source_unavailable-next = Attendez quelques minutes, puis réessayez.

refusal-source_maintenance-title = { $source } est en maintenance
refusal-source_maintenance-what = Des travaux sont en cours sur le site.
refusal-source_maintenance-next = Réessayez plus tard avec le même lien.

refusal-source_error-title = { $source } signale un problème
refusal-source_error-what = Le site n’a pas pu terminer la connexion.
refusal-source_error-next = Attendez quelques minutes, puis réessayez.

refusal-source_changed-title = { $source } a affiché une page inattendue
refusal-source_changed-what = Nous nous sommes arrêtés : nous ne saisissons pas vos données dans une page que nous ne connaissons pas.
refusal-source_changed-next = Réessayez plus tard. Nous cherchons la raison.

refusal-source_blocked_us-title = { $source } ne nous a pas laissés entrer
refusal-source_blocked_us-what = Le site a refusé notre connexion. Votre compte n’y est pour rien.
refusal-source_blocked_us-next = Réessayez plus tard avec le même lien.

refusal-source_rate_limited-title = { $source } est très occupé
refusal-source_rate_limited-what = Le site nous demande de ralentir.
refusal-source_rate_limited-next = Attendez quelques minutes, puis réessayez.

refusal-source_not_supported-title = Vous ne pouvez pas vous connecter ici
refusal-source_not_supported-what = Nous ne pouvons pas transmettre ce que { $source } demande.
refusal-source_not_supported-next = Vous n’avez rien à faire. { $tenant } trouvera un autre moyen avec vous.

refusal-consent_declined-title = Vous n’avez pas donné votre accord
refusal-consent_declined-what = { $source } a besoin de votre accord pour continuer. Rien n’a été changé.
refusal-consent_declined-next = Vous pouvez fermer cette page, ou réessayer si vous avez changé d’avis.
refusal-consent_outdated-title = Ce qui sera fait a changé
refusal-consent_outdated-what = Pendant votre connexion, { $tenant } a changé ce qui sera fait dans votre compte. Nous nous sommes arrêtés. Rien n’a été lu ni changé.
refusal-consent_outdated-next = Regardez ce qui sera fait maintenant. Si vous êtes d’accord, reconnectez-vous.

refusal-workflow_failed-title = Vous êtes connecté, mais la suite a échoué
refusal-workflow_failed-what = Nous nous sommes connectés à { $source }, mais n’avons pas pu terminer ce que { $tenant } demandait.
refusal-workflow_failed-next = Réessayez. Si cela se reproduit, dites-le à { $tenant }.

refusal-internal-title = Un problème est survenu chez nous
refusal-internal-what = Nous sommes désolés. Ce que vous avez saisi n’y est pour rien.
refusal-internal-next = Attendez un moment, puis réessayez.

## Les pages d’un groupe d’utilisateurs, où l’on se connecte à { $app } même

id-promote-title = Faites-en votre compte
id-promote-intro = Vous gardez tout ce que vous avez fait en tant qu’invité. Avec votre adresse e-mail, vous pouvez revenir depuis n’importe quel appareil.
id-create-title = Créer un compte
id-create-intro = Il vous sert à vous connecter à { $app }. Nous envoyons d’abord un code à votre adresse e-mail.
id-reset-title = Nouveau mot de passe
id-reset-intro = Nous envoyons un code à l’adresse e-mail de votre compte. Ensuite, vous choisissez un nouveau mot de passe.
id-verify-intro = Nous avons envoyé un code de six chiffres à { $email }. Il est valable dix minutes. Regardez aussi dans les courriers indésirables.
id-code-wrong = { $count ->
    [one] Ce n’est pas le bon code. Il vous reste un essai.
   *[other] Ce n’est pas le bon code. Il vous reste { $count } essais.
}
id-code-malformed = Le code a six chiffres. Vérifiez-le et saisissez-le à nouveau.
id-code-over = Ce code n’est plus valable. Demandez-en un nouveau.
id-password-title = Choisissez un mot de passe
id-password-intro = Il vous servira désormais à vous connecter à { $app }.
id-password-keep = Dernière étape : vous gardez tout ce que vous avez fait en tant qu’invité, et vous vous connecterez désormais avec ce mot de passe.
id-password-hint = Au moins 8 caractères. Quelques mots que vous seul mettriez ensemble conviennent bien.
id-password-too-short = Utilisez au moins 8 caractères.
id-password-too-long = Ce mot de passe est trop long. Choisissez-en un plus court.
id-password-too-easy = Ce mot de passe est facile à deviner. Allongez-le, par exemple avec quelques mots.
id-signin-title = Connexion à { $app }
id-signin = Se connecter
id-wrong-title = L’adresse e-mail et le mot de passe ne vont pas ensemble
id-wrong-next = Vérifiez les deux. Si vous ne connaissez plus le mot de passe, vous pouvez en choisir un nouveau.
id-owner-title = Connectez-vous à votre compte
id-owner-intro = Vous avez déjà un compte avec cette adresse. { $app } décide de ce que devient ce que vous avez fait en tant qu’invité.
id-taken-title = Cette adresse e-mail a déjà un compte
id-taken-promote = Vous êtes toujours invité et rien n’a changé. Utilisez une autre adresse que { $email }, ou revenez en arrière et connectez-vous à { $app } avec elle.
id-taken-merge = Vous êtes toujours invité et rien n’a changé. Vous pouvez vous connecter avec { $email }, ou utiliser une autre adresse.
id-taken-create = Vous pouvez vous connecter avec { $email }. Si vous ne connaissez plus le mot de passe, vous pouvez en choisir un nouveau.
id-unknown-title = Aucun compte n’a cette adresse e-mail
id-unknown-what = Vérifiez si vous vous êtes inscrit avec { $email }, ou créez un compte.
id-signin-instead = Se connecter plutôt
id-other-address = Utiliser une autre adresse
id-to-create = Créer un compte
id-to-signin = J’ai un compte
id-to-reset = Je ne connais plus mon mot de passe
id-cancel = Arrêter et revenir à { $app }
id-mfa-title = Encore une étape
id-mfa-intro = Saisissez le code que montre votre application d’authentification. Si vous ne l’avez pas sous la main, un de vos codes de secours convient aussi.
id-mfa-field = Code de l’application ou code de secours
id-mfa-wrong = Ce code n’est pas bon ou a déjà servi. Attendez le suivant et saisissez-le.
id-mfa-paused = Trop de codes étaient faux. Attendez un peu avant de réessayer.
id-mfa-malformed = Un code de l’application a 6 chiffres. Un code de secours a 16 lettres et chiffres.
id-mfa-back = Se connecter avec un autre compte
id-signout-title = Voulez-vous vous déconnecter ?
id-signout-what = Vous serez déconnecté dans ce navigateur et des applications que vous y avez ouvertes.
id-signout = Se déconnecter
id-signout-stay = Si vous ne voulez pas vous déconnecter, fermez cette page.
id-account-title = Votre compte
id-account-how = Comment vous vous connectez
id-account-password = Changer de mot de passe
id-account-second-set-up = Ajouter une application d’authentification
id-account-second-change = Modifier la deuxième étape
id-account-second-off = Avec une application d’authentification sur votre téléphone, votre mot de passe ne suffit plus à personne d’autre.
id-account-second-on = { $count ->
    [one] La deuxième étape est active. Il vous reste { $count } code de secours ; demandez-en de nouveaux.
   *[other] La deuxième étape est active. Il vous reste { $count } codes de secours.
}
id-account-places = Où vous êtes connecté
id-account-this = Ce navigateur
id-account-browser = { $browser } sur { $system }
id-account-application = { $app }, seule
id-account-unknown = Un autre navigateur
id-account-used = Dernière utilisation :
id-account-end = S’y déconnecter
id-account-end-others = Se déconnecter partout ailleurs
id-account-done-password-changed = Votre mot de passe a été changé. Vous êtes déconnecté partout ailleurs.
id-account-done-second-factor-on = La deuxième étape est active. Il vous faudra l’application à la prochaine connexion.
id-account-done-second-factor-off = La deuxième étape est désactivée. Votre mot de passe suffit de nouveau.
id-account-done-signed-out-there = Vous y êtes déconnecté.
id-to-account = Retour à votre compte
id-change-intro = Vous serez déconnecté partout ailleurs.
id-change-current = Mot de passe actuel
id-change-wrong = Ce n’est pas votre mot de passe actuel.
id-save = Enregistrer
id-app-title = Ajouter une application d’authentification
id-app-scan = Scannez cette image avec une application d’authentification sur votre téléphone. Elle montre ensuite un nouveau code toutes les 30 secondes.
id-app-picture = Image pour l’application d’authentification ; la clé est écrite dessous
id-app-type = Ou tapez cette clé dans l’application :
id-app-open = Ouvrir dans une application de cet appareil
id-app-code = Code que montre l’application
id-app-wrong = Ce code ne convient pas. Vérifiez l’heure de votre appareil et saisissez le code le plus récent.
id-app-on = Activer
id-recovery-title = Gardez ces codes de secours
id-recovery-what = Si vous perdez votre téléphone, chacun de ces codes vous fait entrer une fois. Imprimez-les, ou notez-les et gardez-les en lieu sûr.
id-recovery-once = Ils ne sont montrés que cette fois. Vous pouvez en obtenir de nouveaux à tout moment ; ceux-ci ne vaudront alors plus rien.
id-recovery-kept = Je les ai gardés
id-second-intro = Pour changer quelque chose ici, saisissez un code de votre application ou un code de secours.
id-second-new-codes = Obtenir de nouveaux codes de secours
id-second-off = Désactiver la deuxième étape
id-passkey-signin = Se connecter avec une clé d’accès
id-passkey-failed = Cela n’a pas marché. Réessayez, ou connectez-vous avec votre mot de passe.
id-passkey-refused = Cette clé d’accès n’est pas connue ici. Connectez-vous avec votre mot de passe.
id-account-passkeys = Clés d’accès
id-account-passkey-none = Avec une clé d’accès, vous vous connectez par empreinte, par visage ou par le code de votre appareil.
id-account-passkey-added-at = Ajoutée :
id-account-passkey-remove = Retirer
id-account-done-passkey-added = La clé d’accès a été ajoutée. Vous pouvez désormais vous connecter avec elle.
id-account-done-passkey-removed = La clé d’accès a été retirée. Personne ne peut plus se connecter avec elle.
id-account-keys = Connexion par empreinte ou par visage
id-account-keys-what = Sur ces appareils, une application vous connecte par empreinte ou par visage.
id-account-key-unknown = Un appareil
id-account-done-key-removed = C’est fait. Cet appareil ne vous connecte plus par empreinte ni par visage.
id-passkey-add = Ajouter une clé d’accès
id-passkey-intro = Avec une clé d’accès, vous vous connectez par empreinte, par visage ou par le code de votre appareil. Elle ne se devine pas, et il n’y a rien à taper.
id-passkey-make = Ajouter cet appareil
id-passkey-instead = Utiliser plutôt une clé d’accès
id-passkey-not-added = Cela n’a pas marché, et rien n’a été ajouté. Réessayez.
id-passkey-scripts = Les clés d’accès ont besoin de JavaScript. Activez-le dans votre navigateur et rechargez cette page.
id-done-title = Vous êtes connecté
id-done-next = Vous pouvez fermer cette page et revenir à { $app }.
id-signed-out-title = Vous êtes déconnecté
id-signed-out-next = Vous pouvez fermer cette page.
id-trouble-promotion-over-title = Cette page n’est plus valable
id-trouble-promotion-over-what = Elle ne vaut que peu de temps et une seule fois. Vous n’avez rien perdu.
id-trouble-promotion-over-next = Revenez à l’application et recommencez.
id-trouble-guests-off-title = Il n’y a pas d’invités ici
id-trouble-guests-off-what = { $tenant } n’accepte pas d’invités pour le moment.
id-trouble-guests-off-next = Revenez à l’application et connectez-vous.
id-trouble-unknown-client-title = Nous ne connaissons pas cette application
id-trouble-unknown-client-what = L’adresse qui vous a mené ici n’est pas correcte. Il ne s’est rien passé.
id-trouble-unknown-client-next = Revenez à l’application. Si cela se reproduit, dites-le à { $tenant }.
id-trouble-flow-over-title = Cette connexion est terminée
id-trouble-flow-over-what = Elle a duré trop longtemps ou a commencé dans un autre navigateur.
id-trouble-flow-over-next = Revenez à l’application et recommencez.
id-trouble-too-often-title = Trop d’essais en peu de temps
id-trouble-too-often-what = Pour protéger votre compte, nous faisons une courte pause. Rien n’a changé.
id-trouble-too-often-next = Attendez une minute, puis revenez une page en arrière et réessayez.

## Les messages d’un groupe d’utilisateurs

id-mail-subject = { $code } est votre code pour { $app }
id-mail-account = Quelqu’un, vous nous l’espérons, a donné cette adresse e-mail à { $app }.
id-mail-reset = Quelqu’un, vous nous l’espérons, veut choisir un nouveau mot de passe pour { $app }.
id-mail-code = Voici votre code :
id-mail-life = Il est valable dix minutes. Saisissez-le seulement sur la page où vous l’avez demandé ; personne chez { $tenant } ne vous le demandera.
id-mail-not-you = Si ce n’était pas vous, vous n’avez rien à faire.
