use super::*;

fn words_of(html: &str, css: &str) -> Option<String> {
    let url = "https://shop.example/login".parse().unwrap();
    Document::new(html, &url).words(&Css(css.to_owned()), 80)
}

#[test]
fn words_read_as_on_the_page_without_what_nobody_sees() {
    let html = "<div id=x>Sent to <b>+1 42</b>.<p>Wait</p>now<script>x()</script><i hidden>not this</i></div>";
    assert_eq!(words_of(html, "#x").as_deref(), Some("Sent to +1 42. Wait now"));
}

#[test]
fn what_stands_in_several_blocks_is_quoted_in_as_many_lines() {
    let html = "<h1>Enter your\n code</h1><p>We sent it to <b>+1 42</b>.<br>Wait</p><table><tr><td>Ref<td>7</table>";
    let document = Document::new(html, &"https://shop.example/login".parse().unwrap());
    let quoted = document.lines(&Css("h1, p, table".to_owned()), 80);
    assert_eq!(quoted.as_deref(), Some("Enter your code\nWe sent it to +1 42.\nWait\nRef 7"));
}

#[test]
fn a_message_without_words_is_none() {
    assert_eq!(words_of("<p class=error> \u{200b} </p>", ".error"), None);
    assert_eq!(words_of("<p>hello</p>", ".error"), None);
}

#[test]
fn a_label_is_found_however_it_is_tied_to_its_field() {
    let url = "https://shop.example/login".parse().unwrap();
    let cases = [
        ("<label for=a>First pet</label><input id=a>", "First pet"),
        ("<label>First pet <input></label>", "First pet"),
        ("<input aria-label='First pet'>", "First pet"),
        ("<input placeholder='First pet'>", "First pet"),
        ("<table><tr><th>First pet<td><input placeholder='Rex'></table>", "First pet"),
        ("<dl><dt>First pet<dd><p><input placeholder='Rex'></dl>", "First pet"),
        ("<table><tr><th>Pets<td>Rex<td><input placeholder='First pet'></table>", "First pet"),
        ("<input type=submit value='First pet'>", "First pet"),
    ];
    for (html, label) in cases {
        let document = Document::new(html, &url);
        let input = document.all(&Css("input".to_owned()))[0];
        assert_eq!(document.label(input).as_deref(), Some(label), "{html}");
    }
}

#[test]
fn what_a_template_holds_is_not_on_the_page() {
    let url = "https://shop.example/login".parse().unwrap();
    let document = Document::new("<template><input name=code></template>", &url);
    assert!(!document.has(&Css("input".to_owned())));
}
