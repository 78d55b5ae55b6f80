//! An open graph: what every command that asks, draws or checks begins with.

use casegraph_store::{
    Answer, Endpoint, Format, NamedQuery, Parameters, Query, QueryError, Store, Term, WriteError,
};

use crate::corpus::Corpus;
use crate::error::Error;
use crate::progress::Progress;
use crate::queries::{parse_named_query, parse_query, shipped_named_query};
use crate::refresh::{fresh, frozen};
use crate::scan::Scan;

/// An open graph that answers questions.
#[derive(Debug)]
pub struct Session {
    corpus: Corpus,
    graph: Home,
}

/// Where the graph is.
#[derive(Debug)]
enum Home {
    Here(Store),
    Elsewhere(Box<Endpoint>),
}

impl Home {
    fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, QueryError> {
        match self {
            Self::Here(store) => store.ask(query, parameters),
            Self::Elsewhere(endpoint) => endpoint.ask(query, parameters),
        }
    }
}

impl Session {
    /// Opens the graph of a corpus: the stored one if no file has changed since it was written, else a new one, which is
    /// then stored if the folder can be written to. A stored graph that is damaged, foreign or of another version is
    /// replaced.
    ///
    /// # Errors
    /// Those of [`Corpus::build`].
    pub fn open(corpus: Corpus, progress: &dyn Progress) -> Result<Self, Error> {
        let (graph, _, _) = fresh(&corpus, &Scan::new(&corpus)?, progress); // a folder that cannot be written to is no reason not to answer
        Ok(Self::of_store(corpus, Store::load(&graph)))
    }

    /// Opens the stored graph of a corpus as it is, without a look at the files.
    ///
    /// # Errors
    /// [`Error::NotBuilt`] if there is none that this program can open.
    pub fn open_frozen(corpus: Corpus) -> Result<Self, Error> {
        let graph = frozen(&corpus)?;
        Ok(Self::of_store(corpus, Store::load(&graph)))
    }

    /// A graph from elsewhere with the settings of a corpus; nothing is stored.
    #[must_use]
    pub fn of_store(corpus: Corpus, store: Store) -> Self {
        Self { corpus, graph: Home::Here(store) }
    }

    /// Asks an engine elsewhere, to which the corpus was pushed. No file but casegraph.toml is read.
    ///
    /// # Errors
    /// [`Error::Endpoint`], and [`Error::NotPushed`] when the engine holds nothing of the corpus.
    pub fn remote(corpus: Corpus, endpoint: Endpoint) -> Result<Self, Error> {
        if !endpoint.holds_corpus()? {
            let base = corpus.config().base.to_string();
            return Err(Error::NotPushed { url: endpoint.url().to_owned(), base });
        }
        Ok(Self { corpus, graph: Home::Elsewhere(Box::new(endpoint)) })
    }

    fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, Error> {
        self.graph.ask(query, parameters).map_err(|error| match error {
            QueryError::Damaged => self.damaged(),
            other => other.into(),
        })
    }

    /// Throws the stored graph away, in which a read found damage: the next command makes a new one.
    #[must_use]
    pub fn damaged(&self) -> Error {
        let _ = std::fs::remove_file(self.corpus.graph_file());
        QueryError::Damaged.into()
    }

    /// Writes the whole graph, sorted; `to` is buffered here.
    ///
    /// # Errors
    /// [`Error::Export`]; [`Error::Query`] when the stored graph is damaged; [`Error::NotHere`].
    pub fn export(&self, format: Format, to: impl std::io::Write) -> Result<(), Error> {
        self.store()?.graph().write(format, to).map_err(|error| match error {
            WriteError::Damaged(_) => self.damaged(),
            other => other.into(),
        })
    }

    /// The corpus.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The graph.
    ///
    /// # Errors
    /// [`Error::NotHere`] when it is in an engine elsewhere, which can only be asked.
    pub fn store(&self) -> Result<&Store, Error> {
        match &self.graph {
            Home::Here(store) => Ok(store),
            Home::Elsewhere(endpoint) => Err(Error::NotHere { url: endpoint.url().to_owned() }),
        }
    }

    /// The number of quads and the number of named graphs. An engine elsewhere reads all quads for it.
    ///
    /// # Errors
    /// [`Error::Endpoint`].
    pub fn counts(&self) -> Result<(usize, usize), Error> {
        match &self.graph {
            Home::Here(store) => Ok((store.len(), store.graph_count())),
            Home::Elsewhere(endpoint) => Ok(endpoint.counts()?),
        }
    }

    /// Asks a named query with parameters given as text.
    ///
    /// # Errors
    /// [`Error::Parameter`], [`Error::Query`].
    pub fn ask_named<'a>(
        &self,
        query: &NamedQuery,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Answer, Error> {
        let parameters = query.bind(parameters, &self.corpus.config().base)?;
        self.ask(query.query(), &parameters)
    }

    /// Asks a query given as text; `origin` is named in errors.
    ///
    /// # Errors
    /// [`Error::Text`] with line and column for a syntax error, else [`Error::Query`].
    pub fn ask_text(&self, origin: &str, text: &str) -> Result<Answer, Error> {
        self.ask(&parse_query(origin, text)?, &Parameters::default())
    }

    /// Asks a query given as text with a `#+` header, as a named one.
    ///
    /// # Errors
    /// [`Error::Text`] with line and column for a wrong header or query, [`Error::Parameter`], [`Error::Query`].
    pub fn ask_file<'a>(
        &self,
        origin: &str,
        text: &str,
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Answer, Error> {
        self.ask_named(&parse_named_query(origin, origin, text)?, parameters)
    }

    /// Asks the shipped query `name`, which takes no parameters that must be given.
    ///
    /// # Errors
    /// [`Error::UnknownQuery`], [`Error::Query`].
    pub fn ask_shipped(&self, name: &str) -> Result<Answer, Error> {
        self.ask_named(&shipped_named_query(name)?, [])
    }

    /// The rows of a query of the program's own as text; a cell without a value is empty.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub fn ask_rows<const COLUMNS: usize>(&self, query: &str) -> Result<Vec<[String; COLUMNS]>, Error> {
        let Answer::Rows { rows, .. } = self.ask_text("a query of casegraph", query)? else {
            return Ok(Vec::new());
        };
        let text =
            |cell: Option<&Option<Term>>| cell.and_then(Option::as_ref).map_or("", Term::text).to_owned();
        Ok(rows.iter().map(|row| std::array::from_fn(|at| text(row.get(at)))).collect())
    }
}
