# The customer's pages in English.
#
# Every text may use { $tenant } (the company that asks), { $source } (the site to sign in to) and { $host } (that
# site's address). Short sentences, plain words, no blame, no jargon. Keys in families end in a code of the program:
# refusal-<code>-…, prompt-<kind>-…, code-<channel>-…, problem-<problem>.

## Around every page

language-name = English
language-switch = Language
header-asks = { $tenant } asks you to sign in to
unnamed-tenant = the company that sent it
unnamed-source = the other website
error-prefix = Error:
page-title = { $title } – { $source }
test-banner = This is a test sign-in. Do not type real passwords.
test-values = Values for this test
source-says = { $source } says:
source-shortened = { $source } says more than fits here. The rest was left out.
picture = Picture from { $source }
assurance = Goes to { $source } only. { $tenant } never sees what you type, and we do not keep it.
assurance-choice = Goes to { $source } only. { $tenant } never sees what you choose.

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
begin-purpose = { $tenant } asks you to sign in so that it can:
begin-purpose-unnamed = { $tenant } asks you to sign in to connect your account.
begin-private = What you type goes to { $source } only. { $tenant } never sees your password, and we do not keep it.
begin-phone = Keep your phone near. { $source } may send you a code.
begin-until = You can use this link until
begin-again = A sign-in was already started with this link. You can go on here.
begin-continue = Continue
begin-doubt = Not sure this is genuine?
begin-doubt-check = Ask { $tenant } first. Use a phone number or address that you already know, not one from the message with this link.
begin-doubt-own = You are also free to do it yourself at { $host }. Nothing happens to your account until you press Continue and sign in.

## Every prompt

prompt-submit = Continue
prompt-back = Go back
prompt-cancel = Cancel the sign-in
prompt-lost-title = Please answer again
prompt-lost = We do not know whether your last answer arrived. It was not sent twice.
prompt-returned-title = Please use the new code
prompt-returned = { $source } had ended the sign-in while you were away. We signed in again with what you had typed. Anything sent to you before no longer works.
prompt-check = Please check what you typed
prompt-look = I have done it
prompt-look-again = Look again
prompt-resend = Send it again
prompt-watching = We are watching for it. This page goes on by itself.
prompt-tries-left = { $count ->
    [one] This is your last try before a break. After another wrong answer, we stop to protect your account.
   *[other] You have { $count } tries left.
}
prompt-expires = { $source } waits for it until
prompt-expired = The time is over. Ask for a new one.
prompt-deadline = We keep this sign-in open until
prompt-deadline-soon = Less than two minutes left to answer.
prompt-extend = Give me more time
shown-number = Your number
shown-challenge = Type this into your card reader
choice-recommended = Recommended
prompt-alternatives = Other ways
prompt-credentials-title = Enter your { $source } sign-in details
prompt-credentials-intro = Use the same details as on { $host }.
prompt-identifier-title = What is your { $source } user name?
prompt-identifier-intro = Use the same one as on { $host }.
prompt-password-title = Enter your { $source } password
prompt-password-intro = Use the same password as on { $host }.
prompt-password-who = Signing in as
prompt-password-back = Use another user name
prompt-one_time_code-title = Enter your code
prompt-one_time_code-intro = { $source } asks for a code to make sure that it is you.
prompt-mfa_method-title = How do you want to confirm that it is you?
prompt-mfa_method-intro = { $source } offers these ways.
prompt-destination-title = Where should the code go?
prompt-destination-intro = { $source } will send you a code.
prompt-security_question-title = { $count ->
    [one] Answer your security question
   *[other] Answer your security questions
}
prompt-security_question-intro = { $count ->
    [one] { $source } asks the question that you once chose there.
   *[other] { $source } asks the questions that you once chose there.
}
prompt-phone-title = What is your phone number?
prompt-phone-intro = { $source } needs it to send you a code.
prompt-email-title = What is your email address?
prompt-email-intro = { $source } needs it to send you a code.
prompt-push_approval-title = Approve the sign-in on your phone
prompt-push_approval-intro = { $source } has sent a request to your device. Open it there and approve it, if it is you.
prompt-push_approval-number-title = Choose this number on your phone
prompt-push_approval-number-intro = { $source } has sent a request to your device. Open it there and choose the number below.
prompt-confirm-title = { $source } asks for your decision
prompt-confirm-intro = Read what it says and choose.
prompt-account_choice-title = Which account do you want to use?
prompt-account_choice-intro = { $source } knows more than one for you.
prompt-form-title = { $source } asks for a few details
prompt-form-intro = These fields come from { $host }, in its own words.
prompt-magic_link-title = Open the link that was sent to you
prompt-magic_link-intro = { $source } has sent you a link. Open it on any device, or copy it and paste it here.
prompt-captcha-title = Type the characters from the picture
prompt-captcha-intro = { $source } wants to make sure that a person signs in.
prompt-image_choice-title = Choose your picture
prompt-image_choice-intro = { $source } asks for the picture that you once chose there.
prompt-question_choice-title = Which question do you want to answer?
prompt-question_choice-intro = { $source } lets you choose.
prompt-partial_secret-title = Enter some of your characters
prompt-partial_secret-intro = { $source } asks for single characters of something that only you know. Never type all of it.
prompt-challenge_response-title = Use your card reader
prompt-challenge_response-intro = Type the digits below into your reader. Then type here what it shows.
prompt-qr_scan-title = Scan this picture with your phone
prompt-qr_scan-intro = Open the app of { $source } and scan the picture. If you are reading this on that phone, use another way.
prompt-new_password-title = Choose a new password for { $source }
prompt-new_password-intro = { $source } wants you to change it now. Use one that you use nowhere else, and keep it: we do not.
prompt-sso-title = This sign-in goes on at another company
prompt-sso-intro = { $source } wants to send you to your organisation’s own sign-in. That cannot be done safely on this page.
prompt-passkey-title = A passkey cannot be used here
prompt-passkey-intro = { $source } asks for a passkey. Passkeys only work on { $host } itself, and that is what makes them safe.
prompt-source_hold-title = { $source } asks you to wait
prompt-source_hold-intro = There is nothing you have to do. Keep this page open, or come back to it.
prompt-source_hold-until = Not before

## Codes, by how they arrive

code-sms-title = Enter the code from your text message
code-sms-intro = { $source } sends it to your phone. It can take a minute.
code-call-title = Enter the code from the phone call
code-call-intro = { $source } calls you and reads it out.
code-email-title = Enter the code from your email
code-email-intro = { $source } sends it to you. Look in your spam folder too.
code-authenticator-title = Enter the code from your authenticator app
code-authenticator-intro = Open the app and look for { $source }.
code-app-title = Enter the code from the app of { $source }
code-app-intro = Open the app on your phone. It shows you a code.
code-push-title = Enter the code from the message on your device
code-push-intro = { $source } has sent a message to your device. Open it to see the code.
code-token-title = Enter the code from your security device
code-token-intro = Press its button, or open its app, and type the code that it shows.
code-backup-title = Enter a backup code
code-backup-intro = Use one of the codes that you saved for { $source }.
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
code-resent = We asked { $source } for a new code. Use the newest one.

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
field-link = The link, if you want to paste it here
field-choose = Please choose
field-optional = Leave it empty if you have none
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
    [captcha] Type the characters from the picture
    [password_again] Type the new password again
    [answer] Answer the question: { $label }
   *[other] Fill in this field: { $label }
}
problem-too-long = This is too long. Check that nothing else was pasted.
problem-not-offered = This option is no longer offered. Choose another one.
problem-not-a-code = { $length ->
    [0] This does not look like the code. Check it and type it again.
   *[other] The code has { $length } { $alphabet ->
        [letters] letters and digits
       *[digits] digits
    }. Check it and type it again.
}
problem-not-a-phone = This does not look like a phone number. Check the digits.
problem-not-an-email = This does not look like an email address. It needs an @.

problem-not-a-link = This does not look like the link. It starts with https:// and can be long.
problem-not-a-date = This does not look like a date. Write year, month and day, for example 2026-03-31.
problem-not-the-same = The two passwords are not the same. Type them again.

## Waiting

waiting-opening-title = Opening { $source }
waiting-opening = We are getting ready and loading its sign-in page for you. This usually takes a few seconds; while many people sign in at once, it is your turn a little later.
waiting-checking-title = { $source } is checking
waiting-checking = We passed on what you typed and are waiting for an answer. This usually takes a few seconds.
waiting-stay = Keep this page open.
waiting-refresh = Nothing happens? Look again

## Done and receipt

done-title = You are signed in
done-source = { $source } accepted your sign-in.
done-next = { $tenant } now does the rest. You do not have to wait, and you can close this page.
receipt-title = All done
receipt-what = You signed in to { $source }, and { $tenant } has everything it asked for.
receipt-at = Finished on
receipt-next = There is nothing left to do. You can close this page.
way-back = Back to { $tenant }

## Failed, expired and the rest

failed-next = What you can do
failed-again = Try again
expired-ask = Ask for a new link
expired-asked = We have told the company that sent this link. It will send you a new one if it still needs your sign-in.
elsewhere-restart = Start over here
elsewhere-no-link-next = Go back to that browser, or open the link from your message again in this one.
elsewhere-restart-note = The sign-in in the other browser will end.
not-found-title = This link does not work
not-found-what = The address may have been cut off or mistyped.
not-found-next = Open the link from your message again, or copy all of it. If that does not help, ask the company that sent it for a new one.
error-internal-title = Something went wrong on our side
error-internal-what = We are sorry. This is not because of anything you typed.
error-internal-next = Wait a moment, then open the link from your message again.
error-cookie-title = Your browser did not keep our cookie
error-cookie-what = We need one cookie to know that it is still you. We use it for nothing else.
error-cookie-next = Allow cookies for this site, or leave private mode, then open the link from your message again.
error-busy-title = Too many tries in a short time
error-busy-what = To protect your account, we take a short break.
error-busy-next = Wait a minute, then open the link from your message again.
error-form-title = We could not take this form
error-form-what = It did not come from our page in your browser. Nothing was sent to any other site.
error-form-next = Open the link from your message again and go on from there.
error-request = If you ask for help, give this number:

## Refusals: title, what happened, what to do next

refusal-link_not_found-title = This link does not work
refusal-link_not_found-what = We do not know this link. It may have been cut off or mistyped.
refusal-link_not_found-next = Open the link from your message again, or ask { $tenant } for a new one.

refusal-link_expired-title = This link has expired
refusal-link_expired-what = To keep you safe, links work for a limited time only.
refusal-link_expired-next = To sign in, ask { $tenant } for a new link.

refusal-link_revoked-title = This link is no longer needed
refusal-link_revoked-what = It was taken back by { $tenant }. Nothing happens to your account.
refusal-link_revoked-next = If you think this is a mistake, ask { $tenant } for a new link.

refusal-link_completed-title = This is already done
refusal-link_completed-what = Somebody has already signed in with this link.
refusal-link_completed-next = There is nothing left to do. If this was not you, tell { $tenant }.

refusal-flow_timed_out-title = The sign-in took too long
refusal-flow_timed_out-what = We closed it to keep your account safe.
refusal-flow_timed_out-next = Start again when you have a few minutes.

refusal-flow_elsewhere-title = This sign-in is open in another browser
refusal-flow_elsewhere-what = It was started with the same link in another browser or on another device. For your safety, it can only go on there.
refusal-flow_elsewhere-next = Go back to that browser, or start over here.

refusal-cancelled_by_customer-title = You cancelled the sign-in
refusal-cancelled_by_customer-what = We closed it. { $tenant } got nothing.
refusal-cancelled_by_customer-next = You can close this page, or try again if you changed your mind.

refusal-flow_interrupted-title = The sign-in was interrupted
refusal-flow_interrupted-what = We lost the connection on our side. Nothing was sent twice.
refusal-flow_interrupted-next = Start again. We are sorry for the trouble.

refusal-invalid_credentials-title = These details were not accepted
refusal-invalid_credentials-what = { $source } does not know this user name with this password.
refusal-invalid_credentials-next = Check both and type them again.

refusal-invalid_identifier-title = This user name was not accepted
refusal-invalid_identifier-what = { $source } could not use what you typed as a user name.
refusal-invalid_identifier-next = Check it and type it again.

refusal-missing_credentials-title = Something is missing
refusal-missing_credentials-what = { $source } needs all the fields on this page.
refusal-missing_credentials-next = Fill in every field and go on.

refusal-invalid_tenant-title = The organisation was not accepted
refusal-invalid_tenant-what = { $source } does not know the organisation or customer number you gave.
refusal-invalid_tenant-next = Check it, for example on a bill or letter, and type it again.

refusal-wrong_login_method-title = This account signs in another way
refusal-wrong_login_method-what = { $source } does not accept a password for this account.
refusal-wrong_login_method-next = Use another way that is offered, or another account.

refusal-login_attempts_exceeded-title = Too many tries for now
refusal-login_attempts_exceeded-what = We stopped before { $source } locks your account.
refusal-login_attempts_exceeded-next = Wait a while and check your password at { $host }. Then try again here.

refusal-credentials_expired-title = Your password has to be changed
refusal-credentials_expired-what = { $source } wants a new password before you can sign in.
refusal-credentials_expired-next = Change it at { $host }. Then come back and try again.

refusal-credentials_managed_by_organisation-title = Your organisation manages this account
refusal-credentials_managed_by_organisation-what = { $source } lets you sign in only through your organisation.
refusal-credentials_managed_by_organisation-next = Ask the people who look after your account, or use another account.

refusal-account_locked-title = Your account is locked
refusal-account_locked-what = { $source } has locked it for now. Your details may still be right.
refusal-account_locked-next = Unlock it at { $host }, or ask their support. Then come back and try again.

refusal-account_disabled-title = Your account cannot be used at present
refusal-account_disabled-what = { $source } does not let this account sign in.
refusal-account_disabled-next = Ask the support of { $source }. When it works, come back and try again.

refusal-account_not_found-title = No account was found
refusal-account_not_found-what = { $source } has no account with what you typed.
refusal-account_not_found-next = Check the spelling, or use another user name or email.

refusal-account_setup_incomplete-title = Your account is not finished yet
refusal-account_setup_incomplete-what = { $source } needs a few more details from you first.
refusal-account_setup_incomplete-next = Sign in at { $host } and finish the setup. Then come back and try again.

refusal-user_action_required-title = { $source } needs you to do something first
refusal-user_action_required-what = It may want you to accept new terms or confirm your contact details. Only you should do that.
refusal-user_action_required-next = Sign in at { $host } and follow the steps there. Then come back and try again.

refusal-already_signed_in_elsewhere-title = You are signed in somewhere else
refusal-already_signed_in_elsewhere-what = { $source } allows one sign-in at a time.
refusal-already_signed_in_elsewhere-next = Sign out there, then go on here.

refusal-mfa_code_invalid-title = This code was not accepted
refusal-mfa_code_invalid-what = { $source } did not take the code.
refusal-mfa_code_invalid-next = Use the newest code and type it again.

refusal-mfa_code_expired-title = This code is too old
refusal-mfa_code_expired-what = Codes work for a short time only.
refusal-mfa_code_expired-next = Ask for a new code and type that one.

refusal-mfa_timed_out-title = The code took too long
refusal-mfa_timed_out-what = { $source } stopped waiting for the code.
refusal-mfa_timed_out-next = Try again and have your phone or app ready.

refusal-mfa_attempts_exceeded-title = Too many codes were tried
refusal-mfa_attempts_exceeded-what = { $source } takes no more codes for now.
refusal-mfa_attempts_exceeded-next = Wait a while, then try again with a new code.

refusal-mfa_delivery_failed-title = The code could not be sent
refusal-mfa_delivery_failed-what = { $source } could not reach you this way.
refusal-mfa_delivery_failed-next = Try once more, or choose another way if one is offered.

refusal-mfa_resend_too_soon-title = A new code is not possible yet
refusal-mfa_resend_too_soon-what = { $source } wants you to wait a little between codes.
refusal-mfa_resend_too_soon-next = Use the code you have, or ask again in a moment.

refusal-mfa_method_unsupported-title = This way does not work here
refusal-mfa_method_unsupported-what = We cannot pass on this kind of confirmation.
refusal-mfa_method_unsupported-next = Choose another way.

refusal-mfa_not_configured-title = Your account needs a second step
refusal-mfa_not_configured-what = { $source } wants you to set up codes before you can sign in.
refusal-mfa_not_configured-next = Set it up at { $host }. Then come back and try again.

refusal-push_denied-title = The sign-in was declined
refusal-push_denied-what = Somebody answered no on your phone or app.
refusal-push_denied-next = If that was you by accident, try again. If it was not you, tell { $source }.

refusal-push_timed_out-title = Nobody confirmed on the phone
refusal-push_timed_out-what = { $source } waited for a yes from your phone or app.
refusal-push_timed_out-next = Have your phone ready and try again.

refusal-security_answer_wrong-title = This answer was not accepted
refusal-security_answer_wrong-what = { $source } expected another answer.
refusal-security_answer_wrong-next = Check the spelling and type it again.

refusal-answer_refused-title = This answer was not accepted
refusal-answer_refused-what = { $source } could not use what you gave.
refusal-answer_refused-next = Check it and try again.

refusal-captcha_failed-title = The picture test did not work
refusal-captcha_failed-what = { $source } did not accept the answer.
refusal-captcha_failed-next = Try once more with the new picture.

refusal-source_unavailable-title = { $source } cannot be reached
refusal-source_unavailable-what = Their website did not answer.
refusal-source_unavailable-next = Wait a few minutes, then try again.

refusal-source_maintenance-title = { $source } is down for maintenance
refusal-source_maintenance-what = Their website is being worked on.
refusal-source_maintenance-next = Try again later with the same link.

refusal-source_error-title = { $source } reported a problem
refusal-source_error-what = Their website could not finish the sign-in.
refusal-source_error-next = Wait a few minutes, then try again.

refusal-source_changed-title = { $source } showed an unexpected page
refusal-source_changed-what = We stopped, because we do not type your details into a page that we do not know.
refusal-source_changed-next = Try again later. We are looking into it.

refusal-source_blocked_us-title = { $source } did not let us in
refusal-source_blocked_us-what = Their website turned our connection away. This is not because of your account.
refusal-source_blocked_us-next = Try again later with the same link.

refusal-source_rate_limited-title = { $source } is busy
refusal-source_rate_limited-what = Their website asks us to slow down.
refusal-source_rate_limited-next = Wait a few minutes, then try again.

refusal-source_not_supported-title = This sign-in is not possible here
refusal-source_not_supported-what = We cannot pass on what { $source } asks for.
refusal-source_not_supported-next = You do not have to do anything. { $tenant } will find another way with you.

refusal-consent_declined-title = You did not agree
refusal-consent_declined-what = { $source } needs your agreement to go on. Nothing was changed.
refusal-consent_declined-next = You can close this page, or try again if you changed your mind.

refusal-workflow_failed-title = The sign-in worked, the rest did not
refusal-workflow_failed-what = We could sign in to { $source }, but could not finish what { $tenant } asked for.
refusal-workflow_failed-next = Try again. If it happens twice, tell { $tenant }.

refusal-internal-title = Something went wrong on our side
refusal-internal-what = We are sorry. This is not because of anything you typed.
refusal-internal-next = Wait a moment, then try again.
