use super::*;

fn needs_script(html: &str) -> bool {
    let url = "https://shop.example/home".parse().unwrap();
    needs_script_inside(&Seen { url, status: 200, html: html.to_owned() })
}

#[test]
fn a_page_that_is_nothing_without_its_script_needs_a_browser() {
    assert!(needs_script("<div id=root></div><script src=/app.js></script>"));
    assert!(needs_script(
        "<noscript><a href=/>Please switch on scripts</a></noscript><p>Loading…</p><script></script>"
    ));
    assert!(needs_script(
        "<body onload='document.forms[0].submit()'><form method=post><input type=hidden name=t></form>"
    ));
}

#[test]
fn a_page_that_can_be_used_or_read_without_its_script_needs_none() {
    assert!(!needs_script("<form><input name=user><script></script></form>"));
    assert!(!needs_script("<p>The shop is closed.</p>"));
    assert!(!needs_script(
        "<noscript>This hub requires JavaScript.</noscript><a href=/logout>Log out</a><h1>Your hub</h1><script></script>"
    ));
    assert!(!needs_script(&format!("<script></script><p>{}</p>", "The shop is closed today. ".repeat(20))));
}
