//! How often something may be tried.

use serde_json::json;

use super::person::{Person, app};
use crate::support::Installation;

#[tokio::test]
async fn an_address_is_not_asked_about_without_end() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let mut asked = 0;
    loop {
        anna.authorize(&[("prompt", "create")]).await.is("create");
        let email = format!("anna{asked}@example.com");
        if anna.browser.submit(&[("email", &email)]).await.status != 200 {
            break;
        }
        asked += 1;
    }
    // One more may be asked about for every six seconds that this took.
    assert!(asked >= 10, "{asked}");
    assert_eq!(anna.browser.page().status, 429);
    assert!(anna.browser.page().headers.contains_key("retry-after"));
}

#[tokio::test]
async fn passwords_are_not_tried_without_end_whether_there_is_an_account_or_not() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[]).await.is("signin");
    for number in 0..11 {
        let typed = [("email", "nobody@example.com"), ("password", "not the right one")];
        let status = anna.browser.submit(&typed).await.status;
        assert_eq!(status, if number < 10 { 422 } else { 429 });
    }
}
