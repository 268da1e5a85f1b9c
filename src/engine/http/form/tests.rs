use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
use secrecy::SecretString;

use super::*;

fn held(html: &str) -> Held {
    Held {
        url: "https://a.example/dir/page?q=1".parse().unwrap(),
        html: html.to_owned(),
        status: 200,
        ..Held::blank()
    }
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
                submission
                    .fill
                    .push((Target::first(selector), SecretString::from(text)));
            }
        }
    }
    submission
}

/// What is sent, as `METHOD url body`.
fn sent(held: &Held, steps: &[&str]) -> Result<String, PageError> {
    let request = request(held, &submission(steps))?;
    let body = request
        .body
        .map(|body| format!(" {}", String::from_utf8_lossy(&body.bytes)))
        .unwrap_or_default();
    Ok(format!("{} {}{body}", request.method, request.url))
}

/// The body that a form around `controls` posts.
fn posted(controls: &str, steps: &[&str]) -> String {
    let sent = sent(
        &held(&format!("<form method=post>{controls}</form>")),
        steps,
    )
    .unwrap();
    sent.strip_prefix("POST https://a.example/dir/page?q=1 ")
        .unwrap()
        .to_owned()
}

#[test]
fn a_form_sends_the_entries_that_the_standard_lists() {
    for (controls, steps, expected) in [
        (
            "<input type=hidden name=t value=1><input name=u value=me><input name=none>",
            &["[name=u]:=you"][..],
            "t=1&u=you&none=",
        ),
        (
            "<input value=nameless><input name='' value=x><input name=a value=b>",
            &[],
            "a=b",
        ),
        (
            "<textarea name=a>\n\nold\nlines</textarea>",
            &[],
            "a=%0D%0Aold%0D%0Alines",
        ),
        (
            "<textarea name=a>old</textarea>",
            &["textarea:=a\rb\r\nc\n"],
            "a=a%0D%0Ab%0D%0Ac%0D%0A",
        ),
        (
            "<select name=s><option disabled>no<option value=1>one<option>two</select>",
            &[],
            "s=1",
        ),
        (
            "<select name=s><option>  a \n b </option></select>",
            &[],
            "s=a+b",
        ),
        (
            "<select name=s><option selected>a<option selected>b</select>",
            &[],
            "s=b",
        ),
        ("<select name=s size=3><option>a<option>b</select>", &[], ""),
        (
            "<select name=s><option selected>a<option>b</select>",
            &["+option:nth-child(2)"],
            "s=b",
        ),
        (
            "<select name=s multiple><option>a<option selected>b<option>c</select>",
            &["+option:nth-child(3)"],
            "s=b&s=c",
        ),
        (
            "<select name=s><optgroup disabled><option>a</optgroup><option>b</select>",
            &[],
            "s=b",
        ),
        (
            "<input type=checkbox name=c><input type=checkbox name=d checked>",
            &[],
            "d=on",
        ),
        (
            "<input type=checkbox name=c value=yes><input type=checkbox name=d>",
            &["+[name=c]"],
            "c=yes",
        ),
        (
            "<input type=radio name=r value=1 checked><input type=radio name=r value=2>",
            &[],
            "r=1",
        ),
        (
            "<input type=radio name=r value=1 checked><input type=radio name=r value=2>",
            &["+[value='2']"],
            "r=2",
        ),
        (
            "<input type=radio name=r value=1 checked><input type=radio name=r value=2 checked>",
            &[],
            "r=2",
        ),
        (
            "<input type=radio name=r value=1 checked><input type=radio name=o value=2 checked>",
            &["+[name=o]"],
            "r=1&o=2",
        ),
        (
            "<input name=a disabled><fieldset disabled><legend><input name=b></legend><input name=c><fieldset><input name=d></fieldset></fieldset>",
            &[],
            "b=",
        ),
        (
            "<fieldset disabled><div><legend><input name=b></legend></div></fieldset><input name=e>",
            &[],
            "e=",
        ),
        (
            "<button name=b value=1>x</button><button name=b value=2>y</button>",
            &["!button:nth-of-type(2)"],
            "b=2",
        ),
        (
            "<button name=b value=1>x</button><input type=submit name=b>",
            &["!input"],
            "b=",
        ),
        (
            "<button type=button name=n></button><input type=reset name=r><button name=b value=1>x</button>",
            &[],
            "b=1",
        ),
        (
            "<button name=b value=1><b><i>x</i></b></button>",
            &["!i"],
            "b=1",
        ),
        (
            "<input name=u><button name=b value=1>x</button>",
            &["+button", "[name=u]:=v"],
            "u=v&b=1",
        ),
        (
            "<input type=image name=i value=v><input type=submit name=s>",
            &["![type=image]"],
            "i.x=0&i.y=0",
        ),
        ("<input type=image>", &[], "x=0&y=0"),
        (
            "<input type=file name=f><datalist><input name=no></datalist><template><input name=no></template>",
            &[],
            "f=",
        ),
        (
            "<input type=hidden name=_charset_><input type=hidden name=_CHARSET_ value=x>",
            &[],
            "_charset_=UTF-8&_CHARSET_=UTF-8",
        ),
        (
            "<input name='a b&c=d' value='*-._~!\u{e9}+'>",
            &[],
            "a+b%26c%3Dd=*-._%7E%21%C3%A9%2B",
        ),
        (
            "<input name=a><input name=a value=2>",
            &["[name=a]:=1"],
            "a=1&a=2",
        ),
        (
            "<input name=a type=unknown value=1><input name=b TYPE=PASSWORD>",
            &["[name=b]:= x"],
            "a=1&b=+x",
        ),
    ] {
        assert_eq!(posted(controls, steps), expected, "{controls} {steps:?}");
    }
}

#[test]
fn controls_belong_to_the_form_that_browsers_associate_them_with() {
    for (html, steps, expected) in [
        (
            "<form id=f method=post></form><input name=a form=f value=1>",
            &[][..],
            "a=1",
        ),
        (
            "<form id=f method=post><input name=a><input name=b form=g></form><form id=g></form>",
            &[],
            "a=",
        ),
        (
            "<form id=f method=post><input name=a form=nowhere></form>",
            &[],
            "",
        ),
        (
            "<form method=post><input name=a></form><form method=post><input name=b></form>",
            &["[name=b]:=1"],
            "b=1",
        ),
        (
            "<table><form method=post><tr><td><input name=a value=1></td></tr></form></table>",
            &["[name=a]:=2"],
            "a=2",
        ),
        (
            "<form method=post><input name=a></form><button form=f name=b>x</button><form id=f method=post></form>",
            &["!button"],
            "b=",
        ),
        (
            "<form method=post><input name=a><form><input name=b></form><input name=c>",
            &[],
            "a=&b=",
        ),
    ] {
        let sent = sent(&held(html), steps).unwrap();
        assert_eq!(
            sent.strip_prefix("POST https://a.example/dir/page?q=1 "),
            Some(expected),
            "{html}"
        );
    }
}

#[test]
fn a_form_is_sent_where_and_how_it_says() {
    for (html, steps, expected) in [
        (
            "<form><input name=a value=1>",
            &[][..],
            "GET https://a.example/dir/page?a=1",
        ),
        (
            "<form action='/x?old=1#f'><input name=a value=1>",
            &[],
            "GET https://a.example/x?a=1#f",
        ),
        (
            "<form action='/x?old=1' method=POST><input name=a value=1>",
            &[],
            "POST https://a.example/x?old=1 a=1",
        ),
        (
            "<form action='' method=post>",
            &[],
            "POST https://a.example/dir/page?q=1 ",
        ),
        (
            "<form action=' sub ' method=post>",
            &[],
            "POST https://a.example/dir/sub ",
        ),
        (
            "<base href=/base/><form action=sub method=post>",
            &[],
            "POST https://a.example/base/sub ",
        ),
        (
            "<base href=/base/><form action='' method=post>",
            &[],
            "POST https://a.example/dir/page?q=1 ",
        ),
        (
            "<base target=x><base href=//b.example/><form action=sub method=post>",
            &[],
            "POST https://b.example/sub ",
        ),
        (
            "<form action=//b.example method=put><button name=b>",
            &[],
            "GET https://b.example/?b=",
        ),
        (
            "<form action=/x><button formaction=/y formmethod=post name=b>",
            &[],
            "POST https://a.example/y b=",
        ),
        (
            "<form method=post><button formmethod=get name=b>",
            &[],
            "GET https://a.example/dir/page?b=",
        ),
        (
            "<form method=post action=/x><button formaction=''>",
            &[],
            "POST https://a.example/dir/page?q=1 ",
        ),
        (
            "<a href='next?x=1'>go</a>",
            &["!a"],
            "GET https://a.example/dir/next?x=1",
        ),
        (
            "<a href=/next><span>go</span></a>",
            &["+span"],
            "GET https://a.example/next",
        ),
        (
            "<base href=/base/><a href=next>go</a>",
            &["!a"],
            "GET https://a.example/base/next",
        ),
    ] {
        assert_eq!(sent(&held(html), steps).unwrap(), expected, "{html}");
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
        let error = sent(&held(form), steps).unwrap_err();
        assert!(!error.may_have_arrived());
        assert_eq!(
            matches!(error, PageError::NoSuchElement { .. }),
            missing,
            "{steps:?}: {error}"
        );
        assert_eq!(
            matches!(error, PageError::Unsupported { .. }),
            !missing,
            "{steps:?}: {error}"
        );
    }
    for html in [
        "<form method=post enctype=text/plain>",
        "<form method=dialog>",
        "<form action=javascript:x()>",
        "<form action='https://a b/'>",
    ] {
        assert!(
            matches!(sent(&held(html), &[]), Err(PageError::Unsupported { .. })),
            "{html}"
        );
    }
    assert!(matches!(
        sent(&held("<p>"), &[]),
        Err(PageError::NoSuchElement { .. })
    ));
}

#[test]
fn a_form_that_was_cut_is_not_sent() {
    let cut = |html: &str| Held {
        cut: true,
        ..held(html)
    };
    assert!(matches!(
        sent(&cut("<form><p><input name=a><p>and"), &[]),
        Err(PageError::TooLarge)
    ));
    assert!(sent(&cut("<form><input name=a></form><p>and"), &[]).is_ok());
}

#[test]
fn a_form_is_sent_in_the_encoding_of_its_page_or_the_one_it_accepts() {
    let form =
        |attributes: &str| format!("<form method=post {attributes}><input name=a value='é日😀'>");
    let page = |encoding, html: String| Held {
        encoding,
        ..held(&html)
    };
    for (encoding, attributes, expected) in [
        (UTF_8, "", "a=%C3%A9%E6%97%A5%F0%9F%98%80"),
        (WINDOWS_1252, "", "a=%E9%26%2326085%3B%26%23128512%3B"),
        (SHIFT_JIS, "", "a=%26%23233%3B%93%FA%26%23128512%3B"),
        (encoding_rs::UTF_16LE, "", "a=%C3%A9%E6%97%A5%F0%9F%98%80"),
        (
            WINDOWS_1252,
            "accept-charset='klingon utf-8'",
            "a=%C3%A9%E6%97%A5%F0%9F%98%80",
        ),
        (
            UTF_8,
            "accept-charset=iso-8859-1",
            "a=%E9%26%2326085%3B%26%23128512%3B",
        ),
    ] {
        let sent = sent(&page(encoding, form(attributes)), &[]).unwrap();
        assert!(
            sent.ends_with(&format!(" {expected}")),
            "{attributes} {sent}"
        );
    }
}

#[test]
fn a_multipart_form_is_written_as_browsers_write_it() {
    let html = "<form method=post enctype=multipart/form-data><input name='a\"b' value=' é'><input type=file name=f>\
        <textarea name=t>x\ny</textarea><button formenctype=Multipart/Form-Data>";
    let request = request(&held(html), &Submission::default()).unwrap();
    let body = request.body.unwrap();
    let boundary = body
        .content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\n é\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\nx\r\ny\r\n--{boundary}--\r\n"
    );
    assert_eq!(String::from_utf8_lossy(&body.bytes), expected);
}
