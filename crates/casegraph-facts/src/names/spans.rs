//! Selects among overlapping matches: the leftmost, then the longest.

use super::label::{Guard, Label, Meaning};

/// A label in a text, with one of the terms that it may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: &'r Label,
    pub(super) meaning: &'r Meaning,
    /// The guard of the label, unless the position removes it.
    pub(super) guard: Guard,
}

/// A place with one label, which may have several meanings.
#[derive(Clone, Debug)]
pub(super) struct Span<'r> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// One hit for each term.
    pub(super) hits: Vec<Hit<'r>>,
}

impl Span<'_> {
    pub(super) fn has_plain(&self) -> bool {
        self.hits.iter().any(|hit| hit.guard == Guard::Plain)
    }
}

/// Of overlapping hits, keeps the leftmost, then the longest. Hits at the same place stay together, one for each term:
/// the one with the weakest guard. Time is linear in the hits, but for sorting.
pub(super) fn select(mut hits: Vec<Hit<'_>>) -> Vec<Span<'_>> {
    hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.meaning.term, hit.guard));
    let mut spans: Vec<Span<'_>> = Vec::new();
    for hit in hits {
        match spans.last_mut() {
            Some(last) if (last.start, last.end) == (hit.start, hit.end) => {
                if last.hits.iter().all(|other| other.meaning.term != hit.meaning.term) {
                    last.hits.push(hit);
                }
            }
            Some(last) if hit.start < last.end => {}
            _ => spans.push(Span { start: hit.start, end: hit.end, hits: vec![hit] }),
        }
    }
    spans
}

/// For each span, whether it is in a list of names of one kind of which one is plain; the names are separated by
/// commas, slashes, arrows, `and`, `or` or `vs` only. `kind` gives the kind of a term.
pub(super) fn beside_plain<K: PartialEq>(
    text: &str,
    spans: &[Span<'_>],
    kind: impl Fn(usize) -> K,
) -> Vec<bool> {
    let kind_of = |span: &Span<'_>| {
        let mut kinds = span.hits.iter().map(|hit| kind(hit.meaning.term));
        kinds.next().filter(|first| kinds.all(|other| other == *first))
    };
    let mut found = Vec::with_capacity(spans.len());
    let mut run: Option<(K, usize)> = None; // kind and end of the open run
    let mut plain = false;
    let mut length = 0;
    for span in spans {
        let own = kind_of(span);
        let joined = match (&run, &own) {
            (Some((kind, end)), Some(own)) => {
                kind == own && joins(text.get(*end..span.start).unwrap_or_default())
            }
            _ => false,
        };
        if !joined {
            found.extend(std::iter::repeat_n(plain, length));
            (plain, length) = (false, 0);
        }
        plain |= span.has_plain();
        length += 1;
        run = own.map(|kind| (kind, span.end));
    }
    found.extend(std::iter::repeat_n(plain, length));
    found
}

/// Whether the text between two names makes them a list.
fn joins(between: &str) -> bool {
    if matches!(between.trim(), "," | "/" | "&" | "+" | "→" | "->" | "|") {
        return true;
    }
    let (word, comma) = match between.trim_start().strip_prefix(',') {
        Some(rest) => (rest, true),
        None => (between, false),
    };
    let apart = (comma || word.starts_with(char::is_whitespace)) && word.ends_with(char::is_whitespace);
    apart && matches!(word.trim(), "and" | "or" | "vs" | "vs." | "versus")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_a_list_of_names() {
        for between in [", ", " / ", " and ", ", and ", ",or ", " vs. ", "|", " -> "] {
            assert!(joins(between), "{between:?}");
        }
        for between in [" ", " and the ", "and", " - ", ", , ", ""] {
            assert!(!joins(between), "{between:?}");
        }
    }
}
