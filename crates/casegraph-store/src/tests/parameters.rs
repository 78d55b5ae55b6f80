//! Headers and parameters, valid and invalid.

use expect_test::{Expect, expect};

use crate::ask::answer::Answer;
use crate::query::header::QueryHeader;
use crate::query::named_query::NamedQuery;
use crate::query::named_query_error::NamedQueryError;
use crate::rdf::base::Base;
use crate::rdf::term::Term;
use crate::tests::corpus::store;

const QUERY: &str = "#+ summary: All kinds of parameters\n\
    #+ description: |\n\
    #+   Two\n\
    #+   lines.\n\
    #+ tags: [test]\n\
    #+ params:\n\
    #+   - {name: topic, type: topic, description: The topic, required: true, example: sharding}\n\
    #+   - {name: count, type: integer, default: 3, example: 5}\n\
    #+   - {name: share, type: decimal, example: 0.5}\n\
    #+   - {name: done, type: boolean, example: true}\n\
    #+   - {name: since, type: date, example: 2024-03}\n\
    #+   - {name: class, type: iri, example: \"cg:Topic\"}\n\
    #+   - {name: status, type: status, example: planned}\n\
    #+   - {name: case, type: case, example: nosql_migrations/1}\n\
    #+   - {name: document, type: document, example: a/b.md}\n\
    #+   - {name: text, type: string, example: x}\n\
    SELECT ?topic ?count ?share ?done ?since ?class ?status ?case ?document ?text { VALUES ?x { 1 } }\n";

fn query() -> NamedQuery {
    NamedQuery::parse("all-kinds", QUERY).unwrap()
}

fn bound(given: &[(&str, &str)]) -> String {
    match query().bind(given.iter().copied(), &Base::default()) {
        Ok(parameters) => {
            let lines: Vec<String> =
                parameters.iter().map(|(name, term)| format!("{name} = {term}\n")).collect();
            lines.concat()
        }
        Err(error) => format!("{error}\n"),
    }
}

#[test]
fn a_header_is_parsed() {
    let query = query();
    assert_eq!(
        (query.name(), query.summary(), query.description()),
        ("all-kinds", "All kinds of parameters", "Two\nlines.")
    );
    assert_eq!(query.tags(), ["test"]);
    assert_eq!(query.parameters().len(), 10);
    assert_eq!(query.query().columns().len(), 10);
}

#[test]
fn texts_become_terms_by_their_types() {
    expect![[r#"
        case = <http://casegraph.localhost/case/nosql_migrations/2>
        class = <https://w3id.org/casegraph/ns#Topic>
        count = "3"^^<http://www.w3.org/2001/XMLSchema#integer>
        document = <http://casegraph.localhost/doc/a%20b/c%23d.md>
        done = "false"^^<http://www.w3.org/2001/XMLSchema#boolean>
        share = "-2.50"^^<http://www.w3.org/2001/XMLSchema#decimal>
        since = "2024-03-06"^^<http://www.w3.org/2001/XMLSchema#date>
        status = <https://w3id.org/casegraph/ns#InProgress>
        text = "'\"\\ } DROP ALL #"
        topic = <http://casegraph.localhost/topic/nosql_migrations>
    "#]]
    .assert_eq(&bound(&[
        ("topic", "nosql_migrations"),
        ("share", "-2.50"),
        ("done", "false"),
        ("since", "2024-03-06"),
        ("class", "cg:Topic"),
        ("status", "In Progress"),
        ("case", "nosql_migrations/2"),
        ("document", "a b/c#d.md"),
        ("text", "'\"\\ } DROP ALL #"),
    ]));
    expect![[r#"
        class = <urn:x:y>
        count = "-07"^^<http://www.w3.org/2001/XMLSchema#integer>
        topic = <https://example.org/t>
    "#]]
    .assert_eq(&bound(&[("topic", "https://example.org/t"), ("class", "urn:x:y"), ("count", "-07")]));
}

#[test]
fn invalid_parameters_are_errors() {
    let wrong: [&[(&str, &str)]; 12] = [
        &[],
        &[("topics", "x")],
        &[("colour", "x")],
        &[("topic", "x"), ("topic", "y")],
        &[("topic", "")],
        &[("topic", "x"), ("count", "3.5")],
        &[("topic", "x"), ("share", ".5")],
        &[("topic", "x"), ("done", "yes")],
        &[("topic", "x"), ("since", "2024-13")],
        &[("topic", "x"), ("class", "x> } DROP")],
        &[("topic", "x"), ("status", "done")],
        &[("topic", "x"), ("count", "99999999999999999999")],
    ];
    let said: Vec<String> = wrong.iter().map(|given| bound(given)).collect();
    expect![[r#"
        `all-kinds` requires the parameter `topic`: the key or IRI of a topic (for example `topic=sharding`)
        `all-kinds` has no parameter `topics` (did you mean `topic`?) (allowed: `topic`, `count`, `share`, `done`, `since`, `class`, `status`, `case`, `document`, `text`)
        `all-kinds` has no parameter `colour` (allowed: `topic`, `count`, `share`, `done`, `since`, `class`, `status`, `case`, `document`, `text`)
        the parameter `topic` of `all-kinds` has two values
        `` is not a valid value of the parameter `topic` of `all-kinds`: expected the key or IRI of a topic (for example `topic=sharding`)
        `3.5` is not a valid value of the parameter `count` of `all-kinds`: expected an integer (for example `count=5`)
        `.5` is not a valid value of the parameter `share` of `all-kinds`: expected a number such as 2.5 (for example `share=0.5`)
        `yes` is not a valid value of the parameter `done` of `all-kinds`: expected `true` or `false` (for example `done=true`)
        `2024-13` is not a valid value of the parameter `since` of `all-kinds`: expected a year, a month or a day such as 2024, 2024-03 or 2024-03-06 (for example `since=2024-03`)
        `x> } DROP` is not a valid value of the parameter `class` of `all-kinds`: expected an absolute IRI, or a name with a prefix such as cg:Complete (for example `class=cg:Topic`)
        `done` is not a valid value of the parameter `status` of `all-kinds`: expected `complete`, `in-progress`, `planned` or `missing` (for example `status=planned`)
        `99999999999999999999` is not a valid value of the parameter `count` of `all-kinds`: expected an integer (for example `count=5`)
    "#]].assert_eq(&said.concat());
}

#[test]
fn values_are_never_part_of_the_query_text() {
    let query = NamedQuery::parse(
        "labels",
        "#+ summary: s\n#+ params:\n#+   - {name: topic, type: topic, example: a}\n#+   - {name: label, type: string, example: a}\n\
         SELECT ?topic ?label { ?topic a cg:Topic ; skos:prefLabel ?label }",
    )
    .unwrap();
    let store = store();
    for attack in
        ["x> } DROP ALL", "sharding> ?p ?o . <http://a", "\"} #", "?topic", "sharding\n}", "\\u003e", "\0"]
    {
        for name in ["topic", "label"] {
            let parameters = query.bind([(name, attack)], &Base::default()).unwrap();
            let (_, term) = parameters.iter().next().unwrap();
            match term {
                Term::Iri(iri) => {
                    assert!(!iri.contains([' ', '<', '>', '"', '{', '}', '\n', '\\', '\0']), "{iri}");
                }
                Term::Literal { value, .. } => assert_eq!(value, attack),
                Term::Blank(_) => panic!("a blank node"),
            }
            let answer = store.ask(query.query(), &parameters).unwrap();
            assert!(
                matches!(answer, Answer::Rows { ref rows, .. } if rows.is_empty()),
                "{attack}: {answer:?}"
            );
        }
    }
}

fn check_header(text: &str, expected: Expect) {
    let error = NamedQuery::parse("x", text).unwrap_err();
    expected.assert_eq(&error.to_string());
}

#[test]
fn errors_in_headers_have_a_line() {
    let with = |params: &str| {
        format!("# a comment\n#+ summary: s\n#+ params:\n{params}\nSELECT ?a {{ ?a ?b ?c }}\n")
    };
    check_header(
        "SELECT ?a { ?a ?b ?c }",
        expect![
            "line 1: there is no `#+` header (allowed: `summary`, `description`, `tags`, for a gap check `severity`, `why`, `example` and `fix`, and `params`, a list of `name`, `type`, `description`, `required` or `default`, `example`)"
        ],
    );
    check_header(
        "#+ sumary: s\nSELECT ?a { ?a ?b ?c }",
        expect![
            "line 1: unknown field `sumary` (allowed: `summary`, `description`, `tags`, for a gap check `severity`, `why`, `example` and `fix`, and `params`, a list of `name`, `type`, `description`, `required` or `default`, `example`)"
        ],
    );
    check_header(
        "#+ tags: [a]\nSELECT ?a { ?a ?b ?c }",
        expect![
            "line 1: missing field `summary` (allowed: `summary`, `description`, `tags`, for a gap check `severity`, `why`, `example` and `fix`, and `params`, a list of `name`, `type`, `description`, `required` or `default`, `example`)"
        ],
    );
    check_header("#+ summary: ' '\nSELECT ?a { ?a ?b ?c }", expect!["line 1: `summary` is empty"]);
    check_header(
        "#+ summary: s\n#+ tags: [a\nSELECT ?a { ?a ?b ?c }",
        expect![
            "line 2: unclosed bracket '[' (allowed: `summary`, `description`, `tags`, for a gap check `severity`, `why`, `example` and `fix`, and `params`, a list of `name`, `type`, `description`, `required` or `default`, `example`)"
        ],
    );
    check_header(
        "#+ summary: s\n\n#+ tags: 3\nSELECT ?a { ?a ?b ?c }",
        expect![
            "line 3: expected sequence start (allowed: `summary`, `description`, `tags`, for a gap check `severity`, `why`, `example` and `fix`, and `params`, a list of `name`, `type`, `description`, `required` or `default`, `example`)"
        ],
    );
    check_header(
        &with("#+   - {name: a, type: topics, example: x}"),
        expect![
            "line 4: parameter `a`: unknown parameter type `topics` (did you mean `topic`?) (allowed: `string`, `integer`, `decimal`, `boolean`, `date`, `iri`, `status`, `topic`, `company`, `pattern`, `technology`, `source`, `category`, `domain`, `case`, `document`)"
        ],
    );
    check_header(
        &with("#+   - {name: z, type: topic, example: x}"),
        expect!["line 4: the parameter `z` is not a variable of the query: `?z` does not occur"],
    );
    check_header(
        &with("#+   - {name: a, type: topic}"),
        expect!["line 4: the parameter `a` has no `example`"],
    );
    check_header(
        &with("#+   - {name: a, type: integer, example: x}"),
        expect!["line 4: the example `x` of the parameter `a` is not an integer"],
    );
    check_header(
        &with("#+   - {name: a, type: topic, example: x, required: true, default: y}"),
        expect!["line 4: the parameter `a` is `required` and has a `default`: write one of the two"],
    );
    check_header(
        &with("#+   - {name: a, type: topic, example: x}\n#+   - {name: a, type: topic, example: x}"),
        expect!["line 4: the parameter `a` is declared twice"],
    );
    check_header(
        &with("#+   - {name: a, kind: topic, example: x}"),
        expect![
            "line 4: unknown field `kind` (allowed: `summary`, `description`, `tags`, for a gap check `severity`, `why`, `example` and `fix`, and `params`, a list of `name`, `type`, `description`, `required` or `default`, `example`)"
        ],
    );
    check_header("#+ summary: s\nSELECT ?a { ?a ?b }", expect!["line 2, column 19: unexpected `}`"]);
}

#[test]
fn a_header_is_parsed_without_its_query() {
    let text = "#+ summary: s\n#+ tags: [t]\nSELECT ?a { ?a ?b }";
    let header = QueryHeader::parse(text).unwrap();
    assert_eq!((header.summary.as_str(), header.tags.as_slice()), ("s", &["t".to_owned()][..]));
    assert!(matches!(NamedQuery::with_header("x", header.clone(), text), Err(NamedQueryError::Query(_))));
    let whole = NamedQuery::with_header("x", header, &text.replace("?b }", "?b ?c }")).unwrap();
    assert_eq!(
        Ok(whole),
        NamedQuery::parse("x", &text.replace("?b }", "?b ?c }")).map_err(|error| error.to_string())
    );
}
