//! The worst pages and recipes that can be built: each is read in bounds that are counted, not timed, or refused.

use time::macros::datetime;
use vestibule::{
    domain::{
        prompt::{answer::Answer, challenge::Kind, refusal::Refusal},
        source::recipe::{Css, Mark, Recipe},
    },
    page::{
        Seen,
        dom::Document,
        recipe::{
            memory::Memory,
            run::{Run, Step},
        },
        recognise::{self, History, Meaning},
    },
};

/// What reading any page may cost, with the last step that was begun.
const MOST_STEPS: u64 = 20_000_000;

fn seen(html: &str) -> Seen {
    Seen::new("https://source.example/login".parse().unwrap(), 200, html)
}

/// A recipe whose only screen is known by this selector.
fn known_by(css: &str) -> Recipe {
    let all = vec![Css(css.to_owned())];
    Recipe { signed_in: Some(Mark { all, ..Mark::default() }), complete: true, ..Recipe::default() }
}

fn step(recipe: &Recipe, html: &str) -> Step {
    Run::new(recipe, Memory::default()).next(&seen(html), datetime!(2026-01-01 00:00 UTC))
}

fn is_refused(step: &Step) -> bool {
    matches!(step, Step::Refused(refused) if refused.refusal == Refusal::SourceChanged)
}

#[test]
fn a_selector_that_is_quadratic_on_a_wide_page_is_refused() {
    let wide = format!("<body>{}", "<i></i>".repeat(99_000));
    for css in ["q ~ i", "q ~ i ~ i", "i:not(:has(~ q))", "q ~ i:nth-child(2n+1)"] {
        let url = seen("").url;
        let document = Document::new(&wide, &url);
        document.all(&Css(css.to_owned()));
        assert!(document.is_exhausted() && document.steps() <= MOST_STEPS, "{css}");
        assert!(is_refused(&step(&known_by(css), &wide)), "{css}");
    }
}

#[test]
fn a_page_that_is_nested_deeper_than_browsers_do_is_refused() {
    let deep = "<div>".repeat(99_000) + "<input type=password>";
    assert!(is_refused(&step(&known_by("a"), &deep)));
    assert!(is_refused(&step(&Recipe::default(), &deep)));
}

fn joined(count: u32, part: impl Fn(u32) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().concat()
}

#[test]
fn a_page_of_which_the_parser_makes_very_many_elements_is_refused() {
    let formats = joined(3_000, |number| format!("<b a={number}>"));
    assert!(is_refused(&step(&Recipe::default(), &(formats + &"<p>".repeat(3_000)))));
}

#[test]
fn a_tag_with_very_many_attributes_is_refused() {
    let list = joined(60_000, |number| format!(" a{number}"));
    for before in ["", "<script>i<n x=\"</script>", "<textarea><b c='</textarea>"] {
        assert!(is_refused(&step(&Recipe::default(), &format!("{before}<input{list}>"))), "{before}");
    }
}

#[test]
fn whatever_has_very_many_fields_is_read_in_bounds() {
    is_read_in_bounds(&[
        "<form><input name=user><input type=password name=p><button>Sign in</button></form>".repeat(5_000),
        "<input type=password name=p>".repeat(60_000),
        "<img src=x>".repeat(60_000) + &"<input name=captcha>".repeat(400),
    ]);
}

#[test]
fn whatever_says_very_much_is_read_in_bounds() {
    is_read_in_bounds(&[
        "<label for=a>Password</label><input name=a>".repeat(20_000),
        "<p class=error style='min-height:0;color:red'>wrong</p>".repeat(20_000),
        format!("<select><option>{}", "<option value=x>sms".repeat(60_000)),
    ]);
}

#[test]
fn whatever_is_nested_very_deeply_is_read_in_bounds() {
    let spans = "<span></span>".repeat(90_000);
    is_read_in_bounds(&[
        format!("{}{spans}", "<div>a".repeat(400)),
        format!("<a href=/x>{spans}</a>").repeat(2),
        "<table><tr><td>a".repeat(150),
    ]);
}

fn is_read_in_bounds(hard: &[String]) {
    let url = seen("").url;
    let values = [("identifier", "anna"), ("password", "secret")];
    let answer = Answer::Fields(values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect());
    for html in hard {
        let page = seen(html);
        let after = History::default().after(&Document::new("", &url), &page, Kind::Credentials, &[], &answer);
        for history in [History::default(), after] {
            let document = Document::new(html, &url);
            let reading = recognise::read(&document, &page, &history);
            assert!(document.steps() <= MOST_STEPS, "{} steps", document.steps());
            let is_sure = !document.is_exhausted();
            assert!(is_sure || matches!(reading.meaning, Meaning::Refused(_)), "{html:.80}");
        }
    }
}
