//! One line of text as companies give it: names that people read, and values such as a customer's `external_id`.

/// The pattern of a value that is not blank: it is kept and compared as it is.
pub const VALUE_PATTERN: &str =
    r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";

/// The pattern of a name that is not blank; nothing in it reorders what people read.
pub const PATTERN: &str = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$";

/// What is wrong with a text that should be a value of at most `most` characters.
pub fn value_mistake(text: &str, most: usize) -> Option<String> {
    if text.trim().is_empty() {
        Some("must not be empty".to_owned())
    } else if text.chars().count() > most {
        Some(format!("at most {most} characters"))
    } else if text.chars().any(char::is_control) {
        Some("must not hold control characters".to_owned())
    } else {
        None
    }
}

/// What is wrong with a text that should be a name of at most `most` characters.
pub fn mistake(text: &str, most: usize) -> Option<String> {
    let reorders = || "must not hold control characters, nor those that change the direction of text".to_owned();
    value_mistake(text, most).or_else(|| text.chars().any(is_control).then(reorders))
}

/// Control characters, ends of lines, and what lets a text be read in another order than it is written.
fn is_control(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_may_hold_whatever_is_no_control_character() {
        assert_eq!(value_mistake("Zoë \u{202e} 日本", 255), None);
        assert!(value_mistake("a\u{7}", 255).is_some());
    }

    #[test]
    fn a_line_in_any_script_is_taken_and_one_that_reorders_its_text_is_not() {
        for text in ["Read your invoices", "קריאת חשבוניות", "قراءة الفواتير", "請求書を読む"]
        {
            assert_eq!(mistake(text, 80), None, "{text}");
        }
        for text in ["pay \u{202e}ecived", "\u{2066}a\u{2069}", "a\u{2028}b", "a\u{85}b", "a\u{0}", "\u{202a}a"] {
            assert!(mistake(text, 80).is_some(), "{text:?}");
        }
    }
}
