//! Proposes a profile for a folder without a configuration: every shipped profile reads the folder, and the results decide.

use std::collections::BTreeMap;
use std::path::Path;

use casegraph_corpus::Scan;
use casegraph_facts::{DocPath, DocumentFacts, LinkForm, Owner, Profile, Role, Rule, counted, extract};
use rayon::prelude::*;

use crate::error::Error;
use casegraph_corpus::Config;
use casegraph_corpus::Corpus;

/// A proposed configuration for a folder, with the reasons for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitProposal {
    /// The title of the collection: the first heading of its front page, else the name of the folder.
    pub title: String,
    /// The name of the profile that fits best.
    pub profile: &'static str,
    /// The observations that speak for it, one phrase each.
    pub reasons: Vec<String>,
}

impl InitProposal {
    /// Analyses a folder of Markdown. Extracts every file once for each shipped profile.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::EmptyCorpus`] without Markdown, [`casegraph_corpus::Error::Read`] when the folder cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Self, Error> {
        let corpus = Corpus::with_config(folder, Config::plain("pages")?);
        let scan = Scan::new(&corpus)?;
        let texts: Vec<(&DocPath, Vec<u8>)> = scan
            .document_paths()
            .par_bridge()
            .filter_map(|path| Some((path, corpus.read(path).ok()?)))
            .collect();
        let read = |profile: &str| -> Vec<DocumentFacts> {
            let Some(profile) = Profile::shipped(profile) else { return Vec::new() };
            texts.par_iter().map(|(path, bytes)| extract(path, bytes, &profile)).collect()
        };
        let pages = read("pages");
        let front =
            pages.iter().find(|document| document.path.parts().count() == 1 && document.role == Role::Index);
        let name = std::path::absolute(folder)
            .ok()
            .and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        let title =
            front.map(|document| document.name.clone()).or(name).unwrap_or_else(|| "Case studies".to_owned());
        let (profile, reasons) = case_studies(&read("case-studies"))
            .or_else(|| design_folders(&read("design-folders")))
            .or_else(|| article_plan(&read("article-plan")))
            .or_else(|| link_list(&read("link-list")))
            .unwrap_or_else(|| {
                (
                    "pages",
                    vec![counted(pages.len(), "page", "pages") + " in a form that no other profile matches"],
                )
            });
        Ok(Self { title, profile, reasons })
    }

    /// The text of a `casegraph.toml`.
    #[must_use]
    pub fn config_text(&self) -> String {
        let reasons: String = self.reasons.iter().map(|reason| format!("#   {reason}\n")).collect();
        let profile = self.profile;
        format!(
            "title = {}\n\n# `casegraph init` proposed this profile because it found:\n{reasons}\
             # `casegraph profile show {profile}` prints all its keys; each can be overridden here.\nprofile = \"{profile}\"\n",
            toml::Value::String(self.title.clone())
        )
    }
}

type Fit = Option<(&'static str, Vec<String>)>;

fn case_studies(documents: &[DocumentFacts]) -> Fit {
    let topics = documents.iter().filter(|document| document.role == Role::Topic).count();
    let studies: usize = documents
        .iter()
        .filter(|document| document.role == Role::Topic)
        .map(|document| document.case_studies.len())
        .sum();
    let planned = documents
        .iter()
        .flat_map(|document| &document.plan_entries)
        .filter(|entry| entry.rule != Rule::PlanItem)
        .count();
    let mut reasons = Vec::new();
    if studies > 0 {
        reasons.push(format!(
            "{} under headings `Case Study N: …`",
            counted(studies, "case study", "case studies")
        ));
    }
    if topics > 0 {
        reasons.push(format!(
            "{} in numbered folders of domains and categories",
            counted(topics, "topic page", "topic pages")
        ));
    }
    if planned > 0 {
        reasons.push(format!("{} of plans that name topics", counted(planned, "row", "rows")));
    }
    (studies > 0 || (topics > 0 && planned > 0) || planned >= 10).then_some(("case-studies", reasons))
}

fn design_folders(documents: &[DocumentFacts]) -> Fit {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents.iter().filter(|document| document.role == Role::CaseStudy) {
        if let Some(case) = &document.place.case {
            *folders.entry(case).or_default() += 1;
        }
    }
    folders.retain(|_, files| *files > 1);
    let files: usize = folders.values().sum();
    (!folders.is_empty()).then(|| {
        let folders = counted(folders.len(), "case study that is a folder", "case studies that are folders");
        ("design-folders", vec![format!("{folders} of several files ({files} in all)")])
    })
}

fn article_plan(documents: &[DocumentFacts]) -> Fit {
    let items = documents
        .iter()
        .flat_map(|document| &document.plan_entries)
        .filter(|entry| entry.rule == Rule::PlanItem)
        .count();
    let references =
        |document: &&DocumentFacts| document.links.iter().any(|link| link.form == LinkForm::Reference);
    let leading = documents.iter().filter(references).count();
    let mut reasons = Vec::new();
    if items > 0 {
        reasons.push(format!("{} in plans", counted(items, "checklist item", "checklist items")));
    }
    if leading > 0 {
        reasons
            .push(format!("{} whose front matter refers to other pages", counted(leading, "page", "pages")));
    }
    (items >= 10 || leading >= 3).then_some(("article-plan", reasons))
}

fn link_list(documents: &[DocumentFacts]) -> Fit {
    let items = documents
        .iter()
        .flat_map(|document| &document.citations)
        .filter(|citation| matches!(citation.owner, Owner::Topic(_)))
        .count();
    let headings: usize = documents.iter().map(|document| document.heading_topics.len()).sum();
    (items >= 25 && items > 8 * documents.len()).then(|| {
        let items = counted(items, "list item with a link", "list items with a link");
        ("link-list", vec![format!("{items} under {}", counted(headings, "heading", "headings"))])
    })
}
