//! A side of a comparison: what a person wrote, and the graph that it means.

use std::path::{Path, PathBuf};

use casegraph_corpus::{build, open_graph_file, parse_query};
use casegraph_store::{Answer, Base, Format, Graph, Parameters, Store, to_nquads};

use super::Reading;
use super::revision::{Checkout, merge_base};
use crate::{CONFIG_FILE, Config, Corpus, Error, Progress, Session};

/// Where a graph comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The corpus at hand, as its files are.
    Current,
    /// Another folder with a `casegraph.toml`.
    Folder(PathBuf),
    /// A file that `casegraph export` wrote, or a stored graph.
    File(PathBuf),
    /// A git revision of the corpus at hand: a commit, branch or tag.
    Revision(String),
    /// The best common ancestor of two git revisions.
    MergeBase(String, String),
}

impl Place {
    /// What a text means: a folder with a `casegraph.toml` or a file if there is one, else a revision.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let path = Path::new(text);
        // A branch may be called as a file or folder is; what looks like a path is one.
        let looks_like_path = text.contains(['/', '.', std::path::MAIN_SEPARATOR]);
        if graph_format(path).is_some() || is_snapshot(path) || (path.is_file() && looks_like_path) {
            Self::File(path.to_owned())
        } else if path.join(CONFIG_FILE).is_file() || (path.is_dir() && looks_like_path) {
            Self::Folder(path.to_owned())
        } else {
            Self::Revision(text.to_owned())
        }
    }

    /// Both sides of a comparison. One text may name both, as git does: `a..b`, and `a...b` for what `b` has added since it
    /// left `a`. Without a new side the corpus as it is is compared.
    #[must_use]
    pub fn pair(old: &str, new: Option<&str>) -> (Self, Self) {
        if let Some(new) = new {
            return (Self::of(old), Self::of(new));
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
        (Self::of(old), Self::Current)
    }

    /// Whether it can only be opened with a corpus at hand.
    #[must_use]
    pub fn needs_corpus(&self) -> bool {
        !matches!(self, Self::Folder(_) | Self::File(_))
    }
}

/// A graph to compare, with what it is called.
#[derive(Debug)]
pub struct Side {
    name: String,
    held: Held,
    /// The folder that a revision was written to: its own checks are read from there.
    _checkout: Option<Checkout>,
}

#[derive(Debug)]
enum Held {
    /// A corpus with its settings.
    Corpus(Box<Session>),
    /// A graph without settings.
    Graph { graph: Graph, base: Base, file: PathBuf },
}

impl Side {
    /// Opens what a place holds. `corpus` is the corpus at hand, which revisions are revisions of.
    ///
    /// # Errors
    /// [`Error::NoCorpus`] when a corpus is needed and none is given; [`Error::Diff`] for a file that is no graph and a
    /// revision that is none; those of [`Session::open`].
    pub fn open(place: &Place, corpus: Option<&Corpus>, progress: &dyn Progress) -> Result<Self, Error> {
        let corpus = || corpus.ok_or_else(|| casegraph_corpus::Error::NoCorpus { start: PathBuf::from(".") });
        match place {
            Place::Current => {
                let corpus = corpus()?;
                let root = corpus.root().display().to_string();
                let name =
                    if root == "." { "the files as they are".to_owned() } else { format!("{root} as it is") };
                Ok(Self::of_session(name, Session::open(corpus.clone(), progress)?))
            }
            Place::Folder(folder) => {
                let session = Session::open(Corpus::open(folder)?, progress)?;
                Ok(Self::of_session(folder.display().to_string(), session))
            }
            Place::File(file) => Self::of_file(file),
            Place::Revision(revision) => Self::of_revision(corpus()?, revision, revision, progress),
            Place::MergeBase(first, second) => {
                let corpus = corpus()?;
                let commit = merge_base(corpus.root(), first, second)?;
                Self::of_revision(corpus, &commit, &format!("{first}...{second}"), progress)
            }
        }
    }

    /// A graph that is open, with the settings of its corpus.
    #[must_use]
    pub fn of_session(name: String, session: Session) -> Self {
        Self { name, held: Held::Corpus(Box::new(session)), _checkout: None }
    }

    /// The one place where a file becomes a side: what it is, its name's end says.
    fn of_file(file: &Path) -> Result<Self, Error> {
        let wrong = |message: String, help: &str| Error::Diff { message, help: Some(help.to_owned()) };
        let help = "compare with a file that `casegraph export -o FILE` wrote, its name ending in .nq, .trig, .ttl, .nt, .jsonld or .rdf, or with a stored graph, .casegraph/graph.snapshot";
        let graph = match graph_format(file) {
            _ if is_snapshot(file) => {
                open_graph_file(file).map_err(|error| wrong(format!("{}: {error}", file.display()), help))?
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
                    format!("the name of {} does not say that it is a graph", file.display()),
                    help,
                ));
            }
        };
        let base = base_of(&graph)?.ok_or_else(|| {
            wrong(
                format!("{} holds no graph of casegraph: nothing in it is a cg:Corpus", file.display()),
                help,
            )
        })?;
        let held = Held::Graph { graph, base, file: file.to_owned() };
        Ok(Self { name: file.display().to_string(), held, _checkout: None })
    }

    /// The corpus as it was in a git revision. It is written to a temporary folder, which is gone afterwards.
    fn of_revision(
        corpus: &Corpus,
        revision: &str,
        name: &str,
        progress: &dyn Progress,
    ) -> Result<Self, Error> {
        let checkout = Checkout::of(corpus.root(), revision)?;
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
        let session = Session::with_store(then, Store::load(&build.graph));
        let held = Held::Corpus(Box::new(session));
        let name = if checkout.commit.starts_with(name) {
            checkout.short.clone()
        } else {
            format!("{name} ({})", checkout.short)
        };
        Ok(Self { name, held, _checkout: Some(checkout) })
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads what is compared. A graph without settings is read with those of the other side, so that both are measured alike.
    pub(super) fn read(&self, other: &Self) -> Result<Reading, Error> {
        let (graph, base, file) = match &self.held {
            Held::Corpus(session) => return Reading::of(session),
            Held::Graph { graph, base, file } => (graph, base, file),
        };
        let (root, config) = match &other.held {
            Held::Corpus(session) => (session.corpus().root(), session.corpus().config().clone()),
            // No folder has a file's name, so nothing will be read from it.
            Held::Graph { .. } => (file.as_path(), Config::plain("case-studies")?),
        };
        let corpus = Corpus::with_config(root, Config { base: base.clone(), ..config });
        Reading::of(&Session::with_store(corpus, Store::load(graph)))
    }

    /// What a reader must know of how gaps were looked for.
    pub(super) fn notes(old: &Self, new: &Self) -> Vec<String> {
        let settings = |graph: &Self, corpus: &Self| {
            format!("gaps of {} were looked for with the settings of {}", graph.name, corpus.name)
        };
        match (&old.held, &new.held) {
            (Held::Corpus(_), Held::Corpus(_)) => Vec::new(),
            (Held::Graph { .. }, Held::Corpus(_)) => vec![settings(old, new)],
            (Held::Corpus(_), Held::Graph { .. }) => vec![settings(new, old)],
            (Held::Graph { .. }, Held::Graph { .. }) => {
                vec!["gaps were looked for with the settings that casegraph ships, since a graph does not hold its collection's".to_owned()]
            }
        }
    }
}

/// Whether a file's name says that it is a stored graph.
fn is_snapshot(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "snapshot")
}

/// The format that a file's name tells.
fn graph_format(file: &Path) -> Option<Format> {
    let format: Format = file.extension()?.to_str()?.parse().ok()?;
    Format::FOR_TRIPLES.contains(&format).then_some(format)
}

/// The base of the corpus that a graph holds: its IRI.
fn base_of(graph: &Graph) -> Result<Option<Base>, Error> {
    let query = parse_query("a query of casegraph diff", "SELECT ?corpus { ?corpus a cg:Corpus }")?;
    let Answer::Rows { rows, .. } = Store::load(graph).ask(&query, &Parameters::default())? else {
        return Ok(None);
    };
    let cell = rows.first().and_then(|row| row.first()).and_then(Option::as_ref);
    Ok(cell.and_then(|term| Base::new(term.text()).ok()))
}
