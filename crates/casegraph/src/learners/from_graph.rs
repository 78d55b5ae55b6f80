//! Names and relations read from a graph by queries, for a session that has no files.
//!
//! The graph becomes the facts that names and relations are made of: things, documents without their texts, and the occurrences that
//! assert a relation. Lists whose order the graph does not hold (key topics, alternative labels) come sorted.

mod broken_links;
mod rows;

use std::collections::BTreeMap;

use casegraph_facts::{
    Annotations, CaseStudy, Category, Detail, DocPath, Document, Domain, FactSet, Guards, Kind, Lines, Link,
    Metric, Name, NameOrigin, Occurrence, Relation, Role, Rule, Source, SourceKind, ThingId, Topic,
    TopicStatus,
};
use casegraph_learn::{Names, TopicGraph};
use casegraph_store::Term;
use casegraph_store::vocabulary::{cg, cito, schema, skos};

use crate::error::Error;
use casegraph_corpus::Session;
use rows::{Cell, rows};

const LABELS: &str = "SELECT ?thing ?label {
  VALUES ?class { cg:Topic cg:Category cg:Domain }
  ?thing a ?class ; skos:prefLabel ?label .
}";

const TOPIC_TEXTS: &str = "SELECT ?topic ?property ?text {
  VALUES ?property { skos:altLabel cg:keyTopic }
  ?topic a cg:Topic ; ?property ?text .
}";

const NAMES: &str = "SELECT ?name ?property ?label {
  VALUES ?property { skos:prefLabel skos:altLabel schema:name schema:alternateName }
  ?name cg:origin ?origin ; ?property ?label .
}";

const TOPICS: &str = "SELECT ?topic ?label ?status ?priority ?category ?page ?plan ?line ?end {
  ?topic a cg:Topic ; skos:prefLabel ?label ; cg:status ?status .
  OPTIONAL { ?topic cg:priority ?priority }
  OPTIONAL { ?topic skos:broader ?category }
  OPTIONAL { ?topic cg:page ?document . ?document cg:path ?page }
  # Everything has a location: the type, said again, keeps this from being looked up for all of it.
  OPTIONAL { ?topic a cg:Topic ; prov:wasDerivedFrom ?in ; cg:startLine ?line ; cg:endLine ?end . ?in cg:path ?plan }
}";

const PARTS: &str = "SELECT ?part ?label ?position ?domain {
  VALUES ?class { cg:Category cg:Domain }
  ?part a ?class ; skos:prefLabel ?label .
  OPTIONAL { ?part cg:position ?position }
  OPTIONAL { ?part skos:broader ?domain }
}";

const SOURCES: &str = "SELECT ?source ?title { ?source a cg:Source ; schema:name ?title }";

const DOCUMENTS: &str = "SELECT ?document ?path ?role ?about {
  ?document a cg:Document ; cg:path ?path ; cg:role ?role .
  OPTIONAL { ?document schema:about ?about }
}";

const STUDIES: &str = "SELECT ?study ?title ?topic ?document ?line ?end {
  ?study a cg:CaseStudy ; schema:name ?title ; prov:wasDerivedFrom ?document ; cg:startLine ?line ; cg:endLine ?end .
  OPTIONAL { ?study schema:about ?topic }
}";

const METRICS: &str = "SELECT ?study ?metric { ?study cg:hasMetric ?metric }";

/// The occurrences of links between topics and documents, and of names in the accounts of case studies.
const RELATIONS: &str = "SELECT ?evidence ?from ?to ?asserts ?document ?line ?end ?text ?remark ?surface {
  VALUES ?asserts { cg:prerequisite cg:relatedPattern cg:linksTo cg:uses cg:company }
  ?evidence cg:asserts ?asserts ; cg:from ?from ; cg:to ?to ;
            prov:wasDerivedFrom ?document ; cg:startLine ?line ; cg:endLine ?end .
  OPTIONAL { ?evidence cg:linkText ?text }
  OPTIONAL { ?evidence cg:remark ?remark }
  OPTIONAL { ?evidence cg:surface ?surface }
}";

/// The occurrences of names in documents without case studies: only there a mention counts.
const MENTIONS: &str = "SELECT ?evidence ?from ?to ?asserts ?document ?line ?end ?text ?remark ?surface {
  VALUES ?asserts { schema:mentions }
  ?evidence cg:asserts ?asserts ; cg:from ?from ; cg:to ?to ;
            prov:wasDerivedFrom ?document ; cg:startLine ?line ; cg:endLine ?end ; cg:surface ?surface .
  FILTER NOT EXISTS { ?study prov:wasDerivedFrom ?document ; a cg:CaseStudy }
}";

const CITATIONS: &str = "SELECT DISTINCT ?from ?to ?document {
  ?evidence cg:asserts cito:cites ; cg:from ?from ; cg:to ?to ; prov:wasDerivedFrom ?document .
}";

/// The names of topics, categories, domains, companies, patterns and technologies.
pub(super) fn names(session: &Session) -> Result<Names, Error> {
    let base = session.corpus().config().base.as_str();
    let mut names = Names::default();
    let mut alternatives: BTreeMap<ThingId, Vec<String>> = BTreeMap::new();
    for [topic, property, text] in rows(session, TOPIC_TEXTS)? {
        if property.text() == skos::ALT_LABEL
            && let Some(topic) = topic.thing(base)
        {
            alternatives.entry(topic).or_default().push(text.text().to_owned());
        }
    }
    for [thing, label] in rows(session, LABELS)? {
        if let Some(id) = thing.thing(base) {
            names.add(&id, label.text(), alternatives.get(&id).map(Vec::as_slice).unwrap_or_default());
        }
    }
    for name in labelled_names(session)? {
        names.add(&name.id, &name.label, &name.alternatives);
    }
    Ok(names)
}

/// The names and relations of the graph.
pub(super) fn topic_graph(session: &Session) -> Result<TopicGraph, Error> {
    Ok(TopicGraph::from_facts(&facts(session)?, &session.corpus().config().profile))
}

/// The facts that names and relations are made of.
fn facts(session: &Session) -> Result<FactSet, Error> {
    let base = session.corpus().config().base.as_str();
    let mut documents = Documents::read(session)?;
    documents.add_relations(&rows(session, RELATIONS)?, base);
    documents.add_relations(&rows(session, MENTIONS)?, base);
    for [from, to, document] in rows(session, CITATIONS)? {
        let (Some(from), Some(to)) = (from.owner(base), to.thing(base)) else { continue };
        let lines = Lines::at(1);
        let citation =
            occurrence(from, Some(to), vec![Relation::Cites], lines, Rule::SourceRow, Detail::Plain);
        documents.add(document.text(), citation);
    }
    broken_links::add(session, &mut documents)?;
    let (mut domains, mut categories) = (Vec::new(), Vec::new());
    for [part, label, position, domain] in rows(session, PARTS)? {
        let Some(id) = part.thing(base) else { continue };
        let (label, position) = (label.text().to_owned(), position.number());
        if id.kind() == Kind::Domain {
            domains.push(Domain { id, label, position });
        } else {
            categories.push(Category { id, label, position, domain: domain.thing(base) });
        }
    }
    sort(&mut domains, &mut categories);
    let sources = rows(session, SOURCES)?.into_iter().filter_map(|[source, title]| {
        Some(Source {
            id: source.thing(base)?,
            kind: SourceKind::Reading,
            title: title.text().to_owned(),
            url: None,
            authors: Vec::new(),
            publisher: None,
            company: None,
            date: None,
        })
    });
    let mut sources: Vec<Source> = sources.collect();
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(FactSet {
        domains,
        categories,
        topics: topics(session)?,
        names: labelled_names(session)?,
        sources,
        documents: documents.all,
        ..FactSet::default()
    })
}

/// In the order of the facts.
fn sort(domains: &mut [Domain], categories: &mut [Category]) {
    let last = |position: Option<u32>| position.unwrap_or(u32::MAX);
    domains.sort_by_cached_key(|domain| (last(domain.position), domain.id.clone()));
    let of_domain: BTreeMap<&ThingId, u32> =
        domains.iter().map(|domain| (&domain.id, last(domain.position))).collect();
    categories.sort_by_cached_key(|category| {
        let domain = category.domain.as_ref();
        let of_domain = domain.and_then(|domain| of_domain.get(domain)).copied();
        (last(of_domain), domain.cloned(), last(category.position), category.id.clone())
    });
}

fn topics(session: &Session) -> Result<Vec<Topic>, Error> {
    let base = session.corpus().config().base.as_str();
    let mut topics: BTreeMap<ThingId, Topic> = BTreeMap::new();
    for [topic, label, status, priority, category, page, plan, line, end] in rows(session, TOPICS)? {
        let Some(id) = topic.thing(base) else { continue };
        let lines = Lines::new(line.number().unwrap_or(1), end.number().unwrap_or(1));
        topics.entry(id.clone()).or_insert_with(|| Topic {
            id,
            label: label.text().to_owned(),
            alternatives: Vec::new(),
            category: category.thing(base),
            status: status_of(status.text()),
            priority: priority.number().and_then(|priority| u8::try_from(priority).ok()),
            key_topics: Vec::new(),
            page: page.path(),
            planned_at: plan.path().map(|plan| (plan, lines)),
        });
    }
    for [topic, property, text] in rows(session, TOPIC_TEXTS)? {
        let Some(topic) = topic.thing(base).and_then(|id| topics.get_mut(&id)) else { continue };
        let texts = match property.text() {
            skos::ALT_LABEL => &mut topic.alternatives,
            _ => &mut topic.key_topics,
        };
        texts.push(text.text().to_owned());
    }
    Ok(topics.into_values().collect())
}

fn status_of(iri: &str) -> TopicStatus {
    match iri {
        cg::COMPLETE => TopicStatus::Complete,
        cg::IN_PROGRESS => TopicStatus::InProgress,
        cg::PLANNED => TopicStatus::Planned,
        _ => TopicStatus::Missing,
    }
}

/// Companies, patterns and technologies. Of several labels the first is shown: without a language before English before others.
fn labelled_names(session: &Session) -> Result<Vec<Name>, Error> {
    let base = session.corpus().config().base.as_str();
    let mut found: BTreeMap<ThingId, Vec<(u8, String)>> = BTreeMap::new();
    for [name, property, label] in rows(session, NAMES)? {
        let Some(id) = name.thing(base) else { continue };
        let own = if id.kind() == Kind::Company { schema::NAME } else { skos::PREF_LABEL };
        let other = if id.kind() == Kind::Company { schema::ALTERNATE_NAME } else { skos::ALT_LABEL };
        let rank = match label.term() {
            _ if property.text() == other => 3,
            _ if property.text() != own => continue,
            Some(Term::Literal { language: None, .. }) => 0,
            Some(Term::Literal { language: Some(language), .. }) if language.starts_with("en") => 1,
            _ => 2,
        };
        found.entry(id).or_default().push((rank, label.text().to_owned()));
    }
    let name = |(id, mut labels): (ThingId, Vec<(u8, String)>)| {
        labels.sort();
        let mut labels = labels.into_iter().map(|(_, label)| label);
        let label = labels.next()?;
        let mut alternatives: Vec<String> = labels.filter(|other| *other != label).collect();
        alternatives.sort();
        alternatives.dedup();
        let (hidden, guards) = (Vec::new(), Guards::default());
        Some(Name { id, label, alternatives, hidden, guards, origin: NameOrigin::Corpus })
    };
    Ok(found.into_iter().filter_map(name).collect())
}

/// The documents of a graph, without their texts.
struct Documents {
    /// By path.
    all: Vec<Document>,
    /// The index of each by its IRI.
    indices: BTreeMap<String, usize>,
}

impl Documents {
    fn read(session: &Session) -> Result<Self, Error> {
        let base = session.corpus().config().base.as_str();
        let mut found: Vec<(String, Document)> = Vec::new();
        for [document, path, role, about] in rows(session, DOCUMENTS)? {
            let Some(path) = path.path() else { continue };
            found.push((
                document.text().to_owned(),
                empty_document(path, role_of(role.text()), about.owner(base)),
            ));
        }
        found.sort_by(|(_, a), (_, b)| a.path.cmp(&b.path));
        let indices = found.iter().enumerate().map(|(index, (iri, _))| (iri.clone(), index)).collect();
        let mut documents = Self { all: found.into_iter().map(|(_, document)| document).collect(), indices };
        let mut metrics: BTreeMap<String, Vec<Metric>> = BTreeMap::new();
        for [study, metric] in rows(session, METRICS)? {
            metrics.entry(study.text().to_owned()).or_default().extend(metric.owner(base).map(empty_metric));
        }
        for [study, title, topic, document, line, end] in rows(session, STUDIES)? {
            let (Some(id), Some(document)) = (study.owner(base), documents.get_mut(document.text())) else {
                continue;
            };
            document.case_studies.push(CaseStudy {
                id,
                number: None,
                title: title.text().to_owned(),
                topic: topic.thing(base),
                lines: Lines::new(line.number().unwrap_or(1), end.number().unwrap_or(1)),
                context: None,
                quick_answer: None,
                key_insight: None,
                metrics: metrics.remove(study.text()).unwrap_or_default(),
            });
        }
        for document in &mut documents.all {
            document.case_studies.sort_by_key(|study| study.lines);
        }
        Ok(documents)
    }

    fn get_mut(&mut self, iri: &str) -> Option<&mut Document> {
        self.all.get_mut(*self.indices.get(iri)?)
    }

    fn add(&mut self, document: &str, occurrence: Occurrence) {
        if let Some(document) = self.get_mut(document) {
            document.occurrences.push(occurrence);
        }
    }

    fn add_relations(&mut self, relations: &[[Cell; 10]], base: &str) {
        for [_, from, to, asserts, document, line, end, text, remark, surface] in relations {
            let (Some(from), Some(to), Some(relation)) =
                (from.owner(base), to.owner(base), relation_of(asserts.text()))
            else {
                continue;
            };
            let detail = if text.term().is_some() {
                Detail::Link(Link { text: text.text().to_owned(), remark: remark.owned(), ..empty_link() })
            } else if surface.term().is_some() {
                Detail::Mention { surface: surface.text().to_owned() }
            } else {
                Detail::Plain
            };
            let lines = Lines::new(line.number().unwrap_or(1), end.number().unwrap_or(1));
            let rule = Rule::RelativeLink; // only front matter's is looked at, in broken links
            self.add(document.text(), occurrence(from, Some(to), vec![relation], lines, rule, detail));
        }
    }
}

fn occurrence(
    from: ThingId,
    to: Option<ThingId>,
    asserts: Vec<Relation>,
    lines: Lines,
    rule: Rule,
    detail: Detail,
) -> Occurrence {
    Occurrence { from, to, asserts, lines, rule, detail }
}

fn relation_of(property: &str) -> Option<Relation> {
    Some(match property {
        cg::RELATED_PATTERN => Relation::RelatedPattern,
        cg::PREREQUISITE => Relation::Prerequisite,
        cg::USES => Relation::Uses,
        cito::CITES => Relation::Cites,
        schema::MENTIONS => Relation::Mentions,
        cg::LINKS_TO => Relation::LinksTo,
        cg::COMPANY => Relation::Company,
        _ => return None,
    })
}

fn role_of(code: &str) -> Role {
    let all = [Role::Template, Role::Plan, Role::Sources, Role::CaseStudy, Role::Topic, Role::Index];
    all.into_iter().find(|role| role.code() == code).unwrap_or(Role::Page)
}

fn empty_document(path: DocPath, role: Role, about: Option<ThingId>) -> Document {
    Document {
        id: ThingId::new(Kind::Document, path.as_str()),
        path,
        name: String::new(),
        role,
        bytes: 0,
        lines: 0,
        content_hash: String::new(),
        about,
        sections: Vec::new(),
        case_studies: Vec::new(),
        annotations: Annotations::default(),
        occurrences: Vec::new(),
    }
}

fn empty_metric(id: ThingId) -> Metric {
    Metric {
        id,
        name: String::new(),
        before: None,
        after: None,
        change: None,
        raw_text: String::new(),
        before_quantity: None,
        after_quantity: None,
        lines: Lines::at(1),
    }
}

fn empty_link() -> Link {
    Link {
        href: String::new(),
        text: String::new(),
        remark: None,
        scheme: String::new(),
        target_path: None,
        resolution: None,
        suggestion: None,
        section: None,
        unresolved: None,
    }
}
