//! A profile as its TOML says it: the shipped texts, and a type for every table. `profiles/common.toml` explains every key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::document::Role;
use crate::model::relation::Relation;
use crate::model::source::SourceKind;

/// What all shipped profiles begin with, as TOML.
pub const COMMON_PROFILE: &str = include_str!("../../profiles/common.toml");

/// Names and texts of the shipped profiles, sorted by name. Each is laid over [`COMMON_PROFILE`], key by key.
pub const SHIPPED_PROFILES: [(&str, &str); 5] = [
    ("article-plan", include_str!("../../profiles/article-plan.toml")),
    ("case-studies", include_str!("../../profiles/case-studies.toml")),
    ("design-folders", include_str!("../../profiles/design-folders.toml")),
    ("link-list", include_str!("../../profiles/link-list.toml")),
    ("pages", include_str!("../../profiles/pages.toml")),
];

/// A profile as its TOML says it. A key that is absent is empty; unknown keys are errors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ProfileText {
    /// Globs by role.
    pub roles: BTreeMap<Role, Vec<String>>,
    /// The folder tree.
    pub tree: TreeText,
    /// What a case study is.
    pub case_study: CaseStudyText,
    /// Headings by section kind.
    pub sections: BTreeMap<String, Vec<String>>,
    /// What sections mean.
    pub section_rules: SectionRulesText,
    /// How results tables are written.
    pub metrics: MetricsText,
    /// How sources are listed.
    pub sources: SourcesText,
    /// Words that stand where something real should.
    pub placeholders: PlaceholdersText,
    /// How plans are written.
    pub plan: PlanText,
    /// How links are read.
    pub links: LinksText,
    /// What front matter means.
    pub front_matter: FrontMatterText,
}

impl ProfileText {
    /// The shipped profile of this name; none if there is no such profile.
    ///
    /// # Errors
    /// None in a tested build: the shipped texts are checked.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Result<Self, toml::de::Error>> {
        Self::shipped_table(name).map(|table| table.and_then(toml::Table::try_into))
    }

    /// The same as a TOML table, for laying other keys over it.
    #[must_use]
    pub fn shipped_table(name: &str) -> Option<Result<toml::Table, toml::de::Error>> {
        let (_, own) = SHIPPED_PROFILES.iter().find(|(known, _)| *known == name)?;
        let read = || {
            let mut table: toml::Table = toml::from_str(COMMON_PROFILE)?;
            merge_tables(&mut table, toml::from_str(own)?);
            Ok(table)
        };
        Some(read())
    }
}

/// Sets every key of `over` in `table`: tables key by key, everything else whole.
pub fn merge_tables(table: &mut toml::Table, over: toml::Table) {
    for (key, value) in over {
        match (table.get_mut(&key), value) {
            (Some(toml::Value::Table(below)), toml::Value::Table(above)) => merge_tables(below, above),
            (_, value) => {
                table.insert(key, value);
            }
        }
    }
}

/// The folder tree of a profile: regular expressions over whole paths, with the groups `domain`, `category`, `topic` and
/// `case`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TreeText {
    /// Files of a case study: all with the same group `case` are one.
    pub case_study: Vec<String>,
    /// Sources files of topics.
    pub sources: Vec<String>,
    /// Pages of topics.
    pub topic: Vec<String>,
    /// Pages of folders.
    pub index: Vec<String>,
    /// Pages whose headings are topics.
    pub headings_are_topics: Vec<String>,
    /// Pattern of a plan's heading that opens a domain, with the groups `position` and `name`.
    pub domain_heading: String,
    /// Pattern of a plan's heading that opens a category.
    pub category_heading: String,
    /// File names that are the page of their folder.
    pub index_files: Vec<String>,
    /// What a plan writes after a topic's stem for its sources file.
    pub sources_suffix: String,
}

/// What a case study is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CaseStudyText {
    /// Pattern of its heading, with groups `number` and `title`; empty where headings are no case studies.
    pub heading: String,
    /// Kinds of section whose outermost list items are case studies.
    pub item_sections: Vec<String>,
    /// Kinds of section whose table rows are case studies.
    pub row_sections: Vec<String>,
    /// How many make a topic complete.
    pub minimum: u32,
    /// How many a page should have at most.
    pub maximum: u32,
    /// Words before the names of companies whose systems a case study's own page compares it with.
    pub context_phrases: Vec<String>,
    /// Labels of the text that names the company.
    pub context_labels: Vec<String>,
    /// Labels of the one-sentence lesson.
    pub key_insight_labels: Vec<String>,
}

/// What sections mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SectionRulesText {
    /// Kinds whose tables hold metrics.
    pub results: Vec<String>,
    /// Kinds whose links are relations.
    pub relations: BTreeMap<String, Relation>,
    /// Kinds that are no part of a case study's own account.
    pub not_own_account: Vec<String>,
    /// Kinds whose text is a case study's context.
    pub context: Vec<String>,
    /// Roles of documents whose sections all have a known kind; others are divided as their authors like.
    pub expected_in: Vec<Role>,
}

/// How results tables are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct MetricsText {
    /// First words of column headers by what the column holds.
    pub columns: BTreeMap<MetricColumn, Vec<String>>,
}

/// What a column of a results table holds, besides the first, which names what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MetricColumn {
    /// The value before the change.
    Before,
    /// The value after it.
    After,
    /// What the text says the change is.
    Change,
}

/// How sources are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SourcesText {
    /// Headings by kind of source.
    pub sections: BTreeMap<SourceKind, Vec<String>>,
    /// Column headers by what they hold.
    pub columns: BTreeMap<SourceColumn, Vec<String>>,
}

/// What a column of a source table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceColumn {
    /// The publishing company.
    Company,
    /// The event or venue.
    Venue,
    /// The title.
    Title,
    /// Authors or speakers.
    Author,
    /// The address.
    Url,
    /// The date.
    Date,
    /// What the source gives.
    Remark,
}

/// Words that stand where something real should.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PlaceholdersText {
    /// Not companies.
    pub companies: Vec<String>,
    /// Not people.
    pub people: Vec<String>,
    /// Not sites.
    pub hosts: Vec<String>,
    /// Not values: an empty cell in words.
    pub values: Vec<String>,
}

/// How plans are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PlanText {
    /// Which items of check lists are topics.
    pub items: PlanItems,
    /// Whether trees in code fences name topics.
    pub trees: bool,
    /// Nouns of counts that mean topics.
    pub topic_nouns: Vec<String>,
    /// Words beside a count that make it a goal.
    pub goal_words: Vec<String>,
    /// Words at the end of a page's title that a plan may leave out.
    pub generic_endings: Vec<String>,
    /// Column headers by what they hold.
    pub columns: BTreeMap<PlanColumn, Vec<String>>,
    /// Status words by what they mean.
    pub statuses: BTreeMap<StatusText, Vec<String>>,
    /// Priority words by what they mean.
    pub priorities: BTreeMap<PriorityText, Vec<String>>,
}

/// Which items of a plan's check lists are topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanItems {
    /// None.
    #[default]
    None,
    /// Those that name a file or folder.
    Paths,
    /// All: the item's words are the topic's title.
    Titles,
}

/// What a column of a plan table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanColumn {
    /// The topic's file or folder.
    File,
    /// How far it is.
    Status,
    /// Terms it should treat.
    KeyTopics,
    /// How urgent it is.
    Priority,
    /// How many of how many: `5/50 (10%)`.
    Progress,
}

/// A status that a plan can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatusText {
    /// Written.
    Complete,
    /// Begun.
    InProgress,
    /// Not begun.
    Planned,
}

/// A priority that a plan can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriorityText {
    /// Write first.
    P1,
    /// Write second.
    P2,
    /// Write last.
    P3,
}

/// How links are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct LinksText {
    /// What links lead to.
    pub style: LinkStyle,
    /// Folders that addresses of a site begin in.
    pub roots: Vec<String>,
    /// How a heading becomes an anchor.
    pub slug_rule: SlugRule,
}

/// What links lead to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkStyle {
    /// Paths of files.
    #[default]
    File,
    /// Addresses of pages of a site: without endings, from a root or from the page.
    Site,
}

/// What front matter means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FrontMatterText {
    /// Keys whose values are relations.
    pub relations: BTreeMap<String, Relation>,
    /// Keys whose values lead to pages and say nothing more.
    pub references: Vec<String>,
    /// Keys whose values are companies.
    pub companies: Vec<String>,
}

/// How a heading becomes an anchor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlugRule {
    /// As on GitHub: lower case, spaces to `-`, punctuation dropped.
    #[default]
    Github,
    /// As in Python-Markdown, which `MkDocs` uses: ASCII only, runs of spaces and `-` are one `-`.
    Mkdocs,
    /// Anchors are not checked.
    None,
}
