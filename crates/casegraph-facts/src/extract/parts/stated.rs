//! A value that an author states.

use crate::markdown::block::{Inline, LinkInline, links, plain_text};
use crate::model::location::Lines;
use crate::model::rule::Rule;
use crate::profile::normal_form::normal_form;

/// A longer text before a colon is no label.
const MOST_WORDS_OF_LABEL: usize = 6;

/// A value that an author states: a name, a title, a date, an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Stated {
    pub(in crate::extract) text: String,
    /// The target, if the value is a link.
    pub(in crate::extract) href: Option<String>,
    pub(in crate::extract) lines: Lines,
    pub(in crate::extract) rule: Rule,
}

impl Stated {
    pub(in crate::extract) fn new(text: impl Into<String>, lines: Lines, rule: Rule) -> Self {
        Self { text: text.into(), href: None, lines, rule }
    }

    pub(in crate::extract) fn link(link: &LinkInline, rule: Rule) -> Self {
        Self { text: link.text.clone(), href: Some(link.href.clone()), lines: link.lines, rule }
    }

    /// The text of inlines, with the target of their first link.
    pub(super) fn inlines(inlines: &[Inline], lines: Lines, rule: Rule) -> Self {
        let href = first_link(inlines).map(|link| link.href.clone());
        Self { text: plain_text(inlines), href, lines, rule }
    }
}

/// The first link that is no image.
pub(in crate::extract) fn first_link(inlines: &[Inline]) -> Option<&LinkInline> {
    links(inlines).find(|link| !link.image)
}

/// The bold words that inlines begin with, the link in them, and the line.
pub(super) fn bold_start(inlines: &[Inline]) -> Option<(String, Option<String>)> {
    let mut rest = inlines.iter().enumerate();
    let is_blank = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if !text.chars().any(char::is_alphanumeric));
    let (start, first) = rest.find(|(_, inline)| !is_blank(inline) && !matches!(inline, Inline::Break))?;
    if !matches!(first, Inline::Strong { open: true }) {
        return None;
    }
    let close =
        inlines.iter().skip(start).position(|inline| matches!(inline, Inline::Strong { open: false }))?
            + start;
    let inside = inlines.get(start + 1..close)?;
    let text = plain_text(inside);
    if text.is_empty() {
        // `[**Name**](url)`: the emphasis is in the link, which comes after it.
        let Inline::Link(link) = inlines.get(close + 1)? else { return None };
        return Some((link.text.clone(), Some(link.href.clone())));
    }
    let text = text.trim_end_matches([':', ',', '.', '-', '–', '—']).trim().to_owned();
    Some((text, first_link(inside).map(|link| link.href.clone())))
}

/// Whether inlines begin with a link or with bold words.
pub(super) fn begins_with_name(inlines: &[Inline]) -> bool {
    let is_blank = |inline: &&Inline| {
        matches!(inline, Inline::Text { text, .. } if !text.chars().any(char::is_alphanumeric))
            || matches!(inline, Inline::Break)
    };
    let first = inlines.iter().find(|inline| !is_blank(inline));
    match first {
        Some(Inline::Strong { open: true }) => true,
        Some(Inline::Link(link)) => !link.image,
        _ => false,
    }
}

/// The lines of text in inlines, each with its inlines and its number. `first` is the line at which they begin.
pub(super) fn text_lines(inlines: &[Inline], first: u32) -> Vec<(&[Inline], u32)> {
    let mut found = Vec::new();
    let (mut start, mut line) = (0, first);
    for (at, inline) in inlines.iter().enumerate() {
        if matches!(inline, Inline::Break) {
            found.push((inlines.get(start..at).unwrap_or_default(), line));
            start = at + 1;
            line += 1;
        }
    }
    found.push((inlines.get(start..).unwrap_or_default(), line));
    found
}

/// The value after a label at the start of a line of text: `Date: 2020`, `**Status**: accepted`, `**Status:** accepted`. `label` is in
/// normal form.
pub(super) fn after_label(inlines: &[Inline], first: u32, label: &str) -> Option<Stated> {
    text_lines(inlines, first).into_iter().find_map(|(inlines, line)| {
        let text = plain_text(inlines);
        let (before, after) = text.split_once([':', '：'])?;
        let value = after.trim();
        if value.is_empty()
            || before.split_whitespace().count() > MOST_WORDS_OF_LABEL
            || normal_form(before) != label
        {
            return None;
        }
        let href = first_link(inlines).map(|link| link.href.clone());
        Some(Stated { text: value.to_owned(), href, lines: Lines::at(line), rule: Rule::StatedLabel })
    })
}
