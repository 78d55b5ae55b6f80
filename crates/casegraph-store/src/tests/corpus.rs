//! An example corpus that contains one of every kind of fact.

use casegraph_facts::{
    Bound, CaseStudy, Category, Citation, CitationFlag, Detail, DocPath, Document, Domain, Edge, FactSet,
    Kind, Lines, Link, Metric, Name, NameOrigin, Occurrence, Quantity, Relation, Resolution, Role, Rule,
    Section, Source, SourceKind, ThingId, Topic, TopicStatus,
};

use crate::ask::store::Store;
use crate::graph::Graph;
use crate::graph::corpus_info::CorpusInfo;
use crate::rdf::base::Base;
use crate::vocabulary_file::{Vocabulary, read_vocabulary};

pub(crate) fn id(kind: Kind, key: &str) -> ThingId {
    ThingId::new(kind, key)
}

fn path(text: &str) -> DocPath {
    DocPath::new(text).unwrap()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub(super) fn info() -> CorpusInfo {
    CorpusInfo { title: "Cases \"one\"".to_owned(), base: Base::default() }
}

pub(super) fn vocabulary() -> Vocabulary {
    let turtle = "@prefix cg: <https://w3id.org/casegraph/ns#> . @prefix schema: <https://schema.org/> .\n\
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
        <company/discord> a cg:Company ; schema:name \"Discord\" ; schema:alternateName \"Discord Inc.\" .\n\
        <technology/scylladb> a cg:Technology ; skos:prefLabel \"ScyllaDB\" .\n\
        <pattern/dual-writes> a cg:Pattern ; skos:prefLabel \"Dual writes\" .\n";
    let vocabulary = read_vocabulary(&path("vocabulary/names.ttl"), turtle, &Base::default());
    assert_eq!(vocabulary.diagnostics, []);
    vocabulary
}

pub(crate) fn graph() -> Graph {
    Graph::from_facts(&facts(), &info(), &[vocabulary()])
}

pub(super) fn store() -> Store {
    Store::load(&graph())
}

pub(super) fn facts() -> FactSet {
    let category = id(Kind::Category, "backend/databases");
    let known = |origin, kind, key, label| Name::plain(id(kind, key), label, origin);
    let names = vocabulary().names.into_iter().map(with_built_in_label).chain([
        Name {
            alternatives: vec!["ExCo".to_owned()],
            ..known(NameOrigin::Text, Kind::Company, "example-corp", "Example Corp")
        },
        Name {
            hidden: vec!["redis".to_owned()],
            ..known(NameOrigin::BuiltIn, Kind::Technology, "redis", "Redis")
        },
    ]);
    FactSet {
        domains: vec![Domain {
            id: id(Kind::Domain, "backend"),
            label: "Backend".to_owned(),
            position: Some(1),
        }],
        categories: vec![Category {
            id: category.clone(),
            label: "Databases".to_owned(),
            position: Some(2),
            domain: Some(id(Kind::Domain, "backend")),
        }],
        topics: vec![
            Topic {
                id: id(Kind::Topic, "linked_only"),
                label: "linked only".to_owned(),
                alternatives: vec![],
                category: None,
                status: TopicStatus::Missing,
                priority: None,
                key_topics: vec![],
                page: None,
                planned_at: None,
            },
            Topic {
                id: id(Kind::Topic, "nosql_migrations"),
                label: "NoSQL Migrations".to_owned(),
                alternatives: vec!["nosql migrations".to_owned()],
                category: Some(category.clone()),
                status: TopicStatus::InProgress,
                priority: Some(1),
                key_topics: vec!["zero downtime".to_owned(), "dual writes".to_owned()],
                page: Some(path("backend/nosql migrations/README.md")),
                planned_at: Some((path("PLAN.md"), Lines::at(7))),
            },
            Topic {
                id: id(Kind::Topic, "sharding"),
                label: "Sharding".to_owned(),
                alternatives: vec![],
                category: Some(category),
                status: TopicStatus::Planned,
                priority: Some(2),
                key_topics: vec![],
                page: None,
                planned_at: Some((path("PLAN.md"), Lines::at(8))),
            },
        ],
        names: names.collect(),
        sources: vec![
            Source {
                id: id(Kind::Source, "discord.com/blog/how"),
                kind: SourceKind::Blog,
                title: "How Discord Stores Trillions of Messages".to_owned(),
                url: some("https://discord.com/blog/how"),
                authors: vec!["Bo Ingram".to_owned()],
                publisher: some("Discord Engineering"),
                company: Some(id(Kind::Company, "discord")),
                date: some("2023-03-06"),
            },
            Source {
                id: id(Kind::Source, "reading/a book"),
                kind: SourceKind::Reading,
                title: "A book".to_owned(),
                url: None,
                authors: vec![],
                publisher: None,
                company: None,
                date: some("2018+"),
            },
        ],
        documents: vec![plan(), page()],
        inferred: vec![
            Edge {
                from: id(Kind::Company, "discord"),
                relation: Relation::Uses,
                to: id(Kind::Pattern, "dual-writes"),
            },
            Edge {
                from: id(Kind::Company, "discord"),
                relation: Relation::Uses,
                to: id(Kind::Technology, "scylladb"),
            },
            Edge {
                from: id(Kind::Topic, "nosql_migrations"),
                relation: Relation::Related,
                to: id(Kind::Topic, "sharding"),
            },
            Edge {
                from: id(Kind::Topic, "sharding"),
                relation: Relation::Related,
                to: id(Kind::Topic, "nosql_migrations"),
            },
        ],
        diagnostics: vec![],
        unread: vec![],
    }
}

/// Adds a label, as if the built-in vocabulary had it.
fn with_built_in_label(mut name: Name) -> Name {
    if name.label == "ScyllaDB" {
        name.alternatives.push("Scylla".to_owned());
    }
    name
}

fn plan() -> Document {
    let document = id(Kind::Document, "PLAN.md");
    Document {
        bytes: 120,
        lines: 9,
        content_hash: "00ff".to_owned(),
        occurrences: vec![Occurrence {
            from: document,
            to: Some(id(Kind::Topic, "nosql_migrations")),
            asserts: vec![],
            lines: Lines::at(7),
            rule: Rule::PlanRow,
            detail: Detail::PlanEntry {
                stated_status: some("🔄"),
                stated_priority: Some(1),
                means: None,
                of_sources: false,
            },
        }],
        ..Document::new(path("PLAN.md"), "Plan".to_owned(), Role::Plan)
    }
}

fn page() -> Document {
    let document = id(Kind::Document, "backend/nosql migrations/README.md");
    let study = id(Kind::CaseStudy, "nosql_migrations/1");
    let topic = id(Kind::Topic, "nosql_migrations");
    let source = id(Kind::Source, "discord.com/blog/how");
    let section = id(Kind::Section, "backend/nosql migrations/README.md#related-patterns");
    Document {
        bytes: 4096,
        lines: 60,
        content_hash: "beef".to_owned(),
        about: Some(topic.clone()),
        sections: vec![Section {
            id: section.clone(),
            name: "Related Patterns".to_owned(),
            level: 2,
            anchor: "related-patterns".to_owned(),
            kind: some("related-patterns"),
            lines: Lines::new(40, 50),
            part_of: topic.clone(),
        }],
        case_studies: vec![CaseStudy {
            number: Some(1),
            topic: Some(topic.clone()),
            context: some("Discord, 177 nodes\nand \"trillions\" of messages"),
            quick_answer: some("Move it."),
            key_insight: some("Measure tails."),
            metrics: metrics(),
            ..CaseStudy::new(study.clone(), "From Cassandra to ScyllaDB".to_owned(), Lines::new(5, 39))
        }],
        occurrences: occurrences(&document, &study, &topic, &source, &section),
        ..Document::new(
            path("backend/nosql migrations/README.md"),
            "NoSQL Migrations".to_owned(),
            Role::Topic,
        )
    }
}

fn metrics() -> Vec<Metric> {
    let quantity = |value: &str, high: Option<&str>, unit: &str| {
        Some(Quantity {
            value: value.to_owned(),
            high: high.map(str::to_owned),
            bound: Bound::Exact,
            unit: some(unit),
        })
    };
    let metric =
        |number: u32, name: &str, before: &str, after: &str, before_quantity, after_quantity| Metric {
            id: id(Kind::Metric, &format!("nosql_migrations/1/metric/{number}")),
            name: name.to_owned(),
            before: some(before),
            after: some(after),
            change: None,
            raw_text: format!("| {name} | {before} | {after} |"),
            before_quantity,
            after_quantity,
            lines: Lines::at(20 + number),
        };
    vec![
        metric(
            1,
            "Nodes",
            "177 nodes",
            "72 nodes",
            quantity("177", None, "nodes"),
            quantity("72", None, "nodes"),
        ),
        metric(2, "p99", "40-125ms", "15ms", quantity("40", Some("125"), "ms"), quantity("15", None, "ms")),
        metric(3, "Storage", "4 TB", "9 days", quantity("4", None, "TB"), quantity("9", None, "days")),
        metric(4, "Errors", "many", "0.10 %", None, quantity("0.1", None, "%")),
    ]
}

fn occurrences(
    document: &ThingId,
    study: &ThingId,
    topic: &ThingId,
    source: &ThingId,
    section: &ThingId,
) -> Vec<Occurrence> {
    let occurrence = |from: &ThingId, to: Option<ThingId>, asserts: &[Relation], line, rule, detail| {
        Occurrence { from: from.clone(), to, asserts: asserts.to_vec(), lines: Lines::at(line), rule, detail }
    };
    let mention = |surface: &str| Detail::Mention { surface: surface.to_owned() };
    let citation = Citation {
        flags: vec![CitationFlag::BareDomain, CitationFlag::NoScheme],
        url: some("discord.com"),
        title: "How Discord Stores…".to_owned(),
        authors: vec!["Bo Ingram".to_owned()],
        publisher: some("Discord"),
        date: some("2023-03"),
        remark: some("why they moved"),
    };
    let link = |href: &str, resolution, suggestion: Option<&str>| Link {
        href: href.to_owned(),
        text: "Sharding".to_owned(),
        remark: some("splits what this moves"),
        scheme: "relative".to_owned(),
        target_path: DocPath::new("backend/sharding/README.md"),
        resolution: Some(resolution),
        suggestion: suggestion.map(str::to_owned),
        section: Some(section.clone()),
        unresolved: None,
    };
    let company = id(Kind::Company, "discord");
    let technology = id(Kind::Technology, "scylladb");
    let pattern = id(Kind::Pattern, "dual-writes");
    let metric = id(Kind::Metric, "nosql_migrations/1/metric/1");
    let sharding = id(Kind::Topic, "sharding");
    let both = [Relation::Uses, Relation::Mentions];
    vec![
        occurrence(
            study,
            Some(company),
            &[Relation::Company, Relation::Mentions],
            8,
            Rule::NameInContext,
            mention("Discord"),
        ),
        occurrence(study, Some(technology.clone()), &both, 9, Rule::NameInText, mention("ScyllaDB")),
        occurrence(study, Some(technology), &both, 9, Rule::NameInText, mention("ScyllaDB")),
        occurrence(study, Some(pattern), &both, 10, Rule::NameInText, mention("dual write")),
        occurrence(
            &metric,
            Some(source.clone()),
            &[Relation::Cites],
            21,
            Rule::FootnoteReference,
            Detail::Citation(citation.clone()),
        ),
        occurrence(
            topic,
            Some(source.clone()),
            &[Relation::Cites],
            30,
            Rule::SourceRow,
            Detail::Citation(citation),
        ),
        occurrence(
            topic,
            Some(sharding.clone()),
            &[Relation::RelatedPattern],
            42,
            Rule::RelativeLink,
            Detail::Link(link("../sharding/README.md", Resolution::Missing, None)),
        ),
        occurrence(
            topic,
            None,
            &[],
            43,
            Rule::RelativeLink,
            Detail::Link(link("../shard.md", Resolution::Missing, Some("../../PLAN.md"))),
        ),
        occurrence(topic, Some(sharding), &[Relation::Prerequisite], 44, Rule::RelativeLink, Detail::Plain),
        occurrence(
            document,
            Some(id(Kind::Document, "PLAN.md")),
            &[Relation::LinksTo],
            45,
            Rule::RelativeLink,
            Detail::Plain,
        ),
    ]
}
