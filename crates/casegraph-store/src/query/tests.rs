//! What queries are read as, and what is said of those that are none.

use expect_test::{Expect, expect};

use super::*;

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
fn mistakes_have_a_place() {
    check(
        "SELECT ?x WHERE {\n  ?x a cg:Topic\n  ?x cg:status ?s\n}",
        expect![[r#"
        line 3, column 3: `?x` cannot stand here
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
            line 1, column 27: the string that begins here does not end
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
            line 1, column 13: `<a>` is no absolute IRI: write it in full or add a BASE line
            SELECT ?x { <a> ?p ?x }
                        ^"#]],
    );
    check(
        "SELECT ?x { ?x ?p }",
        expect![[r#"
        line 1, column 19: `}` cannot stand here
        SELECT ?x { ?x ?p }
                          ^"#]],
    );
    check(
        "PREFIX cg: <x y>\nSELECT ?x { ?x ?p ?o }",
        expect![[r#"
            line 1, column 12: `<x y>` is no IRI
            PREFIX cg: <x y>
                       ^"#]],
    );
    check(
        "SELECT ?x WHERE { ?x cg:status 'a' ; . # }\n}\n)",
        expect![[r#"
        line 3, column 1: `)` cannot stand here
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
        line 1, column 30: `?x` cannot stand here
        SELECT ?x { ?x ?p ?o } ORDER ?x
                                     ^"#]],
    );
    check(
        "SELECT ?x { ?x ?p ?o } LIMIT many",
        expect![[r#"
        line 1, column 30: `many` cannot stand here
        SELECT ?x { ?x ?p ?o } LIMIT many
                                     ^"#]],
    );
    check(
        "SELECT ?x { ?x ?p ?o FILTER(STRSTART(?o, 'a')) }",
        expect![[r#"
        line 1, column 29: `STRSTART` cannot stand here
        SELECT ?x { ?x ?p ?o FILTER(STRSTART(?o, 'a')) }
                                    ^"#]],
    );
    check(
        "BASE <a>\nASK { }",
        expect![[r#"
        line 1, column 6: `<a>` is no IRI
        BASE <a>
             ^"#]],
    );
    check(
        "ASK { ?x ?y 1.5, ?z \n ; ?p }",
        expect![[r#"
        line 2, column 7: `}` cannot stand here
         ; ?p }
              ^"#]],
    );
    check(
        "ASK { ?x ?y \"it's\" . ?x ?y 'a\\'b }",
        expect![[r#"
        line 1, column 28: the string that begins here does not end
        ASK { ?x ?y "it's" . ?x ?y 'a\'b }
                                   ^"#]],
    );
    check(
        "SELECT ?x { FILTER(?x = ) }",
        expect![[r#"
        line 1, column 25: `)` cannot stand here
        SELECT ?x { FILTER(?x = ) }
                                ^"#]],
    );
}

#[test]
fn what_is_not_run_is_refused_with_a_reason() {
    check(
        "INSERT DATA { <http://a/> <http://b/> <http://c/> }",
        expect![[r#"
        line 1, column 1: casegraph only reads: expected SELECT, ASK, CONSTRUCT or DESCRIBE
        INSERT DATA { <http://a/> <http://b/> <http://c/> }
        ^"#]],
    );
    check(
        "# SERVICE\nSELECT ?x {\n  SERVICE SILENT <http://example.org/> { ?x ?p ?o }\n}",
        expect![[r#"
            line 3, column 3: SERVICE is not available: no query opens a network connection
              SERVICE SILENT <http://example.org/> { ?x ?p ?o }
              ^"#]],
    );
    check(
        "ASK { FILTER EXISTS { { SELECT ?x { service ?s { ?x ?p ?o } } } } }",
        expect![[r#"
        line 1, column 37: SERVICE is not available: no query opens a network connection
        ASK { FILTER EXISTS { { SELECT ?x { service ?s { ?x ?p ?o } } } } }
                                            ^"#]],
    );
    check(
        &format!("SELECT ?x {{ }} #{}", "x".repeat(Query::MAX_BYTES)),
        expect!["the query is 16399 bytes long (allowed: 16384)"],
    );
}

#[test]
fn nesting_as_deep_as_the_limit_allows_does_not_end_the_process() {
    let nested = |before: &str, open: &str, middle: &str, close: &str, after: &str| {
        let room = Query::MAX_BYTES - before.len() - middle.len() - after.len();
        let count = room / (open.len() + close.len());
        format!("{before}{}{middle}{}{after}", open.repeat(count), close.repeat(count))
    };
    let store = crate::ask::store::Store::from_nquads(b"<a:> <b:> <c:> .").unwrap();
    for text in [
        nested("SELECT * {", "{", "?a ?b ?c", "}", "}"),
        nested("SELECT * {FILTER", "(", "1", ")", "}"),
        nested("SELECT * {", "OPTIONAL{", "?a ?b ?c", "}", "}"),
        nested("SELECT * {", "FILTER EXISTS{", "?a ?b ?c", "}", "}"),
        nested("SELECT * {", "{SELECT*{", "?a ?b ?c", "}}", "}"),
        nested("SELECT * {?a <b:>", "/<b:>", "", "", " ?b}"),
        nested("SELECT * {{}", "UNION{}", "", "", "}"),
        nested("SELECT * {?a ?b ", "[?b ", "?c", "]", "}"),
    ] {
        assert!(text.len() > Query::MAX_BYTES - 20 && text.len() <= Query::MAX_BYTES);
        if let Ok(query) = Query::parse(&text) {
            let _ = store.ask(&query, &crate::query::parameters::Parameters::default());
        }
    }
}

#[test]
fn a_join_that_cannot_be_planned_is_refused() {
    let joined = |count: usize| format!("SELECT * {{ {} }}", "?a ?b ?c . ".repeat(count));
    check(&joined(50), expect![[r#"SELECT ["a", "b", "c"]"#]]);
    check(&joined(101), expect!["the query joins 101 patterns in one group (allowed: 100)"]);
    check(
        &format!("SELECT * {{ ?a <b:>{} ?b }}", "/<b:>".repeat(2000)),
        expect!["the query joins 2001 patterns in one group (allowed: 100)"],
    );
}
