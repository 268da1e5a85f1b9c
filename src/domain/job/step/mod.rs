//! One step of a workflow: what all steps have in common, and the kinds, each in a module of its own.
//!
//! A kind is a module here (its keys, its lint and its words for people), a line in [`Kind`], and a module of the same
//! name in `engine/workflow` that does it; the compiler names the places.

mod ask;
mod common;
mod expect;
mod extract;
mod files;
mod for_each;
mod form;
mod stop;
mod template;
mod visit;
mod wait_for;
mod written;

pub use ask::Ask;
pub use common::OnFailure;
pub use expect::Expect;
pub use extract::Extract;
pub use files::{Download, Print, PrintFormat, Upload};
pub use for_each::ForEach;
pub use form::{Check, Click, Fill, Select, Submit};
pub use stop::Stop;
pub use template::{Values, filled};
pub use visit::Visit;
pub use wait_for::WaitFor;

use schemars::JsonSchema;
use serde::Serialize;
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantNames};

use crate::domain::{
    job::{input::Inputs, saying::Saying},
    source::{
        Engine,
        recipe::{Mark, lint::Mistake},
    },
};

/// One step of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What messages and other steps call it; its number without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The step is skipped where the page is not like this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Mark>,
    /// Seconds that the step may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<u16>,
    #[serde(skip_serializing_if = "OnFailure::is_stop")]
    pub on_failure: OnFailure,
    /// Whether doing it twice would do harm.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub once: bool,
    /// What customers read while it is done; words of its kind without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Saying>,
    #[serde(flatten)]
    pub kind: Kind,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, EnumDiscriminants)]
#[serde(tag = "step", rename_all = "snake_case")]
#[strum_discriminants(name(KindName), derive(EnumString, IntoStaticStr, VariantNames))]
#[strum_discriminants(strum(serialize_all = "snake_case"), doc = "The name of a kind of step.")]
pub enum Kind {
    /// Go to a page of the source.
    #[schemars(title = "VisitStep")]
    Visit(Visit),
    /// Read the page into an artifact of JSON.
    #[schemars(title = "ExtractStep")]
    Extract(Extract),
    /// Fail the run where the page is not as it must be.
    #[schemars(title = "ExpectStep")]
    Expect(Expect),
    /// Wait until something is on the page, or is not any more.
    #[schemars(title = "WaitForStep")]
    WaitFor(WaitFor),
    /// End the run well: there is nothing more to do.
    #[schemars(title = "StopStep")]
    Stop(Stop),
    /// Press a link or a button.
    #[schemars(title = "ClickStep")]
    Click(Click),
    /// Write into a field, which the next `click` or `submit` sends.
    #[schemars(title = "FillStep")]
    Fill(Fill),
    /// Choose an option of a list, which the next `click` or `submit` sends.
    #[schemars(title = "SelectStep")]
    Select(Select),
    /// Check or clear a checkbox or radio button, which the next `click` or `submit` sends.
    #[schemars(title = "CheckStep")]
    Check(Check),
    /// Send the form that was filled.
    #[schemars(title = "SubmitStep")]
    Submit(Submit),
    /// Put a file of the company's into a field, which the next `click` or `submit` sends.
    #[schemars(title = "UploadStep")]
    Upload(Upload),
    /// Keep the page as a file.
    #[schemars(title = "PrintStep")]
    Print(Print),
    /// Take a file of the source.
    #[schemars(title = "DownloadStep")]
    Download(Download),
    /// Do steps for every record or element.
    #[schemars(title = "ForEachStep")]
    ForEach(ForEach),
    /// Put what the page asks to the customer, and give it the answer.
    #[schemars(title = "AskStep")]
    Ask(Ask),
}

impl From<Kind> for Step {
    fn from(kind: Kind) -> Self {
        Self { id: None, when: None, timeout: None, on_failure: OnFailure::Stop, once: false, label: None, kind }
    }
}

impl Step {
    /// Every mistake in a step that stands at `key`.
    pub fn lint(&self, key: &str) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        self.lint_common(key, &mut mistakes);
        match &self.kind {
            Kind::Visit(visit) => visit.lint(key, &mut mistakes),
            Kind::Extract(extract) => extract.lint(key, &mut mistakes),
            Kind::Expect(expect) => expect.lint(key, &mut mistakes),
            Kind::WaitFor(wait_for) => wait_for.lint(key, &mut mistakes),
            Kind::Stop(stop) => stop.lint(key, &mut mistakes),
            Kind::Click(click) => click.lint(key, &mut mistakes),
            Kind::Fill(fill) => fill.lint(key, &mut mistakes),
            Kind::Select(select) => select.lint(key, &mut mistakes),
            Kind::Check(check) => check.lint(key, &mut mistakes),
            Kind::Submit(submit) => submit.lint(key, &mut mistakes),
            Kind::Download(download) => download.lint(key, &mut mistakes),
            Kind::Upload(upload) => upload.lint(key, &mut mistakes),
            Kind::Print(print) => print.lint(key, &mut mistakes),
            Kind::ForEach(each) => each.lint(key, &mut mistakes),
            Kind::Ask(ask) => ask.lint(key, &mut mistakes),
        }
        mistakes
    }

    /// Every mistake in how a step that stands at `key`, and those of a loop in it, name inputs and fields.
    pub fn lint_templates(&self, key: &str, inputs: Option<&Inputs>) -> Vec<Mistake> {
        let mut mistakes = template::lint(self, key, inputs, false);
        if let Kind::ForEach(each) = &self.kind {
            for (step, index) in each.steps.iter().zip(0..) {
                mistakes.extend(template::lint(step, &format!("{key}.steps[{index}]"), inputs, each.of.is_some()));
            }
        }
        mistakes
    }

    /// The engine that the step asks for, if it names one.
    pub const fn engine(&self) -> Option<Engine> {
        match &self.kind {
            Kind::Visit(visit) => visit.engine,
            Kind::Extract(_)
            | Kind::Expect(_)
            | Kind::WaitFor(_)
            | Kind::Stop(_)
            | Kind::Click(_)
            | Kind::Fill(_)
            | Kind::Select(_)
            | Kind::Check(_)
            | Kind::Submit(_)
            | Kind::Download(_)
            | Kind::Upload(_)
            | Kind::Print(_)
            | Kind::ForEach(_)
            | Kind::Ask(_) => None,
        }
    }

    /// Whether it is done on no page, and leads to one.
    pub const fn brings_its_page(&self) -> bool {
        matches!(self.kind, Kind::Visit(_)) && self.when.is_none()
    }

    /// Whether it leads to another page.
    pub const fn moves(&self) -> bool {
        matches!(self.kind, Kind::Visit(_) | Kind::Click(_) | Kind::Submit(_))
    }

    /// Whether it may change something at the source, so that nobody does it again without knowing whether it was done.
    pub fn may_change(&self) -> bool {
        match &self.kind {
            Kind::Click(_) | Kind::Submit(_) | Kind::Ask(_) => true,
            Kind::ForEach(each) => self.once || each.may_change(),
            Kind::Visit(_)
            | Kind::Extract(_)
            | Kind::Expect(_)
            | Kind::WaitFor(_)
            | Kind::Stop(_)
            | Kind::Fill(_)
            | Kind::Select(_)
            | Kind::Check(_)
            | Kind::Upload(_)
            | Kind::Print(_)
            | Kind::Download(_) => self.once,
        }
    }

    /// What it does, for the people who wrote it.
    pub fn says(&self) -> String {
        match &self.kind {
            Kind::Visit(visit) => visit.says(),
            Kind::Extract(extract) => extract.says(),
            Kind::Expect(expect) => expect.says(),
            Kind::WaitFor(wait_for) => wait_for.says(),
            Kind::Stop(stop) => stop.says(),
            Kind::Click(click) => click.says(),
            Kind::Fill(fill) => fill.says(),
            Kind::Select(select) => select.says(),
            Kind::Check(check) => check.says(),
            Kind::Submit(submit) => submit.says(),
            Kind::Download(download) => download.says(),
            Kind::Upload(upload) => upload.says(),
            Kind::Print(print) => print.says(),
            Kind::ForEach(each) => each.says(),
            Kind::Ask(ask) => ask.says(),
        }
    }
}
