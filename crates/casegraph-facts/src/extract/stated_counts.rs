//! Numbers that a plan states, compared with the lists of the same plan: `### API Design (5/14)`, `| Kafka | 5/50 (10%)
//! |`, `**Backend Total: 92 files (46 case studies + 46 resources files)**`.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::core_of_heading;
use crate::markdown::block::{Block, BlockKind, Inline, Table, plain_text};
use crate::model::document_facts::{DocumentFacts, PlanEntryFacts, StatedCountFacts};
use crate::model::id::slug;
use crate::model::location::Lines;
use crate::model::rule::Rule;
use crate::model::topic::TopicStatus;
use crate::model::tree_place::TreePart;
use crate::model::unread::{Unread, UnreadKind};
use crate::profile::Profile;
use crate::profile::normal_form::normal_form;
use crate::profile::text::PlanColumn;

/// Adds each stated number that can be compared with a list of the same plan. Runs after the entries of the plan are
/// known.
pub(crate) fn read(blocks: &[Block], profile: &Profile, facts: &mut DocumentFacts) {
    let scopes = scopes(blocks, facts.lines);
    let mut by_name: BTreeMap<String, Vec<&Scope>> = BTreeMap::new();
    for scope in &scopes {
        by_name.entry(normal_form(&scope.core)).or_default().push(scope);
    }
    let entries = facts.plan_entries.as_slice();
    let (mut counts, mut rows) = (Vec::new(), Vec::new());
    for scope in scopes.iter().filter(|scope| scope.level > 1) {
        let listed = Listed::count(entries, scope.lines);
        counts.extend(claims(&scope.heading, &scope.core, &listed, profile, Lines::at(scope.lines.start())));
    }
    for block in blocks {
        match &block.kind {
            BlockKind::Table(table) => {
                let (claimed, unread) = progress(table, &by_name, entries, profile);
                counts.extend(claimed);
                rows.extend(unread);
            }
            BlockKind::Paragraph => {
                counts.extend(total(block, &scopes, entries, profile).unwrap_or_default());
            }
            _ => {}
        }
    }
    counts.sort_by_key(|count: &StatedCountFacts| count.lines);
    facts.stated_counts = counts;
    let unread = |(line, text)| Unread { kind: UnreadKind::Row, path: facts.path.clone(), line, text };
    facts.unread.extend(rows.into_iter().map(unread).collect::<Vec<_>>());
}

/// The counts that a progress table states, each about the one heading that its row names; and the rows that name no
/// heading.
fn progress(
    table: &Table,
    by_name: &BTreeMap<String, Vec<&Scope>>,
    entries: &[PlanEntryFacts],
    profile: &Profile,
) -> (Vec<StatedCountFacts>, Vec<(u32, String)>) {
    let is_progress =
        |cell: &Vec<Inline>| profile.plan_column(&plain_text(cell)) == Some(PlanColumn::Progress);
    let (mut counts, mut unread) = (Vec::new(), Vec::new());
    let Some(column) = table.header.iter().position(is_progress) else { return (counts, unread) };
    for row in &table.rows {
        let cell = |at: usize| row.cells.get(at).map(|cell| plain_text(cell)).unwrap_or_default();
        if let Some([scope]) = by_name.get(&normal_form(&cell(0))).map(Vec::as_slice) {
            let listed = Listed::count(entries, scope.lines);
            let fraction = format!("({})", cell(column));
            let claimed = claims(&fraction, &scope.core, &listed, profile, Lines::at(row.line));
            if !claimed.is_empty() {
                counts.extend(claimed);
                continue;
            }
        }
        unread.push((row.line, row.text()));
    }
    (counts, unread)
}

/// A heading, and the lines of its section.
struct Scope {
    heading: String,
    core: String,
    level: u8,
    lines: Lines,
    /// The scope that contains it.
    parent: Option<usize>,
}

fn scopes(blocks: &[Block], last_line: u32) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level } = block.kind else { continue };
        while let Some(above) =
            open.pop_if(|above| scopes.get(*above).is_none_or(|scope| scope.level >= level))
        {
            if let Some(scope) = scopes.get_mut(above) {
                scope.lines = Lines::new(scope.lines.start(), block.lines.start().saturating_sub(1));
            }
        }
        let heading = plain_text(&block.inlines);
        let lines = Lines::new(block.lines.start(), last_line);
        let parent = open.last().copied();
        open.push(scopes.len());
        scopes.push(Scope { core: core_of_heading(&heading), heading, level, lines, parent });
    }
    scopes
}

/// Counts of the plan entries in a range of lines.
struct Listed {
    items: usize,
    done: usize,
    topics: usize,
}

impl Listed {
    fn count(entries: &[PlanEntryFacts], lines: Lines) -> Self {
        let first = entries.partition_point(|entry| entry.lines.start() < lines.start());
        let within = || entries.iter().skip(first).take_while(|entry| lines.contains(entry.lines.start()));
        let items = || within().filter(|entry| entry.rule == Rule::PlanItem);
        let topics: BTreeSet<(Option<String>, String)> = within()
            .map(|entry| {
                let category =
                    entry.place.category.as_ref().filter(|_| entry.title.is_none()).map(TreePart::slug);
                (category, slug(entry.place.topic.as_deref().unwrap_or_default()))
            })
            .collect();
        Self {
            items: items().count(),
            done: items().filter(|entry| entry.status == Some(TopicStatus::Complete)).count(),
            topics: topics.len(),
        }
    }
}

/// The counts that a text of the form `(5/14 …)` or `7 topics` states; none if the list is empty.
fn claims(text: &str, name: &str, listed: &Listed, profile: &Profile, lines: Lines) -> Vec<StatedCountFacts> {
    let words = text.to_lowercase();
    let names_goal = profile.text().plan.goal_words.iter().any(|word| has_word(&words, &word.to_lowercase()));
    // A goal, such as "1000+" or "target: 50", is not a statement about the list.
    let is_goal =
        |(stated, more): (u64, bool), counted: usize| (more || names_goal) && stated > counted as u64;
    let count = |what: &str, (stated, more): (u64, bool), counted: usize| {
        let counted = counted as u64;
        let agrees = stated == counted || (more && counted > stated);
        let (what, surface) = (format!("{what} in {name}"), text.to_owned());
        StatedCountFacts { what, stated, counted, agrees, surface, lines }
    };
    if let Some((done, all, more)) = fraction(text) {
        if listed.items == 0 {
            return Vec::new();
        }
        // A list of done items only does not say what is to be done: in "25/100" above 25 done items, 100 is a goal.
        let only_done = listed.done == listed.items && all > listed.items as u64;
        let mut counts = vec![count("done items", (done, false), listed.done)];
        if !only_done && !is_goal((all, more), listed.items) {
            counts.push(count("items", (all, more), listed.items));
        }
        return counts;
    }
    // An item of a check list counts as a topic, even if two items name the same one.
    let topics = if listed.items > 0 { listed.items } else { listed.topics };
    let stated = number_of_topics(text, &profile.text().plan.topic_nouns).filter(|_| topics > 0);
    let stated = stated.filter(|stated| !is_goal(*stated, topics));
    stated.map(|stated| count("topics", stated, topics)).into_iter().collect()
}

/// Whether a text contains a word as a whole word.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + word.len()..));
        !is_part(before.and_then(|text| text.chars().last()))
            && !is_part(after.and_then(|text| text.chars().next()))
    })
}

/// The counts in `NAME Total: … 46 case studies …`, about the nearest heading above that contains the name.
fn total(
    block: &Block,
    scopes: &[Scope],
    entries: &[PlanEntryFacts],
    profile: &Profile,
) -> Option<Vec<StatedCountFacts>> {
    let text = plain_text(&block.inlines);
    let (name, claimed) = text.split_once(" Total:")?;
    let wanted = normal_form(name);
    let line = block.lines.start();
    let mut at = scopes.partition_point(|scope| scope.lines.start() <= line).checked_sub(1);
    while let Some(scope) = at.and_then(|at| scopes.get(at)) {
        if normal_form(&scope.core).split(' ').any(|word| word == wanted) {
            let listed = Listed::count(entries, scope.lines);
            return Some(claims(claimed, &scope.core, &listed, profile, Lines::at(line)));
        }
        at = scope.parent;
    }
    None
}

/// `(5/14`, `(60/1000+`: the number done, the number in all, and whether the latter is a minimum.
fn fraction(text: &str) -> Option<(u64, u64, bool)> {
    let (_, rest) = text.split_once('(')?;
    let (done, rest) = rest.split_once('/')?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (all, rest) = rest.split_at(digits);
    Some((done.trim().parse().ok()?, all.parse().ok()?, rest.starts_with('+')))
}

/// The number before the first noun that means topics: `14 files: 7 case studies` is 7.
fn number_of_topics(text: &str, nouns: &[String]) -> Option<(u64, bool)> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_start_matches(['(', '*', '~'])).collect();
    let mut nouns: Vec<Vec<String>> =
        nouns.iter().map(|noun| noun.to_lowercase().split(' ').map(str::to_owned).collect()).collect();
    nouns.sort_by_key(|noun| std::cmp::Reverse(noun.len()));
    words.iter().enumerate().find_map(|(at, word)| {
        let number = word.strip_suffix('+').unwrap_or(word).parse().ok()?;
        let after = words.get(at + 1..)?;
        let fits = |noun: &&Vec<String>| {
            after.len() >= noun.len()
                && noun
                    .iter()
                    .zip(after)
                    .all(|(a, b)| a == b.trim_end_matches([')', ',', '.', '!', '*', ':']))
        };
        nouns.iter().find(fits).map(|_| (number, word.ends_with('+')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_counts_parse_from_headings() {
        assert_eq!(fraction("04_API_Design (5/14)"), Some((5, 14, false)));
        assert_eq!(fraction("POCs (60/1000+ POCs)"), Some((60, 1000, true)));
        assert_eq!(fraction("Design (CMS/API)"), None);
        let nouns = ["articles".to_owned(), "case studies".to_owned()];
        assert_eq!(
            number_of_topics("01_X/ (14 files: 7 case studies + 7 resources)", &nouns),
            Some((7, false))
        );
        assert_eq!(number_of_topics("Master Plan: 1000+ Articles", &nouns), Some((1000, true)));
        assert_eq!(number_of_topics("Phase 4: articles", &nouns), None);
    }
}
