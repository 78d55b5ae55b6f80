//! Rewrites a query for a remote engine: parameters become constants, and the union of all graphs becomes a named graph.

use std::collections::HashMap;

use oxrdf::{Literal, NamedNode, Term};
use spargebra::algebra::{AggregateExpression, Expression, Function, GraphPattern, OrderExpression};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern, Variable};

/// The graphs of a corpus in an engine with other graphs.
pub(crate) struct Graphs {
    /// The graph with the union of all graphs of the corpus.
    pub(crate) union: NamedNode,
    /// The prefix of the IRIs of the graphs of the corpus.
    pub(crate) prefix: String,
    /// Graphs with this prefix that do not belong to the corpus.
    pub(crate) hidden: Vec<NamedNode>,
}

/// The parameters of a rewrite.
pub(crate) struct Rewrite<'a> {
    pub(crate) bound: HashMap<Variable, Term>,
    /// The graphs for patterns outside of `GRAPH`; if `None`, they use the default graph of the engine.
    pub(crate) graphs: Option<&'a Graphs>,
}

impl Rewrite<'_> {
    /// Rewrites a whole pattern.
    pub(crate) fn pattern(&self, pattern: GraphPattern) -> GraphPattern {
        self.within(pattern, self.graphs.is_none())
    }

    /// Rewrites a pattern; if `placed`, it is inside of a `GRAPH`, or the default graph is right.
    fn within(&self, pattern: GraphPattern, placed: bool) -> GraphPattern {
        let boxed = |inner: Box<GraphPattern>| Box::new(self.within(*inner, placed));
        match pattern {
            GraphPattern::Bgp { patterns } => {
                let is_empty = patterns.is_empty();
                let triples: Option<Vec<_>> =
                    patterns.into_iter().map(|triple| self.triple(triple)).collect();
                match triples {
                    None => nothing(),
                    Some(patterns) => self.place(GraphPattern::Bgp { patterns }, placed || is_empty),
                }
            }
            GraphPattern::Path { subject, path, object } => {
                match (subject_of(self.term(subject)), self.term(object)) {
                    (Some(subject), object) => {
                        self.place(GraphPattern::Path { subject, path, object }, placed)
                    }
                    (None, _) => nothing(),
                }
            }
            GraphPattern::Graph { name, inner } => match self.named(name) {
                None => nothing(),
                Some(name) => self.graph(name, self.within(*inner, true)),
            },
            GraphPattern::Join { left, right } => {
                GraphPattern::Join { left: boxed(left), right: boxed(right) }
            }
            GraphPattern::Lateral { left, right } => {
                GraphPattern::Lateral { left: boxed(left), right: boxed(right) }
            }
            GraphPattern::Union { left, right } => {
                GraphPattern::Union { left: boxed(left), right: boxed(right) }
            }
            GraphPattern::Minus { left, right } => self.minus(*left, *right, placed),
            GraphPattern::LeftJoin { left, right, expression } => GraphPattern::LeftJoin {
                left: boxed(left),
                right: boxed(right),
                expression: expression.map(|expression| self.expression_within(expression, placed)),
            },
            GraphPattern::Filter { expr, inner } => {
                GraphPattern::Filter { expr: self.expression_within(expr, placed), inner: boxed(inner) }
            }
            GraphPattern::Extend { inner, variable, expression } => {
                let expression = self.expression_within(expression, placed);
                match self.bound.get(&variable) {
                    None => GraphPattern::Extend { inner: boxed(inner), variable, expression },
                    Some(term) => GraphPattern::Filter {
                        expr: Expression::SameTerm(Box::new(expression), Box::new(constant(term))),
                        inner: boxed(inner),
                    },
                }
            }
            GraphPattern::Values { variables, bindings } => self.values(&variables, bindings),
            GraphPattern::OrderBy { inner, expression } => GraphPattern::OrderBy {
                inner: boxed(inner),
                expression: expression.into_iter().filter_map(|key| self.key(key, placed)).collect(),
            },
            GraphPattern::Project { inner, variables } => self.project(*inner, variables, placed),
            GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: boxed(inner) },
            GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: boxed(inner) },
            GraphPattern::Slice { inner, start, length } => {
                GraphPattern::Slice { inner: boxed(inner), start, length }
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                self.group(*inner, &variables, aggregates, placed)
            }
            GraphPattern::Service { name, inner, silent } => {
                GraphPattern::Service { name, inner: boxed(inner), silent }
            }
        }
    }

    /// Rewrites a sort key outside of `GRAPH`; `None` if it is constant.
    pub(crate) fn order(&self, key: OrderExpression) -> Option<OrderExpression> {
        self.key(key, self.graphs.is_none())
    }

    fn key(&self, key: OrderExpression, placed: bool) -> Option<OrderExpression> {
        let is_bound =
            |key: &Expression| matches!(key, Expression::Variable(name) if self.bound.contains_key(name));
        match key {
            OrderExpression::Asc(key) | OrderExpression::Desc(key) if is_bound(&key) => None,
            OrderExpression::Asc(key) => Some(OrderExpression::Asc(self.expression_within(key, placed))),
            OrderExpression::Desc(key) => Some(OrderExpression::Desc(self.expression_within(key, placed))),
        }
    }

    fn expression_within(&self, expression: Expression, placed: bool) -> Expression {
        use Expression as E;
        let one = |inner: Box<E>| Box::new(self.expression_within(*inner, placed));
        let many = |list: Vec<E>| list.into_iter().map(|part| self.expression_within(part, placed)).collect();
        match expression {
            E::Variable(name) => self.bound.get(&name).map_or(E::Variable(name), constant),
            E::Bound(name) if self.bound.contains_key(&name) => E::Literal(Literal::from(true)),
            E::NamedNode(_) | E::Literal(_) | E::Bound(_) => expression,
            E::Exists(pattern) => E::Exists(Box::new(self.within(*pattern, placed))),
            E::Or(a, b) => E::Or(one(a), one(b)),
            E::And(a, b) => E::And(one(a), one(b)),
            E::Equal(a, b) => E::Equal(one(a), one(b)),
            E::SameTerm(a, b) => E::SameTerm(one(a), one(b)),
            E::Greater(a, b) => E::Greater(one(a), one(b)),
            E::GreaterOrEqual(a, b) => E::GreaterOrEqual(one(a), one(b)),
            E::Less(a, b) => E::Less(one(a), one(b)),
            E::LessOrEqual(a, b) => E::LessOrEqual(one(a), one(b)),
            E::Add(a, b) => E::Add(one(a), one(b)),
            E::Subtract(a, b) => E::Subtract(one(a), one(b)),
            E::Multiply(a, b) => E::Multiply(one(a), one(b)),
            E::Divide(a, b) => E::Divide(one(a), one(b)),
            E::UnaryPlus(a) => E::UnaryPlus(one(a)),
            E::UnaryMinus(a) => E::UnaryMinus(one(a)),
            E::Not(a) => E::Not(one(a)),
            E::In(a, list) => E::In(one(a), many(list)),
            E::If(a, b, c) => E::If(one(a), one(b), one(c)),
            E::Coalesce(list) => E::Coalesce(many(list)),
            E::FunctionCall(function, list) => E::FunctionCall(function, many(list)),
        }
    }

    /// Rewrites a MINUS. A parameter of both sides remains a variable, since `MINUS` compares shared variables.
    fn minus(&self, left: GraphPattern, right: GraphPattern, placed: bool) -> GraphPattern {
        let shared: Vec<Variable> =
            self.bound.keys().filter(|name| is_in(&left, name) && is_in(&right, name)).cloned().collect();
        let side = |pattern| {
            let rewritten = self.within(pattern, placed);
            shared.iter().fold(rewritten, |inner, name| self.with_value(inner, name, name.clone()))
        };
        let minus = GraphPattern::Minus { left: Box::new(side(left)), right: Box::new(side(right)) };
        if shared.is_empty() {
            return minus;
        }
        // Outside of the MINUS, the parameter is not a variable.
        let mut variables = in_scope(&minus);
        variables.retain(|name| !shared.contains(name));
        GraphPattern::Project { inner: Box::new(minus), variables }
    }

    fn values(&self, variables: &[Variable], bindings: Vec<Vec<Option<GroundTerm>>>) -> GraphPattern {
        let wanted: Vec<Option<GroundTerm>> = variables
            .iter()
            .map(|name| {
                self.bound.get(name).map(|term| ground(term).unwrap_or(GroundTerm::Literal("".into())))
            })
            .collect();
        let fits = |row: &[Option<GroundTerm>]| {
            row.iter().zip(&wanted).all(|(cell, wanted)| match (cell, wanted) {
                (Some(cell), Some(wanted)) => cell == wanted,
                _ => true,
            })
        };
        let kept = |row: Vec<Option<GroundTerm>>| {
            row.into_iter()
                .zip(&wanted)
                .filter(|(_, wanted)| wanted.is_none())
                .map(|(cell, _)| cell)
                .collect()
        };
        let rest: Vec<Variable> =
            variables.iter().filter(|name| !self.bound.contains_key(*name)).cloned().collect();
        let rows: Vec<Vec<Option<GroundTerm>>> =
            bindings.into_iter().filter(|row| fits(row)).map(kept).collect();
        match (rest.is_empty(), rows.len()) {
            (_, 0) => nothing(),
            (true, 1) => GraphPattern::Bgp { patterns: Vec::new() },
            (true, _) => {
                // The number of rows without columns matters.
                let bindings =
                    rows.iter().map(|_| vec![Some(GroundTerm::Literal(Literal::from(true)))]).collect();
                let values = GraphPattern::Values { variables: vec![fresh("row")], bindings };
                GraphPattern::Project { inner: Box::new(values), variables: vec![fresh("row")] }
            }
            (false, _) => GraphPattern::Values { variables: rest, bindings: rows },
        }
    }

    /// Rewrites a subquery. Like a variable, a parameter is only visible in it if the subquery selects it.
    fn project(&self, inner: GraphPattern, variables: Vec<Variable>, placed: bool) -> GraphPattern {
        let seen = |name: &Variable| variables.contains(name);
        let bound = self.bound.iter().filter(|(name, _)| seen(name));
        let within = Rewrite {
            bound: bound.map(|(name, term)| (name.clone(), term.clone())).collect(),
            graphs: self.graphs,
        };
        let inner = within.within(inner, placed);
        let variables: Vec<Variable> =
            variables.into_iter().filter(|name| !within.bound.contains_key(name)).collect();
        if variables.is_empty() {
            let value = Expression::Literal(Literal::from(true));
            let inner =
                GraphPattern::Extend { inner: Box::new(inner), variable: fresh("row"), expression: value };
            return GraphPattern::Project { inner: Box::new(inner), variables: vec![fresh("row")] };
        }
        GraphPattern::Project { inner: Box::new(inner), variables }
    }

    fn group(
        &self,
        inner: GraphPattern,
        variables: &[Variable],
        aggregates: Vec<(Variable, AggregateExpression)>,
        placed: bool,
    ) -> GraphPattern {
        let mut rewritten = self.within(inner, placed);
        let mut rest: Vec<Variable> =
            variables.iter().filter(|name| !self.bound.contains_key(*name)).cloned().collect();
        // Without a group variable there would be a group even without solutions.
        if let (true, Some(first)) = (rest.is_empty(), variables.first()) {
            rewritten = self.with_value(rewritten, first, fresh("group"));
            rest.push(fresh("group"));
        }
        let aggregates = aggregates.into_iter().map(|(name, aggregate)| {
            let aggregate = match aggregate {
                AggregateExpression::FunctionCall { name, expr, distinct } => {
                    AggregateExpression::FunctionCall {
                        name,
                        expr: self.expression_within(expr, placed),
                        distinct,
                    }
                }
                count @ AggregateExpression::CountSolutions { .. } => count,
            };
            (name, aggregate)
        });
        GraphPattern::Group { inner: Box::new(rewritten), variables: rest, aggregates: aggregates.collect() }
    }

    /// Binds the variable `to` to the value of a parameter.
    fn with_value(&self, inner: GraphPattern, name: &Variable, to: Variable) -> GraphPattern {
        match self.bound.get(name) {
            None => inner,
            Some(term) => {
                GraphPattern::Extend { inner: Box::new(inner), variable: to, expression: constant(term) }
            }
        }
    }

    fn place(&self, pattern: GraphPattern, placed: bool) -> GraphPattern {
        match self.graphs.filter(|_| !placed) {
            None => pattern,
            Some(graphs) => {
                GraphPattern::Graph { name: graphs.union.clone().into(), inner: Box::new(pattern) }
            }
        }
    }

    /// Rewrites a GRAPH: restricts it to the graphs of the corpus.
    fn graph(&self, name: NamedNodePattern, inner: GraphPattern) -> GraphPattern {
        let variable = match &name {
            NamedNodePattern::Variable(variable) => Some(variable.clone()),
            NamedNodePattern::NamedNode(_) => None,
        };
        let pattern = GraphPattern::Graph { name, inner: Box::new(inner) };
        let (Some(variable), Some(graphs)) = (variable, self.graphs) else { return pattern };
        let variable = Expression::Variable(variable);
        let text = Expression::FunctionCall(Function::Str, vec![variable.clone()]);
        let prefix = Expression::Literal(Literal::from(graphs.prefix.as_str()));
        let ours = Expression::FunctionCall(Function::StrStarts, vec![text, prefix]);
        let hidden = graphs.hidden.iter().cloned().map(Expression::NamedNode).collect();
        let hidden = Expression::Not(Box::new(Expression::In(Box::new(variable), hidden)));
        GraphPattern::Filter {
            expr: Expression::And(Box::new(ours), Box::new(hidden)),
            inner: Box::new(pattern),
        }
    }

    fn triple(&self, triple: TriplePattern) -> Option<TriplePattern> {
        Some(TriplePattern {
            subject: subject_of(self.term(triple.subject))?,
            predicate: self.named(triple.predicate)?,
            object: self.term(triple.object),
        })
    }

    fn term(&self, term: TermPattern) -> TermPattern {
        match term {
            TermPattern::Variable(name) => match self.bound.get(&name) {
                None => TermPattern::Variable(name),
                Some(Term::NamedNode(node)) => node.clone().into(),
                Some(Term::BlankNode(node)) => node.clone().into(),
                Some(Term::Literal(literal)) => literal.clone().into(),
            },
            term => term,
        }
    }

    fn named(&self, name: NamedNodePattern) -> Option<NamedNodePattern> {
        match name {
            NamedNodePattern::Variable(name) => match self.bound.get(&name) {
                None => Some(NamedNodePattern::Variable(name)),
                Some(Term::NamedNode(node)) => Some(node.clone().into()),
                Some(_) => None,
            },
            name @ NamedNodePattern::NamedNode(_) => Some(name),
        }
    }
}

/// A term as an expression.
pub(crate) fn constant(term: &Term) -> Expression {
    match term {
        Term::NamedNode(node) => Expression::NamedNode(node.clone()),
        Term::Literal(literal) => Expression::Literal(literal.clone()),
        Term::BlankNode(node) => Expression::Literal(Literal::from(node.as_str())),
    }
}

/// A term for `VALUES`; `None` for a blank node.
pub(crate) fn ground(term: &Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
        Term::Literal(literal) => Some(GroundTerm::Literal(literal.clone())),
        Term::BlankNode(_) => None,
    }
}

/// A variable with a reserved name.
pub(crate) fn fresh(name: &str) -> Variable {
    Variable::new_unchecked(format!("casegraph_{name}"))
}

/// The distinct variables that a pattern can bind.
pub(crate) fn in_scope(pattern: &GraphPattern) -> Vec<Variable> {
    let mut variables = Vec::new();
    pattern.on_in_scope_variable(|variable| {
        if !variables.contains(variable) {
            variables.push(variable.clone());
        }
    });
    variables
}

fn is_in(pattern: &GraphPattern, name: &Variable) -> bool {
    let mut found = false;
    pattern.on_in_scope_variable(|variable| found |= variable == name);
    found
}

fn subject_of(term: TermPattern) -> Option<TermPattern> {
    (!matches!(term, TermPattern::Literal(_))).then_some(term)
}

/// A pattern without solutions.
fn nothing() -> GraphPattern {
    let never = Expression::Literal(Literal::from(false));
    GraphPattern::Filter { expr: never, inner: Box::new(GraphPattern::Bgp { patterns: Vec::new() }) }
}
