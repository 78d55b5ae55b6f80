//! Lists of names as authors write them: in keys, cells, items and after labels.

use super::sentence::sentences;
use super::word::is_word;
use super::word_list::{NOT_NAMES, SENTENCE_OPENERS};

/// A longer text is no name.
const MOST_WORDS: usize = 4;
const MOST_CHARS: usize = 48;

/// Words that end the name of a firm, after a comma.
const FORMS_OF_FIRMS: [&str; 16] = [
    "ag", "b.v.", "co.", "co", "corp", "corp.", "gmbh", "inc", "inc.", "llc", "llp", "ltd", "ltd.", "plc",
    "s.a.", "se",
];

/// First words of items that are no names: `Use Kafka`, `Mostly Go`.
const NOT_FIRST: [&str; 30] = [
    "add",
    "adopt",
    "all",
    "any",
    "based",
    "build",
    "built",
    "custom",
    "different",
    "etc",
    "internal",
    "lots",
    "mainly",
    "many",
    "moved",
    "mostly",
    "multiple",
    "none",
    "other",
    "our",
    "primarily",
    "replace",
    "some",
    "standard",
    "unknown",
    "use",
    "used",
    "using",
    "various",
    "we",
];

/// The names of a list that is separated by commas, semicolons or slashes between spaces, without those in parentheses. Linear in
/// the text.
pub(crate) fn names_of_list(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    let mut add = |name: &str| {
        let name = name.trim().trim_end_matches('.').trim();
        let name = name.strip_prefix("and ").or_else(|| name.strip_prefix("& ")).unwrap_or(name).trim();
        if name.chars().any(char::is_alphanumeric) {
            // The piece borrows from the text, not from the closure.
            let at = name.as_ptr() as usize - text.as_ptr() as usize;
            names.extend(text.get(at..at + name.len()));
        }
    };
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | '、' | '，' | '；' | '\n' if depth == 0 => {
                add(text.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            '/' if depth == 0
                && text.get(..at).is_some_and(|before| before.ends_with(' '))
                && text.get(at + 1..).is_some_and(|after| after.starts_with(' ')) =>
            {
                add(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    add(text.get(start..).unwrap_or_default());
    names
}

/// The firms of a list that is separated by commas, semicolons or slashes: `Acme, Inc., Initech` are two. Linear in the text.
pub(crate) fn firms_of_list(text: &str) -> Vec<String> {
    let mut firms: Vec<String> = Vec::new();
    for name in names_of_list(text) {
        let is_form = FORMS_OF_FIRMS.iter().any(|form| form.eq_ignore_ascii_case(name));
        match firms.last_mut() {
            Some(firm) if is_form => {
                let at = name.as_ptr() as usize - text.as_ptr() as usize + name.len();
                let stop = if text.get(at..).is_some_and(|rest| rest.starts_with('.')) { "." } else { "" };
                *firm = format!("{firm}, {name}{stop}");
            }
            _ => firms.push(name.to_owned()),
        }
    }
    firms
}

/// The names of an item such as `Front-end: React, Next.js (since 2020)`; `None` if one of its pieces looks like no name. Linear in
/// the text.
pub(crate) fn short_names(item: &str) -> Option<Vec<&str>> {
    let labelled = item.split_once(": ").filter(|(label, _)| label.split_whitespace().count() <= 4);
    let list = before_remark(labelled.map_or(item, |(_, list)| list));
    let names: Vec<&str> = names_of_list(list).into_iter().map(before_remark).collect();
    let fits = names.iter().all(|name| is_short_name(name));
    (fits && !names.is_empty()).then_some(names)
}

/// Whether a text looks like a name: few words, of which the first has a capital or a digit, and is none that begins an item.
pub(crate) fn is_short_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let first = text.split_whitespace().next().unwrap_or_default();
    let lower = first.to_lowercase();
    let has_shape = first.chars().any(|c| c.is_uppercase() || c.is_numeric())
        || first.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    (1..=MOST_WORDS).contains(&words)
        && text.chars().count() <= MOST_CHARS
        && has_shape
        && text.chars().any(char::is_alphabetic)
        && !text.contains(". ")
        && !NOT_FIRST.contains(&lower.as_str())
        && !(words > 1 && SENTENCE_OPENERS.contains(&lower))
        && !(words == 1 && NOT_NAMES.contains(first))
}

/// A name without the full stop of its sentence; that of `Acme Inc.` is its own.
pub(crate) fn without_last_mark(name: &str) -> &str {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let is_form = FORMS_OF_FIRMS.iter().any(|form| form.eq_ignore_ascii_case(last));
    if is_form { name.trim() } else { name.trim_end_matches('.').trim() }
}

/// A text up to its first remark: a parenthesis, or a dash between spaces.
pub(crate) fn before_remark(text: &str) -> &str {
    let dashes =
        [" - ", " – ", " — ", " ("].into_iter().filter_map(|mark| text.find(mark)).filter(|at| *at > 0);
    let end = dashes.min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim()
}

/// A name at the start of a text: up to the first mark, remark or sentence end.
pub(crate) fn before_mark(text: &str) -> &str {
    let text = before_remark(text.trim());
    let marks = [": ", "; ", ", ", ". ", "! ", "? "]
        .into_iter()
        .filter_map(|mark| text.find(mark))
        .filter(|at| *at > 0);
    let end = marks.min().unwrap_or(text.len());
    let name = text.get(..end).unwrap_or(text).trim();
    name.trim_end_matches([':', ';', ','])
        .trim_start_matches(|c: char| !is_word(c) && !matches!(c, '.' | '('))
        .trim()
}

/// The first sentence of a text without its full stop. Linear in the text.
pub(crate) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let first = sentences(text).first().and_then(|(start, end)| text.get(*start..*end)).unwrap_or(text);
    first.trim().trim_end_matches('.')
}

/// A name that a folder or file has, in words, each with a capital if the name has none: `fenwick-air` is "Fenwick Air".
pub(crate) fn name_of_file(name: &str) -> String {
    let words = name.split(['_', '-', ' ']).filter(|word| !word.is_empty());
    let has_capital = name.chars().any(char::is_uppercase);
    let capital = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
        first + chars.as_str()
    };
    words.map(|word| if has_capital { word.to_owned() } else { capital(word) }).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_divided_outside_of_parentheses() {
        assert_eq!(
            names_of_list("Kafka, Redis; Go / Rust and C, and D."),
            ["Kafka", "Redis", "Go", "Rust and C", "D"]
        );
        assert_eq!(
            names_of_list("k-means (region design, FCR), CI/CD"),
            ["k-means (region design, FCR)", "CI/CD"]
        );
        assert_eq!(names_of_list(" , ;"), Vec::<&str>::new());
        assert_eq!(firms_of_list("Acme, Inc., Initech / AT&T"), ["Acme, Inc.", "Initech", "AT&T"]);
    }

    #[test]
    fn items_are_names_or_text() {
        let names = |item| short_names(item).unwrap_or_default().join("|");
        assert_eq!(names("Front-end: JavaScript, React, Next.js"), "JavaScript|React|Next.js");
        assert_eq!(names("Kafka - for events"), "Kafka");
        assert_eq!(names("gRPC, iOS (13+)"), "gRPC|iOS");
        for text in ["Use Kafka", "Mostly Go", "We use Java", "simulation tools", "Java. And then more", ""] {
            assert_eq!(names(text), "", "{text}");
        }
    }

    #[test]
    fn names_end_at_marks_and_titles_at_stops() {
        let cases = [
            ("Oakmere AG - since 2015", "Oakmere AG"),
            ("Brindle: in two teams", "Brindle"),
            ("Quillon (since 2015)", "Quillon"),
            ("🚀 100ms", "100ms"),
        ];
        for (text, name) in cases {
            assert_eq!(before_mark(text), name);
        }
        assert_eq!(first_sentence("A leap second. It hit, e.g. us."), "A leap second");
        assert_eq!(name_of_file("fenwick-air"), "Fenwick Air");
        assert_eq!(name_of_file("eBay_Inc"), "eBay Inc");
    }
}
