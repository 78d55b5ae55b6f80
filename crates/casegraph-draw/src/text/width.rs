//! How wide text gets, without a font at hand: a table of Helvetica's and Arial's widths, rounded up, and some air.
//!
//! Wrong only to the safe side: a reader's machine may have neither font and take a wider one (Noto Sans, Liberation
//! Sans fit; `DejaVu` Sans just does), and letters outside Latin come from fonts nobody knows.

use unicode_width::UnicodeWidthChar;

use super::characters::clusters;
use crate::model::{Font, Weight};

/// Added to every width, for fonts wider than Arial.
const AIR: f64 = 1.06;

/// Characters of about one width: regular, bold, in parts of the font size.
const CLASSES: [(&str, f64, f64); 15] = [
    ("'ijl", 0.225, 0.28),
    (" !,./:;I[]\\|ft\u{a0}", 0.28, 0.335),
    ("()-`r{}\"*", 0.39, 0.475),
    ("Jcksvxyz^", 0.5, 0.585),
    ("#$0123456789_ae", 0.56, 0.56),
    ("?Lbdghnopqu", 0.56, 0.615),
    ("+<=>~FTZ", 0.615, 0.615),
    ("&ABEKPSVXY", 0.67, 0.725),
    ("CDHNRUw", 0.725, 0.78),
    ("GOQ", 0.78, 0.78),
    ("Mm", 0.835, 0.89),
    ("%W", 0.945, 0.945),
    ("@", 1.02, 1.02),
    ("–‘’“”•·", 0.56, 0.56),
    ("—…●○", 1.05, 1.05),
];

/// Width of one line of text, in points: at least what it takes in the font.
#[must_use]
pub fn width(text: &str, font: Font) -> f64 {
    clusters(text).fold(0.0, |before, cluster| before + cluster_width(cluster, font.weight)) * font.size * AIR
}

/// Width of characters that belong together, in parts of the font size. Joined emoji count one by one: a font
/// that does not know the whole shows its parts.
fn cluster_width(cluster: &str, weight: Weight) -> f64 {
    let width: f64 = cluster.chars().map(|character| character_width(character, weight)).sum();
    // A mark with nothing to stand on is drawn on a circle of its own.
    if width > 0.0 { width } else { 1.2 }
}

fn character_width(character: char, weight: Weight) -> f64 {
    if let Some((_, regular, bold)) = CLASSES.iter().find(|(characters, ..)| characters.contains(character)) {
        return match weight {
            Weight::Regular => *regular,
            Weight::Bold => *bold,
        };
    }
    match character {
        'ß'..='å' | 'ç'..='ÿ' => 0.62,
        // Two letters in one: Ǆ, ǲ.
        '\u{1c4}'..='\u{1cc}' | '\u{1f1}'..='\u{1f3}' => 1.45,
        '\u{2e3a}' => 2.0,
        '\u{2e3b}' => 3.0,
        // A whole sentence in one character.
        '\u{fdf0}'..='\u{fdff}' => 12.0,
        // Cuneiform.
        '\u{12000}'..='\u{1254f}' => 6.0,
        _ => match character.width() {
            None | Some(0) => 0.0,
            Some(_) if is_plain_letter(character) => 0.72,
            Some(_) if is_hebrew(character) => 0.75,
            Some(_) if is_arabic(character) => 0.9,
            Some(_) if is_ideograph(character) => 1.0,
            Some(1) if character < '\u{1f000}' => 1.2,
            // Emoji are wider than they are high.
            Some(_) => 1.3,
        },
    }
}

/// Small letters of Latin, Greek and Cyrillic, but for the widest.
fn is_plain_letter(character: char) -> bool {
    let is_known = matches!(character, '\u{100}'..='\u{17f}' | '\u{370}'..='\u{3ce}' | '\u{400}'..='\u{45f}');
    is_known && character.is_lowercase() && !"œŵπφψωώжмфшщъыюљњ".contains(character)
}

fn is_hebrew(character: char) -> bool {
    matches!(character, '\u{5d0}'..='\u{5ea}')
}

/// Arabic letters join, and are narrower in a word than each alone.
fn is_arabic(character: char) -> bool {
    matches!(character, '\u{620}'..='\u{64a}')
}

/// Chinese, Japanese, Korean: a square each.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_ascii_character_is_forgotten_or_told_twice() {
        for character in ' '..='~' {
            let classes = CLASSES.iter().filter(|(characters, ..)| characters.contains(character)).count();
            assert_eq!(classes, 1, "{character:?}");
        }
    }

    #[test]
    fn widths_are_those_of_helvetica_with_some_air() {
        let regular = |text| format!("{:.1}", width(text, Font::regular(10.0)));
        // Helvetica itself: 81.7 and 45.1.
        assert_eq!(regular("cache consistency"), "87.0");
        assert_eq!(regular("W@%mM"), "48.5");
        assert_eq!(regular(""), "0.0");
        assert_eq!(regular("分散"), "21.2");
        assert_eq!(regular("e\u{301}"), regular("e"));
        assert!(width("cache", Font::bold(10.0)) > width("cache", Font::regular(10.0)));
    }
}
