//! A source's words made harmless: plain text, no tricks, not too long.

/// The longest label of a field or choice, in characters.
pub const LABEL: usize = 160;
/// The longest quoted message, in characters.
pub const MESSAGE: usize = 600;

/// The text without control and direction characters, with single spaces, cut at `most` characters with an ellipsis;
/// `None` when nothing is left.
pub fn clean(text: &str, most: usize) -> Option<String> {
    let mut cleaned = String::new();
    let mut length = 0;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let word: String = word.chars().filter(|c| !is_invisible(*c)).take(most + 1).collect();
        if word.is_empty() {
            continue;
        }
        if length > 0 {
            cleaned.push(' ');
            length += 1;
        }
        length += word.chars().count();
        cleaned.push_str(&word);
        if length > most {
            return Some(cut(&cleaned, most));
        }
    }
    (!cleaned.is_empty()).then_some(cleaned)
}

/// As [`clean`], with the lines of the text kept apart; of empty ones nothing is left.
pub fn clean_lines(text: &str, most: usize) -> Option<String> {
    let lines: Vec<String> = text.split('\n').filter_map(|line| clean(line, most)).collect();
    let text = lines.join("\n");
    match text.chars().count() {
        0 => None,
        count if count > most => Some(cut(&text, most)),
        _ => Some(text),
    }
}

fn cut(text: &str, most: usize) -> String {
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Characters that turn, hide or join others: they can make one text look like another.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_text_and_spaces_are_folded() {
        assert_eq!(clean("  Wrong\n\t<b>code</b>  ", 80).as_deref(), Some("Wrong <b>code</b>"));
    }

    #[test]
    fn direction_and_zero_width_characters_are_gone() {
        assert_eq!(clean("pay\u{202e}pal\u{200b}.\u{2066}com\u{7}", 80).as_deref(), Some("paypal.com"));
        assert_eq!(clean("\u{202e}\u{200b} \u{feff}", 80), None);
    }

    #[test]
    fn lines_stay_apart_where_they_say_something() {
        assert_eq!(
            clean_lines("\n Wrong \t code\r\n \u{200b} \nTry again", 80).as_deref(),
            Some("Wrong code\nTry again")
        );
        assert_eq!(clean_lines(" \n\u{202e}\n", 80), None);
    }

    #[test]
    fn a_long_text_is_cut_with_a_sign_of_it() {
        let cut = clean(&"a".repeat(10_000_000), 5).unwrap();
        assert_eq!(cut, "aaaa…");
        assert_eq!(clean("one two three", 8).as_deref(), Some("one two…"));
        assert_eq!(clean_lines("one two\nthree", 8).as_deref(), Some("one two…"));
    }
}
