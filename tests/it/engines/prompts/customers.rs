//! The customers of all stories, who come to their prompts together, so that one death strikes each at a prompt.

use futures_util::future::join_all;
use vestibule::domain::source::{Definition, Engine};

use super::{
    table::{STORIES, Story},
    walker::Walker,
};
use crate::{
    engines::processes::{self, Process},
    support::{Entry, Program, definition, until},
};

/// As many browser contexts as there are stories: each has its page alive when death comes.
const PLACES: [(&str, &str); 2] = [("VESTIBULE_BROWSER_CONTEXTS", "32"), ("VESTIBULE_BROWSER_CONTEXTS_EACH", "16")];

/// What is killed.
#[derive(Clone, Copy)]
pub enum Death {
    Browsers,
    Tabs,
    Vestibule,
}

/// Everybody, and the server they come to.
pub struct Customers {
    program: Program,
    walkers: Vec<Walker>,
}

impl Customers {
    /// Everybody at the first prompt.
    pub async fn gather(is_wanted: fn(&Story) -> bool) -> Self {
        let mut program = Program::start().await;
        program.stop().await;
        program.start_with(&PLACES);
        assert!(program.answers().await, "{}", program.log());
        let source = Definition { engine: Engine::Chrome, ..definition(&program.sandbox, "app") };
        let source = program.backend.create_source(&source).await;
        let job = program.backend.create_job(&source, &[]).await;
        let stories = STORIES.iter().filter(|story| is_wanted(story));
        let walkers = join_all(stories.map(async |story| Walker::begin(&program, &job, story).await)).await;
        Self { program, walkers }
    }

    /// Kills, and starts again what does not start by itself.
    pub async fn strike(&mut self, death: Death) {
        let is_victim = match death {
            Death::Browsers => Process::is_browser,
            Death::Tabs => Process::is_renderer,
            Death::Vestibule => {
                self.program.kill().await;
                self.nothing_is_left().await;
                self.program.start_with(&PLACES);
                assert!(self.program.answers().await, "{}", self.program.log());
                return;
            }
        };
        let browsers = self.program.folder.path().join("browsers");
        let victims: Vec<_> = processes::of(&browsers).into_iter().filter(is_victim).collect();
        assert!(!victims.is_empty());
        victims.iter().for_each(Process::kill);
    }

    /// Everybody does what is to be done at the prompt; those whose next one waits come last, as it does not wait long.
    pub async fn go_on(&mut self) {
        for waits in [false, true] {
            join_all(self.walkers.iter_mut().filter(|walker| walker.waits_next() == waits).map(Walker::go_on)).await;
        }
    }

    /// Everybody comes to the prompt at which death is to come.
    pub async fn go_to_the_strike(&mut self) {
        join_all(self.walkers.iter_mut().map(async |walker| {
            while walker.is_before_its_strike() {
                walker.go_on().await;
            }
        }))
        .await;
    }

    /// Strikes while the source has everybody's answer and says nothing to it.
    pub async fn strike_while_answering(&mut self, death: Death) {
        let before = self.program.sandbox.ledger().await.len();
        self.program.sandbox.holds_answers(true);
        join_all(self.walkers.iter().filter(|walker| walker.has_form()).map(Walker::send)).await;
        let forms = self.walkers.iter().filter(|walker| walker.has_form()).count();
        self.program.sandbox.has_received(before + forms).await;
        self.strike(death).await;
        self.program.sandbox.holds_answers(false);
    }

    /// Everybody whose answer was under way is asked again.
    pub async fn is_asked_again(&mut self) {
        join_all(self.walkers.iter_mut().filter(|walker| walker.has_form()).map(Walker::is_asked_again)).await;
    }

    /// Everybody is told of the interruption, and does it all once more.
    pub async fn is_interrupted_and_begins_again(&mut self) {
        join_all(self.walkers.iter_mut().map(async |walker| {
            walker.is_interrupted().await;
            walker.begin_again().await;
            while walker.prompt().is_some() {
                walker.go_on().await;
            }
        }))
        .await;
    }

    pub fn is_done(&self) -> bool {
        self.walkers.iter().all(|walker| walker.prompt().is_none())
    }

    /// Every link is completed by this way, and the source got of each story what it was to get, in as many sessions.
    pub async fn ends_well(mut self, timeline: &str, forms: impl Fn(&Story) -> Vec<Vec<String>>) {
        let ledger = self.program.sandbox.ledger().await;
        for Walker { story, link, .. } in &self.walkers {
            self.program.backend.sees(link, "COMPLETED").await;
            assert_eq!(self.program.backend.transitions(link).await, timeline, "{}", story.password);
            let logins = ledger.iter().filter(|entry| entry.told() == story.forms()[0]);
            let mut sessions: Vec<_> = logins.map(|entry| entry.session.as_str()).collect();
            sessions.dedup();
            let got = sessions.into_iter().map(|session| forms_of(&ledger, session));
            assert_eq!(got.collect::<Vec<_>>(), forms(story), "{}", story.password);
        }
        self.program.stop().await;
        self.nothing_is_left().await;
    }

    async fn nothing_is_left(&self) {
        let browsers = self.program.folder.path().join("browsers");
        until("the browsers and their folders are gone", async || {
            let is_empty = std::fs::read_dir(&browsers).is_ok_and(|mut entries| entries.next().is_none());
            (is_empty && processes::of(&browsers).is_empty()).then_some(())
        })
        .await;
    }
}

/// What the source got in a session.
fn forms_of(ledger: &[Entry], session: &str) -> Vec<String> {
    ledger.iter().filter(|entry| entry.session == session).map(Entry::told).collect()
}
