//! A side of a comparison: its source as text, and the graph that it opens.

use std::path::{Path, PathBuf};

use casegraph_store::{Answer, Base, Format, Graph, Parameters, Store, to_nquads};

use super::extracted::Extracted;
use super::revision::{Checkout, merge_base};
use crate::error::Error;
use casegraph_corpus::Corpus;
use casegraph_corpus::Progress;
use casegraph_corpus::{CONFIG_FILE, Config};
use casegraph_corpus::{Session, parse_query};
use casegraph_corpus::{build, open_stored};

/// The source of a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiffSource {
    /// The current files of the current corpus.
    Current,
    /// Another folder with a `casegraph.toml`.
    Folder(PathBuf),
    /// A file written by `casegraph export`, or a stored graph.
    File(PathBuf),
    /// A git revision of the current corpus: a commit, branch or tag.
    Revision(String),
    /// The best common ancestor of two git revisions.
    MergeBase(String, String),
}

impl DiffSource {
    /// Parses a text: a folder with a `casegraph.toml` or a file if there is one, else a revision.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let path = Path::new(text);
        // A branch may have the name of a file or folder; only a text that looks like a path is a path.
        let looks_like_path = text.contains(['/', '.', std::path::MAIN_SEPARATOR]);
        if graph_format(path).is_some() || is_snapshot(path) || (path.is_file() && looks_like_path) {
            Self::File(path.to_owned())
        } else if path.join(CONFIG_FILE).is_file() || (path.is_dir() && looks_like_path) {
            Self::Folder(path.to_owned())
        } else {
            Self::Revision(text.to_owned())
        }
    }

    /// Parses both sides of a comparison. One text may name both, as in git: `a..b`, and `a...b` for `b` compared with the common
    /// ancestor of both. The default of the new side is the current files.
    #[must_use]
    pub fn pair(old: &str, new: Option<&str>) -> (Self, Self) {
        if let Some(new) = new {
            return (Self::parse(old), Self::parse(new));
        }
        let head = |text: &str| if text.is_empty() { "HEAD".to_owned() } else { text.to_owned() };
        let is_path = Path::new(old).exists()
            || old.starts_with("../")
            || graph_format(Path::new(old)).is_some()
            || is_snapshot(Path::new(old));
        if let Some((first, second)) = old.split_once("..").filter(|_| !is_path) {
            return match second.strip_prefix('.') {
                Some(second) => {
                    let (first, second) = (head(first), head(second));
                    (Self::MergeBase(first, second.clone()), Self::Revision(second))
                }
                None => (Self::Revision(head(first)), Self::Revision(head(second))),
            };
        }
        (Self::parse(old), Self::Current)
    }

    /// Whether it needs the current corpus.
    #[must_use]
    pub fn needs_corpus(&self) -> bool {
        !matches!(self, Self::Folder(_) | Self::File(_))
    }
}

/// A graph to compare, with its name.
#[derive(Debug)]
pub struct DiffSide {
    name: String,
    graph: SideGraph,
    /// The temporary folder of a revision: the checks of the corpus are read from there.
    _checkout: Option<Checkout>,
}

#[derive(Debug)]
enum SideGraph {
    /// A corpus with its settings.
    Corpus(Box<Session>),
    /// A graph without settings.
    Graph { graph: Graph, base: Base, file: PathBuf },
}

impl DiffSide {
    /// Opens the graph of a source. `corpus` is the current corpus, to which revisions belong.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::NoCorpus`] if the source needs a corpus and none is given; [`Error::Diff`] if a file is not a graph
    /// or a revision does not exist; those of [`Session::open`].
    pub fn open(
        source: &DiffSource,
        corpus: Option<&Corpus>,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let corpus = || corpus.ok_or_else(|| casegraph_corpus::Error::NoCorpus { start: PathBuf::from(".") });
        match source {
            DiffSource::Current => {
                let corpus = corpus()?;
                let root = corpus.root().display().to_string();
                let name = if root == "." {
                    "the current files".to_owned()
                } else {
                    format!("{root}, current files")
                };
                Ok(Self::of_session(name, Session::open(corpus.clone(), progress)?))
            }
            DiffSource::Folder(folder) => {
                let session = Session::open(Corpus::open(folder)?, progress)?;
                Ok(Self::of_session(folder.display().to_string(), session))
            }
            DiffSource::File(file) => Self::of_file(file),
            DiffSource::Revision(revision) => Self::of_revision(corpus()?, revision, revision, progress),
            DiffSource::MergeBase(first, second) => {
                let corpus = corpus()?;
                let commit = merge_base(corpus.root(), first, second)?;
                Self::of_revision(corpus, &commit, &format!("{first}...{second}"), progress)
            }
        }
    }

    /// A graph that is open, with the settings of its corpus.
    #[must_use]
    pub fn of_session(name: String, session: Session) -> Self {
        Self { name, graph: SideGraph::Corpus(Box::new(session)), _checkout: None }
    }

    /// Opens a file; the extension of its name determines the format.
    fn of_file(file: &Path) -> Result<Self, Error> {
        let wrong = |message: String, help: &str| Error::Diff { message, help: Some(help.to_owned()) };
        let help = "compare with a file written by `casegraph export -o FILE` with the extension .nq, .trig, .ttl, .nt, .jsonld or .rdf, or with a stored graph, .casegraph/graph.snapshot";
        let graph = match graph_format(file) {
            _ if is_snapshot(file) => {
                open_stored(file).map_err(|error| wrong(format!("{}: {error}", file.display()), help))?
            }
            Some(format) => {
                let bytes = std::fs::read(file)
                    .map_err(|source| casegraph_corpus::Error::Read { path: file.to_owned(), source })?;
                let quads = to_nquads(&bytes, format)
                    .map_err(|error| wrong(format!("{}:{error}", file.display()), help))?;
                Graph::from_nquads(&quads)
                    .map_err(|error| wrong(format!("{}: {error}", file.display()), help))?
            }
            None => {
                return Err(wrong(
                    format!("{} does not have the extension of a graph", file.display()),
                    help,
                ));
            }
        };
        let base = base_of(&graph)?.ok_or_else(|| {
            wrong(format!("{} is not a graph of casegraph: it has no cg:Corpus", file.display()), help)
        })?;
        let graph = SideGraph::Graph { graph, base, file: file.to_owned() };
        Ok(Self { name: file.display().to_string(), graph, _checkout: None })
    }

    /// The corpus in a git revision. Its files are written to a temporary folder, which is removed on drop.
    fn of_revision(
        corpus: &Corpus,
        revision: &str,
        name: &str,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let checkout = Checkout::new(corpus.root(), revision)?;
        let shown = format!("{revision}:{}{CONFIG_FILE}", checkout.prefix);
        let text = std::fs::read_to_string(checkout.root.join(CONFIG_FILE)).map_err(|_| Error::Diff {
            message: format!(
                "there was no corpus in {revision}: it has no file {}{CONFIG_FILE}",
                checkout.prefix
            ),
            help: Some("name a later revision".to_owned()),
        })?;
        let then = Corpus::with_config(&checkout.root, Config::parse(Path::new(&shown), &text)?);
        let build = build(&then, progress).map_err(|error| match error {
            casegraph_corpus::Error::EmptyCorpus { .. } => Error::Diff {
                message: format!("there was no Markdown file in {revision}:{}", checkout.prefix),
                help: Some("name a later revision".to_owned()),
            },
            error => error.into(),
        })?;
        let session = Session::of_store(then, Store::load(&build.graph));
        let graph = SideGraph::Corpus(Box::new(session));
        let name = if checkout.commit.starts_with(name) {
            checkout.short.clone()
        } else {
            format!("{name} ({})", checkout.short)
        };
        Ok(Self { name, graph, _checkout: Some(checkout) })
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Extracts the compared data. A graph without settings is read with the settings of the other side.
    pub(super) fn extract(&self, other: &Self) -> Result<Extracted, Error> {
        let (graph, base, file) = match &self.graph {
            SideGraph::Corpus(session) => return Extracted::from_session(session),
            SideGraph::Graph { graph, base, file } => (graph, base, file),
        };
        let (root, config) = match &other.graph {
            SideGraph::Corpus(session) => (session.corpus().root(), session.corpus().config().clone()),
            // The path of a file is not a folder, so nothing is read from it.
            SideGraph::Graph { .. } => (file.as_path(), Config::plain("case-studies")?),
        };
        let corpus = Corpus::with_config(root, Config { base: base.clone(), ..config });
        Extracted::from_session(&Session::of_store(corpus, Store::load(graph)))
    }

    /// Notes on how the gaps were computed.
    pub(super) fn notes(old: &Self, new: &Self) -> Vec<String> {
        let settings = |graph: &Self, corpus: &Self| {
            format!("gaps of {} were computed with the settings of {}", graph.name, corpus.name)
        };
        match (&old.graph, &new.graph) {
            (SideGraph::Corpus(_), SideGraph::Corpus(_)) => Vec::new(),
            (SideGraph::Graph { .. }, SideGraph::Corpus(_)) => vec![settings(old, new)],
            (SideGraph::Corpus(_), SideGraph::Graph { .. }) => vec![settings(new, old)],
            (SideGraph::Graph { .. }, SideGraph::Graph { .. }) => {
                vec!["gaps were computed with the default settings, since a graph does not contain the settings of its collection".to_owned()]
            }
        }
    }
}

/// Whether a file has the extension of a stored graph.
fn is_snapshot(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "snapshot")
}

/// The format for the extension of a file.
fn graph_format(file: &Path) -> Option<Format> {
    let format: Format = file.extension()?.to_str()?.parse().ok()?;
    Format::FOR_TRIPLES.contains(&format).then_some(format)
}

/// The base of the corpus of a graph, which is its IRI.
fn base_of(graph: &Graph) -> Result<Option<Base>, Error> {
    let query = parse_query("a query of casegraph diff", "SELECT ?corpus { ?corpus a cg:Corpus }")?;
    let Answer::Rows { rows, .. } = Store::load(graph).ask(&query, &Parameters::default())? else {
        return Ok(None);
    };
    let cell = rows.first().and_then(|row| row.first()).and_then(Option::as_ref);
    Ok(cell.and_then(|term| Base::new(term.text()).ok()))
}
