//! A walk through a source without the portal: what an engine and a recipe make of it.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use time::OffsetDateTime;
use url::Url;
use vestibule::{
    domain::{
        prompt::{answer::Answer, challenge::Challenge, refusal::Refusal},
        source::{Definition, Engine, recipe::Recipe},
    },
    engine::{
        AnyPage, EngineConfig, Limits, Move, PageError,
        chrome::{Browsers, Settings},
        play,
    },
    net::guard::Guard,
    page::recipe::{
        memory::Memory,
        run::{Run, Step},
    },
};

use crate::support::{Folder, Sandbox, clock_now, definition};

/// Somebody who signs in to the sandbox with one engine.
pub struct Walk {
    pub page: AnyPage,
    definition: Definition,
    memory: Memory,
    step: Option<Step>,
    pub sandbox: Sandbox,
    browsers: PathBuf,
    folder: Folder,
}

/// Browsers for one test.
pub fn browsers(folder: &Folder, contexts: usize) -> Browsers {
    Browsers::new(Settings {
        program: PathBuf::new(),
        folder: folder.path().join("browsers"),
        contexts,
        per_browser: 4,
        lives: 100,
        memory: 4096,
    })
}

fn now() -> OffsetDateTime {
    clock_now()
}

impl Walk {
    /// Opens the sign-in of a theme.
    pub async fn to(engine: Engine, theme: &str) -> Self {
        let (folder, sandbox) = (Folder::new(), Sandbox::start().await);
        let mut walk = Self::with(engine, definition(&sandbox, theme), sandbox, folder).await;
        walk.begin().await.unwrap();
        walk
    }

    /// Stands before the sign-in at another address.
    pub async fn before(engine: Engine, address: SocketAddr) -> Self {
        let (folder, sandbox) = (Folder::new(), Sandbox::start().await);
        let login_url = format!("http://{address}/");
        let definition = Definition { login_url, ..definition(&sandbox, "classic") };
        Self::with(engine, definition, sandbox, folder).await
    }

    /// Stands before a sign-in of which nothing is known.
    pub async fn at_unknown(engine: Engine, address: SocketAddr) -> Self {
        Self::at_known(engine, address, Recipe::default()).await
    }

    /// Stands before a sign-in of which this recipe is known.
    pub async fn at_known(engine: Engine, address: SocketAddr, recipe: Recipe) -> Self {
        let (folder, sandbox) = (Folder::new(), Sandbox::start().await);
        let login_url = format!("http://{address}/");
        let definition = Definition { login_url, recipe: Some(recipe), ..definition(&sandbox, "classic") };
        Self::with(engine, definition, sandbox, folder).await
    }

    /// Stands before a sign-in of which nothing is known, at a source of several hosts.
    pub async fn at_unknown_of(engine: Engine, address: SocketAddr, hosts: &[String]) -> Self {
        let (folder, sandbox) = (Folder::new(), Sandbox::start().await);
        let login_url = format!("http://{address}/");
        let (recipe, hosts) = (Some(Recipe::default()), hosts.to_vec());
        let definition = Definition { login_url, recipe, hosts, ..definition(&sandbox, "classic") };
        Self::with(engine, definition, sandbox, folder).await
    }

    /// What the page meant last.
    pub fn step(&self) -> Option<&Step> {
        self.step.as_ref()
    }

    /// Opens the sign-in.
    pub async fn begin(&mut self) -> Result<(), PageError> {
        let login = Url::parse(&self.definition.login_url).unwrap();
        self.make(Move::Open(login)).await
    }

    async fn with(engine: Engine, definition: Definition, sandbox: Sandbox, folder: Folder) -> Self {
        let hosts = definition.allowed_hosts();
        let guard = Guard::new(&hosts, vec!["127.0.0.0/8".parse().unwrap()]).unwrap();
        let means = EngineConfig { engine, browsers: browsers(&folder, 2), guard, limits: Limits::default() };
        let page = AnyPage::open(means).await.unwrap();
        Self {
            page,
            definition,
            memory: Memory::default(),
            step: None,
            sandbox,
            browsers: folder.path().join("browsers"),
            folder,
        }
    }

    /// Where the browsers have their folders.
    pub fn folder(&self) -> &Path {
        &self.browsers
    }

    /// Goes away from the source for good: what is left is the folder.
    pub fn leave(self) -> Folder {
        self.folder
    }

    async fn make(&mut self, first: Move) -> Result<(), PageError> {
        let mut run = Run::new(self.definition.recipe.as_ref().unwrap(), self.memory.clone());
        let step = play(&mut run, &mut self.page, first, &now).await?;
        self.memory = run.memory;
        self.step = Some(step);
        Ok(())
    }

    /// What is asked now; its kind is this.
    pub fn asks(&self, kind: &str) -> &Challenge {
        match self.step.as_ref().unwrap() {
            Step::Ask(challenge) => {
                assert_eq!(challenge.kind.to_string(), kind);
                challenge
            }
            other => panic!("asks nothing: {other:?}"),
        }
    }

    pub fn is_signed_in(&self) {
        assert_eq!(self.step, Some(Step::SignedIn));
    }

    pub fn is_refused(&self, refusal: Refusal) {
        match self.step.as_ref().unwrap() {
            Step::Refused(refused) => assert_eq!(refused.refusal, refusal),
            other => panic!("is not refused: {other:?}"),
        }
    }

    /// Answers with these fields.
    pub async fn fields(&mut self, fields: &[(&str, &str)]) {
        let fields: BTreeMap<String, _> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        self.make(Move::Answer(Answer::Fields(fields))).await.unwrap();
    }

    /// Looks whether what a prompt waits for has happened.
    pub async fn reloads(&mut self) {
        self.make(Move::Reload).await.unwrap();
    }

    pub async fn sign_in(&mut self, password: &str) {
        self.fields(&[("identifier", "user_good"), ("password", password)]).await;
    }

    pub async fn choose(&mut self, label: &str) {
        let Some(Step::Ask(challenge)) = &self.step else { panic!("asks nothing") };
        let choice = challenge.choices.iter().find(|choice| choice.label.contains(label)).unwrap();
        let answer = Answer::Choice(choice.id.clone());
        self.make(Move::Answer(answer)).await.unwrap();
    }
}
