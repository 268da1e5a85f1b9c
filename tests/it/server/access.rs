//! One line in the log for each request, under the number that its sender was told.

use reqwest::Method;
use serde_json::json;

use crate::support::{Customer, Program, client};

/// The access lines about a request.
fn lines(log: &str, id: &str) -> Vec<String> {
    log.lines().filter(|line| line.contains(id) && line.contains("answered")).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_number_of_a_request_finds_its_line_with_route_status_duration_and_tenant() {
    let mut program = Program::start().await;
    program.stop().await;
    program.start_with(&[("VESTIBULE_LOG", "info")]);
    assert!(program.answers().await);
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let link = program.backend.create_link(&job).await;
    let tenant = program.backend.get("/v1/events?limit=1").await.expect(200);
    assert!(tenant["data"].is_array());
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    let begun = customer.page().headers["x-request-id"].to_str().unwrap().to_owned();
    customer.press_continue().await.asks("credentials");
    let asked = customer.page().headers["x-request-id"].to_str().unwrap().to_owned();
    let refused = program.backend.send(Method::POST, "/v1/links", Some(json!({"external_id": 1}).to_string())).await;
    assert_eq!(refused.status, 422);
    let refused = refused.json()["request_id"].as_str().unwrap().to_owned();
    let forged = client().get(format!("{}x", link.url)).send().await.unwrap();
    let forged = forged.headers()["x-request-id"].to_str().unwrap().to_owned();
    let lost = client().get(program.url("/no/such/page")).send().await.unwrap();
    let lost = lost.headers()["x-request-id"].to_str().unwrap().to_owned();
    let log = program.log();
    for (id, route, status, is_known) in [
        (begun, "/l/{token}", 200, true),
        (asked, "/f/{flow}", 200, true),
        (refused, "/v1/links", 422, true),
        (forged, "/l/{token}", 404, false),
        (lost, "", 404, false),
    ] {
        let found = lines(&log, &id);
        assert_eq!(found.len(), 1, "{id} {route}: {found:?}");
        let entry = &found[0];
        assert!(entry.contains(" INFO ") && entry.contains(route), "{entry}");
        assert!(entry.contains(&format!("status={status}")) && entry.contains("ms="), "{entry}");
        assert_eq!(entry.contains("tenant=\"ten_") || entry.contains("tenant=ten_"), is_known, "{entry}");
    }
    assert!(!log.contains(link.token()), "a link is as good as a key");
}

#[tokio::test]
async fn what_strangers_send_is_nothing_to_warn_of() {
    let mut program = Program::start().await;
    program.stop().await;
    program.start_with(&[("VESTIBULE_LOG", "debug")]);
    assert!(program.answers().await);
    let job = program.backend.sandbox_job(&program.sandbox, "classic").await;
    let link = program.backend.create_link(&job).await;
    let flow = "/f/flw_00000000000000000000000000";
    let cookies = [
        "vestibule=AAAA",
        "vestibule=",
        "vestibule=%00%ff",
        "vestibule=AAAAAAAAAAAAAAAAAAAAAA; vestibule=BBBBBBBBBBBBBBBBBBBBBB",
        "vestibule_flw_00000000000000000000000000=x",
        "=;;=;",
        "\u{fe}",
    ];
    for cookie in cookies {
        for url in [link.url.clone(), program.url(flow), program.url("/l/x"), program.url("/v1/links")] {
            let request = client().get(&url).header("cookie", cookie.as_bytes()).header("accept-language", "\u{ff}");
            let answer = request.send().await.unwrap();
            assert!(answer.status().as_u16() < 500, "{cookie} {url}");
        }
        let begin = client().post(format!("{}/begin", link.url)).header("cookie", cookie.as_bytes());
        assert!(begin.header("sec-fetch-site", "same-origin").send().await.unwrap().status().as_u16() < 500);
    }
    let log = program.log();
    let loud: Vec<&str> = log
        .lines()
        .skip_while(|line| !line.contains("serving"))
        .filter(|line| (line.contains("WARN") || line.contains("ERROR")) && !line.contains("browser"))
        .collect();
    assert!(loud.is_empty(), "{loud:?}");
}
