//! The machine's clock is set while customers sign in: nothing waits longer, and nothing is given up.

use time::Duration;

use crate::support::{House, Story};

async fn a_sign_in_goes_on_after(step: Duration) {
    let (house, receiver) = House::with_delivery().await;
    let mut story = Story::in_house(house, "classic").await;
    story.house.has_delivered().await;
    let told = receiver.heard().len();
    story.gives("mfa_sms").await.asks("one_time_code");
    story.house.clock.step(step);
    story.customer.reload().await.asks("one_time_code");
    story.customer.answer(&[("code", "123456")]).await.is("done");
    story.house.backend.sees(&story.link, "COMPLETED").await;
    story.house.link("classic").await;
    receiver.hears(told + 1).await;
    story.house.has_delivered().await;
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
