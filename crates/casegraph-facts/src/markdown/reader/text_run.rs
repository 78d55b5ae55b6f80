//! A run of text between two marks of the Markdown, with the bare addresses and wiki links in it.

use std::ops::Range;

use crate::markdown::autolink::{self, Address, Addresses};
use crate::markdown::block::{Inline, LinkInline};
use crate::markdown::entity;
use crate::markdown::heading::ids_in_braces;
use crate::markdown::wiki_link::{self, WikiLink};
use crate::model::location::Lines;

/// Texts that follow each other without a mark or a line break between them, as one text.
#[derive(Debug, Default)]
pub(super) struct TextRun {
    pub(super) text: String,
    /// Where each text begins in the run, and where it stands in the source.
    pieces: Vec<(usize, Range<usize>)>,
}

impl TextRun {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub(super) fn push(&mut self, text: &str, source: Range<usize>) {
        self.pieces.push((self.text.len(), source));
        self.text.push_str(text);
    }

    /// Where the run begins in the source.
    pub(super) fn start(&self) -> usize {
        self.pieces.first().map_or(0, |(_, source)| source.start)
    }

    fn piece_at(&self, at: usize) -> Option<&(usize, Range<usize>)> {
        let after = self.pieces.partition_point(|(start, _)| *start <= at);
        self.pieces.get(after.checked_sub(1)?)
    }

    /// The place in the source of a place in the run.
    fn in_source(&self, at: usize) -> usize {
        self.piece_at(at).map_or(0, |(start, source)| (source.start + (at - start)).min(source.end))
    }

    /// The place in the run of a place in the source; its end for one after it.
    fn in_run(&self, source: usize) -> usize {
        let at = self.pieces.partition_point(|(_, range)| range.start < source);
        let Some((start, range)) = at.checked_sub(1).and_then(|at| self.pieces.get(at)) else { return 0 };
        let end = self.pieces.get(at).map_or(self.text.len(), |(start, _)| *start);
        // Within a character reference there is no place: it is as long as what it stands for.
        let place = if range.end <= source { end } else { (start + (source - range.start)).min(end) };
        if self.text.is_char_boundary(place) { place } else { end }
    }

    /// Whether the character at a place of the run is written with a `\`.
    fn is_escaped(&self, at: usize, source: &str) -> bool {
        let is_start = self.piece_at(at).is_some_and(|(start, _)| *start == at);
        is_start
            && self.in_source(at).checked_sub(1).is_some_and(|at| source.as_bytes().get(at) == Some(&b'\\'))
    }
}

/// What a run holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) inlines: Vec<Inline>,
    /// Ids in braces: `{#id}`.
    pub(super) ids: Vec<String>,
    /// Where an address ends in the source that goes on after the run.
    pub(super) taken: Option<usize>,
}

/// The inlines of a run on one line. `end` is where the line, or the cell of the table, ends in the source. Linear in the run.
pub(super) fn inlines(run: &TextRun, source: &str, end: usize, line: u32) -> Found {
    let mut found = Found::default();
    let text = run.text.as_str();
    if text.contains('{') && text.contains('#') {
        found.ids.extend(ids_in_braces(text).map(str::to_owned));
    }
    let has_addresses = autolink::may_hold_one(text);
    let has_wiki_links = text.contains("[[");
    let mut at = 0;
    if has_addresses || has_wiki_links {
        let before = source.get(..run.start()).and_then(|before| before.chars().next_back());
        let mut addresses = Addresses::new(text, before);
        let mut wiki_links = WikiLinks { run, source, next: None, is_done: !has_wiki_links };
        loop {
            let address = addresses.after(at).filter(|_| has_addresses);
            let wiki = wiki_links.after(at);
            let (start, link, next) = match (address, wiki) {
                (Some(address), wiki) if wiki.is_none_or(|wiki| address.start < wiki.start) => {
                    let (link, next, taken) = bare_link(run, source, end, address, line);
                    found.taken = taken;
                    (address.start, link, next)
                }
                (_, Some(wiki)) => (wiki.start, page_link(&wiki, line), wiki.end),
                _ => break,
            };
            push_text(&mut found.inlines, text.get(at..start).unwrap_or_default(), line);
            found.inlines.push(Inline::Link(link));
            at = next.max(start + 1);
        }
    }
    push_text(&mut found.inlines, text.get(at..).unwrap_or_default(), line);
    found
}

fn push_text(inlines: &mut Vec<Inline>, text: &str, line: u32) {
    if !text.is_empty() {
        inlines.push(Inline::Text { text: text.to_owned(), line });
    }
}

/// The wiki links of a run, asked for one after the other.
struct WikiLinks<'r> {
    run: &'r TextRun,
    source: &'r str,
    next: Option<WikiLink<'r>>,
    is_done: bool,
}

impl<'r> WikiLinks<'r> {
    fn after(&mut self, from: usize) -> Option<WikiLink<'r>> {
        if !self.is_done && self.next.is_none_or(|next| next.start < from) {
            self.next = wiki_link::find(&self.run.text, from, |at| self.run.is_escaped(at, self.source));
            self.is_done = self.next.is_none();
        }
        self.next.filter(|_| !self.is_done)
    }
}

/// The link of a bare address; the place in the run after it; the place in the source after it, if that is not in the run.
fn bare_link(
    run: &TextRun,
    source: &str,
    end: usize,
    address: Address,
    line: u32,
) -> (LinkInline, usize, Option<usize>) {
    let start = run.in_source(address.start);
    // What begins in a character reference is looked at as it reads.
    let is_verbatim = source.get(start..).is_some_and(|source| {
        let first = run.text.get(address.start..).and_then(|text| text.chars().next());
        first.is_some_and(|first| source.starts_with(first))
    });
    let line_of_source = source.get(..end).filter(|_| is_verbatim);
    let (written, next, taken) = if let Some(line) = line_of_source {
        let stop = autolink::end(line, start, address.kind);
        let next = run.in_run(stop);
        let taken = (next >= run.text.len()).then_some(stop);
        (unescaped(line.get(start..stop).unwrap_or_default()), next, taken)
    } else {
        let stop = autolink::end(&run.text, address.start, address.kind);
        (run.text.get(address.start..stop).unwrap_or_default().to_owned(), stop, None)
    };
    let link = LinkInline {
        href: format!("{}{written}", address.kind.prefix()),
        text: written,
        image: false,
        bare: true,
        wiki: false,
        lines: Lines::at(line),
    };
    (link, next, taken)
}

/// An address as it is meant: without character references and backslashes before punctuation.
fn unescaped(written: &str) -> String {
    let decoded = entity::decode(written);
    if !decoded.contains('\\') {
        return decoded.into_owned();
    }
    let mut out = String::with_capacity(decoded.len());
    let mut chars = decoded.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            out.push(c);
        }
    }
    out
}

fn page_link(wiki: &WikiLink<'_>, line: u32) -> LinkInline {
    let path = wiki.target.split('#').next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let is_page = ending.is_empty() || ending.len() > 4 || matches!(ending.as_str(), "md" | "mdx");
    LinkInline {
        href: wiki.target.to_owned(),
        text: wiki.text.to_owned(),
        image: wiki.is_embed && !is_page,
        bare: false,
        wiki: true,
        lines: Lines::at(line),
    }
}
