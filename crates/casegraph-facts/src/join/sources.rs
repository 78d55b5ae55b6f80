//! Citations as works: one source for all citations of it, in all spellings of its URL.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::markdown::url;
use crate::model::document::Role;
use crate::model::document_facts::{CitationFacts, DocumentFacts};
use crate::model::id::{Kind, ThingId, slug};
use crate::model::source::{Citation, CitationFlag, Source, SourceKind};
use crate::names::registry::Registry;
use crate::profile::Profile;

/// A citation with its work and its faults.
pub(super) struct Cited<'c> {
    pub(super) citation: &'c CitationFacts,
    flags: Vec<CitationFlag>,
    /// The URL, unless it is a placeholder or invalid.
    address: Option<&'c str>,
    /// The work: the URL in normal form, else the title. `None` if both are missing or placeholders.
    pub(super) id: Option<ThingId>,
}

impl<'c> Cited<'c> {
    /// The citations of a document, in the order of the text; none of a template.
    pub(super) fn all(facts: &'c DocumentFacts, profile: &Profile) -> Vec<Self> {
        let is_content = facts.role != Role::Template;
        facts.citations.iter().filter(|_| is_content).map(|citation| Self::new(citation, profile)).collect()
    }

    fn new(citation: &'c CitationFacts, profile: &Profile) -> Self {
        let hosts = &profile.text().placeholders.hosts;
        let flags =
            citation.url.as_deref().map_or(vec![CitationFlag::NoUrl], |address| url::flags(address, hosts));
        let unusable = |flag: &CitationFlag| {
            matches!(flag, CitationFlag::PlaceholderUrl | CitationFlag::NotAUrl | CitationFlag::NoUrl)
        };
        let address = citation.url.as_deref().filter(|_| !flags.iter().any(unusable));
        let by_title = || {
            let title = slug(&citation.title);
            let kind = citation.kind.unwrap_or(SourceKind::Reading);
            (!title.is_empty()).then(|| ThingId::new(Kind::Source, format!("{}/{title}", kind.code())))
        };
        let by_address = address.and_then(url::normal_form);
        let id = by_address.map(|normal| ThingId::new(Kind::Source, normal)).or_else(by_title);
        Self { citation, flags, address, id }
    }

    /// The citation as written, with its faults.
    pub(super) fn as_written(&self, profile: &Profile) -> Citation {
        let citation = self.citation;
        let mut flags = self.flags.clone();
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
}

/// A work as one citation describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Work {
    source: Source,
    /// Whether it is a row or an item of a list of sources and not just a link: such descriptions come first.
    is_listed: bool,
}

impl Work {
    pub(super) fn id(&self) -> &ThingId {
        &self.source.id
    }
}

/// The works that citations describe, with companies of the registry.
pub(super) fn works(cited: &[Cited<'_>], registry: &Registry) -> Vec<Work> {
    let work = |cited: &Cited<'_>| {
        let citation = cited.citation;
        let company = citation.publisher.as_deref().and_then(|publisher| registry.company(publisher));
        let source = Source {
            id: cited.id.clone()?,
            kind: citation.kind.unwrap_or(SourceKind::Reading),
            title: citation.title.clone(),
            url: cited.address.map(str::to_owned),
            authors: citation.authors.clone(),
            publisher: citation.publisher.clone(),
            company: company.cloned(),
            date: citation.date.clone(),
        };
        Some(Work { source, is_listed: citation.kind.is_some() })
    };
    cited.iter().filter_map(work).collect()
}

/// All cited works: the description is that of the first listed citation, else of the first link.
#[derive(Debug, Default)]
pub(super) struct Works {
    listed: BTreeMap<ThingId, Source>,
    linked: BTreeMap<ThingId, Source>,
}

impl Works {
    /// Adds the works of the next document; documents come in path order.
    pub(super) fn add(&mut self, works: Vec<Work>) {
        for Work { source, is_listed } in works {
            add(if is_listed { &mut self.listed } else { &mut self.linked }, source);
        }
    }

    /// All works, by id.
    pub(super) fn into_sources(self) -> Vec<Source> {
        let mut works = self.listed;
        for source in self.linked.into_values() {
            add(&mut works, source);
        }
        let mut sources: Vec<Source> = works.into_values().collect();
        for source in sources.iter_mut().filter(|source| source.title.is_empty()) {
            source.title = source.id.key().to_owned(); // better than no title
        }
        sources
    }
}

/// Adds a description of a work to the earlier ones, which win where both have a value.
fn add(works: &mut BTreeMap<ThingId, Source>, said: Source) {
    let known = match works.entry(said.id.clone()) {
        Entry::Vacant(free) => {
            free.insert(said);
            return;
        }
        Entry::Occupied(known) => known.into_mut(),
    };
    if known.title.is_empty() {
        known.title = said.title;
    }
    if known.url.is_none() {
        known.url = said.url;
    }
    if known.authors.is_empty() {
        known.authors = said.authors;
    }
    if known.publisher.is_none() {
        (known.publisher, known.company) = (said.publisher, said.company);
    }
    if known.date.is_none() {
        known.date = said.date;
    }
}
