//! The machine's clock is set while customers sign in: nothing waits longer, and nothing is given up.

use time::Duration;

use crate::support::{Installation, Story};

async fn a_sign_in_goes_on_after(step: Duration) {
    let (installation, receiver) = Installation::with_delivery().await;
    let mut story = Story::in_installation(installation, "classic").await;
    story.installation.has_delivered().await;
    let told = receiver.heard().len();
    story.gives("mfa_sms").await.asks("one_time_code");
    story.installation.clock.step(step);
    story.customer.reload().await.asks("one_time_code");
    story.customer.answer(&[("code", "123456")]).await.is("done");
    story.installation.backend.sees(&story.link, "COMPLETED").await;
    story.installation.link("classic").await;
    receiver.hears(told + 1).await;
    story.installation.has_delivered().await;
}

#[tokio::test]
async fn ten_minutes_forward() {
    a_sign_in_goes_on_after(Duration::minutes(10)).await;
}

#[tokio::test]
async fn ten_minutes_back() {
    a_sign_in_goes_on_after(Duration::minutes(-10)).await;
}

#[tokio::test]
async fn a_day_forward() {
    a_sign_in_goes_on_after(Duration::days(1)).await;
}

#[tokio::test]
async fn a_day_back() {
    a_sign_in_goes_on_after(Duration::days(-1)).await;
}
