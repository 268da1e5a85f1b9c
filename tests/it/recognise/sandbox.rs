//! The sandbox with nothing but its login URL.

use serde_json::json;

use crate::support::{House, Story};

async fn story(theme: &str) -> Story {
    let house = House::open().await;
    let login_url = house.sandbox.url(&format!("/{theme}/login"));
    let source = house.backend.create("/v1/sources", &json!({"name": "Northwind", "login_url": login_url})).await;
    let workflow = house.backend.create_workflow(&source, theme).await;
    let job = house.backend.create_job(&source, &[workflow]).await;
    let link = house.backend.create_link(&job).await;
    let customer = house.customer_at(&link).await;
    Story { house, link, customer }
}

#[tokio::test]
async fn a_password_is_enough_where_the_source_wants_no_more() {
    for theme in ["classic", "german", "stepwise"] {
        let mut story = story(theme).await;
        story.gives("pass_good").await;
        story.ends_well().await;
    }
}

#[tokio::test]
async fn a_wrong_password_is_asked_for_again_in_the_words_of_the_source() {
    let mut story = story("classic").await;
    story.gives("wrong").await.asks("credentials");
    story.page().quotes_source("The user name or password is not correct.");
    story.gives("pass_good").await;
    story.ends_well().await;
}
