//! Fills the blocks of a Markdown file.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::change::Change;
use super::kind::{EmbedKind, Filled, Help, Request};
use super::kinds::EMBED_KINDS;
use super::markers::{self, Block};
use crate::error::Error;
use crate::link_base::LinkBase;
use crate::words::did_you_mean;
use casegraph_corpus::Session;
use casegraph_corpus::Silent;
use casegraph_corpus::TextError;
use casegraph_corpus::{Build, build};

/// Fills blocks from one open graph.
pub struct Embedder<'a> {
    session: &'a Session,
    help: Help<'a>,
    build: OnceCell<Build>,
}

/// The result for a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedded {
    /// The number of blocks.
    pub blocks: usize,
    /// The changes: pictures first, then the file itself. Empty if everything is up to date.
    pub changes: Vec<Change>,
    /// Notes, such as the number of nodes that a map omits.
    pub notes: Vec<String>,
}

impl<'a> Embedder<'a> {
    /// An embedder for this graph; `help` returns the text for the kind `help`.
    #[must_use]
    pub fn new(session: &'a Session, help: Help<'a>) -> Self {
        Self { session, help, build: OnceCell::new() }
    }

    /// Computes the changes of a file. Nothing is written.
    ///
    /// # Errors
    /// All errors of the file, in the order of its lines; nothing of it may be written then.
    pub fn file(&self, path: &Path) -> Result<Embedded, Vec<Error>> {
        let read = |source| vec![casegraph_corpus::Error::Read { path: path.to_owned(), source }.into()];
        let before = std::fs::read_to_string(path).map_err(read)?;
        let origin = path.display().to_string();
        let fault = |line, message| {
            let error = TextError::at(origin.clone(), &before, line, 1, message);
            Error::from(error.with_help("the markers are explained by `casegraph embed --help`"))
        };
        let blocks = markers::blocks(&before).map_err(|faults| {
            faults.into_iter().map(|found| fault(found.line, found.message)).collect::<Vec<_>>()
        })?;
        let mut embedded = Embedded { blocks: blocks.len(), ..Embedded::default() };
        let mut after = String::with_capacity(before.len());
        let mut errors = Vec::new();
        let mut written: BTreeMap<PathBuf, (u32, String)> = BTreeMap::new();
        let mut end = 0;
        for block in &blocks {
            after.push_str(before.get(end..block.body.start).unwrap_or_default());
            end = block.body.end;
            match self.block(path, block) {
                Ok(filled) => {
                    after.push_str(&filled.markdown);
                    embedded.notes.extend(filled.notes);
                    for (path, text) in filled.files {
                        let other = written.insert(path.clone(), (block.line, text.clone()));
                        if let Some((line, _)) = other.filter(|(_, other)| *other != text) {
                            let path = path.display();
                            let message = format!(
                                "the block of line {line} writes another map to {path}; give one its own --output"
                            );
                            errors.push(fault(block.line, message));
                            break;
                        }
                        add(&mut embedded.changes, path, text).unwrap_or_else(|error| errors.push(error));
                    }
                }
                Err(message) => errors.push(fault(block.line, message)),
            }
        }
        after.push_str(before.get(end..).unwrap_or_default());
        if !errors.is_empty() {
            return Err(errors);
        }
        if after != before {
            embedded.changes.push(Change { path: path.to_owned(), before, after });
        }
        Ok(embedded)
    }

    /// The text between the markers, with the line ends of the file.
    fn block(&self, file: &Path, block: &Block) -> Result<Filled, String> {
        let (name, words) = block.words.split_first().ok_or("the kind of the block is missing")?;
        let kind = EMBED_KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| unknown(name))?;
        let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
        let request = Request {
            session: self.session,
            links: LinkBase::new(&folder, self.session.corpus().root()),
            folder,
            words,
            help: self.help,
            build: &|| self.build(),
        };
        let usage = |message| format!("{message} (`casegraph:begin {}`)", kind.usage);
        let mut filled = (kind.fill)(&request).map_err(usage)?;
        let lines: Vec<&str> = filled.markdown.trim_end().lines().collect();
        let mut markdown = block.line_end.to_owned();
        for line in lines {
            markdown.push_str(line);
            markdown.push_str(block.line_end);
        }
        markdown.push_str(block.line_end);
        filled.markdown = markdown;
        Ok(filled)
    }

    /// The facts, read once, for the kinds that need more than the graph.
    fn build(&self) -> Result<&Build, String> {
        if let Some(build) = self.build.get() {
            return Ok(build);
        }
        let build = build(self.session.corpus(), &Silent).map_err(|error| error.to_string())?;
        Ok(self.build.get_or_init(|| build))
    }
}

/// Adds a change for a file, unless it has this text already.
fn add(changes: &mut Vec<Change>, path: PathBuf, after: String) -> Result<(), Error> {
    let before = match std::fs::read_to_string(&path) {
        Ok(before) => before,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(casegraph_corpus::Error::Read { path, source }.into()),
    };
    if before != after && !changes.iter().any(|change| change.path == path) {
        changes.push(Change { path, before, after });
    }
    Ok(())
}

fn unknown(name: &str) -> String {
    let names: Vec<&str> = EMBED_KINDS.iter().map(|kind: &EmbedKind| kind.name).collect();
    let near = did_you_mean(name, names.iter().copied());
    format!("there is no kind `{name}`{near} (kinds are: {})", names.join(", "))
}
