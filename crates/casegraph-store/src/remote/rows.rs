//! The rows that an engine gave, made into the answer.

use oxigraph::model::{BlankNode, Literal, NamedNode, Term, Triple, Variable};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Engine;
use spargebra::Query as Algebra;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, TriplePattern};

use crate::ask::answer::Answer;
use crate::query::query_error::QueryError;
use crate::remote::rewrite::ground;
use crate::remote::step::Step;

/// What stands for a blank node of the engine while its rows are worked on: a table of values cannot hold one. The graph
/// of a corpus has no blank nodes; only for those of others does `isBlank` not see what they are.
const BLANK: &str = "urn:x-casegraph:blank:";

/// A SELECT query and what is made of its rows.
pub(crate) struct Rows {
    /// What the engine is asked.
    pub(crate) text: String,
    pub(super) columns: Vec<Variable>,
    /// Columns that hold nothing but `true` and `false`.
    pub(super) booleans: Vec<Variable>,
    pub(super) steps: Vec<Step>,
    pub(super) made: Made,
    /// Whether the query says in which order its rows come.
    pub(super) ordered: bool,
}

/// What is made of the rows.
pub(super) enum Made {
    Rows(Vec<Variable>),
    Triples(Vec<TriplePattern>),
}

impl Rows {
    /// A column that an engine was asked for and did not give.
    pub(crate) fn lacking(&self, columns: &[Variable]) -> Option<&str> {
        self.columns.iter().find(|name| !columns.contains(name)).map(Variable::as_str)
    }

    /// The answer that follows from the engine's rows, given as cells by column in the engine's order of columns.
    pub(crate) fn finish(
        self,
        columns: &[Variable],
        rows: &[Vec<Option<Term>>],
    ) -> Result<Answer, QueryError> {
        let places: Vec<Option<usize>> =
            self.columns.iter().map(|name| columns.iter().position(|column| column == name)).collect();
        let cell = |row: &[Option<Term>], place: Option<usize>| {
            place.and_then(|place| row.get(place)).and_then(Option::as_ref).map(named_blank)
        };
        let bindings: Vec<Vec<Option<GroundTerm>>> = rows
            .iter()
            .map(|row| {
                let cells = self.columns.iter().zip(&places).map(|(name, place)| {
                    let term = cell(row, *place)?;
                    ground(&if self.booleans.contains(name) { boolean(term) } else { term })
                });
                cells.collect()
            })
            .collect();
        if let (Made::Rows(output), [Step::Project(_)]) = (&self.made, self.steps.as_slice()) {
            return Ok(self.as_they_are(output, &bindings));
        }
        let mut pattern = GraphPattern::Values { variables: self.columns, bindings };
        for step in self.steps {
            pattern = step.over(pattern);
        }
        let algebra = match &self.made {
            Made::Rows(_) => Algebra::Select { dataset: None, pattern, base_iri: None },
            Made::Triples(template) => {
                Algebra::Construct { template: template.clone(), dataset: None, pattern, base_iri: None }
            }
        };
        let failed = |source: &dyn std::error::Error| QueryError::Evaluation { message: source.to_string() };
        let nowhere = Engine::new().map_err(|source| failed(&source))?;
        let prepared = SparqlEvaluator::new().for_query(algebra).on_store(&nowhere);
        match (prepared.execute().map_err(|source| failed(&source))?, self.made) {
            (QueryResults::Solutions(solutions), Made::Rows(columns)) => {
                let cells =
                    |row: Vec<Option<Term>>| row.into_iter().map(|cell| cell.map(blank_again)).collect();
                let rows = solutions
                    .map(|row| row.map(|row| cells(row.values().to_vec())))
                    .collect::<Result<Vec<Vec<_>>, _>>()
                    .map_err(|source| failed(&source))?;
                let names = columns.iter().map(|column| column.as_str().to_owned()).collect();
                Ok(Answer::of_rows(names, &rows, self.ordered))
            }
            (QueryResults::Graph(triples), _) => {
                let triples = triples.collect::<Result<Vec<_>, _>>().map_err(|source| failed(&source))?;
                Ok(Answer::of_triples(triples.into_iter().map(with_blanks_again).collect()))
            }
            (QueryResults::Boolean(value), _) => Ok(Answer::Boolean(value)),
            (QueryResults::Solutions(_), Made::Triples(_)) => Ok(Answer::of_triples(Vec::new())),
        }
    }

    /// The answer where nothing is to be computed.
    fn as_they_are(&self, output: &[Variable], rows: &[Vec<Option<GroundTerm>>]) -> Answer {
        let places: Vec<Option<usize>> =
            output.iter().map(|name| self.columns.iter().position(|column| column == name)).collect();
        let cell = |cell: &GroundTerm| match cell {
            GroundTerm::NamedNode(node) => blank_again(node.clone().into()),
            GroundTerm::Literal(literal) => literal.clone().into(),
        };
        let row = |row: &Vec<Option<GroundTerm>>| {
            places.iter().map(|place| place.and_then(|place| row.get(place)?.as_ref()).map(cell)).collect()
        };
        let rows: Vec<Vec<Option<Term>>> = rows.iter().map(row).collect();
        let names = output.iter().map(|column| column.as_str().to_owned()).collect();
        Answer::of_rows(names, &rows, self.ordered)
    }
}

/// A boolean that an engine wrote as a number.
fn boolean(term: Term) -> Term {
    match &term {
        Term::Literal(literal) if matches!(literal.value(), "0" | "1") => {
            Literal::from(literal.value() == "1").into()
        }
        _ => term,
    }
}

fn named_blank(term: &Term) -> Term {
    match term {
        Term::BlankNode(node) => NamedNode::new_unchecked(format!("{BLANK}{}", node.as_str())).into(),
        term => term.clone(),
    }
}

fn blank_again(term: Term) -> Term {
    match &term {
        Term::NamedNode(node) => match node.as_str().strip_prefix(BLANK) {
            Some(label) => BlankNode::new_unchecked(label).into(),
            None => term,
        },
        _ => term,
    }
}

fn with_blanks_again(triple: Triple) -> Triple {
    let subject = match blank_again(triple.subject.clone().into()) {
        Term::BlankNode(node) => node.into(),
        _ => triple.subject,
    };
    Triple { subject, predicate: triple.predicate, object: blank_again(triple.object) }
}
