//! Pages by their names, for wiki links, and by their numbers, for references.

use std::collections::HashMap;

use super::Targets;
use crate::model::location::DocPath;
use crate::model::occurrence::Resolution;

use super::Target;

/// The numbers at the start of the names of pages: `0015-use-x.md`, `adr-15.md`.
pub(super) fn by_number<'a>(paths: impl Iterator<Item = &'a DocPath>) -> HashMap<u64, Vec<DocPath>> {
    let mut pages: HashMap<u64, Vec<DocPath>> = HashMap::new();
    for path in paths {
        if let Some(number) = number_of_stem(path.stem()) {
            pages.entry(number).or_default().push(path.clone());
        }
    }
    pages
}

impl Targets<'_> {
    /// The page with the number that a reference gives (`0015`, `15`, `ADR-0015`): the one in the same folder, else the only one.
    pub(in crate::join) fn page_by_number(&self, document: &DocPath, reference: &str) -> Option<&DocPath> {
        let number = number_of_reference(reference)?;
        let pages = self.by_number.get_or_init(|| by_number(self.anchors.keys().copied())).get(&number)?;
        let folder = document.parent();
        let mut beside = pages.iter().filter(|page| page.parent() == folder && *page != document);
        match (beside.next(), beside.next(), pages.as_slice()) {
            (Some(only), None, _) => Some(only),
            (None, _, [only]) if only != document => Some(only),
            _ => None,
        }
    }

    /// Resolves a wiki link: a path from the root or from the document, without its ending or with it; else the name of a file, of
    /// several the one that is nearest.
    pub(in crate::join) fn resolve_wiki(&self, document: &DocPath, target: &str) -> Target {
        let (page, heading) = target.split_once('#').map_or((target, ""), |(page, heading)| (page, heading));
        let page = page.trim().trim_start_matches('/');
        let found = if page.is_empty() { Some(document.clone()) } else { self.wiki_page(document, page) };
        let Some(path) = found else {
            let path = document.parent().join(&format!("{page}.md"));
            return Target { path, resolution: Resolution::Missing, document: None, suggestion: None };
        };
        let rule = self.slug_rule();
        let lacks = self.anchors.get(&path).is_some_and(|anchors| !anchors.have_heading(heading, rule));
        let resolution = if lacks { Resolution::BadAnchor } else { Resolution::File };
        let is_document = self.anchors.contains_key(&path);
        Target { document: is_document.then(|| path.clone()), path: Some(path), resolution, suggestion: None }
    }

    fn wiki_page(&self, document: &DocPath, page: &str) -> Option<DocPath> {
        let names = [page.to_owned(), format!("{page}.md")];
        let folder = document.parent();
        for name in &names {
            let places = [DocPath::new(name), folder.join(name)];
            if let Some(found) = places.into_iter().flatten().find(|path| self.inventory.has_file(path)) {
                return Some(found);
            }
        }
        // Obsidian ignores case, and the end of a path is enough.
        let wanted = names.map(|name| format!("/{}", name.to_lowercase()));
        let ends_so = |file: &&&DocPath| {
            let path = format!("/{}", file.as_str().to_lowercase());
            wanted.iter().any(|wanted| path.ends_with(wanted.as_str()))
        };
        let last = |name: &String| name.rsplit('/').next().unwrap_or_default().to_owned();
        let of_name = wanted.iter().filter_map(|name| self.by_name.get(&last(name))).flatten();
        let mut files: Vec<&&DocPath> = of_name.filter(ends_so).collect();
        files.sort_by_key(|file| (file.parent() != folder, file.parts().count(), file.as_str()));
        files.first().map(|file| (**file).clone())
    }
}

/// What stands before the number of a page besides nothing.
const SERIES: [&str; 8] = ["adr", "dr", "madr", "rfc", "kep", "pep", "decision", "proposal"];

/// The number that a name begins with, after the name of a series at most: 15 for `0015-use-x`, `adr-15`, `ADR0015`.
fn number_of_stem(stem: &str) -> Option<u64> {
    let letters = stem.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (series, rest) = stem.split_at_checked(letters)?;
    if !series.is_empty() && !SERIES.iter().any(|known| known.eq_ignore_ascii_case(series)) {
        return None;
    }
    let rest = if series.is_empty() { rest } else { rest.trim_start_matches(['-', '_', ' ']) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..)?;
    // `2pc` has no number, and the year of a date is none.
    let is_date = digits == 4 && after.bytes().skip(1).take(2).filter(u8::is_ascii_digit).count() == 2;
    let is_whole = !after.starts_with(char::is_alphanumeric) && !is_date;
    rest.get(..digits).filter(|_| is_whole)?.parse().ok()
}

/// The number that a reference consists of, after letters at most.
fn number_of_reference(reference: &str) -> Option<u64> {
    let rest = reference.trim().trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let rest = rest.trim_start_matches(['-', '_', ' ', '#']);
    (!rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit())).then(|| rest.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_references_have_numbers() {
        for (stem, number) in [
            ("0015-use-x", Some(15)),
            ("15", Some(15)),
            ("adr-0015-use-x", Some(15)),
            ("ADR0015", Some(15)),
            ("2023-01-02-post", None),
            ("2pc", None),
            ("top-10", None),
            ("why", None),
            ("a-b-15", None),
        ] {
            assert_eq!(number_of_stem(stem), number, "{stem}");
        }
        for (reference, number) in
            [("0015", Some(15)), ("ADR-15", Some(15)), ("#15", Some(15)), ("15 pages", None), ("x", None)]
        {
            assert_eq!(number_of_reference(reference), number, "{reference}");
        }
    }
}
