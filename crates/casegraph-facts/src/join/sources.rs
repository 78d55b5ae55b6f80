//! Citations as works: one source however often, and in however many spellings of its address, it is cited.

use std::collections::BTreeMap;

use crate::document_facts::{CitationFacts, DocumentFacts};
use crate::names::Registry;
use crate::{Citation, CitationFlag, Kind, Profile, Role, Source, SourceKind, ThingId, slug, url};

pub(super) struct Works {
    works: BTreeMap<ThingId, Source>,
}

impl Works {
    /// `documents` in path order: what a work is called is what its fullest, then its first, citation says.
    pub(super) fn new(documents: &[&DocumentFacts], registry: &Registry, profile: &Profile) -> Self {
        let mut cited: Vec<(ThingId, &CitationFacts)> = documents
            .iter()
            .filter(|document| document.role != Role::Template)
            .flat_map(|document| &document.citations)
            .filter_map(|citation| Some((Self::id(citation, profile)?, citation)))
            .collect();
        cited.sort_by_key(|(_, citation)| citation.kind.is_none()); // rows before bare links; the sort is stable
        let mut works = BTreeMap::new();
        for (id, citation) in cited {
            let work = works.entry(id.clone()).or_insert_with(|| Source {
                id,
                kind: citation.kind.unwrap_or(SourceKind::Reading),
                title: String::new(),
                url: None,
                authors: Vec::new(),
                publisher: None,
                company: None,
                date: None,
            });
            add(work, citation, registry, profile);
        }
        for work in works.values_mut().filter(|work| work.title.is_empty()) {
            work.title = work.id.key().to_owned(); // better than no name at all
        }
        Self { works }
    }

    /// The work that a citation is of: its address in normal form, else its title. None where both are missing or stand in
    /// for something else.
    pub(super) fn id(citation: &CitationFacts, profile: &Profile) -> Option<ThingId> {
        if let Some(normal) = usable_address(citation, profile).and_then(url::normal_form) {
            return Some(ThingId::new(Kind::Source, normal));
        }
        let title = slug(&citation.title);
        let kind = citation.kind.unwrap_or(SourceKind::Reading);
        (!title.is_empty()).then(|| ThingId::new(Kind::Source, format!("{}/{title}", kind.code())))
    }

    /// By id.
    pub(super) fn into_sources(self) -> Vec<Source> {
        self.works.into_values().collect()
    }
}

fn add(work: &mut Source, citation: &CitationFacts, registry: &Registry, profile: &Profile) {
    if work.title.is_empty() {
        work.title.clone_from(&citation.title);
    }
    if work.url.is_none() {
        work.url = usable_address(citation, profile).map(str::to_owned);
    }
    if work.authors.is_empty() {
        work.authors.clone_from(&citation.authors);
    }
    if work.publisher.is_none() {
        work.publisher.clone_from(&citation.publisher);
        work.company =
            citation.publisher.as_deref().and_then(|publisher| registry.company(publisher)).cloned();
    }
    if work.date.is_none() {
        work.date.clone_from(&citation.date);
    }
}

/// The address of a citation, unless it stands in for one or is none.
fn usable_address<'c>(citation: &'c CitationFacts, profile: &Profile) -> Option<&'c str> {
    let hosts = &profile.text().placeholders.hosts;
    let unusable = |flag: &CitationFlag| {
        matches!(flag, CitationFlag::PlaceholderUrl | CitationFlag::NotAUrl | CitationFlag::NoUrl)
    };
    citation.url.as_deref().filter(|address| !url::flags(address, hosts).iter().any(unusable))
}

/// A citation as written, with what is wrong with it.
pub(super) fn as_written(citation: &CitationFacts, profile: &Profile) -> Citation {
    let hosts = &profile.text().placeholders.hosts;
    let mut flags =
        citation.url.as_deref().map_or(vec![CitationFlag::NoUrl], |address| url::flags(address, hosts));
    if citation.authors.iter().any(|author| profile.is_placeholder_person(author)) {
        flags.push(CitationFlag::PlaceholderPerson);
    }
    flags.sort_unstable();
    Citation {
        flags,
        url: citation.url.clone(),
        title: citation.title.clone(),
        authors: citation.authors.clone(),
        publisher: citation.publisher.clone(),
        date: citation.date.clone(),
        remark: citation.remark.clone(),
    }
}
