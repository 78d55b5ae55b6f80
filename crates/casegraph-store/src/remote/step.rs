//! The local steps of a query: they are removed from its pattern, and applied to the rows of the engine.

use spargebra::algebra::{Expression, Function, GraphPattern, OrderExpression};
use spargebra::term::Variable;

use crate::vocabulary::xsd;

/// A step over all rows.
pub(super) enum Step {
    Extend(Variable, Expression),
    OrderBy(Vec<OrderExpression>),
    Project(Vec<Variable>),
    Distinct,
}

impl Step {
    pub(super) fn over(self, inner: GraphPattern) -> GraphPattern {
        let inner = Box::new(inner);
        match self {
            Self::Extend(variable, expression) => GraphPattern::Extend { inner, variable, expression },
            Self::OrderBy(expression) => GraphPattern::OrderBy { inner, expression },
            Self::Project(variables) => GraphPattern::Project { inner, variables },
            Self::Distinct => GraphPattern::Distinct { inner },
        }
    }

    /// The variable that the step binds.
    pub(super) fn binds(&self) -> Option<&Variable> {
        match self {
            Self::Extend(variable, _) => Some(variable),
            Self::OrderBy(_) | Self::Project(_) | Self::Distinct => None,
        }
    }

    /// The expressions that the step reads, as text.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Extend(_, expression) => expression.to_string(),
            Self::OrderBy(keys) => keys.iter().map(|key| format!("{key} ")).collect(),
            Self::Project(variables) => variables.iter().map(|variable| format!("{variable} ")).collect(),
            Self::Distinct => String::new(),
        }
    }
}

/// Splits a pattern into a core and the steps over single rows.
pub(super) fn split_steps(pattern: GraphPattern) -> (GraphPattern, Vec<Step>) {
    match pattern {
        GraphPattern::Extend { inner, variable, expression } if is_pure(&expression) => {
            let (core, mut steps) = split_steps(*inner);
            steps.push(Step::Extend(variable, expression));
            (core, steps)
        }
        GraphPattern::Filter { expr, inner } => {
            let (mut core, steps) = split_steps(*inner);
            // The engine computes everything that the filter reads: a filter can select few of millions of rows.
            let mut read = expr.to_string();
            let (mut late, mut early) = (Vec::new(), Vec::new());
            for step in steps.into_iter().rev() {
                if step.binds().is_some_and(|name| mentions(&read, name)) {
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

/// Whether an expression depends on a row only: not on the graph, and not on functions of the engine.
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

/// Whether a formatted expression contains a variable. It can be wrong about variables in strings.
pub(super) fn mentions(text: &str, name: &Variable) -> bool {
    let name = name.to_string();
    text.match_indices(&name).any(|(at, _)| {
        let next = text.get(at + name.len()..).and_then(|rest| rest.chars().next());
        !next.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '\u{b7}')
    })
}
