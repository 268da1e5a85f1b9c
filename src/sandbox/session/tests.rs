//! Sessions and their cookies.

use super::*;

fn cookie_value(session: &Session) -> String {
    let header = session.to_cookie();
    let pair = header.to_str().unwrap().split(';').next().unwrap();
    pair.strip_prefix("northwind_session=").unwrap().to_owned()
}

#[test]
fn a_session_comes_back_from_its_cookie() {
    let mut session = Session::new(Theme::Classic);
    session.identifier = "ümlaut 🙂\u{0}".to_owned();
    session.warn("code", "text");
    let back = Session::from_cookie(&cookie_value(&session), Theme::Classic).unwrap();
    assert_eq!(back, session);
}

#[test]
fn a_cookie_of_another_theme_is_no_session() {
    let value = cookie_value(&Session::new(Theme::Classic));
    assert!(Session::from_cookie(&value, Theme::Stepwise).is_none());
}

#[test]
fn a_cookie_that_could_not_have_been_written_is_no_session() {
    let mut lost = Session::new(Theme::Classic);
    lost.stage = Stage::Prompt(7);
    let mut unknown = Session::new(Theme::Classic);
    unknown.stage = Stage::Stopped("nonsense".to_owned());
    for value in ["", "e30", "%%%", &cookie_value(&lost), &cookie_value(&unknown)] {
        assert!(Session::from_cookie(value, Theme::Classic).is_none());
    }
}
