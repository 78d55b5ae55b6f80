//! The outline of a document: its sections and case studies, and those that contain each block.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::markdown::block::{Block, BlockKind, Inline, links, plain_text};
use crate::model::document::Role;
use crate::model::document_facts::SectionFacts;
use crate::model::location::{DocPath, Lines};
use crate::model::owner::Owner;
use crate::model::unread::{Unread, UnreadKind};
use crate::profile::Profile;
use crate::profile::normal_form::normal_form;
use crate::profile::text::SourceColumn;

/// The kind of a section that is a case study.
pub(crate) const CASE_STUDY: &str = "case-study";

pub(crate) struct Outline {
    sections: Vec<SectionFacts>,
    /// The parent of each section.
    parents: Vec<Option<usize>>,
    /// The innermost section of each block.
    section_of_block: Vec<Option<usize>>,
    /// Number, title and lines of the case studies.
    pub(crate) case_studies: Vec<(Option<u32>, String, Lines)>,
    unknown: Vec<usize>,
    /// The case studies that are list items, by block, and those that are table rows, by line.
    items: BTreeMap<usize, usize>,
    rows: BTreeMap<u32, usize>,
    /// Whether the whole document is one case study.
    whole: bool,
}

impl Outline {
    /// Builds the outline. Only topic pages contain case studies; those in a template are not content. Linear in the
    /// blocks.
    pub(crate) fn new(
        blocks: &[Block],
        last_line: u32,
        role: Role,
        path: &DocPath,
        profile: &Profile,
        anchors: &BTreeMap<u32, String>,
    ) -> Self {
        // A file in the folder of a case study is all of that case study, and its name is the kind of its first
        // section.
        let whole = (role == Role::CaseStudy).then(|| path.stem());
        let mut outline = Self {
            sections: Vec::new(),
            parents: Vec::new(),
            section_of_block: Vec::with_capacity(blocks.len()),
            case_studies: Vec::new(),
            unknown: Vec::new(),
            items: BTreeMap::new(),
            rows: BTreeMap::new(),
            whole: whole.is_some(),
        };
        let mut open: Vec<usize> = Vec::new();
        let mut case_study: Option<(usize, u8)> = None; // index and level of the open one
        for block in blocks {
            let BlockKind::Heading { level } = block.kind else {
                outline.section_of_block.push(open.last().copied());
                continue;
            };
            let before = block.lines.start().saturating_sub(1);
            while let Some(section) = open.pop_if(|section| outline.level(*section) >= level) {
                outline.close_section(section, before);
            }
            if let Some((index, _)) = case_study.take_if(|(_, own)| level <= *own) {
                outline.close_case_study(index, before);
            }
            let name = plain_text(&block.inlines);
            let opened = if role == Role::Topic { profile.case_study_of_heading(&name) } else { None };
            let of_file =
                whole.filter(|_| outline.sections.is_empty()).and_then(|stem| profile.section_kind(stem));
            let kind =
                if opened.is_some() { Some(CASE_STUDY) } else { of_file.or(profile.section_kind(&name)) };
            if let Some((number, title)) = opened {
                if let Some((index, _)) = case_study {
                    outline.close_case_study(index, before); // a case study inside another one ends that
                }
                case_study = Some((outline.case_studies.len(), level));
                outline.case_studies.push((number, title, block.lines));
            }
            let index = outline.sections.len();
            outline.parents.push(open.last().copied());
            outline.sections.push(SectionFacts {
                anchor: anchors.get(&block.lines.start()).cloned().unwrap_or_default(),
                level,
                kind: kind.map(str::to_owned),
                lines: block.lines,
                owner: case_study
                    .map(|(index, _)| index)
                    .or(whole.map(|_| 0))
                    .map_or(Owner::Document, Owner::CaseStudy),
                name,
            });
            let known = kind.is_some()
                || (role == Role::Sources && profile.source_section(&outline.name(index)).is_some());
            let expected = profile.text().section_rules.expected_in.contains(&role);
            if !known && expected && outline.should_be_known(index) {
                outline.unknown.push(index);
            }
            open.push(index);
            outline.section_of_block.push(Some(index));
        }
        if let (Some(stem), true) = (whole, outline.case_studies.is_empty()) {
            outline.case_studies.push((None, stem.to_owned(), Lines::new(1, last_line)));
        }
        outline.add_items_and_rows(blocks, profile);
        while let Some(section) = open.pop() {
            outline.close_section(section, last_line);
        }
        if let Some((index, _)) = case_study {
            outline.close_case_study(index, last_line);
        }
        outline
    }

    /// Adds the case studies that are list items or table rows of sections of the kinds that the profile names.
    fn add_items_and_rows(&mut self, blocks: &[Block], profile: &Profile) {
        let rules = &profile.text().case_study;
        if rules.item_sections.is_empty() && rules.row_sections.is_empty() {
            return;
        }
        let mut open: Option<usize> = None;
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Item { depth: 1, .. } if self.is_within(at, &rules.item_sections) => {
                    let title = links(&block.inlines).next().map(|link| link.text.clone());
                    let title =
                        title.filter(|title| !title.is_empty()).unwrap_or_else(|| plain_text(&block.inlines));
                    self.items.insert(at, self.case_studies.len());
                    open = Some(self.case_studies.len());
                    self.case_studies.push((None, title, block.lines));
                }
                BlockKind::Item { .. } | BlockKind::ItemParagraph => {
                    if let Some(index) = open {
                        self.items.insert(at, index);
                        self.close_case_study(index, block.lines.end());
                    }
                }
                BlockKind::Table(table) if self.is_within(at, &rules.row_sections) => {
                    open = None;
                    let company = |cell: &Vec<Inline>| {
                        profile.source_column(&plain_text(cell)) == Some(SourceColumn::Company)
                    };
                    let column = table.header.iter().position(|cell| !company(cell)).unwrap_or(0);
                    for row in &table.rows {
                        let title = row.cells.get(column).map(|cell| plain_text(cell)).unwrap_or_default();
                        if !profile.is_empty_value(&title) {
                            self.rows.insert(row.line, self.case_studies.len());
                            self.case_studies.push((None, title, Lines::at(row.line)));
                        }
                    }
                }
                _ => open = None,
            }
        }
    }

    /// Adds a case study that is a unit of the page, with its blocks; of a row, the line of the row. Returns its index.
    pub(super) fn add_case_study(
        &mut self,
        title: String,
        lines: Lines,
        blocks: Range<usize>,
        row: Option<u32>,
    ) -> usize {
        let index = self.case_studies.len();
        self.case_studies.push((None, title, lines));
        if let Some(line) = row {
            self.rows.insert(line, index);
            return index;
        }
        self.items.extend(blocks.map(|block| (block, index)));
        for section in &mut self.sections {
            let is_inside = lines.contains(section.lines.start());
            if is_inside {
                section.owner = Owner::CaseStudy(index);
            }
        }
        index
    }

    /// The part of the document that contains a row of a table.
    pub(crate) fn owner_of_row(&self, at: usize, block: &Block, line: u32) -> Owner {
        self.rows.get(&line).map_or_else(|| self.owner(at, block), |index| Owner::CaseStudy(*index))
    }

    fn level(&self, section: usize) -> u8 {
        self.sections.get(section).map_or(0, |section| section.level)
    }

    fn name(&self, section: usize) -> String {
        self.sections.get(section).map_or(String::new(), |section| section.name.clone())
    }

    fn close_section(&mut self, section: usize, line: u32) {
        if let Some(section) = self.sections.get_mut(section) {
            section.lines = Lines::new(section.lines.start(), line);
        }
    }

    fn close_case_study(&mut self, index: usize, line: u32) {
        if let Some((_, _, lines)) = self.case_studies.get_mut(index) {
            *lines = Lines::new(lines.start(), line);
        }
    }

    /// Whether a heading of unknown kind is to be reported: only if it is at the level of the sections of the template.
    /// Below a section of known kind, authors are free to divide the text; the first heading is the title of the
    /// document.
    fn should_be_known(&self, section: usize) -> bool {
        let of_document = |above: &SectionFacts| above.kind.as_deref().is_none_or(|kind| kind == CASE_STUDY);
        section > 0 && self.chain(section).skip(1).all(of_document)
    }

    /// The section and its ancestors, innermost first.
    fn chain(&self, section: usize) -> impl Iterator<Item = &SectionFacts> {
        let mut at = Some(section);
        std::iter::from_fn(move || {
            let section = at?;
            at = self.parents.get(section).copied().flatten();
            self.sections.get(section)
        })
    }

    /// The innermost section of a block.
    pub(crate) fn section(&self, block: usize) -> Option<usize> {
        self.section_of_block.get(block).copied().flatten()
    }

    /// The sections that contain a block, innermost first.
    pub(crate) fn sections_of(&self, block: usize) -> impl Iterator<Item = &SectionFacts> {
        self.section(block).into_iter().flat_map(|section| self.chain(section))
    }

    /// The kind of the section whose heading is a block.
    pub(super) fn kind_of_heading(&self, block: usize) -> Option<&str> {
        self.sections.get(self.section(block)?)?.kind.as_deref()
    }

    /// The kind of the innermost section of known kind that contains a block.
    pub(crate) fn kind_of(&self, block: usize) -> Option<&str> {
        self.sections_of(block).find_map(|section| section.kind.as_deref())
    }

    /// Whether a section of one of these kinds contains the block.
    pub(crate) fn is_within(&self, block: usize, kinds: &[String]) -> bool {
        self.sections_of(block).filter_map(|section| section.kind.as_ref()).any(|kind| kinds.contains(kind))
    }

    /// Whether a section with one of these headings, in normal form, contains the block.
    pub(super) fn is_within_headings(&self, block: usize, headings: &[String]) -> bool {
        !headings.is_empty()
            && self.sections_of(block).any(|section| headings.contains(&normal_form(&section.name)))
    }

    /// The part of the document that contains a block. Footnote definitions belong to the document, wherever they are.
    pub(crate) fn owner(&self, at: usize, block: &Block) -> Owner {
        if let Some(index) = self.items.get(&at) {
            return Owner::CaseStudy(*index);
        }
        match (&block.footnote, self.section(at).and_then(|section| self.sections.get(section))) {
            (None, Some(section)) => section.owner,
            (None, None) if self.whole => Owner::CaseStudy(0),
            _ => Owner::Document,
        }
    }

    /// The sections of unknown kind.
    pub(crate) fn unread(&self, path: &DocPath) -> Vec<Unread> {
        let sections = self.unknown.iter().filter_map(|section| self.sections.get(*section));
        let unread = |section: &SectionFacts| Unread {
            kind: UnreadKind::Section,
            path: path.clone(),
            line: section.lines.start(),
            text: section.name.clone(),
        };
        sections.map(unread).collect()
    }

    pub(crate) fn into_sections(self) -> Vec<SectionFacts> {
        self.sections
    }
}
