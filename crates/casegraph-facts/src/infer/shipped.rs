//! Shipped profiles whose own form is there.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::profile::normal_form::normal_form;

use super::candidate::counted;
use super::page::{Class, Collection, Page, share};

/// A shipped profile, with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferredProfile {
    /// Its name.
    pub name: &'static str,
    /// What was seen, a sentence each.
    pub seen: Vec<String>,
}

/// The profile whose form the whole collection has. Rules of its own come beside none of these.
pub(super) fn find(collection: &Collection<'_>) -> Option<InferredProfile> {
    case_studies(collection).or_else(|| design_folders(collection)).or_else(|| article_plan(collection))
}

/// Numbered folders of domains and categories with `Case Study N: …`, or a plan of them.
fn case_studies(collection: &Collection<'_>) -> Option<InferredProfile> {
    let topic = Regex::new(r"^\d+[_-][^/]+/\d+[_-][^/]+/(?:[^/]+/(?:README|index)\.md|[^/]+\.md)$").ok()?;
    let heading = Regex::new(r"^Case Study(?: #?\d+)?\s*[:.–—-]\s*.+$").ok()?;
    let topics: Vec<&Page<'_>> = collection.pages.iter().filter(|page| topic.is_match(page.path)).collect();
    let headings = topics.iter().flat_map(|page| &page.features.headings);
    let studies = headings.filter(|words| heading.is_match(&words.text)).count();
    let planned: usize = collection.pages.iter().filter(|page| is_plan(page.path)).map(planned).sum();
    if !(studies > 0 || (!topics.is_empty() && planned > 0) || planned >= 10) {
        return None;
    }
    let mut seen = Vec::new();
    if studies > 0 {
        seen.push(format!(
            "{} under headings `Case Study N: …`",
            counted(studies, "case study", "case studies")
        ));
    }
    if !topics.is_empty() {
        let topics = counted(topics.len(), "page", "pages");
        seen.push(format!("{topics} in numbered folders of domains and categories"));
    }
    if planned > 0 {
        seen.push(format!(
            "{} of plans that name topics",
            counted(planned, "row or entry", "rows and entries")
        ));
    }
    Some(InferredProfile { name: "case-studies", seen })
}

/// Rows of a plan's tables and trees that name files.
fn planned(page: &Page<'_>) -> usize {
    let is_file = |normal: &str| matches!(normal, "file" | "folder file" | "folder" | "path");
    let is_state =
        |normal: &str| matches!(normal, "status" | "state" | "priority" | "key topics" | "topics" | "focus");
    let tables = page.features.tables.iter().filter(|table| {
        let has = |fits: fn(&str) -> bool| table.columns.iter().any(|column| fits(&column.normal));
        has(is_file) && has(is_state)
    });
    let rows: usize = tables.map(|table| table.rows as usize).sum();
    rows + page.features.tree_entries as usize
}

/// Whether a file's name says that it is a plan, as the shipped profiles read it.
pub(super) fn is_plan(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let stem = name.strip_suffix(".md").unwrap_or(&name);
    let normal: Vec<&str> = stem.split(['-', '_']).collect();
    normal.contains(&"plan") || stem.contains("file_structure") || stem.contains("file-structure")
}

/// Folders below `case-studies/` of several files each, the same in most.
fn design_folders(collection: &Collection<'_>) -> Option<InferredProfile> {
    let case = Regex::new(r"^(?:.*/)?case[-_ ]?studies/(?<case>[^/]+)/(?<file>[^/]+)\.md$").ok()?;
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for page in collection.pages.iter().filter(|page| page.class != Class::Copy) {
        if let Some(found) = case.captures(page.path)
            && let (Some(case), Some(file)) = (found.name("case"), found.name("file"))
        {
            folders.entry(case.as_str()).or_default().insert(file.as_str());
        }
    }
    folders.retain(|_, files| files.len() > 1);
    // Files of one name in most folders are sections of a design; else the folders are categories of pages.
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for file in folders.values().flatten() {
        *names.entry(file).or_default() += 1;
    }
    let own_names = names
        .iter()
        .filter(|(name, _)| !name.eq_ignore_ascii_case("readme") && !name.eq_ignore_ascii_case("index"));
    let shared = own_names.filter(|(_, count)| **count >= 2 && share(**count, folders.len(), 50)).count();
    let is_design = |file: &str| {
        let normal = normal_form(&file.replace(['-', '_'], " "));
        let sections = [
            "requirements",
            "high level design",
            "low level design",
            "trade offs",
            "database schema",
            "api contracts",
            "architecture",
            "scaling strategy",
        ];
        sections.contains(&normal.as_str())
    };
    let designs =
        folders.values().filter(|files| files.iter().filter(|file| is_design(file)).count() >= 2).count();
    if folders.is_empty() || (shared < 2 && designs == 0) {
        return None;
    }
    let files: usize = folders.values().map(BTreeSet::len).sum();
    let folders = counted(folders.len(), "case study that is a folder", "case studies that are folders");
    Some(InferredProfile {
        name: "design-folders",
        seen: vec![format!("{folders} of several files ({files} in all)")],
    })
}

/// A plan of check lists, or pages whose front matter leads to others by the keys of a course.
fn article_plan(collection: &Collection<'_>) -> Option<InferredProfile> {
    let tasks: usize = collection
        .pages
        .iter()
        .filter(|page| is_plan(page.path))
        .map(|page| page.features.tasks as usize)
        .sum();
    let leads = |page: &&Page<'_>| {
        let keys = ["solves_with", "see_poc", "case_studies", "linked_from"];
        page.features.keys.iter().any(|key| keys.contains(&&*key.name))
    };
    let leading = collection.pages.iter().filter(leads).count();
    if tasks < 10 && leading < 3 {
        return None;
    }
    let mut seen = Vec::new();
    if tasks > 0 {
        seen.push(format!("{} in plans", counted(tasks, "item of a check list", "items of check lists")));
    }
    if leading > 0 {
        seen.push(format!("{} whose front matter leads to others", counted(leading, "page", "pages")));
    }
    Some(InferredProfile { name: "article-plan", seen })
}

/// A list of links under headings that are topics: one page or few, and no headings that many pages share.
pub(super) fn link_list(collection: &Collection<'_>, taken: usize) -> Option<InferredProfile> {
    let pages = || collection.pages.iter().filter(|page| page.class != Class::Copy);
    let external = |page: &Page<'_>| {
        page.features.items.iter().map(|items| items.external + items.nested_external).sum::<u32>() as usize
    };
    let items: usize = pages().map(&external).sum();
    let headings: usize =
        pages().map(|page| page.features.items.iter().filter(|items| items.external > 0).count()).sum();
    let most = pages().map(external).max().unwrap_or_default();
    let is_list = items >= 25 && items > 8 * pages().count() && headings >= 1;
    if taken > 0 || !is_list || most * 3 < items {
        return None;
    }
    let items = counted(items, "list item with a link", "list items with a link");
    Some(InferredProfile {
        name: "link-list",
        seen: vec![format!("{items} under {}", counted(headings, "heading", "headings"))],
    })
}
