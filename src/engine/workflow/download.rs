//! Taking a file of the source, as far as the permissions allow.

use std::mem;

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::job::{
        artifact::Kind,
        failure::{Failure, Reason},
        step::Download,
    },
    engine::{
        error::PageError,
        file::{FileHead, FileRequest, Given, IncomingFile, Way, asks_for_password},
        page::Page,
    },
    page::{Seen, Submission},
};

impl<K: Keeper> WorkflowRun<K> {
    pub(super) async fn download(&mut self, download: &Download) -> Result<Outcome, Failure> {
        self.take(download).await.map(|(head, _)| Outcome::Downloaded(head))
    }

    /// Takes a file: what it is, and its SHA-256.
    pub(super) async fn take(&mut self, download: &Download) -> Result<(FileHead, String), Failure> {
        self.downloads.admit_after(self.files)?;
        match self.given(download).await? {
            Given::File(file) => self.keep(file).await,
            Given::Page(seen) => Err(self.no_file(&seen).await),
            Given::TooLarge => {
                let message = format!("the file has more than {} bytes", self.downloads.most_bytes());
                Err(Failure::new(Reason::FileTooLarge, message))
            }
            Given::Several => Err(Failure::new(Reason::TooManyFiles, "several files came of one action")),
        }
    }

    /// What the source gives; by a script, where it gives nothing without one.
    async fn given(&mut self, download: &Download) -> Result<Given, Failure> {
        let (target, url) = match (&download.at, &download.url) {
            (Some(css), _) => (Some(self.one(css).await?), None),
            (None, url) => (None, Some(self.address(url.as_deref().unwrap_or_default())?)),
        };
        let most = self.downloads.most_bytes();
        let way = |form: &mut Submission| match &url {
            Some(url) => Way::Open(url.clone()),
            None => Way::Press(Submission { press: target.clone(), ..mem::take(form) }),
        };
        let can_switch = self.page.can_switch_to_browser();
        // What was filled is sent with the file's button, and by the browser if it is the one that can press it.
        let kept = can_switch.then(|| self.form.copy());
        let asked = FileRequest { way: way(&mut self.form), most };
        match self.page.download(asked).await {
            Err(PageError::Unsupported { .. }) if can_switch => {
                self.form = kept.unwrap_or_default();
                self.page.switch_to_browser().await?;
                Ok(self.page.download(FileRequest { way: way(&mut self.form), most }).await?)
            }
            given => Ok(given?),
        }
    }

    async fn keep(&mut self, mut file: IncomingFile) -> Result<(FileHead, String), Failure> {
        self.downloads.admit_type(&file.head.media_type)?;
        self.downloads.admit_size(file.head.size.unwrap_or_default())?;
        self.keeper.begin(self.place, Kind::File, &file.head).await?;
        match self.pass_on(&mut file).await {
            Ok((bytes, sha256)) => {
                self.files += 1;
                let IncomingFile { head, .. } = file;
                Ok((FileHead { size: Some(bytes), ..head }, sha256))
            }
            Err(failure) => {
                self.keeper.give_up().await;
                Err(failure)
            }
        }
    }

    /// Hands the content over as it comes.
    async fn pass_on(&mut self, file: &mut IncomingFile) -> Result<(u64, String), Failure> {
        let mut bytes = 0;
        while let Some(piece) = file.next().await? {
            bytes += piece.len() as u64;
            self.downloads.admit_size(bytes)?;
            self.keeper.write(&piece).await?;
        }
        Ok((bytes, self.keeper.finish().await?))
    }

    /// Why a page came, and not a file.
    async fn no_file(&mut self, seen: &Seen) -> Failure {
        let asks = self.page.reader().read(seen.html.len(), || asks_for_password(seen)).await;
        match seen.status {
            404 | 410 => Failure::new(Reason::SourceChanged, format!("the source answered {}", seen.status)),
            400.. => Failure::new(Reason::SourceUnavailable, format!("the source answered {}", seen.status)),
            _ if asks => Failure::new(Reason::SessionLost, "the source asks for the password, and gives no file"),
            _ => Failure::new(Reason::NoFile, "the source answered with a page, and not with a file"),
        }
    }
}
