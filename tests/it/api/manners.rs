//! How the API treats requests that are nearly right, and what it says of those that are wrong.

use reqwest::{Method, header::CONTENT_TYPE};
use serde_json::{Value, json};

use crate::support::{Backend, Installation, Reply, client, definition, document};

/// Every way to write the objects in a body as lists, one at a time.
fn with_lists(body: &Value) -> Vec<Value> {
    let Value::Object(fields) = body else {
        let Value::Array(elements) = body else { return Vec::new() };
        let at = |(index, element): (usize, &Value)| -> Vec<Value> {
            let changed = with_lists(element).into_iter();
            changed.map(|element| with_element(elements, index, element)).collect()
        };
        return elements.iter().enumerate().flat_map(at).collect();
    };
    let mut all = vec![Value::Array(fields.values().cloned().collect()), json!([])];
    for (name, value) in fields {
        for changed in with_lists(value) {
            let mut fields = fields.clone();
            fields.insert(name.clone(), changed);
            all.push(Value::Object(fields));
        }
    }
    all
}

fn with_element(elements: &[Value], index: usize, element: Value) -> Value {
    let mut elements = elements.to_vec();
    elements[index] = element;
    Value::Array(elements)
}

/// Good bodies of every call that makes something.
async fn bodies(installation: &Installation) -> Vec<(&'static str, Value)> {
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let job = installation.backend.create_job(&source, &[]).await;
    let pool = installation.backend.create("/v1/user-pools", &json!({"name": "x"})).await;
    let mut with_lock_out = serde_json::to_value(definition(&installation.sandbox, "classic")).unwrap();
    with_lock_out["lock_out"] = json!({"after": 3, "minutes": 15});
    vec![
        ("/v1/links", json!({"external_id": "x", "job_id": job, "metadata": {"plan": "gold"}})),
        ("/v1/sources", with_lock_out),
        (
            "/v1/workflows",
            json!({"name": "x", "source_id": source, "steps": [
                {"step": "visit", "url": "/"},
                {"step": "extract", "name": "x", "fields": {"a": "td"}},
            ]}),
        ),
        ("/v1/jobs", json!({"name": "x", "source_id": source})),
        ("/v1/keys", json!({"name": "x"})),
        ("/v1/webhook-endpoints", json!({"url": "https://a.example/", "headers": {"x-a": "b"}})),
        ("/v1/user-pools", json!({"name": "x", "authorization": {"jwks_uri": "https://a.example/jwks"}})),
        ("/v1/sdk-clients", json!({"name": "x", "user_pool_id": pool, "cors_origins": ["https://a.example"]})),
        ("/v1/app-user-id-tokens", json!({"app_user_id": "x", "user_pool_id": pool})),
    ]
}

#[tokio::test]
async fn a_list_is_no_object_wherever_it_stands() {
    let installation = Installation::open().await;
    for (path, body) in bodies(&installation).await {
        installation.backend.post(path, &body).await.expect(201);
        for changed in with_lists(&body) {
            let reply = installation.backend.post(path, &changed).await;
            assert_eq!(reply.status, 422, "{path} {changed} {}", reply.text);
        }
    }
}

#[tokio::test]
async fn every_mistake_is_told_at_once_with_its_field() {
    let installation = Installation::open().await;
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let cases = [
        (
            "/v1/links",
            json!({"external_id": 1, "expires_in": "x", "unknown": 1}),
            vec!["expires_in", "external_id", "job_id", "unknown"],
        ),
        (
            "/v1/links",
            json!({"external_id": "", "job_id": ["x", "y"], "expires_in": 1, "locale": "?"}),
            vec!["expires_in", "external_id", "job_id[0]", "job_id[1]", "locale"],
        ),
        ("/v1/jobs", json!({}), vec!["name", "source_id"]),
        (
            "/v1/jobs",
            json!({"name": "", "source_id": source, "workflow_ids": ["a", "wfl_", source]}),
            vec!["workflow_ids[0]", "workflow_ids[1]", "workflow_ids[2]"],
        ),
        (
            "/v1/webhook-endpoints",
            json!({"url": "x", "events": ["y"], "description": ""}),
            vec!["description", "events", "url"],
        ),
        (
            "/v1/sources",
            json!({"name": [], "login_url": {}, "lock_out": {"after": "x"}}),
            vec!["lock_out.after", "login_url", "name"],
        ),
    ];
    for (path, body, expected) in cases {
        let mut fields = installation.backend.post(path, &body).await.problem(422).1;
        fields.sort();
        assert_eq!(fields, expected, "{path} {body}");
    }
}

#[tokio::test]
async fn no_message_names_our_types_and_every_field_is_named() {
    let installation = Installation::open().await;
    let values =
        [json!(1), json!(-1), json!("x"), json!(true), json!([]), json!({}), json!([1]), json!({"a": 1}), json!(1.5)];
    for (path, body) in bodies(&installation).await {
        for name in body.as_object().unwrap().keys() {
            for value in &values {
                let mut changed = body.clone();
                changed[name] = value.clone();
                let reply = installation.backend.post(path, &changed).await;
                if reply.status != 422 {
                    continue;
                }
                for error in reply.json()["errors"].as_array().unwrap() {
                    let (field, message) = (error["field"].as_str().unwrap(), error["message"].as_str().unwrap());
                    assert!(field.starts_with(name.as_str()), "{path} {changed} {error}");
                    for word in ["struct", "enum", "sequence", "u8", "u16", "u32", "i64", "usize", "variant"] {
                        let is_named = message.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
                        assert!(!is_named || message.starts_with("unknown variant"), "{path} {changed} {error}");
                    }
                }
            }
        }
    }
    for query in ["limit=x", "cursor=x", "status=DONE", "order=asc", "job_id=x", "external_id=%00"] {
        let fields = installation.backend.get(&format!("/v1/links?{query}")).await.problem(422).1;
        assert_eq!(fields, [query.split('=').next().unwrap()]);
    }
}

#[tokio::test]
async fn a_refusal_is_short_however_long_the_request_is() {
    let installation = Installation::open().await;
    let long = "x".repeat(500_000);
    let many: serde_json::Map<String, Value> = (0..20_000).map(|n| (format!("unknown_{n}"), json!(1))).collect();
    let hosts: Vec<String> = (0..20_000).map(|n| format!("*{n}")).collect();
    let bodies = [
        ("/v1/links", json!({"external_id": long, "job_id": long})),
        ("/v1/links", Value::Object(many)),
        ("/v1/links", json!({long.clone(): 1})),
        ("/v1/sources", json!({"name": "x", "login_url": "https://a.example/", "hosts": hosts})),
        ("/v1/webhook-endpoints", json!({"url": "https://a.example/", "events": [long]})),
    ];
    for (path, body) in bodies {
        let reply = installation.backend.post(path, &body).await;
        assert_eq!(reply.status, 422, "{path}");
        assert!(reply.text.len() < 40_000, "{path} was refused with {} bytes", reply.text.len());
    }
}

async fn send(installation: &Installation, headers: &[(&str, &str)], body: &str) -> Reply {
    let mut request =
        client().post(installation.url("/v1/keys")).bearer_auth(installation.backend.key()).body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Reply::of(request.send().await.unwrap()).await
}

#[tokio::test]
async fn media_types_are_read_in_any_case_and_encodings_are_refused_with_words() {
    let installation = Installation::open().await;
    for kind in ["Application/JSON", "APPLICATION/JSON; charset=utf-8", "application/json ;charset=UTF-8"] {
        send(&installation, &[("content-type", kind)], "{\"name\": \"x\"}").await.expect(201);
    }
    send(&installation, &[("content-type", "application/json"), ("content-encoding", "identity")], "{\"name\": \"x\"}")
        .await
        .expect(201);
    for encoding in ["gzip", "br", "deflate, gzip", "GZIP"] {
        let headers = [("content-type", "application/json"), ("content-encoding", encoding)];
        let refused = send(&installation, &headers, "{\"name\": \"x\"}").await;
        assert_eq!(refused.problem(415).0, "unreadable_body");
        assert!(refused.text.contains("Content-Encoding"), "{}", refused.text);
    }
    let large = send(&installation, &[("content-type", "application/json")], &"x".repeat(1_100_000)).await;
    assert!(large.expect(413)["detail"].as_str().unwrap().contains("1048576"));
}

#[tokio::test]
async fn addresses_that_could_never_be_reached_are_refused_when_they_are_given() {
    let installation = Installation::open().await;
    let cases = [
        "http://shop.example/login",
        "https://10.1.2.3/login",
        "https://192.168.0.1/",
        "https://[fd00::1]/",
        "https://[::1]/",
        "http://169.254.169.254/latest",
        "https://localhost/",
        "https://intranet/login",
        "https://shop.internal/",
    ];
    for url in cases {
        let source = installation.backend.post("/v1/sources", &json!({"name": "x", "login_url": url})).await;
        assert_eq!(source.problem(422).1, ["login_url"], "{url}");
        let endpoint = installation.backend.post("/v1/webhook-endpoints", &json!({"url": url})).await;
        assert_eq!(endpoint.problem(422).1, ["url"], "{url}");
    }
    for host in ["*", "*.example.com", "10.0.0.1", "localhost", "a.internal:443"] {
        let body = json!({"name": "x", "login_url": "https://a.example/", "hosts": ["a.example", host]});
        assert_eq!(installation.backend.post("/v1/sources", &body).await.problem(422).1, ["hosts[1]"], "{host}");
    }
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let change = json!({"login_url": "http://shop.example/login"}).to_string();
    let refused = installation.backend.send(Method::PATCH, &format!("/v1/sources/{source}"), Some(change)).await;
    assert_eq!(refused.problem(422).1, ["login_url"]);
}

async fn patch(backend: &Backend, path: &str, body: &Value) -> Value {
    backend.send(Method::PATCH, path, Some(body.to_string())).await.expect(200)
}

#[tokio::test]
async fn null_takes_away_a_map_and_leaving_it_out_keeps_it() {
    let installation = Installation::open().await;
    let body = json!({"url": "https://a.example/", "headers": {"x-a": "b"}, "description": "Accounts"});
    let made = installation.backend.post("/v1/webhook-endpoints", &body).await.expect(201);
    let path = format!("/v1/webhook-endpoints/{}", made["id"].as_str().unwrap());
    assert_eq!(
        patch(&installation.backend, &path, &json!({"description": null})).await["header_names"],
        json!(["x-a"])
    );
    let changed = patch(&installation.backend, &path, &json!({"headers": null})).await;
    assert_eq!((&changed["header_names"], &changed["description"]), (&json!([]), &Value::Null));
    assert_eq!(installation.backend.get(&path).await.expect(200), changed);
}

#[tokio::test]
async fn a_request_elsewhere_that_is_no_look_is_answered_with_a_problem() {
    let installation = Installation::open().await;
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        for path in ["/links", "/api/v1/links", "/v2/links", "/"] {
            let sent = client().request(method.clone(), installation.url(path)).bearer_auth(installation.backend.key());
            let reply = Reply::of(sent.send().await.unwrap()).await;
            assert_eq!(reply.headers[CONTENT_TYPE], "application/problem+json", "{method} {path} {}", reply.text);
            assert_eq!(reply.problem(404).0, "no_such_call", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_problem_leads_to_its_row_in_the_docs_and_has_a_code_of_the_list() {
    let installation = Installation::open().await;
    let schema = document()["components"]["schemas"]["ErrorCode"].clone();
    let page = client().get(installation.url("/docs/errors")).send().await.unwrap().text().await.unwrap();
    let codes = schema["enum"].as_array().unwrap();
    for code in codes {
        assert!(page.contains(&format!("id=\"{}\"", code.as_str().unwrap())), "{code} is not on the page");
    }
    let replies = [
        installation.backend.get("/v1/links/lnk_x").await,
        installation.backend.get("/v1/nothing").await,
        installation.backend.get("/v1/links?limit=0").await,
        installation.backend.with_key("vst_x").get("/v1/links").await,
    ];
    for reply in replies {
        let problem = reply.json();
        let code = problem["code"].as_str().unwrap();
        assert_eq!(problem["type"], installation.url(&format!("/docs/errors#{code}")));
        assert!(codes.contains(&problem["code"]), "{problem}");
    }
}

#[tokio::test]
async fn a_key_revokes_no_key_that_may_do_more_than_itself() {
    let installation = Installation::open().await;
    let make = async |scopes: Value| {
        installation.backend.post("/v1/keys", &json!({"name": "x", "scopes": scopes})).await.expect(201)
    };
    let weak = make(json!(["keys:write", "links:read"])).await;
    let backend = installation.backend.with_key(weak["secret"].as_str().unwrap());
    let listed = installation.backend.get("/v1/keys").await.expect(200);
    let strongest = listed["data"].as_array().unwrap().last().unwrap()["id"].clone();
    let other = make(json!(["links:write"])).await["id"].clone();
    for id in [strongest, other] {
        let path = format!("/v1/keys/{}", id.as_str().unwrap());
        assert_eq!(backend.send(Method::DELETE, &path, None).await.problem(403).0, "scope_missing");
        assert!(installation.backend.get(&path).await.expect(200)["revoked_at"].is_null());
    }
    let equal = make(json!(["links:read"])).await;
    let path = format!("/v1/keys/{}", equal["id"].as_str().unwrap());
    assert_eq!(backend.send(Method::DELETE, &path, None).await.status, 204);
}

#[tokio::test]
async fn names_that_reorder_text_are_refused() {
    let installation = Installation::open().await;
    for (path, body) in bodies(&installation).await {
        if body.get("name").is_none() {
            continue;
        }
        for name in ["pay \u{202e}ecived", "\u{2066}x\u{2069}", "a\u{2028}b"] {
            let mut body = body.clone();
            body["name"] = name.into();
            assert_eq!(installation.backend.post(path, &body).await.problem(422).1, ["name"], "{path} {name:?}");
        }
    }
}

#[test]
fn the_document_has_no_schema_that_is_only_true_and_lists_are_described_as_strictly_as_they_are_read() {
    fn walk(value: &Value, path: &str) {
        match value {
            Value::Object(map) => {
                for (name, value) in map.iter().filter(|(name, _)| !name.starts_with("example")) {
                    let is_schema = ["schema", "items", "data"].contains(&name.as_str());
                    assert!(!is_schema || !value.is_boolean(), "{path}/{name} is {value}");
                    walk(value, &format!("{path}/{name}"));
                }
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, path)),
            _ => {}
        }
    }
    walk(document(), "");
    let mut lists = 0;
    for (path, item) in document()["paths"].as_object().unwrap() {
        let parameters = item["get"]["parameters"].as_array().cloned().unwrap_or_default();
        for parameter in &parameters {
            let schema = &parameter["schema"];
            match parameter["name"].as_str().unwrap() {
                "limit" => assert_eq!((&schema["minimum"], &schema["maximum"]), (&json!(1), &json!(100)), "{path}"),
                "cursor" => assert!(schema["pattern"].is_string(), "{path}"),
                _ => continue,
            }
            lists += 1;
        }
    }
    assert!(lists >= 22, "only {lists} parameters of lists");
}
