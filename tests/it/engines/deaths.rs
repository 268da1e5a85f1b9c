//! Browsers and their tabs that die, and what is left of them.

use std::{path::Path, time::Duration};

use tokio::time::timeout;
use vestibule::{
    domain::source::Engine,
    engine::{Page, PageError},
};

use super::{processes, walk::Walk};
use crate::support::until;

/// Far shorter than what the source may take: a death is noticed, and not waited out.
const SOON: Duration = Duration::from_secs(10);

async fn dies(walk: &mut Walk, is_victim: impl Fn(&processes::Process) -> bool) {
    for process in processes::of(walk.folder()).into_iter().filter(is_victim) {
        process.kill();
    }
    let looked = timeout(SOON, async {
        loop {
            match walk.page.look().await {
                Ok(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                Err(error) => return error,
            }
        }
    });
    let error = looked.await.unwrap();
    assert!(matches!(error, PageError::Lost { sent: false, .. }), "{error:?}");
    assert!(walk.page.look().await.is_err());
}

#[tokio::test]
async fn a_dead_tab_is_noticed() {
    let mut walk = Walk::to(Engine::Chrome, "app").await;
    dies(&mut walk, processes::Process::is_renderer).await;
}

#[tokio::test]
async fn a_dead_browser_is_noticed_and_leaves_nothing_behind() {
    let mut walk = Walk::to(Engine::Chrome, "app").await;
    dies(&mut walk, processes::Process::is_browser).await;
    nothing_is_left(walk.folder()).await;
}

#[tokio::test]
async fn a_browser_that_nobody_needs_leaves_nothing_behind() {
    let walk = Walk::to(Engine::Chrome, "app").await;
    let browsers = walk.folder().to_owned();
    assert!(!processes::of(&browsers).is_empty());
    let _folder = walk.leave();
    nothing_is_left(&browsers).await;
}

async fn nothing_is_left(browsers: &Path) {
    until("the processes and the folder are gone", async || {
        let is_empty = std::fs::read_dir(browsers).is_ok_and(|mut entries| entries.next().is_none());
        (is_empty && processes::of(browsers).is_empty()).then_some(())
    })
    .await;
}
