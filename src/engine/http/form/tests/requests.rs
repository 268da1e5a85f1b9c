use super::*;

#[test]
fn a_form_is_sent_where_and_how_it_says() {
    for (html, steps, expected) in [
        ("<form><input name=a value=1>", &[][..], "GET https://a.example/dir/page?a=1"),
        ("<form action='/x?old=1#f'><input name=a value=1>", &[], "GET https://a.example/x?a=1#f"),
        ("<form action='/x?old=1' method=POST><input name=a value=1>", &[], "POST https://a.example/x?old=1 a=1"),
        ("<form action='' method=post>", &[], "POST https://a.example/dir/page?q=1 "),
        ("<form action=' sub ' method=post>", &[], "POST https://a.example/dir/sub "),
        ("<base href=/base/><form action=sub method=post>", &[], "POST https://a.example/base/sub "),
        ("<base href=/base/><form action='' method=post>", &[], "POST https://a.example/dir/page?q=1 "),
        ("<base target=x><base href=//b.example/><form action=sub method=post>", &[], "POST https://b.example/sub "),
        ("<form action=//b.example method=put><button name=b>", &[], "GET https://b.example/?b="),
        ("<form action=/x><button formaction=/y formmethod=post name=b>", &[], "POST https://a.example/y b="),
        ("<form method=post><button formmethod=get name=b>", &[], "GET https://a.example/dir/page?b="),
        ("<form method=post action=/x><button formaction=''>", &[], "POST https://a.example/dir/page?q=1 "),
        ("<a href='next?x=1'>go</a>", &["!a"], "GET https://a.example/dir/next?x=1"),
        ("<a href=/next><span>go</span></a>", &["+span"], "GET https://a.example/next"),
        (
            "<form method=post><input name=pin type=password maxlength=4>",
            &["input:=47110815"],
            "POST https://a.example/dir/page?q=1 pin=4711",
        ),
        (
            "<form method=post><textarea name=t maxlength=3>",
            &["textarea:=a😀b"],
            "POST https://a.example/dir/page?q=1 t=a%F0%9F%98%80",
        ),
        (
            "<form method=post><input name=n type=number maxlength=1>",
            &["input:=4711"],
            "POST https://a.example/dir/page?q=1 n=4711",
        ),
        ("<base href=/base/><a href=next>go</a>", &["!a"], "GET https://a.example/base/next"),
    ] {
        assert_eq!(sent(&fetched(html), steps).unwrap(), expected, "{html}");
    }
}

#[test]
fn no_password_is_written_into_an_address() {
    for form in ["<form>", "<form method=get>", "<form method=post><button formmethod=get>"] {
        let html = format!("{form}<input type=Password name=p>");
        let error = sent(&fetched(&html), &["[name=p]:=1"]).unwrap_err();
        assert!(matches!(error, PageError::Unsupported { .. }) && !error.may_have_arrived(), "{html}: {error}");
    }
}

#[test]
fn what_is_not_on_the_page_or_needs_a_script_is_refused_before_anything_is_sent() {
    let form = "<form method=post><input name=a><input name=n disabled><input id=s><button type=button>x</button>\
        <button id=d disabled>y</button></form><form><input name=z></form><a href='javascript:x()'>x</a><a href=#>y</a>";
    for (steps, missing) in [
        (&["#none:=1"][..], true),
        (&["+#none"], true),
        (&["[name=a]:=1", "!#none"], true),
        (&["[name=:=1"], true),
        (&["[name=n]:=1"], false),
        (&["#s:=1"], false),
        (&["button:=1"], false),
        (&["+[name=a]"], false),
        (&["!button"], false),
        (&["!#d"], false),
        (&["!form"], false),
        (&["!a"], false),
        (&["!a[href='#']"], false),
        (&["[name=a]:=1", "[name=z]:=1"], false),
        (&["[name=a]:=1", "!a[href='#']"], false),
    ] {
        let error = sent(&fetched(form), steps).unwrap_err();
        assert!(!error.may_have_arrived());
        assert_eq!(matches!(error, PageError::NoSuchElement { .. }), missing, "{steps:?}: {error}");
        assert_eq!(matches!(error, PageError::Unsupported { .. }), !missing, "{steps:?}: {error}");
    }
    for html in [
        "<form method=post enctype=text/plain>",
        "<form method=dialog>",
        "<form action=javascript:x()>",
        "<form action='https://a b/'>",
    ] {
        assert!(matches!(sent(&fetched(html), &[]), Err(PageError::Unsupported { .. })), "{html}");
    }
    assert!(matches!(sent(&fetched("<p>"), &[]), Err(PageError::NoSuchElement { .. })));
}

#[test]
fn a_form_that_was_cut_is_not_sent() {
    let cut = |html: &str| Fetched { cut: true, ..fetched(html) };
    assert!(matches!(sent(&cut("<form><p><input name=a><p>and"), &[]), Err(PageError::TooLarge)));
    assert!(sent(&cut("<form><input name=a></form><p>and"), &[]).is_ok());
}

#[test]
fn a_form_is_sent_in_the_encoding_of_its_page_or_the_one_it_accepts() {
    let form = |attributes: &str| format!("<form method=post {attributes}><input name=a value='é日😀'>");
    let page = |encoding, html: String| Fetched { encoding, ..fetched(&html) };
    for (encoding, attributes, expected) in [
        (UTF_8, "", "a=%C3%A9%E6%97%A5%F0%9F%98%80"),
        (WINDOWS_1252, "", "a=%E9%26%2326085%3B%26%23128512%3B"),
        (SHIFT_JIS, "", "a=%26%23233%3B%93%FA%26%23128512%3B"),
        (encoding_rs::UTF_16LE, "", "a=%C3%A9%E6%97%A5%F0%9F%98%80"),
        (WINDOWS_1252, "accept-charset='klingon utf-8'", "a=%C3%A9%E6%97%A5%F0%9F%98%80"),
        (UTF_8, "accept-charset=iso-8859-1", "a=%E9%26%2326085%3B%26%23128512%3B"),
    ] {
        let sent = sent(&page(encoding, form(attributes)), &[]).unwrap();
        assert!(sent.ends_with(&format!(" {expected}")), "{attributes} {sent}");
    }
}

#[test]
fn a_multipart_form_is_written_as_browsers_write_it() {
    let html = "<form method=post enctype=multipart/form-data><input name='a\"b' value=' é'><input type=file name=f>\
        <textarea name=t>x\ny</textarea><button formenctype=Multipart/Form-Data>";
    let request = request(&fetched(html), &Submission::default()).unwrap();
    let body = request.body.unwrap();
    let boundary = body.content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\n é\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nx\r\ny\r\n--{boundary}--\r\n"
    );
    assert_eq!(String::from_utf8_lossy(&body.bytes), expected);
}
