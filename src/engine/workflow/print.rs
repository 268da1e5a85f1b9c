//! Keeping the page as a file.

use super::{Outcome, WorkflowRun, keeper::Keeper};
use crate::{
    domain::{
        job::{
            artifact::Kind,
            failure::{Failure, Reason},
            step::{Print, PrintFormat},
        },
        source::Engine,
    },
    engine::{
        file::{FileHead, Printed},
        page::Page,
    },
};

/// The most bytes that a page is printed as.
const MOST: usize = 50_000_000;

impl<K: Keeper> WorkflowRun<K> {
    /// Goes on in a browser, which opens the page again, if it is in none.
    pub async fn enter_browser(&mut self) -> Result<(), Failure> {
        if !self.page.is_in_browser() {
            let url = self.page.look().await?.url;
            self.page.switch_engine(Engine::Chrome).await?;
            self.open(&url).await?;
        }
        Ok(())
    }

    pub(super) async fn print(&mut self, print: &Print) -> Result<Outcome, Failure> {
        self.enter_browser().await?;
        let (kind, media_type) = match print.format {
            PrintFormat::Pdf => (Kind::File, "application/pdf"),
            PrintFormat::Picture => (Kind::Screenshot, "image/png"),
        };
        let content = match self.page.print(print.format, MOST).await? {
            Printed::Content(content) => content,
            Printed::TooLarge => {
                let message = format!("the page is printed as more than {MOST} bytes");
                return Err(Failure::new(Reason::FileTooLarge, message));
            }
            Printed::TooLong(side) => {
                let message =
                    format!("the page is {side:.0} pixels long, too much for a picture; as a PDF it has pages");
                return Err(Failure::new(Reason::PageTooLarge, message));
            }
        };
        let head =
            FileHead { name: print.name.clone(), media_type: media_type.to_owned(), size: Some(content.len() as u64) };
        self.keeper.begin(self.place, kind, &head).await?;
        self.keeper.write(&content).await?;
        self.keeper.finish().await?;
        Ok(Outcome::Downloaded(head))
    }
}
