//! Resolves links: by their text first, then by the files of the corpus, with exact case.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use super::inventory::Inventory;
use crate::markdown::url;
use crate::model::document::Role;
use crate::model::document_facts::{DocumentFacts, LinkForm};
use crate::model::location::DocPath;
use crate::model::occurrence::Resolution;
use crate::model::tree_place::TreePlace;
use crate::profile::Profile;
use crate::profile::text::{LinkStyle, SlugRule};

/// The targets of links: the files of the corpus, and the anchors of its documents.
pub(super) struct Targets<'a> {
    inventory: &'a Inventory,
    profile: &'a Profile,
    anchors: HashMap<&'a DocPath, Anchors<'a>>,
    /// Files by name and by subject, both in lower case, so that a suggestion also corrects the case.
    by_name: HashMap<String, Vec<&'a DocPath>>,
    by_subject: HashMap<String, Vec<&'a DocPath>>,
}

/// The anchors of a document, collected when the first link asks for one.
struct Anchors<'a> {
    document: &'a DocumentFacts,
    /// In lower case.
    known: OnceLock<HashSet<String>>,
}

impl Anchors<'_> {
    /// Whether the document has an anchor, ignoring case; `anchor` is in lower case.
    fn has(&self, anchor: &str) -> bool {
        let known = self.known.get_or_init(|| {
            let headings = self.document.sections.iter().map(|section| &section.anchor);
            headings.chain(&self.document.html_anchors).map(|anchor| anchor.to_lowercase()).collect()
        });
        known.contains(anchor)
    }
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
        let anchors = documents
            .iter()
            .map(|document| (&document.path, Anchors { document, known: OnceLock::new() }))
            .collect();
        Self { inventory, profile, anchors, by_name, by_subject }
    }

    /// Resolves a relative target as written in `document`.
    pub(super) fn resolve(&self, document: &DocPath, href: &str) -> Target {
        let (before, fragment) =
            href.split_once('#').map_or((href, None), |(path, anchor)| (path, Some(anchor)));
        let written = before.split_once('?').map_or(before, |(path, _)| path);
        let decoded = percent_decode_str(written).decode_utf8_lossy();
        let paths = if let Some(from_root) = decoded.strip_prefix('/') {
            self.roots().filter_map(|root| root.join(from_root)).collect()
        } else if decoded.is_empty() {
            vec![document.clone()]
        } else {
            self.places_of(document).filter_map(|folder| folder.join(&decoded)).collect()
        };
        let target = self.first_there(document, &paths, fragment.filter(|anchor| !anchor.is_empty()));
        let as_written = |link: String| self.as_written(document, written, link);
        Target { suggestion: target.suggestion.map(as_written), ..target }
    }

    /// A suggested link in the style of the written one: on a site, an address stays an address.
    fn as_written(&self, document: &DocPath, written: &str, link: String) -> String {
        if self.profile.text().links.style == LinkStyle::File || written.to_ascii_lowercase().ends_with(".md")
        {
            return link;
        }
        let (file, anchor) = link
            .split_once('#')
            .map_or((link.as_str(), String::new()), |(file, anchor)| (file, format!("#{anchor}")));
        let Some(path) = document.parent().join(file) else { return link };
        if written.starts_with('/') {
            return format!("/{}{anchor}", self.address(&path));
        }
        let page = if self.profile.is_index_file(&path) { path.parent() } else { path };
        let file = document.relative_link_to(&page);
        format!("{}{anchor}", file.strip_suffix(".md").unwrap_or(&file))
    }

    /// Resolves a value of front matter: a path from a root of the site, or from the document.
    pub(super) fn resolve_reference(&self, document: &DocPath, value: &str) -> Target {
        let value = value.split('#').next().unwrap_or(value).trim_matches('/');
        let folders = self.roots().chain([document.parent()]);
        let paths: Vec<DocPath> = folders.filter_map(|folder| folder.join(value)).collect();
        let target = self.first_there(document, &paths, None);
        let suggestion = target.suggestion.as_ref().and_then(|link| document.parent().join(link));
        Target { suggestion: suggestion.map(|path| self.address(&path)), ..target }
    }

    /// A page in the form of front matter: on a site, the address below a root, without extension.
    fn address(&self, path: &DocPath) -> String {
        if self.profile.text().links.style == LinkStyle::File {
            return path.to_string();
        }
        let page = if self.profile.is_index_file(path) { path.parent() } else { path.clone() };
        let text = page.as_str().strip_suffix(".md").unwrap_or(page.as_str());
        let mut roots = self.profile.text().links.roots.iter();
        let below = roots.find_map(|root| text.strip_prefix(root.as_str())?.strip_prefix('/'));
        below.unwrap_or(text).to_owned()
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
        let named = links.roots.iter().filter(|_| links.style == LinkStyle::Site);
        std::iter::once(DocPath::default()).chain(named.filter_map(|root| DocPath::new(root)))
    }

    /// The folders in which relative targets begin: that of the document, and on a site also the address of the
    /// document.
    fn places_of(&self, document: &DocPath) -> impl Iterator<Item = DocPath> {
        let folder = document.parent();
        let site =
            self.profile.text().links.style == LinkStyle::Site && !self.profile.is_index_file(document);
        let as_folder = if site { folder.join(document.stem()) } else { None };
        std::iter::once(folder).chain(as_folder)
    }

    /// The first of these paths that exists; on a site also with the extension that addresses omit.
    fn first_there(&self, document: &DocPath, paths: &[DocPath], anchor: Option<&str>) -> Target {
        let Some(written) = paths.first() else {
            return Target {
                path: None,
                resolution: Resolution::OutsideRoot,
                document: None,
                suggestion: None,
            };
        };
        let there = paths.iter().flat_map(|path| self.spellings(path)).find_map(|path| {
            let (resolution, found) = self.look_up(&path);
            (resolution != Resolution::Missing).then_some((path, resolution, found))
        });
        let Some((path, resolution, found)) = there else {
            let suggestion = self.suggest(document, written);
            let suggestion =
                suggestion.map(|link| anchor.map_or(link.clone(), |anchor| format!("{link}#{anchor}")));
            let path = Some(written.clone());
            return Target { path, resolution: Resolution::Missing, document: None, suggestion };
        };
        let resolution = match (&found, anchor) {
            (Some(found), Some(anchor)) if self.lacks_anchor(found, anchor) => Resolution::BadAnchor,
            _ => resolution,
        };
        Target { path: Some(path), resolution, document: found, suggestion: None }
    }

    /// The paths that a path may mean, in order: on a site, an address without extension means the file with one first.
    fn spellings(&self, path: &DocPath) -> Vec<DocPath> {
        let site = self.profile.text().links.style == LinkStyle::Site && !path.is_markdown();
        let with_ending = if site { path.parent().join(&format!("{}.md", path.file_name())) } else { None };
        with_ending.into_iter().chain([path.clone()]).collect()
    }

    fn look_up(&self, path: &DocPath) -> (Resolution, Option<DocPath>) {
        if self.inventory.has_file(path) {
            return (Resolution::File, Some(path.clone()));
        }
        if self.inventory.has_folder(path) {
            return (Resolution::Directory, self.index_of(path));
        }
        (Resolution::Missing, None)
    }

    fn index_of(&self, folder: &DocPath) -> Option<DocPath> {
        let names = &self.profile.text().tree.index_files;
        names.iter().filter_map(|name| folder.join(name)).find(|path| self.inventory.has_file(path))
    }

    fn lacks_anchor(&self, document: &DocPath, anchor: &str) -> bool {
        if self.profile.text().links.slug_rule == SlugRule::None {
            return false;
        }
        let anchor = percent_decode_str(anchor).decode_utf8_lossy().to_lowercase();
        self.anchors.get(document).is_some_and(|anchors| !anchors.has(&anchor))
    }

    /// The relative link to the one file that a broken link can mean: the same folder and name elsewhere, else the same
    /// subject (`x.md` for `x/README.md`) or the same name.
    fn suggest(&self, document: &DocPath, missing: &DocPath) -> Option<String> {
        let same_name =
            self.by_name.get(&missing.file_name().to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        let folder = missing.parent().file_name().to_lowercase();
        let mut same_place =
            same_name.iter().filter(|file| file.parent().file_name().to_lowercase() == folder);
        if let (Some(only), None) = (same_place.next(), same_place.next()) {
            return Some(document.relative_link_to(only));
        }
        let subject = subject(missing, self.profile).to_lowercase();
        let of_subject = self.by_subject.get(&subject).map(Vec::as_slice).unwrap_or_default();
        let mut candidates: BTreeSet<&DocPath> =
            of_subject.iter().copied().filter(|_| !subject.is_empty()).collect();
        if !self.profile.is_index_file(missing) {
            candidates.extend(same_name);
        }
        let mut candidates = candidates.into_iter();
        match (candidates.next(), candidates.next()) {
            (Some(only), None) if only != document => Some(document.relative_link_to(only)),
            _ => None,
        }
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

/// The subject of a file by its name: the folder of an index page, else its stem; the whole name of a file that is not
/// Markdown.
fn subject<'p>(path: &'p DocPath, profile: &Profile) -> &'p str {
    let text = path.as_str();
    if profile.is_index_file(path) {
        let folder = text.rsplit_once('/').map_or("", |(folder, _)| folder);
        return folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    }
    if path.is_markdown() { path.stem() } else { path.file_name() }
}
