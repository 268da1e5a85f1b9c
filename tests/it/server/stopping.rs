//! A server that is told to stop waits for what it is at, and not for those who only hold on to it.

use super::wire::Wire;
use crate::support::{Page, Program};

const WAITED: &str = "stopped although some connections were still open";

async fn events(program: &Program, page: &Page, cookie: &str) -> Wire {
    let mut wire = Wire::open(&program.url("")).await;
    let (path, turn) = (page.url.path(), page.turn());
    wire.send(&format!("GET {path}/events?turn={turn} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n")).await;
    assert!(wire.until("\r\n\r\n").await.starts_with("HTTP/1.1 200"));
    wire
}

#[tokio::test]
async fn nobody_who_only_holds_on_delays_a_stop() {
    let mut program = Program::start().await;
    let (link, customer) = program.customer().await;
    let mut held = Vec::new();
    let begin = format!("POST /l/{}/begin HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n", link.token());
    for said in [
        String::new(),
        "G".to_owned(),
        "GET /livez HTTP/1.1\r\nHost: x\r\n".to_owned(),
        format!("{begin}Content-Length: 9\r\n\r\na="),
        format!("{begin}Transfer-Encoding: chunked\r\n\r\n"),
    ] {
        let mut wire = Wire::open(&program.url("")).await;
        wire.send(&said).await;
        held.push(wire);
    }
    let mut idle = Wire::open(&program.url("")).await;
    idle.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").await;
    idle.until("alive\n").await;
    let mut events = events(&program, customer.page(), &customer.cookies(&customer.page().url)).await;
    program.stop().await;
    assert!(!program.log().contains(WAITED), "{}", program.log());
    // The stream of whoever waits for a change comes to its end, so that the browser asks the server that comes after.
    assert!(events.rest().await.ends_with("0\r\n\r\n"));
}

#[tokio::test]
async fn a_request_under_way_is_answered_before_it_stops() {
    let mut program = Program::start().await;
    let (_, customer) = program.customer().await;
    let form = customer.page().prompt();
    let fields = form.filled(&[("identifier", "user_good"), ("password", "mfa_sms+delay_3")]);
    customer.send_form(&form.action, &fields).await;
    let (path, cookie) = (customer.page().url.path().to_owned(), customer.cookies(&customer.page().url));
    let mut wire = Wire::open(&program.url("")).await;
    // The server has read both once it answers the first.
    let first = "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n";
    wire.send(&format!("{first}GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n")).await;
    wire.until("alive\n").await;
    program.stop().await;
    assert!(wire.rest().await.starts_with("HTTP/1.1 200"));
}
