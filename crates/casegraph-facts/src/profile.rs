//! Profiles: the shape of the Markdown of one kind of collection, as data.
//!
//! The text form is TOML ([`ProfileText`]); [`Profile`] is the compiled form.

pub(crate) mod normal_form;
pub(crate) mod rule_place;
mod status_word;
pub(crate) mod text;

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use regex::Regex;

use crate::model::document::Role;
use crate::model::location::DocPath;
use crate::model::source::SourceKind;
use crate::model::topic::TopicStatus;
use crate::model::tree_place::{TreePart, TreePlace};
use crate::profile::normal_form::{normal_form, without_remark};
use crate::profile::rule_place::place_by_rule;
use crate::profile::status_word::StatusWord;
use crate::profile::text::{MetricColumn, PlanColumn, PriorityText, ProfileText, SourceColumn, StatusText};
use crate::rules::ruleset::Ruleset;

/// The error of a profile: the key and the reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{key}`: {reason}")]
pub struct ProfileError {
    /// The key, with dots.
    pub key: String,
    /// The reason.
    pub reason: String,
}

/// A compiled profile.
#[derive(Clone, Debug)]
pub struct Profile {
    roles: Vec<(Role, GlobSet)>,
    places: Vec<(Role, Vec<Regex>)>,
    headings_are_topics: Vec<Regex>,
    domain_heading: Option<Regex>,
    category_heading: Option<Regex>,
    case_study_heading: Option<Regex>,
    section_kinds: BTreeMap<String, String>,
    source_sections: BTreeMap<String, SourceKind>,
    source_columns: BTreeMap<String, SourceColumn>,
    plan_columns: BTreeMap<String, PlanColumn>,
    /// Beginnings of column headers, in normal form.
    metric_columns: Vec<(MetricColumn, Vec<String>)>,
    statuses: Vec<(StatusText, Vec<StatusWord>)>,
    rules: Ruleset,
    /// The name of the collection's own subject; empty if it is not known.
    subject: String,
    /// The file that has the rules, and the line of each.
    rule_lines: Option<(DocPath, Vec<u32>)>,
    text: ProfileText,
}

impl Profile {
    /// Compiles a profile, pattern by pattern: make one profile and use it for all files.
    ///
    /// # Errors
    /// If a glob or regular expression does not compile; the error has its key.
    pub fn new(text: ProfileText) -> Result<Self, ProfileError> {
        let order = [
            Role::Template,
            Role::Plan,
            Role::CaseStudy,
            Role::Sources,
            Role::Topic,
            Role::Pattern,
            Role::Company,
            Role::Technology,
            Role::Decision,
            Role::Index,
            Role::Page,
        ];
        let roles = order
            .into_iter()
            .filter_map(|role| text.roles.get(&role).map(|globs| (role, globs)))
            .map(|(role, globs)| Ok((role, glob_set(&format!("roles.{}", role.code()), globs)?)))
            .collect::<Result<_, _>>()?;
        let tree = &text.tree;
        let places = [
            (Role::CaseStudy, "tree.case-study", &tree.case_study),
            (Role::Sources, "tree.sources", &tree.sources),
            (Role::Topic, "tree.topic", &tree.topic),
            (Role::Index, "tree.index", &tree.index),
        ];
        // An index file is the index of its folder, unless a pattern names it as the page of a topic.
        let places =
            places.into_iter().map(|(role, key, patterns)| Ok((role, path_patterns(key, patterns)?)));
        Ok(Self {
            roles,
            places: places.collect::<Result<_, _>>()?,
            headings_are_topics: path_patterns("tree.headings-are-topics", &tree.headings_are_topics)?,
            domain_heading: pattern("tree.domain-heading", &tree.domain_heading)?,
            category_heading: pattern("tree.category-heading", &tree.category_heading)?,
            case_study_heading: pattern("case-study.heading", &text.case_study.heading)?,
            section_kinds: by_alias(&text.sections),
            source_sections: by_alias(&text.sources.sections),
            source_columns: by_alias(&text.sources.columns),
            plan_columns: by_alias(&text.plan.columns),
            metric_columns: text
                .metrics
                .columns
                .iter()
                .map(|(column, names)| (*column, names.iter().map(|name| normal_form(name)).collect()))
                .collect(),
            statuses: text
                .plan
                .statuses
                .iter()
                .map(|(status, words)| (*status, words.iter().map(|word| StatusWord::new(word)).collect()))
                .collect(),
            rules: Ruleset::new(&text.rules, &text.copies, &text.site).map_err(|(at, error)| {
                ProfileError {
                    key: at.map_or_else(|| error.key.clone(), |at| format!("rule {}: {}", at + 1, error.key)),
                    reason: error.reason,
                }
            })?,
            subject: String::new(),
            rule_lines: None,
            text,
        })
    }

    /// The same profile of a collection with this title: lists of users that name no subject are about it.
    #[must_use]
    pub fn of_collection(mut self, title: &str) -> Self {
        let subject = title.split(" - ").next().unwrap_or(title).split(": ").next().unwrap_or(title);
        subject.trim().clone_into(&mut self.subject);
        self
    }

    /// The same profile with the file that has its rules, and the line of each rule: findings about rules name them.
    #[must_use]
    pub fn with_rule_lines(mut self, file: DocPath, lines: Vec<u32>) -> Self {
        self.rule_lines = Some((file, lines));
        self
    }

    /// The compiled profile with this name that is shipped with the program; `None` if there is none.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        Self::new(ProfileText::shipped(name)?.ok()?).ok()
    }

    /// The text form.
    #[must_use]
    pub fn text(&self) -> &ProfileText {
        &self.text
    }

    /// All rules.
    pub(crate) fn rules(&self) -> &Ruleset {
        &self.rules
    }

    /// The name of the collection's own subject; empty if it is not known.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The file that has the rules, and the line of each.
    pub(crate) fn rule_lines(&self) -> Option<&(DocPath, Vec<u32>)> {
        self.rule_lines.as_ref()
    }

    /// The role of the document at `path`, and its place in the tree, as far as the path decides: for pages that are not there.
    /// Linear in the number of patterns.
    #[must_use]
    pub fn role_of(&self, path: &DocPath) -> (Role, TreePlace) {
        let (role, place) = self.path_role(path);
        match self.rules.by_path(path) {
            None => (role, place),
            Some(rule) => {
                let role = rule.are.role();
                (role, place_by_rule(path, role, &rule.condition.groups(path), place, self))
            }
        }
    }

    /// The role of the document at `path` by the roles and the tree, without the rules. Globs win over patterns.
    pub(crate) fn path_role(&self, path: &DocPath) -> (Role, TreePlace) {
        let by_glob =
            self.roles.iter().find(|(_, globs)| globs.is_match(path.as_str())).map(|(role, _)| *role);
        let (by_place, place) = self.place_of(path).unwrap_or((Role::Page, TreePlace::default()));
        match by_glob {
            None => (by_place, place),
            Some(role) if role == by_place => (role, place),
            Some(role @ (Role::Topic | Role::Pattern | Role::Sources | Role::Index | Role::CaseStudy)) => {
                (role, place)
            }
            Some(role) => (role, TreePlace::default()),
        }
    }

    /// The role and place by the patterns of the tree. An index file is the page of a topic only if a pattern names it.
    fn place_of(&self, path: &DocPath) -> Option<(Role, TreePlace)> {
        let found = self
            .places
            .iter()
            .flat_map(|(role, patterns)| patterns.iter().map(move |pattern| (role, pattern)));
        found.into_iter().find_map(|(role, pattern)| {
            let groups = pattern.captures(path.as_str())?;
            let group = |name: &str| groups.name(name).map(|group| group.as_str());
            let place = TreePlace {
                domain: group("domain").map(TreePart::from_folder),
                category: group("category").map(TreePart::from_folder),
                topic: group("topic").map(str::to_owned),
                case: group("case").map(str::to_owned),
            };
            let is_index = self.is_index_file(path);
            let by_file_name =
                [&place.topic, &place.case].iter().any(|name| name.as_deref() == Some(path.stem()));
            (!(is_index && by_file_name)).then_some((*role, place))
        })
    }

    /// Whether the name of the document at `path` gives it a role.
    pub(crate) fn has_role_by_name(&self, path: &DocPath) -> bool {
        self.roles.iter().any(|(_, globs)| globs.is_match(path.as_str()))
    }

    /// Whether the headings of the document at `path` are topics.
    #[must_use]
    pub fn has_heading_topics(&self, path: &DocPath) -> bool {
        !self.has_role_by_name(path)
            && self.headings_are_topics.iter().any(|pattern| pattern.is_match(path.as_str()))
    }

    /// Whether the file name makes the file the page of its folder.
    #[must_use]
    pub fn is_index_file(&self, path: &DocPath) -> bool {
        self.text.tree.index_files.iter().any(|name| name == path.file_name())
    }

    /// The domain that a heading of a plan opens.
    #[must_use]
    pub fn domain_of_heading(&self, heading: &str) -> Option<TreePart> {
        tree_part(self.domain_heading.as_ref()?, without_remark(heading))
    }

    /// The category that a heading of a plan opens.
    #[must_use]
    pub fn category_of_heading(&self, heading: &str) -> Option<TreePart> {
        tree_part(self.category_heading.as_ref()?, without_remark(heading))
    }

    /// The number and title, if the heading opens a case study.
    #[must_use]
    pub fn case_study_of_heading(&self, heading: &str) -> Option<(Option<u32>, String)> {
        let found = self.case_study_heading.as_ref()?.captures(heading)?;
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

    /// The meaning of a column of a table of sources.
    #[must_use]
    pub fn source_column(&self, header: &str) -> Option<SourceColumn> {
        self.source_columns.get(&normal_form(header)).copied()
    }

    /// The meaning of a column of a results table: the header begins with words that the profile lists.
    #[must_use]
    pub fn metric_column(&self, header: &str) -> Option<MetricColumn> {
        let header = normal_form(header);
        let begins = |words: &String| {
            header.strip_prefix(words.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.metric_columns.iter().find(|(_, names)| names.iter().any(begins)).map(|(column, _)| *column)
    }

    /// The meaning of a column of a table of a plan.
    #[must_use]
    pub fn plan_column(&self, header: &str) -> Option<PlanColumn> {
        self.plan_columns.get(&normal_form(header)).copied()
    }

    /// The status that a cell states. Words after a symbol do not count.
    #[must_use]
    pub fn status(&self, cell: &str) -> Option<TopicStatus> {
        let cell = cell.trim();
        let normal = normal_form(cell);
        let stated =
            self.statuses.iter().find(|(_, words)| words.iter().any(|word| word.matches(cell, &normal)))?;
        Some(match stated.0 {
            StatusText::Complete => TopicStatus::Complete,
            StatusText::InProgress => TopicStatus::InProgress,
            StatusText::Planned => TopicStatus::Planned,
        })
    }

    /// The priority that a cell states: 1, 2 or 3.
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

    /// Whether a cell of a company column names no company.
    #[must_use]
    pub fn is_placeholder_company(&self, cell: &str) -> bool {
        let cell = cell.trim();
        !cell.chars().any(char::is_alphabetic) || among(&self.text.placeholders.companies, cell)
    }

    /// Whether a cell is empty, or contains a word for an empty cell.
    #[must_use]
    pub fn is_empty_value(&self, cell: &str) -> bool {
        cell.trim().is_empty() || among(&self.text.placeholders.values, cell.trim())
    }

    /// Whether the name of a person is a placeholder.
    #[must_use]
    pub fn is_placeholder_person(&self, name: &str) -> bool {
        among(&self.text.placeholders.people, name.trim())
    }
}

fn among(words: &[String], cell: &str) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

fn compiled(key: &str, text: &str) -> Result<Regex, ProfileError> {
    Regex::new(text).map_err(|error| ProfileError { key: key.to_owned(), reason: error.to_string() })
}

/// Compiles a pattern that may be absent.
fn pattern(key: &str, text: &str) -> Result<Option<Regex>, ProfileError> {
    if text.is_empty() { Ok(None) } else { compiled(key, text).map(Some) }
}

/// Compiles patterns over whole paths.
fn path_patterns(key: &str, texts: &[String]) -> Result<Vec<Regex>, ProfileError> {
    texts.iter().map(|text| compiled(key, &format!("^(?:{text})$"))).collect()
}

fn glob_set(key: &str, globs: &[String]) -> Result<GlobSet, ProfileError> {
    let wrong = |error: globset::Error| ProfileError { key: key.to_owned(), reason: error.to_string() };
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(GlobBuilder::new(glob).case_insensitive(true).build().map_err(wrong)?);
    }
    set.build().map_err(wrong)
}

/// The part of the tree that matches a pattern with the groups `name` and `position`.
fn tree_part(pattern: &Regex, text: &str) -> Option<TreePart> {
    let found = pattern.captures(text.trim())?;
    let name = found.name("name")?.as_str().trim().to_owned();
    let position = found.name("position").and_then(|number| number.as_str().parse().ok());
    Some(TreePart { position, ..TreePart::named(&name) })
}

fn by_alias<T: Clone>(aliases: &BTreeMap<T, Vec<String>>) -> BTreeMap<String, T> {
    aliases
        .iter()
        .flat_map(|(kind, names)| names.iter().map(|name| (normal_form(name), kind.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::profile::text::SHIPPED_PROFILES;

    fn case_studies() -> Profile {
        Profile::shipped("case-studies").unwrap()
    }

    #[test]
    fn every_shipped_profile_compiles() {
        for (name, _) in SHIPPED_PROFILES {
            assert!(Profile::shipped(name).is_some(), "{name}");
        }
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
        expect![[r#"
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
            01_BACKEND/04_API_Design/a/b/README.md: index 
            docs/04_API_Design/rate_limiting.md: page "#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn headings_match_by_normal_form() {
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
    fn status_cells_state_a_status_or_none() {
        let profile = case_studies();
        assert_eq!(profile.status("✅"), Some(TopicStatus::Complete));
        assert_eq!(profile.status("⬜ TODO"), Some(TopicStatus::Planned));
        assert_eq!(profile.status("in progress"), Some(TopicStatus::InProgress));
        assert_eq!(profile.status("perhaps"), None);
    }
}
