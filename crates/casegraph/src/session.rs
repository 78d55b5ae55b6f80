//! The stored graph: written by `build`, opened by every command that asks it, rebuilt when the files have changed.

use casegraph_store::{Answer, Format, NamedQuery, Parameters, Query, Store};

use crate::corpus::{Corpus, Scan};
use crate::output::write_whole;
use std::path::Path;

use crate::graph_views::{self, Source};
use crate::{
    Build, Coverage, Error, GapCoverage, Map, Progress, TextError, View, coverage_map, gap_map, graph_map,
};

const GRAPH_FILE: &str = "graph.nq";
const STAMP_FILE: &str = "stamp";

impl Corpus {
    /// Builds the graph and writes it into the corpus's state folder, as sorted N-Quads.
    ///
    /// # Errors
    /// Those of [`Corpus::build`], and [`Error::Write`].
    pub fn build_and_write(&self, progress: &dyn Progress) -> Result<Build, Error> {
        let scan = self.scan()?;
        let build = self.build_scan(&scan, progress);
        self.write_graph(&scan, &build)?;
        Ok(build)
    }

    fn write_graph(&self, scan: &Scan, build: &Build) -> Result<(), Error> {
        let folder = self.state_folder();
        let mut quads = Vec::new();
        build.graph.write(Format::NQuads, &mut quads).map_err(|error| Error::Write {
            path: folder.join(GRAPH_FILE),
            source: std::io::Error::other(error.to_string()),
        })?;
        write_whole(&folder.join(".gitignore"), b"*\n")?;
        write_whole(&folder.join(GRAPH_FILE), &quads)?;
        // The stamp is written last: a graph without its stamp is not trusted.
        write_whole(&folder.join(STAMP_FILE), stamp(scan, &quads).as_bytes())
    }
}

/// What the files and the graph made from them were.
fn stamp(scan: &Scan, quads: &[u8]) -> String {
    format!("{}\n{}\n", scan.stamp, blake3::hash(quads).to_hex())
}

/// An open graph that answers questions.
#[derive(Debug)]
pub struct Session {
    corpus: Corpus,
    store: Store,
}

impl Session {
    /// Opens the graph of a corpus: the stored one if no file has changed since it was written, else a new one, which is
    /// then stored if the folder can be written to.
    ///
    /// # Errors
    /// Those of [`Corpus::build`], and [`Error::Store`].
    pub fn open(corpus: Corpus, progress: &dyn Progress) -> Result<Self, Error> {
        let scan = corpus.scan()?;
        let folder = corpus.state_folder();
        let stored = std::fs::read(folder.join(GRAPH_FILE)).ok();
        let known = std::fs::read_to_string(folder.join(STAMP_FILE)).unwrap_or_default();
        if let Some(quads) = stored.filter(|quads| stamp(&scan, quads) == known) {
            let store = Store::from_nquads(&quads)?;
            return Ok(Self { corpus, store });
        }
        let build = corpus.build_scan(&scan, progress);
        let _ = corpus.write_graph(&scan, &build); // a folder that cannot be written to is no reason not to answer
        let store = Store::load(&build.graph);
        Ok(Self { corpus, store })
    }

    /// The corpus.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// The graph.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
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
        Ok(self.store.ask(query.query(), &parameters)?)
    }

    /// Asks a query given as text; `origin` is named in errors.
    ///
    /// # Errors
    /// [`Error::Text`] with line and column for a syntax error, else [`Error::Query`].
    pub fn ask_text(&self, origin: &str, text: &str) -> Result<Answer, Error> {
        Ok(self.store.ask(&parse_query(origin, text)?, &Parameters::default())?)
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
                let facts = self.corpus().facts(&crate::Silent)?;
                Ok(graph_map(&asked.report(&crate::Wood::of(&facts))?.view(links)))
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
