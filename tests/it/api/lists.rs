//! Lists: newest first, page by page, filtered.

use serde_json::{Value, json};

use crate::support::{Backend, Installation};

fn ids(listed: &Value) -> Vec<String> {
    let data = listed["data"].as_array().unwrap();
    data.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// Every id of a list, gathered page by page.
async fn walk(backend: &Backend, path: &str, limit: usize) -> Vec<String> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let listed = backend.get(&format!("{path}limit={limit}{cursor}")).await.expect(200);
        let page = ids(&listed);
        assert!(page.len() <= limit);
        all.extend(page);
        match listed["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

#[tokio::test]
async fn pages_leave_no_gap_and_repeat_nothing() {
    let installation = Installation::open().await;
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut made = Vec::new();
    for number in 0..25 {
        let body = json!({"external_id": format!("customer-{}", number % 2), "job_id": job});
        made.push(installation.backend.create_link_with(body).await.id);
    }
    made.reverse();
    for limit in [1, 4, 5, 24, 25, 26, 100] {
        assert_eq!(walk(&installation.backend, "/v1/links?", limit).await, made, "by {limit}");
    }
    let even: Vec<_> = made.iter().step_by(2).cloned().collect();
    assert_eq!(walk(&installation.backend, "/v1/links?external_id=customer-0&", 3).await, even);
    assert_eq!(ids(&installation.backend.get("/v1/links").await.expect(200)).len(), 20);
}

#[tokio::test]
async fn links_are_found_by_customer_status_and_job() {
    let installation = Installation::open().await;
    let (first, second) = (installation.link("classic").await, installation.link("classic").await);
    let job = installation.backend.link(&second).await["job_id"][0].as_str().unwrap().to_owned();
    installation.backend.revoke(&first).await.expect(200);
    let cases = [
        ("status=EXPIRED".to_owned(), vec![first.id.clone()]),
        ("status=CREATED".to_owned(), vec![second.id.clone()]),
        ("status=COMPLETED".to_owned(), vec![]),
        (format!("job_id={job}"), vec![second.id.clone()]),
        (format!("job_id={job}&status=EXPIRED"), vec![]),
        ("external_id=customer-1".to_owned(), vec![second.id.clone(), first.id.clone()]),
        ("external_id=customer-".to_owned(), vec![]),
        ("external_id=%25".to_owned(), vec![]),
        ("external_id=%27%20OR%201%3D1".to_owned(), vec![]),
    ];
    for (query, expected) in cases {
        let listed = installation.backend.get(&format!("/v1/links?{query}")).await.expect(200);
        assert_eq!(ids(&listed), expected, "{query}");
    }
}

#[tokio::test]
async fn a_query_that_is_not_understood_is_refused() {
    let installation = Installation::open().await;
    let queries = [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "cursor=x",
        "cursor=job_x",
        "status=DONE",
        "order=asc",
        "limit=1&limit=2",
    ];
    for query in queries {
        for noun in ["links", "jobs"] {
            let reply = installation.backend.get(&format!("/v1/{noun}?{query}")).await;
            assert_eq!(reply.problem(422).0, "invalid_request", "{noun}?{query}");
        }
    }
}
