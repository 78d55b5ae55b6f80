//! A SPARQL 1.1 engine at a URL.
//!
//! ```text
//! Query ─► RemotePlan: query for the engine ─► POST ─► rows in JSON ─► local steps ─► Answer
//! N-Triples of a graph ─► INSERT DATA in batches ─► an update that replaces the old graph
//! ```
//!
//! In addition to the named graphs of a corpus, the engine stores their union in a named graph (`{base}graph/union`).
//! The merge of several default graphs, and the union of an engine, return a triple twice if two graphs contain it; and a
//! list of default graphs does not scale to millions. The union graph is a single name and contains each triple once.

use std::collections::{BTreeMap, HashMap};

use casegraph_http::{HttpClient, HttpSettings, check_url};
use oxrdf::{NamedNode, NamedOrBlankNode, Term as Stored, Triple as StoredTriple, Variable};

use crate::ask::answer::Answer;
use crate::query::Query;
use crate::query::endpoint_error::EndpointError;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;
use crate::query::threads::on_query_thread;
use crate::rdf::base::Base;
use crate::rdf::term::Term;
use crate::remote::conventions::explain;
use crate::remote::divide::RemotePlan;
use crate::remote::results::{Results, unexpected};
use crate::remote::rewrite::Graphs;
use crate::remote::send::sparql;
use crate::remote::settings::EndpointSettings;
use crate::vocabulary::cg;

/// The maximum number of resources in one request of a DESCRIBE.
const DESCRIBE_BATCH: usize = 200;

/// An engine that answers [SPARQL 1.1 Protocol](https://www.w3.org/TR/sparql11-protocol/) queries.
pub struct Endpoint {
    pub(super) client: HttpClient,
    pub(super) query_url: String,
    pub(super) update_url: Option<String>,
    pub(super) base: Base,
}

impl Endpoint {
    /// An engine with these settings. Sends nothing.
    ///
    /// # Errors
    /// [`EndpointError::Http`] for an invalid URL.
    pub fn new(settings: EndpointSettings) -> Result<Self, EndpointError> {
        let EndpointSettings { query_url, update_url, credentials, base, timeout, attempts, pause } =
            settings;
        check_url(&query_url)?;
        update_url.as_deref().map_or(Ok(()), check_url)?;
        let accept = "application/sparql-results+json";
        let client = HttpClient::new(HttpSettings { accept, credentials, timeout, attempts, pause, explain });
        Ok(Self { client, query_url, update_url, base })
    }

    /// The URL for queries.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.query_url
    }

    /// Answers a query over the union of the graphs of the corpus, like [`crate::Store::ask`].
    ///
    /// The order of the rows is that of a local store. Only which rows a LIMIT keeps can depend on how the engine compares
    /// terms. One request; for DESCRIBE, another one per 200 resources.
    ///
    /// # Errors
    /// [`QueryError::Endpoint`] if a request fails.
    pub fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, QueryError> {
        let bound: HashMap<Variable, Stored> =
            parameters.iter().map(|(name, term)| (Variable::new_unchecked(name), term.stored())).collect();
        // In a query with GRAPH, the union is a named graph: a default graph in the request would hide all named graphs.
        let scope = query.tree().graph_scope();
        let default_graph = (!scope.names_graphs && !scope.has_dataset).then(|| self.base.union_graph());
        let graphs = (scope.names_graphs && !scope.has_dataset).then(|| self.graphs());
        let asked = query.clone();
        let plan = on_query_thread(move || Ok(RemotePlan::new(asked.tree(), bound, graphs.as_ref())))?;
        let send = |text: &str| self.results(text, default_graph.as_deref());
        match plan {
            RemotePlan::Ask(text) => Ok(Answer::Boolean(send(&text)?.into_boolean(&self.query_url)?)),
            RemotePlan::Select(select) => {
                let (columns, cells) = send(&select.text)?.into_rows(&self.query_url)?;
                if let Some(column) = select.missing(&columns) {
                    let problem = format!("the column `{column}` is missing");
                    return Err(unexpected(&self.query_url, &problem).into());
                }
                on_query_thread(move || select.finish(&columns, &cells))
            }
            RemotePlan::Describe(text) => {
                let (_, cells) = send(&text)?.into_rows(&self.query_url)?;
                self.describe(cells.into_iter().flatten().flatten())
            }
        }
    }

    /// Whether the engine has the graph of the corpus, that is, whether it was pushed.
    ///
    /// # Errors
    /// If the request fails.
    pub fn holds_corpus(&self) -> Result<bool, EndpointError> {
        let text = format!("ASK {{ GRAPH <{}> {{ ?s ?p ?o }} }}", self.base.union_graph());
        self.results(&text, None)?.into_boolean(&self.query_url)
    }

    /// The numbers of quads and of graphs of the corpus in the engine. The engine reads all quads.
    ///
    /// # Errors
    /// If the request fails.
    pub fn counts(&self) -> Result<(usize, usize), EndpointError> {
        let Graphs { prefix, hidden, .. } = self.graphs();
        let hidden: Vec<String> = hidden.iter().map(ToString::to_string).collect();
        let text = format!(
            "SELECT (COUNT(*) AS ?quads) (COUNT(DISTINCT ?g) AS ?graphs) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} \
             FILTER(STRSTARTS(STR(?g), {}) && ?g NOT IN ({})) }}",
            Stored::from(oxrdf::Literal::from(prefix.as_str())),
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

    /// The graphs of the corpus in the engine: IRI and hash, as they were sent. IRIs that begin with
    /// [`Base::staging_prefix`] are left over from an interrupted push, and can be removed.
    ///
    /// # Errors
    /// If the request fails.
    pub fn graph_hashes(&self) -> Result<BTreeMap<String, String>, EndpointError> {
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
            cell.map(|term| Term::from(term).text().to_owned())
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

    /// All triples about these resources.
    fn describe(&self, resources: impl Iterator<Item = Stored>) -> Result<Answer, QueryError> {
        let mut iris: Vec<String> =
            resources.filter(Stored::is_named_node).map(|resource| resource.to_string()).collect();
        iris.sort_unstable();
        iris.dedup();
        let mut triples = Vec::new();
        for some in iris.chunks(DESCRIBE_BATCH) {
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
        Ok(Answer::from_triples(triples))
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
