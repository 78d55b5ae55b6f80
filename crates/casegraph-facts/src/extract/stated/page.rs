//! What a rule makes of a page: its thing, with title, category, company and the other parts.

use super::edges::{Reader, labelled};
use super::sources;
use crate::extract::parts::front_values;
use crate::extract::parts::page::PageView;
use crate::extract::parts::stated::Stated;
use crate::extract::taken::Taken;
use crate::markdown::block::{BlockKind, plain_text};
use crate::markdown::front_matter::{Located, Value};
use crate::model::decision::DecisionFacts;
use crate::model::document::Role;
use crate::model::document_facts::{CaseStudyFacts, DocumentFacts, LinkFacts, LinkForm, MetricFacts};
use crate::model::id::{Kind, slug};
use crate::model::location::Lines;
use crate::model::owner::Owner;
use crate::model::page_thing::PageThing;
use crate::model::quantity::Quantity;
use crate::model::relation::Relation;
use crate::model::rule::Rule;
use crate::model::stated::StatedEdge;
use crate::model::tree_place::TreePart;
use crate::names::name_list::short_names;
use crate::profile::Profile;
use crate::profile::rule_place::stem_of;
use crate::rules::place::Place;
use crate::rules::text::Part;

/// The title from the places of the page's rule; the name of its file, if none of them has one. `None` where the page's own title
/// does.
pub(super) fn title(page: &PageView<'_>, taken: &Taken<'_>) -> Option<Stated> {
    let rule = taken.rule?;
    let places = rule.part(Part::Title);
    if places.is_empty() {
        return None;
    }
    let found = page.first(places, None).filter(|title| !title.text.trim().is_empty());
    let of_file = || {
        let label = TreePart::from_folder(&stem_of(page.path, page.profile)).label();
        Stated::new(label, Lines::at(1), Rule::StatedFolder)
    };
    let mut title = found.unwrap_or_else(of_file);
    if title.rule == Rule::StatedFolder && matches!(places, [.., Place::Word(_)]) {
        title = of_file_or(title, page, places);
    }
    Some(title)
}

/// A title that is the name of a file or folder is a label of it: only its first word gets a capital.
fn of_file_or(title: Stated, page: &PageView<'_>, places: &[Place]) -> Stated {
    use crate::rules::part::PartWord;
    let name = match places.last() {
        Some(Place::Word(PartWord::FileName)) => stem_of(page.path, page.profile),
        Some(Place::Word(PartWord::Folder)) => page.path.parent().file_name().to_owned(),
        _ => return title,
    };
    if name.is_empty() { title } else { Stated { text: TreePart::from_folder(&name).label(), ..title } }
}

/// Adds what the page is, and its parts.
pub(super) fn read(page: &PageView<'_>, taken: &Taken<'_>, title: &Stated, facts: &mut DocumentFacts) {
    let Some(rule) = taken.rule else {
        of_profile(page, taken, title, facts);
        return;
    };
    let reader = Reader { page, unit: None, rule, title: Some(title) };
    facts.tags = reader.tags().iter().map(labelled).collect();
    facts.date = reader.first(Part::Date).as_ref().map(labelled);
    facts.status = reader.first(Part::Status).as_ref().map(labelled);
    facts.language = reader.first(Part::Language).map(|language| language.text);
    let also_called = rule.part(Part::AlsoCalled).iter().flat_map(|place| page.names(place, Some(title)));
    for name in also_called {
        if name.text != facts.name && !facts.other_names.contains(&name.text) {
            facts.other_names.push(name.text);
        }
    }
    place(&reader, taken, facts);
    references(&reader, facts);
    match facts.role {
        Role::CaseStudy => case_study(&reader, taken, facts),
        Role::Company => named(&reader, Kind::Company, facts),
        Role::Technology => named(&reader, Kind::Technology, facts),
        Role::Pattern => named(&reader, Kind::Pattern, facts),
        Role::Topic => {
            facts.thing = PageThing::Topic;
            reader.add_uses(Owner::Document, facts);
        }
        Role::Decision => decision(&reader, facts),
        Role::Page if rule.are == crate::rules::text::Are::Source => {
            sources::of_source_page(&reader, title, facts);
        }
        _ => {}
    }
    if matches!(facts.role, Role::Topic | Role::Pattern | Role::Company | Role::Technology | Role::Decision) {
        sources::of_page(&reader, Owner::Document, None, facts);
    }
}

/// The category and domain that parts state; the rest of the place is that of the path.
fn place(reader: &Reader<'_, '_>, taken: &Taken<'_>, facts: &mut DocumentFacts) {
    if let Some(domain) = part(reader, Part::Domain, taken) {
        facts.place.domain = Some(domain);
    }
    if let Some(category) = part(reader, Part::Category, taken) {
        if !reader.rule.has(Part::Domain) && !taken.groups.contains_key("domain") {
            facts.place.domain = None;
        }
        facts.place.category = Some(category);
    }
    if let Some(topic) = reader.first(Part::Topic) {
        facts.place.topic = Some(slug(&topic.text));
    }
    if reader.rule.has(Part::Id) {
        facts.stated_id = reader.first(Part::Id).map(|id| id.text);
    }
}

/// A category or domain: a folder's name is one with its number, any other value is its label.
pub(super) fn part(reader: &Reader<'_, '_>, wanted: Part, taken: &Taken<'_>) -> Option<TreePart> {
    for place in reader.rule.part(wanted) {
        match place {
            Place::PathGroup(group) => {
                if let Some(name) = taken.groups.get(group) {
                    return Some(TreePart::from_folder(name));
                }
            }
            Place::Word(crate::rules::part::PartWord::Folder) => {
                let folder = reader.page.path.parent();
                // The page of a folder lies in the folder above it.
                let is_index = reader.profile().is_index_file(reader.page.path);
                let folder = if is_index { folder.parent() } else { folder };
                if !folder.file_name().is_empty() {
                    return Some(TreePart::from_folder(folder.file_name()));
                }
            }
            _ => {
                let found = reader
                    .texts(place)
                    .into_iter()
                    .find(|stated| !reader.profile().is_empty_value(&stated.text));
                if let Some(found) = found {
                    return Some(TreePart::labelled(&found.text));
                }
            }
        }
    }
    None
}

/// The links and names that the parts `related` and `prerequisites` state in keys, and names without a link in their sections.
fn references(reader: &Reader<'_, '_>, facts: &mut DocumentFacts) {
    for (part, relation) in
        [(Part::Related, Relation::RelatedPattern), (Part::Prerequisites, Relation::Prerequisite)]
    {
        for place in reader.rule.part(part) {
            let (found, label) = match place {
                Place::Key(key) => (reader.texts(place), key.whole.clone()),
                Place::Section(section) => (names_without_link(reader.page, section), section.clone()),
                _ => continue,
            };
            for stated in found {
                facts.links.push(LinkFacts {
                    owner: Owner::Document,
                    href: stated.text,
                    text: label.clone(),
                    remark: None,
                    section: None,
                    relation: Some(relation),
                    form: LinkForm::Reference,
                    lines: stated.lines,
                });
            }
        }
    }
}

/// The items of a section that are a name without a link.
fn names_without_link(page: &PageView<'_>, section: &str) -> Vec<Stated> {
    let is_plain_item = |block: &&crate::markdown::block::Block| {
        matches!(block.kind, BlockKind::Item { .. })
            && crate::extract::parts::page::block_link(block).is_none()
    };
    let mut found = Vec::new();
    for block in page.blocks_in(section).filter(is_plain_item) {
        let text = plain_text(&block.inlines);
        for name in short_names(&text).unwrap_or_default() {
            found.push(Stated::new(name, block.lines, Rule::StatedSection));
        }
    }
    found
}

/// A page that is a case study, or a part of a folder that is one.
fn case_study(reader: &Reader<'_, '_>, taken: &Taken<'_>, facts: &mut DocumentFacts) {
    let owner = Owner::CaseStudy(0);
    if let Some((folder, is_whole)) = &taken.folder {
        // The main page of the folder states what the case study is; the others are its sections.
        facts.place.case = Some(folder.as_str().to_owned());
        let is_main = *is_whole
            && (reader.profile().is_index_file(reader.page.path) || !reader.rule.condition.is_of_paths());
        if !is_main {
            return;
        }
    } else {
        facts.thing = PageThing::CaseStudy;
    }
    let key = facts.stated_id.clone().filter(|_| reader.rule.has(Part::Id)).unwrap_or_else(|| {
        taken.folder.as_ref().map_or_else(
            || stem_of(reader.page.path, reader.profile()),
            |(folder, _)| folder.file_name().to_owned(),
        )
    });
    let companies = reader.add_companies(owner, facts);
    study(facts, &key);
    reader.add_uses(owner, facts);
    metrics(reader, facts);
    sources::of_page(reader, owner, companies.first(), facts);
}

/// Gives the case study that is the page what the page states.
fn study(facts: &mut DocumentFacts, key: &str) {
    let (title, category) = (facts.name.clone(), facts.place.category.clone());
    let text = |labelled: &Option<crate::model::document_facts::Labelled>| {
        labelled.as_ref().map(|labelled| labelled.text.clone())
    };
    let (date, status) = (text(&facts.date), text(&facts.status));
    let tags = facts.tags.iter().map(|tag| tag.text.clone()).collect();
    if let Some(study) = facts.case_studies.first_mut() {
        *study =
            CaseStudyFacts { key: Some(slug(key)), title, category, date, status, tags, ..study.clone() };
    }
}

/// A page of a company, a pattern or a technology.
fn named(reader: &Reader<'_, '_>, kind: Kind, facts: &mut DocumentFacts) {
    let name = facts.name.clone();
    facts.thing = match kind {
        Kind::Company => PageThing::Company(name),
        Kind::Technology => PageThing::Technology(name),
        _ => PageThing::Pattern(name),
    };
    reader.add_uses(Owner::Document, facts);
    if kind != Kind::Company {
        let companies = reader.companies();
        for company in companies {
            // The company of a pattern or technology is only named by its page.
            facts.stated.push(super::edges::edge(
                Owner::Document,
                Relation::Mentions,
                Some(Kind::Company),
                &company,
            ));
        }
    }
}

/// A decision record: `3. Use a log` is number 3, "Use a log".
fn decision(reader: &Reader<'_, '_>, facts: &mut DocumentFacts) {
    facts.thing = PageThing::Decision;
    let stem = stem_of(reader.page.path, reader.profile());
    let (of_title, title) = without_number(&facts.name);
    let number = of_title.or_else(|| without_number(&stem).0);
    let title = title.to_owned();
    let key =
        reader.rule.has(Part::Id).then(|| facts.stated_id.clone()).flatten().unwrap_or_else(|| stem.clone());
    facts.decision = Some(DecisionFacts {
        key: slug(&key),
        number,
        status: facts.status.as_ref().map(|status| status.text.clone()),
        date: facts.date.as_ref().map(|date| date.text.clone()),
        lines: Lines::new(1, facts.lines),
        title: title.clone(),
    });
    facts.name = title;
    reader.add_uses(Owner::Document, facts);
    reader.add_supersessions(facts);
}

/// The number before a title, and the title without it: `ADR-0003: Use a log`, `3. Use a log`, `003-use-a-log`.
fn without_number(title: &str) -> (Option<u32>, &str) {
    let trimmed = title.trim();
    let lower = trimmed.to_ascii_lowercase();
    let prefix = ["adr", "rfc", "decision", "mdr"]
        .iter()
        .find(|prefix| lower.starts_with(**prefix))
        .map_or(0, |prefix| prefix.len());
    let rest = trimmed.get(prefix..).unwrap_or(trimmed).trim_start_matches([' ', '-', '_', '#', ':']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, after) = rest.split_at(digits);
    let name = after.trim_start_matches(['.', ':', '-', '–', '—', '_', ')', ' ']);
    let is_apart = after.is_empty() || name.len() < after.len();
    match number.parse() {
        // Eight digits are a date.
        Ok(number) if is_apart && digits < 8 && !(digits == 4 && after.starts_with('-') && prefix == 0) => {
            (Some(number), if name.is_empty() { trimmed } else { name })
        }
        // `0003-use-a-log` has four digits, too; a year is followed by a month.
        Ok(number) if digits == 4 && !is_year_and_month(rest) => {
            (Some(number), if name.is_empty() { trimmed } else { name })
        }
        _ => (None, trimmed),
    }
}

fn is_year_and_month(text: &str) -> bool {
    let mut parts = text.split(['-', '.', '_', '/']);
    let year = parts
        .next()
        .and_then(|year| year.parse::<u32>().ok())
        .is_some_and(|year| (1970..2100).contains(&year));
    let month = parts.next().is_some_and(|month| {
        month.len() == 2 && month.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month))
    });
    year && month
}

/// Results that keys of the front matter state: maps of names and values, or lists of maps.
fn metrics(reader: &Reader<'_, '_>, facts: &mut DocumentFacts) {
    let mut found = Vec::new();
    for place in reader.rule.part(Part::Metrics) {
        let Place::Key(key) = place else { continue };
        for located in front_values::at(reader.page.front, key) {
            metrics_of(located, &mut found);
        }
    }
    found.sort_by_key(|metric| metric.lines);
    if let Some(study) = facts.case_studies.first_mut() {
        study.metrics.extend(found);
    }
}

fn metrics_of(located: &Located, found: &mut Vec<MetricFacts>) {
    match &located.value {
        Value::Text(text) => {
            let (name, value) = text.split_once(": ").unwrap_or((text, ""));
            found.push(metric(
                name,
                None,
                None,
                None,
                if value.is_empty() { text } else { value },
                located.line,
            ));
        }
        Value::List(items) => {
            for item in items {
                let Value::Map(values) = &item.value else {
                    metrics_of(item, found);
                    continue;
                };
                let text = |keys: &[&str]| keys.iter().find_map(|key| values.get(*key)?.value.as_text());
                let name = text(&["name", "metric", "title", "label", "what"]);
                if let Some(name) = name {
                    let raw = text(&["value", "result"]).unwrap_or_default();
                    let (before, after) =
                        (text(&["before", "from", "was"]), text(&["after", "to", "is", "now"]));
                    let change = text(&["change", "improvement", "delta"]);
                    found.push(metric(name, before, after, change, raw, item.line));
                }
            }
        }
        Value::Map(values) => {
            let mut values: Vec<(&String, &Located)> = values.iter().collect();
            values.sort_by_key(|(_, value)| value.line);
            for (name, value) in values {
                match &value.value {
                    Value::Text(text) => found.push(metric(name, None, None, None, text, value.line)),
                    Value::Map(sides) => {
                        let text = |key: &str| sides.get(key).and_then(|side| side.value.as_text());
                        found.push(metric(
                            name,
                            text("before"),
                            text("after"),
                            text("change"),
                            "",
                            value.line,
                        ));
                    }
                    Value::List(_) | Value::Nothing => {}
                }
            }
        }
        Value::Nothing => {}
    }
}

fn metric(
    name: &str,
    before: Option<&str>,
    after: Option<&str>,
    change: Option<&str>,
    value: &str,
    line: u32,
) -> MetricFacts {
    // A table without both values is no comparison; neither is this.
    let (before, after) = if before.is_some() && after.is_some() { (before, after) } else { (None, None) };
    let cells = [Some(name), before, after, change, Some(value)]
        .into_iter()
        .flatten()
        .filter(|cell| !cell.is_empty());
    MetricFacts {
        raw_text: cells.collect::<Vec<_>>().join(" | "),
        name: name.replace('_', " "),
        before_quantity: before.and_then(Quantity::parse),
        after_quantity: after.and_then(Quantity::parse),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        change: change.map(str::to_owned),
        lines: Lines::at(line),
    }
}

/// A page that only the roles and the tree of the profile take.
fn of_profile(page: &PageView<'_>, taken: &Taken<'_>, title: &Stated, facts: &mut DocumentFacts) {
    match facts.role {
        Role::Topic => facts.thing = PageThing::Topic,
        Role::Company => facts.thing = PageThing::Company(facts.name.clone()),
        Role::Technology => facts.thing = PageThing::Technology(facts.name.clone()),
        Role::Pattern => facts.thing = PageThing::Pattern(facts.name.clone()),
        Role::CaseStudy if is_page_of_its_own(page, taken, page.profile) => {
            facts.thing = PageThing::CaseStudy;
            let companies: Vec<Stated> = companies(page).collect();
            for company in &companies {
                facts.stated.push(super::edges::edge(
                    Owner::CaseStudy(0),
                    Relation::Company,
                    Some(Kind::Company),
                    company,
                ));
            }
            let key = facts.stated_id.clone().unwrap_or_else(|| stem_of(page.path, page.profile));
            facts.place.case = None;
            study(facts, &key);
            sources::links_of_page(page, Owner::CaseStudy(0), facts);
        }
        Role::Decision => {
            let (number, name) = without_number(title.text.as_str());
            facts.thing = PageThing::Decision;
            facts.decision = Some(DecisionFacts {
                key: slug(&stem_of(page.path, page.profile)),
                number: number.or_else(|| without_number(page.path.stem()).0),
                title: name.to_owned(),
                status: None,
                date: None,
                lines: Lines::new(1, facts.lines),
            });
        }
        _ => {}
    }
}

/// Whether a page that the tree takes for a file of a case study is one of its own: the case has its name, and the page has a
/// category or says whose case study it is. Others design a system, file by file.
fn is_page_of_its_own(page: &PageView<'_>, taken: &Taken<'_>, profile: &Profile) -> bool {
    let has_name = taken.place.case.as_deref() == Some(page.path.stem()) && !profile.is_index_file(page.path);
    has_name && (taken.place.category.is_some() || companies(page).next().is_some())
}

/// The companies that front matter names by the keys of the profile.
fn companies<'p>(page: &'p PageView<'_>) -> impl Iterator<Item = Stated> + 'p {
    let keys = page.profile.text().front_matter.companies.iter();
    let texts = keys.flat_map(|key| {
        let key = crate::rules::place::KeyPath::new(key, None);
        front_values::texts(page.front, &key)
            .into_iter()
            .map(|(text, line)| (text.to_owned(), line))
            .collect::<Vec<_>>()
    });
    let named = texts.filter(|(name, _)| !page.profile.is_placeholder_company(name));
    named.map(|(name, line)| Stated::new(name, Lines::at(line), Rule::StatedKey))
}

/// An edge that leads from what is named.
pub(super) fn reversed(edge: StatedEdge, subject: Option<String>) -> StatedEdge {
    StatedEdge { reversed: true, subject, ..edge }
}
