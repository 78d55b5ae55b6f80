//! Workarounds for engines that deviate from the standard.
//!
//! Virtuoso returns wrong values for `EXISTS` as a value (`BIND(EXISTS { … } AS ?x)`), and numbers for computed booleans.

use std::collections::HashMap;

use oxrdf::Literal;
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, Variable};

use crate::remote::rewrite::{fresh, in_scope};
use crate::remote::step::mentions;
use crate::vocabulary::xsd;

/// Replaces each `EXISTS` that is a value by an `OPTIONAL` subquery and a test whether it matched.
///
/// The two are equivalent if each shared variable is always bound, and the inner pattern binds all variables that it reads.
/// Otherwise the `EXISTS` remains.
pub(super) fn without_exists_values(pattern: GraphPattern) -> GraphPattern {
    without(pattern, &mut 0)
}

fn without(pattern: GraphPattern, number: &mut usize) -> GraphPattern {
    use GraphPattern as P;
    let mut boxed = |inner: Box<P>| Box::new(without(*inner, number));
    match pattern {
        P::Extend { inner, variable, expression } => {
            let mut inner = *boxed(inner);
            let expression = replaced(&mut inner, expression, number);
            P::Extend { inner: Box::new(inner), variable, expression }
        }
        P::Join { left, right } => P::Join { left: boxed(left), right: boxed(right) },
        P::Lateral { left, right } => P::Lateral { left: boxed(left), right: boxed(right) },
        P::LeftJoin { left, right, expression } => {
            P::LeftJoin { left: boxed(left), right: boxed(right), expression }
        }
        P::Union { left, right } => P::Union { left: boxed(left), right: boxed(right) },
        P::Minus { left, right } => P::Minus { left: boxed(left), right: boxed(right) },
        P::Filter { expr, inner } => P::Filter { expr, inner: boxed(inner) },
        P::Graph { name, inner } => P::Graph { name, inner: boxed(inner) },
        P::OrderBy { inner, expression } => P::OrderBy { inner: boxed(inner), expression },
        P::Project { inner, variables } => P::Project { inner: boxed(inner), variables },
        P::Distinct { inner } => P::Distinct { inner: boxed(inner) },
        P::Reduced { inner } => P::Reduced { inner: boxed(inner) },
        P::Slice { inner, start, length } => P::Slice { inner: boxed(inner), start, length },
        P::Group { inner, variables, aggregates } => P::Group { inner: boxed(inner), variables, aggregates },
        P::Service { name, inner, silent } => P::Service { name, inner: boxed(inner), silent },
        other @ (P::Bgp { .. } | P::Path { .. } | P::Values { .. }) => other,
    }
}

/// Replaces an expression that is `EXISTS` or its negation, and adds the subquery to `inner`.
fn replaced(inner: &mut GraphPattern, expression: Expression, number: &mut usize) -> Expression {
    match expression {
        Expression::Not(negated) => Expression::Not(Box::new(replaced(inner, *negated, number))),
        Expression::Exists(pattern) => {
            let outer = in_scope(inner);
            let bound = always_bound(inner);
            let found = in_scope(&pattern);
            let text = pattern.to_string();
            let shared: Vec<Variable> = outer.into_iter().filter(|name| mentions(&text, name)).collect();
            if !shared.iter().all(|name| found.contains(name) && bound.contains(name)) {
                return Expression::Exists(pattern);
            }
            *number += 1;
            let flag = fresh(&format!("exists_{number}"));
            let value = Expression::Literal(Literal::from(1));
            let flagged = GraphPattern::Extend { inner: pattern, variable: flag.clone(), expression: value };
            let variables = shared.into_iter().chain([flag.clone()]).collect();
            let rows = GraphPattern::Project { inner: Box::new(flagged), variables };
            let right = Box::new(GraphPattern::Distinct { inner: Box::new(rows) });
            let left = Box::new(std::mem::replace(inner, GraphPattern::Bgp { patterns: Vec::new() }));
            *inner = GraphPattern::LeftJoin { left, right, expression: None };
            Expression::Bound(flag)
        }
        other => other,
    }
}

/// Variables that every solution of a pattern binds; a subset.
fn always_bound(pattern: &GraphPattern) -> Vec<Variable> {
    use GraphPattern as P;
    match pattern {
        P::Bgp { .. } | P::Path { .. } => in_scope(pattern),
        P::Graph { name, inner } => {
            let mut bound = always_bound(inner);
            if let NamedNodePattern::Variable(name) = name {
                bound.push(name.clone());
            }
            bound
        }
        P::Join { left, right } | P::Lateral { left, right } => {
            let mut bound = always_bound(left);
            bound.extend(always_bound(right));
            bound
        }
        P::Union { left, right } => {
            let right = always_bound(right);
            always_bound(left).into_iter().filter(|name| right.contains(name)).collect()
        }
        P::LeftJoin { left: inner, .. }
        | P::Minus { left: inner, .. }
        | P::Filter { inner, .. }
        | P::Extend { inner, .. }
        | P::OrderBy { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => always_bound(inner),
        P::Project { inner, variables } | P::Group { inner, variables, .. } => {
            always_bound(inner).into_iter().filter(|name| variables.contains(name)).collect()
        }
        P::Values { .. } | P::Service { .. } => Vec::new(),
    }
}

/// The variables that can only be bound to booleans.
pub(super) fn booleans(pattern: &GraphPattern) -> Vec<Variable> {
    let mut known = HashMap::new();
    record(pattern, &mut known);
    known.into_iter().filter_map(|(name, is_boolean)| is_boolean.then_some(name)).collect()
}

/// Records for each variable whether everything that binds it is a boolean.
fn record(pattern: &GraphPattern, known: &mut HashMap<Variable, bool>) {
    use GraphPattern as P;
    let mut other = |name: &Variable| {
        known.insert(name.clone(), false);
    };
    match pattern {
        P::Bgp { patterns } => {
            for triple in patterns {
                for term in [&triple.subject, &triple.object] {
                    if let TermPattern::Variable(name) = term {
                        other(name);
                    }
                }
                if let NamedNodePattern::Variable(name) = &triple.predicate {
                    other(name);
                }
            }
        }
        P::Path { .. } | P::Values { .. } | P::Service { .. } => in_scope(pattern).iter().for_each(other),
        P::Graph { name, inner } => {
            if let NamedNodePattern::Variable(name) = name {
                other(name);
            }
            record(inner, known);
        }
        P::Group { inner, aggregates, .. } => {
            for (name, _) in aggregates {
                other(name);
            }
            record(inner, known);
        }
        P::Extend { inner, variable, expression } => {
            record(inner, known);
            let is_boolean = is_boolean(expression)
                || matches!(expression, Expression::Variable(name) if known.get(name) == Some(&true));
            let all = known.entry(variable.clone()).or_insert(true);
            *all &= is_boolean;
        }
        P::Join { left, right }
        | P::Lateral { left, right }
        | P::LeftJoin { left, right, .. }
        | P::Union { left, right } => {
            record(left, known);
            record(right, known);
        }
        P::Minus { left: inner, .. }
        | P::Filter { inner, .. }
        | P::OrderBy { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. } => record(inner, known),
    }
}

/// Whether an expression always evaluates to a boolean or an error.
fn is_boolean(expression: &Expression) -> bool {
    use Expression as E;
    match expression {
        E::Literal(literal) => literal.datatype().as_str() == xsd::BOOLEAN,
        E::Or(..)
        | E::And(..)
        | E::Equal(..)
        | E::SameTerm(..)
        | E::Greater(..)
        | E::GreaterOrEqual(..)
        | E::Less(..)
        | E::LessOrEqual(..)
        | E::In(..)
        | E::Not(_)
        | E::Exists(_)
        | E::Bound(_) => true,
        E::If(_, a, b) => is_boolean(a) && is_boolean(b),
        E::Coalesce(list) => list.iter().all(is_boolean),
        E::FunctionCall(function, _) => matches!(
            function,
            Function::IsIri
                | Function::IsBlank
                | Function::IsLiteral
                | Function::IsNumeric
                | Function::StrStarts
                | Function::StrEnds
                | Function::Contains
                | Function::Regex
                | Function::LangMatches
        ),
        _ => false,
    }
}
