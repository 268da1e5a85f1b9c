//! One line of text: names and the like, as companies give them.

/// The pattern of a line that is not blank.
pub const PATTERN: &str =
    r"^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$";

/// What is wrong with a text that should be a line of at most `most` characters.
pub fn mistake(text: &str, most: usize) -> Option<String> {
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
