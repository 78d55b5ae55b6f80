//! Translations, versions and editions: pages that are copies of others.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use regex::Regex;

use crate::rules::site::CopiesText;

use super::languages::{is_current, is_date, is_language, is_version, version_number};
use super::page::share;
use super::scope::escape;
use super::words::{WORDS, has};
use crate::profile::normal_form::normal_form;

/// Pages that are copies, with the evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferredCopies {
    /// The rule.
    pub copies: CopiesText,
    /// How many pages it takes.
    pub takes: usize,
    /// Of how many of them the original is there.
    pub with_original: usize,
    /// The first few.
    pub examples: Vec<String>,
    pattern: Pattern,
}

/// A pattern that compares as its text does.
#[derive(Clone, Debug)]
struct Pattern(Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Eq for Pattern {}

impl InferredCopies {
    /// Whether a page is a copy: in a folder of another language, version or edition than the originals.
    pub(super) fn has(&self, path: &str) -> bool {
        let Some(found) = self.pattern.0.captures(path) else { return false };
        let kind = ["language", "version", "edition"].iter().find_map(|kind| found.name(kind));
        match (&self.copies.original, kind) {
            (Some(original), Some(kind)) => original != kind.as_str(),
            _ => true,
        }
    }
}

/// The paths of all Markdown files.
struct Paths<'p> {
    all: Vec<&'p str>,
    known: HashSet<&'p str>,
    /// How many files have a name.
    names: HashMap<&'p str, usize>,
}

/// Finds the copies among paths.
pub(super) fn find(paths: &[&str]) -> Vec<InferredCopies> {
    let mut names = HashMap::new();
    for path in paths {
        *names.entry(file_name(path)).or_insert(0) += 1;
    }
    let paths = Paths { all: paths.to_vec(), known: paths.iter().copied().collect(), names };
    let mut found = folders(&paths, "language", is_language);
    found.extend(sibling_roots(&paths));
    found.extend(suffixes(&paths));
    found.extend(folders(&paths, "version", is_version));
    found.extend(folders(&paths, "edition", is_date));
    found.retain(|copies| copies.takes > 0);
    // What a wider pattern takes, a narrower one need not.
    let mut taken: HashSet<&str> = HashSet::new();
    let mut keep = Vec::new();
    found.sort_by(|a, b| b.takes.cmp(&a.takes).then_with(|| a.copies.of.cmp(&b.copies.of)));
    for copies in found {
        let new: Vec<&str> =
            paths.all.iter().copied().filter(|path| copies.has(path) && !taken.contains(path)).collect();
        if !new.is_empty() {
            taken.extend(new);
            keep.push(copies);
        }
    }
    keep
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The paths below one folder, by the name of the next folder: `de` has `a.md` of `docs/de/a.md` below `docs/`.
type Family<'p> = BTreeMap<&'p str, Vec<&'p str>>;

/// Folders that are codes: `docs/de/…`, `translation/es/…`, `versioned_docs/version-1/…`, `radar/2024-01/…`.
fn folders(paths: &Paths<'_>, kind: &str, is_code: fn(&str) -> bool) -> Vec<InferredCopies> {
    let mut families: BTreeMap<&str, Family<'_>> = BTreeMap::new();
    for path in &paths.all {
        let mut start = 0;
        while let Some(end) = path.get(start..).and_then(|rest| rest.find('/')).map(|at| start + at) {
            let part = path.get(start..end).unwrap_or_default();
            if is_code(part) {
                let family = families.entry(path.get(..start).unwrap_or_default()).or_default();
                family.entry(part).or_default().push(path.get(end + 1..).unwrap_or_default());
                break;
            }
            start = end + 1;
        }
    }
    let found: Vec<Found<'_>> =
        families.iter().filter_map(|(prefix, family)| folder_family(paths, kind, prefix, family)).collect();
    // One form in many folders is one pattern.
    if found.len() > 3 {
        let codes: BTreeSet<&str> = found.iter().flat_map(|found| found.codes.iter().copied()).collect();
        let codes: Vec<String> = codes.into_iter().map(escape).collect();
        let original =
            found.iter().max_by_key(|found| found.with_original).and_then(|found| found.original.clone());
        let with_original = found.iter().map(|found| found.with_original).sum();
        let of = format!("(?:.*?/)?(?<{kind}>{})/(?<same>.+)", codes.join("|"));
        return inferred(paths, of, original, with_original).into_iter().collect();
    }
    found
        .into_iter()
        .filter_map(|found| inferred(paths, found.of, found.original, found.with_original))
        .collect()
}

/// Folders of copies below one folder.
struct Found<'p> {
    of: String,
    codes: Vec<&'p str>,
    original: Option<String>,
    with_original: usize,
}

fn folder_family<'p>(paths: &Paths<'p>, kind: &str, prefix: &str, family: &Family<'p>) -> Option<Found<'p>> {
    let parent = prefix.trim_end_matches('/');
    let (above, parent) = parent.rfind('/').map_or(("", parent), |at| parent.split_at(at + 1));
    let is_telling = match kind {
        "language" => has(&WORDS.translation_folders, &normal_form(parent)),
        "version" => matches!(parent, "versioned_docs" | "versions" | "archive"),
        _ => false,
    };
    // The original beside the copies' folder: at the same path from the top, with the folder left out, or by its name.
    let bases = [String::new(), prefix.to_owned(), above.to_owned(), format!("{above}docs/")];
    let is_beside = |same: &str| {
        let at_base = |base: &String| {
            let path = format!("{base}{same}");
            paths.known.contains(path.as_str())
        };
        let by_name = || {
            let copies = family.values().flatten().filter(|path| file_name(path) == file_name(same)).count();
            paths.names.get(file_name(same)).is_some_and(|count| *count == copies + 1)
        };
        bases.iter().any(at_base) || (is_telling && by_name())
    };
    let plugin = Regex::new(r"^docusaurus-plugin-content-[^/]+/(?:current/|version-[^/]+/)?").ok()?;
    let is_docusaurus = family.values().flatten().any(|same| plugin.is_match(same));
    let same_of = |same: &str| plugin.replace(same, "").into_owned();
    let all: Vec<String> = family.values().flatten().map(|same| same_of(same)).collect();
    let beside = all.iter().filter(|same| is_beside(same)).count();

    let mut original = None;
    let mut with_original = beside;
    let is_accepted = if share(beside, all.len(), 60) && (all.len() >= 2 || is_telling) {
        true
    } else {
        // No page beside: then one of the folders holds the originals.
        let base = original_of(kind, family)?;
        let originals: HashSet<&str> = family.get(base)?.iter().copied().collect();
        let others: Vec<&str> = family
            .iter()
            .filter(|(code, _)| **code != base)
            .flat_map(|(_, same)| same.iter().copied())
            .collect();
        let shared = others.iter().filter(|same| originals.contains(**same)).count();
        let own_names =
            others.iter().filter(|same| originals.contains(**same) && !is_common_name(same)).count();
        with_original = shared;
        original = Some(base.to_owned());
        let least = if kind == "edition" { 3 } else { 1 };
        family.len() >= 2
            && share(shared, others.len(), 50)
            && (own_names >= least || (kind == "language" && shared >= 2))
    };
    if !is_accepted && !is_telling {
        return None;
    }
    if !is_accepted {
        original = None;
        with_original = beside;
    }
    let codes: Vec<&str> = family.keys().copied().collect();
    let others = paths.all.iter().any(|path| {
        path.strip_prefix(prefix)
            .and_then(|rest| rest.split_once('/'))
            .is_some_and(|(next, _)| !codes.contains(&next))
    });
    // Beside pages in other languages there may be other folders one day; versions and dates go on.
    let group = if others || (kind == "language" && !is_telling) {
        codes.iter().map(|code| escape(code)).collect::<Vec<_>>().join("|")
    } else {
        "[^/]+".to_owned()
    };
    let plugin =
        if is_docusaurus { r"docusaurus-plugin-content-[^/]+/(?:current/|version-[^/]+/)?" } else { "" };
    let of = format!("{}(?<{kind}>{group})/{plugin}(?<same>.+)", escape(prefix));
    Some(Found { of, codes, original, with_original })
}

/// Names that many folders have, whatever they hold.
fn is_common_name(path: &str) -> bool {
    ["README.md", "index.md", "_index.md"].contains(&path)
}

/// Which of the folders holds the originals: English, the newest version, the latest date; else the one with most pages.
fn original_of<'p>(kind: &str, family: &Family<'p>) -> Option<&'p str> {
    let codes = || family.keys().copied();
    match kind {
        "language" => codes()
            .find(|code| matches!(code.to_lowercase().as_str(), "en" | "en-us" | "en_us" | "english"))
            .or_else(|| family.iter().max_by_key(|(_, pages)| pages.len()).map(|(code, _)| *code)),
        "version" => codes()
            .find(|code| is_current(code) && *code != "next")
            .or_else(|| codes().max_by_key(|code| version_number(code))),
        _ => codes().max(),
    }
}

/// A folder beside another of the same name with a code: `content.zh/` beside `content/`.
fn sibling_roots(paths: &Paths<'_>) -> Vec<InferredCopies> {
    let mut families: BTreeMap<(&str, &str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut shared: BTreeMap<(&str, &str, &str), (usize, usize)> = BTreeMap::new();
    for path in &paths.all {
        let mut start = 0;
        while let Some(end) = path.get(start..).and_then(|rest| rest.find('/')).map(|at| start + at) {
            let part = path.get(start..end).unwrap_or_default();
            if let Some((base, mark, code)) = with_suffix(part) {
                let above = path.get(..start).unwrap_or_default();
                let key = (above, base, mark);
                families.entry(key).or_default().insert(code);
                let original = format!("{above}{base}{}", path.get(end..).unwrap_or_default());
                let (found, all) = shared.entry(key).or_default();
                *found += usize::from(paths.known.contains(original.as_str()));
                *all += 1;
                break;
            }
            start = end + 1;
        }
    }
    let of = |((above, base, mark), codes): (&(&str, &str, &str), &BTreeSet<&str>)| {
        let (found, all) = *shared.get(&(*above, *base, *mark))?;
        if !share(found, all, 50) {
            return None;
        }
        let codes: Vec<String> = codes.iter().map(|code| escape(code)).collect();
        let of = format!(
            "{}{}{}(?<language>{})/(?<same>.+)",
            escape(above),
            escape(base),
            escape(mark),
            codes.join("|")
        );
        inferred(paths, of, None, found)
    };
    families.iter().filter_map(of).collect()
}

/// A name that ends with a mark and the code of a language.
fn with_suffix(name: &str) -> Option<(&str, &str, &str)> {
    name.char_indices().skip(1).filter(|(_, c)| matches!(c, '.' | '-' | '_')).find_map(|(at, _)| {
        let (base, code) = (name.get(..at)?, name.get(at + 1..)?);
        is_language(code).then_some((base, name.get(at..=at)?, code))
    })
}

/// Files beside another of the same name without a code: `README-ja.md`, `guide.de.md`.
fn suffixes(paths: &Paths<'_>) -> Option<InferredCopies> {
    let mut codes = BTreeSet::new();
    let (mut found, mut of_readme) = (0, 0);
    for path in &paths.all {
        let (folder, file) = path.rfind('/').map_or(("", *path), |at| path.split_at(at + 1));
        let Some((base, code)) =
            file.strip_suffix(".md").and_then(|stem| with_suffix(stem)).map(|(base, _, code)| (base, code))
        else {
            continue;
        };
        if paths.known.contains(format!("{folder}{base}.md").as_str()) {
            codes.insert(code);
            found += 1;
            of_readme += usize::from(base.eq_ignore_ascii_case("readme"));
        }
    }
    if of_readme == 0 && found < 2 {
        return None;
    }
    let codes: Vec<String> = codes.iter().map(|code| escape(code)).collect();
    inferred(paths, format!(r"(?<same>.+)[-._](?<language>{})\.md", codes.join("|")), None, found)
}

fn inferred(
    paths: &Paths<'_>,
    of: String,
    original: Option<String>,
    with_original: usize,
) -> Option<InferredCopies> {
    let pattern = Pattern(Regex::new(&format!("^(?:{of})$")).ok()?);
    let copies = CopiesText { of, original };
    let mut inferred = InferredCopies { copies, takes: 0, with_original, examples: Vec::new(), pattern };
    let is_suffix = inferred.copies.of.ends_with(r"\.md");
    let has_original = |path: &str| {
        let Some(found) = inferred.pattern.0.captures(path) else { return false };
        let base = found.name("same").map_or("", |same| same.as_str());
        !is_suffix || paths.known.contains(format!("{base}.md").as_str())
    };
    let taken: Vec<&str> =
        paths.all.iter().copied().filter(|path| inferred.has(path) && has_original(path)).collect();
    inferred.takes = taken.len();
    inferred.examples = taken.iter().take(3).map(|path| (*path).to_owned()).collect();
    Some(inferred)
}
