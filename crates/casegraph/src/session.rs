//! An open collection: the only way in which a command gets at the graph, and at the files if it may read them.

use std::fmt;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use casegraph_facts::{DocPath, FactSet};
use casegraph_store::{
    Answer, Endpoint, Format, NamedQuery, Parameters, Query, QueryError, Store, WriteError,
};

use crate::corpus::Corpus;
use crate::graph_views::{self, Source};
use crate::learners::Learners;
use crate::scan::Scan;
use crate::{
    Coverage, Error, GapCoverage, Map, Progress, Silent, Summary, TextError, View, coverage_map, gap_map,
    graph_map,
};

/// An open collection that answers questions.
///
/// The folder is walked once, when the session is opened, and never for a session over a stored graph
/// ([`Session::open_frozen`]) or an engine elsewhere ([`Session::remote`]): those have no files.
///
/// ```no_run
/// use casegraph::{Corpus, Learners, Session};
///
/// # fn main() -> Result<(), casegraph::Error> {
/// let corpus = Corpus::open(&Corpus::locate(&std::path::absolute(".").unwrap_or_default())?)?;
/// let session = Session::open_frozen(corpus)?; // the graph as `casegraph build` stored it
/// let graph = Learners::new(&session).topic_graph()?;
/// println!("{}", graph.topic("rate limiting")?);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Session {
    corpus: Corpus,
    graph: Home,
    files: Option<Files>,
}

/// Where the graph is.
#[derive(Debug)]
enum Home {
    /// Empty until the first question, if the session has files.
    Here(OnceLock<Store>),
    Elsewhere(Box<Endpoint>),
}

/// The files of a collection, as they were when the session was opened.
struct Files {
    scan: Scan,
    progress: Box<dyn Progress>,
    /// Whether the files were read: then their facts are cached, and reading them again takes a moment only.
    were_read: AtomicBool,
}

impl Files {
    fn new(scan: Scan, progress: impl Progress + 'static) -> Self {
        Self { scan, progress: Box::new(progress), were_read: AtomicBool::new(false) }
    }

    /// Who shows the progress of the first reading; nobody for the next ones.
    fn progress(&self) -> &dyn Progress {
        if self.were_read.swap(true, Ordering::Relaxed) { &Silent } else { self.progress.as_ref() }
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("scan", &self.scan).finish_non_exhaustive()
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
        let scan = corpus.scan()?;
        let (graph, _, _) = corpus.fresh(&scan, progress); // a folder that cannot be written to does not matter here
        let graph = Home::Here(OnceLock::from(Store::load(&graph)));
        Ok(Self { corpus, graph, files: Some(Files::new(scan, Silent)) })
    }

    /// Opens a corpus without its graph: that is opened as by [`Session::open`] when the first question is asked, and a command
    /// that only looks at names and relations never needs it. `progress` is called when files are read.
    ///
    /// # Errors
    /// When the folder cannot be read or contains no Markdown.
    pub fn on_demand(corpus: Corpus, progress: impl Progress + 'static) -> Result<Self, Error> {
        let files = Files::new(corpus.scan()?, progress);
        Ok(Self { corpus, graph: Home::Here(OnceLock::new()), files: Some(files) })
    }

    /// Opens the stored graph of a corpus as it is, without a look at the files.
    ///
    /// # Errors
    /// [`Error::NotBuilt`] if there is none that this program can open.
    pub fn open_frozen(corpus: Corpus) -> Result<Self, Error> {
        let graph = corpus.frozen()?;
        Ok(Self::of_store(corpus, Store::load(&graph)))
    }

    /// A graph from elsewhere with the settings of a corpus; nothing is stored.
    pub(crate) fn of_store(corpus: Corpus, store: Store) -> Self {
        Self { corpus, graph: Home::Here(OnceLock::from(store)), files: None }
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
        Ok(Self { corpus, graph: Home::Elsewhere(Box::new(endpoint)), files: None })
    }

    fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, Error> {
        let answer = match &self.graph {
            Home::Here(_) => self.store()?.ask(query, parameters),
            Home::Elsewhere(endpoint) => endpoint.ask(query, parameters),
        };
        answer.map_err(|error| match error {
            QueryError::Damaged => self.damaged(),
            other => other.into(),
        })
    }

    /// Whether the session may read the files of the corpus.
    #[must_use]
    pub fn has_files(&self) -> bool {
        self.files.is_some()
    }

    /// Everything that the files of the corpus assert. They are read, but for those whose facts are cached.
    ///
    /// # Errors
    /// [`Error::NeedsFiles`], with this reason, if the session has no files.
    pub fn facts(&self, reason: &str) -> Result<FactSet, Error> {
        let files = self.files_for(reason)?;
        Ok(self.corpus.join_scan(&files.scan, files.progress()).0)
    }

    /// The bytes of a file of the corpus.
    ///
    /// # Errors
    /// [`Error::NeedsFiles`], with this reason, if the session has no files; [`Error::Read`].
    pub(crate) fn read(&self, path: &DocPath, reason: &str) -> Result<Vec<u8>, Error> {
        self.files_for(reason)?;
        self.corpus.read(path)
    }

    /// Makes sure that the stored graph is that of the files, and says what it holds.
    ///
    /// # Errors
    /// [`Error::NeedsFiles`] if the session has no files; [`Error::Write`].
    pub fn refresh(&self) -> Result<Summary, Error> {
        let files = self.files_for("a graph is built from them")?;
        let (_, summary, written) = self.corpus.fresh(&files.scan, files.progress());
        written.map(|()| summary)
    }

    /// A value that changes when a file of the corpus is added, removed or written; for a stored graph that of the files it was
    /// built from. `None` for a graph elsewhere, and if the stored graph has none.
    pub(crate) fn stamp(&self) -> Option<String> {
        match (&self.files, &self.graph) {
            (Some(files), _) => Some(files.scan.stamp.clone()),
            (None, Home::Here(_)) => self.corpus.frozen_stamp(),
            (None, Home::Elsewhere(_)) => None,
        }
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

    /// Throws the stored graph away: the next command makes a new one.
    pub(crate) fn damaged(&self) -> Error {
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
        let cell = match &self.graph {
            Home::Here(cell) => cell,
            Home::Elsewhere(endpoint) => return Err(Error::NotHere { url: endpoint.url().to_owned() }),
        };
        if let Some(store) = cell.get() {
            return Ok(store);
        }
        let files = self.files_for("no graph is open")?;
        let (graph, _, _) = self.corpus.fresh(&files.scan, files.progress());
        Ok(cell.get_or_init(|| Store::load(&graph)))
    }

    /// The number of quads and the number of named graphs. An engine elsewhere reads all quads for it.
    ///
    /// # Errors
    /// [`Error::Endpoint`].
    pub fn counts(&self) -> Result<(usize, usize), Error> {
        match &self.graph {
            Home::Here(_) => {
                let store = self.store()?;
                Ok((store.len(), store.graph_count()))
            }
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
        self.ask_named(&crate::queries::parse(origin, origin, text)?, parameters)
    }

    /// Asks the shipped query `name`, which takes no parameters that must be given.
    ///
    /// # Errors
    /// [`Error::UnknownQuery`], [`Error::Query`].
    pub fn ask_shipped(&self, name: &str) -> Result<Answer, Error> {
        self.ask_named(&crate::queries::shipped(name)?, [])
    }

    /// The coverage of the corpus, for a map.
    ///
    /// # Errors
    /// [`Error::Query`].
    pub fn coverage(&self, links: &crate::LinkBase) -> Result<Coverage, Error> {
        let config = self.corpus.config();
        let rows = self.ask_shipped("topic-coverage")?;
        Ok(crate::topic_rows::coverage(&config.title, config.profile.text().case_study.minimum, &rows, links))
    }
}

impl Session {
    /// A map of the corpus. Files that the view names are sought from `folder`.
    ///
    /// # Errors
    /// [`Error::Map`] when the corpus has no such part or topic or a query gives no graph, [`Error::Read`] for its file,
    /// [`Error::Text`] and [`Error::Query`].
    pub fn map(&self, view: &View, folder: &Path, links: &crate::LinkBase) -> Result<Map, Error> {
        let wrong = |message| Error::Map { message };
        let source = Source { session: self, links };
        match view {
            View::Coverage(part) => Ok(coverage_map(&self.coverage(links)?.only(part).map_err(wrong)?)),
            View::Related { topic, depth } => Ok(graph_map(&graph_views::related(&source, topic, *depth)?)),
            View::Path(asked) => {
                let report = asked.report(&Learners::new(self).topic_graph()?)?;
                Ok(graph_map(&graph_views::path_diagram(&report, links)))
            }
            View::Gaps(part, options) => {
                let coverage = self.coverage(links)?.only(part).map_err(wrong)?;
                let gaps = GapCoverage::of(coverage, &self.gaps(options)?, part, links);
                Ok(gap_map(&gaps.narrowed(options)))
            }
            View::Companies => Ok(graph_map(&graph_views::companies(&source)?)),
            View::Categories => Ok(graph_map(&graph_views::categories(&source)?)),
            View::Sources => Ok(graph_map(&graph_views::sources(&source)?)),
            View::Custom { file } => {
                let path = folder.join(file);
                let read = |source| Error::Read { path: path.clone(), source };
                let text = std::fs::read_to_string(&path).map_err(read)?;
                Ok(graph_map(&graph_views::custom(&source, file, &text)?))
            }
        }
    }
}

/// Parses a query; a syntax error is told with its place in the text.
pub(crate) fn parse_query(origin: &str, text: &str) -> Result<Query, Error> {
    Query::parse(text).map_err(|error| match error {
        casegraph_store::QueryError::Syntax(error) => {
            TextError::at(origin.to_owned(), text, error.line, error.column, error.message.clone()).into()
        }
        other => other.into(),
    })
}
