//! A query divided in two: what an engine elsewhere finds, and what is made of it here.
//!
//! The engine is asked for the rows of the innermost pattern only. What follows from a row alone (`BIND`, the
//! expressions of `SELECT`, the template of a `CONSTRUCT`) and the order of the rows are computed here, by the same
//! evaluator that answers local queries: engines differ in how they write numbers, join texts and compare strings.

use std::collections::HashMap;

use oxigraph::model::{BlankNode, Literal, NamedNode, Term, Triple, Variable};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Engine;
use spargebra::Query as Algebra;
use spargebra::algebra::{Expression, Function, GraphPattern, OrderExpression, QueryDataset};
use spargebra::term::{GroundTerm, TriplePattern};

use super::portable::{booleans, without_exists_values};
use super::rewrite::{Graphs, Rewrite, constant, fresh, ground, in_scope};
use super::tree::Tree;
use crate::vocabulary::xsd;
use crate::{Answer, QueryError};

/// What stands for a blank node of the engine while its rows are worked on: a table of values cannot hold one. The graph
/// of a corpus has no blank nodes; only for those of others does `isBlank` not see what they are.
const BLANK: &str = "urn:x-casegraph:blank:";

/// A query for an engine elsewhere.
pub(crate) enum Remote {
    /// ASK.
    Ask(String),
    /// DESCRIBE: the things that these rows name.
    Describe(String),
    /// SELECT and CONSTRUCT: rows, and what is made of them.
    Rows(Box<Rows>),
}

/// A SELECT query and what is made of its rows.
pub(crate) struct Rows {
    /// What the engine is asked.
    pub(crate) text: String,
    columns: Vec<Variable>,
    /// Columns that hold nothing but `true` and `false`.
    booleans: Vec<Variable>,
    steps: Vec<Step>,
    made: Made,
    /// Whether the query says in which order its rows come.
    ordered: bool,
}

enum Made {
    Rows(Vec<Variable>),
    Triples(Vec<TriplePattern>),
}

/// What is done with all rows, one step after the other.
enum Step {
    Extend(Variable, Expression),
    OrderBy(Vec<OrderExpression>),
    Project(Vec<Variable>),
    Distinct,
}

/// The modifiers around a pattern.
#[derive(Default)]
struct Modifiers {
    slice: Option<(usize, Option<usize>)>,
    distinct: bool,
    reduced: bool,
    columns: Option<Vec<Variable>>,
    keys: Vec<OrderExpression>,
}

impl Remote {
    /// Divides a query whose variables `bound` are parameters. `graphs` says where patterns look that name no graph,
    /// if that cannot be said beside the query.
    pub(crate) fn new(tree: Tree, bound: HashMap<Variable, Term>, graphs: Option<&Graphs>) -> Self {
        let ordered = tree.is_ordered();
        let rewrite = Rewrite { bound, graphs };
        match tree.into_algebra() {
            Algebra::Ask { dataset, pattern, .. } => {
                let pattern = without_exists_values(rewrite.pattern(pattern));
                Self::Ask(Algebra::Ask { dataset, pattern, base_iri: None }.to_string())
            }
            Algebra::Describe { dataset, pattern, .. } => {
                let rows = divide(&rewrite, dataset, pattern, Made::Rows, ordered);
                Self::Describe(rows.text)
            }
            Algebra::Select { dataset, pattern, .. } => {
                Self::Rows(Box::new(divide(&rewrite, dataset, pattern, Made::Rows, ordered)))
            }
            Algebra::Construct { template, dataset, pattern, .. } => {
                let made = |_| Made::Triples(template);
                Self::Rows(Box::new(divide(&rewrite, dataset, pattern, made, ordered)))
            }
        }
    }
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
}

impl Rows {
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

impl Step {
    fn over(self, inner: GraphPattern) -> GraphPattern {
        let inner = Box::new(inner);
        match self {
            Self::Extend(variable, expression) => GraphPattern::Extend { inner, variable, expression },
            Self::OrderBy(expression) => GraphPattern::OrderBy { inner, expression },
            Self::Project(variables) => GraphPattern::Project { inner, variables },
            Self::Distinct => GraphPattern::Distinct { inner },
        }
    }

    /// The variable that it binds.
    fn makes(&self) -> Option<&Variable> {
        match self {
            Self::Extend(variable, _) => Some(variable),
            Self::OrderBy(_) | Self::Project(_) | Self::Distinct => None,
        }
    }

    /// What it reads, as text.
    fn text(&self) -> String {
        match self {
            Self::Extend(_, expression) => expression.to_string(),
            Self::OrderBy(keys) => keys.iter().map(|key| format!("{key} ")).collect(),
            Self::Project(variables) => variables.iter().map(|variable| format!("{variable} ")).collect(),
            Self::Distinct => String::new(),
        }
    }
}

impl Modifiers {
    /// Takes the modifiers off a pattern.
    fn of(pattern: GraphPattern) -> (Self, GraphPattern) {
        let mut modifiers = Self::default();
        let mut pattern = pattern;
        loop {
            pattern = match pattern {
                GraphPattern::Slice { inner, start, length } if modifiers.is_plain() => {
                    modifiers.slice = Some((start, length));
                    *inner
                }
                GraphPattern::Distinct { inner } if modifiers.columns.is_none() => {
                    modifiers.distinct = true;
                    *inner
                }
                GraphPattern::Reduced { inner } if modifiers.columns.is_none() => {
                    modifiers.reduced = true;
                    *inner
                }
                GraphPattern::Project { inner, variables } if modifiers.columns.is_none() => {
                    modifiers.columns = Some(variables);
                    *inner
                }
                GraphPattern::OrderBy { inner, expression } => {
                    modifiers.keys = expression;
                    return (modifiers, *inner);
                }
                other => return (modifiers, other),
            };
        }
    }

    fn is_plain(&self) -> bool {
        self.slice.is_none() && !self.distinct && !self.reduced && self.columns.is_none()
    }
}

fn divide(
    rewrite: &Rewrite<'_>,
    dataset: Option<QueryDataset>,
    pattern: GraphPattern,
    made: impl FnOnce(Vec<Variable>) -> Made,
    ordered: bool,
) -> Rows {
    let (modifiers, inner) = Modifiers::of(pattern);
    let output = modifiers.columns.clone().unwrap_or_else(|| in_scope(&inner));
    let (core, steps) = peel(without_exists_values(rewrite.pattern(inner)));
    let divided = modifiers.slice.is_none() || may_be_cut(&modifiers, &steps);
    // Where the engine must cut the rows, it must have made and sorted them too.
    let (core, late) = if divided {
        (core, steps)
    } else {
        (steps.into_iter().fold(core, |core, step| step.over(core)), Vec::new())
    };
    let mut steps: Vec<Step> = Vec::new();
    let mut bound: Vec<_> = rewrite.bound.iter().collect();
    bound.sort_by_key(|(name, _)| name.as_str());
    steps.extend(bound.into_iter().map(|(name, term)| Step::Extend(name.clone(), constant(term))));
    steps.extend(late);
    if divided && !modifiers.keys.is_empty() {
        steps.push(Step::OrderBy(modifiers.keys.clone()));
    }
    steps.push(Step::Project(output.clone()));
    if modifiers.distinct && divided {
        steps.push(Step::Distinct);
    }
    let read: String = steps.iter().map(Step::text).collect::<Vec<_>>().join(" ");
    let mut columns: Vec<Variable> =
        in_scope(&core).into_iter().filter(|name| mentions(&read, name)).collect();
    let mut remote = core;
    if columns.is_empty() {
        let expression = Expression::Literal(true.into());
        remote = GraphPattern::Extend { inner: Box::new(remote), variable: fresh("row"), expression };
        columns.push(fresh("row"));
    }
    if modifiers.slice.is_some() && !modifiers.keys.is_empty() {
        // A key twice makes Virtuoso mix up the columns of rows that it cuts.
        let mut expression: Vec<OrderExpression> = Vec::new();
        for key in modifiers.keys.into_iter().filter_map(|key| rewrite.order(key)) {
            if !expression.contains(&key) {
                expression.push(key);
            }
        }
        remote = GraphPattern::OrderBy { inner: Box::new(remote), expression };
    }
    remote = GraphPattern::Project { inner: Box::new(remote), variables: columns.clone() };
    if modifiers.distinct {
        remote = GraphPattern::Distinct { inner: Box::new(remote) };
    } else if modifiers.reduced {
        remote = GraphPattern::Reduced { inner: Box::new(remote) };
    }
    if let Some((start, length)) = modifiers.slice {
        remote = GraphPattern::Slice { inner: Box::new(remote), start, length };
    }
    let booleans = booleans(&remote);
    let text = Algebra::Select { dataset, pattern: remote, base_iri: None }.to_string();
    Rows {
        text,
        columns,
        booleans,
        steps,
        made: made(output),
        ordered: ordered && (divided || modifiers.slice.is_some()),
    }
}

/// Whether the engine can cut the rows (`LIMIT`, `OFFSET`) before what is left for here has been done.
fn may_be_cut(modifiers: &Modifiers, steps: &[Step]) -> bool {
    let keys: String = modifiers.keys.iter().map(|key| format!("{key} ")).collect();
    !modifiers.distinct && steps.iter().all(|step| step.makes().is_some_and(|name| !mentions(&keys, name)))
}

/// Takes off a pattern what follows from each row alone.
fn peel(pattern: GraphPattern) -> (GraphPattern, Vec<Step>) {
    match pattern {
        GraphPattern::Extend { inner, variable, expression } if is_pure(&expression) => {
            let (core, mut steps) = peel(*inner);
            steps.push(Step::Extend(variable, expression));
            (core, steps)
        }
        GraphPattern::Filter { expr, inner } => {
            let (mut core, steps) = peel(*inner);
            // What the filter reads is computed by the engine: a filter can leave a few rows of millions.
            let mut read = expr.to_string();
            let (mut late, mut early) = (Vec::new(), Vec::new());
            for step in steps.into_iter().rev() {
                if step.makes().is_some_and(|name| mentions(&read, name)) {
                    read.push_str(&step.text());
                    early.push(step);
                } else {
                    late.push(step);
                }
            }
            late.reverse();
            core = early.into_iter().rev().fold(core, |core, step| step.over(core));
            (GraphPattern::Filter { expr, inner: Box::new(core) }, late)
        }
        other => (other, Vec::new()),
    }
}

/// Whether an expression's value follows from a row alone, without the graph and without functions of the engine's own.
fn is_pure(expression: &Expression) -> bool {
    use Expression as E;
    match expression {
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => true,
        E::Exists(_) => false,
        E::Or(a, b)
        | E::And(a, b)
        | E::Equal(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => is_pure(a) && is_pure(b),
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => is_pure(a),
        E::In(a, list) => is_pure(a) && list.iter().all(is_pure),
        E::If(a, b, c) => [a, b, c].into_iter().all(|part| is_pure(part)),
        E::Coalesce(list) => list.iter().all(is_pure),
        E::FunctionCall(function, list) => {
            let is_known = match function {
                Function::Custom(name) => name.as_str().starts_with(xsd::NAMESPACE),
                _ => true,
            };
            is_known && list.iter().all(is_pure)
        }
    }
}

/// Whether a text that the algebra wrote names a variable. It may say yes of one that only stands in a string.
pub(super) fn mentions(text: &str, name: &Variable) -> bool {
    let name = name.to_string();
    text.match_indices(&name).any(|(at, _)| {
        let next = text.get(at + name.len()..).and_then(|rest| rest.chars().next());
        !next.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '\u{b7}')
    })
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
