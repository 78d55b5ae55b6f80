//! One pass over the lines of a file: headings, lists, tables, paragraphs, details and links, counted and sampled.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::markdown::url;
use crate::profile::normal_form::normal_form;
use crate::rules::site::Generator;

use super::features::{Column, Details, Features, Heading, Host, Items, Paragraphs, Table, Under, cut};
use super::inline::{self, LeadKind};
use super::names::{is_name, name_part, says_at};

const MAXIMUM_HEADINGS: usize = 512;
const MAXIMUM_BLOCKS: usize = 512;
const MAXIMUM_COLUMNS: usize = 16;
const MAXIMUM_SAMPLES: usize = 3;
const MAXIMUM_LABELS: usize = 12;
const MAXIMUM_HOSTS: usize = 16;
const MAXIMUM_PATHS: usize = 4;
const MAXIMUM_BYTES: usize = 96;
/// Labels further down belong to sections.
const LABEL_LINES: usize = 40;

/// Adds what the Markdown of a file holds to its features.
pub(super) fn read(text: &str, features: &mut Features) {
    let mut scan = Scan::new(features);
    let mut lines = text.lines().peekable();
    let mut number = 0;
    while let Some(line) = lines.next() {
        number += 1;
        scan.line(line, lines.peek().copied(), number);
    }
    scan.close_table();
    scan.close_blocks();
}

struct Scan<'f> {
    features: &'f mut Features,
    under: Under,
    /// The fence that is open: its mark and length.
    fence: Option<(u8, usize)>,
    in_comment: bool,
    /// The tag of a heading in HTML that is open, and its text so far.
    html_heading: Option<(u8, String)>,
    /// How far the items of the open list stand in.
    list: Option<usize>,
    in_paragraph: bool,
    items: Items,
    paragraphs: Paragraphs,
    details: Details,
    in_details: bool,
    summary: Option<String>,
    table: Option<(Table, Vec<HashSet<u64>>)>,
    /// The first heading whose value may stand below it waits for it.
    waits: Option<usize>,
}

impl<'f> Scan<'f> {
    fn new(features: &'f mut Features) -> Self {
        Self {
            features,
            under: None,
            fence: None,
            in_comment: false,
            html_heading: None,
            list: None,
            in_paragraph: false,
            items: Items::default(),
            paragraphs: Paragraphs::default(),
            details: Details::default(),
            in_details: false,
            summary: None,
            table: None,
            waits: None,
        }
    }

    fn line(&mut self, line: &str, next: Option<&str>, number: usize) {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let trimmed = trimmed.trim_end();
        if self.in_fence(trimmed) || self.in_comment(trimmed) {
            return;
        }
        if trimmed.is_empty() {
            self.in_paragraph = false;
            self.close_table();
            return;
        }
        self.links(trimmed);
        self.syntax(trimmed);
        if self.html_heading(trimmed) || self.table_row(trimmed, next) {
            self.in_paragraph = false;
            return;
        }
        if trimmed.starts_with('<') || self.summary.is_some() || trimmed.contains("</details>") {
            self.html(trimmed);
        }
        if trimmed.starts_with('#') && indent < 4 && self.heading(trimmed) {
            return;
        }
        if !self.in_paragraph
            && let Some(item) = item(trimmed)
        {
            self.value_below(item);
            self.label(item, number);
            self.item(item, indent);
            return;
        }
        if self.in_paragraph && indent < 4 && self.setext(trimmed) {
            return;
        }
        if item(trimmed).is_some() {
            // A list may follow a paragraph without an empty line.
            self.in_paragraph = false;
            self.label(item(trimmed).unwrap_or_default(), number);
            self.item(item(trimmed).unwrap_or_default(), indent);
            return;
        }
        if matches!(trimmed.as_bytes().first(), Some(b'>' | b'<')) {
            return;
        }
        self.text(trimmed, next, indent, number);
    }

    /// Whether the line belongs to a fence of code. Trees in it are counted.
    fn in_fence(&mut self, line: &str) -> bool {
        let mark = line.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'));
        let length = mark.map_or(0, |mark| line.bytes().take_while(|byte| *byte == mark).count());
        if let Some((open, least)) = self.fence {
            if mark == Some(open) && length >= least && line.len() == length {
                self.fence = None;
            } else if line.starts_with(['│', '├', '└']) {
                self.features.tree_entries += u32::from(line.contains(".md"));
            }
            return true;
        }
        match mark {
            Some(mark) if length >= 3 && !line.get(length..).unwrap_or_default().contains('`') => {
                self.fence = Some((mark, length));
                self.in_paragraph = false;
                true
            }
            _ => false,
        }
    }

    fn in_comment(&mut self, line: &str) -> bool {
        if self.in_comment {
            self.in_comment = !line.contains("-->");
            return true;
        }
        let Some(after) = line.strip_prefix("<!--") else { return false };
        self.in_comment = !after.contains("-->");
        true
    }

    fn heading(&mut self, line: &str) -> bool {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let rest = line.get(level..).unwrap_or_default();
        if level > 6 || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
            return false;
        }
        let words = rest.trim().trim_end_matches('#').trim_end();
        self.add_heading(u8::try_from(level).unwrap_or(6), words);
        true
    }

    /// A line of `===` or `---` below a line of text makes that line a heading. Only the first kind is told without the text's end.
    fn setext(&mut self, line: &str) -> bool {
        let bytes = line.as_bytes();
        bytes.len() >= 3 && (bytes.iter().all(|b| *b == b'=') || bytes.iter().all(|b| *b == b'-'))
    }

    fn add_heading(&mut self, level: u8, words: &str) {
        self.close_table();
        self.close_blocks();
        self.in_paragraph = false;
        self.list = None;
        let words = words.split(" {#").next().unwrap_or(words);
        let words = if words.contains(['<', '[', '*', '`', '_']) { inline::plain(words) } else { words.to_owned() };
        if words.is_empty() || self.features.headings.len() >= MAXIMUM_HEADINGS {
            return;
        }
        let at = self.features.headings.len();
        let normal = normal_form(&words);
        let may_have_value = at == 0 || matches!(&*normal, "title" | "name" | "status" | "company" | "date" | "customer");
        self.waits = may_have_value.then_some(at);
        let heading = Heading { level, text: cut(&words, MAXIMUM_BYTES), normal: cut(&normal, MAXIMUM_BYTES), below: None };
        self.features.headings.push(heading);
        self.under = u16::try_from(at).ok();
    }

    /// Keeps the first line below a heading.
    fn value_below(&mut self, line: &str) {
        if let Some(heading) = self.waits.take().and_then(|at| self.features.headings.get_mut(at)) {
            heading.below = Some(cut(&inline::plain(line), MAXIMUM_BYTES));
        }
    }

    fn html_heading(&mut self, line: &str) -> bool {
        let mut rest = line;
        if self.html_heading.is_none() {
            let Some(at) = line.find("<h").filter(|_| line.contains("<h1") || line.contains("<h2")) else { return false };
            let level = if line.get(at..).is_some_and(|tag| tag.starts_with("<h1")) { 1 } else { 2 };
            let Some((_, after)) = line.get(at..).and_then(|tag| tag.split_once('>')) else { return false };
            self.html_heading = Some((level, String::new()));
            rest = after;
        }
        let Some((level, text)) = &mut self.html_heading else { return false };
        let (before, is_closed) = rest.split_once("</h").map_or((rest, false), |(before, _)| (before, true));
        text.push_str(before);
        text.push(' ');
        if is_closed || text.len() > 400 {
            let (level, text) = (*level, std::mem::take(text));
            self.html_heading = None;
            self.add_heading(level, inline::plain(&text).trim());
        }
        true
    }

    fn html(&mut self, line: &str) {
        if line.contains("<table") {
            self.features.html_tables += 1;
        }
        if line.contains("<details") {
            self.in_details = true;
            self.details.count += 1;
        }
        if let Some((_, after)) = line.split_once("<summary") {
            let after = after.split_once('>').map_or("", |(_, after)| after);
            self.summary = Some(String::new());
            self.summary_text(after);
        } else if self.summary.is_some() {
            self.summary_text(line);
        }
        if line.contains("</details>") {
            self.in_details = false;
        }
    }

    fn summary_text(&mut self, text: &str) {
        let Some(summary) = &mut self.summary else { return };
        let (before, is_closed) = text.split_once("</summary>").map_or((text, false), |(before, _)| (before, true));
        summary.push_str(before);
        if !is_closed && summary.len() < 400 {
            summary.push(' ');
            return;
        }
        let words = inline::lead(&inline::plain(summary)).name;
        self.summary = None;
        self.details.questions += u32::from(words.ends_with(['?', '？']));
        self.details.named += u32::from(is_name(name_part(&words)));
        sample(&mut self.details.samples, &words);
    }

    /// Whether the line is a row of a table, or its header.
    fn table_row(&mut self, line: &str, next: Option<&str>) -> bool {
        if self.table.is_some() {
            if line.contains('|') {
                self.row(line);
                return true;
            }
            self.close_table();
            return false;
        }
        if !line.contains('|') || !next.is_some_and(is_separator) {
            return false;
        }
        let columns: Vec<Column> = cells(line)
            .take(MAXIMUM_COLUMNS)
            .map(|cell| {
                let header = inline::plain(cell);
                Column { normal: cut(&normal_form(&header), MAXIMUM_BYTES), header: cut(&header, MAXIMUM_BYTES), ..Column::default() }
            })
            .collect();
        let distinct = vec![HashSet::new(); columns.len()];
        self.table = Some((Table { under: self.under, rows: 0, columns }, distinct));
        true
    }

    fn row(&mut self, line: &str) {
        let Some((table, distinct)) = &mut self.table else { return };
        if is_separator(line) {
            return;
        }
        table.rows += 1;
        for ((cell, column), seen) in cells(line).zip(&mut table.columns).zip(distinct) {
            if cell.is_empty() {
                continue;
            }
            let lead = inline::lead(cell);
            column.filled += 1;
            if let Some(target) = lead.target {
                column.links += 1;
                column.external += u32::from(inline::is_external(target));
                column.whole_sites += u32::from(inline::is_whole_site(target));
            } else if inline::is_external(cell) {
                column.external += 1;
            }
            column.named += u32::from(is_name(&lead.name));
            column.words += u32::try_from(lead.name.split_whitespace().count()).unwrap_or(0);
            let mut hasher = DefaultHasher::new();
            lead.name.hash(&mut hasher);
            if seen.insert(hasher.finish()) {
                column.distinct += 1;
            }
            sample(&mut column.samples, &lead.name);
        }
    }

    fn close_table(&mut self) {
        let Some((table, _)) = self.table.take() else { return };
        if table.rows > 0 && self.features.tables.len() < MAXIMUM_BLOCKS {
            self.features.tables.push(table);
        }
    }

    /// An item of a list: its text without the mark.
    fn item(&mut self, text: &str, indent: usize) {
        let base = *self.list.get_or_insert(indent);
        if indent < base {
            self.list = Some(indent);
        }
        if text.starts_with("[ ]") || text.starts_with("[x]") || text.starts_with("[X]") {
            self.features.tasks += 1;
        }
        let lead = inline::lead(text);
        let external = lead.target.is_some_and(inline::is_external);
        if indent >= base + 2 {
            self.items.nested += 1;
            self.items.nested_external += u32::from(external);
            self.details.links += u32::from(external && self.in_details);
            return;
        }
        self.items.count += 1;
        self.details.links += u32::from(external && self.in_details);
        let name = name_part(&lead.name);
        match lead.kind {
            LeadKind::Link => {
                self.items.links += 1;
                self.items.external += u32::from(external);
                self.items.whole_sites += u32::from(lead.target.is_some_and(inline::is_whole_site));
                self.items.at += u32::from(says_at(&lead.name));
            }
            LeadKind::Bold => self.items.bolds += 1,
            LeadKind::Plain => self.items.plain += u32::from(is_name(name)),
        }
        self.items.named += u32::from(is_name(name));
        let rest = if lead.kind == LeadKind::Plain { lead.name.get(name.len()..).unwrap_or_default() } else { lead.rest };
        self.items.described += u32::from(rest.split_whitespace().nth(2).is_some());
        sample(&mut self.items.samples, &lead.name);
    }

    fn text(&mut self, line: &str, next: Option<&str>, indent: usize, number: usize) {
        if !self.in_paragraph && indent < 4 && next.is_some_and(|next| is_underline(next)) {
            let level = if next.is_some_and(|next| next.trim_start().starts_with('=')) { 1 } else { 2 };
            self.add_heading(level, line);
            self.in_paragraph = true; // so that the line below is taken for what it is
            return;
        }
        self.value_below(line);
        self.label(line, number);
        self.features.prose += 1;
        let is_continued = self.in_paragraph || (self.list.is_some() && indent > 0);
        self.in_paragraph = true;
        if is_continued {
            return;
        }
        self.list = None;
        self.paragraphs.count += 1;
        let lead = inline::lead(line);
        if lead.kind == LeadKind::Link && lead.target.is_some_and(inline::is_external) {
            self.paragraphs.external += 1;
            self.paragraphs.named += u32::from(is_name(&lead.name));
            let rest = lead.rest.trim_start_matches(['.', ':', ',', ' ', '-', '–', '—']);
            self.paragraphs.described += u32::from(rest.split_whitespace().nth(2).is_some());
            sample(&mut self.paragraphs.samples, &lead.name);
        }
    }

    /// Keeps `Label: text` and `**Label**: text` near the top of the page.
    fn label(&mut self, line: &str, number: usize) {
        if number > LABEL_LINES || self.features.labels.len() >= MAXIMUM_LABELS {
            return;
        }
        let Some((label, text)) = line.split_once([':', '：']) else { return };
        let text = text.trim_start_matches(['*', '_', ' ']);
        if label.len() > 40 || text.is_empty() || text.starts_with("//") || label.contains(['[', '<', '`', '(']) {
            return;
        }
        let normal = normal_form(label);
        if !normal.is_empty() && normal.split(' ').count() <= 3 {
            self.features.labels.push((normal.into(), cut(&inline::plain(text), MAXIMUM_BYTES)));
        }
    }

    /// Notes whose form only one generator reads.
    fn syntax(&mut self, line: &str) {
        let is_word = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase());
        let generator = if line.strip_prefix("!!! ").or_else(|| line.strip_prefix("??? ")).is_some_and(is_word) {
            Generator::Mkdocs
        } else if line.contains("{{<") || line.contains("{{%") {
            Generator::Hugo
        } else if ["{% hint ", "{% tabs ", "{% content-ref ", "{% embed "].iter().any(|tag| line.starts_with(tag)) {
            Generator::Gitbook
        } else if ["{% include ", "{% link ", "{% post_url ", "{: ."].iter().any(|tag| line.contains(tag)) {
            Generator::Jekyll
        } else if line.starts_with("import ") && (line.contains("'@theme/") || line.contains("'@site/")) {
            Generator::Docusaurus
        } else if line.strip_prefix(":::").is_some_and(is_word) {
            Generator::Docusaurus
        } else if line.strip_prefix("::: ").is_some_and(is_word) {
            Generator::Vitepress
        } else {
            return;
        };
        self.features.syntax = self.features.syntax.or(Some(generator));
    }

    fn links(&mut self, line: &str) {
        let links = &mut self.features.links;
        if line.contains("[[") {
            let starts = line.match_indices("[[").filter_map(|(at, _)| inline::wiki_link(line.get(at..)?));
            links.wiki += u32::try_from(starts.count()).unwrap_or(0);
        }
        if !line.contains("](") && !line.contains("://") {
            return;
        }
        inline::targets(line, |target| {
            if inline::is_external(target) {
                links.external += 1;
                add_host(&mut links.hosts, target);
            } else if target.starts_with('/') {
                links.rooted += 1;
                if links.rooted_samples.len() < MAXIMUM_PATHS * 2 {
                    links.rooted_samples.push(cut(target, MAXIMUM_BYTES));
                }
            } else if url::scheme(target).is_none() && !target.starts_with('#') {
                let path = target.split(['#', '?']).next().unwrap_or(target);
                let last = path.rsplit('/').next().unwrap_or(path);
                if last.ends_with(".md") {
                    links.files += 1;
                } else if !last.contains('.') {
                    links.bare += 1;
                }
            }
        });
    }

    /// Ends what is counted under one heading.
    fn close_blocks(&mut self) {
        let under = self.under;
        let (items, paragraphs, details) =
            (std::mem::take(&mut self.items), std::mem::take(&mut self.paragraphs), std::mem::take(&mut self.details));
        if items.count > 0 && self.features.items.len() < MAXIMUM_BLOCKS {
            self.features.items.push(Items { under, ..items });
        }
        if paragraphs.external > 0 && self.features.paragraphs.len() < MAXIMUM_BLOCKS {
            self.features.paragraphs.push(Paragraphs { under, ..paragraphs });
        }
        if details.count > 0 && self.features.details.len() < MAXIMUM_BLOCKS {
            self.features.details.push(Details { under, ..details });
        }
    }
}

fn sample(samples: &mut Vec<Box<str>>, text: &str) {
    if samples.len() < MAXIMUM_SAMPLES && !text.is_empty() {
        samples.push(cut(text, MAXIMUM_BYTES));
    }
}

fn add_host(hosts: &mut Vec<Host>, target: &str) {
    let Some((scheme, rest)) = target.split_once("://") else { return };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let is_same = |known: &Host| {
        let known = known.address.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://"));
        known.is_some_and(|known| known.eq_ignore_ascii_case(host))
    };
    let at = hosts.iter().position(is_same).unwrap_or(hosts.len());
    if at == hosts.len() && at < MAXIMUM_HOSTS && !host.is_empty() {
        hosts.push(Host { address: format!("{scheme}://{}", host.to_lowercase()).into(), ..Host::default() });
    }
    let Some(host) = hosts.get_mut(at) else { return };
    host.count += 1;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if host.paths.len() < MAXIMUM_PATHS {
        host.paths.push(cut(path, MAXIMUM_BYTES));
    }
}

/// The text of an item of a list, without its mark.
fn item(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix(['-', '*', '+']) {
        return rest.strip_prefix([' ', '\t']).map(str::trim_start).filter(|rest| !rest.is_empty());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=9).contains(&digits) {
        return None;
    }
    let rest = line.get(digits..)?.strip_prefix(['.', ')'])?.strip_prefix([' ', '\t'])?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// Whether a line underlines a heading: `===` or `---`.
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

/// Whether a line parts the header of a table from its rows.
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t')) && (line.contains('|') || line.contains(':'))
}

/// The cells of a row.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(line);
    let mut start = 0;
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        loop {
            let Some(at) = text.get(start..).and_then(|after| after.find('|')) else {
                rest = None;
                start = 0;
                return Some(text.trim());
            };
            let at = start + at;
            if text.get(..at).is_some_and(|before| before.ends_with('\\')) {
                start = at + 1;
                continue;
            }
            rest = text.get(at + 1..);
            start = 0;
            return text.get(..at).map(str::trim);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location::DocPath;

    #[test]
    fn cells_are_told_by_their_bars() {
        assert_eq!(cells("| a | b \\| c |  | d |").collect::<Vec<_>>(), ["a", "b \\| c", "", "d"]);
        assert_eq!(cells("a|b").collect::<Vec<_>>(), ["a", "b"]);
        assert!(is_separator("|:--|--:|") && is_separator("--- | ---") && !is_separator("---") && !is_separator("| a |"));
    }

    #[test]
    fn what_stands_in_code_and_comments_is_not_seen() {
        let text = "# A\n```\n# B\n- x\n```\n<!-- # C\n- y\n-->\n- [z](https://z.test)\n";
        let features = Features::read(&DocPath::new("a.md").unwrap(), text.as_bytes());
        assert_eq!(features.headings.len(), 1);
        assert_eq!(features.items.first().map(|items| (items.count, items.external, items.whole_sites)), Some((1, 1, 1)));
    }
}
