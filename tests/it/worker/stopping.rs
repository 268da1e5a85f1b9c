//! Stopping a server that has something to do.

use vestibule::server::Server;

use crate::support::{Installation, Story};

#[tokio::test]
async fn a_server_that_is_told_to_stop_finishes_what_it_is_at() {
    let mut story = Story::begin("classic").await;
    let typed = [("identifier", "user_good"), ("password", "mfa_sms+delay_2")];
    story.customer.submit(&typed).await.is("waiting");
    let Installation { server, database, folder, sandbox, .. } = story.installation;
    Server::stop(server).await;
    assert_eq!(sandbox.ledger().await.len(), 1);
    // Nothing is left to be done: the prompt is in the database.
    assert_eq!(database.rows(folder.path()).await["tasks"], 0);
}
