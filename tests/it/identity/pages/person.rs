//! Somebody on the pages of a pool: a browser, a mailbox, and the application that sent them there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use super::super::actors::{Application, Tokens};
use crate::support::{Customer, Installation, Page, Reply, until};

/// The example of RFC 7636.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
pub const PASSWORD: &str = "a long enough Sentence 42";

/// An application whose redirects lead to the server's own page of what is not there, which a browser without scripts
/// can open.
pub async fn app(installation: &Installation, mut pool: Value) -> Application {
    pool["name"] = "Readers".into();
    pool["anonymous_enabled"] = true.into();
    pool["signing_alg"] = "ES256".into(); // whose keys are made at once; other tests have those of RSA
    let client = json!({"name": "Harbour Reader", "redirect_uris": [installation.url("/callback")]});
    Application::of(installation, pool, client).await
}

/// Mails that were put in a folder.
pub struct Mailbox {
    folder: PathBuf,
    read: BTreeSet<String>,
}

impl Mailbox {
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.join("mail"), read: BTreeSet::new() }
    }

    /// All mails to an address, oldest first.
    pub fn mails(&self, to: &str) -> Vec<(String, String)> {
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut mails: Vec<(String, String)> = entries
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap()))
            .filter(|(_, text)| text.contains(&format!("To: {to}\r\n")))
            .collect();
        mails.sort();
        mails
    }

    /// The code of the next mail to an address that was not read yet.
    pub async fn code(&mut self, to: &str) -> String {
        let (name, text) =
            until("the mail arrives", async || self.mails(to).into_iter().find(|(name, _)| !self.read.contains(name)))
                .await;
        self.read.insert(name);
        let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6);
        runs.next_back().unwrap().to_owned()
    }
}

/// A browser on the pages, with a mailbox.
pub struct Person {
    pub browser: Customer,
    pub mailbox: Mailbox,
    pub app: Application,
}

impl Person {
    pub fn new(installation: &Installation, app: &Application) -> Self {
        let mailbox = Mailbox::of(installation.folder.path());
        Self { browser: Customer::new(), mailbox, app: app.clone() }
    }

    fn callback(&self) -> String {
        format!("{}/callback", self.app.root)
    }

    /// The address that the application sends its browser to.
    pub fn authorize_url(&self, more: &[(&str, &str)]) -> String {
        let callback = self.callback();
        let usual = [
            ("client_id", self.app.client_id.as_str()),
            ("redirect_uri", &callback),
            ("response_type", "code"),
            ("scope", "openid offline_access"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
            ("state", "s1"),
        ];
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(usual).extend_pairs(more).finish();
        format!("{}/oauth2/authorize?{query}", self.app.issuer())
    }

    /// Is sent to the pages by the application.
    pub async fn authorize(&mut self, more: &[(&str, &str)]) -> &Page {
        let url = self.authorize_url(more);
        self.browser.open(&url).await
    }

    /// Opens a page of the pool by itself.
    pub async fn opens(&mut self, page: &str) -> &Page {
        let url = format!("{}/{page}", self.app.issuer());
        self.browser.open(&url).await
    }

    /// Gives a code on a page that offers several things to do with it.
    pub async fn chooses(&mut self, action: &str, code: &str) -> &Page {
        let form = self.browser.page().form("action", action);
        let pressed = vec![("action".to_owned(), action.to_owned())];
        let fields = [form.filled(&[("code", code)]), pressed].concat();
        self.browser.post(&form.action, &fields).await
    }

    /// Is sent to the pages as a guest with these tokens.
    pub async fn promotes(&mut self, guest: &Tokens) -> &Page {
        let hint = self.hint(guest).await;
        self.authorize(&[("prompt", "login"), ("login_hint", &hint)]).await
    }

    /// What the application says of a guest.
    pub async fn hint(&self, guest: &Tokens) -> String {
        let body = json!({"session_type": "refresh_token", "refresh_token": guest.refresh});
        let told = self.app.call("/api/anonymous_user/promotion_code", &body).await.expect(200);
        let code = told["result"]["promotion_code"].as_str().unwrap();
        format!("https://authgear.com/login_hint?type=anonymous&promotion_code={code}")
    }

    /// Gives an address and the code that is mailed there.
    pub async fn shows_address(&mut self, email: &str) -> &Page {
        self.browser.submit(&[("email", email)]).await.is("verify");
        let code = self.mailbox.code(email).await;
        self.browser.submit(&[("code", &code)]).await
    }

    /// Goes all the way from the page that asks for an address.
    pub async fn makes_account(&mut self, email: &str) -> Tokens {
        self.shows_address(email).await.is("password");
        self.browser.submit(&[("password", PASSWORD)]).await;
        self.arrives().await
    }

    /// What the application reads in the address it is called back at.
    pub fn told(&self, name: &str) -> Option<String> {
        let url: &Url = &self.browser.page().url;
        assert_eq!(url.path(), "/callback", "{}", self.browser.page().body);
        url.query_pairs().find(|(other, _)| other == name).map(|(_, value)| value.into_owned())
    }

    /// The application takes the code it was called back with.
    pub async fn redeem(&self) -> Reply {
        assert_eq!((self.told("state").as_deref(), self.told("iss")), (Some("s1"), Some(self.app.issuer())));
        let (code, callback) = (self.told("code").unwrap(), self.callback());
        let pairs = [("code", code.as_str()), ("redirect_uri", callback.as_str()), ("code_verifier", VERIFIER)];
        self.app.token("authorization_code", &pairs).await
    }

    /// The tokens that the application gets.
    pub async fn arrives(&self) -> Tokens {
        Tokens::of(&self.redeem().await.expect(200))
    }

    /// What userinfo says, with the guest's sign spelt out.
    pub async fn userinfo(&self, tokens: &Tokens) -> (String, bool, String) {
        let told = self.app.userinfo(&tokens.access).await.expect(200);
        let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
        let is_anonymous = told["https://authgear.com/claims/user/is_anonymous"].as_bool().unwrap();
        (text("sub"), is_anonymous, text("email"))
    }
}

/// How many events of a kind there were, newest first, with their data.
pub async fn events(installation: &Installation, kind: &str) -> Vec<Value> {
    let told = installation.backend.get(&format!("/v1/events?type={kind}")).await.expect(200);
    told["data"].as_array().unwrap().clone()
}
