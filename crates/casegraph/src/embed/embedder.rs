//! From a Markdown file to what it should be.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use casegraph_facts::FactSet;

use super::change::Change;
use super::kinds::{EMBED_KINDS, EmbedKind, Filled, Request, said};
use super::markers::{self, Block};
use crate::words::did_you_mean;
use crate::{Error, LinkBase, Session, TextError};

/// The help text of a command of the program, if there is such a command. Who calls the library knows its commands.
pub type Help<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Fills in blocks from one open graph.
pub struct Embedder<'a> {
    session: &'a Session,
    help: Help<'a>,
    facts: OnceCell<FactSet>,
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embedded {
    /// How many blocks it has.
    pub blocks: usize,
    /// What is to be written: pictures first, then the file itself. Empty when all is fresh.
    pub changes: Vec<Change>,
    /// What the reader should know, such as what a map left out.
    pub notes: Vec<String>,
}

impl<'a> Embedder<'a> {
    /// Fills in blocks from this graph; `help` answers for the kind `help`.
    #[must_use]
    pub fn new(session: &'a Session, help: Help<'a>) -> Self {
        Self { session, help, facts: OnceCell::new() }
    }

    /// What the file should be. Nothing is written.
    ///
    /// # Errors
    /// All that is wrong with the file, in the order of its lines; then nothing of it may be written.
    pub fn file(&self, path: &Path) -> Result<Embedded, Vec<Error>> {
        let read = |source| vec![Error::Read { path: path.to_owned(), source }];
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

    /// What is to stand between the markers, with the line ends of the file.
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
            facts: &|| self.facts(),
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

    /// The facts, read once, and only for who needs more than the graph.
    fn facts(&self) -> Result<&FactSet, String> {
        if let Some(facts) = self.facts.get() {
            return Ok(facts);
        }
        let facts = self.session.facts("the graph does not hold all of the plan").map_err(said)?;
        Ok(self.facts.get_or_init(|| facts))
    }
}

/// Adds a file to what is to be written, if it is not so already.
fn add(changes: &mut Vec<Change>, path: PathBuf, after: String) -> Result<(), Error> {
    let before = match std::fs::read_to_string(&path) {
        Ok(before) => before,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(source) => return Err(Error::Read { path, source }),
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
