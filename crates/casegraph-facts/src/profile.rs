//! A profile: what the Markdown of one kind of collection looks like, as data.
//!
//! The text form is TOML ([`ProfileText`]); [`Profile`] is the same thing ready for use, with its patterns compiled.
//! `profiles/case-studies.toml` documents every key.

use std::collections::BTreeMap;

use globset::{Glob, GlobSet, GlobSetBuilder};
use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::{DocPath, Relation, Role, SourceKind, TopicStatus, TreePart, TreePlace, label_of_name};

/// The shipped profile `case-studies`, as TOML.
pub const CASE_STUDIES: &str = include_str!("../profiles/case-studies.toml");

/// Names and texts of all shipped profiles, sorted by name.
pub const SHIPPED_PROFILES: [(&str, &str); 1] = [("case-studies", CASE_STUDIES)];

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
}

/// The folder tree of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TreeText {
    /// Pattern of a domain's folder, with groups `position` and `name`.
    pub domain_folder: String,
    /// Pattern of a category's folder.
    pub category_folder: String,
    /// Pattern of a plan's heading that opens a domain.
    pub domain_heading: String,
    /// Pattern of a plan's heading that opens a category.
    pub category_heading: String,
    /// File names that are the page of their folder.
    pub index_files: Vec<String>,
    /// What a sources file has after its topic's stem.
    pub sources_suffix: String,
}

/// What a case study is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct CaseStudyText {
    /// Pattern of its heading, with groups `number` and `title`.
    pub heading: String,
    /// How many make a topic complete.
    pub minimum: u32,
    /// How many are too many for one page, plus nothing.
    pub maximum: u32,
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
    /// Column headers by what they hold.
    pub columns: BTreeMap<PlanColumn, Vec<String>>,
    /// Status words by what they mean.
    pub statuses: BTreeMap<StatusText, Vec<String>>,
    /// Priority words by what they mean.
    pub priorities: BTreeMap<PriorityText, Vec<String>>,
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
    /// How a heading becomes an anchor.
    pub slug_rule: SlugRule,
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

/// A profile that cannot be used, with the key that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{key}`: {reason}")]
pub struct ProfileError {
    /// The key, dotted.
    pub key: String,
    /// What is wrong with it.
    pub reason: String,
}

/// A profile ready for use.
#[derive(Clone, Debug)]
pub struct Profile {
    roles: Vec<(Role, GlobSet)>,
    domain_folder: Regex,
    category_folder: Regex,
    domain_heading: Regex,
    category_heading: Regex,
    case_study_heading: Regex,
    section_kinds: BTreeMap<String, String>,
    source_sections: BTreeMap<String, SourceKind>,
    source_columns: BTreeMap<String, SourceColumn>,
    plan_columns: BTreeMap<String, PlanColumn>,
    text: ProfileText,
}

impl Profile {
    /// Compiles a profile.
    ///
    /// # Errors
    /// A glob or regular expression that does not compile, with its key.
    pub fn new(text: ProfileText) -> Result<Self, ProfileError> {
        let order = [Role::Template, Role::Plan, Role::Sources, Role::Index, Role::Topic, Role::Page];
        let roles = order
            .into_iter()
            .filter_map(|role| text.roles.get(&role).map(|globs| (role, globs)))
            .map(|(role, globs)| Ok((role, glob_set(&format!("roles.{}", role.code()), globs)?)))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            roles,
            domain_folder: pattern("tree.domain-folder", &text.tree.domain_folder)?,
            category_folder: pattern("tree.category-folder", &text.tree.category_folder)?,
            domain_heading: pattern("tree.domain-heading", &text.tree.domain_heading)?,
            category_heading: pattern("tree.category-heading", &text.tree.category_heading)?,
            case_study_heading: pattern("case-study.heading", &text.case_study.heading)?,
            section_kinds: by_alias(&text.sections),
            source_sections: by_alias(&text.sources.sections),
            source_columns: by_alias(&text.sources.columns),
            plan_columns: by_alias(&text.plan.columns),
            text,
        })
    }

    /// The profile as data.
    #[must_use]
    pub fn text(&self) -> &ProfileText {
        &self.text
    }

    /// The role of the document at `path` and the parts of the tree it belongs to.
    #[must_use]
    pub fn role_of(&self, path: &DocPath) -> (Role, TreePlace) {
        let place = self.place_of(path);
        let by_glob =
            self.roles.iter().find(|(_, globs)| globs.is_match(path.as_str())).map(|(role, _)| *role);
        let role = by_glob.unwrap_or(match &place.topic {
            Some(_) => Role::Topic,
            None if self.is_index_file(path) => Role::Index,
            None => Role::Page,
        });
        match role {
            Role::Topic | Role::Sources => (role, place),
            Role::Index => (role, TreePlace { topic: None, ..place }),
            Role::Template | Role::Plan | Role::Page => (role, TreePlace::default()),
        }
    }

    /// Whether the file's name makes it the page of its folder.
    #[must_use]
    pub fn is_index_file(&self, path: &DocPath) -> bool {
        self.text.tree.index_files.iter().any(|name| name == path.file_name())
    }

    /// Domain, category and topic as the path says: as many as its folders name. A file in a topic's folder that is
    /// neither its page nor its sources file belongs to the category only, so it is no second page of the topic.
    #[must_use]
    pub fn place_of(&self, path: &DocPath) -> TreePlace {
        let folder = path.parent();
        let mut folders = folder.parts();
        let mut place = TreePlace::default();
        let Some(domain) = folders.next().and_then(|name| tree_part(&self.domain_folder, name)) else {
            return place;
        };
        place.domain = Some(domain);
        let Some(category) = folders.next().and_then(|name| tree_part(&self.category_folder, name)) else {
            return place;
        };
        place.category = Some(category);
        let suffix = self.text.tree.sources_suffix.as_str();
        let stem = path.stem();
        let names_its_folder = self.is_index_file(path) || format!("_{stem}") == suffix;
        place.topic = match (folders.next(), folders.next(), names_its_folder) {
            (None, _, false) => Some(stem.strip_suffix(suffix).unwrap_or(stem).to_owned()),
            (Some(topic), None, true) => Some(topic.to_owned()),
            _ => None,
        };
        place
    }

    /// The domain that a plan's heading opens.
    #[must_use]
    pub fn domain_of_heading(&self, heading: &str) -> Option<TreePart> {
        tree_part(&self.domain_heading, without_remark(heading))
    }

    /// The category that a plan's heading opens.
    #[must_use]
    pub fn category_of_heading(&self, heading: &str) -> Option<TreePart> {
        tree_part(&self.category_heading, without_remark(heading))
    }

    /// Number and title, if the heading opens a case study.
    #[must_use]
    pub fn case_study_of_heading(&self, heading: &str) -> Option<(Option<u32>, String)> {
        let found = self.case_study_heading.captures(heading)?;
        let title = found.name("title")?.as_str().trim().to_owned();
        Some((found.name("number").and_then(|number| number.as_str().parse().ok()), title))
    }

    /// The kind of section that a heading names.
    #[must_use]
    pub fn section_kind(&self, heading: &str) -> Option<&str> {
        self.section_kinds.get(&normal_form(heading)).map(String::as_str)
    }

    /// The kind of source that a section of a sources file lists.
    #[must_use]
    pub fn source_section(&self, heading: &str) -> Option<SourceKind> {
        self.source_sections.get(&normal_form(heading)).copied()
    }

    /// What a column of a source table holds.
    #[must_use]
    pub fn source_column(&self, header: &str) -> Option<SourceColumn> {
        self.source_columns.get(&normal_form(header)).copied()
    }

    /// What a column of a results table holds: its header begins with the words that the profile lists.
    #[must_use]
    pub fn metric_column(&self, header: &str) -> Option<MetricColumn> {
        let header = normal_form(header);
        let begins = |words: &String| {
            let words = normal_form(words);
            header.strip_prefix(&words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.text
            .metrics
            .columns
            .iter()
            .find(|(_, names)| names.iter().any(begins))
            .map(|(column, _)| *column)
    }

    /// What a column of a plan table holds.
    #[must_use]
    pub fn plan_column(&self, header: &str) -> Option<PlanColumn> {
        self.plan_columns.get(&normal_form(header)).copied()
    }

    /// What a status cell means. Symbols may be followed by words, which then do not count.
    #[must_use]
    pub fn status(&self, cell: &str) -> Option<TopicStatus> {
        let cell = cell.trim();
        let stated = self.text.plan.statuses.iter().find(|(_, words)| {
            words.iter().any(|word| {
                let symbol = word.chars().all(|c| !c.is_alphanumeric());
                if symbol { cell.starts_with(word.as_str()) } else { normal_form(cell) == normal_form(word) }
            })
        })?;
        Some(match stated.0 {
            StatusText::Complete => TopicStatus::Complete,
            StatusText::InProgress => TopicStatus::InProgress,
            StatusText::Planned => TopicStatus::Planned,
        })
    }

    /// What a priority cell means: 1, 2 or 3.
    #[must_use]
    pub fn priority(&self, cell: &str) -> Option<u8> {
        let cell = cell.trim();
        let stated = self
            .text
            .plan
            .priorities
            .iter()
            .find(|(_, words)| words.iter().any(|word| word.eq_ignore_ascii_case(cell)))?;
        Some(match stated.0 {
            PriorityText::P1 => 1,
            PriorityText::P2 => 2,
            PriorityText::P3 => 3,
        })
    }

    /// Whether a cell stands where a company should and names none.
    #[must_use]
    pub fn is_no_company(&self, cell: &str) -> bool {
        let cell = cell.trim();
        !cell.chars().any(char::is_alphabetic) || among(&self.text.placeholders.companies, cell)
    }

    /// Whether a cell is empty, or says so in words.
    #[must_use]
    pub fn is_no_value(&self, cell: &str) -> bool {
        cell.trim().is_empty() || among(&self.text.placeholders.values, cell.trim())
    }

    /// Whether a name stands in for a person.
    #[must_use]
    pub fn is_placeholder_person(&self, name: &str) -> bool {
        among(&self.text.placeholders.people, name.trim())
    }
}

fn among(words: &[String], cell: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

fn pattern(key: &str, text: &str) -> Result<Regex, ProfileError> {
    Regex::new(text).map_err(|error| ProfileError { key: key.to_owned(), reason: error.to_string() })
}

fn glob_set(key: &str, globs: &[String]) -> Result<GlobSet, ProfileError> {
    let wrong = |error: globset::Error| ProfileError { key: key.to_owned(), reason: error.to_string() };
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(Glob::new(glob).map_err(wrong)?);
    }
    set.build().map_err(wrong)
}

/// The part of the tree that a folder's name or a heading names.
fn tree_part(pattern: &Regex, text: &str) -> Option<TreePart> {
    let found = pattern.captures(text.trim())?;
    let name = found.name("name")?.as_str().trim().to_owned();
    Some(TreePart { name, position: found.name("position").and_then(|number| number.as_str().parse().ok()) })
}

impl TreePart {
    /// The slug: the name in lower case, words joined by `_`.
    #[must_use]
    pub fn slug(&self) -> String {
        crate::slug(&self.name).replace('-', "_")
    }

    /// The name as people would write it.
    #[must_use]
    pub fn label(&self) -> String {
        label_of_name(&self.name)
    }
}

fn by_alias<T: Clone>(aliases: &BTreeMap<T, Vec<String>>) -> BTreeMap<String, T> {
    aliases
        .iter()
        .flat_map(|(kind, names)| names.iter().map(|name| (normal_form(name), kind.clone())))
        .collect()
}

/// A heading without a last remark in parentheses.
fn without_remark(heading: &str) -> &str {
    let heading = heading.trim();
    match (heading.ends_with(')'), heading.rfind('(')) {
        (true, Some(open)) if open > 0 => heading.get(..open).unwrap_or(heading).trim_end(),
        _ => heading,
    }
}

/// What is compared of a heading: words in lower case, without a number before them, symbols, or a remark in
/// parentheses after them.
pub(crate) fn normal_form(heading: &str) -> String {
    let words: Vec<String> = without_remark(heading)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let numbers = words.iter().take_while(|word| word.chars().all(|c| c.is_ascii_digit())).count();
    let first = if numbers < words.len() { numbers } else { 0 };
    words.get(first..).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn case_studies() -> Profile {
        Profile::new(toml::from_str(CASE_STUDIES).unwrap()).unwrap()
    }

    #[test]
    fn roles_and_places_follow_the_path() {
        let profile = case_studies();
        let paths = [
            "README.md",
            "PLAN.md",
            "RESOURCES_TEMPLATE.md",
            "STYLE_GUIDE.md",
            "01_BACKEND/README.md",
            "01_BACKEND/04_API_Design/README.md",
            "01_BACKEND/04_API_Design/rate_limiting/README.md",
            "01_BACKEND/04_API_Design/rate_limiting/RESOURCES.md",
            "01_BACKEND/04_API_Design/rate_limiting/notes.md",
            "01_BACKEND/04_API_Design/rate_limiting.md",
            "01_BACKEND/04_API_Design/rate_limiting_RESOURCES.md",
            "01_BACKEND/04_API_Design/a/b/README.md",
            "docs/04_API_Design/rate_limiting.md",
        ];
        let shown = paths.map(|path| {
            let (role, place) = profile.role_of(&DocPath::new(path).unwrap());
            let parts =
                [place.domain.map(|part| part.slug()), place.category.map(|part| part.slug()), place.topic];
            format!("{path}: {} {}", role.code(), parts.into_iter().flatten().collect::<Vec<_>>().join("/"))
        });
        expect![[r"
            README.md: index 
            PLAN.md: plan 
            RESOURCES_TEMPLATE.md: template 
            STYLE_GUIDE.md: page 
            01_BACKEND/README.md: index backend
            01_BACKEND/04_API_Design/README.md: index backend/api_design
            01_BACKEND/04_API_Design/rate_limiting/README.md: topic backend/api_design/rate_limiting
            01_BACKEND/04_API_Design/rate_limiting/RESOURCES.md: sources backend/api_design/rate_limiting
            01_BACKEND/04_API_Design/rate_limiting/notes.md: page 
            01_BACKEND/04_API_Design/rate_limiting.md: topic backend/api_design/rate_limiting
            01_BACKEND/04_API_Design/rate_limiting_RESOURCES.md: sources backend/api_design/rate_limiting
            01_BACKEND/04_API_Design/a/b/README.md: index backend/api_design
            docs/04_API_Design/rate_limiting.md: page "]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn headings_are_compared_by_their_words() {
        let profile = case_studies();
        assert_eq!(profile.section_kind("#### 3. Why This Happens (Root Cause)"), Some("root-cause"));
        assert_eq!(profile.section_kind("✅ Quick answer"), Some("quick-answer"));
        assert_eq!(profile.section_kind("Quick Answers to Ten Questions"), None);
        assert_eq!(
            profile.case_study_of_heading("Case Study 12: Two: parts"),
            Some((Some(12), "Two: parts".into()))
        );
        assert_eq!(profile.case_study_of_heading("Case Study: A title"), Some((None, "A title".into())));
        assert_eq!(profile.case_study_of_heading("Case Studies"), None);
        assert_eq!(
            profile.category_of_heading("04_API_Design/ (14 files)").map(|part| part.slug()),
            Some("api_design".into())
        );
        assert_eq!(profile.category_of_heading("4 things to know"), None);
    }

    #[test]
    fn status_cells_are_understood_or_not_at_all() {
        let profile = case_studies();
        assert_eq!(profile.status("✅"), Some(TopicStatus::Complete));
        assert_eq!(profile.status("⬜ TODO"), Some(TopicStatus::Planned));
        assert_eq!(profile.status("in progress"), Some(TopicStatus::InProgress));
        assert_eq!(profile.status("perhaps"), None);
    }
}
