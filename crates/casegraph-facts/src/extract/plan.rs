//! Plans: rows of tables, items of check lists and lines of trees, under the headings of domains and categories.

use std::collections::BTreeMap;

use crate::markdown::block::{Block, BlockKind, Row, Table, plain_text};
use crate::model::document::Role;
use crate::model::document_facts::{DocumentFacts, PlanEntryFacts};
use crate::model::location::{DocPath, Lines};
use crate::model::rule::Rule;
use crate::model::topic::TopicStatus;
use crate::model::tree_place::{TreePart, TreePlace};
use crate::model::unread::{Unread, UnreadKind};
use crate::profile::Profile;
use crate::profile::text::{PlanColumn, PlanItems};

/// Adds an entry for everything in a plan that names a topic.
pub(crate) fn read(blocks: &[Block], profile: &Profile, facts: &mut DocumentFacts) {
    let mut headings = Headings::default();
    let mut lists: Vec<usize> = Vec::new(); // the index of the first entry below each heading
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { level } => {
                headings.heading(*level, &plain_text(&block.inlines), profile);
                lists.push(facts.plan_entries.len());
            }
            BlockKind::Table(table) => read_table(table, block.lines, &headings, profile, facts),
            BlockKind::Item { task: Some(done), .. } => {
                facts.plan_entries.extend(item(block, *done, &headings, profile));
            }
            BlockKind::Tree(tree) if profile.text().plan.trees => {
                read_tree(tree, block.lines.start(), profile, facts);
            }
            _ => {}
        }
    }
    lists.push(facts.plan_entries.len());
    for bounds in lists.windows(2) {
        if let [start, end] = bounds
            && let Some(list) = facts.plan_entries.get_mut(*start..*end)
        {
            tell_apart(list);
        }
    }
}

/// Two items of one list with the same title are two topics: the remark after the dash is part of each title. `Kafka -
/// Basics` and `Kafka - Consumers` are not two remarks on one topic.
fn tell_apart(list: &mut [PlanEntryFacts]) {
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for title in list.iter().filter_map(|entry| entry.title.clone()) {
        *titles.entry(title).or_default() += 1;
    }
    for entry in list {
        if entry.title.as_ref().is_some_and(|title| titles.get(title).copied() > Some(1))
            && entry.file.contains(' ')
        {
            let whole = without_last_remark(&entry.file).to_owned();
            entry.place.topic = Some(whole.clone());
            entry.title = Some(whole);
            entry.key_topics.clear();
        }
    }
}

/// The domain and category of the headings above, with their levels, and the nearest heading of any kind.
#[derive(Default)]
struct Headings {
    domain: Option<(u8, TreePart)>,
    category: Option<(u8, TreePart)>,
    heading: Option<String>,
}

impl Headings {
    fn heading(&mut self, level: u8, heading: &str, profile: &Profile) {
        self.domain.take_if(|(own, _)| level <= *own);
        self.category.take_if(|(own, _)| level <= *own);
        if let Some(domain) = profile.domain_of_heading(heading) {
            self.domain = Some((level, domain));
            self.category = None;
        } else if let Some(category) = profile.category_of_heading(heading) {
            self.category = Some((level, category));
        }
        self.heading = (level > 1).then(|| core_of_heading(heading)).filter(|core| !core.is_empty());
    }

    /// The place of a topic under these headings.
    fn place(&self, topic: String) -> TreePlace {
        TreePlace {
            domain: self.domain.as_ref().map(|(_, part)| part.clone()),
            category: self.category.as_ref().map(|(_, part)| part.clone()),
            topic: Some(topic),
            case: None,
        }
    }
}

/// A heading without symbols and a counter before it, and without counts and remarks after it: `✅ Caching (5/5
/// articles) - DONE` and `Phase 2: Caching` become "Caching".
pub(crate) fn core_of_heading(heading: &str) -> String {
    let core = heading.split('(').next().unwrap_or(heading);
    let shouts =
        |remark: &str| !remark.chars().any(char::is_lowercase) && remark.chars().any(char::is_alphabetic);
    let core = core.rsplit_once(" - ").filter(|(_, remark)| shouts(remark)).map_or(core, |(core, _)| core);
    let core = core.trim().trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
    let counter = |before: &str| {
        matches!(before.split_once(' '), Some((word, number))
        if word.chars().all(char::is_alphabetic) && number.chars().all(|c| c.is_ascii_digit()) && !number.is_empty())
    };
    let core = core.split_once(": ").filter(|(before, _)| counter(before)).map_or(core, |(_, core)| core);
    core.trim_end_matches(['-', '–', '—', ':', '/']).trim_end().to_owned()
}

fn read_table(
    table: &Table,
    lines: Lines,
    headings: &Headings,
    profile: &Profile,
    facts: &mut DocumentFacts,
) {
    let meanings: Vec<Option<PlanColumn>> =
        table.header.iter().map(|cell| profile.plan_column(&plain_text(cell))).collect();
    let has = |column| meanings.contains(&Some(column));
    if has(PlanColumn::Progress) {
        return; // its numbers are stated counts
    }
    let is_plan = has(PlanColumn::File) && (has(PlanColumn::Status) || has(PlanColumn::Priority));
    if !is_plan || headings.category.is_none() {
        let mut text = table.header_text();
        if is_plan {
            text.push_str(" (no heading above it names a category)");
        }
        facts.unread.push(Unread {
            kind: UnreadKind::Table,
            path: facts.path.clone(),
            line: lines.start(),
            text,
        });
        return;
    }
    for row in &table.rows {
        match entry(row, &meanings, headings, profile) {
            PlanRow::Entry(entry) => facts.plan_entries.push(*entry),
            PlanRow::Index => {}
            PlanRow::Nothing => {
                let text = row.text();
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

enum PlanRow {
    Entry(Box<PlanEntryFacts>),
    /// The row is about the page of the category.
    Index,
    Nothing,
}

fn entry(row: &Row, meanings: &[Option<PlanColumn>], headings: &Headings, profile: &Profile) -> PlanRow {
    let text = |column| {
        let at = meanings.iter().position(|found| *found == Some(column));
        at.and_then(|at| row.cells.get(at)).map(|cell| plain_text(cell)).filter(|text| !text.is_empty())
    };
    let Some(file) = text(PlanColumn::File) else { return PlanRow::Nothing };
    let Some(path) = DocPath::new(path_in(&file)).filter(|path| !path.file_name().is_empty()) else {
        return PlanRow::Nothing;
    };
    if path.parts().count() == 1 && profile.is_index_file(&path) {
        return PlanRow::Index;
    }
    let (stem, is_sources) = topic_of_file(&path, profile);
    let stated_status = text(PlanColumn::Status);
    let is_topic_row = !is_sources && !profile.is_index_file(&path);
    let key_topics = text(PlanColumn::KeyTopics).filter(|_| is_topic_row).unwrap_or_default();
    PlanRow::Entry(Box::new(PlanEntryFacts {
        place: headings.place(stem),
        title: None,
        status: stated_status.as_deref().and_then(|status| profile.status(status)),
        stated_status,
        priority: text(PlanColumn::Priority).and_then(|priority| profile.priority(&priority)),
        key_topics: terms(&key_topics, profile),
        is_sources,
        file,
        rule: Rule::PlanRow,
        lines: Lines::at(row.line),
    }))
}

/// The path in a File cell, without a symbol before it and a remark after it: `📁 queues/ (new)` is `queues/`.
fn path_in(cell: &str) -> &str {
    let is_symbol = |word: &&str| !word.chars().any(|c| c.is_alphanumeric() || c == '.' || c == '/');
    let after_symbol = |cell| {
        str::split_once(cell, ' ').filter(|(word, _)| is_symbol(word)).map(|(_, rest)| rest.trim_start())
    };
    let path = after_symbol(cell).unwrap_or(cell);
    let first = path.split(' ').next().unwrap_or(path).trim_end_matches([',', ':']);
    if looks_like_path(first) { first } else { path }
}

fn looks_like_path(word: &str) -> bool {
    word.ends_with('/') || word.to_ascii_lowercase().ends_with(".md")
}

/// An item of a check list: `name/ (README.md + RESOURCES.md)`, `name.md`, `Title (remark) - terms`.
fn item(block: &Block, done: bool, headings: &Headings, profile: &Profile) -> Option<PlanEntryFacts> {
    let text = plain_text(&block.inlines);
    let items = profile.text().plan.items;
    let status = if done { TopicStatus::Complete } else { TopicStatus::Planned };
    let entry = |place, title, file: &str, key_topics, is_sources| PlanEntryFacts {
        place,
        title,
        status: Some(status),
        stated_status: Some(if done { "x" } else { " " }.to_owned()),
        priority: None,
        key_topics,
        is_sources,
        file: file.to_owned(),
        rule: Rule::PlanItem,
        lines: Lines::at(block.lines.start()),
    };
    let first = text.split(' ').next().unwrap_or_default().trim_end_matches([',', ':']);
    if looks_like_path(first)
        && items != PlanItems::None
        && (headings.category.is_some() || items == PlanItems::Titles)
    {
        let path = DocPath::new(first).filter(|path| !path.file_name().is_empty())?;
        if path.parts().count() == 1 && profile.is_index_file(&path) {
            return None;
        }
        let (stem, is_sources) = topic_of_file(&path, profile);
        return Some(entry(headings.place(stem), None, first, Vec::new(), is_sources));
    }
    if items != PlanItems::Titles {
        return None;
    }
    let (title, remark) =
        [" - ", " – ", " — "].iter().find_map(|dash| text.split_once(dash)).unwrap_or((&text, ""));
    let whole = title.trim();
    let title = without_last_remark(whole);
    let in_brackets = whole.get(title.len()..).unwrap_or_default().trim_matches([' ', '(', ')']);
    if !title.chars().any(char::is_alphanumeric) {
        return None;
    }
    let mut place = headings.place(title.to_owned());
    if place.category.is_none() {
        place.category = headings.heading.as_deref().map(TreePart::named);
    }
    let mut key_topics = terms(remark, profile);
    key_topics.extend(terms(in_brackets, profile).into_iter().filter(|_| in_brackets.contains(", ")));
    Some(entry(place, Some(title.to_owned()), &text, key_topics, false))
}

/// A title without a remark in parentheses at its end: `Redis Cache (22x faster)` is "Redis Cache".
fn without_last_remark(title: &str) -> &str {
    match (title.strip_suffix(')'), title.rfind('(')) {
        (Some(_), Some(open)) if open > 0 => title.get(..open).unwrap_or(title).trim_end(),
        _ => title,
    }
}

/// The terms of a remark, without words for a status.
fn terms(text: &str, profile: &Profile) -> Vec<String> {
    let terms = text.split(", ").map(str::trim);
    terms.filter(|term| !term.is_empty() && profile.status(term).is_none()).map(str::to_owned).collect()
}

/// Adds the topics of a tree drawn with box characters: the paths whose place in the folder tree is that of a topic.
fn read_tree(tree: &str, first_line: u32, profile: &Profile, facts: &mut DocumentFacts) {
    let mut folders: Vec<(usize, String)> = Vec::new(); // depth and name
    for (at, line) in (first_line..).zip(tree.lines()) {
        let Some(branch) = line.find(['├', '└']) else {
            if !line.contains('│') {
                folders.clear(); // the root of a tree
            }
            continue;
        };
        let depth = line.get(..branch).map_or(0, |before| before.chars().count());
        let rest = line
            .get(branch..)
            .unwrap_or_default()
            .trim_start_matches(['├', '└', '─', '-', '│', ' ', '\u{a0}']);
        let name = rest.split([' ', '\t', '#']).next().unwrap_or_default();
        let remark = rest.get(name.len()..).unwrap_or_default().trim_start_matches([' ', '\t', '#']);
        folders.retain(|(above, _)| *above < depth);
        let path: Vec<&str> =
            folders.iter().map(|(_, folder)| folder.as_str()).chain([name.trim_end_matches('/')]).collect();
        let path = path.join("/");
        if name.ends_with('/') {
            folders.push((depth, name.trim_end_matches('/').to_owned()));
        }
        let Some(path) = DocPath::new(&path) else { continue };
        let page = if name.ends_with('/') {
            profile.text().tree.index_files.first().and_then(|index| path.join(index))
        } else {
            Some(path)
        };
        let Some((role, place)) = page.map(|page| profile.role_of(&page)) else { continue };
        if !matches!(role, Role::Topic | Role::Sources) {
            continue;
        }
        let status = profile.status(remark);
        facts.plan_entries.push(PlanEntryFacts {
            place,
            title: None,
            status,
            stated_status: status.map(|_| remark.to_owned()),
            priority: None,
            key_topics: Vec::new(),
            is_sources: role == Role::Sources,
            file: name.to_owned(),
            rule: Rule::PlanTree,
            lines: Lines::at(at),
        });
    }
}

/// The stem of the topic that a file belongs to, and whether the file is its sources file: `x/`, `x.md` and
/// `x/README.md` belong to the topic x; `x/RESOURCES.md` and `x_RESOURCES.md` are its sources files.
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
            Some(topic) if !suffix.is_empty() => (topic.to_owned(), true),
            _ => (stem.to_owned(), false),
        }
    }
}
