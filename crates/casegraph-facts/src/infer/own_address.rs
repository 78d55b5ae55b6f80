//! The collection's own address: one host and prefix whose last parts are the names of its pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::join::inventory::Inventory;
use crate::model::location::DocPath;

use super::page::{Class, Collection, Page, share};
use super::site::names_page;

/// Names of files and parts of addresses that say nothing of a page.
const COMMON: [&str; 10] =
    ["readme", "index", "docs", "blog", "about", "contributing", "license", "changelog", "_index", "home"];

/// Hosts that hold pages of many: only a prefix with a repository is somebody's own.
const FOREIGN: [&str; 10] = [
    "wikipedia.org",
    "medium.com",
    "youtube.com",
    "twitter.com",
    "linkedin.com",
    "martinfowler.com",
    "microsoft.com",
    "stackoverflow.com",
    "amazon.com",
    "gitlab.com",
];

/// Addresses with one prefix.
#[derive(Default)]
struct Group<'p> {
    /// Last parts that are names of pages, with the pages that they name.
    matched: BTreeMap<&'p str, &'p str>,
    others: BTreeSet<&'p str>,
    /// How many links lead from a page to one of another name.
    between: usize,
    links: usize,
    /// What stands before the page's own path, with how many addresses have it.
    befores: BTreeMap<&'p str, usize>,
}

/// The addresses of the collection's pages, with what was seen. `stated` is what the generator's settings say.
pub(super) fn find(
    collection: &Collection<'_>,
    stated: Option<&str>,
    roots: &[String],
    inventory: &Inventory,
) -> (Vec<String>, Vec<String>) {
    let mut names: HashMap<String, &str> = HashMap::new();
    for page in collection.pages.iter().filter(|page| page.class != Class::Copy) {
        let name = page.name.to_lowercase();
        if !COMMON.contains(&name.as_str()) {
            names.entry(name).or_insert(page.path);
        }
    }
    let mut groups: BTreeMap<(&str, &str), Group<'_>> = BTreeMap::new();
    let mut fronts: BTreeSet<&str> = BTreeSet::new();
    for page in &collection.pages {
        for host in &page.features.links.hosts {
            for path in &host.paths {
                if path.trim_matches('/').is_empty() {
                    if page.folder.is_empty() {
                        fronts.insert(&host.address);
                    }
                } else {
                    add(&mut groups, &names, page, &host.address, path);
                }
            }
        }
        for target in &page.features.links.rooted_samples {
            let path = target.split(['#', '?']).next().unwrap_or(target);
            let is_file = |root: &str| {
                DocPath::new(root).is_some_and(|root| names_page(inventory, &root, path.trim_matches('/')))
            };
            if !is_file("") && !roots.iter().any(|root| is_file(root)) {
                add(&mut groups, &names, page, "", path);
            }
        }
    }
    let mut all_of: HashMap<&str, usize> = HashMap::new();
    for ((address, _), group) in &groups {
        *all_of.entry(address).or_default() += group.matched.len() + group.others.len();
    }
    let mut own = Vec::new();
    let mut seen = Vec::new();
    for ((address, prefix), group) in &groups {
        let all = group.matched.len() + group.others.len();
        let matched = group.matched.len();
        let is_stated = stated.is_some_and(|stated| !address.is_empty() && stated.starts_with(address));
        let is_repository = is_repository(address, prefix);
        let host = address.rsplit('/').next().unwrap_or(address);
        let is_foreign =
            FOREIGN.iter().any(|foreign| host.ends_with(foreign)) || (host == "github.com" && !is_repository);
        let deep = all_of.get(address).copied().unwrap_or_default();
        let is_front = fronts.contains(address) && matched == deep;
        let is_enough = if is_stated || is_front {
            matched >= 1
        } else {
            matched >= if address.is_empty() { 2 } else { 3 }
        };
        let is_ours = share(matched, all, 70) && share(group.between, group.links, 50);
        if is_foreign || !is_enough || !is_ours {
            continue;
        }
        let form = form(address, prefix, group);
        seen.push(format!("{matched} of {all} addresses `{address}{prefix}…` end with the name of a page"));
        if !own.contains(&form) {
            own.push(form);
        }
    }
    own.sort_by_key(|form| (form.contains("{stem}"), form.clone()));
    own.truncate(6);
    if let Some(stated) = stated {
        let form = format!("{stated}/{{path}}");
        if !own.iter().any(|own| own.starts_with(stated)) {
            seen.push(format!("the site's settings say {stated}"));
            own.push(form);
        }
    }
    (own, seen)
}

fn add<'p>(
    groups: &mut BTreeMap<(&'p str, &'p str), Group<'p>>,
    names: &HashMap<String, &'p str>,
    page: &Page<'p>,
    address: &'p str,
    path: &'p str,
) {
    let bare = path.trim_end_matches('/');
    let Some(at) = bare.rfind('/') else { return };
    let (prefix, last) = bare.split_at(at + 1);
    let stem = [".html", ".htm", ".md"].iter().find_map(|ending| last.strip_suffix(ending)).unwrap_or(last);
    let group = groups.entry((address, prefix)).or_default();
    if last.contains('.') && stem == last {
        return;
    }
    match names.get(&stem.to_lowercase()) {
        Some(named) => {
            group.matched.insert(stem, named);
            group.links += 1;
            group.between += usize::from(!page.name.eq_ignore_ascii_case(stem));
            let whole = [".html", ".md"].iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(bare);
            if let Some(before) = before_path(whole, named) {
                *group.befores.entry(before).or_default() += 1;
            }
        }
        None => {
            group.others.insert(stem);
        }
    }
}

/// A path as it stands in addresses: without ending, the page of a folder as the folder.
fn without_ending(path: &str) -> &str {
    let bare = path.strip_suffix(".md").or_else(|| path.strip_suffix(".markdown")).unwrap_or(path);
    ["/README", "/readme", "/index", "/_index"]
        .iter()
        .find_map(|index| bare.strip_suffix(index))
        .unwrap_or(bare)
}

/// `https://github.com/owner/name/blob/main/…`
fn is_repository(address: &str, prefix: &str) -> bool {
    let mut parts = prefix.trim_matches('/').split('/');
    let (owner, name, view) = (parts.next(), parts.next(), parts.next());
    address.ends_with("//github.com")
        && owner.is_some()
        && name.is_some()
        && matches!(view, Some("blob" | "tree"))
}

/// What stands in an address before the path of the page: the whole path, or the path without its outermost folders.
fn before_path<'a>(whole: &'a str, path: &str) -> Option<&'a str> {
    let mut own = without_ending(path);
    loop {
        let before = whole.strip_suffix(own).filter(|before| before.ends_with('/'));
        // A last part alone may be a name only: then the stem is what is sure.
        if before.is_some() && (own.contains('/') || own == without_ending(path)) {
            return before;
        }
        own = own.split_once('/')?.1;
    }
}

/// The address with a placeholder: the path where most addresses have it, else the last part.
fn form(address: &str, prefix: &str, group: &Group<'_>) -> String {
    let most = group.befores.iter().max_by_key(|(before, count)| (**count, before.len()));
    if let Some((before, count)) = most
        && share(*count, group.links, 70)
    {
        let ending = if is_repository(address, prefix) && prefix.contains("/blob/") { ".md" } else { "" };
        return format!("{address}{before}{{path}}{ending}");
    }
    format!("{address}{prefix}{{stem}}")
}
