//! The person who got the link: a browser without scripts.

use std::sync::{Arc, Mutex};

use cookie_store::{CookieError, CookieStore};
use reqwest::{
    Method,
    header::{CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE},
};
use url::{Url, form_urlencoded};

use super::{Page, client, until};

/// A browser, and the page it shows.
pub struct Customer {
    http: reqwest::Client,
    /// Shared by all tabs, as in every browser.
    cookies: Arc<Mutex<CookieStore>>,
    page: Option<Page>,
    /// Every kind of page it has shown, in order.
    pub seen: Vec<String>,
}

const FORM: &str = "application/x-www-form-urlencoded";

fn encode(fields: &[(String, String)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// What a browser says of where a request comes from.
#[derive(Clone, Copy)]
enum From {
    /// Typed, or followed out of a mail.
    Outside,
    /// A page of the portal.
    Portal,
}

impl Customer {
    pub fn new() -> Self {
        Self { http: client(), cookies: Arc::default(), page: None, seen: Vec::new() }
    }

    /// The same browser in another tab, with a page of its own.
    pub fn tab(&self) -> Self {
        Self { http: self.http.clone(), cookies: Arc::clone(&self.cookies), page: self.page.clone(), seen: Vec::new() }
    }

    /// The same page in a browser that has kept no cookie.
    pub fn without_cookies(&self) -> Self {
        Self { cookies: Arc::default(), ..self.tab() }
    }

    pub fn page(&self) -> &Page {
        self.page.as_ref().expect("a page was opened")
    }

    /// Follows a link that came from outside.
    pub async fn open(&mut self, url: &str) -> &Page {
        self.travel(Method::GET, url.parse().unwrap(), None, From::Outside).await;
        self.page()
    }

    /// Loads the page again.
    pub async fn reload(&mut self) -> &Page {
        let url = self.page().url.clone();
        self.travel(Method::GET, url, None, From::Portal).await;
        self.page()
    }

    /// Presses *Continue*, and waits for what comes.
    pub async fn press_continue(&mut self) -> &Page {
        self.press("action", "continue").await
    }

    /// Presses a button without typing anything, and waits for what comes.
    pub async fn press(&mut self, name: &str, value: &str) -> &Page {
        let form = self.page().form(name, value);
        let mut fields = form.filled(&[]);
        fields.push((name.to_owned(), value.to_owned()));
        self.post(&form.action, &fields).await;
        self.arrive().await
    }

    /// Answers the prompt, and waits for what comes.
    pub async fn answer(&mut self, typed: &[(&str, &str)]) -> &Page {
        self.submit(typed).await;
        self.arrive().await
    }

    /// Answers the prompt, and takes whatever page is shown first.
    pub async fn submit(&mut self, typed: &[(&str, &str)]) -> &Page {
        let form = self.page().prompt();
        let mut fields = form.filled(typed);
        fields.push(("action".to_owned(), "submit".to_owned()));
        self.post(&form.action, &fields).await
    }

    /// Posts fields as they are, as a page of the portal would, and follows.
    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> &Page {
        let url = self.page().url.join(path).unwrap();
        self.travel(Method::POST, url, Some(encode(fields)), From::Portal).await;
        self.page()
    }

    /// Looks at the page again, as its refresh does, until it asks or says something else.
    pub async fn wait_on(&mut self) -> &Page {
        let (url, before) = (self.page().url.clone(), self.page().turn());
        until("the prompt goes on by itself", async || {
            self.travel(Method::GET, url.clone(), None, From::Portal).await;
            (self.page().kind() != "waiting" && self.page().turn() != before).then_some(())
        })
        .await;
        self.page()
    }

    /// Waits through waiting pages, as their refresh does.
    pub async fn arrive(&mut self) -> &Page {
        if self.page().kind() == "waiting" {
            let url = self.page().url.clone();
            until("there is more than a waiting page", async || {
                self.travel(Method::GET, url.clone(), None, From::Portal).await;
                (self.page().kind() != "waiting").then_some(())
            })
            .await;
        }
        self.page()
    }

    /// As [`Self::open`], where the server may die meanwhile.
    pub async fn try_open(&mut self, url: &str) -> reqwest::Result<&Page> {
        self.try_travel(Method::GET, url.parse().unwrap(), None, From::Outside).await?;
        Ok(self.page())
    }

    /// As [`Self::post`], where the server may die meanwhile.
    pub async fn try_post(&mut self, path: &str, fields: &[(String, String)]) -> reqwest::Result<&Page> {
        let url = self.page().url.join(path).unwrap();
        self.try_travel(Method::POST, url, Some(encode(fields)), From::Portal).await?;
        Ok(self.page())
    }

    async fn travel(&mut self, method: Method, url: Url, body: Option<String>, from: From) {
        self.try_travel(method, url, body, from).await.unwrap();
    }

    async fn try_travel(&mut self, method: Method, url: Url, body: Option<String>, from: From) -> reqwest::Result<()> {
        let mut next = (method, url, body);
        for _ in 0..10 {
            let (method, url, body) = next;
            let response = self.request(method, &url, body, from).await?;
            let Some(location) = response.headers().get(LOCATION) else {
                let page = Page::read(response).await?;
                self.seen.push(page.kind());
                self.page = Some(page);
                return Ok(());
            };
            assert_eq!(response.status(), 303, "a redirect that is no See Other");
            next = (Method::GET, url.join(location.to_str().unwrap()).unwrap(), None);
        }
        panic!("redirected without end");
    }

    /// One request and its answer, redirect or not.
    async fn request(
        &mut self,
        method: Method,
        url: &Url,
        body: Option<String>,
        from: From,
    ) -> reqwest::Result<reqwest::Response> {
        let mut request = self
            .request_builder(method.clone(), url)
            .header("sec-fetch-mode", "navigate")
            .header("sec-fetch-dest", "document");
        request = match from {
            From::Outside => request.header("sec-fetch-site", "none"),
            From::Portal => request.header("sec-fetch-site", "same-origin"),
        };
        if method == Method::POST {
            request = request.header("origin", url.origin().ascii_serialization());
        }
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, FORM).body(body);
        }
        let response = request.send().await?;
        self.takes_cookies(response.headers(), response.url());
        Ok(response)
    }

    /// Keeps what an answer brought, as a browser does with every answer.
    pub fn takes_cookies(&self, headers: &HeaderMap, url: &Url) {
        let mut cookies = self.cookies.lock().unwrap();
        for cookie in headers.get_all(SET_COOKIE) {
            match cookies.parse(cookie.to_str().unwrap(), url) {
                Ok(_) | Err(CookieError::Expired) => {}
                Err(error) => panic!("a browser takes the cookie: {error}"),
            }
        }
    }

    /// Has somebody else put a cookie into the browser.
    pub fn plant(&self, url: &str, cookie: &str) {
        self.cookies.lock().unwrap().parse(cookie, &url.parse().unwrap()).unwrap();
    }

    /// All cookies for an address, as the browser would send them.
    pub fn cookies(&self, url: &Url) -> String {
        let cookies = self.cookies.lock().unwrap();
        let all: Vec<String> = cookies.get_request_values(url).map(|(name, value)| format!("{name}={value}")).collect();
        all.join("; ")
    }

    /// Sends a form and stays on the page; the answer must lead somewhere.
    pub async fn send_form(&self, path: &str, fields: &[(String, String)]) {
        let answer = self.form_request(path, fields).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        self.takes_cookies(answer.headers(), answer.url());
    }

    /// Answers the prompt, and does not wait for what comes of it.
    pub async fn send_answer(&self, typed: &[(&str, &str)]) {
        let form = self.page().prompt();
        self.send_form(&form.action, &form.filled(typed)).await;
    }

    /// The request that a form of this browser would make.
    pub fn form_request(&self, path: &str, fields: &[(String, String)]) -> reqwest::RequestBuilder {
        let url = self.page().url.join(path).unwrap();
        self.request_builder(Method::POST, &url)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, FORM)
            .body(encode(fields))
    }

    /// A request with this browser's cookies and nothing else.
    pub fn request_builder(&self, method: Method, url: &Url) -> reqwest::RequestBuilder {
        let cookies = self.cookies(url);
        let request = self.http.request(method, url.clone());
        if cookies.is_empty() { request } else { request.header(COOKIE, cookies) }
    }
}
