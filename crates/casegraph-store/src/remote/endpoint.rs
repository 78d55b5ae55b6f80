//! A SPARQL 1.1 engine at a URL: asked the same queries as a local store, with the same answers, and sent graphs.
//!
//! ```text
//! Query ─► Remote: text for the engine ─► form POST ─► rows in JSON ─► what is left to compute here ─► Answer
//! N-Triples of a graph ─► INSERT DATA in batches ─► one update that takes the old graph's place
//! ```
//!
//! Besides the named graphs of a corpus the engine holds their union in a graph of its own (`{base}graph/union`).
//! Engines answer from the merge of many default graphs, or from their own union, twice where two graphs hold the same
//! triple, and a list of default graphs does not grow to millions. The union graph is one name and holds each triple once.

use std::collections::{BTreeMap, HashMap};

use casegraph_http::{HttpClient, HttpSettings, check_url};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term as Stored, Triple as StoredTriple, Variable};

use crate::ask::answer::Answer;
use crate::query::Query;
use crate::query::big_stack::on_big_stack;
use crate::query::endpoint_error::EndpointError;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;
use crate::query::tree::Tree;
use crate::rdf::base::Base;
use crate::rdf::term::Term;
use crate::remote::conventions::explain;
use crate::remote::divide::Remote;
use crate::remote::results::{Results, unasked};
use crate::remote::rewrite::Graphs;
use crate::remote::send::sparql;
use crate::remote::settings::EndpointSettings;
use crate::vocabulary::cg;

/// How many things a DESCRIBE asks about at once.
const DESCRIBED_AT_ONCE: usize = 200;

/// An engine that answers [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/) queries.
pub struct Endpoint {
    pub(super) client: HttpClient,
    pub(super) query_url: String,
    pub(super) update_url: Option<String>,
    pub(super) base: Base,
}

impl Endpoint {
    /// An engine. Nothing is sent yet.
    ///
    /// # Errors
    /// [`EndpointError::Http`] for a URL that cannot be used.
    pub fn new(settings: EndpointSettings) -> Result<Self, EndpointError> {
        let EndpointSettings { query_url, update_url, credentials, base, timeout, attempts, pause } =
            settings;
        check_url(&query_url)?;
        update_url.as_deref().map_or(Ok(()), check_url)?;
        let accept = "application/sparql-results+json";
        let client = HttpClient::new(HttpSettings { accept, credentials, timeout, attempts, pause, explain });
        Ok(Self { client, query_url, update_url, base })
    }

    /// The URL that queries are sent to.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.query_url
    }

    /// Answers a query over the union of the corpus's graphs, as [`crate::ask::store::Store::ask`] does.
    ///
    /// Rows without ORDER BY come sorted; those with ORDER BY in the order that a local store gives. Only which rows a
    /// LIMIT keeps can depend on how the engine compares terms. One request; DESCRIBE takes one more for each 200 things.
    ///
    /// # Errors
    /// [`QueryError::Endpoint`] for everything that can go wrong on the way.
    pub fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, QueryError> {
        on_big_stack(|| {
            let tree = Tree::parse(query.text())?;
            let bound: HashMap<Variable, Stored> = parameters
                .iter()
                .map(|(name, term)| (Variable::new_unchecked(name), term.stored()))
                .collect();
            // A query that names graphs itself gets the union as a named graph: the protocol's list of default graphs
            // would leave it without named ones.
            let scope = tree.graph_scope();
            let graphs = scope.names_graphs.then(|| self.graphs());
            let default_graph = (!scope.names_graphs && !scope.has_dataset).then(|| self.base.union_graph());
            let graphs = graphs.filter(|_| !scope.has_dataset);
            let send = |text: &str| self.results(text, default_graph.as_deref());
            match Remote::new(tree, bound, graphs.as_ref()) {
                Remote::Ask(text) => Ok(Answer::Boolean(send(&text)?.into_boolean(&self.query_url)?)),
                Remote::Rows(rows) => {
                    let (columns, cells) = send(&rows.text)?.into_rows(&self.query_url)?;
                    if let Some(column) = rows.lacking(&columns) {
                        let problem = format!("the column `{column}` is not there");
                        return Err(unasked(&self.query_url, &problem).into());
                    }
                    rows.finish(&columns, &cells)
                }
                Remote::Describe(text) => {
                    let (_, cells) = send(&text)?.into_rows(&self.query_url)?;
                    self.describe(cells.into_iter().flatten().flatten())
                }
            }
        })
    }

    /// Whether the engine holds the graph of the corpus: whether it was pushed.
    ///
    /// # Errors
    /// Those of every request.
    pub fn holds_corpus(&self) -> Result<bool, EndpointError> {
        let text = format!("ASK {{ GRAPH <{}> {{ ?s ?p ?o }} }}", self.base.union_graph());
        self.results(&text, None)?.into_boolean(&self.query_url)
    }

    /// How many quads the engine holds in how many graphs of the corpus. The engine reads all of them.
    ///
    /// # Errors
    /// Those of every request.
    pub fn counts(&self) -> Result<(usize, usize), EndpointError> {
        let Graphs { prefix, hidden, .. } = self.graphs();
        let hidden: Vec<String> = hidden.iter().map(ToString::to_string).collect();
        let text = format!(
            "SELECT (COUNT(*) AS ?quads) (COUNT(DISTINCT ?g) AS ?graphs) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} \
             FILTER(STRSTARTS(STR(?g), {}) && ?g NOT IN ({})) }}",
            Stored::from(oxigraph::model::Literal::from(prefix.as_str())),
            hidden.join(", ")
        );
        let (columns, rows) = self.results(&text, None)?.into_rows(&self.query_url)?;
        let count = |name: &str| {
            let place = columns.iter().position(|column| column.as_str() == name)?;
            let Some(Some(Stored::Literal(number))) = rows.first()?.get(place) else { return None };
            number.value().parse().ok()
        };
        Ok((count("quads").unwrap_or_default(), count("graphs").unwrap_or_default()))
    }

    /// The graphs that the engine holds of the corpus, as it was told when they were sent: IRI and hash. Those that begin
    /// with [`Base::staging_prefix`] are left over from a push that was interrupted, and can be removed.
    ///
    /// # Errors
    /// Those of every request.
    pub fn held(&self) -> Result<BTreeMap<String, String>, EndpointError> {
        let text = format!(
            "SELECT ?graph ?hash WHERE {{ GRAPH <{}> {{ ?graph <{}> ?hash }} }}",
            self.base.push_graph(),
            cg::GRAPH_HASH
        );
        let (columns, rows) = self.results(&text, None)?.into_rows(&self.query_url)?;
        let place = |name: &str| columns.iter().position(|column| column.as_str() == name);
        let (graph, hash) = (place("graph"), place("hash"));
        let text = |row: &[Option<Stored>], place: Option<usize>| {
            let cell = place.and_then(|place| row.get(place)).and_then(Option::as_ref);
            cell.map(|term| Term::of(term).text().to_owned())
        };
        Ok(rows.iter().filter_map(|row| Some((text(row, graph)?, text(row, hash)?))).collect())
    }

    fn graphs(&self) -> Graphs {
        let node = NamedNode::new_unchecked;
        Graphs {
            union: node(self.base.union_graph()),
            prefix: self.base.graph_prefix(),
            hidden: vec![node(self.base.union_graph()), node(self.base.push_graph())],
        }
    }

    /// All triples about these things.
    fn describe(&self, things: impl Iterator<Item = Stored>) -> Result<Answer, QueryError> {
        let mut iris: Vec<String> =
            things.filter(Stored::is_named_node).map(|thing| thing.to_string()).collect();
        iris.sort_unstable();
        iris.dedup();
        let mut triples = Vec::new();
        for some in iris.chunks(DESCRIBED_AT_ONCE) {
            let text = format!("SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {} }} ?s ?p ?o }}", some.join(" "));
            let (columns, rows) =
                self.results(&text, Some(&self.base.union_graph()))?.into_rows(&self.query_url)?;
            let place = |name: &str| columns.iter().position(|column| column.as_str() == name);
            let places = [place("s"), place("p"), place("o")];
            for row in rows {
                let [subject, predicate, object] =
                    places.map(|place| place.and_then(|place| row.get(place)).cloned().flatten());
                let (Some(Stored::NamedNode(subject)), Some(Stored::NamedNode(predicate)), Some(object)) =
                    (subject, predicate, object)
                else {
                    continue;
                };
                triples.push(StoredTriple { subject: NamedOrBlankNode::from(subject), predicate, object });
            }
        }
        Ok(Answer::of_triples(triples))
    }

    fn results(&self, text: &str, default_graph: Option<&str>) -> Result<Results, EndpointError> {
        let text = sparql(text);
        let mut form = vec![("query", text.as_str())];
        form.extend(default_graph.map(|graph| ("default-graph-uri", graph)));
        let reply = self.client.post(&self.query_url, &form)?;
        Results::read(&self.query_url, &reply)
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Endpoint").field("url", &self.query_url).finish_non_exhaustive()
    }
}
