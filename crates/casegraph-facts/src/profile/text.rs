//! The TOML form of profiles: the shipped texts, and a type for each table. `profiles/common.toml` explains every key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::document::Role;
use crate::model::relation::Relation;
use crate::model::source::SourceKind;
use crate::rules::site::{CopiesText, SiteText};
use crate::rules::text::{RuleText, RulesText};

/// The TOML that all shipped profiles extend.
pub const COMMON_PROFILE: &str = include_str!("../../profiles/common.toml");

/// The names and texts of the shipped profiles, sorted by name. Each is merged over [`COMMON_PROFILE`], key by key.
pub const SHIPPED_PROFILES: [(&str, &str); 5] = [
    ("article-plan", include_str!("../../profiles/article-plan.toml")),
    ("case-studies", include_str!("../../profiles/case-studies.toml")),
    ("design-folders", include_str!("../../profiles/design-folders.toml")),
    ("link-list", include_str!("../../profiles/link-list.toml")),
    ("pages", include_str!("../../profiles/pages.toml")),
];

/// The TOML form of a profile. An absent key is empty; an unknown key is an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ProfileText {
    /// Globs by role.
    pub roles: BTreeMap<Role, Vec<String>>,
    /// The folder tree.
    pub tree: TreeText,
    /// The shape of a case study.
    pub case_study: CaseStudyText,
    /// Headings by kind of section.
    pub sections: BTreeMap<String, Vec<String>>,
    /// The meaning of sections.
    pub section_rules: SectionRulesText,
    /// The shape of results tables.
    pub metrics: MetricsText,
    /// The shape of lists of sources.
    pub sources: SourcesText,
    /// Placeholder words.
    pub placeholders: PlaceholdersText,
    /// The shape of plans.
    pub plan: PlanText,
    /// The interpretation of links.
    pub links: LinksText,
    /// The meaning of front matter.
    pub front_matter: FrontMatterText,
    /// The rules; the first that takes a unit has it. `roles` and `tree` come after them.
    #[serde(rename = "rule", skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleText>,
    /// Pages that are copies of others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<CopiesText>,
    /// The site that the collection is built into.
    #[serde(skip_serializing_if = "SiteText::is_empty")]
    pub site: SiteText,
}

impl ProfileText {
    /// The rules, copies and site of the profile.
    #[must_use]
    pub fn rules_text(&self) -> RulesText {
        RulesText { rules: self.rules.clone(), copies: self.copies.clone(), site: self.site.clone() }
    }

    /// The shipped profile with this name; `None` if there is none.
    ///
    /// # Errors
    /// None in a tested build: a test parses the shipped texts.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Result<Self, toml::de::Error>> {
        Self::shipped_table(name).map(|table| table.and_then(toml::Table::try_into))
    }

    /// The shipped profile as a TOML table, to merge other keys over it.
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

/// Merges `over` into `table`: tables key by key, other values as a whole.
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

/// The folder tree: regular expressions over whole paths, with the groups `domain`, `category`, `topic` and `case`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TreeText {
    /// Files of a case study; files with the same group `case` belong to the same one.
    pub case_study: Vec<String>,
    /// Sources files of topics.
    pub sources: Vec<String>,
    /// Pages of topics.
    pub topic: Vec<String>,
    /// Pages of folders.
    pub index: Vec<String>,
    /// Pages whose headings are topics.
    pub headings_are_topics: Vec<String>,
    /// The pattern of a heading of a plan that opens a domain, with the groups `position` and `name`.
    pub domain_heading: String,
    /// The pattern of a heading of a plan that opens a category, with the same groups.
    pub category_heading: String,
    /// File names that are the page of their folder.
    pub index_files: Vec<String>,
    /// The suffix that a plan adds to the stem of a topic for its sources file.
    pub sources_suffix: String,
}

/// The shape of a case study.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CaseStudyText {
    /// The pattern of its heading, with the groups `number` and `title`; empty if headings are not case studies.
    pub heading: String,
    /// Kinds of section whose outermost list items are case studies.
    pub item_sections: Vec<String>,
    /// Kinds of section whose table rows are case studies.
    pub row_sections: Vec<String>,
    /// The number that makes a topic complete.
    pub minimum: u32,
    /// The highest number that a page should have.
    pub maximum: u32,
    /// Phrases before the names of companies with whose systems the main page of a case study compares it.
    pub context_phrases: Vec<String>,
    /// Labels of the text that names the company.
    pub context_labels: Vec<String>,
    /// Labels of the one-sentence lesson.
    pub key_insight_labels: Vec<String>,
}

/// The meaning of sections, by their kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SectionRulesText {
    /// Kinds whose tables hold metrics.
    pub results: Vec<String>,
    /// Kinds whose links are relations.
    pub relations: BTreeMap<String, Relation>,
    /// Kinds that are not part of a case study's own account.
    pub not_own_account: Vec<String>,
    /// Kinds whose text is the context of a case study.
    pub context: Vec<String>,
    /// Roles of documents in which every section should have a known kind; other documents may have any sections.
    pub expected_in: Vec<Role>,
}

/// The shape of results tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct MetricsText {
    /// First words of column headers, by the meaning of the column.
    pub columns: BTreeMap<MetricColumn, Vec<String>>,
}

/// The meaning of a column of a results table after the first, which names what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MetricColumn {
    /// The value before the change.
    Before,
    /// The value after it.
    After,
    /// The change as the text states it.
    Change,
}

/// The shape of lists of sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SourcesText {
    /// Headings by kind of source.
    pub sections: BTreeMap<SourceKind, Vec<String>>,
    /// Column headers, by the meaning of the column.
    pub columns: BTreeMap<SourceColumn, Vec<String>>,
}

/// The meaning of a column of a table of sources.
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
    /// The URL.
    Url,
    /// The date.
    Date,
    /// What the source is used for.
    Remark,
}

/// Placeholder words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PlaceholdersText {
    /// Placeholders for companies.
    pub companies: Vec<String>,
    /// Placeholders for people.
    pub people: Vec<String>,
    /// Placeholders for hosts.
    pub hosts: Vec<String>,
    /// Words for an empty cell.
    pub values: Vec<String>,
}

/// The shape of plans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PlanText {
    /// The items of check lists that are topics.
    pub items: PlanItems,
    /// Whether trees in code fences name topics.
    pub trees: bool,
    /// Nouns of counts that mean topics.
    pub topic_nouns: Vec<String>,
    /// Words beside a count that make it a goal.
    pub goal_words: Vec<String>,
    /// Words at the end of a page title that a plan may omit.
    pub generic_endings: Vec<String>,
    /// Column headers, by the meaning of the column.
    pub columns: BTreeMap<PlanColumn, Vec<String>>,
    /// Status words, by status.
    pub statuses: BTreeMap<StatusText, Vec<String>>,
    /// Priority words, by priority.
    pub priorities: BTreeMap<PriorityText, Vec<String>>,
}

/// The items of check lists in a plan that are topics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanItems {
    /// No items.
    #[default]
    None,
    /// Items that name a file or folder.
    Paths,
    /// All items: the text is the title of the topic.
    Titles,
}

/// The meaning of a column of a table of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanColumn {
    /// The file or folder of the topic.
    File,
    /// The status.
    Status,
    /// Terms for the topic to cover.
    KeyTopics,
    /// The priority.
    Priority,
    /// A stated count: `5/50 (10%)`.
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
    /// The most urgent.
    P1,
    /// The second priority.
    P2,
    /// The least urgent.
    P3,
}

/// The interpretation of links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct LinksText {
    /// The form of link targets.
    pub style: LinkStyle,
    /// Folders in which the addresses of a site begin.
    pub roots: Vec<String>,
    /// The rule that makes the anchor of a heading.
    pub slug_rule: SlugRule,
}

/// The form of link targets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkStyle {
    /// Paths of files.
    #[default]
    File,
    /// Addresses of pages of a site: without extension, relative to a root or to the page.
    Site,
}

/// The meaning of front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct FrontMatterText {
    /// Keys whose values are relations.
    pub relations: BTreeMap<String, Relation>,
    /// Keys whose values refer to pages and state no relation.
    pub references: Vec<String>,
    /// Keys whose values are companies.
    pub companies: Vec<String>,
    /// Keys by which a site lays a page out: they say nothing of its subject.
    pub layout: Vec<String>,
}

/// The rule that makes the anchor of a heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlugRule {
    /// The rule of GitHub: lower case, `-` for spaces, no punctuation.
    #[default]
    Github,
    /// The rule of Python-Markdown, which `MkDocs` uses: ASCII only, one `-` for a run of spaces and `-`.
    Mkdocs,
    /// No rule: anchors are not checked.
    None,
}
