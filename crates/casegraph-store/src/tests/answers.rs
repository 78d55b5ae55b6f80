//! Answers (rows, booleans, triples): their order, and all formats.

use expect_test::{Expect, expect};

use crate::ask::answer::Answer;
use crate::ask::store::Store;
use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::rdf::format::Format;
use crate::rdf::query_kind::QueryKind;
use crate::rdf::term::Term;
use crate::tests::corpus::{graph, store};

fn ask(store: &Store, text: &str, parameters: &Parameters) -> Answer {
    store.ask(&Query::parse(text).unwrap(), parameters).unwrap()
}

fn check(text: &str, format: Format, expected: Expect) {
    let mut bytes = Vec::new();
    ask(&store(), text, &Parameters::default()).write(format, &mut bytes).unwrap();
    expected.assert_eq(&String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
}

const METRICS: &str = "SELECT ?name ?v ?change ?metric { ?metric a cg:Metric ; schema:name ?name OPTIONAL { ?metric cg:afterValue ?v } OPTIONAL { ?metric cg:change ?change } } ORDER BY ?name";

#[test]
fn rows_are_written_in_every_format() {
    check(
        METRICS,
        Format::Csv,
        expect![[r#"
            name,v,change,metric
            Errors,0.1,,http://casegraph.localhost/case/nosql_migrations/1/metric/4
            Nodes,72,,http://casegraph.localhost/case/nosql_migrations/1/metric/1
            Storage,,,http://casegraph.localhost/case/nosql_migrations/1/metric/3
            p99,15,,http://casegraph.localhost/case/nosql_migrations/1/metric/2
        "#]],
    );
    check(
        METRICS,
        Format::Tsv,
        expect![[r#"
        ?name	?v	?change	?metric
        "Errors"	0.1		<http://casegraph.localhost/case/nosql_migrations/1/metric/4>
        "Nodes"	"72"^^<http://www.w3.org/2001/XMLSchema#decimal>		<http://casegraph.localhost/case/nosql_migrations/1/metric/1>
        "Storage"			<http://casegraph.localhost/case/nosql_migrations/1/metric/3>
        "p99"	"15"^^<http://www.w3.org/2001/XMLSchema#decimal>		<http://casegraph.localhost/case/nosql_migrations/1/metric/2>
    "#]],
    );
    check(
        METRICS,
        Format::Json,
        expect![[r#"
        {"head":{"vars":["name","v","change","metric"]},"results":{"bindings":[{"name":{"type":"literal","value":"Errors"},"v":{"type":"literal","value":"0.1","datatype":"http://www.w3.org/2001/XMLSchema#decimal"},"metric":{"type":"uri","value":"http://casegraph.localhost/case/nosql_migrations/1/metric/4"}},{"name":{"type":"literal","value":"Nodes"},"v":{"type":"literal","value":"72","datatype":"http://www.w3.org/2001/XMLSchema#decimal"},"metric":{"type":"uri","value":"http://casegraph.localhost/case/nosql_migrations/1/metric/1"}},{"name":{"type":"literal","value":"Storage"},"metric":{"type":"uri","value":"http://casegraph.localhost/case/nosql_migrations/1/metric/3"}},{"name":{"type":"literal","value":"p99"},"v":{"type":"literal","value":"15","datatype":"http://www.w3.org/2001/XMLSchema#decimal"},"metric":{"type":"uri","value":"http://casegraph.localhost/case/nosql_migrations/1/metric/2"}}]}}
    "#]],
    );
    check(
        METRICS,
        Format::Xml,
        expect![[r#"
        <?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="name"/><variable name="v"/><variable name="change"/><variable name="metric"/></head><results><result><binding name="name"><literal>Errors</literal></binding><binding name="v"><literal datatype="http://www.w3.org/2001/XMLSchema#decimal">0.1</literal></binding><binding name="metric"><uri>http://casegraph.localhost/case/nosql_migrations/1/metric/4</uri></binding></result><result><binding name="name"><literal>Nodes</literal></binding><binding name="v"><literal datatype="http://www.w3.org/2001/XMLSchema#decimal">72</literal></binding><binding name="metric"><uri>http://casegraph.localhost/case/nosql_migrations/1/metric/1</uri></binding></result><result><binding name="name"><literal>Storage</literal></binding><binding name="metric"><uri>http://casegraph.localhost/case/nosql_migrations/1/metric/3</uri></binding></result><result><binding name="name"><literal>p99</literal></binding><binding name="v"><literal datatype="http://www.w3.org/2001/XMLSchema#decimal">15</literal></binding><binding name="metric"><uri>http://casegraph.localhost/case/nosql_migrations/1/metric/2</uri></binding></result></results></sparql>
    "#]],
    );
}

#[test]
fn booleans_are_written_in_every_format() {
    for (format, expected) in [
        (
            Format::Csv,
            expect![[r#"
            true
        "#]],
        ),
        (
            Format::Tsv,
            expect![[r#"
            true
        "#]],
        ),
        (
            Format::Json,
            expect![[r#"
            {"head":{},"boolean":true}
        "#]],
        ),
        (
            Format::Xml,
            expect![[r#"
            <?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head><boolean>true</boolean></sparql>
        "#]],
        ),
    ] {
        check("ASK { ?x a cg:Topic }", format, expected);
    }
}

const TRIPLES: &str = "CONSTRUCT { ?t cg:status ?s ; a cg:Topic ; skos:prefLabel ?l } { ?t a cg:Topic ; cg:status ?s ; skos:prefLabel ?l FILTER(?s != cg:Missing) }";

#[test]
fn triples_are_written_in_every_format() {
    check(
        TRIPLES,
        Format::Turtle,
        expect![[r#"
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix cg: <https://w3id.org/casegraph/ns#> .
        @prefix cito: <http://purl.org/spar/cito/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix schema: <https://schema.org/> .
        <http://casegraph.localhost/topic/nosql_migrations> a cg:Topic ;
        	skos:prefLabel "NoSQL Migrations" ;
        	cg:status cg:InProgress .
        <http://casegraph.localhost/topic/sharding> a cg:Topic ;
        	skos:prefLabel "Sharding" ;
        	cg:status cg:Planned .
    "#]],
    );
    check(
        TRIPLES,
        Format::NTriples,
        expect![[r#"
        <http://casegraph.localhost/topic/nosql_migrations> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Topic> .
        <http://casegraph.localhost/topic/nosql_migrations> <http://www.w3.org/2004/02/skos/core#prefLabel> "NoSQL Migrations" .
        <http://casegraph.localhost/topic/nosql_migrations> <https://w3id.org/casegraph/ns#status> <https://w3id.org/casegraph/ns#InProgress> .
        <http://casegraph.localhost/topic/sharding> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Topic> .
        <http://casegraph.localhost/topic/sharding> <http://www.w3.org/2004/02/skos/core#prefLabel> "Sharding" .
        <http://casegraph.localhost/topic/sharding> <https://w3id.org/casegraph/ns#status> <https://w3id.org/casegraph/ns#Planned> .
    "#]],
    );
    check(
        TRIPLES,
        Format::NQuads,
        expect![[r#"
        <http://casegraph.localhost/topic/nosql_migrations> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Topic> .
        <http://casegraph.localhost/topic/nosql_migrations> <http://www.w3.org/2004/02/skos/core#prefLabel> "NoSQL Migrations" .
        <http://casegraph.localhost/topic/nosql_migrations> <https://w3id.org/casegraph/ns#status> <https://w3id.org/casegraph/ns#InProgress> .
        <http://casegraph.localhost/topic/sharding> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Topic> .
        <http://casegraph.localhost/topic/sharding> <http://www.w3.org/2004/02/skos/core#prefLabel> "Sharding" .
        <http://casegraph.localhost/topic/sharding> <https://w3id.org/casegraph/ns#status> <https://w3id.org/casegraph/ns#Planned> .
    "#]],
    );
    check(
        TRIPLES,
        Format::TriG,
        expect![[r#"
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix cg: <https://w3id.org/casegraph/ns#> .
        @prefix cito: <http://purl.org/spar/cito/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix schema: <https://schema.org/> .
        <http://casegraph.localhost/topic/nosql_migrations> a cg:Topic ;
        	skos:prefLabel "NoSQL Migrations" ;
        	cg:status cg:InProgress .
        <http://casegraph.localhost/topic/sharding> a cg:Topic ;
        	skos:prefLabel "Sharding" ;
        	cg:status cg:Planned .
    "#]],
    );
    check(
        TRIPLES,
        Format::JsonLd,
        expect![[r#"
        [{"@id":"http://casegraph.localhost/topic/nosql_migrations","http://www.w3.org/1999/02/22-rdf-syntax-ns#type":[{"@id":"https://w3id.org/casegraph/ns#Topic"}],"http://www.w3.org/2004/02/skos/core#prefLabel":[{"@value":"NoSQL Migrations"}],"https://w3id.org/casegraph/ns#status":[{"@id":"https://w3id.org/casegraph/ns#InProgress"}]},{"@id":"http://casegraph.localhost/topic/sharding","http://www.w3.org/1999/02/22-rdf-syntax-ns#type":[{"@id":"https://w3id.org/casegraph/ns#Topic"}],"http://www.w3.org/2004/02/skos/core#prefLabel":[{"@value":"Sharding"}],"https://w3id.org/casegraph/ns#status":[{"@id":"https://w3id.org/casegraph/ns#Planned"}]}]
    "#]],
    );
    check(
        TRIPLES,
        Format::RdfXml,
        expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <rdf:RDF xmlns:dcterms="http://purl.org/dc/terms/" xmlns:cito="http://purl.org/spar/cito/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:xsd="http://www.w3.org/2001/XMLSchema#" xmlns:skos="http://www.w3.org/2004/02/skos/core#" xmlns:its="http://www.w3.org/2005/11/its" xmlns:prov="http://www.w3.org/ns/prov#" xmlns:schema="https://schema.org/" xmlns:cg="https://w3id.org/casegraph/ns#">
        	<cg:Topic rdf:about="http://casegraph.localhost/topic/nosql_migrations">
        		<skos:prefLabel>NoSQL Migrations</skos:prefLabel>
        		<cg:status rdf:resource="https://w3id.org/casegraph/ns#InProgress"/>
        	</cg:Topic>
        	<cg:Topic rdf:about="http://casegraph.localhost/topic/sharding">
        		<skos:prefLabel>Sharding</skos:prefLabel>
        		<cg:status rdf:resource="https://w3id.org/casegraph/ns#Planned"/>
        	</cg:Topic>
        </rdf:RDF>
    "#]],
    );
    check(
        "DESCRIBE <http://casegraph.localhost/category/backend/databases>",
        Format::Turtle,
        expect![[r#"
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix cg: <https://w3id.org/casegraph/ns#> .
            @prefix cito: <http://purl.org/spar/cito/> .
            @prefix prov: <http://www.w3.org/ns/prov#> .
            @prefix dcterms: <http://purl.org/dc/terms/> .
            @prefix schema: <https://schema.org/> .
            <http://casegraph.localhost/category/backend/databases> a skos:Concept , cg:Category ;
            	skos:broader <http://casegraph.localhost/domain/backend> ;
            	skos:prefLabel "Databases" ;
            	cg:position 2 .
        "#]],
    );
}

#[test]
fn an_unsuitable_format_is_an_error_that_lists_the_suitable_ones() {
    let error = |text: &str, format| {
        ask(&store(), text, &Parameters::default()).write(format, Vec::new()).unwrap_err().to_string()
    };
    let said = [
        error("ASK {}", Format::Turtle),
        error("SELECT * {}", Format::NQuads),
        error("CONSTRUCT WHERE { ?a cg:status ?b }", Format::Json),
    ];
    expect![[r#"
        a boolean cannot be written as `turtle` (allowed: `csv`, `tsv`, `json`, `xml`)
        rows cannot be written as `nquads` (allowed: `csv`, `tsv`, `json`, `xml`)
        triples cannot be written as `json` (allowed: `turtle`, `ntriples`, `nquads`, `trig`, `jsonld`, `rdfxml`)"#]].assert_eq(&said.join("\n"));
    assert_eq!(Query::parse("ASK {}").unwrap().kind(), QueryKind::Ask);
}

#[test]
fn the_union_of_the_graphs_contains_each_triple_once() {
    // The edge is asserted by the page; a second document that asserts it too must not double the answer.
    let mut text = Vec::new();
    graph().write(Format::NQuads, &mut text).unwrap();
    let mut text = String::from_utf8(text).unwrap();
    let edge = "<http://casegraph.localhost/topic/nosql_migrations> <https://w3id.org/casegraph/ns#relatedPattern> <http://casegraph.localhost/topic/sharding>";
    assert!(text.contains(edge));
    text += &format!("{edge} <http://casegraph.localhost/graph/other.md> .\n");
    let store = Store::from_nquads(text.as_bytes()).unwrap();
    let count = |text: &str| match ask(&store, text, &Parameters::default()) {
        Answer::Rows { rows, .. } => rows.len(),
        _ => 0,
    };
    assert_eq!(count("SELECT * { ?a cg:relatedPattern ?b }"), 1);
    assert_eq!(count("SELECT * { GRAPH ?g { ?a cg:relatedPattern ?b } }"), 2);
    assert_eq!(count("SELECT * { ?a cg:relatedPattern ?b GRAPH ?g { ?b a cg:Topic } }"), 1);
    assert_eq!(count("SELECT * FROM <http://casegraph.localhost/graph/other.md> { ?a ?p ?b }"), 1);
    assert_eq!(count("SELECT DISTINCT ?g { GRAPH ?g { ?a ?p ?b } }"), store.graph_count());
    assert_eq!(store.len(), graph().len() + 1);
}

#[test]
fn the_order_of_answers_is_deterministic() {
    check(
        "SELECT ?p { [] ?p ?o } LIMIT 0",
        Format::Csv,
        expect![[r#"
            p
        "#]],
    );
    check(
        "SELECT DISTINCT ?c { ?x a ?c FILTER(?c != cg:Evidence) }",
        Format::Csv,
        expect![[r#"
            c
            http://www.w3.org/2004/02/skos/core#Concept
            https://schema.org/Article
            https://schema.org/BlogPosting
            https://schema.org/Book
            https://schema.org/Organization
            https://w3id.org/casegraph/ns#CaseStudy
            https://w3id.org/casegraph/ns#Category
            https://w3id.org/casegraph/ns#Citation
            https://w3id.org/casegraph/ns#Company
            https://w3id.org/casegraph/ns#Corpus
            https://w3id.org/casegraph/ns#Document
            https://w3id.org/casegraph/ns#Domain
            https://w3id.org/casegraph/ns#Link
            https://w3id.org/casegraph/ns#Mention
            https://w3id.org/casegraph/ns#Metric
            https://w3id.org/casegraph/ns#Pattern
            https://w3id.org/casegraph/ns#PlanEntry
            https://w3id.org/casegraph/ns#Section
            https://w3id.org/casegraph/ns#Source
            https://w3id.org/casegraph/ns#Technology
            https://w3id.org/casegraph/ns#Topic
        "#]],
    );
    check(
        "SELECT ?s ?t { ?t cg:status ?s } ORDER BY DESC(isIRI(?s))",
        Format::Csv,
        expect![[r#"
            s,t
            https://w3id.org/casegraph/ns#InProgress,http://casegraph.localhost/topic/nosql_migrations
            https://w3id.org/casegraph/ns#Missing,http://casegraph.localhost/topic/linked_only
            https://w3id.org/casegraph/ns#Planned,http://casegraph.localhost/topic/sharding
        "#]],
    );
    // Blank nodes are numbered in the order of the answer.
    check(
        "SELECT ?l (BNODE() AS ?b) { ?t a cg:Topic ; skos:prefLabel ?l } ORDER BY ?l",
        Format::Csv,
        expect![[r#"
            l,b
            NoSQL Migrations,_:b0
            Sharding,_:b1
            linked only,_:b2
        "#]],
    );
    check(
        "SELECT (BNODE() AS ?b) ?l { ?t a cg:Topic ; skos:prefLabel ?l }",
        Format::Csv,
        expect![[r#"
            b,l
            _:b0,NoSQL Migrations
            _:b1,Sharding
            _:b2,linked only
        "#]],
    );
    let blanks = "CONSTRUCT { ?t skos:note [ rdfs:label ?l ] } { ?t a cg:Topic ; skos:prefLabel ?l }";
    let answers: Vec<Answer> = (0..3).map(|_| ask(&store(), blanks, &Parameters::default())).collect();
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[test]
fn a_parameter_restricts_the_rows_and_is_a_column() {
    let topic = Term::Iri("http://casegraph.localhost/topic/sharding".to_owned());
    let one = Term::Literal {
        value: "1".to_owned(),
        datatype: "http://www.w3.org/2001/XMLSchema#integer".to_owned(),
        language: None,
    };
    let store = store();
    let shown = |text: &str, name: &str, term: &Term| {
        let mut bytes = Vec::new();
        ask(&store, text, &Parameters::default().bind(name, term.clone()))
            .write(Format::Csv, &mut bytes)
            .unwrap();
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    };
    let said = [
        shown("SELECT ?topic ?l { ?topic skos:prefLabel ?l }", "topic", &topic),
        shown("SELECT ?l { ?topic skos:prefLabel ?l }", "topic", &topic),
        shown("SELECT * { ?topic skos:prefLabel ?l }", "topic", &topic),
        shown(
            "SELECT ?p (COUNT(*) AS ?n) { ?topic cg:priority ?p FILTER(?p <= ?most) } GROUP BY ?p",
            "most",
            &one,
        ),
        shown("SELECT ?l { ?topic skos:prefLabel ?l ; cg:priority ?p FILTER(?p <= ?most) }", "most", &one),
        shown("SELECT DISTINCT ?s { ?topic cg:status ?s } ORDER BY ?s LIMIT 1", "topic", &topic),
        shown("ASK { ?topic cg:status cg:Planned }", "topic", &topic),
        shown("ASK { ?topic cg:status cg:Missing }", "topic", &topic),
        shown(
            "SELECT ?l { ?topic skos:prefLabel ?l OPTIONAL { ?topic skos:broader ?c } FILTER(COALESCE(?category, ?c, \"none\") = COALESCE(?c, \"none\")) }",
            "category",
            &topic,
        ),
        shown("SELECT ?l { ?t a cg:Topic ; skos:prefLabel ?l }", "unused", &topic),
    ];
    expect![[r#"
        topic,l
        http://casegraph.localhost/topic/sharding,Sharding
        --
        l
        Sharding
        --
        l,topic
        Sharding,http://casegraph.localhost/topic/sharding
        --
        p,n
        1,1
        --
        l
        NoSQL Migrations
        --
        s
        https://w3id.org/casegraph/ns#Planned
        --
        true
        --
        false
        --
        l
        --
        l
        NoSQL Migrations
        Sharding
        linked only
    "#]]
    .assert_eq(&said.join("--\n"));
}
