//! The rows of an answer, read by the names of their columns.

use std::slice;

use casegraph_facts::ThingId;

use crate::ask::answer::Answer;
use crate::rdf::base::Base;
use crate::rdf::term::Term;

/// The rows of the answer to a SELECT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows<'a> {
    columns: &'a [String],
    rows: &'a [Vec<Option<Term>>],
}

/// A row. A column that does not exist reads like an unbound cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    columns: &'a [String],
    cells: &'a [Option<Term>],
}

/// An iterator over rows.
#[derive(Clone, Debug)]
pub struct RowIter<'a> {
    columns: &'a [String],
    rows: slice::Iter<'a, Vec<Option<Term>>>,
}

impl Answer {
    /// The rows of a SELECT, to be read by column name; empty for other answers.
    ///
    /// ```
    /// use casegraph_store::{Base, Parameters, Query, Store};
    ///
    /// let text = "<http://casegraph.localhost/topic/sharding> <http://x.localhost/studies> 12 .";
    /// let text = text.replace("12", "\"12\"^^<http://www.w3.org/2001/XMLSchema#integer>");
    /// let store = Store::from_nquads(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    /// let query = Query::parse("SELECT ?topic ?studies ?page { ?topic <http://x.localhost/studies> ?studies }")?;
    /// let answer = store.ask(&query, &Parameters::default())?;
    /// for row in answer.rows() {
    ///     assert_eq!(row.key("topic", &Base::default()), "sharding");
    ///     assert_eq!(row.number::<u32>("studies"), Some(12));
    ///     assert_eq!(row.text("page"), "");
    /// }
    /// # Ok::<(), casegraph_store::QueryError>(())
    /// ```
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        match self {
            Self::Rows { columns, rows } => Rows { columns, rows },
            Self::Boolean(_) | Self::Triples(_) => Rows { columns: &[], rows: &[] },
        }
    }
}

impl<'a> Rows<'a> {
    /// The names of the columns, in order.
    #[must_use]
    pub fn columns(self) -> &'a [String] {
        self.columns
    }

    /// Whether there is a column with this name.
    #[must_use]
    pub fn has(self, column: &str) -> bool {
        self.columns.iter().any(|name| name == column)
    }

    /// The number of rows.
    #[must_use]
    pub fn len(self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.rows.is_empty()
    }

    /// The first row.
    #[must_use]
    pub fn first(self) -> Option<Row<'a>> {
        self.iter().next()
    }

    /// An iterator over the rows.
    #[must_use]
    pub fn iter(self) -> RowIter<'a> {
        RowIter { columns: self.columns, rows: self.rows.iter() }
    }

    /// Whether a column contains numbers only: the text of each bound cell is a number, and at least one cell is bound. Tables
    /// align such columns to the right.
    #[must_use]
    pub fn is_numeric(self, column: &str) -> bool {
        let mut terms = self.iter().filter_map(|row| row.term(column)).peekable();
        terms.peek().is_some() && terms.all(|term| term.text().parse::<f64>().is_ok())
    }
}

impl<'a> IntoIterator for Rows<'a> {
    type Item = Row<'a>;
    type IntoIter = RowIter<'a>;

    fn into_iter(self) -> RowIter<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &Rows<'a> {
    type Item = Row<'a>;
    type IntoIter = RowIter<'a>;

    fn into_iter(self) -> RowIter<'a> {
        self.iter()
    }
}

impl<'a> Iterator for RowIter<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let columns = self.columns;
        self.rows.next().map(|cells| Row { columns, cells })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl ExactSizeIterator for RowIter<'_> {}

impl<'a> Row<'a> {
    /// The term of a cell; `None` if it is unbound.
    #[must_use]
    pub fn term(self, column: &str) -> Option<&'a Term> {
        let place = self.columns.iter().position(|name| name == column)?;
        self.cells.get(place)?.as_ref()
    }

    /// The text of a cell ([`Term::text`]); empty if it is unbound.
    #[must_use]
    pub fn text(self, column: &str) -> &'a str {
        self.term(column).map_or("", Term::text)
    }

    /// The text of a cell; `None` if it is unbound or empty.
    #[must_use]
    pub fn non_empty(self, column: &str) -> Option<&'a str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// The texts of several cells: `let [path, line] = row.texts(["path", "line"])`.
    #[must_use]
    pub fn texts<const N: usize>(self, columns: [&str; N]) -> [&'a str; N] {
        columns.map(|column| self.text(column))
    }

    /// The integer in a cell; `None` if it is unbound, not an integer, or out of the range of the type.
    #[must_use]
    pub fn number<N: TryFrom<i64>>(self, column: &str) -> Option<N> {
        self.term(column).and_then(Term::integer).and_then(|number| number.try_into().ok())
    }

    /// Whether the text of a cell is `true`.
    #[must_use]
    pub fn is_true(self, column: &str) -> bool {
        self.text(column) == "true"
    }

    /// The IRI in a cell; `None` if it is unbound or another kind of term.
    #[must_use]
    pub fn iri(self, column: &str) -> Option<&'a str> {
        match self.term(column)? {
            Term::Iri(iri) => Some(iri),
            Term::Blank(_) | Term::Literal { .. } => None,
        }
    }

    /// The id of the thing whose IRI is in a cell ([`Base::id`]).
    #[must_use]
    pub fn id(self, column: &str, base: &Base) -> Option<ThingId> {
        self.iri(column).and_then(|iri| base.id(iri))
    }

    /// The key in the IRI in a cell ([`Base::key`]); empty if it is unbound.
    #[must_use]
    pub fn key(self, column: &str, base: &Base) -> &'a str {
        base.key(self.text(column))
    }

    /// The text of a cell for people ([`Term::short`]); empty if it is unbound.
    #[must_use]
    pub fn short(self, column: &str, base: &Base) -> String {
        self.term(column).map_or_else(String::new, |term| term.short(base))
    }

    /// All cells, in the order of the columns.
    pub fn cells(self) -> impl ExactSizeIterator<Item = Option<&'a Term>> {
        self.cells.iter().map(Option::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use casegraph_facts::Kind;

    use super::*;
    use crate::vocabulary::xsd;

    fn literal(value: &str) -> Option<Term> {
        Some(Term::Literal { value: value.to_owned(), datatype: xsd::STRING.to_owned(), language: None })
    }

    fn answer() -> Answer {
        let topic = |key: &str| Some(Term::Iri(format!("{}topic/{key}", Base::default())));
        Answer::Rows {
            columns: ["topic", "count", "label", "done"].map(str::to_owned).into(),
            rows: vec![
                vec![topic("a%20b"), literal("12"), literal("A b"), literal("true")],
                vec![topic("c/d"), literal("-7"), None, literal("false")],
                vec![Some(Term::Blank("b0".to_owned())), literal("2.5"), literal(""), None],
                // A row without cells reads like unbound cells.
                vec![],
            ],
        }
    }

    #[test]
    fn cells_are_read_by_the_names_of_their_columns() {
        let (answer, base) = (answer(), Base::default());
        let rows = answer.rows();
        let shown: Vec<String> = rows
            .iter()
            .map(|row| {
                let id = row.id("topic", &base).map(|id| id.to_string());
                let (count, small) = (row.number::<i64>("count"), row.number::<u8>("count"));
                let (key, short) = (row.key("topic", &base), row.short("topic", &base));
                let (label, done) = (row.non_empty("label"), row.is_true("done"));
                format!(
                    "{key:?} {short:?} {id:?} {count:?} {small:?} {label:?} {done} {:?}",
                    row.text("none")
                )
            })
            .collect();
        expect_test::expect![[r#"
            "a%20b" "topic/a%20b" Some("topic/a b") Some(12) Some(12) Some("A b") true ""
            "c/d" "topic/c/d" Some("topic/c/d") Some(-7) None None false ""
            "b0" "b0" None None None None false ""
            "" "" None None None None false """#]]
        .assert_eq(&shown.join("\n"));
        let first = rows.first().unwrap();
        assert_eq!(first.texts(["label", "none", "count"]), ["A b", "", "12"]);
        assert_eq!(first.iri("topic"), Some("http://casegraph.localhost/topic/a%20b"));
        assert_eq!((first.iri("label"), first.term("none")), (None, None));
        assert_eq!(first.id("topic", &base), Some(ThingId::new(Kind::Topic, "a b")));
        assert_eq!(first.cells().map(|cell| cell.map_or("", Term::text)).last(), Some("true"));
    }

    #[test]
    fn columns_and_lengths_are_known() {
        let answer = answer();
        let rows = answer.rows();
        assert_eq!((rows.len(), rows.iter().len(), rows.columns().len(), rows.is_empty()), (4, 4, 4, false));
        assert!(rows.has("topic") && !rows.has("Topic"));
        let numeric = ["topic", "count", "label", "none"].map(|column| rows.is_numeric(column));
        assert_eq!(numeric, [false, true, false, false]);
        assert_eq!(rows.into_iter().count(), (&rows).into_iter().count());
    }

    #[test]
    fn other_answers_have_no_rows() {
        for answer in [Answer::Boolean(true), Answer::Triples(Vec::new())] {
            let rows = answer.rows();
            assert!(rows.is_empty() && rows.columns().is_empty() && rows.first().is_none());
        }
    }
}
