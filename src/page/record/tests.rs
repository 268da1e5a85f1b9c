//! Lists and pages, as sources write them.

use serde_json::{Value, json};

use super::*;
use crate::domain::job::schema::Holder;

fn extract(fields: &Value, more: &Value) -> Extract {
    let mut extract = json!({"name": "invoices", "rows": "li", "fields": fields});
    extract.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(extract).unwrap()
}

fn invoices() -> Extract {
    let fields = json!({
        "number": {"at": "b", "type": "integer", "key": true},
        "amount": {"at": "i", "type": "money", "required": true},
        "due": {"at": "u", "type": "date"},
        "file": {"at": "a", "type": "url"},
        "is_open": {"at": "input", "attribute": "checked", "type": "boolean"},
    });
    extract(&fields, &json!({"next": "a[rel=next]", "total": "#count"}))
}

fn seen(lang: &str, body: &str) -> Seen {
    let url = "https://app.example/invoices".parse().unwrap();
    Seen::new(url, 200, format!("<html lang={lang}><body>{body}"))
}

fn read(extract: &Extract, lang: &str, body: &str) -> Result<PageRecords, Failure> {
    read_page(extract, &seen(lang, body), 1)
}

/// All of a list over these pages.
fn listed(extract: &Extract, pages: &[&str]) -> Result<Value, Reason> {
    let mut list = RecordList::default();
    for body in pages {
        let page = read(extract, "de", body).map_err(|failure| failure.reason)?;
        list.begin(&page).map_err(|failure| failure.reason)?;
        list.push(page.records, &Holder::new(extract).unwrap()).map_err(|failure| failure.reason)?;
    }
    let records = list.finish(extract).map_err(|failure| failure.reason)?;
    Ok(records.iter().map(|record| serde_json::from_str::<Value>(record).unwrap()).collect())
}

fn row(number: u32) -> String {
    format!("<li><b>{number}</b> <i>{number},50 €</i></li>")
}

#[test]
fn a_row_is_typed_and_keeps_its_words() {
    let body = "<p id=count>1</p><li><b>7</b> <i>1.234,56 €</i> <u>1. März 2026</u> <a href=a.pdf>PDF</a>
        <input type=checkbox checked></li><a rel=next href=2>2</a>";
    let page = read(&invoices(), "de", body).unwrap();
    let record = json!({
        "number": 7,
        "amount": {"amount": "1234.56", "currency": "EUR"},
        "due": "2026-03-01",
        "file": "https://app.example/a.pdf",
        "is_open": true,
        "raw": {"number": "7", "amount": "1.234,56 €", "due": "1. März 2026", "file": "a.pdf", "is_open": "true"},
    });
    assert_eq!(page.records, [record.as_object().unwrap().clone()]);
    assert_eq!((page.total, page.next), (Some(1), Some(Target::first("a[rel=next]"))));
}

#[test]
fn what_is_absent_is_null_and_what_cannot_be_read_fails_with_its_place() {
    let count = "<p id=count>2</p>";
    let page = read(&invoices(), "de", &format!("{count}{}<a rel=next aria-disabled=true>2</a>", row(7))).unwrap();
    assert_eq!((&page.records[0]["due"], &page.records[0]["file"]), (&Value::Null, &Value::Null));
    assert_eq!(page.next, None);
    for (lang, second, reason, place) in [
        ("de", "<li><b>8</b>", Reason::FieldMissing, "row 2, \"amount\" is not there"),
        ("de", "<li><i>1 €</i>", Reason::FieldMissing, "row 2, \"number\" is not there"),
        ("de", "<li><b>8</b><i>free</i>", Reason::Unreadable, "row 2, \"amount\": \u{201c}free\u{201d}"),
        ("xx", "<li><b>8</b><i>1.234 €</i>", Reason::Ambiguous, "row 2, \"amount\": \u{201c}1.234 €\u{201d}"),
        ("en", "<li><b>8</b><i>1 €</i><u>3/4/2026</u>", Reason::Ambiguous, "row 2, \"due\": \u{201c}3/4/2026\u{201d}"),
    ] {
        let failure = read(&invoices(), lang, &format!("{count}{}{second}", row(7))).unwrap_err();
        assert_eq!(failure.reason, reason, "{failure:?}");
        assert!(failure.message.starts_with(place), "{failure:?}");
    }
    let missing = read(&invoices(), "de", &row(7)).unwrap_err();
    assert_eq!((missing.reason, &*missing.message), (Reason::FieldMissing, "nothing on the page is \"total\""));
}

#[test]
fn a_list_over_pages_has_each_record_once_and_all_of_them() {
    let count = |number: u32| format!("<p id=count>{number} Rechnungen</p>");
    let page = |total: u32, rows: &[u32]| count(total) + &rows.iter().map(|number| row(*number)).collect::<String>();
    let listed = |pages: &[String]| listed(&invoices(), &pages.iter().map(String::as_str).collect::<Vec<_>>());
    let all = listed(&[page(3, &[1, 2]), page(3, &[3])]).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 3);
    for (pages, reason) in [
        (vec![page(3, &[1, 2]), page(3, &[1, 2])], Reason::PageRepeated),
        (vec![page(3, &[1, 2]), page(3, &[2, 3])], Reason::DuplicateRecord),
        (vec![page(2, &[1, 1])], Reason::DuplicateRecord),
        (vec![page(3, &[1, 2])], Reason::Incomplete),
        (vec![page(1, &[1, 2])], Reason::Incomplete),
        (vec![page(0, &[])], Reason::NoRecords),
    ] {
        assert_eq!(listed(&pages), Err(reason), "{pages:?}");
    }
}

#[test]
fn without_a_key_a_page_repeats_when_all_of_it_does() {
    let plain = extract(&json!({"a": "b"}), &json!({"next": "a"}));
    assert_eq!(listed(&plain, &["<li><b>1</b>", "<li><b>1</b>"]), Err(Reason::PageRepeated));
    let both = listed(&plain, &["<li><b>1</b>", "<li><b>1</b><li><b>2</b>"]).unwrap();
    assert_eq!(both, json!([{"a": "1"}, {"a": "1"}, {"a": "2"}]));
}

#[test]
fn nothing_is_a_result_only_where_that_is_allowed() {
    let plain = extract(&json!({"a": "b"}), &json!({"allow_empty": true}));
    assert_eq!(listed(&plain, &["<p>none</p>"]), Ok(json!([])));
}

#[test]
fn an_endless_list_ends() {
    let plain = extract(&json!({"a": "b"}), &json!({"next": "a"}));
    let mut list = RecordList::default();
    let failure = (0..).find_map(|number| {
        let page = read(&plain, "de", &format!("<li><b>{number}</b></li><a href=x>next</a>")).unwrap();
        list.begin(&page).err()
    });
    assert_eq!(failure.map(|failure| failure.reason), Some(Reason::TooManyPages));
    assert_eq!(list.count, list::MOST_PAGES - 1);
}

#[test]
fn the_parts_of_a_row_may_be_the_row_itself() {
    let extract = extract(&json!({"id": {"attribute": "data-id", "type": "integer", "key": true}}), &json!({}));
    let page = read(&extract, "en", "<li data-id=3><li data-id=4>").unwrap();
    assert_eq!(page.records.iter().map(|record| &record["id"]).collect::<Vec<_>>(), [3, 4]);
}
