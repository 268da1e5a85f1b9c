//! Somebody with a browser: keeps the cookie, follows redirects, sends forms back with what they hold.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode};
use tower::ServiceExt;

use crate::sandbox::{router, site::shell::FRAGMENT, speech::theme::Theme};

/// Somebody with a browser, and the page it shows.
pub struct Browser {
    pub site: Router,
    theme: &'static str,
    pub cookie: String,
    pub cookies_set: usize,
    path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub page: String,
}

impl Browser {
    pub async fn at(site: &Router, theme: Theme) -> Self {
        let mut browser = Self {
            site: site.clone(),
            theme: theme.name(),
            cookie: String::new(),
            cookies_set: 0,
            path: String::new(),
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            page: String::new(),
        };
        browser.open("login").await;
        browser
    }

    pub async fn classic() -> Self {
        Self::at(&router(), Theme::Classic).await
    }

    /// Signs in as far as the password.
    pub async fn give(&mut self, password: &str) {
        if self.theme == "stepwise" {
            self.send(&[("username", "user_good")]).await;
            self.send(&[("password", password)]).await;
        } else {
            let fields = [("username", "user_good"), ("password", password)];
            self.send(&fields).await;
        }
    }

    pub async fn open(&mut self, path: &str) {
        let path = format!("/{}/{path}", self.theme);
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.follow(request).await;
    }

    /// Sends the form of the page with these fields filled.
    pub async fn send(&mut self, fields: &[(&str, &str)]) {
        let hidden = self.hidden();
        let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
        let fields: Vec<_> = hidden.chain(fields.iter().copied()).collect();
        self.post(&self.path.clone(), &fields).await;
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) {
        // None of the tests' values need escaping but these.
        let pairs = fields.iter().map(|(name, value)| format!("{name}={}", value.replace('+', "%2B")));
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.follow(request.body(Body::from(body)).unwrap()).await;
    }

    pub async fn follow(&mut self, mut request: Request<Body>) {
        loop {
            self.path = request.uri().path().to_owned();
            request.headers_mut().insert(COOKIE, self.cookie.parse().unwrap());
            // The script of the app theme asks like this; no other theme minds.
            request.headers_mut().insert(FRAGMENT, HeaderValue::from_static("1"));
            let response = self.site.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            self.keep_cookie(&parts.headers);
            let Some(location) = parts.headers.get(LOCATION) else {
                let body = to_bytes(body, usize::MAX).await.unwrap();
                self.page = String::from_utf8_lossy(&body).into_owned();
                self.status = parts.status;
                self.headers = parts.headers;
                return;
            };
            assert_eq!(parts.status, StatusCode::SEE_OTHER);
            let path = location.to_str().unwrap();
            request = Request::get(path).body(Body::empty()).unwrap();
        }
    }

    fn keep_cookie(&mut self, headers: &HeaderMap) {
        if let Some(cookie) = headers.get(SET_COOKIE) {
            self.cookies_set += 1;
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.len() < 4096, "a browser would drop the cookie");
            cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
        }
    }

    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        let value = |name| {
            let start = format!("name=\"{name}\" value=\"");
            let rest = self.page.split_once(&start).map(|(_, rest)| rest)?;
            Some((name, rest.split('"').next()?.to_owned()))
        };
        ["csrf_token", "step"].into_iter().filter_map(value).collect()
    }

    #[track_caller]
    pub fn is_at(&self, path: &str) {
        assert_eq!(self.path, format!("/{}/{path}", self.theme), "{}", self.page);
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        assert!(self.page.contains(text), "no {text} in {}", self.page);
    }
}
