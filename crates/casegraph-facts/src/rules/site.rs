//! Copies of a thing, and the site that the collection is built into.

use serde::{Deserialize, Serialize};

use super::error::RuleError;
use super::one_or_many::Words;
use super::path_pattern::PathPattern;

/// Pages that are copies of others: translations, versions, editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CopiesText {
    /// Regular expression over the whole path of a copy, with the group `same` and one of the groups `language`, `version` and
    /// `edition`. The original is the page at `same` from the collection's root; else the one at the path without the copy's own
    /// folder or suffix; else the only page that is no copy whose path ends with `same`, or that has its file name.
    pub of: String,
    /// Where every page lies in a folder of its language, version or edition: the one that the originals have (`en`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
}

/// The groups of which a pattern of copies has one.
const KINDS: [&str; 3] = ["language", "version", "edition"];

impl CopiesText {
    /// Whether the pattern can be used.
    ///
    /// # Errors
    /// A pattern that does not compile, or lacks a group.
    pub fn check(&self) -> Result<(), RuleError> {
        let pattern = PathPattern::new("copies.of", &self.of)?;
        let names: Vec<&str> = pattern.group_names().collect();
        let kinds = names.iter().filter(|name| KINDS.contains(name)).count();
        if !names.contains(&"same") || kinds != 1 {
            let reason =
                "needs the group `(?<same>…)` and one of `(?<language>…)`, `(?<version>…)`, `(?<edition>…)`";
            return Err(RuleError::new("copies.of", reason));
        }
        Ok(())
    }
}

/// The site that the collection is built into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SiteText {
    /// What builds it: gives anchors, permalinks and navigation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generator: Option<Generator>,
    /// Addresses of the collection's own pages: a link to one is a link to the page. `{path}` is the path without ending, `{stem}`
    /// its last part; for the page of a folder, the folder's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own: Option<Words>,
    /// Folders that addresses which begin with `/` begin in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<String>,
    /// How a heading becomes an anchor, where it is not the generator's way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchors: Option<Generator>,
    /// The file with the navigation: a page that it names is led to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nav: Option<String>,
}

impl SiteText {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the values can be used.
    ///
    /// # Errors
    /// An own address without a placeholder.
    pub fn check(&self) -> Result<(), RuleError> {
        let addresses = self.own.iter().flatten();
        for address in addresses {
            if !address.contains("{stem}") && !address.contains("{path}") {
                let reason =
                    format!("`{address}` names no page; write where its path stands: `{address}/{{path}}`");
                return Err(RuleError::new("site.own", reason));
            }
        }
        Ok(())
    }
}

/// What builds a site, or the rule by which headings become anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generator {
    /// GitHub's view of a repository.
    Github,
    /// `MkDocs`, from `mkdocs.yml`.
    Mkdocs,
    /// Docusaurus, from `docusaurus.config.*`.
    Docusaurus,
    /// Hugo, from `hugo.*` or `config.*` beside `content/`.
    Hugo,
    /// Jekyll, from `_config.yml`.
    Jekyll,
    /// `VitePress` or `VuePress`, from `.vitepress/` or `.vuepress/`.
    Vitepress,
    /// `GitBook`, from `.gitbook.yaml`, `book.json` or `SUMMARY.md`.
    Gitbook,
    /// mdBook, from `book.toml`.
    Mdbook,
    /// Eleventy, from `.eleventy.js` or `eleventy.config.*`.
    Eleventy,
    /// Docsify, from its `index.html` or `_sidebar.md`.
    Docsify,
    /// Astro, from `astro.config.*`.
    Astro,
    /// Nothing: anchors are not checked.
    None,
}

impl Generator {
    /// As `casegraph.toml` writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Mkdocs => "mkdocs",
            Self::Docusaurus => "docusaurus",
            Self::Hugo => "hugo",
            Self::Jekyll => "jekyll",
            Self::Vitepress => "vitepress",
            Self::Gitbook => "gitbook",
            Self::Mdbook => "mdbook",
            Self::Eleventy => "eleventy",
            Self::Docsify => "docsify",
            Self::Astro => "astro",
            Self::None => "none",
        }
    }
}
