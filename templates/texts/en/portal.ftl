# The customer's pages in English.
#
# Every text may use { $tenant } (the company that asks), { $source } (the site to sign in to) and { $host } (that
# site's address). Short sentences, plain words, no blame, no jargon. Keys in families end in a code of the program:
# refusal-<code>-…, prompt-<kind>-…, code-<channel>-…, problem-<problem>.

## Around every page

language-name = English
language-switch = Language
header-asks = { $tenant } would like you to sign in to
header-asked = Sign-in for { $tenant } at
unnamed-tenant = the company that sent it
unnamed-source = the other website
error-prefix = Error:
page-title = { $title } – { $source }
test-banner = This is a test sign-in. Do not type real passwords.
test-values = Values for this test
test-values-more = { $count } more
source-says = { $source } says:
source-open = Open { $host }
source-shortened = { $source } says more than fits here. We’ve left out the rest.
picture = Picture from { $source }
assurance = We pass this on to { $source } and delete it when the sign-in ends. { $tenant } isn’t shown it.
assurance-choice = We pass your choice on to { $source }. { $tenant } isn’t shown it.
foot-runs = This page is run by { $operator }.
foot-runs-for = This page is run by { $operator } for { $tenant }.
foot-privacy = Privacy
foot-help = Help
offline = You’re offline. This page continues as soon as you’re connected again.

## Dates: the month is put into the date

date-and-time = { $day } { $month } { $year }, { $time } UTC
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Begin

begin-title = Sign in to { $source }
begin-purpose = { $tenant } needs you to sign in so it can:
begin-purpose-unnamed = { $tenant } needs you to sign in to connect your account.
begin-private = We pass what you type on to { $source } and delete it when the sign-in ends. { $tenant } isn’t shown your password.
begin-phone = Keep your phone handy. { $source } may send you a code.
begin-until = This link works until
begin-again = You’ve already started. Pick up where you left off.
begin-outdated = What we’ll do has changed since you agreed. Please look again.
begin-asked = We’re working in your account, and { $source } has a question only you can answer. Continue here.
plan-title = What happens in your account
plan-invoices = We read your invoices.
plan-documents = We read your documents.
plan-transactions = We read your transactions.
plan-subscriptions = We read your subscriptions.
plan-pages = We read pages of your account.
plan-files = We download files from your account.
plan-no-change = We change nothing.
plan-changes = We change this:
begin-continue = Continue
begin-doubt = Not sure this is genuine?
begin-doubt-check = Check with { $tenant } first. Use a phone number or address you already know, not one from the message with this link.
begin-doubt-own = You can also do it yourself at { $host }. Nothing happens to your account until you choose Continue and sign in.

## Every prompt

prompt-submit = Continue
prompt-back = Go back
prompt-cancel = Cancel
prompt-lost-title = Please answer again
prompt-lost = We can’t tell whether your last answer arrived. It was not sent twice.
prompt-returned-title = { $kind ->
    [magic_link] Please use the new link
    [qr_scan] Please scan the new picture
    [push_approval] Please approve the new request
   *[other] Please use the new code
}
prompt-returned = { $source } ended the sign-in while you were away, so we signed in again with what you had typed. Anything it sent you before no longer works.
prompt-check = Please check these
prompt-look = I’ve done it
prompt-look-again = Check again
prompt-resend = Send it again
prompt-resend-link = Send a new link
prompt-resend-picture = Show a new picture
prompt-watching = Waiting for you. This page continues automatically.
prompt-tries-left = { $count ->
    [one] One try left. If it’s wrong, we’ll pause so { $source } doesn’t lock your account.
   *[other] { $count } tries left.
}
prompt-expires = { $source } waits for it until
prompt-expired = Time’s up. Ask for a new one.
prompt-deadline = This sign-in stays open until
prompt-deadline-soon = Less than two minutes left. This sign-in stays open until
prompt-extended = You now have until
prompt-extend = Give me more time
shown-number = Your number
shown-challenge = Type this into your card reader
choice-recommended = Recommended
prompt-alternatives = Try another way
prompt-credentials-title = Sign in to { $source }
prompt-credentials-intro = Use the same details as at { $host }.
prompt-identifier-title = What’s your { $source } user name?
prompt-identifier-intro = The same one you use at { $host }.
prompt-password-title = Enter your { $source } password
prompt-password-intro = The same one you use at { $host }.
prompt-password-who = Signing in as
prompt-password-back = Use another user name
prompt-one_time_code-title = Enter your code
prompt-one_time_code-intro = { $source } wants to check it’s you.
prompt-mfa_method-title = How should { $source } check it’s you?
prompt-mfa_method-intro = { $source } offers these ways.
prompt-destination-title = Where should the code go?
prompt-destination-intro = { $source } will send you a code.
prompt-security_question-title = { $count ->
    [one] Answer your security question
   *[other] Answer your security questions
}
prompt-security_question-intro = { $count ->
    [one] You chose it when you set up your { $source } account.
   *[other] You chose them when you set up your { $source } account.
}
prompt-phone-title = What’s your phone number?
prompt-phone-intro = { $source } needs it to send you a code.
prompt-email-title = What’s your email address?
prompt-email-intro = { $source } needs it to send you a code.
prompt-push_approval-title = Approve the sign-in on your phone
prompt-push_approval-intro = { $source } sent a request to your device. If it’s you, approve it there.
prompt-push_approval-number-title = Choose this number on your phone
prompt-push_approval-number-intro = { $source } sent a request to your device. Open it and choose this number.
prompt-confirm-title = { $source } has a question
prompt-confirm-intro = Read what it says, then choose.
prompt-account_choice-title = Which account do you want to use?
prompt-account_choice-intro = You have more than one at { $source }.
prompt-form-title = { $source } needs a few details
prompt-form-intro = These questions come from { $host }, in its own words.
prompt-magic_link-title = Open the link you were sent
prompt-magic_link-intro = { $source } sent you a link. Open it on any device, or paste it here.
prompt-captcha-title = Type the characters from the picture
prompt-captcha-intro = { $source } wants to check that you’re a person.
prompt-image_choice-title = Choose your picture
prompt-image_choice-intro = It’s the one you chose when you set up your { $source } account.
prompt-question_choice-title = Which question do you want to answer?
prompt-question_choice-intro = { $source } lets you choose.
prompt-partial_secret-title = Enter some of your characters
prompt-partial_secret-intro = { $source } asks only for single characters. Never type the whole of it.
prompt-challenge_response-title = Use your card reader
prompt-challenge_response-intro = Type the digits below into your reader. Then type here what it shows.
prompt-qr_scan-title = Scan this with your phone
prompt-qr_scan-intro = Open the { $source } app and scan the picture. Reading this on that phone? Choose another way.
prompt-new_password-title = Choose a new { $source } password
prompt-new_password-intro = { $source } wants you to change it now. Use one you don’t use anywhere else, and note it down: we don’t keep it.
prompt-sso-title = Your organisation signs you in
prompt-sso-intro = { $source } sends you to your organisation’s own sign-in page, and we can’t safely do that here.
prompt-passkey-title = Passkeys don’t work here
prompt-passkey-intro = { $source } asks for a passkey. A passkey works only at { $host } itself, which is what makes it safe.
prompt-source_hold-title = { $source } asks you to wait
prompt-source_hold-intro = There’s nothing to do. Keep this page open, or come back later.
prompt-source_hold-until = Not before

## Codes, by how they arrive

code-sms-title = Enter the code from your text message
code-sms-intro = { $source } sends it to your phone. It can take a minute.
code-call-title = Enter the code from the phone call
code-call-intro = { $source } calls you and reads it out.
code-email-title = Enter the code from your email
code-email-intro = { $source } sends it to you. Check your spam folder, too.
code-authenticator-title = Enter the code from your authenticator app
code-authenticator-intro = Open the app and look for { $source }.
code-app-title = Enter the code from the { $source } app
code-app-intro = Open the app on your phone to see it.
code-push-title = Enter the code from the message on your device
code-push-intro = { $source } sent a message to your device. Open it to see the code.
code-token-title = Enter the code from your security device
code-token-intro = Press its button, or open its app, and enter the code it shows.
code-backup-title = Enter a backup code
code-backup-intro = Use one of the codes you saved for { $source }.
code-hint-digits = { $length ->
    [one] { $length } digit
   *[other] { $length } digits
}
code-hint-characters = { $length ->
    [one] { $length } letter or digit
   *[other] { $length } letters and digits
}
code-resend = Send a new code
code-resend-wait = { $seconds ->
    [one] You can ask for a new code in { $seconds } second.
   *[other] You can ask for a new code in { $seconds } seconds.
}
code-resent = We asked { $source } for a new code. Enter the newest one.

## Fields

field-identifier = User name or email
field-password = Password
field-code = Code
field-answer = Your answer
field-phone = Phone number
field-phone-hint = With country code if it is abroad, for example +44 20 7946 0000
field-email = Email address
field-choice = Options
field-other = Your answer
field-character = Character
field-captcha = Characters
field-new-password = New password
field-new-password-again = New password again
field-link = Or paste the link here
field-choose = Please choose
field-optional = Leave this empty if you don’t have one
secret-show = Show
secret-hide = Hide
secret-show-label = Show: { $label }
secret-hide-label = Hide: { $label }

## What is wrong with a field

problem-missing = { $field ->
    [identifier] Enter your user name or email
    [password] Enter your password
    [code] Enter the code
    [phone] Enter your phone number
    [email] Enter your email address
    [choice] Choose one of the options
    [captcha] Enter the characters from the picture
    [password_again] Enter the new password again
    [answer] Answer the question: { $label }
   *[other] Fill in this field: { $label }
}
problem-too-long = That’s too long. Check that you haven’t pasted something else.
problem-not-offered = That option is no longer there. Choose another one.
problem-not-a-code = { $length ->
    [0] That doesn’t look like the code. Check it and try again.
   *[other] The code has { $length } { $alphabet ->
        [letters] letters and digits
       *[digits] digits
    }. Check it and try again.
}
problem-not-a-phone = That doesn’t look like a phone number. Check the digits.
problem-not-an-email = That doesn’t look like an email address. It needs an @.

problem-not-a-link = That doesn’t look like the link. It starts with https:// and can be long.
problem-not-a-date = That doesn’t look like a date. Write year, month and day, such as 2026-03-31.
problem-not-the-same = The two passwords don’t match. Enter them again.

## Waiting

waiting-opening-title = Opening { $source }
waiting-opening = We’re loading its sign-in page for you. This usually takes a few seconds.
waiting-checking-title = { $source } is checking
waiting-checking = We’ve passed on what you entered. This usually takes a few seconds.
waiting-slow = This is slower than usual. You don’t have to do anything.
waiting-source-slow = { $source } is answering slowly at the moment, so this can take a minute or two. You don’t have to do anything.
waiting-stay = Keep this page open.
waiting-refresh = Nothing happening? Check again

## Done and receipt

done-title = You’re signed in
done-source = { $source } accepted your sign-in.
done-next = { $tenant } takes it from here. You don’t have to wait: you can close this page.
done-follows = Working on it. This page tells you when it’s done.
receipt-title = All done
receipt-what = You signed in to { $source }, and { $tenant } has everything it asked for.
receipt-at = Finished on
receipt-at-time = Finished at
receipt-next = There’s nothing left to do. You can close this page.
doing-opening = Opening a page of your account
doing-invoices = Reading your invoices
doing-documents = Reading your documents
doing-transactions = Reading your transactions
doing-subscriptions = Reading your subscriptions
doing-pages = Reading a page of your account
doing-files = Downloading a file from your account
doing-waiting = Waiting for { $source }
doing-filling = Filling in a form
doing-sending = Sending a form
doing-working = Working in your account
progress-label = Progress
progress-step = Step { $step } of { $steps }
deeds-title = What was done in your account
deeds-pages = Pages read
deeds-files = Files downloaded
deeds-writes = Changes sent
way-back = Back to { $tenant }

## Failed, expired and the rest

failed-next = What you can do
failed-again = Try again
expired-ask = Ask for a new link
expired-asked = We’ve told the company that sent this link. It will send you a new one if it still needs you to sign in.
elsewhere-restart = Start over here
elsewhere-no-link-next = Go back to that browser, or open the link from your message in this one.
elsewhere-restart-note = This ends the sign-in in the other browser.
not-found-title = This link doesn’t work
not-found-what = Part of the address may be missing.
not-found-next = Open the link from your message again, or copy all of it. If that doesn’t help, ask the company that sent it for a new one.
error-internal-title = Something went wrong on our side
error-internal-what = Sorry. It’s nothing you typed.
error-internal-next = Wait a moment, then open the link from your message again.
error-cookie-title = Your browser didn’t keep our cookie
error-cookie-what = We need one cookie to know it’s still you, and use it for nothing else.
error-cookie-next = Allow cookies for this site, or leave private mode, then open the link from your message again.
error-busy-title = Too many tries in a short time
error-busy-what = We’re taking a short break to protect your account.
error-busy-next = Wait a minute, then open the link from your message again.
error-form-title = We couldn’t accept this form
error-form-what = It didn’t come from our page in your browser, so we passed nothing on.
error-form-next = Open the link from your message again and continue from there.
error-request = If you ask for help, quote this number:

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = This link doesn’t work
refusal-link_not_found-what = We don’t know this link. Part of it may be missing.
refusal-link_not_found-next = Open the link from your message again, or ask { $tenant } for a new one.

refusal-link_expired-title = This link has expired
refusal-link_expired-what = Links work for a limited time, to keep you safe.
refusal-link_expired-next = To sign in, ask { $tenant } for a new link.

refusal-link_revoked-title = This link is no longer needed
refusal-link_revoked-what = { $tenant } took it back. Nothing happens to your account.
refusal-link_revoked-next = If you think this is a mistake, ask { $tenant } for a new link.

refusal-link_completed-title = This is already done
refusal-link_completed-what = Someone has already signed in with this link.
refusal-link_completed-next = There’s nothing left to do. If it wasn’t you, tell { $tenant }.

refusal-flow_timed_out-title = This sign-in took too long
refusal-flow_timed_out-what = We closed it to keep your account safe.
refusal-flow_timed_out-next = Start again when you have a few minutes.

refusal-flow_elsewhere-title = You’re already signing in elsewhere
refusal-flow_elsewhere-what = Someone opened this link in another browser or on another device. To keep you safe, the sign-in continues only there.
refusal-flow_elsewhere-next = Go back to that browser, or start over here.

refusal-cancelled_by_customer-title = You cancelled the sign-in
refusal-cancelled_by_customer-what = We’ve closed it. { $tenant } got nothing.
refusal-cancelled_by_customer-next = You can close this page, or try again if you’ve changed your mind.

refusal-flow_interrupted-title = The sign-in was interrupted
refusal-flow_interrupted-what = We lost the connection on our side. Nothing was sent twice.
refusal-flow_interrupted-next = Start again. Sorry for the trouble.

refusal-invalid_credentials-title = That user name and password didn’t match
refusal-invalid_credentials-what = { $source } doesn’t know this user name with this password.
refusal-invalid_credentials-next = Try again, or reset your password at { $host }.

refusal-invalid_identifier-title = That user name didn’t work
refusal-invalid_identifier-what = { $source } couldn’t use it.
refusal-invalid_identifier-next = Check it and try again.

refusal-missing_credentials-title = Something is missing
refusal-missing_credentials-what = { $source } needs every field on this page.
refusal-missing_credentials-next = Fill in every field and continue.

refusal-invalid_tenant-title = That organisation didn’t work
refusal-invalid_tenant-what = { $source } doesn’t know the organisation or customer number.
refusal-invalid_tenant-next = Check it, for example on a bill or letter, and try again.

refusal-wrong_login_method-title = This account signs in another way
refusal-wrong_login_method-what = { $source } doesn’t accept a password for this account.
refusal-wrong_login_method-next = Use another way it offers, or another account.

refusal-login_attempts_exceeded-title = Too many tries for now
refusal-login_attempts_exceeded-what = We paused before { $source } locks your account.
refusal-login_attempts_exceeded-next = Wait a while and check your password at { $host }. Then try again here.

refusal-credentials_expired-title = Your password needs changing
refusal-credentials_expired-what = { $source } wants a new password before you can sign in.
refusal-credentials_expired-next = Change it at { $host }. Then come back and try again.

refusal-credentials_managed_by_organisation-title = Your organisation manages this account
refusal-credentials_managed_by_organisation-what = { $source } lets you sign in only through your organisation.
refusal-credentials_managed_by_organisation-next = Ask the people who look after your account, or use another account.

refusal-account_locked-title = Your account is locked
refusal-account_locked-what = { $source } has locked it for now. Your details may still be right.
refusal-account_locked-next = Unlock it at { $host }, or ask their support. Then come back and try again.

refusal-account_disabled-title = Your account can’t be used right now
refusal-account_disabled-what = { $source } doesn’t let this account sign in.
refusal-account_disabled-next = Ask { $source }’s support. Once it works, come back and try again.

refusal-account_not_found-title = We couldn’t find that account
refusal-account_not_found-what = { $source } has no account with what you typed.
refusal-account_not_found-next = Check the spelling, or use another user name or email.

refusal-account_setup_incomplete-title = Your account isn’t set up yet
refusal-account_setup_incomplete-what = { $source } needs a few more details from you first.
refusal-account_setup_incomplete-next = Sign in at { $host } and finish the setup. Then come back and try again.

refusal-user_action_required-title = { $source } needs you to do something first
refusal-user_action_required-what = It may want you to accept new terms or confirm your contact details. Only you should do that.
refusal-user_action_required-next = Sign in at { $host } and follow the steps there. Then come back and try again.

refusal-already_signed_in_elsewhere-title = You’re signed in somewhere else
refusal-already_signed_in_elsewhere-what = { $source } allows one sign-in at a time.
refusal-already_signed_in_elsewhere-next = Sign out there, then continue here.

refusal-mfa_code_invalid-title = { $kind ->
    [magic_link] That link didn’t work
   *[other] That code didn’t work
}
refusal-mfa_code_invalid-what = { $kind ->
    [magic_link] { $source } didn’t accept the link.
   *[other] { $source } didn’t accept the code.
}
refusal-mfa_code_invalid-next = { $kind ->
    [magic_link] Use the newest one.
   *[other] Enter the newest one.
}

refusal-mfa_code_expired-title = { $kind ->
    [magic_link] That link has expired
   *[other] That code has expired
}
refusal-mfa_code_expired-what = { $kind ->
    [magic_link] Links work for a short time only.
   *[other] Codes work for a short time only.
}
refusal-mfa_code_expired-next = { $kind ->
    [magic_link] Ask for a new link and use that one.
   *[other] Ask for a new code and enter that one.
}

refusal-mfa_timed_out-title = The code took too long
refusal-mfa_timed_out-what = { $source } stopped waiting for the code.
refusal-mfa_timed_out-next = Try again and have your phone or app ready.

refusal-mfa_attempts_exceeded-title = Too many codes were tried
refusal-mfa_attempts_exceeded-what = { $source } accepts no more codes for now.
refusal-mfa_attempts_exceeded-next = Wait a while, then try again with a new code.

refusal-mfa_delivery_failed-title = The code couldn’t be sent
refusal-mfa_delivery_failed-what = { $source } couldn’t reach you this way.
refusal-mfa_delivery_failed-next = Try once more, or choose another way if one is offered.

refusal-mfa_resend_too_soon-title = It’s too early for a new code
refusal-mfa_resend_too_soon-what = { $source } wants you to wait a little between codes.
refusal-mfa_resend_too_soon-next = Use the code you have, or ask again in a moment.

refusal-mfa_method_unsupported-title = This way doesn’t work here
refusal-mfa_method_unsupported-what = We can’t pass on this kind of confirmation.
refusal-mfa_method_unsupported-next = Choose another way.

refusal-mfa_not_configured-title = Your account needs a second step
refusal-mfa_not_configured-what = { $source } wants you to set up codes before you can sign in.
refusal-mfa_not_configured-next = Set it up at { $host }. Then come back and try again.

refusal-push_denied-title = The sign-in was declined
refusal-push_denied-what = Someone answered no on your phone or app.
refusal-push_denied-next = If that was a slip, try again. If it wasn’t you, tell { $source }.

refusal-push_timed_out-title = Nobody approved it in time
refusal-push_timed_out-what = { $source } waited for a yes from your phone or app.
refusal-push_timed_out-next = Have your phone ready and try again.

refusal-security_answer_wrong-title = That answer didn’t match
refusal-security_answer_wrong-what = { $source } expected another answer.
refusal-security_answer_wrong-next = Check the spelling and try again.

refusal-answer_refused-title = That answer didn’t work
refusal-answer_refused-what = { $source } couldn’t use it.
refusal-answer_refused-next = Check it and try again.

refusal-captcha_failed-title = Those characters didn’t match
refusal-captcha_failed-what = { $source } didn’t accept them.
refusal-captcha_failed-next = Try once more with the new picture.

refusal-source_unavailable-title = { $source } isn’t responding
refusal-source_unavailable-what = Their website didn’t answer.
refusal-source_unavailable-next = Wait a few minutes, then try again.

refusal-source_maintenance-title = { $source } is down for maintenance
refusal-source_maintenance-what = Their website is being worked on.
refusal-source_maintenance-next = Try again later with the same link.

refusal-source_error-title = { $source } reported a problem
refusal-source_error-what = Their website couldn’t finish the sign-in.
refusal-source_error-next = Wait a few minutes, then try again.

refusal-source_changed-title = { $source } showed an unexpected page
refusal-source_changed-what = We stopped, because we don’t type your details into a page we don’t know.
refusal-source_changed-next = Try again later. We’re looking into it.

refusal-source_blocked_us-title = { $source } didn’t let us in
refusal-source_blocked_us-what = Their website turned our connection away. It’s nothing to do with your account.
refusal-source_blocked_us-next = Try again later with the same link.

refusal-source_rate_limited-title = { $source } is busy
refusal-source_rate_limited-what = Their website asks us to slow down.
refusal-source_rate_limited-next = Wait a few minutes, then try again.

refusal-source_not_supported-title = You can’t sign in here
refusal-source_not_supported-what = We can’t pass on what { $source } asks for.
refusal-source_not_supported-next = You don’t have to do anything. { $tenant } will find another way with you.

refusal-consent_declined-title = You didn’t agree
refusal-consent_declined-what = { $source } needs your agreement to continue. Nothing was changed.
refusal-consent_declined-next = You can close this page, or try again if you’ve changed your mind.
refusal-consent_outdated-title = What we’ll do has changed
refusal-consent_outdated-what = While you were signing in, { $tenant } changed what we’re to do in your account. We stopped. Nothing was read or changed.
refusal-consent_outdated-next = Look at what we’ll do now. If you agree, sign in again.

refusal-workflow_failed-title = You signed in, but the rest failed
refusal-workflow_failed-what = We signed in to { $source }, but couldn’t finish what { $tenant } asked for.
refusal-workflow_failed-next = Try again. If it happens twice, tell { $tenant }.

refusal-internal-title = Something went wrong on our side
refusal-internal-what = Sorry. It’s nothing you typed.
refusal-internal-next = Wait a moment, then try again.

## Pages of a user pool, on which people sign in to { $app } itself

id-promote-title = Make it your account
id-promote-intro = Keep everything you did as a guest. With your email address you can come back from any device.
id-create-title = Create an account
id-create-intro = You’ll use it to sign in to { $app }. First we’ll send a code to your email address.
id-reset-title = Reset your password
id-reset-intro = We’ll send a code to your account’s email address. Then you choose a new password.
id-verify-intro = We sent a six-digit code to { $email }. It works for ten minutes. Check your spam folder, too.
id-code-wrong = { $count ->
    [one] That’s not the code. One try left.
   *[other] That’s not the code. { $count } tries left.
}
id-code-malformed = The code has six digits. Check it and try again.
id-code-over = This code no longer works. Ask for a new one.
id-password-title = Choose a password
id-password-intro = You’ll use it to sign in to { $app } from now on.
id-password-keep = One last step. You keep everything you did as a guest, and sign in with this password from now on.
id-password-hint = At least 8 characters. A few words that only you would put together work well.
id-password-too-short = Use at least 8 characters.
id-password-too-long = That password is too long. Use a shorter one.
id-password-too-easy = That password is easy to guess. Make it longer, for example with a few words.
id-signin-title = Sign in to { $app }
id-signin = Sign in
id-wrong-title = That email address and password didn’t match
id-wrong-next = Check both and try again, or reset your password.
id-owner-title = Sign in to the account you already have
id-owner-intro = You signed up with this address before. { $app } decides what happens to what you did as a guest.
id-taken-title = This email address already has an account
id-taken-promote = You’re still a guest, and nothing has changed. Use an address other than { $email }, or go back and sign in to { $app } with it.
id-taken-merge = You’re still a guest, and nothing has changed. You can sign in to the account with { $email } instead, or use another address.
id-taken-create = You can sign in with { $email }. If you’ve forgotten the password, you can reset it.
id-unknown-title = We couldn’t find that account
id-unknown-what = Check that you signed up with { $email }, or create an account.
id-signin-instead = Sign in instead
id-other-address = Use another address
id-to-create = Create an account
id-to-signin = I already have an account
id-to-reset = Forgot your password?
id-cancel = Cancel and go back to { $app }
id-mfa-title = One more step
id-mfa-intro = Enter the code from your authenticator app. If you don’t have the app with you, use one of your recovery codes.
id-mfa-field = Code or recovery code
id-mfa-wrong = That code didn’t work, or was used before. Wait for the next one and enter that.
id-mfa-paused = Too many wrong codes. Wait a while before you try again.
id-mfa-malformed = A code from the app has 6 digits. A recovery code has 16 letters and digits.
id-mfa-back = Sign in with another account
id-signout-title = Sign out?
id-signout-what = You’ll be signed out in this browser, and of the applications you opened in it.
id-signout = Sign out
id-signout-stay = To stay signed in, close this page.
id-account-title = Your account
id-account-how = How you sign in
id-account-password = Change your password
id-account-second-set-up = Add an authenticator app
id-account-second-change = Change two-step sign-in
id-account-second-off = Add an authenticator app, and nobody gets in with your password alone.
id-account-second-on = { $count ->
    [one] Two-step sign-in is on. You have one recovery code left: get new ones.
   *[other] Two-step sign-in is on. You have { $count } recovery codes left.
}
id-account-places = Where you’re signed in
id-account-this = This browser
id-account-browser = { $browser } on { $system }
id-account-application = { $app }, by itself
id-account-unknown = Another browser
id-account-used = Last used:
id-account-end = Sign out there
id-account-end-others = Sign out everywhere else
id-account-done-password-changed = You’ve changed your password. You’re signed out everywhere else.
id-account-done-second-factor-on = Two-step sign-in is on. You’ll need the app the next time you sign in.
id-account-done-second-factor-off = Two-step sign-in is off. Your password is enough again.
id-account-done-signed-out-there = You’re signed out there.
id-to-account = Back to your account
id-change-intro = You’ll be signed out everywhere else.
id-change-current = Current password
id-change-wrong = That’s not your current password.
id-save = Save
id-app-title = Add an authenticator app
id-app-scan = Scan this picture with an authenticator app on your phone. The app then shows a new code every 30 seconds.
id-app-picture = Picture for the authenticator app; the key is written below it
id-app-type = Or enter this key in the app:
id-app-open = Open an app on this device
id-app-code = Code from the app
id-app-wrong = That code didn’t work. Check that your device’s clock is right, and enter the newest code.
id-app-on = Switch it on
id-recovery-title = Save these recovery codes
id-recovery-what = If you lose your phone, each of these codes gets you in once. Print them, or write them down and keep them somewhere safe.
id-recovery-once = We only show them once. You can get new ones at any time; these then stop working.
id-recovery-kept = I’ve saved them
id-second-intro = To change something here, enter a code from your app, or a recovery code.
id-second-new-codes = Get new recovery codes
id-second-off = Switch off two-step sign-in
id-passkey-signin = Sign in with a passkey
id-passkey-failed = That didn’t work. Try again, or sign in with your password.
id-passkey-refused = We don’t know this passkey. Sign in with your password.
id-account-passkeys = Passkeys
id-account-passkey-none = With a passkey you sign in with your fingerprint, your face or your device’s PIN.
id-account-passkey-added-at = Added:
id-account-passkey-remove = Remove
id-account-done-passkey-added = Passkey added. You can sign in with it from now on.
id-account-done-passkey-removed = Passkey removed. Nobody can sign in with it any more.
id-account-keys = Sign-in with fingerprint or face
id-account-keys-what = On these devices an app signs you in with your fingerprint or your face.
id-account-key-unknown = A device
id-account-done-key-removed = Removed. That device no longer signs you in with your fingerprint or your face.
id-passkey-add = Add a passkey
id-passkey-intro = With a passkey you sign in with your fingerprint, your face or your device’s PIN. Nobody can guess it, and there’s nothing to type.
id-passkey-make = Add this device
id-passkey-instead = Use a passkey instead
id-passkey-not-added = That didn’t work, and nothing was added. Try again.
id-passkey-scripts = Passkeys need JavaScript. Switch it on in your browser, then load this page again.
id-done-title = You’re signed in
id-done-next = You can close this page and go back to { $app }.
id-signed-out-title = You’re signed out
id-signed-out-next = You can close this page.
id-trouble-promotion-over-title = This page no longer works
id-trouble-promotion-over-what = It works once, and for a short time. You haven’t lost anything.
id-trouble-promotion-over-next = Go back to the application and start again there.
id-trouble-guests-off-title = Guests aren’t let in here
id-trouble-guests-off-what = { $tenant } doesn’t let guests in at the moment.
id-trouble-guests-off-next = Go back to the application and sign in there.
id-trouble-unknown-client-title = We don’t know this application
id-trouble-unknown-client-what = The address that brought you here isn’t right. Nothing has happened.
id-trouble-unknown-client-next = Go back to the application. If it happens again, tell { $tenant }.
id-trouble-flow-over-title = This sign-in is over
id-trouble-flow-over-what = It took too long, or started in another browser.
id-trouble-flow-over-next = Go back to the application and start again there.
id-trouble-too-often-title = Too many tries in a short time
id-trouble-too-often-what = We’re taking a short break to protect your account. Nothing has changed.
id-trouble-too-often-next = Wait a minute, then go back one page and try again.

## Mails of a user pool

id-mail-subject = { $code } is your code for { $app }
id-mail-account = Someone, hopefully you, entered this email address at { $app }.
id-mail-reset = Someone, hopefully you, wants to reset the password at { $app }.
id-mail-code = Your code:
id-mail-life = It works for ten minutes. Enter it only on the page where you asked for it; nobody from { $tenant } will ever ask you for it.
id-mail-not-you = If this wasn’t you, you don’t have to do anything.
