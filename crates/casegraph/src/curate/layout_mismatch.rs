//! A collection whose pages lie where the profile does not look for them: how many they are, and what to change.

use std::collections::BTreeMap;

use casegraph_facts::{DocPath, FactSet, Profile, Role};

use casegraph_corpus::Config;

/// Pages that are no topics, in a collection without a single topic page or case study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutMismatch {
    /// How many files it is about.
    pub files: usize,
    /// The first of them.
    pub example: DocPath,
    /// Why they are taken for pages in the wrong place.
    pub why: MismatchReason,
}

/// What shows that pages lie in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MismatchReason {
    /// Below this folder they would be topic pages if the collection began there.
    Below(String),
    /// They have headings of case studies.
    CaseStudies,
    /// Nothing in the collection is a topic, and these are not either.
    NoTopics,
}

impl LayoutMismatch {
    /// What is misplaced in a corpus; nothing in one that has a topic page or a case study, or in a mere plan. Time is
    /// linear in the documents.
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
        let found = |files: &[&DocPath], why| {
            Some(Self { files: files.len(), example: (*files.first()?).clone(), why })
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

    /// One sentence about it, and what to do.
    #[must_use]
    pub fn message(&self, profile: &Profile) -> (String, String) {
        let (files, lie) = match self.files {
            1 => ("1 file".to_owned(), "lies"),
            many => (format!("{many} files"), "lie"),
        };
        let example = &self.example;
        let tree = &profile.text().tree;
        match &self.why {
            MismatchReason::Below(folder) => {
                let keys = [("topic", &tree.topic), ("sources", &tree.sources), ("index", &tree.index)];
                let keys: String = keys.iter().map(|(key, patterns)| setting(key, patterns)).collect();
                (
                    format!(
                        "no file is a topic page, but {files} would be in a collection that begins in `{folder}/`, such as {example}"
                    ),
                    format!("move casegraph.toml to `{folder}/`, or let the patterns begin in any folder:\n[tree]\n{keys}"),
                )
            }
            MismatchReason::CaseStudies => (
                format!("no file is a topic page, but {files} with case studies {lie} elsewhere, such as {example}"),
                format!("say in casegraph.toml where topic pages lie; now it is\n[tree]\n{}", written("topic", &tree.topic)),
            ),
            MismatchReason::NoTopics => (
                format!("no file is a topic page: {files} {lie} where the profile expects none, such as {example}"),
                "`casegraph init --dry-run` says which profile fits; `topic` in `[tree]` of casegraph.toml says where topic pages lie"
                    .to_owned(),
            ),
        }
    }
}

/// A key of `[tree]` with patterns that may begin in any folder; nothing for a key without patterns.
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
