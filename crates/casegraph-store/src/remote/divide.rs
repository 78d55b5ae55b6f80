//! Divides a query into a part for a remote engine and a part that is evaluated locally.
//!
//! The engine finds the rows of the innermost pattern. Expressions over a single row (`BIND`, the expressions of `SELECT`,
//! the template of a `CONSTRUCT`) and the order of the rows are evaluated locally, by the evaluator of local queries, since
//! engines differ in how they format numbers, concatenate texts and compare strings.

use std::collections::HashMap;

use oxrdf::{Term, Variable};
use spargebra::Query as Algebra;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression, QueryDataset};

use crate::query::tree::Tree;
use crate::remote::portable::{booleans, without_exists_values};
use crate::remote::rewrite::{Graphs, Rewrite, constant, fresh, in_scope};
use crate::remote::select_plan::{Output, SelectPlan};
use crate::remote::step::{Step, mentions, split_steps};

/// The plan of a query for a remote engine.
pub(crate) enum RemotePlan {
    /// An ASK: the query for the engine.
    Ask(String),
    /// A DESCRIBE: the query for the described resources.
    Describe(String),
    /// A SELECT or a CONSTRUCT.
    Select(Box<SelectPlan>),
}

/// The solution modifiers around a pattern.
#[derive(Default)]
struct Modifiers {
    slice: Option<(usize, Option<usize>)>,
    distinct: bool,
    reduced: bool,
    columns: Option<Vec<Variable>>,
    keys: Vec<OrderExpression>,
}

impl RemotePlan {
    /// Divides a query with these bound parameters. `graphs` are the graphs for patterns outside of `GRAPH`, if they cannot
    /// be sent as a parameter of the request.
    pub(crate) fn new(tree: &Tree, bound: HashMap<Variable, Term>, graphs: Option<&Graphs>) -> Self {
        let ordered = tree.is_ordered();
        let rewrite = Rewrite { bound, graphs };
        match tree.algebra().clone() {
            Algebra::Ask { dataset, pattern, .. } => {
                let pattern = without_exists_values(rewrite.pattern(pattern));
                Self::Ask(Algebra::Ask { dataset, pattern, base_iri: None }.to_string())
            }
            Algebra::Describe { dataset, pattern, .. } => {
                let rows = divide(&rewrite, dataset, pattern, Output::Rows, ordered);
                Self::Describe(rows.text.clone())
            }
            Algebra::Select { dataset, pattern, .. } => {
                Self::Select(Box::new(divide(&rewrite, dataset, pattern, Output::Rows, ordered)))
            }
            Algebra::Construct { template, dataset, pattern, .. } => {
                let output = |_| Output::Triples(template);
                Self::Select(Box::new(divide(&rewrite, dataset, pattern, output, ordered)))
            }
        }
    }
}

impl Modifiers {
    /// Splits a pattern into its modifiers and the inner pattern.
    fn split(pattern: GraphPattern) -> (Self, GraphPattern) {
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
    output_of: impl FnOnce(Vec<Variable>) -> Output,
    ordered: bool,
) -> SelectPlan {
    let (modifiers, inner) = Modifiers::split(pattern);
    let output = modifiers.columns.clone().unwrap_or_else(|| in_scope(&inner));
    let (core, steps) = split_steps(without_exists_values(rewrite.pattern(inner)));
    let divided = modifiers.slice.is_none() || may_be_cut(&modifiers, &steps);
    // If the engine has to cut the rows, it has to compute and sort them too.
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
        // Virtuoso mixes up the columns of cut rows if a sort key occurs twice.
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
    SelectPlan {
        text,
        columns,
        booleans,
        steps,
        output: output_of(output),
        ordered: ordered && (divided || modifiers.slice.is_some()),
    }
}

/// Whether the engine can cut the rows (`LIMIT`, `OFFSET`) before the local steps.
fn may_be_cut(modifiers: &Modifiers, steps: &[Step]) -> bool {
    let keys: String = modifiers.keys.iter().map(|key| format!("{key} ")).collect();
    !modifiers.distinct && steps.iter().all(|step| step.binds().is_some_and(|name| !mentions(&keys, name)))
}
