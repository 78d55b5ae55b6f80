//! Detects a collection whose pages are not where the profile expects them, and proposes a change.

use std::collections::BTreeMap;

use casegraph_facts::{DocPath, FactSet, Profile, Role, counted, plural};

use casegraph_corpus::Config;

/// Pages that are not topic pages, in a collection without any topic page or case study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutMismatch {
    /// The number of such files.
    pub files: usize,
    /// The first of them.
    pub example: DocPath,
    /// The evidence that the layout is wrong.
    pub reason: MismatchReason,
}

/// The evidence that pages are in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MismatchReason {
    /// They would be topic pages if the collection began in this folder.
    Below(String),
    /// They have headings of case studies.
    CaseStudies,
    /// The collection has no topics at all.
    NoTopics,
}

impl LayoutMismatch {
    /// Checks the layout of a corpus; `None` if it has a topic page or a case study, or is only a plan. Linear in the documents.
    #[must_use]
    pub fn find(facts: &FactSet, config: &Config) -> Option<Self> {
        const FEW: usize = 3;
        let is_read = |role| matches!(role, Role::Topic | Role::CaseStudy);
        let has_pages = facts.topics.iter().any(|topic| topic.page.is_some());
        if has_pages || facts.documents.iter().any(|document| is_read(document.role)) {
            return None;
        }
        let profile = &config.profile;
        let others: Vec<_> = facts
            .documents
            .iter()
            .filter(|document| matches!(document.role, Role::Page | Role::Index))
            .collect();
        let mut below: BTreeMap<&str, Vec<&DocPath>> = BTreeMap::new();
        for document in &others {
            if let Some(folder) = folder_to_begin_in(&document.path, profile) {
                below.entry(folder).or_default().push(&document.path);
            }
        }
        let most = below.into_iter().max_by_key(|(_, files)| files.len());
        let found = |files: &[&DocPath], reason| {
            Some(Self { files: files.len(), example: (*files.first()?).clone(), reason })
        };
        if let Some((folder, files)) = most {
            return found(&files, MismatchReason::Below(folder.to_owned()));
        }
        let with_studies = others.iter().filter(|document| {
            document.sections.iter().any(|section| profile.case_study_of_heading(&section.name).is_some())
        });
        let with_studies: Vec<&DocPath> = with_studies.map(|document| &document.path).collect();
        if !with_studies.is_empty() {
            return found(&with_studies, MismatchReason::CaseStudies);
        }
        let deep: Vec<&DocPath> =
            others.iter().map(|document| &document.path).filter(|path| path.parts().count() > 1).collect();
        if !facts.topics.is_empty() || deep.len() < FEW {
            return None;
        }
        found(&deep, MismatchReason::NoTopics)
    }

    /// The message of a warning, and the advice.
    #[must_use]
    pub fn message(&self, profile: &Profile) -> (String, String) {
        let files = counted(self.files, "file", "files");
        let are = plural(self.files, "is", "are");
        let example = &self.example;
        let tree = &profile.text().tree;
        match &self.reason {
            MismatchReason::Below(folder) => {
                let keys = [("topic", &tree.topic), ("sources", &tree.sources), ("index", &tree.index)];
                let keys: String = keys.iter().map(|(key, patterns)| setting(key, patterns)).collect();
                (
                    format!(
                        "no file is a topic page, but {files} would be in a collection that begins in `{folder}/`, such as {example}"
                    ),
                    format!("move casegraph.toml to `{folder}/`, or let the patterns match in any folder:\n[tree]\n{keys}"),
                )
            }
            MismatchReason::CaseStudies => (
                format!("no file is a topic page, but {files} with case studies {are} elsewhere, such as {example}"),
                format!("set the location of topic pages in casegraph.toml; the current setting is\n[tree]\n{}", written("topic", &tree.topic)),
            ),
            MismatchReason::NoTopics => (
                format!("no file is a topic page: {files} {are} where the profile expects none, such as {example}"),
                "`casegraph init --dry-run` proposes a profile; `topic` in `[tree]` of casegraph.toml sets the location of topic pages"
                    .to_owned(),
            ),
        }
    }
}

/// A key of `[tree]` with patterns that match in any folder; empty for a key without patterns.
fn setting(key: &str, patterns: &[String]) -> String {
    const ANYWHERE: &str = "(.*/)?";
    let anywhere =
        |pattern: &String| format!("{ANYWHERE}{}", pattern.strip_prefix(ANYWHERE).unwrap_or(pattern));
    let patterns: Vec<String> = patterns.iter().map(anywhere).collect();
    if patterns.is_empty() { String::new() } else { written(key, &patterns) }
}

/// A key with its patterns, as TOML.
fn written(key: &str, patterns: &[String]) -> String {
    let patterns: String = patterns.iter().map(|pattern| format!("    '{pattern}',\n")).collect();
    format!("{key} = [\n{patterns}]\n")
}

/// The folder that the collection would have to begin in for a path to be a topic page.
fn folder_to_begin_in<'p>(path: &'p DocPath, profile: &Profile) -> Option<&'p str> {
    let text = path.as_str();
    text.match_indices('/').find_map(|(at, _)| {
        let (folder, rest) = (text.get(..at)?, DocPath::new(text.get(at + 1..)?)?);
        let (role, place) = profile.role_of(&rest);
        (matches!(role, Role::Topic | Role::CaseStudy) && place != casegraph_facts::TreePlace::default())
            .then_some(folder)
    })
}
