//! Everything that is up while it is measured, and the measurements.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use super::{
    Size,
    attack::Attack,
    backend::{self, Backend},
    contexts,
    deliveries::Post,
    guests,
    http::{Connection, get},
    installation::Installation,
    jobs, links, million, peers,
    process::Process,
    rate::{Requests, walks},
    report::{Report, mib},
    server::Counts,
    users, walk,
};

/// The portal, its source, a bare page, and the company.
pub struct Setting {
    portal: Process,
    source: Process,
    bare: Process,
    backend: Backend,
    size: Size,
    report: Report,
    folder: PathBuf,
}

impl Setting {
    /// Starts everything, with all that is written in one folder.
    pub async fn set(folder: &Path, size: Size) -> anyhow::Result<Self> {
        let key = backend::found(folder).await?;
        let source = Process::start("source", folder).await?;
        let bare = Process::start("bare", folder).await?;
        let portal = Process::start("portal", folder).await?;
        let backend = Backend::define(portal.address, source.address, key).await?;
        let report = Report::default();
        Ok(Self { portal, source, bare, backend, size, report, folder: folder.to_owned() })
    }

    /// Measures everything, or only what was named. Memory comes first: later, what load has freed would hide growth.
    pub async fn measure(mut self, only: Option<&str>) -> anyhow::Result<Report> {
        let wanted = |name: &str| only.is_none_or(|only| only == name);
        if wanted("memory") {
            self.memory().await?;
        }
        if wanted("counts") {
            self.counts_of_a_flow().await?;
            self.counts_of_pages().await?;
        }
        let links = self.backend.links(64).await?;
        if wanted("forged") {
            let forged: Vec<String> = links.iter().map(|link| forge(link)).collect();
            self.pages("forged link", 0.8, &forged, 404).await?;
        }
        if wanted("begin") {
            self.pages("begin page of a stored link", 0.3, &links, 200).await?;
        }
        if wanted("peers") {
            peers::measure(&self.portal, &links, (&self.folder, self.size), &mut self.report).await?;
        }
        if wanted("flow") {
            self.flows().await?;
        }
        self.installations(&wanted).await?;
        self.deliveries(&wanted).await?;
        Ok(self.report)
    }

    /// What needs a portal of its own, since it fills the database or the line of deliveries.
    async fn installations(&mut self, wanted: impl Fn(&str) -> bool) -> anyhow::Result<()> {
        let (folder, source) = (&self.folder, self.source.address);
        if wanted("links") {
            links::measure(&Installation::open(folder, "links", source).await?, self.size, &mut self.report).await?;
        }
        if wanted("jobs") {
            let mut installation = Installation::open(folder, "jobs", source).await?;
            jobs::measure(&mut installation, source, self.size, &mut self.report).await?;
        }
        if wanted("guests") {
            let mut installation = Installation::open_with(folder, "guests", source, &guests::SETTINGS).await?;
            guests::measure(&mut installation, (&self.bare, folder), self.size, &mut self.report).await?;
        }
        if wanted("million") {
            let (few, many) =
                (Installation::open(folder, "few", source).await?, Installation::open(folder, "many", source).await?);
            million::measure([few, many], self.size, &mut self.report).await?;
        }
        if wanted("users") {
            users::measure((folder, source), self.size, &mut self.report).await?;
        }
        if wanted("contexts") {
            let open = async |contexts: usize| {
                let settings = [("VESTIBULE_BROWSER_CONTEXTS", contexts.to_string())];
                let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
                Installation::open_with(folder, &format!("contexts-{contexts}"), source, &settings).await
            };
            contexts::measure(open, self.size, &mut self.report).await?;
        }
        Ok(())
    }

    /// Deliveries alone and beside slow receivers, and customers beside attacks: each on a portal of its own.
    async fn deliveries(&mut self, wanted: impl Fn(&str) -> bool) -> anyhow::Result<()> {
        let (folder, source) = (&self.folder, self.source.address);
        if wanted("deliveries") {
            let mut post = Post::open(Installation::open(folder, "deliveries", source).await?, self.size).await?;
            post.deliveries(&mut self.report).await?;
        }
        if wanted("slow") {
            let mut post = Post::open(Installation::open(folder, "slow", source).await?, self.size).await?;
            post.beside_slow_ones(&mut self.report).await?;
        }
        if wanted("attack") {
            Attack::open(folder, source, self.size).await?.measure(&mut self.report).await?;
        }
        Ok(())
    }

    async fn counts_of_a_flow(&mut self) -> anyhow::Result<()> {
        let flows: u32 = 5;
        let links = self.backend.links(flows as usize).await?;
        let (before, asked) = (self.portal.counts().await?, self.source.counts().await?.requests);
        for link in &links {
            walk::through_portal(self.portal.address, link).await?;
        }
        let (after, answered) = (self.portal.counts().await?, self.source.counts().await?.requests);
        walk::at_source(self.source.address).await?;
        let bare = self.source.counts().await?.requests - answered;
        let each = |from: u64, to: u64| f64::from(u32::try_from(to - from).unwrap_or(u32::MAX)) / f64::from(flows);
        // Two until the first prompt, two for each of three answers, one for the file of the job, and one for its end; now
        // and then one more, of a job that writes at a slow moment how far it is.
        self.report.count("database commits per flow", 11.0, each(before.commits, after.commits));
        let statements = each(before.statements, after.statements);
        self.report.count("SQL statements per flow, all pages and tasks", 110.0, statements);
        let handed = each(before.hand_overs, after.hand_overs);
        self.report.tell("hand-overs to the database per flow", "–", handed, "");
        let through = each(asked, answered);
        self.report.tell("requests to the source per flow", "–", through, &format!("{bare} in the bare walk"));
        Ok(())
    }

    async fn counts_of_pages(&mut self) -> anyhow::Result<()> {
        let links = self.backend.links(2).await?;
        let prompt = walk::to_prompt(self.portal.address, &links[0]).await?;
        let mut connection = Connection::open(self.portal.address).await?;
        let pages = [
            ("forged link", forge(&links[1]), 0.0),
            ("begin page", links[1].clone(), 1.0),
            ("prompt page", prompt.path.clone(), 1.0),
        ];
        for (what, path, most) in pages {
            let request = if what == "prompt page" { prompt.request() } else { get(&path) };
            let mut each = Vec::new();
            // The workers look for tasks every second, so the median of many.
            for _ in 0..21 {
                let before = self.portal.counts().await?;
                connection.exchange(&request).await?;
                let after = self.portal.counts().await?;
                each.push(statements(before, after));
            }
            each.sort_by(f64::total_cmp);
            self.report.count(&format!("SQL statements per {what}"), most, each[each.len() / 2]);
        }
        Ok(())
    }

    /// A page of the portal against a bare page of the same size, in turns.
    async fn pages(&mut self, what: &str, aim: f64, paths: &[String], status: u16) -> anyhow::Result<()> {
        let bytes = Connection::open(self.portal.address).await?.exchange(&get(&paths[0])).await?.body.len();
        let each = paths.iter().map(|path| get(path)).collect();
        let ours =
            Requests { each, status, connections: self.size.connections, time: self.size.round, keeps_alive: true };
        let theirs = Requests { each: Arc::new([get(&format!("/{bytes}"))]), status: 200, ..ours.clone() };
        let mut rounds = Vec::new();
        for _ in 0..self.size.rounds {
            rounds.push((theirs.round(&self.bare).await?, ours.round(&self.portal).await?));
        }
        self.report.compare(&format!("{what} : bare page of {bytes} bytes"), Some(aim), &rounds);
        Ok(())
    }

    /// Whole flows against walking the source directly, in turns.
    async fn flows(&mut self) -> anyhow::Result<()> {
        let (portal, source, walkers) = (self.portal.address, self.source.address, self.size.walkers);
        let mut rounds = Vec::new();
        for _ in 0..self.size.rounds {
            let links: Arc<[String]> = self.backend.links(self.size.flows).await?.into();
            let bare = walks(&self.source, self.size.flows, walkers, move |_| walk::at_source(source)).await?;
            let ours = walks(&self.portal, self.size.flows, walkers, move |index: usize| {
                let links = Arc::clone(&links);
                async move { walk::through_portal(portal, &links[index]).await }
            });
            rounds.push((bare, ours.await?));
        }
        self.report.compare("full flow, job included : walking the source", None, &rounds);
        Ok(())
    }

    /// What a flow that waits at a prompt costs in memory: the slope over several groups, once the
    /// first one has filled caches, as one group says little beside what the allocator keeps ready.
    async fn memory(&mut self) -> anyhow::Result<()> {
        self.wait_at_prompt(self.size.waiting).await?;
        let before = self.portal.memory()?;
        for _ in 0..self.size.rounds {
            self.wait_at_prompt(self.size.waiting).await?;
        }
        let after = self.portal.memory()?;
        let flows = self.size.rounds * self.size.waiting;
        let each = mib(after.saturating_sub(before)) * 1024.0 / f64::from(u32::try_from(flows)?);
        let what = format!("KiB of memory per flow at a prompt, with {flows}");
        if self.size.is_smoke {
            self.report.tell(&what, "≤ 64", each, "");
        } else {
            self.report.count(&what, 64.0, each);
        }
        self.report.tell(
            "    MiB of memory then",
            "–",
            mib(after),
            &format!("{:.1} with {}", mib(before), self.size.waiting),
        );
        Ok(())
    }

    async fn wait_at_prompt(&mut self, number: usize) -> anyhow::Result<()> {
        let links: Arc<[String]> = self.backend.links(number).await?.into();
        let portal = self.portal.address;
        let to_prompt = move |index: usize| {
            let links = Arc::clone(&links);
            async move { walk::to_prompt(portal, &links[index]).await.map(drop) }
        };
        walks(&self.portal, number, self.size.walkers, to_prompt).await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        Ok(())
    }
}

fn statements(before: Counts, after: Counts) -> f64 {
    f64::from(u32::try_from(after.statements - before.statements).unwrap_or(u32::MAX))
}

/// A link that looks right and was signed by nobody.
fn forge(link: &str) -> String {
    let (rest, last) = link.split_at(link.len() - 2);
    let other = if last.starts_with('A') { 'B' } else { 'A' };
    format!("{rest}{other}{}", &last[1..])
}
