//! Words of running text in any script, to count and to search.
//!
//! Most scripts put spaces between words. Where a script does not, only a dictionary could tell them apart, and one for Chinese,
//! Japanese, Thai, Khmer, Lao and Burmese is larger than the rest of this program. The rules here need none: an ideograph or a kana
//! counts as a word, as Chinese and Japanese authors count; of the other scripts four letters do, which is about the length of
//! their words. For a search, each two neighbouring characters are a word, which finds every word of two characters or more.

use unicode_normalization::char::is_combining_mark;

/// How a character is part of a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// A letter or digit of a script with spaces, or a mark on one.
    Spaced,
    /// An ideograph or a hiragana.
    Ideograph,
    /// A katakana: a run of them is one word, mostly from another language.
    Katakana,
    /// A letter of a script of Southeast Asia without spaces.
    Letter,
    /// A mark on the character before it.
    Mark,
    /// No part of a word.
    None,
}

impl Script {
    fn of(c: char) -> Self {
        if c.is_ascii() {
            return if c.is_ascii_alphanumeric() { Self::Spaced } else { Self::None };
        }
        match c {
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{1950}'..='\u{19df}'
            | '\u{1a20}'..='\u{1aaf}'
            | '\u{a9e0}'..='\u{a9ff}'
            | '\u{aa60}'..='\u{aadf}' => {
                if is_combining_mark(c) {
                    Self::Mark
                } else if c.is_numeric() {
                    Self::Spaced
                } else if c.is_alphabetic() || matches!(c, '\u{e2f}' | '\u{e46}' | '\u{eaf}' | '\u{ec6}') {
                    Self::Letter
                } else {
                    Self::None
                }
            }
            '\u{30a1}'..='\u{30fa}'
            | '\u{30fc}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{ff66}'..='\u{ff9f}' => Self::Katakana,
            '\u{3005}'..='\u{3007}'
            | '\u{3021}'..='\u{3029}'
            | '\u{3041}'..='\u{3096}'
            | '\u{309d}'..='\u{309f}'
            | '\u{3105}'..='\u{312f}'
            | '\u{31a0}'..='\u{31bf}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3fffd}' => Self::Ideograph,
            '\u{3099}' | '\u{309a}' => Self::Mark,
            c if is_combining_mark(c) => Self::Mark,
            c if c.is_alphanumeric() => Self::Spaced,
            _ => Self::None,
        }
    }

    /// Whether words of it are not divided by spaces.
    fn is_unspaced(self) -> bool {
        matches!(self, Self::Ideograph | Self::Katakana | Self::Letter)
    }
}

/// Whether a character belongs to a script that puts no spaces between words.
#[must_use]
pub fn is_unspaced(c: char) -> bool {
    !c.is_ascii() && Script::of(c).is_unspaced()
}

/// Letters of a script without spaces that count as one word.
const LETTERS_A_WORD: usize = 4;

/// Counts words over pieces of a text.
#[derive(Debug, Default)]
pub(crate) struct WordCount {
    pub(crate) count: usize,
    /// Whether the text so far ends inside a word.
    pub(crate) is_inside: bool,
    /// Whether the last character that counts is one of a script without spaces.
    is_unspaced: bool,
    /// The number of letters without a space before them.
    letters: usize,
    is_katakana: bool,
}

impl WordCount {
    /// Adds a piece of text; a word may go on in the next one. Linear in the text.
    pub(crate) fn add(&mut self, text: &str) {
        if text.is_ascii() && !self.is_unspaced {
            for byte in text.bytes() {
                // As `char::is_whitespace`, which has the vertical tab too.
                let is_space = byte.is_ascii_whitespace() || byte == 0x0b;
                let was_inside = std::mem::replace(&mut self.is_inside, !is_space);
                self.count += usize::from(self.is_inside && !was_inside);
            }
            return;
        }
        for c in text.chars() {
            let script = if c.is_ascii() { Script::Spaced } else { Script::of(c) };
            if script.is_unspaced() {
                self.add_unspaced(script);
                continue;
            }
            if c.is_whitespace() {
                (self.is_inside, self.is_unspaced, self.letters, self.is_katakana) = (false, false, 0, false);
                continue;
            }
            // Punctuation and marks after such a character are no words.
            if self.is_unspaced && !c.is_alphanumeric() {
                if script != Script::Mark {
                    (self.letters, self.is_katakana) = (0, false);
                }
                continue;
            }
            (self.is_unspaced, self.letters, self.is_katakana) = (false, 0, false);
            self.count += usize::from(!std::mem::replace(&mut self.is_inside, true));
        }
    }

    fn add_unspaced(&mut self, script: Script) {
        (self.is_inside, self.is_unspaced) = (false, true);
        let begins = match script {
            Script::Letter => self.letters.is_multiple_of(LETTERS_A_WORD),
            Script::Katakana => !self.is_katakana,
            _ => true,
        };
        self.letters = if script == Script::Letter { self.letters + 1 } else { 0 };
        self.is_katakana = script == Script::Katakana;
        self.count += usize::from(begins);
    }
}

/// The words by which a text is found, in lower case, each with its byte range: runs of letters, digits and marks; of scripts
/// without spaces each two neighbouring characters, and the last one of a run alone, so that every character begins a word.
/// Linear in the text.
///
/// ```
/// let words: Vec<String> = casegraph_facts::search_words("Kafka的分区").map(|(_, _, word)| word).collect();
/// assert_eq!(words, ["kafka", "的分", "分区", "区"]);
/// ```
pub fn search_words(text: &str) -> impl Iterator<Item = (usize, usize, String)> + '_ {
    runs(text)
        .flat_map(|run| run.words(true))
        .map(|(start, word)| (start, start + word.len(), word.to_lowercase()))
}

/// The words of a query: as [`search_words`], but a run of several characters needs no single one.
pub fn query_words(text: &str) -> impl Iterator<Item = String> + '_ {
    runs(text).flat_map(|run| run.words(false)).map(|(_, word)| word.to_lowercase())
}

/// Characters of one kind without a space between them.
struct Run<'t> {
    start: usize,
    text: &'t str,
    is_unspaced: bool,
}

fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let begin =
            rest.find(|c: char| c.is_ascii_alphanumeric() || !c.is_ascii() && Script::of(c) != Script::None)?;
        let run = rest.get(begin..)?;
        let is_unspaced = run.chars().next().is_some_and(is_unspaced);
        let goes_on = |c: char| match Script::of(c) {
            Script::None => false,
            Script::Mark => true,
            script => script.is_unspaced() == is_unspaced,
        };
        let length = run.find(|c: char| !goes_on(c)).unwrap_or(run.len());
        let start = at + begin;
        at = start + length;
        Some(Run { start, text: text.get(start..at)?, is_unspaced })
    })
}

impl<'t> Run<'t> {
    /// Its words with their first byte.
    fn words(self, with_last: bool) -> impl Iterator<Item = (usize, &'t str)> {
        let (start, text) = (self.start, self.text);
        let starts: Vec<usize> = if self.is_unspaced {
            text.char_indices().filter(|(_, c)| Script::of(*c) != Script::Mark).map(|(at, _)| at).collect()
        } else {
            Vec::new()
        };
        let last = starts.len().saturating_sub(1);
        let pairs = (0..starts.len()).filter_map(move |nth| {
            let from = *starts.get(nth)?;
            let to = starts.get(nth + 2).copied().unwrap_or(text.len());
            (nth < last || last == 0 || with_last).then(|| Some((start + from, text.get(from..to)?)))?
        });
        let whole = (!self.is_unspaced).then_some((start, text));
        pairs.chain(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> usize {
        let mut words = WordCount::default();
        words.add(text);
        words.count
    }

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, count) in [
            ("two words", 2),
            ("don't - stop.", 3),
            ("空白", 2),
            ("使用Kafka做队列。", 6),
            ("使用 Kafka 做队列。", 6),
            ("キャッシュの一貫性", 5),
            ("ระบบแบบกระจาย", 4),
            ("ແຈກຢາຍ", 2),
            ("प्रणाली क्या है", 3),
            ("한국어 문장", 2),
            ("", 0),
        ] {
            assert_eq!(counted(text), count, "{text}");
        }
    }

    #[test]
    fn a_word_may_go_on_in_the_next_piece() {
        let mut words = WordCount::default();
        for piece in ["one tw", "o th", "ree 分", "布"] {
            words.add(piece);
        }
        assert_eq!(words.count, 5);
    }

    #[test]
    fn every_word_of_two_characters_is_found() {
        let found = |text: &str| search_words(text).map(|(_, _, word)| word).collect::<Vec<_>>().join(" ");
        assert_eq!(found("Read-Through, v2"), "read through v2");
        assert_eq!(found("分布式系统"), "分布 布式 式系 系统 统");
        assert_eq!(found("用Go写"), "用 go 写");
        assert_eq!(found("น้ำ"), "น้ำ ำ");
        assert_eq!(found("क्या Łódź"), "क्या łódź");
        assert_eq!(query_words("分布式 系").collect::<Vec<_>>(), ["分布", "布式", "系"]);
        for (start, end, word) in search_words("A 分布式 ระบบ b") {
            assert_eq!("A 分布式 ระบบ b"[start..end].to_lowercase(), word);
        }
    }
}
