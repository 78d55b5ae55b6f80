//! Parsing of queries, and the errors of invalid ones.

use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::*;
use crate::ask::store::Store;
use crate::query::parameters::Parameters;
use crate::rdf::term::Term;

fn store() -> Store {
    Store::from_nquads(b"<a:> <b:> <c:> .").unwrap()
}

fn check(text: &str, expected: Expect) {
    let shown = match Query::parse(text) {
        Ok(query) => format!("{} {:?}", query.kind(), query.columns()),
        Err(QueryError::Syntax(error)) => {
            let line = text.lines().nth(error.line as usize - 1).unwrap_or_default();
            format!("{error}\n{line}\n{}^", " ".repeat(error.column as usize - 1))
        }
        Err(error) => error.to_string(),
    };
    expected.assert_eq(&shown);
}

#[test]
fn kinds_and_columns_are_known() {
    check("SELECT ?b (COUNT(?a) AS ?n) { ?a cg:uses ?b } GROUP BY ?b", expect![[r#"SELECT ["b", "n"]"#]]);
    check("SELECT * { ?b ?p ?a }", expect![[r#"SELECT ["a", "b", "p"]"#]]);
    check("ASK { ?a a cg:Topic }", expect!["ASK []"]);
    check("CONSTRUCT WHERE { ?a a cg:Topic }", expect!["CONSTRUCT []"]);
    check("DESCRIBE ?a { ?a a cg:Topic }", expect!["DESCRIBE []"]);
}

#[test]
fn syntax_errors_have_a_position() {
    check(
        "SELECT ?x WHERE {\n  ?x a cg:Topic\n  ?x cg:status ?s\n}",
        expect![[r#"
            line 3, column 3: unexpected `?x`
              ?x cg:status ?s
              ^"#]],
    );
    check(
        "SELECT ?x WHERE { ?x a łódź:Topic }",
        expect![[r#"
        line 1, column 24: the prefix of `łódź:Topic` is not declared: add a PREFIX line
        SELECT ?x WHERE { ?x a łódź:Topic }
                               ^"#]],
    );
    check(
        "SELECT ?x WHERE { ?x a cg:Topic",
        expect![[r#"
        line 1, column 32: the query ends too early: expected `,` or `.` or `;` or `{` or `{|` or `}` or `~`
        SELECT ?x WHERE { ?x a cg:Topic
                                       ^"#]],
    );
    check(
        "SELEC ?x { }",
        expect![[r#"
        line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE
        SELEC ?x { }
        ^"#]],
    );
    check(
        "",
        expect![[r#"
        line 1, column 1: expected SELECT, ASK, CONSTRUCT or DESCRIBE

        ^"#]],
    );
    check(
        "SELECT ?x { ?x rdfs:label \"a }",
        expect![[r#"
            line 1, column 27: the string is not terminated
            SELECT ?x { ?x rdfs:label "a }
                                      ^"#]],
    );
    check(
        "SELECT ?x ?x { ?x ?p ?o }",
        expect![[r#"
        line 1, column 26: duplicated variable name in SELECT
        SELECT ?x ?x { ?x ?p ?o }
                                 ^"#]],
    );
    check(
        "SELECT ?x { <a> ?p ?x }",
        expect![[r#"
            line 1, column 13: `<a>` is not an absolute IRI: write it in full or add a BASE line
            SELECT ?x { <a> ?p ?x }
                        ^"#]],
    );
    check(
        "SELECT ?x { ?x ?p }",
        expect![[r#"
            line 1, column 19: unexpected `}`
            SELECT ?x { ?x ?p }
                              ^"#]],
    );
    check(
        "PREFIX cg: <x y>\nSELECT ?x { ?x ?p ?o }",
        expect![[r#"
            line 1, column 12: `<x y>` is not an IRI
            PREFIX cg: <x y>
                       ^"#]],
    );
    check(
        "SELECT ?x WHERE { ?x cg:status 'a' ; . # }\n}\n)",
        expect![[r#"
            line 3, column 1: unexpected `)`
            )
            ^"#]],
    );
    check(
        "SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }",
        expect![[r#"
        line 1, column 41: the SELECT contains a variable that is unbound
        SELECT (COUNT(?x) AS ?n) ?y { ?x ?p ?y }
                                                ^"#]],
    );
    check(
        "SELECT ?x { ?x ?p ?o } ORDER ?x",
        expect![[r#"
            line 1, column 30: unexpected `?x`
            SELECT ?x { ?x ?p ?o } ORDER ?x
                                         ^"#]],
    );
    check(
        "SELECT ?x { ?x ?p ?o } LIMIT many",
        expect![[r#"
            line 1, column 30: unexpected `many`
            SELECT ?x { ?x ?p ?o } LIMIT many
                                         ^"#]],
    );
    check(
        "SELECT ?x { ?x ?p ?o FILTER(STRSTART(?o, 'a')) }",
        expect![[r#"
            line 1, column 29: unexpected `STRSTART`
            SELECT ?x { ?x ?p ?o FILTER(STRSTART(?o, 'a')) }
                                        ^"#]],
    );
    check(
        "BASE <a>\nASK { }",
        expect![[r#"
            line 1, column 6: `<a>` is not an IRI
            BASE <a>
                 ^"#]],
    );
    check(
        "ASK { ?x ?y 1.5, ?z \n ; ?p }",
        expect![[r#"
            line 2, column 7: unexpected `}`
             ; ?p }
                  ^"#]],
    );
    check(
        "ASK { ?x ?y \"it's\" . ?x ?y 'a\\'b }",
        expect![[r#"
            line 1, column 28: the string is not terminated
            ASK { ?x ?y "it's" . ?x ?y 'a\'b }
                                       ^"#]],
    );
    check(
        "SELECT ?x { FILTER(?x = ) }",
        expect![[r#"
            line 1, column 25: unexpected `)`
            SELECT ?x { FILTER(?x = ) }
                                    ^"#]],
    );
}

#[test]
fn unsupported_queries_are_refused_with_the_reason() {
    check(
        "INSERT DATA { <http://a/> <http://b/> <http://c/> }",
        expect![[r#"
            line 1, column 1: updates are not supported: expected SELECT, ASK, CONSTRUCT or DESCRIBE
            INSERT DATA { <http://a/> <http://b/> <http://c/> }
            ^"#]],
    );
    check(
        "# SERVICE\nSELECT ?x {\n  SERVICE SILENT <http://example.org/> { ?x ?p ?o }\n}",
        expect![[r#"
            line 3, column 3: SERVICE is not supported: queries do not open network connections
              SERVICE SILENT <http://example.org/> { ?x ?p ?o }
              ^"#]],
    );
    check(
        "ASK { FILTER EXISTS { { SELECT ?x { service ?s { ?x ?p ?o } } } } }",
        expect![[r#"
            line 1, column 37: SERVICE is not supported: queries do not open network connections
            ASK { FILTER EXISTS { { SELECT ?x { service ?s { ?x ?p ?o } } } } }
                                                ^"#]],
    );
    check(
        &format!("SELECT ?x {{ }} #{}", "x".repeat(Query::MAX_BYTES)),
        expect!["the query is 16399 bytes long (allowed: 16384)"],
    );
}

/// Kinds of nesting: prefix, repeated opening text, middle, repeated closing text, and suffix.
const NESTING: [[&str; 5]; 17] = [
    ["SELECT * {", "{", "?a ?b ?c", "}", "}"],
    ["SELECT * {FILTER", "(", "1", ")", "}"],
    ["SELECT * {FILTER(", "1+", "1", "", ")}"],
    ["SELECT * {FILTER(", "1||", "1", "", ")}"],
    ["SELECT * {FILTER(", "STR(", "1", ")", ")}"],
    ["SELECT * {FILTER(", "IF(1,1,", "1", ")", ")}"],
    ["SELECT * {FILTER(", "1 IN(", "1", ")", ")}"],
    ["SELECT * {", "OPTIONAL{", "?a ?b ?c", "}", "}"],
    ["SELECT * {", "FILTER EXISTS{", "?a ?b ?c", "}", "}"],
    ["SELECT * {", "FILTER(1)", "", "", "}"],
    ["SELECT * {", "{SELECT*{", "?a ?b ?c", "}}", "}"],
    ["SELECT * {?a <b:>", "/<b:>", "", "", " ?b}"],
    ["SELECT * {<a:> (<b:>", "/<b:>", "", "", ")* ?b}"],
    ["SELECT * {<a:> (<b:>", "|<b:>", "", "", ")* ?b}"],
    ["SELECT * {{}", "UNION{}", "", "", "}"],
    ["SELECT * {?a ?b ?c", "MINUS{}", "", "", "}"],
    ["SELECT * {?a ?b ", "[?b ", "?c", "]", "}"],
];

/// A query of each kind of nesting, with at most this number of levels and brackets.
fn nested(levels: usize, brackets: usize) -> Vec<String> {
    let nested = |[before, open, middle, close, after]: &[&str; 5]| {
        let bytes = Query::MAX_BYTES - before.len() - middle.len() - after.len();
        let room = brackets - nested_brackets(&format!("{before}{middle}{after}"));
        let brackets = room.checked_div(nested_brackets(open)).filter(|_| !close.is_empty());
        let count = (bytes / (open.len() + close.len())).min(levels).min(brackets.unwrap_or(levels));
        format!("{before}{}{middle}{}{after}", open.repeat(count), close.repeat(count))
    };
    NESTING.iter().map(nested).collect()
}

#[test]
fn nesting_within_the_limits_does_not_overflow_the_stack() {
    let store = store();
    let mut parsed = 0;
    for text in nested(Query::MAX_LEVELS - 8, Query::MAX_BRACKETS) {
        if let Ok(query) = Query::parse(&text) {
            let _ = store.ask(&query, &Parameters::default());
            parsed += 1;
        }
    }
    assert!(parsed > 12, "{parsed}");
}

#[test]
fn nesting_beyond_the_limits_is_refused() {
    let refused = |text: &String| matches!(Query::parse(text), Err(QueryError::TooDeep { .. }));
    let texts = nested(usize::MAX, usize::MAX);
    let others: Vec<&str> = texts.iter().filter(|text| !refused(text)).map(|text| &text[..30]).collect();
    // A path without a star is a join (of too many patterns).
    assert_eq!(others, ["SELECT * {?a <b:>/<b:>/<b:>/<b"]);
    check(&format!("SELECT * {{ ?a ?b '{0}' }} # {0}", "(".repeat(600)), expect![[r#"SELECT ["a", "b"]"#]]);
    check(
        &format!("ASK {{ FILTER{}1{} }}", "(".repeat(250), ")".repeat(250)),
        expect!["the query is nested 251 levels deep (allowed: 250)"],
    );
}

/// Opening and closing texts that can be nested in any order: of patterns, and of expressions.
const MIXED: [&[(&str, &str)]; 2] = [
    &[("{", "}"), ("OPTIONAL{", "}"), ("FILTER EXISTS{", "}"), ("{SELECT*{", "}}"), ("{}UNION{", "}")],
    &[("(", ")"), ("1+", ""), ("1||", ""), ("STR(", ")"), ("IF(1,1,", ")"), ("1 IN(", ")")],
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn mixed_nesting_does_not_overflow_the_stack(
        of_expressions in any::<bool>(),
        parts in prop::collection::vec((0..6_usize, 1..150_usize), 1..5),
    ) {
        let kinds = MIXED[usize::from(of_expressions)];
        let (mut open, mut close) = (String::new(), String::new());
        for (kind, count) in parts {
            let (begin, end) = kinds[kind % kinds.len()];
            open.push_str(&begin.repeat(count));
            close.insert_str(0, &end.repeat(count));
        }
        let text = if of_expressions {
            format!("SELECT * {{FILTER({open}1{close})}}")
        } else {
            format!("SELECT * {{{open}?a ?b ?c{close}}}")
        };
        if let Ok(query) = Query::parse(&text) {
            let _ = store().ask(&query, &Parameters::default());
        }
    }
}

/// Runs on a thread with a small stack.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(128 << 10).spawn(work).unwrap().join().unwrap();
}

#[test]
fn deep_queries_are_asked_and_dropped_on_a_small_stack() {
    for levels in [Query::MAX_LEVELS - 8, 120, 101, 100, 99, 50] {
        for text in nested(levels, Query::MAX_BRACKETS) {
            on_small_stack(move || {
                let store = store();
                let Ok(query) = Query::parse(&text) else { return };
                let bound = Parameters::default().bind("other", Term::Iri("x:y".to_owned()));
                let _ = store.ask(&query.clone(), &bound);
                drop(query);
            });
        }
    }
}

#[test]
fn a_join_of_too_many_patterns_is_refused() {
    let joined = |count: usize| format!("SELECT * {{ {} }}", "?a ?b ?c . ".repeat(count));
    check(&joined(50), expect![[r#"SELECT ["a", "b", "c"]"#]]);
    check(&joined(101), expect!["the query joins 101 patterns in one group (allowed: 100)"]);
    check(
        &format!("SELECT * {{ ?a <b:>{} ?b }}", "/<b:>".repeat(2000)),
        expect!["the query joins 2001 patterns in one group (allowed: 100)"],
    );
}
