//! When somebody meets a page of a user pool in the state of a sample, for those who look through the previews.

/// When it happens, in a sentence; nothing for a sample that is not there.
pub fn when(page: &str, state: &str) -> &'static str {
    match (page, state) {
        ("id_sign_in", "normal") => "An application sends somebody to sign in.",
        ("id_sign_in", "wrong") => "Address and password did not fit, whichever was wrong.",
        ("id_sign_in", "owner") => "A guest gave an address that has an owner, and says to be the owner.",
        ("id_identifier", "promote") => "An application asks a guest to become a regular user.",
        ("id_identifier", "invalid") => "What was typed is no e-mail address.",
        ("id_identifier", "create") => "Somebody signs up.",
        ("id_identifier", "reset") => "Somebody has forgotten the password.",
        ("id_verify", "normal") => "A code was mailed less than a minute ago.",
        ("id_verify", "again") => "A code was mailed, and another may be asked for.",
        ("id_verify", "wrong") => "The code was wrong; some tries are left.",
        ("id_verify", "last") => "The code was wrong; one try is left.",
        ("id_verify", "over") => "The code was tried too often, or its time is over.",
        ("id_verify", "malformed") => "What was typed is not a code of six digits.",
        ("id_new_password", "promote") => "A guest has shown whose the address is.",
        ("id_new_password", "create") => "Somebody who signs up has shown whose the address is.",
        ("id_new_password", "short") => "The password has fewer than eight characters.",
        ("id_new_password", "easy") => "The password is easily guessed.",
        ("id_conflict", "promote") => "A guest gave an address that has an owner, and the pool merges nobody.",
        ("id_conflict", "merge") => "The same, in a pool where the owner may sign in instead.",
        ("id_conflict", "create") => "Somebody signs up with an address that has an owner.",
        ("id_conflict", "reset") => "A new password was asked for an address that nobody has.",
        ("id_done", "normal") => "The sign-in is over and the application has used its code.",
        ("id_signed_out", "normal") => "Somebody has signed out.",
        ("id_trouble", "promotion_over") => "The promotion code was used, or its time is over.",
        ("id_trouble", "guests_off") => "The pool has no anonymous users any more.",
        ("id_trouble", "unknown_client") => "No application of the pool has this client_id.",
        ("id_trouble", "flow_over") => "The sign-in is over, or belongs to another browser.",
        ("id_trouble", "too_often") => "Too many tries came from one address.",
        _ => "",
    }
}
