//! A page as it arrived.

use std::{collections::BTreeMap, sync::OnceLock};

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use scraper::Html;
use url::Url;

use super::{
    form::{Form, select},
    reply::assert_without_key,
};

/// What a browser shows.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: String,
    /// The attributes of its `main`, once somebody has asked for one.
    hooks: OnceLock<BTreeMap<String, String>>,
}

impl Page {
    pub async fn of(response: reqwest::Response) -> Self {
        Self::read(response).await.unwrap()
    }

    /// A page that may break off.
    pub async fn read(response: reqwest::Response) -> reqwest::Result<Self> {
        let (status, url, headers) = (response.status().as_u16(), response.url().clone(), response.headers().clone());
        let body = response.text().await?;
        assert_without_key(&headers, &body);
        Ok(Self { status, url, headers, body, hooks: OnceLock::new() })
    }

    fn hook(&self, name: &str) -> String {
        let hooks = self.hooks.get_or_init(|| {
            let document = Html::parse_document(&self.body);
            let main = select(document.root_element(), "main");
            let attributes = main.first().into_iter().flat_map(|main| main.value().attrs());
            attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        });
        hooks.get(name).cloned().unwrap_or_default()
    }

    /// `data-page`.
    pub fn kind(&self) -> String {
        self.hook("data-page")
    }

    /// `data-challenge`.
    pub fn challenge(&self) -> String {
        self.hook("data-challenge")
    }

    /// `data-turn`; 0 where nothing is asked.
    pub fn turn(&self) -> u32 {
        self.hook("data-turn").parse().unwrap_or(0)
    }

    /// `data-refusal`.
    pub fn refusal(&self) -> String {
        self.hook("data-refusal")
    }

    /// `data-link-status`.
    pub fn link_status(&self) -> String {
        self.hook("data-link-status")
    }

    pub fn is_html(&self) -> bool {
        let kind = self.headers.get(CONTENT_TYPE);
        kind.is_some_and(|kind| kind.to_str().unwrap().starts_with("text/html"))
    }

    /// The words of each element, in the order of the page.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let found = select(document.root_element(), css);
        let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        found.into_iter().map(|element| words(element.text().collect())).collect()
    }

    /// What each element holds, with its lines as they are.
    pub fn blocks(&self, css: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        select(document.root_element(), css).into_iter().map(|element| element.text().collect()).collect()
    }

    /// What an attribute says on each element that has it, in the order of the page.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let found = select(document.root_element(), css);
        found.into_iter().filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }

    /// The source's own words, as they are quoted.
    pub fn quotes(&self) -> Vec<String> {
        self.texts("figure.says blockquote")
    }

    /// Everything said on the page.
    pub fn words(&self) -> String {
        self.texts("body").join(" ")
    }

    /// The values that a test source says it takes here: the first of each field, then the second of each, and so on.
    pub fn test_values(&self) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        let codes = |field| select(field, "code").into_iter().map(|code| code.text().collect()).collect();
        let fields = select(document.root_element(), "[data-test-values] section");
        let fields: Vec<Vec<String>> = fields.into_iter().map(codes).collect();
        let most = fields.iter().map(Vec::len).max().unwrap_or_default();
        (0..most).flat_map(|place| fields.iter().filter_map(move |values| values.get(place).cloned())).collect()
    }

    /// Where the button back to the company leads.
    pub fn way_back(&self) -> String {
        let document = Html::parse_document(&self.body);
        let links = select(document.root_element(), "main .actions a");
        links.first().and_then(|link| link.attr("href")).unwrap_or_default().to_owned()
    }

    pub fn forms(&self) -> Vec<Form> {
        let document = Html::parse_document(&self.body);
        let forms = select(document.root_element(), "form");
        forms.into_iter().map(Form::read).collect()
    }

    /// The form with this button.
    #[track_caller]
    pub fn form(&self, name: &str, value: &str) -> Form {
        let mut forms = self.forms().into_iter();
        let found = forms.find(|form| form.has_button(name, value));
        found.unwrap_or_else(|| panic!("no button {name}={value} on {}", self.body))
    }

    /// The form that answers a prompt.
    #[track_caller]
    pub fn prompt(&self) -> Form {
        self.form("action", "submit")
    }

    /// Whether there is a button to press.
    pub fn offers(&self, name: &str, value: &str) -> bool {
        self.forms().iter().any(|form| form.has_button(name, value))
    }

    /// Fails unless it is this page.
    #[track_caller]
    pub fn is(&self, kind: &str) {
        assert_eq!(self.kind(), kind, "{} {}", self.status, self.body);
    }

    /// Fails unless it asks this.
    #[track_caller]
    pub fn asks(&self, challenge: &str) {
        self.is("challenge");
        assert_eq!(self.challenge(), challenge, "{}", self.body);
    }

    /// Fails unless it tells of this refusal.
    #[track_caller]
    pub fn tells(&self, refusal: &str) {
        assert_eq!(self.refusal(), refusal, "{}", self.body);
    }

    /// Fails unless the source is quoted with this.
    #[track_caller]
    pub fn quotes_source(&self, words: &str) {
        let quotes = self.quotes();
        let is_quoted = quotes.iter().any(|quote| quote.contains(words));
        assert!(is_quoted, "{words:?} is not among {quotes:?}");
    }
}
