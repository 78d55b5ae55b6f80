//! An open graph that answers questions: the one way from a corpus to answers.

use std::fmt;
use std::sync::OnceLock;

use casegraph_facts::{DocPath, FactSet};
use casegraph_store::{
    Answer, Endpoint, Format, NamedQuery, Parameters, Query, QueryError, Store, Term, WriteError,
};

use crate::build::read_facts_of;
use crate::corpus::Corpus;
use crate::error::Error;
use crate::progress::{Progress, Silent};
use crate::queries::{parse_named_query, parse_query, shipped_named_query};
use crate::refresh::{StoredGraph, open_or_build, open_stored, refresh_of};
use crate::scan::Scan;
use crate::summary::Summary;

/// An open corpus that answers questions.
///
/// The folder is walked once, when the session is opened, and never for a session over a cached graph
/// ([`Session::open_frozen`]) or a remote engine ([`Session::remote`]): those have no files.
#[derive(Debug)]
pub struct Session {
    corpus: Corpus,
    backend: Backend,
    files: Option<Files>,
    stamp: Option<String>,
}

/// The evaluator of queries.
#[derive(Debug)]
enum Backend {
    /// Empty until the first question, if the session has files.
    Local(OnceLock<Store>),
    Remote(Box<Endpoint>),
}

/// The files of a corpus at the time when the session was opened.
struct Files {
    scan: Scan,
    progress: Box<dyn Progress>,
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("scan", &self.scan).finish_non_exhaustive()
    }
}

impl Session {
    /// Opens the graph of a corpus: the cached one if no file has changed since it was written, else a patched or a new one, which
    /// is then cached if the folder can be written to. A cached graph that is damaged, of another program or of another version is
    /// replaced.
    ///
    /// # Errors
    /// When the folder cannot be read or holds no Markdown.
    pub fn open(corpus: Corpus, progress: &dyn Progress) -> Result<Self, Error> {
        let scan = Scan::new(&corpus)?;
        let graph = open_or_build(&corpus, &scan, progress).graph; // a folder that cannot be written to is not an error here
        let store = OnceLock::from(Store::load(&graph));
        Ok(Self::with_files(corpus, store, Files { scan, progress: Box::new(Silent) }))
    }

    /// Opens a corpus without its graph. The graph is opened, as by [`Session::open`], when the first question is asked; a command
    /// that only reads facts never needs it. `progress` is called when files are read.
    ///
    /// # Errors
    /// When the folder cannot be read or holds no Markdown.
    pub fn on_demand(corpus: Corpus, progress: impl Progress + 'static) -> Result<Self, Error> {
        let files = Files { scan: Scan::new(&corpus)?, progress: Box::new(progress) };
        Ok(Self::with_files(corpus, OnceLock::new(), files))
    }

    fn with_files(corpus: Corpus, store: OnceLock<Store>, files: Files) -> Self {
        let stamp = Some(files.scan.stamp().to_owned());
        Self { corpus, backend: Backend::Local(store), files: Some(files), stamp }
    }

    /// Opens the cached graph of a corpus as it is, without a look at the files.
    ///
    /// # Errors
    /// [`Error::NotBuilt`] if there is no cached graph that this program can open.
    pub fn open_frozen(corpus: Corpus) -> Result<Self, Error> {
        let StoredGraph { graph, stamp } = open_stored(&corpus)?;
        Ok(Self { stamp, ..Self::with_store(corpus, Store::load(&graph)) })
    }

    /// A session over the given graph, with the settings of a corpus. Nothing is cached.
    #[must_use]
    pub fn with_store(corpus: Corpus, store: Store) -> Self {
        Self { corpus, backend: Backend::Local(OnceLock::from(store)), files: None, stamp: None }
    }

    /// A session over a remote engine, to which the corpus was pushed. No file but casegraph.toml is read.
    ///
    /// # Errors
    /// [`Error::Endpoint`], and [`Error::NotPushed`] if the engine holds nothing of the corpus.
    pub fn remote(corpus: Corpus, endpoint: Endpoint) -> Result<Self, Error> {
        if !endpoint.holds_corpus()? {
            let base = corpus.config().base.to_string();
            return Err(Error::NotPushed { url: endpoint.url().to_owned(), base });
        }
        Ok(Self { corpus, backend: Backend::Remote(Box::new(endpoint)), files: None, stamp: None })
    }

    fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, Error> {
        let answer = match &self.backend {
            Backend::Local(_) => self.store()?.ask(query, parameters),
            Backend::Remote(endpoint) => endpoint.ask(query, parameters),
        };
        answer.map_err(|error| match error {
            QueryError::Damaged => self.discard_damaged_graph(),
            other => other.into(),
        })
    }

    /// Whether the session may read the files of the corpus.
    #[must_use]
    pub fn has_files(&self) -> bool {
        self.files.is_some()
    }

    /// Fails if the session may not read the files.
    ///
    /// # Errors
    /// [`Error::NeedsFiles`], with this reason.
    pub fn needs_files(&self, reason: &str) -> Result<(), Error> {
        self.files_for(reason).map(|_| ())
    }

    fn files_for(&self, reason: &str) -> Result<&Files, Error> {
        self.files.as_ref().ok_or_else(|| Error::NeedsFiles { reason: reason.to_owned() })
    }

    /// The facts of the corpus, from its files. Unchanged files are not read: their facts are cached.
    ///
    /// # Errors
    /// [`Error::NeedsFiles`], with this reason, if the session has no files.
    pub fn facts(&self, reason: &str) -> Result<FactSet, Error> {
        let Files { scan, progress } = self.files_for(reason)?;
        Ok(read_facts_of(&self.corpus, scan, progress.as_ref()))
    }

    /// The bytes of a file of the corpus.
    ///
    /// # Errors
    /// [`Error::NeedsFiles`], with this reason, if the session has no files; [`Error::Read`].
    pub fn read(&self, path: &DocPath, reason: &str) -> Result<Vec<u8>, Error> {
        self.files_for(reason)?;
        self.corpus.read(path)
    }

    /// Brings the cached graph up to date with the files, and returns its contents in numbers.
    ///
    /// # Errors
    /// [`Error::NeedsFiles`] if the session has no files; [`Error::Write`].
    pub fn refresh(&self) -> Result<Summary, Error> {
        let Files { scan, progress } = self.files_for("the graph is built from them")?;
        refresh_of(&self.corpus, scan, progress.as_ref())
    }

    /// A value that changes with the files that the graph was built from; `None` for a graph without known files.
    #[must_use]
    pub fn stamp(&self) -> Option<String> {
        self.stamp.clone()
    }

    /// Deletes the cached graph, in which a read found damage, and returns the error for it. The next command builds a new one.
    #[must_use]
    pub fn discard_damaged_graph(&self) -> Error {
        let _ = std::fs::remove_file(self.corpus.graph_file());
        QueryError::Damaged.into()
    }

    /// Writes the whole graph, sorted; `to` is buffered here.
    ///
    /// # Errors
    /// [`Error::Export`]; [`Error::Query`] if the cached graph is damaged; [`Error::NotHere`].
    pub fn export(&self, format: Format, to: impl std::io::Write) -> Result<(), Error> {
        self.store()?.graph().write(format, to).map_err(|error| match error {
            WriteError::Damaged(_) => self.discard_damaged_graph(),
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
    /// [`Error::NotHere`] for a remote engine, which can only be asked.
    pub fn store(&self) -> Result<&Store, Error> {
        let cell = match &self.backend {
            Backend::Local(cell) => cell,
            Backend::Remote(endpoint) => return Err(Error::NotHere { url: endpoint.url().to_owned() }),
        };
        if let Some(store) = cell.get() {
            return Ok(store);
        }
        let Files { scan, progress } = self.files_for("no graph is open")?;
        let graph = open_or_build(&self.corpus, scan, progress.as_ref()).graph;
        Ok(cell.get_or_init(|| Store::load(&graph)))
    }

    /// The number of quads and the number of named graphs. A remote engine reads all quads for it.
    ///
    /// # Errors
    /// [`Error::Endpoint`].
    pub fn counts(&self) -> Result<(usize, usize), Error> {
        match &self.backend {
            Backend::Local(_) => {
                let store = self.store()?;
                Ok((store.len(), store.graph_count()))
            }
            Backend::Remote(endpoint) => Ok(endpoint.counts()?),
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

    /// Asks the shipped query `name`, which has no required parameter.
    ///
    /// # Errors
    /// [`Error::UnknownQuery`], [`Error::Query`].
    pub fn ask_shipped(&self, name: &str) -> Result<Answer, Error> {
        self.ask_named(&shipped_named_query(name)?, [])
    }

    /// The rows of a query of the program itself as text; a cell without a value is empty.
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
