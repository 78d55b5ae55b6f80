//! Plans: rows of tables under the headings of domains and categories.

use crate::document_facts::{DocumentFacts, PlanEntryFacts, TreePart, TreePlace};
use crate::markdown::{Block, BlockKind, Row, Table, plain_text};
use crate::profile::PlanColumn;
use crate::{DocPath, Lines, Profile, Unread, UnreadKind};

/// Adds an entry for every row that names a topic.
pub(crate) fn read(blocks: &[Block], profile: &Profile, facts: &mut DocumentFacts) {
    let mut around = Around::default();
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { level } => around.heading(*level, &plain_text(&block.inlines), profile),
            BlockKind::Table(table) => read_table(table, block.lines, &around, profile, facts),
            _ => {}
        }
    }
}

/// The domain and category whose headings are above, with their levels.
#[derive(Default)]
struct Around {
    domain: Option<(u8, TreePart)>,
    category: Option<(u8, TreePart)>,
}

impl Around {
    fn heading(&mut self, level: u8, heading: &str, profile: &Profile) {
        self.domain.take_if(|(own, _)| level <= *own);
        self.category.take_if(|(own, _)| level <= *own);
        if let Some(domain) = profile.domain_of_heading(heading) {
            self.domain = Some((level, domain));
            self.category = None;
        } else if let Some(category) = profile.category_of_heading(heading) {
            self.category = Some((level, category));
        }
    }
}

fn read_table(table: &Table, lines: Lines, around: &Around, profile: &Profile, facts: &mut DocumentFacts) {
    let meanings: Vec<Option<PlanColumn>> =
        table.header.iter().map(|cell| profile.plan_column(&plain_text(cell))).collect();
    let has = |column| meanings.contains(&Some(column));
    let is_plan = has(PlanColumn::File) && (has(PlanColumn::Status) || has(PlanColumn::Priority));
    if !is_plan || around.category.is_none() {
        let text = table.header.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" | ");
        facts.unread.push(Unread {
            kind: UnreadKind::Table,
            path: facts.path.clone(),
            line: lines.start(),
            text,
        });
        return;
    }
    for row in &table.rows {
        match entry(row, &meanings, around, profile) {
            Found::Entry(entry) => facts.plan_entries.push(*entry),
            Found::Index => {}
            Found::Nothing => {
                let text = row.cells.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" | ");
                facts.unread.push(Unread {
                    kind: UnreadKind::Row,
                    path: facts.path.clone(),
                    line: row.line,
                    text,
                });
            }
        }
    }
}

enum Found {
    Entry(Box<PlanEntryFacts>),
    /// The row is about the page of the category itself.
    Index,
    Nothing,
}

fn entry(row: &Row, meanings: &[Option<PlanColumn>], around: &Around, profile: &Profile) -> Found {
    let text = |column| {
        let at = meanings.iter().position(|found| *found == Some(column));
        at.and_then(|at| row.cells.get(at)).map(|cell| plain_text(cell)).filter(|text| !text.is_empty())
    };
    let Some(file) = text(PlanColumn::File) else { return Found::Nothing };
    let Some(path) = DocPath::new(&file).filter(|path| !path.file_name().is_empty()) else {
        return Found::Nothing;
    };
    if path.parts().count() == 1 && profile.is_index_file(&path) {
        return Found::Index;
    }
    let (stem, is_sources) = topic_of_file(&path, profile);
    let statuses = text(PlanColumn::Status);
    let key_topics = text(PlanColumn::KeyTopics).unwrap_or_default();
    let terms = key_topics.split(", ").map(str::trim).filter(|term| !term.is_empty() && !is_sources);
    let topic_row = !is_sources && !profile.is_index_file(&path);
    Found::Entry(Box::new(PlanEntryFacts {
        place: TreePlace {
            domain: around.domain.as_ref().map(|(_, part)| part.clone()),
            category: around.category.as_ref().map(|(_, part)| part.clone()),
            topic: Some(stem),
        },
        status: statuses.as_deref().and_then(|status| profile.status(status)),
        stated_status: statuses,
        priority: text(PlanColumn::Priority).and_then(|priority| profile.priority(&priority)),
        key_topics: terms.filter(|_| topic_row).map(str::to_owned).collect(),
        is_sources,
        file,
        lines: Lines::at(row.line),
    }))
}

/// The stem of the topic that a row's file belongs to, and whether the file is its sources file:
/// `x/`, `x.md`, `x/README.md` are the topic x, `x/RESOURCES.md` and `x_RESOURCES.md` its sources.
fn topic_of_file(path: &DocPath, profile: &Profile) -> (String, bool) {
    let suffix = profile.text().tree.sources_suffix.as_str();
    let stem = if path.is_markdown() { path.stem() } else { path.file_name() };
    let folder = path.parent();
    if profile.is_index_file(path) {
        (folder.file_name().to_owned(), false)
    } else if format!("_{stem}") == suffix {
        (folder.file_name().to_owned(), true)
    } else {
        match stem.strip_suffix(suffix) {
            Some(topic) => (topic.to_owned(), true),
            None => (stem.to_owned(), false),
        }
    }
}
