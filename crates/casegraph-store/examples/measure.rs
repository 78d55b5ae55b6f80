//! Times the store over generated facts: `cargo run --release -p casegraph-store --example measure -- 20000`.
//!
//! The number is that of topics; each has a page with three case studies and a sources file, so twice as many documents.

use std::error::Error;
use std::time::Instant;

use casegraph_facts::{
    CaseStudy, Category, Citation, Detail, DocPath, Document, Domain, Edge, FactSet, Kind, Lines, Link,
    Metric, Name, NameOrigin, Occurrence, Relation, Resolution, Role, Rule, Section, Source, SourceKind,
    ThingId, Topic, TopicStatus,
};
use casegraph_store::{Answer, Base, CorpusInfo, Format, Graph, Store, shipped_queries};

const CATEGORIES: usize = 40;
const COMPANIES: usize = 300;
const NAMES: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let topics: usize = std::env::args().nth(1).map_or(Ok(1000), |text| text.parse())?;
    let facts = facts(topics);
    let corpus = CorpusInfo { title: "Generated".to_owned(), base: Base::default() };
    let graph = timed("facts to graph", || Graph::from_facts(&facts, &corpus, &[]));
    println!("{:>12} documents, {} quads, {} terms", facts.documents.len(), graph.len(), graph.term_count());
    let mut bytes = Vec::new();
    timed("write N-Quads", || graph.write(Format::NQuads, &mut bytes))?;
    println!("{:>12} bytes of N-Quads", bytes.len());
    for format in [Format::TriG, Format::JsonLd, Format::RdfXml] {
        timed(&format!("write {format}"), || graph.write(format, std::io::sink()))?;
    }
    let store = timed("read N-Quads", || Store::from_nquads(&bytes))?;
    let query = casegraph_store::Query::parse("ASK { ?x a cg:Topic }")?;
    timed("one question", || store.ask(&query, &casegraph_store::Parameters::default()))?;
    for shipped in shipped_queries() {
        let query = shipped.parse()?;
        let given: Vec<(&str, &str)> = query
            .parameters()
            .iter()
            .filter(|parameter| parameter.required)
            .map(|parameter| {
                (parameter.name.as_str(), if parameter.name == "topic" { "topic-7" } else { "company-7" })
            })
            .collect();
        let parameters = query.bind(given, &Base::default())?;
        let answer = timed(query.name(), || store.ask(query.query(), &parameters))?;
        let Answer::Rows { rows, .. } = answer else { continue };
        println!("{:>12} rows", rows.len());
    }
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    println!("{:>9.1} ms  {what}", start.elapsed().as_secs_f64() * 1000.0);
    result
}

fn id(kind: Kind, key: impl Into<String>) -> ThingId {
    ThingId::new(kind, key)
}

fn path(text: &str) -> DocPath {
    DocPath::new(text).unwrap_or_default()
}

fn category(number: usize) -> ThingId {
    id(Kind::Category, format!("category-{}", number % CATEGORIES))
}

fn name(number: usize) -> ThingId {
    let number = number % NAMES;
    id(if number.is_multiple_of(2) { Kind::Pattern } else { Kind::Technology }, format!("name-{number}"))
}

fn facts(topics: usize) -> FactSet {
    let related =
        |number: usize| [(number * 7 + 1) % topics, (number * 13 + 5) % topics, (number + 1) % topics];
    let names = (0..COMPANIES)
        .map(|number| id(Kind::Company, format!("company-{number}")))
        .chain((0..NAMES).map(name));
    FactSet {
        domains: (0..4)
            .map(|n| Domain {
                id: id(Kind::Domain, format!("domain-{n}")),
                label: format!("Domain {n}"),
                position: Some(n),
            })
            .collect(),
        categories: (0..CATEGORIES)
            .map(|n| Category {
                id: category(n),
                label: format!("Category {n}"),
                position: u32::try_from(n).ok(),
                domain: Some(id(Kind::Domain, format!("domain-{}", n % 4))),
            })
            .collect(),
        topics: (0..topics)
            .map(|n| Topic {
                id: id(Kind::Topic, format!("topic-{n}")),
                label: format!("Topic {n}"),
                alternatives: vec![],
                category: Some(category(n)),
                status: if n % 3 == 0 { TopicStatus::Complete } else { TopicStatus::InProgress },
                priority: Some(1 + u8::try_from(n % 3).unwrap_or_default()),
                key_topics: (0..4).map(|k| format!("key {} of {n}", 4 - k)).collect(),
                page: Some(path(&format!("c/topic-{n}/README.md"))),
                planned_at: Some((path("PLAN.md"), Lines::at(u32::try_from(n).unwrap_or_default()))),
            })
            .collect(),
        names: names.map(|id| Name::plain(id.clone(), id.key(), NameOrigin::Text)).collect(),
        sources: (0..topics * 2)
            .map(|n| Source {
                id: id(Kind::Source, format!("example.com/post/{n}")),
                kind: SourceKind::Blog,
                title: format!("Post {n}"),
                url: Some(format!("https://example.com/post/{n}")),
                authors: vec![],
                publisher: Some(format!("Company {}", n % COMPANIES)),
                company: Some(id(Kind::Company, format!("company-{}", n % COMPANIES))),
                date: Some("2024-03".to_owned()),
            })
            .collect(),
        documents: (0..topics).flat_map(|n| [page(n, &related(n)), sources(n)]).collect(),
        inferred: (0..topics)
            .flat_map(|n| related(n).into_iter().flat_map(move |other| [(n, other), (other, n)]))
            .map(|(from, to)| Edge {
                from: id(Kind::Topic, format!("topic-{from}")),
                relation: Relation::Related,
                to: id(Kind::Topic, format!("topic-{to}")),
            })
            .collect(),
        ..FactSet::default()
    }
}

fn document(path_text: &str, role: Role, topic: &ThingId) -> Document {
    Document {
        bytes: 20_000,
        lines: 400,
        content_hash: path_text.to_owned(),
        about: Some(topic.clone()),
        ..Document::new(path(path_text), path_text.to_owned(), role)
    }
}

fn page(number: usize, related: &[usize]) -> Document {
    let topic = id(Kind::Topic, format!("topic-{number}"));
    let mut page = document(&format!("c/topic-{number}/README.md"), Role::Topic, &topic);
    for n in 0..3 {
        let study = id(Kind::CaseStudy, format!("topic-{number}/{n}"));
        let line = 10 + 100 * u32::try_from(n).unwrap_or_default();
        for s in 0..6 {
            page.sections.push(Section {
                id: id(Kind::Section, format!("{}#section-{n}-{s}", page.path)),
                name: format!("Section {s}"),
                level: 3,
                anchor: format!("section-{n}-{s}"),
                kind: Some("lessons-learned".to_owned()),
                lines: Lines::new(line + s, line + s + 1),
                part_of: study.clone(),
            });
        }
        let company = id(Kind::Company, format!("company-{}", (number * 3 + n) % COMPANIES));
        page.occurrences.push(mention(&study, company, &[Relation::Company, Relation::Mentions], line));
        for m in 0..4 {
            let found = name(number * 5 + n * 11 + m * 17);
            page.occurrences.push(mention(&study, found, &[Relation::Uses, Relation::Mentions], line + 2));
        }
        let metric = |m: usize| Metric {
            id: id(Kind::Metric, format!("{}/metric/{m}", study.key())),
            name: "p99 latency".to_owned(),
            before: Some("100ms".to_owned()),
            after: Some("10ms".to_owned()),
            change: Some("10x".to_owned()),
            raw_text: "| p99 latency | 100ms | 10ms | 10x |".to_owned(),
            before_quantity: casegraph_facts::Quantity::parse("100ms"),
            after_quantity: casegraph_facts::Quantity::parse("10ms"),
            lines: Lines::at(line + 50),
        };
        page.case_studies.push(CaseStudy {
            number: u32::try_from(n).ok(),
            topic: Some(topic.clone()),
            context: Some(format!("Context {n} of {number}")),
            quick_answer: Some(format!("Answer {n} of {number}")),
            key_insight: Some(format!("Insight {n} of {number}")),
            metrics: (0..3).map(metric).collect(),
            ..CaseStudy::new(study.clone(), format!("Case {n} of {number}"), Lines::new(line, line + 90))
        });
    }
    for other in related {
        page.occurrences.push(Occurrence {
            from: topic.clone(),
            to: Some(id(Kind::Topic, format!("topic-{other}"))),
            asserts: vec![Relation::RelatedPattern],
            lines: Lines::at(390),
            rule: Rule::RelativeLink,
            detail: Detail::Link(Link {
                href: format!("../topic-{other}/README.md"),
                text: format!("Topic {other}"),
                remark: Some("why".to_owned()),
                scheme: "relative".to_owned(),
                target_path: DocPath::new(&format!("c/topic-{other}/README.md")),
                resolution: Some(Resolution::File),
                suggestion: None,
                section: None,
                unresolved: None,
            }),
        });
    }
    page
}

fn mention(from: &ThingId, to: ThingId, asserts: &[Relation], line: u32) -> Occurrence {
    let detail = Detail::Mention { surface: to.key().to_owned() };
    Occurrence {
        from: from.clone(),
        to: Some(to),
        asserts: asserts.to_vec(),
        lines: Lines::at(line),
        rule: Rule::NameInText,
        detail,
    }
}

fn sources(number: usize) -> Document {
    let topic = id(Kind::Topic, format!("topic-{number}"));
    let mut document = document(&format!("c/topic-{number}/RESOURCES.md"), Role::Sources, &topic);
    for n in 0..5 {
        let source = number * 2 + n;
        document.occurrences.push(Occurrence {
            from: topic.clone(),
            to: Some(id(Kind::Source, format!("example.com/post/{source}"))),
            asserts: vec![Relation::Cites],
            lines: Lines::at(10 + u32::try_from(n).unwrap_or_default()),
            rule: Rule::SourceRow,
            detail: Detail::Citation(Citation {
                flags: vec![],
                url: Some(format!("https://example.com/post/{source}")),
                title: format!("Post {source}"),
                authors: vec![],
                publisher: Some("Someone".to_owned()),
                date: Some("2024-03".to_owned()),
                remark: Some("what it gives".to_owned()),
            }),
        });
    }
    document
}
