//! Forms: what is filled and chosen is sent together, by the step that presses something.

use std::mem;

use secrecy::SecretString;

use super::{Outcome, WorkflowRun, for_each::targets, keeper::Keeper};
use crate::{
    domain::{
        job::{
            failure::{Failure, Reason},
            step::{Check, Click, Fill, ForEach, Kind, Select, Step, Submit, Values, filled},
        },
        source::{recipe::Css, source_text::LABEL},
    },
    engine::page::Page,
    page::{Submission, Target, dom::Document},
};

impl<K: Keeper> WorkflowRun<K> {
    pub(super) async fn fill(&mut self, fill: &Fill) -> Result<Outcome, Failure> {
        let target = self.one(&fill.at).await?;
        self.form.fill.push((target, SecretString::from(fill.value.clone())));
        Ok(Outcome::Done)
    }

    pub(super) async fn check(&mut self, check: &Check) -> Result<Outcome, Failure> {
        let target = self.one(&check.at).await?;
        if check.off {
            self.form.clear.push(target);
        } else {
            self.form.choose.push(target);
        }
        Ok(Outcome::Done)
    }

    pub(super) async fn select(&mut self, select: &Select) -> Result<Outcome, Failure> {
        let list = self.one(&select.at).await?;
        let option = self.reads(|document| option(document, &list, select)).await?;
        let missing = || {
            let message = format!("{} has no such option, or several", select.at.0);
            Failure::new(Reason::SourceChanged, message)
        };
        self.form.choose.push(option.ok_or_else(missing)?);
        Ok(Outcome::Done)
    }

    pub(super) async fn click(&mut self, click: &Click) -> Result<Outcome, Failure> {
        let target = self.one(&click.at).await?;
        self.send(Some(target)).await
    }

    pub(super) async fn submit(&mut self, submit: &Submit) -> Result<Outcome, Failure> {
        let target = match &submit.at {
            Some(css) => Some(self.one(css).await?),
            None => None,
        };
        self.send(target).await
    }

    /// What a step would send that may change something at the source; `None` where it only reads, or is skipped.
    pub async fn would_send(&mut self, step: &Step) -> Result<Option<String>, Failure> {
        let step = &filled(step, Values { input: &self.inputs, item: None })?;
        let at = match &step.kind {
            Kind::Click(click) => Some(&click.at),
            Kind::Submit(submit) => submit.at.as_ref(),
            Kind::Download(download) if download.at.is_some() => download.at.as_ref(),
            Kind::ForEach(each) => return self.would_send_for_each(each).await,
            Kind::Visit(_)
            | Kind::Extract(_)
            | Kind::Expect(_)
            | Kind::WaitFor(_)
            | Kind::Stop(_)
            | Kind::Fill(_)
            | Kind::Select(_)
            | Kind::Check(_)
            | Kind::Download(_)
            | Kind::Upload(_)
            | Kind::Print(_)
            | Kind::Ask(_) => return Ok(None),
        };
        let is_skipped = match &step.when {
            Some(when) => !self.holds(when).await?,
            None => false,
        };
        let is_link = match at {
            Some(css) => self.reads(|document| is_link(document, css)).await?,
            None => false,
        };
        if is_skipped || (is_link && matches!(step.kind, Kind::Click(_) | Kind::Download(_))) {
            return Ok(None);
        }
        let filled = self.form.fill.iter().map(|(target, _)| target);
        let named = filled.chain(&self.form.choose).chain(&self.form.clear).map(|target| target.selector.as_str());
        let named: Vec<&str> = named.chain(at.map(|css| css.0.as_str())).collect();
        Ok(Some(if named.is_empty() { "the form".to_owned() } else { named.join(", ") }))
    }

    async fn send(&mut self, press: Option<Target>) -> Result<Outcome, Failure> {
        let form = Submission { press, ..mem::take(&mut self.form) };
        self.page.submit(form).await?;
        self.opened += 1;
        let seen = self.page.look().await?;
        match seen.status {
            ..400 => Ok(Outcome::Done),
            status => Err(Failure::new(Reason::SourceUnavailable, format!("the source answered {status}"))),
        }
    }

    /// The one element that a selector finds: of several, which is meant is not sure.
    pub(super) async fn one(&mut self, css: &Css) -> Result<Target, Failure> {
        let mut found = self.targets(css).await?;
        if found.is_empty() && self.page.can_switch_to_browser() {
            self.page.switch_to_browser().await?;
            found = self.targets(css).await?;
        }
        let place = if self.scope.is_some() { "row" } else { "page" };
        match (found.pop(), found.len()) {
            (None, _) => Err(Failure::new(Reason::SourceChanged, format!("nothing on the {place} is {}", css.0))),
            (Some(target), 0) => Ok(target),
            (Some(_), more) => {
                let message = format!("{} elements of the {place} are {}", more + 1, css.0);
                Err(Failure::new(Reason::SourceChanged, message))
            }
        }
    }

    async fn targets(&mut self, css: &Css) -> Result<Vec<Target>, Failure> {
        let scope = self.scope.take();
        let found = self.reads(|document| targets(document, css, scope.as_ref())).await;
        self.scope = scope;
        found
    }

    /// As [`Self::would_send`], for steps that are done for each item: only links are sure to send nothing.
    async fn would_send_for_each(&mut self, each: &ForEach) -> Result<Option<String>, Failure> {
        for step in &each.steps {
            let at = match &step.kind {
                Kind::Click(click) => Some(&click.at),
                Kind::Submit(_) => return Ok(Some("a form for each item".to_owned())),
                Kind::Download(download) => download.at.as_ref(),
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
                | Kind::ForEach(_)
                | Kind::Ask(_) => None,
            };
            if let Some(css) = at
                && !self
                    .reads(|document| document.all(css).into_iter().all(|found| leads(document, found.attr("href"))))
                    .await?
            {
                return Ok(Some(format!("{} for each item", css.0)));
            }
        }
        Ok(None)
    }
}

/// Whether what is pressed is a link to a page.
fn is_link(document: &Document, css: &Css) -> bool {
    document.all(css).first().is_some_and(|element| leads(document, element.attr("href")))
}

/// Whether the `href` of an element, if it has one, leads to a page.
fn leads(document: &Document, href: Option<&str>) -> bool {
    href.is_some_and(|href| document.url().join(href).is_ok_and(|url| matches!(url.scheme(), "http" | "https")))
}

/// The option with this label or, where no label is so, this value.
fn option(document: &Document, list: &Target, select: &Select) -> Option<Target> {
    let list = *document.all(&Css(list.selector.clone())).get(list.nth)?;
    let options = document.all(&Css("option".to_owned()));
    let of_list: Vec<_> = document.all_in(list, &Css("option".to_owned()));
    let wanted = select.option.trim();
    let by_label = of_list.iter().filter(|option| document.text(**option, LABEL).as_deref() == Some(wanted));
    let by_value = of_list.iter().filter(|option| option.attr("value") == Some(wanted));
    let (mut by_label, mut by_value) = (by_label.peekable(), by_value);
    let found =
        if by_label.peek().is_some() { (by_label.next(), by_label.next()) } else { (by_value.next(), by_value.next()) };
    let (Some(found), None) = found else { return None };
    let nth = options.iter().position(|option| option.id() == found.id())?;
    Some(Target { selector: "option".to_owned(), nth })
}
