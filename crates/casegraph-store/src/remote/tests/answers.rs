//! Remote answers are equal to local answers, with Oxigraph in this process as the engine.

use std::collections::HashMap;
use std::path::Path;

use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Engine;
use oxrdf::{GraphName, NamedNode, Quad, Variable};

use crate::ask::answer::Answer;
use crate::ask::store::Store;
use crate::query::Query;
use crate::query::named_query::NamedQuery;
use crate::query::parameters::Parameters;
use crate::query::shipped::shipped_queries;
use crate::rdf::base::Base;
use crate::rdf::term::Term;
use crate::remote::divide::RemotePlan;
use crate::remote::rewrite::Graphs;
use crate::remote::tests::engine::{TestServer, results};
use crate::tests::corpus::graph;

/// An engine with the example corpus as `push` sends it.
struct LocalEngine {
    engine: Engine,
    store: Store,
}

impl LocalEngine {
    fn new() -> Self {
        let engine = Engine::new().unwrap();
        let union = NamedNode::new_unchecked(Base::default().union_graph());
        let read = graph().snapshot.each_quad(|quad| {
            engine.insert(quad).unwrap();
            engine.insert(&Quad { graph_name: GraphName::from(union.clone()), ..quad.into_owned() }).unwrap();
            Ok::<(), casegraph_quads::SnapshotError>(())
        });
        read.unwrap();
        Self { engine, store: Store::load(&graph()) }
    }

    /// The results of the engine.
    fn results<'a>(&self, text: &str, union: bool) -> QueryResults<'a> {
        let mut prepared =
            SparqlEvaluator::new().parse_query(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        if union {
            let union = NamedNode::new_unchecked(Base::default().union_graph());
            prepared.dataset_mut().set_default_graph(vec![union.into()]);
        }
        prepared.on_store(&self.engine).execute().unwrap()
    }

    fn ask(&self, query: &Query, parameters: &Parameters) -> Answer {
        let scope = query.tree().graph_scope();
        let base = Base::default();
        let node = NamedNode::new_unchecked;
        let graphs = Graphs {
            union: node(base.union_graph()),
            prefix: base.graph_prefix(),
            hidden: vec![node(base.union_graph()), node(base.push_graph())],
        };
        let bound: HashMap<Variable, _> =
            parameters.iter().map(|(name, term)| (Variable::new_unchecked(name), term.stored())).collect();
        let union = !scope.names_graphs && !scope.has_dataset;
        match RemotePlan::new(
            query.tree(),
            bound,
            (scope.names_graphs && !scope.has_dataset).then_some(&graphs),
        ) {
            RemotePlan::Ask(text) => match self.results(&text, union) {
                QueryResults::Boolean(value) => Answer::Boolean(value),
                _ => panic!("{text}"),
            },
            RemotePlan::Select(select) => match self.results(&select.text, union) {
                QueryResults::Solutions(solutions) => {
                    let columns = solutions.variables().to_vec();
                    let cells: Vec<Vec<_>> = solutions.map(|row| row.unwrap().values().to_vec()).collect();
                    select.finish(&columns, &cells).unwrap()
                }
                _ => panic!("{}", select.text),
            },
            RemotePlan::Describe(_) => panic!("a DESCRIBE takes two requests"),
        }
    }

    /// Compares the answers of the engine and of the local store.
    fn check(&self, text: &str, parameters: &Parameters) {
        let query = Query::parse(text).unwrap();
        let here = self.store.ask(&query, parameters).unwrap();
        assert_eq!(self.ask(&query, parameters), here, "{text}");
    }
}

#[test]
fn shipped_queries_have_the_same_answers() {
    let engine = LocalEngine::new();
    for shipped in shipped_queries() {
        let query = shipped.parse().unwrap();
        for all in [false, true] {
            let given = query.parameters().iter().filter(|one| all || one.required);
            let given: Vec<_> = given.map(|one| (one.name.as_str(), one.example.as_str())).collect();
            engine.check(query.text(), &query.bind(given, &Base::default()).unwrap());
        }
    }
}

#[test]
fn the_queries_for_real_engines_have_the_same_answers() {
    let engine = LocalEngine::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/engines");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "rq") || path.ends_with("describe.rq") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let parameters = if text.starts_with("#+") {
            let query = NamedQuery::parse("test", &text).unwrap();
            let given: Vec<_> =
                query.parameters().iter().map(|one| (one.name.as_str(), one.example.as_str())).collect();
            query.bind(given, &Base::default()).unwrap()
        } else {
            Parameters::default()
        };
        engine.check(&text, &parameters);
        count += 1;
    }
    assert!(count >= 20, "{count}");
}

/// Binds each variable of each query to matching and other terms.
#[test]
fn parameters_have_the_same_effect() {
    let engine = LocalEngine::new();
    let terms = [
        Term::Iri("http://casegraph.localhost/topic/cache_consistency".to_owned()),
        Term::Iri("http://x/nowhere".to_owned()),
        Term::Literal {
            value: "Cache".to_owned(),
            datatype: crate::vocabulary::xsd::STRING.to_owned(),
            language: None,
        },
        Term::Literal {
            value: "3".to_owned(),
            datatype: crate::vocabulary::xsd::INTEGER.to_owned(),
            language: None,
        },
    ];
    let texts = [
        "SELECT ?s ?p ?o { ?s ?p ?o }",
        "SELECT ?s { ?s a cg:Topic OPTIONAL { ?s skos:prefLabel ?o } }",
        "SELECT ?s ?o { ?s a cg:Topic OPTIONAL { ?s skos:prefLabel ?o FILTER(?o != \"x\") } }",
        "SELECT ?s (COUNT(?o) AS ?n) { ?s a cg:Topic ; ?p ?o } GROUP BY ?s",
        "SELECT (COUNT(*) AS ?n) { ?s a cg:Topic ; ?p ?o }",
        "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(*) > 2)",
        "SELECT DISTINCT ?p { ?s ?p ?o }",
        "SELECT ?s ?n { ?s a cg:Topic { SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s } }",
        "SELECT ?s ?n { ?s a cg:Topic { SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o FILTER(?p != ?s) } GROUP BY ?s } }",
        "SELECT ?s (STR(?o) AS ?text) { ?s ?p ?o } ORDER BY DESC(?text) ?s",
        "SELECT ?s ?o { { ?s a ?o } UNION { ?s schema:about ?o } }",
        "SELECT ?s { ?s a cg:Topic FILTER NOT EXISTS { ?s cg:page ?o } }",
        "SELECT ?s (EXISTS { ?s cg:page ?o } AS ?has) { ?s a cg:Topic }",
        "SELECT ?s ?p { ?s ?p ?o FILTER(?o = ?o && ?s != ?o) }",
        "SELECT ?s ?o { ?s skos:broader+ ?o }",
        "SELECT ?g ?s { GRAPH ?g { ?s a cg:Topic } }",
        "ASK { ?s a cg:Topic ; ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
    ];
    let mut count = 0;
    for text in texts {
        for name in ["s", "p", "o"] {
            for term in &terms {
                if text.contains(&format!("?{name}")) {
                    engine.check(text, &Parameters::default().bind(name, term.clone()));
                    count += 1;
                }
            }
        }
    }
    assert!(count > 150, "{count}");
}

#[test]
fn deviations_of_engines_are_normalized() {
    let ask = |text: &str, json: &str| {
        let engine = TestServer::answering(&[results(json)]);
        engine.endpoint().ask(&Query::parse(text).unwrap(), &Parameters::default()).unwrap()
    };
    let rows = |cell: &str| {
        format!(
            r#"{{ "head": {{ "link": [], "vars": ["x"] }}, "results": {{ "distinct": false, "ordered": true, "bindings": [ {cell} ] }} }}"#
        )
    };
    let typed = |kind: &str, value: &str| {
        format!(
            r#"{{ "x": {{ "type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#{kind}", "value": "{value}" }} }}"#
        )
    };
    let select = "SELECT ?x { ?s ?p ?x }";
    let cells = [
        ("integer", "7"),
        ("string", "a\\u201C"),
        ("boolean", "0"),
        ("boolean", "1"),
        ("date", "2026-11-20"),
    ]
    .map(|(kind, value)| typed(kind, value));
    let mut said: Vec<String> = vec![format!("{:?}", ask(select, &rows(&cells.join(", "))))];
    for number in ["0", "1"] {
        let json = rows(&typed("integer", number)).replace("\"x\"", "\"__ASK_RETVAL\"");
        said.push(format!("{:?}", ask("ASK { ?s ?p ?o }", &json)));
        // A column that can only be a boolean.
        let text =
            "SELECT ?x { { ?s a cg:Topic BIND(true AS ?x) } UNION { ?s a cg:Pattern BIND(?s = ?s AS ?x) } }";
        said.push(format!("{:?}", ask(text, &rows(&typed("integer", number)))));
    }
    said.push(format!("{:?}", ask("ASK { ?s ?p ?o }", r#"{"head":{},"boolean":true}"#)));
    let blanks = rows(
        r#"{ "x": { "type": "bnode", "value": "nodeID://b10001" } }, { "x": { "type": "bnode", "value": "z" } }"#,
    );
    said.push(format!("{:?}", ask(select, &blanks)));
    expect_test::expect![[r#"
        Rows { columns: ["x"], rows: [[Some(Literal { value: "2026-11-20", datatype: "http://www.w3.org/2001/XMLSchema#date", language: None })], [Some(Literal { value: "7", datatype: "http://www.w3.org/2001/XMLSchema#integer", language: None })], [Some(Literal { value: "a“", datatype: "http://www.w3.org/2001/XMLSchema#string", language: None })], [Some(Literal { value: "false", datatype: "http://www.w3.org/2001/XMLSchema#boolean", language: None })], [Some(Literal { value: "true", datatype: "http://www.w3.org/2001/XMLSchema#boolean", language: None })]] }
        Boolean(false)
        Rows { columns: ["x"], rows: [[Some(Literal { value: "false", datatype: "http://www.w3.org/2001/XMLSchema#boolean", language: None })]] }
        Boolean(true)
        Rows { columns: ["x"], rows: [[Some(Literal { value: "true", datatype: "http://www.w3.org/2001/XMLSchema#boolean", language: None })]] }
        Boolean(true)
        Rows { columns: ["x"], rows: [[Some(Blank("b0"))], [Some(Blank("b1"))]] }"#]].assert_eq(&said.join("\n"));
}
