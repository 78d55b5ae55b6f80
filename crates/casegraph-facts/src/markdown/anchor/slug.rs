//! How the heading of each generator becomes an anchor: one function a rule, without the numbers after repeated ones.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// GitHub (`github-slugger`): lower case; letters, marks, decimal digits, connecting punctuation, `-` and spaces stay, and a
/// space becomes `-`.
pub(super) fn github(heading: &str) -> String {
    let keep = |c: char| match c {
        ' ' => Some('-'),
        '-' => Some(c),
        c => is_word(c).then_some(c),
    };
    lower(heading).chars().filter_map(keep).collect()
}

/// Whether a character is part of a word: alphabetic, a mark, a decimal digit, or connecting punctuation (`\w` of Unicode without
/// the characters that only join others).
pub(super) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    !matches!(c, '\u{200c}' | '\u{200d}') && regex_syntax::try_is_word_character(c).unwrap_or(false)
}

/// The `toc` extension of Python-Markdown (`MkDocs`): accents come off; ASCII letters, digits, `_`, `-` and spaces stay; a run of
/// spaces and `-` becomes one `-`.
pub(super) fn mkdocs(heading: &str) -> String {
    let ascii: String = heading.nfkd().filter(char::is_ascii).collect();
    let kept: String = ascii
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c.is_ascii_whitespace())
        .collect();
    joined(&kept.trim().to_ascii_lowercase(), |c| c == '-' || c.is_ascii_whitespace())
}

/// Hugo: as GitHub, with the ends trimmed and without marks.
pub(super) fn hugo(heading: &str) -> String {
    let keep = |c: char| match c {
        ' ' | '-' => Some('-'),
        '_' => Some(c),
        c => (c.is_alphabetic() && !is_combining_mark(c) || is_digit(c)).then_some(c),
    };
    let slug: String = heading.trim().chars().filter_map(keep).flat_map(char::to_lowercase).collect();
    if slug.is_empty() { "heading".to_owned() } else { slug }
}

/// `VitePress`: accents come off, a run of ASCII punctuation and spaces becomes one `-`, `_` comes before a number at the start.
pub(super) fn vitepress(heading: &str) -> String {
    let plain: String =
        heading.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\0'..='\u{1f}')).collect();
    let is_between = |c: char| c.is_whitespace() || "~`!@#$%^&*()-_+=[]{}|\\;:\"'“”‘’<>,.?/".contains(c);
    let slug = joined(&plain, is_between);
    after_digit(lower(slug.trim_matches('-')))
}

/// mdBook: letters, digits of any kind, `_` and `-` stay; each white space becomes `-`.
pub(super) fn mdbook(heading: &str) -> String {
    let keep = |c: char| match c {
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        c => c.is_whitespace().then_some('-'),
    };
    heading
        .trim()
        .trim_start_matches('#')
        .trim()
        .chars()
        .filter_map(keep)
        .flat_map(char::to_lowercase)
        .collect()
}

/// kramdown on its own (Jekyll without GFM): begins at the first ASCII letter; ASCII letters, digits, `-` and spaces stay.
pub(super) fn kramdown(heading: &str) -> String {
    let from = heading.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(heading.len());
    let keep = |c: char| match c {
        ' ' => Some('-'),
        '-' => Some(c),
        c => c.is_ascii_alphanumeric().then_some(c.to_ascii_lowercase()),
    };
    let slug: String = heading.get(from..).unwrap_or_default().chars().filter_map(keep).collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// docsify: ASCII punctuation and that of U+2000 to U+206F goes, a run of spaces becomes one `-`, `_` comes before a number at the
/// start.
pub(super) fn docsify(heading: &str) -> String {
    let is_dropped = |c: char| {
        matches!(c, '\u{2000}'..='\u{206f}' | '\u{2e00}'..='\u{2e7f}')
            || "\\'!\"#$%&()*+,./:;<=>?@[]^`{|}~".contains(c)
    };
    let kept: String =
        heading.trim().nfc().filter(|c| !is_dropped(*c)).map(|c| c.to_ascii_lowercase()).collect();
    after_digit(joined(&kept, |c| c.is_whitespace() || c == '-'))
}

/// `GitBook` on the web: as GitHub, but dots stay.
pub(super) fn gitbook(heading: &str) -> String {
    let keep = |c: char| match c {
        ' ' => Some('-'),
        '-' | '.' => Some(c),
        c => is_word(c).then_some(c),
    };
    lower(heading.trim()).chars().filter_map(keep).collect()
}

/// markdown-it-anchor: percent-encoded in the page, so everything stays but spaces.
pub(super) fn markdown_it(heading: &str) -> String {
    joined(&lower(heading.trim()), char::is_whitespace)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || (!c.is_ascii() && c.is_numeric() && regex_syntax::try_is_word_character(c).unwrap_or(false))
}

fn after_digit(slug: String) -> String {
    if slug.starts_with(|c: char| c.is_ascii_digit()) { format!("_{slug}") } else { slug }
}

/// The text with `-` for each run of these characters.
fn joined(text: &str, is_between: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut between = false;
    for c in text.chars() {
        let was_between = std::mem::replace(&mut between, is_between(c));
        if !between {
            out.push(c);
        } else if !was_between {
            out.push('-');
        }
    }
    out
}

fn lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}
