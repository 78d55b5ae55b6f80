//! One pass over the lines of a file: headings, lists, tables, paragraphs, details and links, counted and sampled.

mod links;
mod lists;
mod tables;

use crate::profile::normal_form::normal_form;

use super::features::{Details, Features, Heading, Items, Paragraphs, Under, cut};
use super::inline::{self, LeadKind};
use super::names::{is_name, name_part};
use lists::{Lists, item};
use tables::OpenTable;

const MAXIMUM_HEADINGS: usize = 512;
const MAXIMUM_BLOCKS: usize = 512;
const MAXIMUM_SAMPLES: usize = 3;
const MAXIMUM_LABELS: usize = 12;
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
    in_paragraph: bool,
    lists: Lists,
    paragraphs: Paragraphs,
    details: Details,
    in_details: bool,
    summary: Option<String>,
    table: Option<OpenTable>,
    /// The heading whose value may stand below it.
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
            in_paragraph: false,
            lists: Lists::default(),
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
        let indent = line
            .bytes()
            .take_while(u8::is_ascii_whitespace)
            .map(|byte| if byte == b'\t' { 4 } else { 1 })
            .sum();
        let trimmed = trimmed.trim_end();
        if self.in_fence(trimmed) || self.in_comment(trimmed) {
            return;
        }
        if trimmed.is_empty() {
            self.in_paragraph = false;
            self.close_table();
            return;
        }
        links::count(trimmed, &mut self.features.links);
        if self.features.syntax.is_none() {
            self.features.syntax = links::generator_of(trimmed);
        }
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
        if self.in_paragraph && indent < 4 && is_underline(trimmed) {
            return;
        }
        // A list may follow a paragraph without an empty line.
        if let Some(item) = item(trimmed) {
            self.in_paragraph = false;
            self.value_below(item);
            self.label(item, number);
            self.item(item, indent);
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

    fn add_heading(&mut self, level: u8, words: &str) {
        self.close_table();
        self.close_blocks();
        self.in_paragraph = false;
        self.lists.close();
        let words = words.split(" {#").next().unwrap_or(words);
        let words =
            if words.contains(['<', '[', '*', '`', '_']) { inline::plain(words) } else { words.to_owned() };
        if words.is_empty() || self.features.headings.len() >= MAXIMUM_HEADINGS {
            return;
        }
        let at = self.features.headings.len();
        let normal = normal_form(&words);
        let may_have_value =
            at == 0 || matches!(&*normal, "title" | "name" | "status" | "company" | "date" | "customer");
        self.waits = may_have_value.then_some(at);
        let heading = Heading {
            level,
            text: cut(&words, MAXIMUM_BYTES),
            normal: cut(&normal, MAXIMUM_BYTES),
            below: None,
        };
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
            let Some(at) = line.find("<h").filter(|_| line.contains("<h1") || line.contains("<h2")) else {
                return false;
            };
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
        let (before, is_closed) =
            text.split_once("</summary>").map_or((text, false), |(before, _)| (before, true));
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
        if let Some(table) = &mut self.table {
            if line.contains('|') {
                table.row(line);
                return true;
            }
            self.close_table();
            return false;
        }
        self.table = OpenTable::new(line, next, self.under);
        self.table.is_some()
    }

    fn close_table(&mut self) {
        let table = self.table.take().and_then(OpenTable::close);
        if self.features.tables.len() < MAXIMUM_BLOCKS {
            self.features.tables.extend(table);
        }
    }

    /// An item of a list: its text without the mark.
    fn item(&mut self, text: &str, indent: usize) {
        self.features.tasks += u32::from(["[ ]", "[x]", "[X]"].iter().any(|task| text.starts_with(task)));
        let external = self.lists.add(text, indent);
        self.details.links += u32::from(external && self.in_details);
    }

    fn text(&mut self, line: &str, next: Option<&str>, indent: usize, number: usize) {
        if !self.in_paragraph && indent < 4 && next.is_some_and(is_underline) {
            let level = if next.is_some_and(|next| next.trim_start().starts_with('=')) { 1 } else { 2 };
            self.add_heading(level, line);
            self.in_paragraph = true; // so that the line below is taken for what it is
            return;
        }
        self.value_below(line);
        self.label(line, number);
        self.features.prose += 1;
        let is_continued = self.in_paragraph || (self.lists.is_open() && indent > 0);
        self.in_paragraph = true;
        if is_continued {
            return;
        }
        self.lists.close();
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
        if label.len() > 40
            || text.is_empty()
            || text.starts_with("//")
            || label.contains(['[', '<', '`', '('])
        {
            return;
        }
        let normal = normal_form(label);
        if !normal.is_empty() && normal.split(' ').count() <= 3 {
            self.features.labels.push((normal.into(), cut(&inline::plain(text), MAXIMUM_BYTES)));
        }
    }

    /// Ends what is counted under one heading.
    fn close_blocks(&mut self) {
        let under = self.under;
        let items = std::mem::take(&mut self.lists.items);
        let paragraphs = std::mem::take(&mut self.paragraphs);
        let details = std::mem::take(&mut self.details);
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

/// Whether a line underlines a heading: `===` or `---`.
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::location::DocPath;

    #[test]
    fn what_stands_in_code_and_comments_is_not_seen() {
        let text = "# A\n```\n# B\n- x\n```\n<!-- # C\n- y\n-->\n- [z](https://z.test)\n";
        let features = Features::read(&DocPath::new("a.md").unwrap(), text.as_bytes());
        assert_eq!(features.headings.len(), 1);
        assert_eq!(
            features.items.first().map(|items| (items.count, items.external, items.whole_sites)),
            Some((1, 1, 1))
        );
    }
}
