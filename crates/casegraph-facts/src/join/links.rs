//! Resolves links: by their text first, then by the files of the corpus, with exact case.

mod anchors;
mod pages;
mod suggest;

use std::collections::HashMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use super::inventory::Inventory;
use super::surroundings::Beyond;
use crate::markdown::url;
use crate::model::document::Role;
use crate::model::document_facts::{DocumentFacts, LinkForm};
use crate::model::location::DocPath;
use crate::model::occurrence::Resolution;
use crate::model::tree_place::TreePlace;
use crate::profile::Profile;
use crate::profile::text::{LinkStyle, SlugRule};
use anchors::Anchors;
use suggest::subject;

/// The targets of links: the files of the corpus, and the anchors of its documents.
pub(super) struct Targets<'a> {
    inventory: &'a Inventory,
    profile: &'a Profile,
    anchors: HashMap<&'a DocPath, Anchors<'a>>,
    /// Files by name and by subject, both in lower case, so that a suggestion also corrects the case.
    by_name: HashMap<String, Vec<&'a DocPath>>,
    by_subject: HashMap<String, Vec<&'a DocPath>>,
    /// Documents by the number in their names, collected when the first reference asks for one.
    by_number: OnceLock<HashMap<u64, Vec<DocPath>>>,
    /// Whether links that begin with `/` are those of files: half of them lead to one.
    has_root_links: OnceLock<bool>,
}

/// A resolved relative link.
pub(super) struct Target {
    /// The path that the link names; `None` if it leads out of the root.
    pub(super) path: Option<DocPath>,
    pub(super) resolution: Resolution,
    /// The document at the target: the file, or the index page of a folder.
    pub(super) document: Option<DocPath>,
    pub(super) suggestion: Option<String>,
}

/// A path that a link may mean.
enum Place {
    Inside(DocPath),
    /// A path from the folder of the collection that leads out of it: `../src/main.rs`.
    Outside(String),
}

/// The parts of a link target.
struct Parts<'h> {
    /// The path as written.
    written: &'h str,
    query: &'h str,
    fragment: &'h str,
}

impl<'h> Parts<'h> {
    fn of(href: &'h str) -> Self {
        let (before, fragment) = href.split_once('#').unwrap_or((href, ""));
        let (written, query) = before.split_once('?').unwrap_or((before, ""));
        Self { written, query, fragment }
    }
}

impl<'a> Targets<'a> {
    /// Indexes the files and the documents. Linear in both.
    pub(super) fn new(
        documents: &[&'a DocumentFacts],
        inventory: &'a Inventory,
        profile: &'a Profile,
    ) -> Self {
        let mut by_name: HashMap<String, Vec<&DocPath>> = HashMap::new();
        let mut by_subject: HashMap<String, Vec<&DocPath>> = HashMap::new();
        for file in inventory.files() {
            by_name.entry(file.file_name().to_lowercase()).or_default().push(file);
            by_subject.entry(subject(file, profile).to_lowercase()).or_default().push(file);
        }
        let anchors = documents.iter().map(|document| (&document.path, Anchors::new(document))).collect();
        Self {
            inventory,
            profile,
            anchors,
            by_name,
            by_subject,
            by_number: OnceLock::new(),
            has_root_links: OnceLock::new(),
        }
    }

    fn slug_rule(&self) -> SlugRule {
        self.profile.text().links.slug_rule
    }

    fn is_site(&self) -> bool {
        self.profile.text().links.style == LinkStyle::Site
    }

    /// Resolves a relative target as written in `document`.
    pub(super) fn resolve(&self, document: &DocPath, href: &str) -> Target {
        let parts = Parts::of(href.trim());
        let target = self.first_there(document, &self.places(document, parts.written), &parts);
        if target.resolution != Resolution::Missing {
            return target;
        }
        let is_address = parts.written.starts_with('/')
            && !parts.written.to_ascii_lowercase().ends_with(".md")
            && !self.has_root_links();
        if is_address {
            return Target { resolution: Resolution::SiteAddress, suggestion: None, ..target };
        }
        let suggestion = target.suggestion.and_then(|link| self.as_written(document, parts.written, link));
        Target { suggestion, ..target }
    }

    /// The paths that a written one may mean, the likeliest first.
    fn places(&self, document: &DocPath, written: &str) -> Vec<Place> {
        let decoded = percent_decode_str(written).decode_utf8_lossy();
        let mut places = self.places_of_path(document, &decoded);
        // A browser reads `\` as `/`, and a `%` that encodes nothing stands for itself.
        if decoded.contains('\\') {
            places.extend(self.places_of_path(document, &decoded.replace('\\', "/")));
        }
        if decoded != written {
            places.extend(self.places_of_path(document, written));
        }
        places
    }

    fn places_of_path(&self, document: &DocPath, path: &str) -> Vec<Place> {
        if path.is_empty() {
            return vec![Place::Inside(document.clone())];
        }
        let Some(from_root) = path.strip_prefix("@site/").or_else(|| path.strip_prefix('/')) else {
            return self.places_of(document).map(|folder| place(&folder, path)).collect();
        };
        let in_repository = self.inventory.place_in_repository().filter(|place| !place.is_empty());
        let in_repository = in_repository.map(|prefix| from_repository(prefix, from_root));
        let roots = self.roots().filter_map(|root| root.join(from_root)).map(Place::Inside);
        in_repository.into_iter().chain(roots).collect()
    }

    /// Resolves a value of front matter: a path from a root of the site, or from the document.
    pub(super) fn resolve_reference(&self, document: &DocPath, value: &str) -> Target {
        let value = value.split('#').next().unwrap_or(value).trim_matches('/');
        let folders = self.roots().chain([document.parent()]);
        let paths: Vec<Place> = folders.filter_map(|folder| folder.join(value)).map(Place::Inside).collect();
        let target = self.first_there(document, &paths, &Parts { written: value, query: "", fragment: "" });
        let suggestion = target.suggestion.as_ref().and_then(|link| document.parent().join(link));
        Target { suggestion: suggestion.map(|path| self.address(&path)), ..target }
    }

    /// The target of a link to an existing document.
    pub(super) fn page(path: &DocPath) -> Target {
        Target {
            path: Some(path.clone()),
            resolution: Resolution::File,
            document: Some(path.clone()),
            suggestion: None,
        }
    }

    /// The folders in which absolute addresses begin: the corpus root, and the roots that the profile names.
    fn roots(&self) -> impl Iterator<Item = DocPath> {
        let links = &self.profile.text().links;
        let named = links.roots.iter().filter(|_| self.is_site());
        std::iter::once(DocPath::default()).chain(named.filter_map(|root| DocPath::new(root)))
    }

    /// The folders in which relative targets begin: that of the document, and on a site also the address of the
    /// document.
    fn places_of(&self, document: &DocPath) -> impl Iterator<Item = DocPath> {
        let folder = document.parent();
        let as_folder = if self.is_site() && !self.profile.is_index_file(document) {
            folder.join(document.stem())
        } else {
            None
        };
        std::iter::once(folder).chain(as_folder)
    }

    /// The first of these paths that exists; on a site also with the extension that addresses omit.
    fn first_there(&self, document: &DocPath, places: &[Place], parts: &Parts<'_>) -> Target {
        let fragment = Some(parts.fragment).filter(|fragment| !fragment.is_empty());
        for place in places {
            match place {
                Place::Inside(path) => {
                    let there = self.spellings(path).into_iter().find_map(|path| self.look_up(path));
                    let Some((path, resolution, found)) = there else { continue };
                    let lacks = |found: &DocPath| {
                        let anchors = self.anchors.get(found);
                        anchors.is_some_and(|anchors| {
                            !anchors.have(parts.query, parts.fragment, self.slug_rule())
                        })
                    };
                    let lacks = fragment.is_some() && found.as_ref().is_some_and(lacks);
                    let resolution = if lacks { Resolution::BadAnchor } else { resolution };
                    return Target { path: Some(path), resolution, document: found, suggestion: None };
                }
                Place::Outside(path) => match self.inventory.beyond(path) {
                    Beyond::Nothing => {}
                    Beyond::Same(path) => return self.first_there(document, &[Place::Inside(path)], parts),
                    Beyond::File | Beyond::Folder => {
                        let resolution = Resolution::Repository;
                        return Target { path: None, resolution, document: None, suggestion: None };
                    }
                },
            }
        }
        let inside = places.iter().find_map(|place| match place {
            Place::Inside(path) => Some(path),
            Place::Outside(_) => None,
        });
        let Some(written) = inside else {
            // What a path from the root of the repository names is either there or not.
            let is_missing = parts.written.starts_with('/') && !places.is_empty();
            let resolution = if is_missing { Resolution::Missing } else { Resolution::OutsideRoot };
            return Target { path: None, resolution, document: None, suggestion: None };
        };
        let suggestion = self.suggest(document, written);
        let suggestion =
            suggestion.map(|link| fragment.map_or(link.clone(), |fragment| format!("{link}#{fragment}")));
        let path = Some(written.clone());
        Target { path, resolution: Resolution::Missing, document: None, suggestion }
    }

    /// The paths that a path may mean, in order: on a site, an address without extension means the file with one first.
    fn spellings(&self, path: &DocPath) -> Vec<DocPath> {
        let site = self.is_site() && !path.is_markdown();
        let with_ending = if site { path.parent().join(&format!("{}.md", path.file_name())) } else { None };
        with_ending.into_iter().chain([path.clone()]).collect()
    }

    /// What is at a path: the path itself, or the one that a symbolic link leads to; the document there.
    fn look_up(&self, path: DocPath) -> Option<(DocPath, Resolution, Option<DocPath>)> {
        if let Some((resolution, found)) = self.listed(&path) {
            return Some((path, resolution, found));
        }
        match self.inventory.beyond(path.as_str()) {
            Beyond::Nothing => None,
            Beyond::File => Some((path, Resolution::File, None)),
            Beyond::Folder => Some((path, Resolution::Directory, None)),
            Beyond::Same(path) => {
                let (resolution, found) = self.listed(&path).unwrap_or((Resolution::File, None));
                Some((path, resolution, found))
            }
        }
    }

    fn listed(&self, path: &DocPath) -> Option<(Resolution, Option<DocPath>)> {
        if self.inventory.has_file(path) {
            return Some((Resolution::File, Some(path.clone())));
        }
        self.inventory.has_folder(path).then(|| (Resolution::Directory, self.index_of(path)))
    }

    fn index_of(&self, folder: &DocPath) -> Option<DocPath> {
        let names = &self.profile.text().tree.index_files;
        names.iter().filter_map(|name| folder.join(name)).find(|path| self.inventory.has_file(path))
    }

    /// Whether links that begin with `/` are paths of files here, and not addresses of a site that the collection is a part of:
    /// at least half of them lead to a file.
    fn has_root_links(&self) -> bool {
        *self.has_root_links.get_or_init(|| {
            let (mut all, mut found) = (0_usize, 0_usize);
            let documents = self.anchors.values().map(|anchors| anchors.document);
            for document in documents.filter(|document| document.role != Role::Template) {
                for link in document.links.iter().filter(|link| link.is_from_root()) {
                    let parts = Parts::of(link.href.trim());
                    if parts.written.to_ascii_lowercase().ends_with(".md") {
                        continue; // a file, whatever the others are
                    }
                    let places = self.places(&document.path, parts.written);
                    let is_there = |path: &DocPath| {
                        self.spellings(path).into_iter().any(|path| self.look_up(path).is_some())
                    };
                    all += 1;
                    found += usize::from(places.iter().any(|place| match place {
                        Place::Inside(path) => is_there(path),
                        Place::Outside(path) => self.inventory.beyond(path) != Beyond::Nothing,
                    }));
                }
            }
            found * 2 >= all
        })
    }

    /// Whether both take links that begin with `/` for the same.
    pub(super) fn agree_on_root_links(&self, other: &Self) -> bool {
        self.has_root_links() == other.has_root_links()
    }

    /// The places of topics that documents other than templates relate to by links to pages that do not exist.
    pub(super) fn unwritten_places(&self, documents: &[&DocumentFacts]) -> Vec<TreePlace> {
        let mut found = Vec::new();
        for document in documents.iter().filter(|document| document.role != Role::Template) {
            for link in document.links.iter().filter(|link| {
                link.form == LinkForm::Link && link.relation.is_some() && is_relative(&link.href)
            }) {
                if self.is_file(&document.path, &link.href) {
                    continue; // the common case
                }
                let target = self.resolve(&document.path, &link.href);
                if target.resolution == Resolution::Missing && target.suggestion.is_none() {
                    found.extend(target.path.and_then(|path| self.place_of_page(&path)));
                }
            }
        }
        found
    }

    /// Whether a link leads to a file as it is written, without decoding.
    fn is_file(&self, document: &DocPath, href: &str) -> bool {
        let written = href.split(['#', '?']).next().unwrap_or(href);
        let is_plain = !written.is_empty() && !written.starts_with('/') && !written.contains('%');
        is_plain && document.parent().join(written).is_some_and(|path| self.inventory.has_file(&path))
    }

    /// A title without a generic ending, such as "System Design" in "Ticket Booking System Design".
    pub(super) fn without_generic_ending<'t>(&self, title: &'t str) -> &'t str {
        let endings = &self.profile.text().plan.generic_endings;
        let without = |ending: &String| {
            title.strip_suffix(ending.as_str()).map(str::trim_end).filter(|rest| !rest.is_empty())
        };
        endings.iter().find_map(without).unwrap_or(title)
    }

    /// The document at a path.
    pub(super) fn document(&self, path: &DocPath) -> Option<&'a DocumentFacts> {
        self.anchors.get(path).map(|anchors| anchors.document)
    }

    /// The place of the topic whose page is, or would be, at `path`.
    pub(super) fn place_of_page(&self, path: &DocPath) -> Option<TreePlace> {
        if let Some(document) = self.document(path) {
            return document.role.is_topic().then(|| document.place.clone());
        }
        let page = if path.is_markdown() {
            path.clone()
        } else {
            path.join(self.profile.text().tree.index_files.first()?)?
        };
        let (role, place) = self.profile.role_of(&page);
        role.is_topic().then_some(place)
    }
}

fn is_relative(href: &str) -> bool {
    url::scheme(href).is_none() && !url::is_placeholder_target(href)
}

/// The place of a relative path in a folder.
fn place(folder: &DocPath, path: &str) -> Place {
    folder.join(path).map_or_else(|| Place::Outside(outside(folder, path)), Place::Inside)
}

/// A path that leads out of the collection, from its folder: `../src/main.rs`.
fn outside(folder: &DocPath, path: &str) -> String {
    let mut parts: Vec<&str> = folder.parts().collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// The place of a path from the root of the repository that the collection is a folder of.
fn from_repository(prefix: &str, path: &str) -> Place {
    let whole = DocPath::new(path).map(|path| path.to_string()).unwrap_or_default();
    if let Some(inside) = whole.strip_prefix(prefix)
        && (inside.is_empty() || inside.starts_with('/'))
        && let Some(path) = DocPath::new(inside)
    {
        return Place::Inside(path);
    }
    Place::Outside(format!("{}{whole}", "../".repeat(prefix.split('/').count())))
}
