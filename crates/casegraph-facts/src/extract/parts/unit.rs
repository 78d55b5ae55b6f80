//! A unit inside a page as rules look at it.

use super::page::{PageView, block_links, divided, leads_out, short, title_after};
use super::stated::{Stated, after_label, bold_start, first_link};
use crate::markdown::block::{Block, BlockKind, Inline, LinkInline, Row, links, plain_text};
use crate::model::location::Lines;
use crate::model::rule::Rule;
use crate::names::name_list::{before_mark, first_sentence};
use crate::rules::part::PartWord;
use crate::rules::place::Place;
use crate::rules::text::Unit;

/// A unit inside a page: a section, an item, a row, a paragraph, details.
pub(in crate::extract) struct UnitView<'a> {
    pub(in crate::extract) unit: Unit,
    pub(in crate::extract) lines: Lines,
    /// The text that names it: heading, item, cells, paragraph. Of details none: see `summary`.
    head: Vec<(&'a [Inline], u32)>,
    /// The other blocks of it.
    pub(in crate::extract) body: &'a [Block],
    /// The headers of the table in normal form, and the row.
    row: Option<(&'a [String], &'a Row)>,
    summary: Option<&'a str>,
}

impl<'a> UnitView<'a> {
    pub(in crate::extract) fn section(heading: &'a Block, body: &'a [Block]) -> Self {
        let end = body.last().map_or(heading.lines.end(), |block| block.lines.end());
        Self::of_block(Unit::Sections, heading, body, end)
    }

    pub(in crate::extract) fn item(item: &'a Block, body: &'a [Block]) -> Self {
        let end = body.last().map_or(item.lines.end(), |block| block.lines.end());
        Self::of_block(Unit::Items, item, body, end)
    }

    pub(in crate::extract) fn paragraph(block: &'a Block) -> Self {
        Self::of_block(Unit::Paragraphs, block, &[], block.lines.end())
    }

    fn of_block(unit: Unit, block: &'a Block, body: &'a [Block], end: u32) -> Self {
        let head = vec![(block.inlines.as_slice(), block.lines.start())];
        let lines = Lines::new(block.lines.start(), end);
        Self { unit, lines, head, body, row: None, summary: None }
    }

    pub(in crate::extract) fn row(headers: &'a [String], row: &'a Row) -> Self {
        let head = row.cells.iter().map(|cell| (cell.as_slice(), row.line)).collect();
        Self {
            unit: Unit::Rows,
            lines: Lines::at(row.line),
            head,
            body: &[],
            row: Some((headers, row)),
            summary: None,
        }
    }

    pub(in crate::extract) fn details(summary: &'a str, lines: Lines, body: &'a [Block]) -> Self {
        Self { unit: Unit::Details, lines, head: Vec::new(), body, row: None, summary: Some(summary) }
    }

    /// The links of the unit that are no images.
    pub(in crate::extract) fn links(&self) -> impl Iterator<Item = &'a LinkInline> {
        let of_head = self.head.iter().flat_map(|(inlines, _)| links(inlines)).filter(|link| !link.image);
        of_head.chain(self.body.iter().flat_map(block_links))
    }

    /// Whether the unit has a link: an item or paragraph in its own text, the others anywhere.
    pub(in crate::extract) fn has_link(&self) -> bool {
        match self.unit {
            Unit::Items | Unit::Paragraphs => {
                self.head.iter().any(|(inlines, _)| first_link(inlines).is_some())
            }
            _ => self.links().next().is_some(),
        }
    }

    /// Whether all that the unit has is a link to a heading: an entry of a table of contents.
    pub(in crate::extract) fn is_entry_of_contents(&self) -> bool {
        let mut links = self.links();
        links.next().is_some_and(|link| link.href.starts_with('#'))
            && links.all(|link| link.href.starts_with('#'))
    }

    /// Whether the table of a row has these columns, in normal form.
    pub(in crate::extract) fn has_columns(&self, columns: &[String]) -> bool {
        let headers = self.row.map(|(headers, _)| headers).unwrap_or_default();
        columns.iter().all(|column| headers.contains(column))
    }

    /// The first value of a part, from the places in order.
    pub(in crate::extract) fn first(
        &self,
        page: &PageView<'_>,
        places: &[Place],
        title: Option<&Stated>,
    ) -> Option<Stated> {
        let texts = places.iter().flat_map(|place| self.texts(page, place, title));
        texts.into_iter().find(|stated| !page.profile.is_empty_value(&stated.text))
    }

    /// The values at a place. What a unit does not have itself, its page states.
    pub(in crate::extract) fn texts(
        &self,
        page: &PageView<'_>,
        place: &Place,
        title: Option<&Stated>,
    ) -> Vec<Stated> {
        match place {
            Place::Column(column) => self.cell(column).into_iter().collect(),
            Place::Label(label) => {
                self.label(label).map_or_else(|| page.texts(place, None), |stated| vec![stated])
            }
            Place::TitleAfter(words) => {
                title.and_then(|title| title_after(title, words)).into_iter().collect()
            }
            Place::Word(PartWord::Folder | PartWord::FileName)
            | Place::Key(_)
            | Place::Section(_)
            | Place::BelowHeading(_)
            | Place::PathGroup(_) => page.texts(place, None),
            Place::Word(word) => self.of_word(page, *word),
        }
    }

    fn of_word(&self, page: &PageView<'_>, word: PartWord) -> Vec<Stated> {
        let one = |stated: Option<Stated>| stated.into_iter().collect::<Vec<_>>();
        match word {
            PartWord::Link => one(self.links().next().map(|link| Stated::link(link, self.rule()))),
            PartWord::Links => self
                .links()
                .filter(|link| leads_out(link))
                .map(|link| Stated::link(link, self.rule()))
                .collect(),
            PartWord::FirstHeading if self.unit == Unit::Sections => one(self
                .head
                .first()
                .map(|(inlines, line)| Stated::inlines(inlines, Lines::at(*line), Rule::StatedTitle))),
            PartWord::FirstHeading => page.texts(&Place::Word(word), None),
            PartWord::BoldStart => one(self.head.iter().find_map(|(inlines, line)| {
                let (text, href) = bold_start(inlines)?;
                Some(Stated { text, href, lines: Lines::at(*line), rule: self.rule() })
            })),
            PartWord::Text => one(self.text()),
            PartWord::Folder | PartWord::FileName => Vec::new(),
        }
    }

    /// The unit's own text: the summary of details, the first cell of a row, else all of the text that names it.
    pub(in crate::extract) fn text(&self) -> Option<Stated> {
        if let Some(summary) = self.summary {
            return Some(Stated::new(summary, Lines::at(self.lines.start()), self.rule()));
        }
        let (inlines, line) = self.head.iter().find(|(inlines, _)| !plain_text(inlines).is_empty())?;
        Some(Stated::inlines(inlines, Lines::at(*line), self.rule()))
    }

    /// The text of the unit as a name: up to the first mark or remark.
    pub(in crate::extract) fn name(&self) -> Option<Stated> {
        let text = self.text()?;
        let name = before_mark(&text.text);
        (!name.is_empty()).then(|| Stated { text: name.to_owned(), ..text })
    }

    /// The text of the unit as a title: its first sentence; of text that goes on after the link or bold words that it begins with, the
    /// first sentence of the rest.
    pub(in crate::extract) fn sentence(&self) -> Option<Stated> {
        let text = self.text()?;
        let head = self.head.first().map(|(inlines, _)| *inlines).unwrap_or_default();
        let begin = bold_start(head).map(|(bold, _)| bold).or_else(|| {
            super::stated::begins_with_name(head)
                .then(|| first_link(head).map(|link| link.text.clone()))
                .flatten()
        });
        let rest = begin.and_then(|begin| text.text.split_once(begin.as_str()).map(|(_, rest)| rest));
        let rest = rest.map(|rest| {
            rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '“' | '('))
        });
        let rest = rest.filter(|rest| rest.split_whitespace().count() > 2);
        let sentence = first_sentence(rest.unwrap_or(&text.text));
        (!sentence.is_empty()).then(|| Stated { text: sentence.to_owned(), ..text.clone() })
    }

    /// Whether the unit begins with a link or with bold words.
    pub(in crate::extract) fn begins_with_name(&self) -> bool {
        self.head.first().is_some_and(|(inlines, _)| super::stated::begins_with_name(inlines))
    }

    /// The names at a place.
    pub(in crate::extract) fn names(
        &self,
        page: &PageView<'_>,
        place: &Place,
        title: Option<&Stated>,
    ) -> Vec<Stated> {
        match place {
            Place::Section(_) => page.names(place, title),
            Place::Label(label) => self
                .label(label)
                .map_or_else(|| page.names(place, title), |stated| short(&stated).unwrap_or_default()),
            Place::Column(_) => self.texts(page, place, title).iter().flat_map(divided).collect(),
            _ => self.texts(page, place, title),
        }
    }

    /// The cell under a header, in normal form.
    fn cell(&self, column: &str) -> Option<Stated> {
        let (headers, row) = self.row?;
        let at = headers.iter().position(|header| header == column)?;
        let cell = row.cells.get(at)?;
        let stated = Stated::inlines(cell, Lines::at(row.line), Rule::StatedColumn);
        (!stated.text.is_empty()).then_some(stated)
    }

    /// The value after a label in the unit.
    fn label(&self, label: &str) -> Option<Stated> {
        let of_head = self.head.iter().find_map(|(inlines, line)| after_label(inlines, *line, label));
        of_head.or_else(|| {
            self.body.iter().find_map(|block| after_label(&block.inlines, block.lines.start(), label))
        })
    }

    /// The code of the rule for what the unit's own text says.
    fn rule(&self) -> Rule {
        match self.unit {
            Unit::Rows => Rule::StatedColumn,
            Unit::Sections => Rule::StatedTitle,
            _ => Rule::StatedItem,
        }
    }
}

/// Whether a block begins a list item of an outermost list.
pub(in crate::extract) fn is_outermost_item(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item { depth: 1, .. })
}

/// Whether a block belongs to the item before it.
pub(in crate::extract) fn goes_on(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Item { depth: 2.., .. } | BlockKind::ItemParagraph)
}
