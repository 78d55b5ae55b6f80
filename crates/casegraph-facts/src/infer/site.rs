//! The site that the collection is built into: its generator, from its own file, its folders of static files, its addresses.

use std::collections::BTreeMap;

use crate::join::inventory::Inventory;
use crate::model::location::DocPath;
use crate::rules::site::{Generator, SiteText};

use super::candidate::counted;
use super::own_address;
use super::page::{Class, Collection, share, tally};

/// The site, with what was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InferredSite {
    /// What is written in `casegraph.toml`.
    pub site: SiteText,
    /// What was seen, a sentence each.
    pub seen: Vec<String>,
}

/// A file that says something of the site, with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Its path.
    pub path: DocPath,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The files of a collection whose bytes [`super::infer`] wants to see: settings of generators, navigation, `CNAME`.
#[must_use]
pub fn site_files(inventory: &Inventory) -> Vec<DocPath> {
    let is_wanted = |path: &&DocPath| {
        let name = path.file_name();
        path.parts().count() <= 4
            && (generator_of(path, inventory).is_some() || matches!(name, "CNAME" | "index.html"))
    };
    inventory.files().filter(is_wanted).take(32).cloned().collect()
}

/// What a file says builds the site, and how sure that is: the lower the surer.
fn generator_of(path: &DocPath, inventory: &Inventory) -> Option<(u8, Generator)> {
    let name = path.file_name();
    let folder = path.parent();
    let stem = name.split('.').find(|part| !part.is_empty()).unwrap_or(name);
    let beside = |other: &str| folder.join(other).is_some_and(|path| inventory.has_folder(&path));
    Some(match name {
        _ if name.starts_with("docusaurus.config.") => (0, Generator::Docusaurus),
        _ if stem == "config" && matches!(folder.file_name(), ".vitepress" | ".vuepress") => {
            (0, Generator::Vitepress)
        }
        _ if name.starts_with("astro.config.") => (0, Generator::Astro),
        _ if name.starts_with(".eleventy.") || name.starts_with("eleventy.config.") => {
            (0, Generator::Eleventy)
        }
        "mkdocs.yml" | "mkdocs.yaml" => (0, Generator::Mkdocs),
        "book.toml" => (0, Generator::Mdbook),
        "hugo.toml" | "hugo.yaml" | "hugo.yml" | "hugo.json" => (0, Generator::Hugo),
        "config.toml" | "config.yaml" | "config.yml"
            if beside("content") || beside("archetypes") || folder.file_name() == "_default" =>
        {
            (1, Generator::Hugo)
        }
        ".gitbook.yaml" | ".gitbook.yml" | "book.json" => (1, Generator::Gitbook),
        "_sidebar.md" => (2, Generator::Docsify),
        "_config.yml" | "_config.yaml" => (3, Generator::Jekyll),
        "SUMMARY.md" => (4, Generator::Gitbook),
        _ => return None,
    })
}

/// Finds the site.
pub(super) fn find(collection: &Collection<'_>, inventory: &Inventory, files: &[SiteFile]) -> InferredSite {
    let mut inferred = InferredSite::default();
    let text_of = |path: &DocPath| {
        files
            .iter()
            .find(|file| file.path == *path)
            .map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
    };
    let mut known: Vec<(u8, usize, &DocPath, Generator)> = inventory
        .files()
        .filter(|path| path.parts().count() <= 4)
        .filter_map(|path| {
            generator_of(path, inventory)
                .map(|(doubt, generator)| (doubt, path.parts().count(), path, generator))
        })
        .collect();
    known.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
    let docsify = files.iter().find(|file| {
        file.path.file_name() == "index.html" && String::from_utf8_lossy(&file.bytes).contains("docsify")
    });
    let mut base = DocPath::default();
    let mut settings = String::new();
    if let Some((_, _, path, generator)) = known.first() {
        inferred.site.generator = Some(*generator);
        inferred.seen.push(format!("{} ({path})", generator.code()));
        base = path.parent();
        settings = text_of(path).unwrap_or_default();
        inferred.site.nav = nav(path, *generator, &settings, inventory);
    } else if let Some(file) = docsify {
        inferred.site.generator = Some(Generator::Docsify);
        inferred.seen.push(format!("docsify ({})", file.path));
        base = file.path.parent();
    } else if let Some((generator, pages)) = by_syntax(collection) {
        inferred.site.generator = Some(generator);
        inferred.seen.push(format!(
            "{} with notes or tags as {} reads them",
            counted(pages, "page", "pages"),
            generator.code()
        ));
    }
    let (roots, seen) = roots(collection, inventory, &base);
    inferred.site.roots = roots;
    inferred.seen.extend(seen);
    let cname = files.iter().find(|file| file.path.file_name() == "CNAME");
    let cname = cname.map(|file| format!("https://{}", String::from_utf8_lossy(&file.bytes).trim()));
    let stated = stated_address(inferred.site.generator, &settings).or(cname);
    let (own, seen) = own_address::find(collection, stated.as_deref(), &inferred.site.roots, inventory);
    inferred.site.own = (!own.is_empty()).then(|| own.into());
    inferred.seen.extend(seen);
    inferred
}

/// The generator whose notes and tags most pages have that have any; where its own file is not there.
fn by_syntax(collection: &Collection<'_>) -> Option<(Generator, usize)> {
    let counts = tally(collection.pages.iter().filter_map(|page| page.features.syntax));
    let all: usize = counts.values().sum();
    let (generator, pages) = counts.into_iter().max_by_key(|(_, pages)| *pages)?;
    (pages >= 3 && share(pages, all, 70)).then_some((generator, pages))
}

/// The file with the navigation.
fn nav(path: &DocPath, generator: Generator, settings: &str, inventory: &Inventory) -> Option<String> {
    let folder = path.parent();
    let there = |name: &str| {
        folder.join(name).filter(|path| inventory.has_file(path)).map(|path| path.as_str().to_owned())
    };
    match generator {
        Generator::Mkdocs => {
            settings.lines().any(|line| line.trim_end() == "nav:").then(|| path.as_str().to_owned())
        }
        Generator::Docusaurus => {
            there("sidebars.js").or_else(|| there("sidebars.ts")).or_else(|| there("sidebars.json"))
        }
        Generator::Mdbook => {
            let source = setting(settings, "src").unwrap_or_else(|| "src".to_owned());
            there(&format!("{source}/SUMMARY.md"))
        }
        Generator::Gitbook if path.file_name() == "SUMMARY.md" => Some(path.as_str().to_owned()),
        Generator::Gitbook => {
            let root = setting(settings, "root").unwrap_or_default();
            let summary = setting(settings, "summary").unwrap_or_else(|| "SUMMARY.md".to_owned());
            there(&summary).or_else(|| there(&format!("{root}/{summary}")))
        }
        Generator::Docsify => there("_sidebar.md"),
        Generator::Vitepress => Some(path.as_str().to_owned()),
        _ => None,
    }
}

/// The address that the generator's settings state.
fn stated_address(generator: Option<Generator>, settings: &str) -> Option<String> {
    let (address, prefix) = match generator? {
        Generator::Mkdocs => (setting(settings, "site_url"), None),
        Generator::Docusaurus => (setting(settings, "url"), setting(settings, "baseUrl")),
        Generator::Hugo => (setting(settings, "baseURL").or_else(|| setting(settings, "baseurl")), None),
        Generator::Jekyll => (setting(settings, "url"), setting(settings, "baseurl")),
        Generator::Astro => (setting(settings, "site"), setting(settings, "base")),
        _ => (None, None),
    };
    let address = address?;
    let address = address.trim_end_matches('/');
    let prefix = prefix.unwrap_or_default();
    let prefix = prefix.trim_matches('/');
    let whole = if prefix.is_empty() { address.to_owned() } else { format!("{address}/{prefix}") };
    let is_real = whole.starts_with("http") && !whole.contains("example.") && !whole.contains("localhost");
    is_real.then_some(whole)
}

/// The value of a key of TOML, YAML or a script, wherever it stands: the first one.
fn setting(text: &str, key: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let rest = line.trim_start().strip_prefix(key)?.trim_start().strip_prefix([':', '='])?;
        let value = rest.split(" #").next().unwrap_or(rest).trim().trim_end_matches(',');
        let value = value.trim_matches(['"', '\'', '`']);
        (!value.is_empty() && !value.contains(['(', '{', '$'])).then(|| value.to_owned())
    })
}

/// Whether an address below a folder names a file: as it is, without the ending, or as the page of a folder.
pub(super) fn names_page(inventory: &Inventory, root: &DocPath, target: &str) -> bool {
    let Some(path) = root.join(target) else { return false };
    let with =
        |ending: &str| DocPath::new(&format!("{path}{ending}")).is_some_and(|path| inventory.has_file(&path));
    inventory.has_file(&path)
        || ["", "/index", "/README", "/_index"].iter().any(|file| with(&format!("{file}.md")))
}

/// Folders that addresses which begin with `/` begin in: those that hold what the addresses name.
fn roots(collection: &Collection<'_>, inventory: &Inventory, base: &DocPath) -> (Vec<String>, Vec<String>) {
    let samples: Vec<&str> = collection
        .pages
        .iter()
        .filter(|page| page.class != Class::Copy)
        .flat_map(|page| page.features.links.rooted_samples.iter())
        .map(|target| target.split(['#', '?']).next().unwrap_or(target).trim_matches('/'))
        .filter(|target| !target.is_empty())
        .collect();
    let folders = [
        "static",
        "public",
        "docs",
        "content",
        "src",
        "assets",
        "site",
        "docs/public",
        "docs/.vuepress/public",
        "website/static",
        "src/content",
        "content/en",
        "docs/docs",
        "source",
        "pages",
    ];
    let candidates: Vec<DocPath> = folders
        .iter()
        .filter_map(|folder| base.join(folder))
        .chain(folders.iter().filter_map(|folder| DocPath::new(folder)))
        .collect();
    let is_there = |root: &DocPath, target: &str| names_page(inventory, root, target);
    let at_top = |target: &&str| is_there(&DocPath::default(), target);
    let mut left: Vec<&str> = samples.iter().copied().filter(|target| !at_top(target)).collect();
    let mut counts: BTreeMap<&DocPath, usize> = BTreeMap::new();
    let mut roots = Vec::new();
    loop {
        counts.clear();
        for root in candidates.iter().filter(|root| inventory.has_folder(root)) {
            let found = left.iter().filter(|target| is_there(root, target)).count();
            if found > 0 {
                counts.insert(root, found);
            }
        }
        let Some((root, _)) = counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))) else { break };
        roots.push(root.as_str().to_owned());
        left.retain(|target| !is_there(root, target));
    }
    let mut seen = Vec::new();
    if !samples.is_empty() {
        let found = samples.len() - left.len();
        seen.push(format!("{found} of {} addresses that begin with / are found", samples.len()));
    }
    (roots, seen)
}
