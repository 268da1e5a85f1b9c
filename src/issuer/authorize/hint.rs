//! What the `login_hint` of a request says: whom the application expects, or, as Authgear's clients write it, who is
//! there already.

use url::Url;

/// How Authgear's clients begin what is no name.
const AUTHGEAR: &str = "https://authgear.com/login_hint";

/// What a hint says.
#[derive(Debug, PartialEq, Eq)]
pub enum Hint {
    Nothing,
    /// Whom the application expects.
    Expected(String),
    /// A guest who is to become a regular user, by a code.
    PromotionCode(String),
    /// A guest who is to become a regular user, by what the guest's device has signed.
    Device(String),
    /// Somebody who is signed in at the application.
    AppSession(String),
}

impl Hint {
    /// Reads a hint.
    pub fn read(hint: Option<&str>) -> Self {
        let Some(given) = hint else { return Self::Nothing };
        let Some(url) = Url::parse(given).ok().filter(|_| given.starts_with(AUTHGEAR)) else {
            return Self::Expected(given.to_owned());
        };
        let value = |wanted: &str| {
            let pair = url.query_pairs().find(|(name, value)| name == wanted && !value.is_empty());
            pair.map(|(_, value)| value.into_owned())
        };
        if let Some(code) = value("promotion_code") {
            Self::PromotionCode(code)
        } else if let Some(jwt) = value("jwt") {
            Self::Device(jwt)
        } else {
            value("app_session_token").map_or(Self::Nothing, Self::AppSession)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_what_authgears_clients_say() {
        let cases = [
            ("jo@example.com", Hint::Expected("jo@example.com".to_owned())),
            (
                "https://authgear.com/login_hint?type=anonymous&promotion_code=a%2Bb",
                Hint::PromotionCode("a+b".to_owned()),
            ),
            ("https://authgear.com/login_hint?type=anonymous&jwt=a.b.c", Hint::Device("a.b.c".to_owned())),
            (
                "https://authgear.com/login_hint?type=app_session_token&app_session_token=x",
                Hint::AppSession("x".to_owned()),
            ),
            ("https://authgear.com/login_hint?type=anonymous&promotion_code=", Hint::Nothing),
        ];
        for (given, read) in cases {
            assert_eq!(Hint::read(Some(given)), read, "{given}");
        }
        assert_eq!(Hint::read(None), Hint::Nothing);
    }
}
