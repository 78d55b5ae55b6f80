//! A query divided in two: what an engine elsewhere finds, and what is made of it here.
//!
//! The engine is asked for the rows of the innermost pattern only. What follows from a row alone (`BIND`, the
//! expressions of `SELECT`, the template of a `CONSTRUCT`) and the order of the rows are computed here, by the same
//! evaluator that answers local queries: engines differ in how they write numbers, join texts and compare strings.

use std::collections::HashMap;

use oxigraph::model::{Term, Variable};
use spargebra::Query as Algebra;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression, QueryDataset};

use crate::query::tree::Tree;
use crate::remote::portable::{booleans, without_exists_values};
use crate::remote::rewrite::{Graphs, Rewrite, constant, fresh, in_scope};
use crate::remote::rows::{Made, Rows};
use crate::remote::step::{Step, mentions, peel};

/// A query for an engine elsewhere.
pub(crate) enum Remote {
    /// ASK.
    Ask(String),
    /// DESCRIBE: the things that these rows name.
    Describe(String),
    /// SELECT and CONSTRUCT: rows, and what is made of them.
    Rows(Box<Rows>),
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
