//! A query's tree: what it asks for, and what must be known before it is run.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::Variable;
use spargebra::{Query as Algebra, SparqlParser};

use crate::query::query_error::{QueryError, SyntaxError};
use crate::query::syntax::{place, syntax_error};
use crate::query::tokens::words;
use crate::rdf::query_kind::QueryKind;
use crate::vocabulary::PREFIXES;

/// The most patterns that one join may have: the time to plan a join grows with the fourth power of their number, and
/// nothing can interrupt it (100: half a second at worst; 200: seven).
const MAX_JOINED: usize = 100;

/// A parsed query. It may be deep: it is made, used and dropped on a big stack.
pub(crate) struct Tree {
    algebra: Algebra,
    ordered: bool,
    names_graphs: bool,
}

/// In which graphs a query looks.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "remote"),
    expect(dead_code, reason = "only engines elsewhere are told where to look")
)]
pub(crate) struct GraphScope {
    /// It says `GRAPH`.
    pub(crate) names_graphs: bool,
    /// It says `FROM`.
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
        let mut used = Used::default();
        used.pattern(pattern(&algebra));
        if used.joined > MAX_JOINED {
            return Err(QueryError::TooManyPatterns { patterns: used.joined, limit: MAX_JOINED });
        }
        if used.service {
            let at =
                words(text).find(|(_, word)| word.eq_ignore_ascii_case("service")).map_or(0, |(at, _)| at);
            let (line, column) = place(text, at);
            let message = "SERVICE is not available: no query opens a network connection".to_owned();
            return Err(SyntaxError { line, column, message }.into());
        }
        let ordered = settle_ties(pattern_mut(&mut algebra));
        Ok(Self { algebra, ordered, names_graphs: used.graph })
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

    /// Whether the query says in which order its rows come.
    pub(crate) fn is_ordered(&self) -> bool {
        self.ordered
    }

    /// In which graphs the query looks.
    #[cfg_attr(
        not(feature = "remote"),
        expect(dead_code, reason = "only engines elsewhere are told where to look")
    )]
    pub(crate) fn graph_scope(&self) -> GraphScope {
        GraphScope { names_graphs: self.names_graphs, has_dataset: self.algebra.dataset().is_some() }
    }

    /// Lets a variable that is not selected be bound from outside: the evaluator only binds what is projected.
    pub(crate) fn project(&mut self, variable: &Variable) {
        if let Some(variables) = projection_mut(pattern_mut(&mut self.algebra))
            && !variables.contains(variable)
        {
            variables.push(variable.clone());
        }
    }

    pub(crate) fn into_algebra(self) -> Algebra {
        self.algebra
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

/// The variables that the whole query selects.
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

/// Makes the order of an ORDER BY total: rows that it leaves equal come in the order of their columns. Says whether
/// there is an ORDER BY.
fn settle_ties(pattern: &mut GraphPattern) -> bool {
    match pattern {
        GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => settle_ties(inner),
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

/// What a query uses that decides how, or whether, it is run.
#[derive(Default)]
struct Used {
    service: bool,
    graph: bool,
    /// The number of patterns in the largest join.
    joined: usize,
}

impl Used {
    /// Looks at a pattern and all in it; gives the number of patterns that are joined as one.
    fn pattern(&mut self, pattern: &GraphPattern) -> usize {
        let joined = match pattern {
            GraphPattern::Bgp { patterns } => patterns.len(),
            GraphPattern::Path { .. } | GraphPattern::Values { .. } => 1,
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
        joined
    }

    fn expression(&mut self, expression: &Expression) {
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
    }
}
