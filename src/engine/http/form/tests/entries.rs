use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn a_form_sends_the_entries_that_the_standard_lists() {
    for (controls, steps, expected) in [
        (
            "<input type=hidden name=t value=1><input name=u value=me><input name=none>",
            &["[name=u]:=you"][..],
            "t=1&u=you&none=",
        ),
        ("<input value=nameless><input name='' value=x><input name=a value=b>", &[], "a=b"),
        ("<textarea name=a>\n\nold\nlines</textarea>", &[], "a=%0D%0Aold%0D%0Alines"),
        ("<textarea name=a>old</textarea>", &["textarea:=a\rb\r\nc\n"], "a=a%0D%0Ab%0D%0Ac%0D%0A"),
        ("<select name=s><option disabled>no<option value=1>one<option>two</select>", &[], "s=1"),
        ("<select name=s><option>  a \n b </option></select>", &[], "s=a+b"),
        ("<select name=s><option selected>a<option selected>b</select>", &[], "s=b"),
        ("<select name=s size=3><option>a<option>b</select>", &[], ""),
        ("<select name=s><option selected>a<option>b</select>", &["+option:nth-child(2)"], "s=b"),
        ("<select name=s multiple><option>a<option selected>b<option>c</select>", &["+option:nth-child(3)"], "s=b&s=c"),
        ("<select name=s><optgroup disabled><option>a</optgroup><option>b</select>", &[], "s=b"),
        ("<input type=checkbox name=c><input type=checkbox name=d checked>", &[], "d=on"),
        ("<input type=checkbox name=c value=yes><input type=checkbox name=d>", &["+[name=c]"], "c=yes"),
        ("<input type=radio name=r value=1 checked><input type=radio name=r value=2>", &[], "r=1"),
        ("<input type=radio name=r value=1 checked><input type=radio name=r value=2>", &["+[value='2']"], "r=2"),
        ("<input type=radio name=r value=1 checked><input type=radio name=r value=2 checked>", &[], "r=2"),
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
        ("<fieldset disabled><div><legend><input name=b></legend></div></fieldset><input name=e>", &[], "e="),
        ("<button name=b value=1>x</button><button name=b value=2>y</button>", &["!button:nth-of-type(2)"], "b=2"),
        ("<button name=b value=1>x</button><input type=submit name=b>", &["!input"], "b="),
        ("<button type=button name=n></button><input type=reset name=r><button name=b value=1>x</button>", &[], "b=1"),
        ("<button name=b value=1><b><i>x</i></b></button>", &["!i"], "b=1"),
        ("<input name=u><button name=b value=1>x</button>", &["+button", "[name=u]:=v"], "u=v&b=1"),
        ("<input type=image name=i value=v><input type=submit name=s>", &["![type=image]"], "i.x=0&i.y=0"),
        ("<input type=image>", &[], "x=0&y=0"),
        ("<input type=file name=f><datalist><input name=no></datalist><template><input name=no></template>", &[], "f="),
        (
            "<input type=hidden name=_charset_><input type=hidden name=_CHARSET_ value=x>",
            &[],
            "_charset_=UTF-8&_CHARSET_=UTF-8",
        ),
        ("<input name='a b&c=d' value='*-._~!\u{e9}+'>", &[], "a+b%26c%3Dd=*-._%7E%21%C3%A9%2B"),
        ("<input name=a><input name=a value=2>", &["[name=a]:=1"], "a=1&a=2"),
        ("<input name=a type=unknown value=1><input name=b TYPE=PASSWORD>", &["[name=b]:= x"], "a=1&b=+x"),
    ] {
        assert_eq!(posted(controls, steps), expected, "{controls} {steps:?}");
    }
}

#[test]
fn controls_belong_to_the_form_that_browsers_associate_them_with() {
    for (html, steps, expected) in [
        ("<form id=f method=post></form><input name=a form=f value=1>", &[][..], "a=1"),
        ("<form id=f method=post><input name=a><input name=b form=g></form><form id=g></form>", &[], "a="),
        ("<form id=f method=post><input name=a form=nowhere></form>", &[], ""),
        ("<form method=post><input name=a></form><form method=post><input name=b></form>", &["[name=b]:=1"], "b=1"),
        ("<table><form method=post><tr><td><input name=a value=1></td></tr></form></table>", &["[name=a]:=2"], "a=2"),
        (
            "<form method=post><input name=a></form><button form=f name=b>x</button><form id=f method=post></form>",
            &["!button"],
            "b=",
        ),
        ("<form method=post><input name=a><form><input name=b></form><input name=c>", &[], "a=&b="),
    ] {
        let sent = sent(&fetched(html), steps).unwrap();
        assert_eq!(sent.strip_prefix("POST https://a.example/dir/page?q=1 "), Some(expected), "{html}");
    }
}
