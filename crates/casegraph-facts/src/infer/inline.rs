//! Links and bold words of one line, found without a parser: enough to count them.

/// Only so many bytes are searched for the end of a link, and for what a text begins with: brackets that are never closed cost no
/// more than others.
const WINDOW: usize = 1024;

/// The beginning of a text, cut between characters.
fn head(text: &str) -> &str {
    let end = (0..=WINDOW.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// What an item, cell or paragraph begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lead<'t> {
    pub(super) kind: LeadKind,
    /// The words of the link, the bold words, or the whole text.
    pub(super) name: String,
    /// Where the link leads.
    pub(super) target: Option<&'t str>,
    /// What follows.
    pub(super) rest: &'t str,
    /// Whether the link is words and an address after them: `Oakmere https://oakmere.test`.
    pub(super) is_bare: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LeadKind {
    Link,
    Bold,
    Plain,
}

/// What a text begins with, symbols and a check box before it left out.
pub(super) fn lead(text: &str) -> Lead<'_> {
    let text = without_symbols(head(text));
    if let Some((name, target, rest)) = link_at_start(text) {
        return Lead { kind: LeadKind::Link, name, target: Some(target), rest, is_bare: false };
    }
    let slanted = text.strip_prefix(['*', '_']).filter(|inside| inside.starts_with('['));
    if let Some((name, target, rest)) = slanted.and_then(link_at_start) {
        return Lead { kind: LeadKind::Link, name, target: Some(target), rest, is_bare: false };
    }
    for mark in ["**", "__", "<b>", "<strong>"] {
        let close = match mark {
            "<b>" => "</b>",
            "<strong>" => "</strong>",
            mark => mark,
        };
        let Some((inside, rest)) = text.strip_prefix(mark).and_then(|inside| inside.split_once(close)) else {
            continue;
        };
        if let Some((name, target, _)) = link_at_start(inside.trim_start()) {
            return Lead { kind: LeadKind::Link, name, target: Some(target), rest, is_bare: false };
        }
        return Lead {
            kind: LeadKind::Bold,
            name: plain(inside.trim_end_matches(':')),
            target: None,
            rest,
            is_bare: false,
        };
    }
    if let Some((name, target, rest)) = bare_link(text) {
        return Lead { kind: LeadKind::Link, name, target: Some(target), rest, is_bare: true };
    }
    Lead { kind: LeadKind::Plain, name: plain(text), target: None, rest: "", is_bare: false }
}

/// Words with an address after them, without marks of a link.
fn bare_link(text: &str) -> Option<(String, &str, &str)> {
    let at = text.find("https://").or_else(|| text.find("http://"))?;
    let (name, address) = text.split_at(at);
    if name.contains(['[', '`']) || name.len() > 80 {
        return None;
    }
    let end = address.find([' ', '>', ')']).unwrap_or(address.len());
    let (target, rest) = address.split_at(end);
    let name = plain(name).trim_end_matches([' ', '-', '–', '—', ':', '(', '<', '|']).to_owned();
    (!name.is_empty()).then_some((name, target, rest))
}

/// The text without a check box, emoji and `:emoji:` before its words.
fn without_symbols(text: &str) -> &str {
    let mut text = text.trim_start();
    for task in ["[ ] ", "[x] ", "[X] "] {
        text = text.strip_prefix(task).unwrap_or(text);
    }
    let is_symbol =
        |c: char| !c.is_ascii() && !c.is_alphanumeric() && !matches!(c, '“' | '「' | '《' | '【' | '（');
    loop {
        let shorter = text.trim_start_matches(|c: char| c == ' ' || is_symbol(c));
        let shorter = match shorter.strip_prefix(':').and_then(|rest| rest.split_once(": ")) {
            Some((name, rest))
                if name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_+-".contains(&b)) =>
            {
                rest
            }
            _ => shorter,
        };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// Words, target and rest, if a text begins with a link that has words.
fn link_at_start(text: &str) -> Option<(String, &str, &str)> {
    if let Some(tag) = text.strip_prefix("<a ") {
        let (attributes, rest) = tag.split_once('>')?;
        let (words, rest) = rest.split_once("</a>")?;
        let target = attributes.split_once("href=")?.1.trim_start_matches(['"', '\'']);
        let target = target.split(['"', '\'', ' ']).next()?;
        let words = plain(words);
        return (!words.is_empty()).then_some((words, target, rest));
    }
    if !text.starts_with('[') || text.starts_with("[^") {
        return None;
    }
    if let Some((inside, rest)) = wiki_link(text) {
        let (target, words) = inside.split_once('|').unwrap_or((inside, inside));
        return Some((words.to_owned(), target, rest));
    }
    let close = closing_bracket(text)?;
    let words = text.get(1..close)?;
    if words.starts_with('!') {
        return None; // a badge
    }
    let after = text.get(close + 1..)?;
    if let Some(inside) = after.strip_prefix('(') {
        let end = closing_parenthesis(inside)?;
        let target = target_of(inside.get(..end)?);
        return Some((plain(words), target, inside.get(end + 1..)?));
    }
    let (_, rest) = after.strip_prefix('[')?.split_once(']')?;
    Some((plain(words), "", rest))
}

/// What stands in the `[[…]]` that a text begins with, and what follows. `[[PDF] title](address)` is another thing.
pub(super) fn wiki_link(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix("[[")?;
    let end = head(inside).find(']')?;
    let (inside, rest) = (inside.get(..end)?, inside.get(end + 1..)?);
    let rest = rest.strip_prefix(']')?;
    let is_name = inside.starts_with(char::is_alphanumeric)
        && inside.chars().any(char::is_alphabetic)
        && !rest.starts_with('(');
    is_name.then_some((inside, rest))
}

/// The target of a link without angle brackets and title.
fn target_of(inside: &str) -> &str {
    let inside = inside.trim();
    let target = inside.split_once([' ', '\t']).map_or(inside, |(target, _)| target);
    target.trim_start_matches('<').trim_end_matches('>')
}

/// Where the bracket that the text begins with is closed.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut bytes = text.bytes().enumerate().take(WINDOW);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => depth += 1,
            b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the parenthesis before the text is closed.
fn closing_parenthesis(text: &str) -> Option<usize> {
    let mut depth = 1_u32;
    for (at, byte) in text.bytes().enumerate().take(WINDOW) {
        match byte {
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// A text without marks of emphasis, code and links.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = head(text);
    while let Some(start) = rest.find(['[', '*', '`', '<', '_']) {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        if let Some((words, _, after_link)) = link_at_start(after) {
            out.push_str(&words);
            rest = after_link;
            continue;
        }
        let mark = after.chars().next().unwrap_or_default();
        let after_mark = after.get(1..).unwrap_or_default();
        match (mark, after_mark.find('>')) {
            ('<', Some(end)) if after_mark.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) => {
                rest = after_mark.get(end + 1..).unwrap_or_default();
                continue;
            }
            // An underscore inside a word is a letter of it.
            ('_', _)
                if before.ends_with(char::is_alphanumeric)
                    && after_mark.starts_with(char::is_alphanumeric) =>
            {
                out.push('_');
            }
            ('[' | '<', _) => out.push(mark),
            _ => {}
        }
        rest = after_mark;
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// Calls `found` with the target of every link of a line, and with every bare address.
pub(super) fn targets<'t>(line: &'t str, mut found: impl FnMut(&'t str)) {
    let mut rest = line;
    while let Some(at) = rest.find("](") {
        let inside = rest.get(at + 2..).unwrap_or_default();
        let Some(end) = closing_parenthesis(inside) else {
            rest = inside;
            continue;
        };
        let target = target_of(inside.get(..end).unwrap_or_default());
        if !target.is_empty() {
            found(target);
        }
        rest = inside.get(end..).unwrap_or_default();
    }
    for (at, _) in line.match_indices("://") {
        let before = line.get(..at).unwrap_or_default();
        let scheme = if before.ends_with("https") {
            5
        } else if before.ends_with("http") {
            4
        } else {
            continue;
        };
        if before
            .get(..before.len() - scheme)
            .is_some_and(|before| before.ends_with("](") || before.ends_with("](<"))
        {
            continue;
        }
        let address = line.get(at - scheme..).unwrap_or_default();
        let end = address.find([' ', '\t', '>', '<', ')', ']', '"', '\'', '|', '`']).unwrap_or(address.len());
        found(address.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ';', ':']));
    }
}

/// Whether a target leads out of the collection.
pub(super) fn is_external(target: &str) -> bool {
    let begins =
        |scheme: &str| target.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://") || begins("//")
}

/// Whether an address is that of a whole site: nothing follows its host.
pub(super) fn is_whole_site(target: &str) -> bool {
    target.split_once("://").is_some_and(|(_, rest)| {
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        path.split(['?', '#']).next().unwrap_or_default().trim_matches('/').is_empty()
    })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn items_begin_with_links_bold_words_or_text() {
        let shown = [
            "[Oakmere](https://oakmere.test) - since 2015",
            "✅ **Brindle** in two teams",
            "**[Fenwick](https://f.test/a_(b) \"title\")**: a story",
            "[x] [`Tarn` hold][1], third",
            ":star: <a href=\"https://q.test\">Quillon</a>",
            "[![badge](b.svg)](https://ci.test)",
            "[[Marrowby|the firm]] is a page",
            "Plain *words* with [a link](b.md), snake_case",
            "[^1] note",
        ]
        .map(|text| {
            let lead = lead(text);
            format!("{:?} {:?} {:?} {:?}", lead.kind, lead.name, lead.target.unwrap_or_default(), lead.rest)
        });
        expect![[r#"
            Link "Oakmere" "https://oakmere.test" " - since 2015"
            Bold "Brindle" "" " in two teams"
            Link "Fenwick" "https://f.test/a_(b)" ": a story"
            Link "Tarn hold" "" ", third"
            Link "Quillon" "https://q.test" ""
            Plain "[!badge](https://ci.test)" "" ""
            Link "the firm" "Marrowby" " is a page"
            Plain "Plain words with a link, snake_case" "" ""
            Plain "[^1] note" "" """#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn all_targets_of_a_line_are_found() {
        let mut found = Vec::new();
        targets(
            "a [b](c.md#d) ![e](/f.png) <https://g.test/h>, https://i.test. [j](<https://k.test/l>)",
            |target| found.push(target),
        );
        assert_eq!(found, ["c.md#d", "/f.png", "https://k.test/l", "https://g.test/h", "https://i.test"]);
        assert!(
            is_whole_site("https://a.test/")
                && is_whole_site("https://a.test?x=1")
                && !is_whole_site("https://a.test/b")
        );
    }
}
