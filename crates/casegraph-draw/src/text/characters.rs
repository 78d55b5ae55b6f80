//! Which characters may be drawn. Corpora hold anything; XML, DOT and fonts do not take everything.

use unicode_width::UnicodeWidthChar;

/// Text without characters that a drawing cannot hold: control characters, what XML 1.0 forbids, and the marks that
/// switch the writing direction by hand (one left open would turn round the rest of the drawing; right-to-left text
/// needs none). Line ends become `\n`, tabs a space.
pub(crate) fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
            _ => clean.push(character),
        }
    }
    clean
}

/// Text for one place in a drawing: clean, on one line, single spaces, and never so many accents on one letter that they
/// reach over the lines above.
#[must_use]
pub fn single_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in cleaned(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        let mut accents = 0;
        for character in word.chars() {
            accents = if is_accent(character) { accents + 1 } else { 0 };
            if accents <= 3 {
                line.push(character);
            }
        }
    }
    line
}

/// What must not be torn apart: a character with its marks, joined emoji, a flag. Simpler than Unicode's grapheme
/// clusters, and never finer than they are in what occurs in names.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices();
        let (_, mut before) = characters.next()?;
        let mut flag = is_regional(before);
        let mut end = rest.len();
        for (at, character) in characters {
            let completes_flag = flag && is_regional(character);
            if !(completes_flag || before == '\u{200d}' || extends(character)) {
                end = at;
                break;
            }
            flag = false;
            before = character;
        }
        let (cluster, after) = rest.split_at(end);
        rest = after;
        Some(cluster)
    })
}

/// Whether a line is written from right to left: its first letter is Hebrew, Arabic or of a script like them.
pub(crate) fn is_right_to_left(line: &str) -> bool {
    let first = line.chars().find(|character| character.is_alphabetic());
    matches!(
        first,
        Some(
            '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}',
        )
    )
}

/// Whether a character is drawn on, under or into the one before it.
fn extends(character: char) -> bool {
    matches!(character, '\u{1f3fb}'..='\u{1f3ff}') || character.width().unwrap_or(0) == 0
}

fn is_regional(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_accent(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_drawn_is_left_out() {
        assert_eq!(cleaned("a\0b\u{1b}[1mc\u{7f}\u{9f}d\u{ffff}e\u{202e}f"), "ab[1mcdef");
        assert_eq!(cleaned("one\r\ntwo\rthree\u{85}four\tfive"), "one\ntwo\nthree\nfour five");
        assert_eq!(single_line("  read \n\n write\t"), "read write");
        assert_eq!(single_line(&format!("Z{}algo", "\u{301}".repeat(50))), "Z\u{301}\u{301}\u{301}algo");
    }

    #[test]
    fn the_first_letter_decides_the_direction() {
        let lines = ["cache", "12 שרד", "…", "قاعدة db", "db قاعدة"];
        assert_eq!(lines.map(is_right_to_left), [false, true, false, true, false]);
    }

    #[test]
    fn what_belongs_together_stays_together() {
        let parts = |text| clusters(text).collect::<Vec<_>>();
        assert_eq!(parts("e\u{301}a"), ["e\u{301}", "a"]);
        assert_eq!(parts("👩\u{200d}🔧👍🏽x"), ["👩\u{200d}🔧", "👍🏽", "x"]);
        assert_eq!(parts("🇩🇪🇫🇷"), ["🇩🇪", "🇫🇷"]);
        assert_eq!(parts("\u{301}\u{301}"), ["\u{301}\u{301}"]);
        assert_eq!(parts(""), [""; 0]);
    }
}
