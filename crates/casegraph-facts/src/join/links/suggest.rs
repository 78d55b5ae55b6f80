//! What a link that leads to nothing may mean.

use std::collections::BTreeSet;

use super::Targets;
use crate::model::location::DocPath;
use crate::profile::Profile;
use crate::profile::text::LinkStyle;

impl Targets<'_> {
    /// The relative link to the one file that a broken link can mean: the same folder and name elsewhere, else the same
    /// subject (`x.md` for `x/README.md`) or the same name.
    pub(super) fn suggest(&self, document: &DocPath, missing: &DocPath) -> Option<String> {
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

    /// A suggested link in the style of the written one: on a site, an address stays an address, and a path from a root stays one.
    pub(super) fn as_written(&self, document: &DocPath, written: &str, link: String) -> Option<String> {
        let (file, anchor) = link
            .split_once('#')
            .map_or((link.as_str(), String::new()), |(file, anchor)| (file, format!("#{anchor}")));
        let names_file = written.to_ascii_lowercase().ends_with(".md");
        if self.profile.text().links.style == LinkStyle::File || names_file {
            if !written.starts_with('/') {
                return Some(link);
            }
            // Only a page is certainly meant as a file; what else begins with `/` may be an address of a site.
            let path = document.parent().join(file).filter(|_| names_file)?;
            let place = self.inventory.place_in_repository().unwrap_or_default();
            let place = if place.is_empty() { String::new() } else { format!("/{place}") };
            return Some(format!("{place}/{path}{anchor}"));
        }
        let Some(path) = document.parent().join(file) else { return Some(link) };
        if written.starts_with('/') {
            return Some(format!("/{}{anchor}", self.address(&path)));
        }
        let page = if self.profile.is_index_file(&path) { path.parent() } else { path };
        let file = document.relative_link_to(&page);
        Some(format!("{}{anchor}", file.strip_suffix(".md").unwrap_or(&file)))
    }

    /// A page in the form of front matter: on a site, the address below a root, without extension.
    pub(super) fn address(&self, path: &DocPath) -> String {
        if self.profile.text().links.style == LinkStyle::File {
            return path.to_string();
        }
        let page = if self.profile.is_index_file(path) { path.parent() } else { path.clone() };
        let text = page.as_str().strip_suffix(".md").unwrap_or(page.as_str());
        let mut roots = self.profile.text().links.roots.iter();
        let below = roots.find_map(|root| text.strip_prefix(root.as_str())?.strip_prefix('/'));
        below.unwrap_or(text).to_owned()
    }
}

/// The subject of a file by its name: the folder of an index page, else its stem; the whole name of a file that is not
/// Markdown.
pub(super) fn subject<'p>(path: &'p DocPath, profile: &Profile) -> &'p str {
    let text = path.as_str();
    if profile.is_index_file(path) {
        let folder = text.rsplit_once('/').map_or("", |(folder, _)| folder);
        return folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    }
    if path.is_markdown() { path.stem() } else { path.file_name() }
}
