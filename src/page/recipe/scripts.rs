//! What a page's markup tells of scripts that send its forms.

use scraper::ElementRef;

use crate::{domain::source::recipe::Css, page::dom::Document};

/// How much of a page's own scripts is looked through, in bytes.
const LOOKED_THROUGH: usize = 64 * 1024;
/// What a script says that waits for a form to be sent.
const HOOKS: [&str; 6] = ["onsubmit", "\"submit\"", "'submit'", "`submit`", ".submit(", "onclick"];
/// What such a script says where it sends the form itself, or something else than was typed.
const SENDS: [&str; 12] = [
    "fetch(",
    "XMLHttpRequest",
    "$.post",
    "$.ajax",
    "axios",
    "sendBeacon",
    "JSON.stringify",
    "crypto.subtle",
    "md5(",
    "sha1(",
    "sha256(",
    "encrypt(",
];
/// Libraries that a page loads to change a password before it is sent.
const LIBRARIES: [&str; 8] = ["md5", "sha1", "sha256", "sha512", "jsencrypt", "crypto-js", "cryptojs", "bcrypt"];

/// Whether a script works on what a form sends.
pub(super) fn work_on(form: ElementRef<'_>) -> bool {
    let says = |name: &str| form.attr(name).is_some_and(|script| !script.trim().is_empty());
    says("onsubmit") || is_script(form.attr("action"))
}

/// Whether a control is pressed by a script, or has its words from one.
pub(super) fn press(document: &Document, control: ElementRef<'_>) -> bool {
    let is_plain = control.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("button"));
    let is_wordless = || {
        let is_button = control.value().name() == "button";
        let has_name = ["aria-label", "title", "value"].iter().any(|name| control.attr(name).is_some());
        is_button && !has_name && document.text(control, 80).is_none() && control.child_elements().next().is_none()
    };
    is_plain || control.attr("onclick").is_some() || is_script(control.attr("href")) || is_wordless()
}

/// Whether what is pressed is no button that sends a form: whatever else it is, what was typed goes by a script.
pub(super) fn is_no_button(control: ElementRef<'_>) -> bool {
    !matches!(control.value().name(), "button" | "input")
}

/// Whether the page's own scripts wait for a form and send something by themselves, or it loads a library to hash with.
pub(super) fn hook_forms(document: &Document) -> bool {
    let mut left = LOOKED_THROUGH;
    let mut own = String::new();
    for script in document.all(&Css("script".to_owned())) {
        let source = script.attr("src").unwrap_or_default().to_ascii_lowercase();
        let file = source.rsplit('/').next().unwrap_or_default();
        if LIBRARIES.iter().any(|library| file.contains(library)) {
            return true;
        }
        for part in script.text() {
            let part = &part[..part.floor_char_boundary(left)];
            left -= part.len();
            own.push_str(part);
        }
    }
    let says = |marks: &[&str]| marks.iter().any(|mark| own.contains(mark));
    says(&HOOKS) && says(&SENDS)
}

fn is_script(address: Option<&str>) -> bool {
    address.is_some_and(|address| {
        address.trim_start().get(..11).is_some_and(|start| start.eq_ignore_ascii_case("javascript:"))
    })
}
