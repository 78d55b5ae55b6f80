//! A checked SPARQL query.

mod syntax;
mod tree;

use std::fmt;

use crate::QueryError;
use crate::big_stack::on_big_stack;
pub(crate) use syntax::words;
pub(crate) use tree::Tree;

/// A [SPARQL 1.1 query](https://www.w3.org/TR/sparql11-query/) that was parsed once and is known to be right.
///
/// The prefixes of [`crate::vocabulary::PREFIXES`] are known without a declaration. `SERVICE` is refused: no query opens
/// a network connection. Updates are no queries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    text: String,
    kind: QueryKind,
    columns: Vec<String>,
}

/// What a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QueryKind {
    /// Rows.
    Select,
    /// Yes or no.
    Ask,
    /// Triples made from a template.
    Construct,
    /// Triples about things.
    Describe,
}

impl Query {
    /// The longest text that is read.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// Parses a query; an error tells line, column and what was expected. Takes about 0.1 ms, on a thread of its own.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > Self::MAX_BYTES {
            return Err(QueryError::TooLong { bytes: text.len(), limit: Self::MAX_BYTES });
        }
        // The tree itself stays on the big stack: to drop a deep one needs a deep stack too.
        on_big_stack(|| {
            let tree = Tree::parse(text)?;
            Ok(Self { text: text.to_owned(), kind: tree.kind(), columns: tree.columns() })
        })
    }

    /// What it asks for.
    #[must_use]
    pub fn kind(&self) -> QueryKind {
        self.kind
    }

    /// The names of the columns of a SELECT query, in order; none for other queries.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for QueryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Select => "SELECT",
            Self::Ask => "ASK",
            Self::Construct => "CONSTRUCT",
            Self::Describe => "DESCRIBE",
        })
    }
}

#[cfg(test)]
mod tests {
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
        check("SELECT ?x WHERE {\n  ?x a cg:Topic\n  ?x cg:status ?s\n}", expect![[r#"
            line 3, column 11: found `atus`, expected OPTIONAL
              ?x cg:status ?s
                      ^"#]]);
        check("SELECT ?x WHERE { ?x a łódź:Topic }", expect![[r#"
            line 1, column 34: found `}`, expected one of Prefix not found, ['%'], ['-' | '0' ..= '9' | '\u{00B7}' | '\u{0300}'..='\u{036F}' |
            '\u{203F}'..='\u{2040}'], ['.'], [':'], ['A' ..= 'Z' | 'a' ..= 'z' | '\u{00C0}'..='\u{00D6}' | '\u{00D8}'..='\u{00F6}'
            | '\u{00F8}'..='\u{02FF}' | '\u{0370}'..='\u{037D}' | '\u{037F}'..='\u{1FFF}'
            | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'], ['\\'], ['_']
            SELECT ?x WHERE { ?x a łódź:Topic }
                                             ^"#]]);
        check("SELECT ?x WHERE { ?x a cg:Topic", expect![[r#"
            line 1, column 32: the query ends here, expected one of ",", ".", ";", "{", "{|", "}", "~", ['%'] or 7 others
            SELECT ?x WHERE { ?x a cg:Topic
                                           ^"#]]);
        check("SELEC ?x { }", expect![[r#"
            line 1, column 10: found `{`, expected CONSTRUCT
            SELEC ?x { }
                     ^"#]]);
        check("", expect![[r#"
            line 1, column 1: the query ends here, expected [_]

            ^"#]]);
        check("SELECT ?x { ?x rdfs:label \"a }", expect![[r#"
            line 1, column 31: the query ends here, expected one of "\"", "\\", "\\U", "\\u", [_]
            SELECT ?x { ?x rdfs:label "a }
                                          ^"#]]);
        check("SELECT ?x ?x { ?x ?p ?o }", expect![[r#"
            line 1, column 26: the query ends here, expected one of Duplicated variable name in SELECT, [_]
            SELECT ?x ?x { ?x ?p ?o }
                                     ^"#]]);
        check("SELECT ?x { <a> ?p ?x }", expect![[r#"
            line 1, column 21: found `x`, expected OPTIONAL
            SELECT ?x { <a> ?p ?x }
                                ^"#]]);
        check("SELECT ?x { FILTER(?x = ) }", expect![[r#"
            line 1, column 28: the query ends here, expected one of ABS, AVG, DAY, IRI, MAX, MD5, MIN, NOT or 10 others
            SELECT ?x { FILTER(?x = ) }
                                       ^"#]]);
    }

    #[test]
    fn what_is_not_run_is_refused_with_a_reason() {
        check("INSERT DATA { <http://a/> <http://b/> <http://c/> }", expect![[r#"
            line 1, column 10: found `TA`, expected CONSTRUCT
            INSERT DATA { <http://a/> <http://b/> <http://c/> }
                     ^"#]]);
        check(
            "# SERVICE\nSELECT ?x {\n  SERVICE SILENT <http://example.org/> { ?x ?p ?o }\n}",
            expect![[r#"
                line 3, column 3: SERVICE is not available: casegraph opens no network connection
                  SERVICE SILENT <http://example.org/> { ?x ?p ?o }
                  ^"#]],
        );
        check("ASK { FILTER EXISTS { { SELECT ?x { service ?s { ?x ?p ?o } } } } }", expect![[r#"
            line 1, column 37: SERVICE is not available: casegraph opens no network connection
            ASK { FILTER EXISTS { { SELECT ?x { service ?s { ?x ?p ?o } } } } }
                                                ^"#]]);
        check(&format!("SELECT ?x {{ }} #{}", "x".repeat(Query::MAX_BYTES)), expect!["the query is 16399 bytes long (allowed: 16384)"]);
    }

    #[test]
    fn nesting_as_deep_as_the_limit_allows_does_not_end_the_process() {
        let room = Query::MAX_BYTES - 40;
        let nested = |before: &str, open: &str, middle: &str, close: &str, after: &str| {
            let count = (room - before.len() - middle.len() - after.len()) / (open.len() + close.len());
            format!("{before}{}{middle}{}{after}", open.repeat(count), close.repeat(count))
        };
        for text in [
            nested("SELECT * {", "{", "?a ?b ?c", "}", "}"),
            nested("SELECT * {FILTER", "(", "1", ")", "}"),
            nested("SELECT * {", "OPTIONAL{", "?a ?b ?c", "}", "}"),
            nested("SELECT * {", "FILTER EXISTS{", "?a ?b ?c", "}", "}"),
            nested("SELECT * {", "{SELECT*{", "?a ?b ?c", "}}", "}"),
            nested("SELECT * {FILTER(1", "+1", "", "", ")}"),
            nested("SELECT * {FILTER(1", "||1", "", "", ")}"),
            nested("SELECT * {?a <b:>", "/<b:>", "", "", " ?b}"),
            nested("SELECT * {?a ", "(", "<b:>", ")*", " ?b}"),
            nested("SELECT * {{}", "UNION{}", "", "", "}"),
            nested("SELECT * {?a ?b ", "[?b ", "?c", "]", "}"),
            nested("SELECT * {?a ?b ", "(", "?c", ")", "}"),
        ] {
            let start = std::time::Instant::now();
            let query = Query::parse(&text);
            let evaluated = query.is_ok_and(|query| {
                let store = crate::Store::from_nquads(b"<a:> <b:> <c:> .").unwrap();
                store.ask(&query, &crate::Parameters::default()).is_ok()
            });
            eprintln!("{} {:?} {evaluated}", &text[..24], start.elapsed());
        }
    }
}
