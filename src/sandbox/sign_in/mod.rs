//! The sign-in as a state machine: a session, a form and the time go in, the session comes out changed.

pub mod advance;
pub mod lock;
pub mod verify;

use std::time::Duration;

use time::OffsetDateTime;

use super::{
    clock::unix_milliseconds,
    form::Form,
    script::{
        behaviour::Behaviour,
        refusal::{INVALID_CREDENTIALS, MISSING_CREDENTIALS},
        words::{self, Unread},
    },
    session::{Session, Stage},
    speech::theme::Theme,
};
use advance::{move_to, refuse};

/// Longer user names and passwords are nobody's here, and would not fit into the cookie.
const LONGEST: usize = 254;

/// Reads the form of the session's current page.
pub fn answer(session: &mut Session, form: &Form, now: OffsetDateTime) {
    session.message = None;
    session.touched_at = unix_milliseconds(now);
    match session.stage {
        Stage::Login => login(session, form, now),
        Stage::Password => password(session, form, now),
        Stage::Prompt(position) => verify::answer(session, position, form, now),
        Stage::SignedIn | Stage::Stopped(_) => {}
    }
}

/// How long the site should take over this form; the words may come with it.
pub fn delay(session: &Session, form: &Form) -> Duration {
    match form.get("password") {
        "" => session.behaviour().delay(),
        password => Behaviour::of(password).delay(),
    }
}

fn login(session: &mut Session, form: &Form, now: OffsetDateTime) {
    session.identifier = form.get("username").trim().chars().take(LONGEST).collect();
    match session.theme {
        Theme::Classic | Theme::German | Theme::App => password(session, form, now),
        Theme::Stepwise if session.identifier.is_empty() => {
            let text = session.theme.language().say("Please fill in your user name.");
            session.warn(MISSING_CREDENTIALS.code, text);
        }
        Theme::Stepwise => session.stage = Stage::Password,
    }
}

fn password(session: &mut Session, form: &Form, now: OffsetDateTime) {
    let password = form.get("password");
    if session.identifier.is_empty() || password.is_empty() {
        return refuse(session, &MISSING_CREDENTIALS);
    }
    if session.persona().is_none() || password.len() > LONGEST {
        return refuse(session, &INVALID_CREDENTIALS);
    }
    match words::read(password) {
        Ok(_) => accept(session, password, now),
        Err(Unread::WrongPassword) => refuse(session, &INVALID_CREDENTIALS),
        Err(Unread::UnknownWord(word)) => {
            session.warn("unknown_word", format!("unknown sandbox word: {word}"));
        }
    }
}

fn accept(session: &mut Session, password: &str, now: OffsetDateTime) {
    password.clone_into(&mut session.words);
    match session.behaviour().refuses_password() {
        Some(refusal) => refuse(session, refusal),
        None => move_to(session, 0, now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed_in(theme: Theme, identifier: &str, password: &str) -> Session {
        let now = OffsetDateTime::UNIX_EPOCH;
        let mut session = Session::new(theme);
        let form = Form::from_iter([("username", identifier), ("password", password)]);
        answer(&mut session, &form, now);
        if session.stage == Stage::Password {
            answer(&mut session, &form, now);
        }
        session
    }

    fn shown(session: &Session) -> &str {
        session.message.as_ref().map_or("", |message| &message.code)
    }

    #[test]
    fn the_base_pair_signs_in_with_every_theme() {
        for theme in Theme::ALL {
            assert_eq!(signed_in(theme, "user_good", "pass_good").stage, Stage::SignedIn);
        }
    }

    #[test]
    fn a_stranger_and_a_wrong_password_are_told_the_same() {
        for theme in Theme::ALL {
            let stranger = signed_in(theme, "stranger", "pass_good");
            let mistyped = signed_in(theme, "user_good", "pass_wrong");
            assert_eq!(stranger.message, mistyped.message);
            assert_eq!(shown(&stranger), "invalid_credentials");
            assert_eq!(stranger.stage, mistyped.stage);
        }
    }

    #[test]
    fn an_unknown_word_is_named() {
        let session = signed_in(Theme::Classic, "user_good", "mfa_sms+xyz");
        assert_eq!(session.message.unwrap().text, "unknown sandbox word: xyz");
        assert_eq!(session.stage, Stage::Login);
    }

    #[test]
    fn an_empty_form_is_told_what_is_missing() {
        for (identifier, password) in [("", ""), ("user_good", ""), ("", "pass_good")] {
            let session = signed_in(Theme::Classic, identifier, password);
            assert_eq!(shown(&session), "missing_credentials");
        }
    }

    #[test]
    fn every_refusal_has_its_page_or_its_message() {
        for refusal in crate::sandbox::script::refusal::REFUSALS {
            let session = signed_in(Theme::Stepwise, "user_good", &format!("error_{}", refusal.code));
            match refusal.page {
                Some(_) => assert_eq!(session.stopped_by(), Some(refusal)),
                None => assert_eq!(shown(&session), refusal.code),
            }
        }
    }

    #[test]
    fn a_form_is_delayed_from_the_password_on() {
        let form = |name, value| Form::from_iter([(name, value)]);
        let mut session = Session::new(Theme::Stepwise);
        let seconds = |session: &Session, form: &Form| delay(session, form).as_secs();
        assert_eq!(seconds(&session, &form("username", "user_good")), 0);
        assert_eq!(seconds(&session, &form("password", "mfa_sms+delay_2")), 2);
        session.words = "mfa_sms+delay_2".to_owned();
        assert_eq!(seconds(&session, &form("otp", "123456")), 2);
    }
}
