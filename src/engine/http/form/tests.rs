mod entries;
mod requests;

use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
use secrecy::SecretString;

use super::*;
use crate::page::Seen;

fn fetched(html: &str) -> Fetched {
    let url = "https://a.example/dir/page?q=1".parse().unwrap();
    Fetched { seen: Seen::new(url, 200, html), ..Fetched::blank() }
}

/// A submission written as `selector:=text` to fill, `+selector` to choose and `!selector` to press.
fn submission(steps: &[&str]) -> Submission {
    let mut submission = Submission::default();
    for step in steps {
        match step.split_at(1) {
            ("+", selector) => submission.choose.push(Target::first(selector)),
            ("!", selector) => submission.press = Some(Target::first(selector)),
            _ => {
                let (selector, text) = step.split_once(":=").unwrap();
                submission.fill.push((Target::first(selector), SecretString::from(text)));
            }
        }
    }
    submission
}

/// What is sent, as `METHOD url body`.
fn sent(fetched: &Fetched, steps: &[&str]) -> Result<String, PageError> {
    let request = request(fetched, &submission(steps))?;
    let body = request.body.map(|body| format!(" {}", String::from_utf8_lossy(&body.bytes))).unwrap_or_default();
    Ok(format!("{} {}{body}", request.method, request.url))
}

/// The body that a form around `controls` posts.
fn posted(controls: &str, steps: &[&str]) -> String {
    let sent = sent(&fetched(&format!("<form method=post>{controls}</form>")), steps).unwrap();
    sent.strip_prefix("POST https://a.example/dir/page?q=1 ").unwrap().to_owned()
}
