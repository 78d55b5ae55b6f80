//! The condition that takes given pages, and as few others as possible.

use std::collections::BTreeSet;

use crate::rules::condition::ConditionText;
use crate::rules::text::{Are, RuleText, Unit};

use super::page::{Class, Collection, Page, PageIndex, common_folder, share, tally};
use super::take::Taker;

/// A condition with what it takes.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    pub(super) condition: ConditionText,
    /// The pages that are units.
    pub(super) taken: BTreeSet<PageIndex>,
    /// Rules that have to stand before: for pages that the condition takes and that are no units.
    pub(super) exceptions: Vec<RuleText>,
    /// Paths of wanted pages that it does not take.
    pub(super) missed: Vec<PageIndex>,
}

/// How wide a scope may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// Only wanted pages.
    Exact,
    /// Other pages of the same folders, too, if they are few.
    Folder,
}

/// Finds the simplest condition on top of `base` that takes the wanted pages. None where no condition does.
pub(super) fn scope(
    collection: &Collection<'_>,
    wanted: &BTreeSet<PageIndex>,
    base: &ConditionText,
    width: Width,
) -> Option<Scope> {
    let pages: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
    let mut best: Option<(usize, Scope)> = None;
    for (condition, penalty) in conditions(&pages, base) {
        let Some(scope) = judge(collection, wanted, condition, width) else { continue };
        let strangers = scope.taken.len() + scope.missed.len() - wanted.len();
        let cost = penalty + scope.exceptions.len() * 2 + scope.missed.len() + strangers;
        if cost == 0 {
            return Some(scope);
        }
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, scope));
        }
    }
    best.map(|(_, scope)| scope)
}

/// What a list of names costs: another page of the same form would not be taken.
const NAMES: usize = 100;

/// Conditions to try, the simplest first, each with what it costs in itself.
fn conditions(pages: &[&Page<'_>], base: &ConditionText) -> Vec<(ConditionText, usize)> {
    let common = common_folder(pages.iter().map(|page| page.folder));
    let is_bare = *base == ConditionText::default();
    let mut conditions = Vec::new();
    let mut add = |path: Option<String>, under: Option<String>, penalty| {
        conditions.push((ConditionText { path, under, ..base.clone() }, penalty));
    };
    if !common.is_empty() && (pages.len() > 1 || !is_bare) {
        add(None, Some(common.to_owned()), 0);
    }
    if is_bare {
        for path in path_patterns(pages, common) {
            add(Some(path), None, 0);
        }
        if pages.len() <= 6 {
            add(Some(names(pages)), None, NAMES);
        }
    } else {
        add(None, None, 0);
    }
    conditions
}

/// Patterns of whole paths: by depth, by the name of the file, by the name of the last folder.
fn path_patterns(pages: &[&Page<'_>], common: &str) -> Vec<String> {
    if let [only] = pages {
        return vec![escape_glob(only.path)];
    }
    let mut patterns = Vec::new();
    let prefix = escape(common);
    let depths = tally(
        pages.iter().map(|page| page.folder.get(common.len()..).unwrap_or_default().matches('/').count()),
    );
    let depth = depths.iter().max_by_key(|(_, count)| **count).map_or(0, |(depth, _)| *depth);
    let is_index = pages.iter().filter(|page| page.class == Class::Index).count() * 2 > pages.len();
    let file = if is_index {
        let names: BTreeSet<&str> = pages.iter().map(|page| page.features.path.stem()).collect();
        let names: Vec<String> = names.into_iter().map(escape).collect();
        if names.len() == 1 {
            format!(r"{}\.md", names.concat())
        } else {
            format!(r"(?:{})\.md", names.join("|"))
        }
    } else {
        r"[^/]+\.md".to_owned()
    };
    let is_numbered = |name: &str| {
        let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        digits > 0 && digits < name.len()
    };
    if !is_index && pages.iter().all(|page| is_numbered(page.name)) {
        patterns.push(format!(r"{prefix}{}\d+[^/]*\.md", "[^/]+/".repeat(depth)));
    }
    if !is_index && pages.iter().all(|page| page.name.to_lowercase().starts_with("adr")) {
        patterns.push(format!(r"{prefix}{}(?i:adr)[^/]*\.md", "[^/]+/".repeat(depth)));
    }
    match (depth, is_index) {
        (0, false) => patterns.push(format!("{}*.md", escape_glob(common))),
        (0, true) => patterns.push(format!("{prefix}{file}")),
        (1, true) => patterns.push(format!("{prefix}[^/]+/{file}")),
        (depth, _) => {
            let between = "[^/]+/".repeat(depth - 1);
            patterns.push(format!("{prefix}(?<category>[^/]+)/{between}{file}"));
        }
    }
    let last: BTreeSet<&str> = pages.iter().filter_map(|page| page.folders().next_back()).collect();
    if let (1, Some(name)) = (last.len(), last.first()) {
        patterns.push(format!("(?:.*/)?{}/{file}", escape(name)));
    }
    if depths.len() == 1 {
        let folders: BTreeSet<&str> = pages.iter().map(|page| page.folder).collect();
        if (2..=8).contains(&folders.len()) && folders.len() < pages.len() {
            let folders: Vec<String> =
                folders.into_iter().map(|folder| escape(folder.trim_end_matches('/'))).collect();
            patterns.push(format!("(?:{})/{file}", folders.join("|")));
        }
    }
    patterns
}

/// The pages by their paths.
fn names(pages: &[&Page<'_>]) -> String {
    let common = common_folder(pages.iter().map(|page| page.folder));
    let names: Vec<String> =
        pages.iter().map(|page| escape(page.path.get(common.len()..).unwrap_or_default())).collect();
    format!("{}(?:{})", escape(common), names.join("|"))
}

/// What the condition takes besides the wanted pages, and whether that can be borne.
fn judge(
    collection: &Collection<'_>,
    wanted: &BTreeSet<PageIndex>,
    condition: ConditionText,
    width: Width,
) -> Option<Scope> {
    let taker = Taker::new(&condition)?;
    let mut taken = BTreeSet::new();
    let (mut others, mut strangers) = (Vec::new(), 0);
    for (index, page) in collection.pages.iter().enumerate() {
        if matches!(page.class, Class::Copy | Class::Redirect) || !taker.takes_page(page) {
            continue;
        }
        if wanted.contains(&index) {
            taken.insert(index);
            continue;
        }
        match (page.class, width) {
            (Class::Ordinary, Width::Folder) => {
                taken.insert(index);
                strangers += 1;
            }
            (Class::Ordinary, Width::Exact) => return None,
            _ => others.push(page),
        }
    }
    let missed: Vec<PageIndex> = wanted.iter().copied().filter(|index| !taken.contains(index)).collect();
    let is_enough = share(wanted.len() - missed.len(), wanted.len(), 90);
    if !is_enough
        || share(strangers * 4, taken.len(), 100) && strangers > 1
        || (strangers > 0 && wanted.len() < 3)
    {
        return None;
    }
    let exceptions = exceptions(&others)?;
    Some(Scope { condition, taken, exceptions, missed })
}

/// Rules for pages that a condition takes and that are no units: pages of folders, templates, pages about the repository.
fn exceptions(others: &[&Page<'_>]) -> Option<Vec<RuleText>> {
    let mut rules = Vec::new();
    for (class, are) in
        [(Class::Template, Are::Template), (Class::Index, Are::Index), (Class::Repository, Are::Page)]
    {
        let paths: Vec<&str> =
            others.iter().filter(|page| page.class == class).map(|page| page.path).collect();
        let path = match paths.as_slice() {
            [] => continue,
            [only] => escape_glob(only),
            several if several.len() <= 4 => {
                format!("(?:{})", several.iter().map(|path| escape(path)).collect::<Vec<_>>().join("|"))
            }
            several if class == Class::Index => {
                let common = common_folder(
                    several
                        .iter()
                        .map(|path| path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default()),
                );
                let names: BTreeSet<String> =
                    several.iter().map(|path| escape(path.rsplit('/').next().unwrap_or(path))).collect();
                format!("{}(?:.*/)?(?:{})", escape(common), names.into_iter().collect::<Vec<_>>().join("|"))
            }
            _ => return None,
        };
        let condition = ConditionText { path: Some(path), ..ConditionText::default() };
        rules.push(RuleText::new(Unit::Pages, condition, are));
    }
    Some(rules)
}

/// A text as a regular expression that takes it alone.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        if matches!(c, '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A path as a glob that takes it alone; as a regular expression where it has marks.
pub(super) fn escape_glob(path: &str) -> String {
    if path.contains(['*', '?', '[', ']', '{', '}', '\\', '(', ')', '^', '$', '+', '|']) {
        escape(path)
    } else {
        path.to_owned()
    }
}
