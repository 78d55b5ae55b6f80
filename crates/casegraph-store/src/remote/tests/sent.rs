//! Requests: queries with their parameters, and graphs in batches.

use expect_test::expect;

use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::rdf::term::Term;
use crate::remote::conventions::update_url;
use crate::remote::send::SentGraph;
use crate::remote::send::sparql;
use crate::remote::tests::engine::{TestServer, answer, results};

fn sent(text: &str, parameters: &Parameters) -> String {
    let engine = TestServer::answering(&[results(r#"{"head":{"vars":[]},"results":{"bindings":[]}}"#)]);
    // The response lacks the columns; only the request matters.
    let _ = engine.endpoint().ask(&Query::parse(text).unwrap(), parameters);
    without_random_names(&engine.forms())
}

/// Replaces the random names of the variables of aggregates: 32 digits.
fn without_random_names(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('?') {
        out.push_str(before);
        out.push('?');
        let digits = after.bytes().take_while(u8::is_ascii_hexdigit).count();
        rest = if digits > 20 { &after[digits..] } else { after };
        if digits > 20 {
            out.push_str("chance");
        }
    }
    out + rest
}

#[test]
fn queries_are_sent_with_full_iris_parameters_and_graphs() {
    let none = Parameters::default();
    let bound =
        Parameters::default().bind("topic", Term::Iri("http://casegraph.localhost/topic/x".to_owned())).bind(
            "word",
            Term::Literal {
                value: "a\"b\\u0041 “é\n".to_owned(),
                datatype: crate::vocabulary::xsd::STRING.to_owned(),
                language: None,
            },
        );
    let texts = [
        ("SELECT ?topic { ?topic a cg:Topic } ORDER BY ?topic", &none),
        (
            "SELECT ?topic (CONCAT(\"“\", ?label) AS ?text) { ?topic skos:prefLabel ?label FILTER(STRLEN(?label) > 3) } ORDER BY ?text",
            &none,
        ),
        ("SELECT ?topic ?label { ?topic skos:prefLabel ?label, ?word } ORDER BY ?label LIMIT 3", &bound),
        (
            "SELECT ?study (EXISTS { ?study cito:cites ?any } AS ?cites) { ?study schema:about ?topic }",
            &bound,
        ),
        (
            "SELECT ?n { { SELECT (COUNT(?study) AS ?n) { ?study schema:about ?topic } GROUP BY ?topic } }",
            &bound,
        ),
        (
            "SELECT ?n { { SELECT ?topic (COUNT(?study) AS ?n) { ?study schema:about ?topic } GROUP BY ?topic } }",
            &bound,
        ),
        ("SELECT ?g ?label { ?topic skos:prefLabel ?label GRAPH ?g { ?topic ?p ?o } }", &none),
        ("SELECT ?s FROM <http://x/g> { ?s ?p ?o }", &none),
        ("ASK { ?topic a cg:Topic MINUS { ?topic cg:status cg:Complete } }", &bound),
        ("CONSTRUCT { ?topic cg:of [ schema:name ?label ] } { ?topic skos:prefLabel ?label }", &none),
        ("DESCRIBE ?topic { ?topic a cg:Topic }", &none),
        (
            "SELECT ?x { ?x ?word ?y VALUES (?topic ?y) { (<http://casegraph.localhost/topic/x> 1) (<http://y> 2) (UNDEF 3) } }",
            &bound,
        ),
    ];
    let said: String = texts.iter().map(|(text, parameters)| sent(text, parameters)).collect();
    expect![[r#"
        /query
          query=SELECT ?topic WHERE { ?topic <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Topic> . }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?topic ?label WHERE { ?topic <http://www.w3.org/2004/02/skos/core#prefLabel> ?label . FILTER((STRLEN(?label) > "3"^^<http://www.w3.org/2001/XMLSchema#integer>)) }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?label WHERE { <http://casegraph.localhost/topic/x> <http://www.w3.org/2004/02/skos/core#prefLabel> ?label .<http://casegraph.localhost/topic/x> <http://www.w3.org/2004/02/skos/core#prefLabel> "a\"b\\\u00750041 “é\n" . } ORDER BY ASC(?label) LIMIT 3
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?study ?casegraph_exists_1 WHERE { ?study <https://schema.org/about> <http://casegraph.localhost/topic/x> . OPTIONAL { { SELECT DISTINCT ?study ("1"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?casegraph_exists_1) WHERE { ?study <http://purl.org/spar/cito/cites> ?any . } } } }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?n WHERE { { SELECT (?chance AS ?n) WHERE { {SELECT (COUNT(?study) AS ?chance) ?topic WHERE { ?study <https://schema.org/about> ?topic . } GROUP BY ?topic} } } }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?n WHERE { { SELECT (?chance AS ?n) WHERE { {SELECT (COUNT(?study) AS ?chance) ?casegraph_group WHERE { ?study <https://schema.org/about> <http://casegraph.localhost/topic/x> . BIND(<http://casegraph.localhost/topic/x> AS ?casegraph_group) } GROUP BY ?casegraph_group} } } }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?label ?g WHERE { GRAPH <http://casegraph.localhost/graph/union> { ?topic <http://www.w3.org/2004/02/skos/core#prefLabel> ?label . } { GRAPH ?g { ?topic ?p ?o . } FILTER((STRSTARTS(STR(?g), "http://casegraph.localhost/graph/") && !(?g IN (<http://casegraph.localhost/graph/union>, <http://casegraph.localhost/graph/push>)))) } }
        /query
          query=SELECT ?s  FROM <http://x/g> WHERE { ?s ?p ?o . }
        /query
          query=ASK WHERE { SELECT ("true"^^<http://www.w3.org/2001/XMLSchema#boolean> AS ?casegraph_row) WHERE { { SELECT * WHERE { <http://casegraph.localhost/topic/x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Topic> . BIND(<http://casegraph.localhost/topic/x> AS ?topic) MINUS { <http://casegraph.localhost/topic/x> <https://w3id.org/casegraph/ns#status> <https://w3id.org/casegraph/ns#Complete> . BIND(<http://casegraph.localhost/topic/x> AS ?topic) } } } } }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?topic ?label WHERE { ?topic <http://www.w3.org/2004/02/skos/core#prefLabel> ?label . }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ?topic WHERE { ?topic <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Topic> . }
          default-graph-uri=http://casegraph.localhost/graph/union
        /query
          query=SELECT ("true"^^<http://www.w3.org/2001/XMLSchema#boolean> AS ?casegraph_row) WHERE {  FILTER("false"^^<http://www.w3.org/2001/XMLSchema#boolean>) VALUES ( ?y ) { ( "1"^^<http://www.w3.org/2001/XMLSchema#integer> ) ( "3"^^<http://www.w3.org/2001/XMLSchema#integer> )  } }
          default-graph-uri=http://casegraph.localhost/graph/union
    "#]].assert_eq(&said);
}

#[test]
fn a_graph_is_sent_in_batches_and_its_hash_last() {
    let engine = TestServer::answering(&[answer("204 No Content", &["Server: Virtuoso/7"], "")]);
    let graph = SentGraph {
        iri: "http://casegraph.localhost/graph/a.md",
        ntriples: "<http://x/a> <http://x/b> \"c:\\\\users\\\\Users \\u0001\" .\n<http://x/a> <http://x/b> <http://x/c> .\n",
        hash: "77",
    };
    engine.endpoint().send(&graph).unwrap();
    engine.endpoint().remove(graph.iri).unwrap();
    let line = format!("<http://x/a> <http://x/b> \"{}\" .\n", "x".repeat(1000));
    let many = engine.requests().len();
    engine.endpoint().send(&SentGraph { ntriples: &line.repeat(600), ..graph }).unwrap();
    let sizes: Vec<usize> = engine.requests()[many..]
        .iter()
        .map(|request| request.matches("%3Chttp%3A%2F%2Fx%2Fa%3E").count())
        .collect();
    let hashes: Vec<bool> =
        engine.requests()[many..].iter().map(|request| request.contains("%2277%22")).collect();
    assert_eq!((sizes, hashes), (vec![254, 254, 92], vec![false, false, true]));
    let forms = engine.forms();
    let shown = forms.split("/update\n").take(3).collect::<Vec<_>>().join("/update\n");
    expect![[r#"
        /update
          update=DROP SILENT GRAPH <http://casegraph.localhost/push/77> ;
        INSERT DATA { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/push/77> <https://w3id.org/casegraph/ns#graphHash> "" } } ;
        INSERT DATA { GRAPH <http://casegraph.localhost/push/77> {
        <http://x/a> <http://x/b> "c:\\\u0075sers\\\u0055sers \u0001" .
        <http://x/a> <http://x/b> <http://x/c> .
        } } ;
        DELETE WHERE { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/graph/a.md> <https://w3id.org/casegraph/ns#graphHash> ?hash } } ;
        INSERT DATA { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/graph/a.md> <https://w3id.org/casegraph/ns#graphHash> "" } } ;
        DELETE { GRAPH <http://casegraph.localhost/graph/union> { ?s ?p ?o } } WHERE { GRAPH <http://casegraph.localhost/graph/a.md> { ?s ?p ?o } FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } FILTER(?g = <http://casegraph.localhost/push/77> || (?g != <http://casegraph.localhost/graph/a.md> && ?g != <http://casegraph.localhost/graph/union> && STRSTARTS(STR(?g), "http://casegraph.localhost/graph/"))) } } ;
        INSERT { GRAPH <http://casegraph.localhost/graph/union> { ?s ?p ?o } } WHERE { GRAPH <http://casegraph.localhost/push/77> { ?s ?p ?o } } ;
        DROP SILENT GRAPH <http://casegraph.localhost/graph/a.md> ;
        INSERT { GRAPH <http://casegraph.localhost/graph/a.md> { ?s ?p ?o } } WHERE { GRAPH <http://casegraph.localhost/push/77> { ?s ?p ?o } } ;
        DELETE WHERE { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/graph/a.md> <https://w3id.org/casegraph/ns#graphHash> ?hash } } ;
        INSERT DATA { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/graph/a.md> <https://w3id.org/casegraph/ns#graphHash> "77" } } ;
        DROP SILENT GRAPH <http://casegraph.localhost/push/77> ;
        DELETE WHERE { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/push/77> <https://w3id.org/casegraph/ns#graphHash> ?hash } }
        /update
          update=DELETE WHERE { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/graph/a.md> <https://w3id.org/casegraph/ns#graphHash> ?hash } } ;
        INSERT DATA { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/graph/a.md> <https://w3id.org/casegraph/ns#graphHash> "" } } ;
        DELETE { GRAPH <http://casegraph.localhost/graph/union> { ?s ?p ?o } } WHERE { GRAPH <http://casegraph.localhost/graph/a.md> { ?s ?p ?o } FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } FILTER((?g != <http://casegraph.localhost/graph/a.md> && ?g != <http://casegraph.localhost/graph/union> && STRSTARTS(STR(?g), "http://casegraph.localhost/graph/"))) } } ;
        DROP SILENT GRAPH <http://casegraph.localhost/graph/a.md> ;
        DELETE WHERE { GRAPH <http://casegraph.localhost/graph/push> { <http://casegraph.localhost/graph/a.md> <https://w3id.org/casegraph/ns#graphHash> ?hash } }
    "#]].assert_eq(&shown);
}

#[test]
fn an_empty_graph_is_sent() {
    let engine = TestServer::answering(&[answer("204 No Content", &[], "")]);
    engine.endpoint().send(&SentGraph { iri: "http://x/g", ntriples: "", hash: "0" }).unwrap();
    assert_eq!(engine.requests().len(), 1);
}

#[test]
fn the_url_for_updates_follows_the_conventions_of_engines() {
    let said = [
        ("http://localhost:7878/query", "Oxigraph/0.5"),
        ("http://localhost:3030/cases/query?timeout=5", "Apache Jena Fuseki"),
        ("http://localhost:8890/sparql", "Virtuoso/07.20"),
        ("http://localhost:8890/sparql", ""),
        ("https://example.org/repositories/cases", "GraphDB"),
        ("https://example.org", ""),
    ]
    .map(|(url, server)| update_url(url, server));
    expect![[r#"
        http://localhost:7878/update
        http://localhost:3030/cases/update?timeout=5
        http://localhost:8890/sparql-auth
        http://localhost:8890/sparql
        https://example.org/repositories/cases/statements
        https://example.org"#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn a_u_after_a_backslash_is_escaped() {
    let texts = ["a\\\\u0041", "\\u0041", "\\\\\\\\U", "\\\\\\u0041", "\\\"u", "\\\\", "é“\\"];
    expect![[r#"
        a\\\u00750041
        \u0041
        \\\\\u0055
        \\\u0041
        \"u
        \\
        é“\"#]]
    .assert_eq(&texts.map(sparql).join("\n"));
}
