//! The pages of a collection, with what their place says of them.

use std::collections::BTreeMap;

use crate::profile::normal_form::normal_form;

use super::features::Features;
use super::words::{WORDS, has};

/// A page of the collection, by its place in [`Collection::pages`].
pub(super) type PageIndex = usize;

/// What is known of all pages.
pub(super) struct Collection<'f> {
    /// By path.
    pub(super) pages: Vec<Page<'f>>,
    /// What the collection calls itself: the first heading of its front page.
    pub(super) title: Option<String>,
}

pub(super) struct Page<'f> {
    pub(super) features: &'f Features,
    pub(super) path: &'f str,
    /// With its last `/`; empty at the top.
    pub(super) folder: &'f str,
    /// The name of the file without its ending; for the page of a folder, the folder's.
    pub(super) name: &'f str,
    pub(super) class: Class,
}

/// What a page is by its place alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Ordinary,
    /// The page of a folder.
    Index,
    /// About the repository: how to contribute, what has changed.
    Repository,
    /// To be copied.
    Template,
    /// A translation, version or edition of another page.
    Copy,
    /// Leads to another page and says nothing more.
    Redirect,
}

impl<'f> Collection<'f> {
    /// Pages in the order of their paths. `is_copy` says of a path whether it is that of a copy.
    pub(super) fn new(features: &'f [Features], is_copy: impl Fn(&str) -> bool) -> Self {
        let mut pages: Vec<Page<'f>> = features
            .iter()
            .map(|features| {
                let path = features.path.as_str();
                let mut page = Page::new(features);
                if is_copy(path) {
                    page.class = Class::Copy;
                }
                page
            })
            .collect();
        pages.sort_by(|a, b| a.path.cmp(b.path));
        let front = pages.iter().filter(|page| page.folder.is_empty() && page.class == Class::Index);
        let title = front.min_by_key(|page| page.path.len()).and_then(|page| page.title().map(str::to_owned));
        Self { pages, title }
    }

    pub(super) fn page(&self, index: PageIndex) -> Option<&Page<'f>> {
        self.pages.get(index)
    }

    /// Pages that a rule may take, with their places.
    pub(super) fn units(&self) -> impl Iterator<Item = (PageIndex, &Page<'f>)> {
        self.pages.iter().enumerate().filter(|(_, page)| matches!(page.class, Class::Ordinary | Class::Index))
    }

    /// Pages that are no index either.
    pub(super) fn ordinary(&self) -> impl Iterator<Item = (PageIndex, &Page<'f>)> {
        self.pages.iter().enumerate().filter(|(_, page)| page.class == Class::Ordinary)
    }

    /// Whether words of the collection's title or of a page's are among some in normal form.
    pub(super) fn title_says(&self, words: &[&str]) -> bool {
        let title = self.title.as_deref().map(normal_form).unwrap_or_default();
        words.iter().any(|word| title.contains(word))
    }
}

impl<'f> Page<'f> {
    fn new(features: &'f Features) -> Self {
        let path = features.path.as_str();
        let (folder, file) = path.rfind('/').map_or(("", path), |at| path.split_at(at + 1));
        let stem = features.path.stem();
        let is_index = ["readme", "index", "_index"].iter().any(|name| stem.eq_ignore_ascii_case(name));
        let of_folder = folder.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty());
        let name = if is_index { of_folder.unwrap_or(stem) } else { stem };
        let normal = normal_form(stem);
        let is_hidden = path.split('/').any(|part| part.starts_with('.'));
        // Elsewhere, a page about security is about security.
        let is_near = matches!(folder, "" | "docs/" | "doc/" | "meta/" | "community/");
        let in_templates =
            folder.split('/').any(|part| matches!(part, "template" | "templates" | "_templates"));
        let class = if in_templates || is_template(file) || normal.ends_with("pull request template") {
            Class::Template
        } else if features
            .keys
            .iter()
            .any(|key| matches!(&*key.form, "redirect" | "redirect_to" | "redirect_url"))
        {
            Class::Redirect
        } else if is_index {
            Class::Index
        } else if is_hidden || (is_near && has(&WORDS.repository_pages, &normal)) {
            Class::Repository
        } else {
            Class::Ordinary
        };
        Self { features, path, folder, name, class }
    }

    /// The names of the folders that the page lies in, outermost first.
    pub(super) fn folders(&self) -> impl DoubleEndedIterator<Item = &'f str> {
        self.folder.split('/').filter(|part| !part.is_empty())
    }

    /// What the page calls itself: the key `title`, else the first heading.
    pub(super) fn title(&self) -> Option<&str> {
        let stated = self.features.keys.iter().find(|key| &*key.name == "title").and_then(|key| key.value());
        stated.or_else(|| self.first_heading())
    }

    pub(super) fn first_heading(&self) -> Option<&str> {
        self.features.headings.first().map(|heading| &*heading.text)
    }

    /// The first heading in normal form.
    pub(super) fn first_normal(&self) -> Option<&str> {
        self.features.headings.first().map(|heading| &*heading.normal)
    }
}

/// Whether a file's name says that it is a template, as the shipped profiles read it.
fn is_template(file: &str) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    stem.split(['-', '_', '.', ' ']).any(|word| word == "template")
}

/// The folder that all paths lie in, with its last `/`; empty for the top.
pub(super) fn common_folder<'p>(mut folders: impl Iterator<Item = &'p str>) -> &'p str {
    let Some(mut common) = folders.next() else { return "" };
    for folder in folders {
        while !folder.starts_with(common) {
            let above = common.trim_end_matches('/');
            common = above.rfind('/').and_then(|at| common.get(..=at)).unwrap_or_default();
        }
    }
    common
}

/// Counts equal things; the result is in the order of the things.
pub(super) fn tally<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_insert(0) += 1;
    }
    counts
}

/// More groups of one kind are not looked at, so that a folder of a thousand forms costs no more than one of a few.
const MAXIMUM_GROUPS: usize = 24;

/// The largest groups of pages, in the order of their keys.
pub(super) fn largest<K: Ord, T>(groups: BTreeMap<K, T>, size: impl Fn(&T) -> usize) -> BTreeMap<K, T> {
    if groups.len() <= MAXIMUM_GROUPS {
        return groups;
    }
    let mut sizes: Vec<usize> = groups.values().map(&size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let least = sizes.get(MAXIMUM_GROUPS).copied().unwrap_or_default();
    groups.into_iter().filter(|(_, group)| size(group) > least).take(MAXIMUM_GROUPS).collect()
}

/// Whether `part` is at least `percent` of `whole`; never of nothing.
pub(super) fn share(part: usize, whole: usize, percent: usize) -> bool {
    whole > 0 && part * 100 >= whole * percent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_have_a_common_one() {
        assert_eq!(common_folder(["a/b/c/", "a/b/", "a/b/d/"].into_iter()), "a/b/");
        assert_eq!(common_folder(["a/bc/", "a/bd/"].into_iter()), "a/");
        assert_eq!(common_folder(["a/", "b/"].into_iter()), "");
    }
}
