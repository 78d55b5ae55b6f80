//! Extraction: the facts of one file, in one pass over its blocks. Each rule has a file of its own.
//!
//! [`outline`] gives the section and case study of each block; the other modules use it and add their kind of fact.

mod account;
mod annotations;
mod front;
mod links;
mod metrics;
mod outline;
mod parts;
mod plan;
mod prose;
mod sources;
mod stated;
mod stated_counts;
mod taken;
mod units;
mod unread;

use crate::markdown::anchor::anchors;
use crate::markdown::block::{BlockKind, plain_text};
use crate::markdown::front_matter::{FrontMatter, Value};
use crate::markdown::parsed::Parsed;
use crate::markdown::reader;
use crate::markdown::repair::{Repaired, repair};
use crate::markdown::text::{LineIndex, Text, TextFault};
use crate::model::annotations::Annotations;
use crate::model::copy::CopyKind;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Role;
use crate::model::document_facts::{DocumentFacts, TakenFacts};
use crate::model::location::DocPath;
use crate::model::page_thing::PageThing;
use crate::model::tree_place::TreePlace;
use crate::model::unread::{Unread, UnreadKind};
use crate::profile::Profile;
use crate::rules::compiled::CompiledRule;
use outline::Outline;
use parts::page::PageView;
use stated::SectionParts;
use taken::Taken;
use units::{Pieces, Units};

/// Extracts the facts of the file at `path` with these `bytes`, in the form that `profile` describes.
///
/// Never fails: faults of the text become diagnostics of the result, and text that is not understood becomes its
/// `unread`. No file is opened. Linear in the bytes.
///
/// ```
/// use casegraph_facts::{DocPath, Profile, extract};
/// let profile = Profile::shipped("case-studies").unwrap();
/// let path = DocPath::new("01_BACKEND/02_CACHING/eviction/README.md").unwrap();
/// let text = "# Eviction\n\n## Case Study 1: Discord\n\n**Context**: Discord, 2023.\n";
/// let facts = extract(&path, text.as_bytes(), &profile);
/// assert_eq!(facts.name, "Eviction");
/// assert_eq!(facts.place.topic.as_deref(), Some("eviction"));
/// let study = &facts.case_studies[0];
/// assert_eq!((study.title.as_str(), study.lines.to_string().as_str()), ("Discord", "3-5"));
/// assert_eq!(study.context.as_ref().unwrap().text, "Discord, 2023.");
/// ```
#[must_use]
pub fn extract(path: &DocPath, bytes: &[u8], profile: &Profile) -> DocumentFacts {
    let mut text = Text::decode(bytes);
    let repaired = repair(&text.content);
    let mut diagnostics = Vec::new();
    if let Some(repaired) = repaired {
        diagnostics.push(damaged_encoding(path, &text.content, &repaired));
        text.content = repaired.text;
    }
    let index = LineIndex::new(&text.content);
    let front = FrontMatter::split(&text.content, &index);
    let body = text.content.get(front.body..).unwrap_or_default();
    let mut parsed = reader::read(body, front.body, &index);
    let generated = parsed.take_generated();
    let Parsed { blocks, mut html_anchors, open_fence, extras } = parsed;
    let taken = Taken::new(path, &front, &blocks, profile);
    let redirect = stated::redirect(&front, &blocks);
    let role = if redirect.is_some() && role_can_be_a_stub(taken.role) { Role::Page } else { taken.role };
    let anchors = anchors(blocks.iter().chain(&generated), profile.text().links.slug_rule);
    html_anchors.extend(generated.iter().filter_map(|heading| anchors.get(&heading.lines.start()).cloned()));
    let mut outline = Outline::new(&blocks, index.count(), role, path, profile, &anchors);
    let page = PageView::new(path, &front, &blocks, profile, &taken.groups);
    let of_units: Vec<&CompiledRule> = profile.rules().of_units(path).collect();
    let pieces = Pieces::new(&page, &of_units, &text.content, &index);
    let is_content = !matches!(role, Role::Template) && taken.copy.is_none() && redirect.is_none();
    let mut units = if is_content && !of_units.is_empty() {
        units::find(&page, &of_units, &pieces)
    } else {
        Units::default()
    };
    stated::add_case_studies(&page, &mut units, &mut outline);
    let section_parts = SectionParts::new(&taken);

    let first_heading = blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let name = front
        .text("title")
        .map(str::to_owned)
        .or_else(|| first_heading.map(|block| plain_text(&block.inlines)));
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| path.stem().to_owned());
    let title = stated::title(&page, &taken).unwrap_or_else(|| page.own_title(name));
    let mut facts = DocumentFacts {
        path: path.clone(),
        name: title.text.clone(),
        stated_id: front.text("id").map(str::to_owned),
        other_names: other_names(&front),
        role,
        place: if redirect.is_some() { TreePlace::default() } else { taken.place.clone() },
        thing: PageThing::None,
        taken: TakenFacts::default(),
        copy: taken.copy.clone(),
        language: taken
            .copy
            .as_ref()
            .filter(|copy| copy.kind == CopyKind::Language)
            .map(|copy| copy.value.clone()),
        redirect,
        date: None,
        status: None,
        tags: Vec::new(),
        decision: None,
        stated: Vec::new(),
        bytes: bytes.len() as u64,
        lines: index.count(),
        content_hash: blake3::hash(bytes).to_hex().to_string(),
        sections: Vec::new(),
        html_anchors,
        case_studies: Vec::new(),
        citations: Vec::new(),
        links: Vec::new(),
        plan_entries: Vec::new(),
        stated_counts: Vec::new(),
        heading_topics: Vec::new(),
        stated_companies: Vec::new(),
        prose: Vec::new(),
        annotations: Annotations::default(),
        diagnostics,
        unread: outline.unread(path),
    };
    facts.diagnostics.extend(text_diagnostics(path, &text, &front));
    facts.case_studies = account::case_studies(&blocks, &outline, profile);
    if is_content {
        stated::read(&page, &taken, &title, &units, &mut facts);
    }
    metrics::read(&blocks, &outline, profile, &section_parts, &mut facts);
    links::read(&blocks, &outline, profile, &section_parts, &mut facts);
    if role == Role::Sources {
        sources::read(&blocks, &outline, profile, &mut facts);
    }
    if profile.has_heading_topics(path) && taken.rule.is_none() && is_content {
        sources::read_link_list(&blocks, &outline, &mut facts);
    }
    if role != Role::Template {
        front::read(&front, &taken, profile, &mut facts);
        sources::companies_referenced(&blocks, &outline, profile, &mut facts);
        prose::read(&blocks, &outline, profile, &section_parts, &mut facts);
    }
    if role == Role::Plan {
        plan::read(&blocks, profile, &mut facts);
        stated_counts::read(&blocks, profile, &mut facts);
    }
    if let Some((line, swallowed)) = open_fence {
        let text = format!("{swallowed} lines are read as code");
        facts.unread.push(Unread { kind: UnreadKind::Fence, path: path.clone(), line, text });
    }
    if role == Role::Plan && facts.plan_entries.is_empty() {
        facts.unread.push(Unread {
            kind: UnreadKind::Plan,
            path: path.clone(),
            line: 1,
            text: facts.name.clone(),
        });
    }
    unread::read(&page, &taken, &units, &section_parts, &outline, &mut facts);
    annotations::read(&blocks, &extras, &text.content, &mut facts);
    facts.sections = outline.into_sections();
    facts.citations.sort_by_key(|citation| citation.lines);
    facts.unread.sort();
    facts
}

/// Whether a page of this role that only leads to another one is a stub.
fn role_can_be_a_stub(role: Role) -> bool {
    !matches!(role, Role::Template | Role::Plan | Role::Sources)
}

fn other_names(front: &FrontMatter) -> Vec<String> {
    match front.values.get("aliases").map(|placed| &placed.value) {
        Some(Value::List(items)) => {
            items.iter().filter_map(|item| item.value.as_text()).map(str::to_owned).collect()
        }
        Some(Value::Text(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// The finding about a doubly encoded text: the encoding it was decoded in, and how to repair it.
fn damaged_encoding(path: &DocPath, damaged: &str, repaired: &Repaired) -> Diagnostic {
    let shown: String = damaged.get(repaired.first..).unwrap_or_default().chars().take(3).collect();
    let encoding = repaired.taken_for.to_lowercase();
    let index = LineIndex::new(damaged);
    let often = if repaired.count == 1 { "once".to_owned() } else { format!("{} times", repaired.count) };
    let beyond = repaired.lost.map_or("it is read as intended".to_owned(), |(count, first)| {
        let places =
            if count == 1 { "1 more place has".to_owned() } else { format!("{count} more places have") };
        format!("it is repaired, but {places} lost a byte, first on line {}", index.line(first))
    });
    let message = format!(
        "the text was encoded twice: UTF-8 was decoded as {encoding} {often}, first in `{}`; {beyond}",
        shown.trim()
    );
    let line = index.line(repaired.first);
    let help = if repaired.can_be_turned_back(damaged) {
        format!("undo it once: iconv -f utf-8 -t {encoding} FILE > REPAIRED")
    } else {
        format!(
            "save it in an editor as {encoding}, open that as UTF-8, and correct the characters that are still wrong"
        )
    };
    Diagnostic::warning(path, line, "damaged-encoding", message, &help)
}

fn text_diagnostics(path: &DocPath, text: &Text, front: &FrontMatter) -> Vec<Diagnostic> {
    let fault = text.fault.map(|fault| match fault {
        TextFault::InvalidUtf8 { line } => {
            (line, "the file is not valid UTF-8; invalid bytes are read as U+FFFD", "save the file as UTF-8")
        }
        TextFault::Utf16 => {
            (1, "the file is UTF-16, which many other tools do not read as text", "save the file as UTF-8")
        }
        TextFault::Nul { line } => (
            line,
            "the file contains a NUL byte, so it is probably not text",
            "remove the byte, or rename the file if it is not Markdown",
        ),
    });
    let encoding = fault.map(|(line, message, help)| {
        Diagnostic::warning(path, line, "invalid-utf8", message.to_owned(), help)
    });
    let front = front.fault.as_ref().map(|(line, column, reason)| {
        let message = format!("the front matter is not read: {reason}");
        let help = "correct it between its two marker lines";
        Diagnostic {
            column: *column,
            ..Diagnostic::warning(path, *line, "front-matter-invalid", message, help)
        }
    });
    encoding.into_iter().chain(front).collect()
}
