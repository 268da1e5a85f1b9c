//! The parameters of a request, and the client that names itself in them.

use axum::{
    extract::{FromRequest, Request},
    http::{
        HeaderMap,
        header::{AUTHORIZATION, CONTENT_TYPE},
    },
};
use base64::{Engine, engine::general_purpose::STANDARD};
use secrecy::SecretString;
use url::form_urlencoded;

use super::answer::Failure;
use crate::service::identity::Refused;

/// The most parameters that are read.
const MOST: usize = 64;

/// The parameters of a form. An empty one counts as absent (RFC 6749 §3.1), and none may stand twice.
pub struct Form {
    pairs: Vec<(String, String)>,
    basic: Option<(String, SecretString)>,
}

impl Form {
    /// The parameters of a query.
    pub fn of_query(query: &str) -> Result<Self, Refused> {
        Self::read(query.as_bytes())
    }

    fn read(text: &[u8]) -> Result<Self, Refused> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(text).into_owned() {
            if value.is_empty() {
                continue;
            }
            // PostgreSQL takes no NUL in a text.
            if name.contains('\0') || value.contains('\0') {
                return Err(Refused::request("a parameter holds NUL"));
            }
            if pairs.iter().any(|(other, _)| *other == name) {
                return Err(Refused::request(format!("the parameter {name:?} stands twice")));
            }
            if pairs.len() == MOST {
                return Err(Refused::request("too many parameters"));
            }
            pairs.push((name, value));
        }
        Ok(Self { pairs, basic: None })
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// A parameter that must be there.
    pub fn need(&self, name: &str) -> Result<&str, Refused> {
        self.get(name).ok_or_else(|| Refused::request(format!("the parameter {name:?} is missing")))
    }

    /// The client as it names itself, and its secret if it sends one.
    pub fn client(&self) -> Result<(&str, Option<SecretString>), Refused> {
        if let Some((id, secret)) = &self.basic {
            return match self.get("client_id") {
                Some(other) if other != id => Err(Refused::request("two clients are named")),
                _ => Ok((id, Some(secret.clone()))),
            };
        }
        Ok((self.need("client_id")?, self.get("client_secret").map(SecretString::from)))
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_form = kind.split(';').next().unwrap_or_default().trim() == "application/x-www-form-urlencoded";
        let basic = basic(request.headers());
        let bytes = axum::body::Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|_| Refused::request("the body is too long or did not arrive"))?;
        if !is_form && !bytes.is_empty() {
            return Err(Refused::request("send the parameters as application/x-www-form-urlencoded").into());
        }
        Ok(Self { basic, ..Self::read(&bytes)? })
    }
}

/// The client and secret of HTTP Basic authentication, each written as in a form (RFC 6749 §2.3.1).
fn basic(headers: &HeaderMap) -> Option<(String, SecretString)> {
    let given = headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Basic ")?;
    let text = String::from_utf8(STANDARD.decode(given.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let decoded = |part: &str| {
        let pair = format!("x={part}");
        form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    Some((decoded(id), decoded(secret).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_parameter_is_absent_and_none_stands_twice() {
        let form = Form::read(b"a=1&b=&b=2").unwrap();
        assert_eq!((form.get("a"), form.get("b")), (Some("1"), Some("2")));
        assert!(Form::read(b"a=1&a=1").is_err() && Form::read(b"a=%00").is_err());
    }
}
