//! Anchors: the link fragments that lead to headings.

use std::collections::BTreeMap;

use super::block::{Block, BlockKind, plain_text};
use crate::profile::text::SlugRule;

/// The anchors of these headings, by the line of the heading. Linear in the headings, but for sorting.
pub(crate) fn anchors<'b>(
    headings: impl Iterator<Item = &'b Block>,
    rule: SlugRule,
) -> BTreeMap<u32, String> {
    let mut headings: Vec<&Block> =
        headings.filter(|block| matches!(block.kind, BlockKind::Heading { .. })).collect();
    headings.sort_by_key(|heading| heading.lines.start());
    let mut anchors = Anchors::new(rule);
    headings
        .iter()
        .map(|heading| (heading.lines.start(), anchors.next(&plain_text(&heading.inlines))))
        .collect()
}

/// Assigns the anchors of one document, with `-1`, `-2` after repeated ones.
#[derive(Debug)]
struct Anchors {
    rule: SlugRule,
    next: BTreeMap<String, u32>,
}

impl Anchors {
    fn new(rule: SlugRule) -> Self {
        Self { rule, next: BTreeMap::new() }
    }

    /// The anchor of the next heading.
    fn next(&mut self, heading: &str) -> String {
        let (slug, joint) = match self.rule {
            SlugRule::Github | SlugRule::None => (github(heading), '-'),
            SlugRule::Mkdocs => (mkdocs(heading), '_'),
        };
        let Some(mut number) = self.next.get(&slug).copied() else {
            self.next.insert(slug.clone(), 1);
            return slug;
        };
        loop {
            let numbered = format!("{slug}{joint}{number}");
            number += 1;
            if !self.next.contains_key(&numbered) {
                self.next.insert(numbered.clone(), 1);
                self.next.insert(slug, number);
                return numbered;
            }
        }
    }
}

/// The rule of GitHub (`github-slugger`): lower case; letters, digits, `_` and `-` stay; a space becomes `-`; the rest
/// is dropped.
fn github(heading: &str) -> String {
    let keep = |c: char| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    };
    heading.trim().to_lowercase().chars().filter_map(keep).collect()
}

/// The rule of the `toc` extension of Python-Markdown: ASCII letters, digits, `_`, `-` and spaces stay; a run of spaces
/// and `-` becomes one `-`.
fn mkdocs(heading: &str) -> String {
    let kept: String = heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' '))
        .collect();
    kept.split([' ', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_follow_the_slug_rule() {
        let headings = ["What? Why & How", "A", "A", "A-1", "Łódź — 2", "`code` first"];
        let all = |rule| {
            let mut anchors = Anchors::new(rule);
            headings.map(|heading| anchors.next(heading)).join(" ")
        };
        assert_eq!(all(SlugRule::Github), "what-why--how a a-1 a-1-1 łódź--2 code-first");
        assert_eq!(all(SlugRule::Mkdocs), "what-why-how a a_1 a-1 d-2 code-first");
    }
}
