//! Which texts may be names.

/// Longer texts are no names.
const MAXIMUM_BYTES: usize = 64;
const MAXIMUM_WORDS: usize = 6;

/// Words that stand in names in lower case.
const SMALL_WORDS: [&str; 18] = [
    "of", "the", "and", "for", "de", "&", "-", "+", "la", "du", "des", "van", "von", "to", "in", "et", "y",
    "at",
];

/// Words that begin sentences, orders and labels, not names of companies.
const NO_NAMES: [&str; 36] = [
    "a",
    "an",
    "the",
    "how",
    "why",
    "what",
    "when",
    "where",
    "see",
    "read",
    "using",
    "use",
    "building",
    "introduction",
    "this",
    "these",
    "link",
    "here",
    "click",
    "more",
    "various",
    "multiple",
    "n/a",
    "none",
    "unknown",
    "anonymous",
    "tbd",
    "yes",
    "no",
    "todo",
    "other",
    "others",
    "blog",
    "article",
    "video",
    "website",
];

/// Whether a text may be the name of a company or another thing: a few words, most of them with a capital, without marks of a sentence.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim_matches([' ', '*', '_', '"', '`', '\'']);
    if text.is_empty() || text.len() > MAXIMUM_BYTES || text.contains("://") {
        return false;
    }
    if text.contains([
        '?', ';', '{', '}', '[', ']', '<', '>', '|', '=', '。', '，', '、', '？', '！', '#', '$', '@',
    ]) || [". ", ": ", " - ", "..."].iter().any(|mark| text.contains(mark))
    {
        return false;
    }
    if !text.chars().any(char::is_alphabetic) {
        return false;
    }
    if text.chars().any(is_ideograph) {
        return text.chars().count() <= 16;
    }
    let words = || text.split_whitespace();
    let count = words().count();
    let first = words().next().unwrap_or_default();
    if count > MAXIMUM_WORDS || NO_NAMES.contains(&first.to_lowercase().as_str()) && !is_known_article(text) {
        return false;
    }
    let is_big = |word: &str| {
        word.trim_start_matches(['(', '\'', '"']).chars().next().is_some_and(|c| !c.is_lowercase())
    };
    if count == 1 {
        return true;
    }
    let big = words().filter(|word| is_big(word)).count();
    let small = words().filter(|word| SMALL_WORDS.contains(word)).count();
    is_big(first) && big + small >= count.saturating_sub(usize::from(count > 2))
}

/// `The New York Times` is a name: all words after the article have a capital.
fn is_known_article(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.next() == Some("The")
        && words.clone().next().is_some()
        && words.all(|word| word.chars().next().is_some_and(char::is_uppercase))
}

/// Whether a character is one of a script in which a word is written with one or two of them.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Whether a title says `… at Name`.
pub(super) fn says_at(text: &str) -> bool {
    [" at ", " @ ", " @"].iter().any(|at| {
        text.rfind(at).and_then(|start| text.get(start + at.len()..)).is_some_and(|after| {
            let after = after.split(['(', ',', ':', '—', '–']).next().unwrap_or(after).trim();
            is_name(after) && after.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        })
    })
}

/// The words of a name before its first mark, remark or link.
pub(super) fn name_part(text: &str) -> &str {
    let marks = [" - ", " – ", " — ", ": ", " (", ", ", "：", "（", " | "];
    let end = marks.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim().trim_end_matches([':', '.', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_sentences() {
        let names = [
            "Oakmere",
            "42 Borough",
            "Bank of Tarn",
            "iVessel",
            "brindle",
            "Quillon Inc.",
            "The Fen Post",
            "Fenwick Air (EU)",
            "青木銀行",
            "Marrow & Sons",
            "Zündholz GmbH",
        ];
        for name in names {
            assert!(is_name(name), "{name}");
        }
        let none = [
            "How Oakmere moved",
            "We moved to a log",
            "https://oakmere.test",
            "",
            "42",
            "the quick brown fox",
            "Is it right?",
            "A story. With two sentences",
            "n/a",
            "here",
            "我们把所有的数据都移到了新的系统里面去",
            "Use retries with jitter everywhere",
        ];
        for text in none {
            assert!(!is_name(text), "{text}");
        }
        assert!(
            says_at("Sorting letters at Oakmere")
                && says_at("Queues @ Brindle")
                && !says_at("Meet us at noon")
        );
        assert_eq!(name_part("Oakmere - since 2015 (pilot)"), "Oakmere");
    }
}
