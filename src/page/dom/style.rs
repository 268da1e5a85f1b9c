//! An element's own `style`, read as declarations: `min-height: 0` says nothing about `height`.

use scraper::ElementRef;

/// The longest style that is looked at, in bytes.
const LONGEST: usize = 4096;

/// The declarations of an element's own style, by name and value, in lower case.
pub fn declarations(element: ElementRef<'_>) -> Vec<(String, String)> {
    read(element.attr("style").unwrap_or_default())
}

/// The declarations of a style, by name and value, in lower case.
pub fn read(style: &str) -> Vec<(String, String)> {
    let style = if style.len() < LONGEST { style } else { "" };
    let parts = style.split(';').filter_map(|part| part.split_once(':'));
    let tidy = |text: &str| text.trim().to_ascii_lowercase();
    parts.map(|(name, value)| (tidy(name), tidy(value.split('!').next().unwrap_or_default()))).collect()
}

/// A length in pixels; lengths in other units say nothing about what is seen, unless they are zero.
pub fn pixels(value: &str) -> Option<f64> {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let number: f64 = number.parse().ok()?;
    let is_pixels =
        value.ends_with("px") || value.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (is_pixels || number == 0.0).then_some(number)
}

/// Whether an element's own style closes it: no height, and nothing shown beyond it.
pub fn is_collapsed(style: &[(String, String)]) -> bool {
    let is = |name: &str, test: &dyn Fn(&str) -> bool| style.iter().any(|(given, value)| given == name && test(value));
    let is_none = |value: &str| pixels(value) == Some(0.0);
    let hides = |value: &str| value.starts_with("hidden") || value.starts_with("clip");
    (is("height", &is_none) || is("max-height", &is_none)) && (is("overflow", &hides) || is("overflow-y", &hides))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_with_their_units() {
        assert_eq!(
            [pixels("0"), pixels("1px"), pixels("-999px"), pixels("0%")],
            [Some(0.0), Some(1.0), Some(-999.0), Some(0.0)]
        );
        assert_eq!([pixels("100%"), pixels("2em"), pixels("auto")], [None; 3]);
    }
}
