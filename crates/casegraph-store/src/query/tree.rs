//! The tree of a parsed query, and its properties that must be known before it is evaluated.

use std::borrow::Cow;
use std::mem;

use spargebra::algebra::{
    AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::term::Variable;
use spargebra::{Query as Algebra, SparqlParser};

use crate::query::Query;
use crate::query::query_error::{QueryError, SyntaxError};
use crate::query::syntax::{line_and_column, syntax_error};
use crate::query::threads::drop_tree;
use crate::query::tokens::words;
use crate::rdf::query_kind::QueryKind;
use crate::vocabulary::PREFIXES;

/// The maximum number of patterns in a join. The planning time grows with the fourth power of their number, and planning
/// cannot be interrupted (100 patterns: up to half a second; 200: seven seconds).
const MAX_JOINED: usize = 100;

/// A parsed query. It can be deep: it must be created and traversed on query threads, and it is dropped there.
pub(crate) struct Tree {
    algebra: Algebra,
    ordered: bool,
    names_graphs: bool,
    depth: usize,
}

impl Drop for Tree {
    fn drop(&mut self) {
        let empty = GraphPattern::Bgp { patterns: Vec::new() };
        let algebra = Algebra::Ask { dataset: None, pattern: empty, base_iri: None };
        drop_tree(mem::replace(&mut self.algebra, algebra), self.depth);
    }
}

/// Which graphs a query refers to.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "remote"), expect(dead_code, reason = "only remote engines need it"))]
pub(crate) struct GraphScope {
    /// The query contains `GRAPH`.
    pub(crate) names_graphs: bool,
    /// The query contains `FROM`.
    pub(crate) has_dataset: bool,
}

impl Tree {
    pub(crate) fn parse(text: &str) -> Result<Self, QueryError> {
        let mut parser = SparqlParser::new();
        for (prefix, namespace) in PREFIXES {
            parser = parser
                .with_prefix(prefix, namespace)
                .map_err(|source| QueryError::Evaluation { message: source.to_string() })?;
        }
        let message = |text: &str| parser.clone().parse_query(text).err().map(|error| error.to_string());
        let mut algebra = parser.clone().parse_query(text).map_err(|_| syntax_error(text, message))?;
        let mut features = Features::default();
        features.pattern(pattern(&algebra));
        if features.joined > MAX_JOINED {
            return Err(QueryError::TooManyPatterns { patterns: features.joined, limit: MAX_JOINED });
        }
        if features.depth > Query::MAX_LEVELS {
            return Err(QueryError::TooDeep { levels: features.depth, limit: Query::MAX_LEVELS });
        }
        if features.service {
            let at =
                words(text).find(|(_, word)| word.eq_ignore_ascii_case("service")).map_or(0, |(at, _)| at);
            let (line, column) = line_and_column(text, at);
            let message = "SERVICE is not supported: queries do not open network connections".to_owned();
            return Err(SyntaxError { line, column, message }.into());
        }
        let ordered = add_tiebreakers(pattern_mut(&mut algebra));
        Ok(Self { algebra, ordered, names_graphs: features.graph, depth: features.depth })
    }

    pub(crate) fn kind(&self) -> QueryKind {
        match self.algebra {
            Algebra::Select { .. } => QueryKind::Select,
            Algebra::Ask { .. } => QueryKind::Ask,
            Algebra::Construct { .. } => QueryKind::Construct,
            Algebra::Describe { .. } => QueryKind::Describe,
        }
    }

    /// The columns of a SELECT query.
    pub(crate) fn columns(&self) -> Vec<String> {
        match &self.algebra {
            Algebra::Select { pattern, .. } => {
                projection(pattern).iter().map(|variable| variable.as_str().to_owned()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether the query has an ORDER BY.
    pub(crate) fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// Which graphs the query refers to.
    #[cfg_attr(not(feature = "remote"), expect(dead_code, reason = "only remote engines need it"))]
    pub(crate) fn graph_scope(&self) -> GraphScope {
        GraphScope { names_graphs: self.names_graphs, has_dataset: self.algebra.dataset().is_some() }
    }

    /// The algebra.
    #[cfg_attr(not(feature = "remote"), expect(dead_code, reason = "only remote engines need it"))]
    pub(crate) fn algebra(&self) -> &Algebra {
        &self.algebra
    }

    /// The algebra with these variables added to the projection: the evaluator only substitutes projected variables.
    pub(crate) fn selecting<'v>(&self, variables: impl Iterator<Item = &'v Variable>) -> Cow<'_, Algebra> {
        let mut algebra = Cow::Borrowed(&self.algebra);
        let selected = projection(pattern(&self.algebra));
        let missing: Vec<&Variable> = variables.filter(|variable| !selected.contains(variable)).collect();
        if !missing.is_empty()
            && let Some(variables) = projection_mut(pattern_mut(algebra.to_mut()))
        {
            variables.extend(missing.into_iter().cloned());
        }
        algebra
    }
}

fn pattern(algebra: &Algebra) -> &GraphPattern {
    match algebra {
        Algebra::Select { pattern, .. }
        | Algebra::Construct { pattern, .. }
        | Algebra::Describe { pattern, .. }
        | Algebra::Ask { pattern, .. } => pattern,
    }
}

fn pattern_mut(algebra: &mut Algebra) -> &mut GraphPattern {
    match algebra {
        Algebra::Select { pattern, .. }
        | Algebra::Construct { pattern, .. }
        | Algebra::Describe { pattern, .. }
        | Algebra::Ask { pattern, .. } => pattern,
    }
}

/// The variables in the projection of the query.
fn projection(pattern: &GraphPattern) -> &[Variable] {
    match pattern {
        GraphPattern::Project { variables, .. } => variables,
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => projection(inner),
        _ => &[],
    }
}

fn projection_mut(pattern: &mut GraphPattern) -> Option<&mut Vec<Variable>> {
    match pattern {
        GraphPattern::Project { variables, .. } => Some(variables),
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => projection_mut(inner),
        _ => None,
    }
}

/// Makes the order of an ORDER BY total: appends all columns to its keys. Returns whether there is an ORDER BY.
fn add_tiebreakers(pattern: &mut GraphPattern) -> bool {
    match pattern {
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => add_tiebreakers(inner),
        GraphPattern::Project { inner, variables } => match inner.as_mut() {
            GraphPattern::OrderBy { expression, .. } => {
                let columns = variables
                    .iter()
                    .map(|variable| OrderExpression::Asc(Expression::Variable(variable.clone())));
                expression.extend(columns);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// The features and the size of a query.
#[derive(Default)]
struct Features {
    service: bool,
    graph: bool,
    /// The number of patterns in the largest join.
    joined: usize,
    /// The depth of the current pattern or expression.
    level: usize,
    /// The maximum depth.
    depth: usize,
}

impl Features {
    /// Visits a pattern with everything in it; returns the number of patterns in its join.
    fn pattern(&mut self, pattern: &GraphPattern) -> usize {
        self.enter();
        let joined = match pattern {
            GraphPattern::Bgp { patterns } => patterns.len(),
            GraphPattern::Path { path, .. } => {
                self.path(path);
                1
            }
            GraphPattern::Values { .. } => 1,
            GraphPattern::Service { .. } => {
                self.service = true;
                1
            }
            GraphPattern::Graph { inner, .. } => {
                self.graph = true;
                self.pattern(inner)
            }
            GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
                self.pattern(left) + self.pattern(right)
            }
            GraphPattern::Union { left, right } | GraphPattern::Minus { left, right } => {
                self.pattern(left).max(self.pattern(right))
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                if let Some(expression) = expression {
                    self.expression(expression);
                }
                self.pattern(left).max(self.pattern(right))
            }
            GraphPattern::Filter { expr, inner } => {
                self.expression(expr);
                self.pattern(inner)
            }
            GraphPattern::Extend { inner, expression, .. } => {
                self.expression(expression);
                self.pattern(inner)
            }
            GraphPattern::OrderBy { inner, expression } => {
                for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                    self.expression(key);
                }
                self.pattern(inner)
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
                self.pattern(inner);
                1
            }
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => {
                self.pattern(inner);
                1
            }
        };
        self.joined = self.joined.max(joined);
        self.level -= 1;
        joined
    }

    fn enter(&mut self) {
        self.level += 1;
        self.depth = self.depth.max(self.level);
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        self.enter();
        match path {
            PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => {}
            PropertyPathExpression::Reverse(a)
            | PropertyPathExpression::ZeroOrMore(a)
            | PropertyPathExpression::OneOrMore(a)
            | PropertyPathExpression::ZeroOrOne(a) => self.path(a),
            PropertyPathExpression::Sequence(a, b) | PropertyPathExpression::Alternative(a, b) => {
                self.path(a);
                self.path(b);
            }
        }
        self.level -= 1;
    }

    fn expression(&mut self, expression: &Expression) {
        self.enter();
        match expression {
            Expression::NamedNode(_)
            | Expression::Literal(_)
            | Expression::Variable(_)
            | Expression::Bound(_) => {}
            Expression::Exists(pattern) => {
                self.pattern(pattern);
            }
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => {
                self.expression(a);
                self.expression(b);
            }
            Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => self.expression(a),
            Expression::In(a, list) => {
                self.expression(a);
                for b in list {
                    self.expression(b);
                }
            }
            Expression::If(a, b, c) => {
                for part in [a, b, c] {
                    self.expression(part);
                }
            }
            Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
                for part in list {
                    self.expression(part);
                }
            }
        }
        self.level -= 1;
    }
}
