//! A page as rules look at it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::front_values;
use super::stated::{Stated, after_label, bold_start, first_link};
use crate::markdown::block::{Block, BlockKind, LinkInline, links, plain_text};
use crate::markdown::front_matter::FrontMatter;
use crate::markdown::url;
use crate::model::location::{DocPath, Lines};
use crate::model::rule::Rule;
use crate::names::name_list::{first_sentence, name_of_file, names_of_list, short_names};
use crate::profile::Profile;
use crate::profile::normal_form::normal_form;
use crate::profile::rule_place::stem_of;
use crate::rules::part::PartWord;
use crate::rules::place::Place;

/// A page as rules look at it.
pub(in crate::extract) struct PageView<'a> {
    pub(in crate::extract) path: &'a DocPath,
    pub(in crate::extract) front: &'a FrontMatter,
    pub(in crate::extract) blocks: &'a [Block],
    pub(in crate::extract) profile: &'a Profile,
    pub(in crate::extract) groups: &'a BTreeMap<String, String>,
    /// Made when the first rule asks for them.
    sections: OnceCell<Sections>,
}

/// The sections of a page, and the innermost one of each block.
struct Sections {
    all: Vec<SectionView>,
    of_block: Vec<Option<usize>>,
}

/// A heading with the blocks under it.
pub(in crate::extract) struct SectionView {
    /// The heading in normal form.
    pub(in crate::extract) normal: String,
    pub(in crate::extract) level: u8,
    /// The section around it.
    parent: Option<usize>,
    /// The blocks from the heading to the next heading of its level, the heading included.
    pub(in crate::extract) blocks: Range<usize>,
}

impl<'a> PageView<'a> {
    /// The view of a page.
    pub(in crate::extract) fn new(
        path: &'a DocPath,
        front: &'a FrontMatter,
        blocks: &'a [Block],
        profile: &'a Profile,
        groups: &'a BTreeMap<String, String>,
    ) -> Self {
        Self { path, front, blocks, profile, groups, sections: OnceCell::new() }
    }

    fn outline(&self) -> &Sections {
        self.sections.get_or_init(|| Sections::new(self.blocks))
    }

    /// All sections in the order of the text.
    pub(in crate::extract) fn sections(&self) -> &[SectionView] {
        &self.outline().all
    }

    /// The first heading, and its line.
    pub(in crate::extract) fn first_heading(&self) -> Option<&'a Block> {
        self.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }))
    }

    /// The page's own title, with the line of the key or heading that it is.
    pub(in crate::extract) fn own_title(&self, name: String) -> Stated {
        let key = self.front.values.get("title").filter(|title| title.value.as_text().is_some());
        let line =
            key.map(|title| title.line).or_else(|| self.first_heading().map(|block| block.lines.start()));
        Stated::new(name, Lines::at(line.unwrap_or(1)), Rule::StatedTitle)
    }

    /// The sections that a block stands in, the innermost first.
    pub(in crate::extract) fn sections_of(&self, block: usize) -> impl Iterator<Item = &SectionView> {
        let Sections { all, of_block } = self.outline();
        let mut next = of_block.get(block).copied().flatten();
        std::iter::from_fn(move || {
            let section = all.get(next?)?;
            next = section.parent;
            Some(section)
        })
    }

    /// The blocks of the sections with this heading, without the headings themselves.
    pub(in crate::extract) fn blocks_in<'s>(
        &'s self,
        section: &'s str,
    ) -> impl Iterator<Item = &'a Block> + 's {
        let wanted = self.sections().iter().filter(move |found| found.normal == section);
        wanted.flat_map(|found| self.blocks.get(found.blocks.start + 1..found.blocks.end).unwrap_or_default())
    }

    /// The first value of a part, from the places in order. `title` is the title of the page or unit.
    pub(in crate::extract) fn first(&self, places: &[Place], title: Option<&Stated>) -> Option<Stated> {
        let texts = places.iter().flat_map(|place| self.texts(place, title));
        texts.into_iter().find(|stated| !self.profile.is_empty_value(&stated.text))
    }

    /// The values at a place: of a key all, of a section its first text.
    pub(in crate::extract) fn texts(&self, place: &Place, title: Option<&Stated>) -> Vec<Stated> {
        match place {
            Place::Key(key) => {
                let texts = front_values::texts(self.front, key).into_iter();
                texts.map(|(text, line)| Stated::new(text, Lines::at(line), Rule::StatedKey)).collect()
            }
            Place::Section(section) => self.first_text(section, Rule::StatedSection).into_iter().collect(),
            Place::BelowHeading(heading) => self.first_text(heading, Rule::StatedTitle).into_iter().collect(),
            Place::Label(label) => {
                let labelled = |block: &Block| after_label(&block.inlines, block.lines.start(), label);
                self.blocks.iter().find_map(labelled).into_iter().collect()
            }
            Place::TitleAfter(words) => {
                title.and_then(|title| title_after(title, words)).into_iter().collect()
            }
            Place::PathGroup(group) => {
                let name = self.groups.get(group).map(|name| name_of_file(name));
                name.map(|name| Stated::new(name, Lines::at(1), Rule::StatedFolder)).into_iter().collect()
            }
            Place::Column(_) => Vec::new(),
            Place::Word(word) => self.of_word(*word),
        }
    }

    fn of_word(&self, word: PartWord) -> Vec<Stated> {
        let file = |name: &str| vec![Stated::new(name_of_file(name), Lines::at(1), Rule::StatedFolder)];
        match word {
            PartWord::Link => self
                .links()
                .next()
                .map(|(_, link)| Stated::link(link, Rule::ExternalLink))
                .into_iter()
                .collect(),
            PartWord::Links => self
                .links()
                .filter(|(_, link)| leads_out(link))
                .map(|(_, link)| Stated::link(link, Rule::ExternalLink))
                .collect(),
            PartWord::FirstHeading => self
                .first_heading()
                .map(|block| Stated::inlines(&block.inlines, block.lines, Rule::StatedTitle))
                .filter(|stated| !stated.text.is_empty())
                .into_iter()
                .collect(),
            PartWord::BoldStart => self
                .blocks
                .iter()
                .filter(|block| !matches!(block.kind, BlockKind::Heading { .. }))
                .find_map(|block| {
                    let (text, href) = bold_start(&block.inlines)?;
                    Some(Stated { text, href, lines: block.lines, rule: Rule::StatedItem })
                })
                .into_iter()
                .collect(),
            PartWord::Folder => {
                let index = self.profile.is_index_file(self.path);
                let own = self.path.parent();
                let folder = if index || !own.as_str().is_empty() { own } else { return Vec::new() };
                if folder.file_name().is_empty() { Vec::new() } else { file(folder.file_name()) }
            }
            PartWord::FileName => file(&stem_of(self.path, self.profile)),
            PartWord::Text => self
                .blocks
                .iter()
                .find(|block| {
                    matches!(block.kind, BlockKind::Paragraph) && !plain_text(&block.inlines).is_empty()
                })
                .map(|block| {
                    let text = plain_text(&block.inlines);
                    Stated::new(first_sentence(&text), block.lines, Rule::StatedItem)
                })
                .into_iter()
                .collect(),
        }
    }

    /// The links of the page that are no images, each with its block.
    pub(in crate::extract) fn links(&self) -> impl Iterator<Item = (usize, &'a LinkInline)> {
        self.blocks.iter().enumerate().flat_map(|(at, block)| block_links(block).map(move |link| (at, link)))
    }

    /// The first text below a heading: a paragraph or an item.
    fn first_text(&self, section: &str, rule: Rule) -> Option<Stated> {
        let is_text = |block: &&Block| {
            matches!(block.kind, BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::ItemParagraph)
                && !plain_text(&block.inlines).is_empty()
        };
        let wanted = self.sections().iter().filter(|found| found.normal == section);
        let texts = wanted.filter_map(|found| {
            // Text below a heading inside the section is no longer its first.
            let blocks = self.blocks.get(found.blocks.start + 1..found.blocks.end)?;
            let own = blocks.iter().take_while(|block| !matches!(block.kind, BlockKind::Heading { .. }));
            own.into_iter().find(is_text)
        });
        texts.into_iter().next().map(|block| Stated::inlines(&block.inlines, block.lines, rule))
    }

    /// The names at a place: of a key all that its lists name, of a section those of its lists. Whether each is a name, or only
    /// where it is a known one.
    pub(in crate::extract) fn names(&self, place: &Place, title: Option<&Stated>) -> Vec<Stated> {
        match place {
            Place::Section(section) => self.blocks_in(section).flat_map(names_of_block).collect(),
            Place::Label(_) => {
                let texts = self.texts(place, title);
                texts.iter().flat_map(|stated| short(stated).unwrap_or_default()).collect()
            }
            _ => self.texts(place, title).iter().flat_map(divided).collect(),
        }
    }

    /// The links of the sections with this heading.
    pub(in crate::extract) fn links_in<'s>(&'s self, section: &'s str) -> impl Iterator<Item = Stated> + 's {
        self.blocks_in(section).flat_map(block_links).map(|link| Stated::link(link, Rule::StatedSection))
    }
}

/// A value that lists names, divided.
pub(in crate::extract) fn divided(stated: &Stated) -> Vec<Stated> {
    let names = names_of_list(&stated.text);
    let is_one = names.len() < 2;
    let name = |name: &str| Stated {
        text: name.to_owned(),
        href: stated.href.clone().filter(|_| is_one),
        ..stated.clone()
    };
    names.into_iter().map(name).collect()
}

/// The names that a value lists, if all of them look like names.
pub(in crate::extract) fn short(stated: &Stated) -> Option<Vec<Stated>> {
    let names = short_names(&stated.text)?;
    Some(
        names
            .into_iter()
            .map(|name| Stated { text: name.to_owned(), href: None, ..stated.clone() })
            .collect(),
    )
}

/// The names of an item, or of a paragraph that is a list of several.
fn names_of_block(block: &Block) -> Vec<Stated> {
    let stated = Stated::inlines(&block.inlines, block.lines, Rule::StatedSection);
    match block.kind {
        BlockKind::Item { .. } => short(&stated).unwrap_or_default(),
        BlockKind::Paragraph => short(&stated).filter(|names| names.len() > 1).unwrap_or_default(),
        BlockKind::Table(_)
        | BlockKind::Heading { .. }
        | BlockKind::ItemParagraph
        | BlockKind::Html
        | BlockKind::Tree(_) => Vec::new(),
    }
}

/// The words of a title after some words: "Acme" of `Search at Acme (2020)` after ` at `.
pub(in crate::extract) fn title_after(title: &Stated, words: &str) -> Option<Stated> {
    let (_, after) = title.text.rsplit_once(words)?;
    let name = crate::names::name_list::before_remark(after.trim());
    let name = name.trim_end_matches(['.', '!', '?', ':', ',']).trim();
    (!name.is_empty()).then(|| Stated::new(name, title.lines, Rule::StatedTitle))
}

/// The links of a block that are no images, those of the cells of a table included.
pub(in crate::extract) fn block_links(block: &Block) -> impl Iterator<Item = &LinkInline> {
    let cells = match &block.kind {
        BlockKind::Table(table) => table.rows.iter().flat_map(|row| &row.cells).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let own = links(&block.inlines);
    own.chain(cells.into_iter().flat_map(|cell| links(cell))).filter(|link| !link.image)
}

/// Whether a link leads out of the collection.
pub(in crate::extract) fn leads_out(link: &LinkInline) -> bool {
    !link.image && is_web_address(&link.href)
}

/// Whether a target is an address on the web.
pub(in crate::extract) fn is_web_address(href: &str) -> bool {
    matches!(url::scheme(href).as_deref(), Some("http" | "https"))
}

impl Sections {
    /// Linear in the blocks.
    fn new(blocks: &[Block]) -> Self {
        let mut all: Vec<SectionView> = Vec::new();
        let mut of_block = Vec::with_capacity(blocks.len());
        let mut open: Vec<usize> = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            let BlockKind::Heading { level } = block.kind else {
                of_block.push(open.last().copied());
                continue;
            };
            while let Some(above) =
                open.pop_if(|above| all.get(*above).is_none_or(|section| section.level >= level))
            {
                if let Some(section) = all.get_mut(above) {
                    section.blocks.end = at;
                }
            }
            let parent = open.last().copied();
            of_block.push(Some(all.len()));
            open.push(all.len());
            let normal = normal_form(&plain_text(&block.inlines));
            all.push(SectionView { normal, level, parent, blocks: at..blocks.len() });
        }
        Self { all, of_block }
    }
}

/// The first link of a block that is no image.
pub(in crate::extract) fn block_link(block: &Block) -> Option<&LinkInline> {
    first_link(&block.inlines)
}
