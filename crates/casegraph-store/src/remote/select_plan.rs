//! The plan of a SELECT or CONSTRUCT for a remote engine, and its local part: from the rows of the engine to the answer.

use std::mem;

use oxrdf::{BlankNode, Dataset, Literal, NamedNode, Term, Triple, Variable};
use spareval::{QueryEvaluator, QueryResults};
use spargebra::Query as Algebra;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, TriplePattern};

use crate::ask::answer::Answer;
use crate::query::query_error::QueryError;
use crate::query::threads::drop_tree;
use crate::remote::rewrite::ground;
use crate::remote::step::Step;

/// The prefix of the IRIs that replace blank nodes of the engine during the local steps: `VALUES` does not allow blank nodes.
/// The graph of a corpus has none; for those of other graphs `isBlank` returns a wrong result.
const BLANK: &str = "urn:x-casegraph:blank:";

/// A SELECT for the engine, and the steps from its rows to the answer.
pub(crate) struct SelectPlan {
    /// The query for the engine.
    pub(crate) text: String,
    pub(super) columns: Vec<Variable>,
    /// Columns that only contain booleans.
    pub(super) booleans: Vec<Variable>,
    pub(super) steps: Vec<Step>,
    pub(super) output: Output,
    /// Whether the query has an ORDER BY.
    pub(super) ordered: bool,
}

impl Drop for SelectPlan {
    fn drop(&mut self) {
        drop_tree(mem::take(&mut self.steps), usize::MAX); // of unknown depth
    }
}

/// The kind of the answer.
#[derive(Clone)]
pub(super) enum Output {
    /// Rows with these columns.
    Rows(Vec<Variable>),
    /// Triples from this template.
    Triples(Vec<TriplePattern>),
}

impl SelectPlan {
    /// A column that is missing in the result of the engine.
    pub(crate) fn missing(&self, columns: &[Variable]) -> Option<&str> {
        self.columns.iter().find(|name| !columns.contains(name)).map(Variable::as_str)
    }

    /// The answer from the rows of the engine, whose cells are in the order of `columns`.
    pub(crate) fn finish(
        mut self,
        columns: &[Variable],
        rows: &[Vec<Option<Term>>],
    ) -> Result<Answer, QueryError> {
        let places: Vec<Option<usize>> =
            self.columns.iter().map(|name| columns.iter().position(|column| column == name)).collect();
        let cell = |row: &[Option<Term>], place: Option<usize>| {
            place.and_then(|place| row.get(place)).and_then(Option::as_ref).map(without_blank)
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
        if let (Output::Rows(output), [Step::Project(_)]) = (&self.output, self.steps.as_slice()) {
            return Ok(self.unchanged(output, &bindings));
        }
        let mut pattern = GraphPattern::Values { variables: mem::take(&mut self.columns), bindings };
        for step in mem::take(&mut self.steps) {
            pattern = step.over(pattern);
        }
        let algebra = match &self.output {
            Output::Rows(_) => Algebra::Select { dataset: None, pattern, base_iri: None },
            Output::Triples(template) => {
                Algebra::Construct { template: template.clone(), dataset: None, pattern, base_iri: None }
            }
        };
        let failed = |source: &dyn std::error::Error| QueryError::Evaluation { message: source.to_string() };
        let (evaluator, nowhere) = (QueryEvaluator::new(), Dataset::new());
        let results = evaluator.prepare(&algebra).execute(&nowhere).map_err(|source| failed(&source))?;
        match (results, &self.output) {
            (QueryResults::Solutions(solutions), Output::Rows(columns)) => {
                let cells =
                    |row: Vec<Option<Term>>| row.into_iter().map(|cell| cell.map(with_blank)).collect();
                let rows = solutions
                    .map(|row| row.map(|row| cells(row.values().to_vec())))
                    .collect::<Result<Vec<Vec<_>>, _>>()
                    .map_err(|source| failed(&source))?;
                let names = columns.iter().map(|column| column.as_str().to_owned()).collect();
                Ok(Answer::from_rows(names, &rows, self.ordered))
            }
            (QueryResults::Graph(triples), _) => {
                let triples = triples.collect::<Result<Vec<_>, _>>().map_err(|source| failed(&source))?;
                Ok(Answer::from_triples(triples.into_iter().map(with_blanks).collect()))
            }
            (QueryResults::Boolean(value), _) => Ok(Answer::Boolean(value)),
            (QueryResults::Solutions(_), Output::Triples(_)) => Ok(Answer::from_triples(Vec::new())),
        }
    }

    /// The answer if there are no local steps.
    fn unchanged(&self, output: &[Variable], rows: &[Vec<Option<GroundTerm>>]) -> Answer {
        let places: Vec<Option<usize>> =
            output.iter().map(|name| self.columns.iter().position(|column| column == name)).collect();
        let cell = |cell: &GroundTerm| match cell {
            GroundTerm::NamedNode(node) => with_blank(node.clone().into()),
            GroundTerm::Literal(literal) => literal.clone().into(),
        };
        let row = |row: &Vec<Option<GroundTerm>>| {
            places.iter().map(|place| place.and_then(|place| row.get(place)?.as_ref()).map(cell)).collect()
        };
        let rows: Vec<Vec<Option<Term>>> = rows.iter().map(row).collect();
        let names = output.iter().map(|column| column.as_str().to_owned()).collect();
        Answer::from_rows(names, &rows, self.ordered)
    }
}

/// Converts a boolean that the engine returned as a number.
fn boolean(term: Term) -> Term {
    match &term {
        Term::Literal(literal) if matches!(literal.value(), "0" | "1") => {
            Literal::from(literal.value() == "1").into()
        }
        _ => term,
    }
}

fn without_blank(term: &Term) -> Term {
    match term {
        Term::BlankNode(node) => NamedNode::new_unchecked(format!("{BLANK}{}", node.as_str())).into(),
        term => term.clone(),
    }
}

fn with_blank(term: Term) -> Term {
    match &term {
        Term::NamedNode(node) => match node.as_str().strip_prefix(BLANK) {
            Some(label) => BlankNode::new_unchecked(label).into(),
            None => term,
        },
        _ => term,
    }
}

fn with_blanks(triple: Triple) -> Triple {
    let subject = match with_blank(triple.subject.clone().into()) {
        Term::BlankNode(node) => node.into(),
        _ => triple.subject,
    };
    Triple { subject, predicate: triple.predicate, object: with_blank(triple.object) }
}
