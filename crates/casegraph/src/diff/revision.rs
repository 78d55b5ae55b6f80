//! Writes a git revision of a folder to a temporary folder. Runs git commands that neither change the repository nor open a
//! connection.

use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::error::Error;

/// Extensions of files whose content is not needed; they are written empty.
const ONLY_THERE: [&str; 12] =
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "pdf", "mp4", "mov", "zip", "gz"];

/// A revision in a temporary folder, which is removed on drop.
#[derive(Debug)]
pub(super) struct Checkout {
    /// The folder of the corpus in the temporary folder.
    pub(super) root: PathBuf,
    /// The folder of the corpus in the repository: empty, or with a `/` at the end.
    pub(super) prefix: String,
    /// The commit.
    pub(super) commit: String,
    /// The commit's short name.
    pub(super) short: String,
    _folder: TempDir,
}

impl Checkout {
    /// Writes the folder `root`, as it was in a revision, to a temporary folder, and the `.gitignore` files above it.
    ///
    /// # Errors
    /// [`Error::Diff`] if git is missing, `root` is not in a repository, or the revision does not exist.
    pub(super) fn new(root: &Path, revision: &str) -> Result<Self, Error> {
        let prefix = text(&git(root, &["rev-parse", "--show-prefix"])?);
        let commit = commit(root, revision)?;
        let short = text(&git(root, &["rev-parse", "--short", &commit])?);
        let folder = TempDir::new()
            .map_err(|source| casegraph_corpus::Error::Write { path: std::env::temp_dir(), source })?;
        let mut listing = vec!["ls-tree", "-r", "-z", "--full-tree", commit.as_str()];
        let ignores: Vec<String> = parents(&prefix).map(|parent| format!("{parent}.gitignore")).collect();
        if !prefix.is_empty() {
            listing.push(prefix.as_str());
            listing.extend(ignores.iter().map(String::as_str));
        }
        let files = files(&git(root, &listing)?);
        write_all(root, &files, folder.path())?;
        let root = folder.path().join(&prefix);
        std::fs::create_dir_all(&root)
            .map_err(|source| casegraph_corpus::Error::Write { path: root.clone(), source })?;
        Ok(Self { root, prefix, commit, short, _folder: folder })
    }
}

/// The best common ancestor of two revisions, as a commit.
///
/// # Errors
/// [`Error::Diff`] if there is none.
pub(super) fn merge_base(root: &Path, first: &str, second: &str) -> Result<String, Error> {
    let (a, b) = (commit(root, first)?, commit(root, second)?);
    let base = git(root, &["merge-base", &a, &b]).map_err(|_| Error::Diff {
        message: format!("{first} and {second} have no common ancestor"),
        help: Some(format!("compare them as they are: {first}..{second}")),
    })?;
    Ok(text(&base))
}

fn commit(root: &Path, revision: &str) -> Result<String, Error> {
    let unknown = || {
        Error::Diff {
        message: format!("`{revision}` is not a folder with a casegraph.toml, not a file, and not a git revision"),
        help: Some(
            "a revision is a commit, branch or tag, such as HEAD~3 or main; a folder or file is named by its path"
                .to_owned(),
        ),
    }
    };
    if revision.starts_with('-') || revision.is_empty() {
        return Err(unknown());
    }
    if let Ok(commit) = git(root, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
        return Ok(text(&commit));
    }
    git(root, &["rev-parse", "--show-prefix"])?; // fails with the reason, if it is that there is no repository
    Err(unknown())
}

/// A file of a tree.
struct Blob {
    name: String,
    path: PathBuf,
}

/// The files in the output of `git ls-tree -r -z`, without links, submodules and paths that leave the folder.
fn files(listing: &[u8]) -> Vec<Blob> {
    let entry = |line: &[u8]| {
        let line = std::str::from_utf8(line).ok()?;
        let (about, path) = line.split_once('\t')?;
        let mut about = about.split(' ');
        let (mode, kind, name) = (about.next()?, about.next()?, about.next()?);
        let path = PathBuf::from(path);
        let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        (kind == "blob" && mode != "120000" && inside).then(|| Blob { name: name.to_owned(), path })
    };
    listing.split(|byte| *byte == 0).filter_map(entry).collect()
}

/// Writes the files under `folder`, with one run of git for all.
fn write_all(root: &Path, files: &[Blob], folder: &Path) -> Result<(), Error> {
    let (read, empty): (Vec<&Blob>, Vec<&Blob>) = files.iter().partition(|file| {
        let end = file.path.extension().and_then(OsStr::to_str).unwrap_or_default();
        !ONLY_THERE.contains(&end.to_ascii_lowercase().as_str())
    });
    for file in empty {
        write(folder, &file.path, b"")?;
    }
    let broken = |source: io::Error| fault(format!("cannot read the output of git: {source}"));
    let mut child = command(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|source| no_git(&source))?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let written = std::thread::scope(|scope| {
        let names: String = read.iter().map(|file| format!("{}\n", file.name)).collect();
        // On a thread of its own: git answers while it reads, and neither may block the other.
        scope.spawn(move || input.map(|mut input| input.write_all(names.as_bytes())));
        let mut output = io::BufReader::new(output.ok_or_else(|| fault("git gave no output".to_owned()))?);
        for file in &read {
            let content = next_blob(&mut output).map_err(broken)?;
            write(folder, &file.path, &content)?;
        }
        Ok(())
    });
    let _ = child.wait();
    written
}

/// One blob in the output of `git cat-file --batch`: a line with the size, the bytes, a line feed.
fn next_blob(output: &mut impl io::BufRead) -> io::Result<Vec<u8>> {
    let mut header = String::new();
    output.read_line(&mut header)?;
    let size = header.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size = size.ok_or_else(|| io::Error::other(format!("unexpected output: {}", header.trim_end())))?;
    let mut content = Vec::new();
    output.take(size).read_to_end(&mut content)?;
    let mut end = [0];
    output.read_exact(&mut end)?;
    Ok(content)
}

fn write(folder: &Path, path: &Path, content: &[u8]) -> Result<(), Error> {
    let path = folder.join(path);
    let failed = |source| casegraph_corpus::Error::Write { path: path.clone(), source };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    Ok(std::fs::write(&path, content).map_err(failed)?)
}

/// The parent folders of a prefix: for `a/b/` the root, as an empty text, and `a/`.
fn parents(prefix: &str) -> impl Iterator<Item = &str> {
    let ends = prefix.match_indices('/').map(|(at, _)| at + 1).filter(|end| *end < prefix.len());
    std::iter::once(0).chain(ends).map(|end| prefix.get(..end).unwrap_or_default())
}

fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(if root.as_os_str().is_empty() { Path::new(".") } else { root })
        // The folder determines the repository, even inside a git hook of another one; nothing is written, fetched or prompted for.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    command
}

/// The output of git.
fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, Error> {
    let output =
        command(root).args(arguments).stdin(Stdio::null()).output().map_err(|source| no_git(&source))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let message = message.lines().next().unwrap_or("no message").trim_start_matches("fatal: ").to_owned();
    Err(fault(format!("git cannot read {}: {message}", root.display())))
}

fn no_git(source: &io::Error) -> Error {
    Error::Diff {
        message: format!("cannot run git: {source}"),
        help: Some("install git, or compare folders or exports".to_owned()),
    }
}

fn fault(message: String) -> Error {
    Error::Diff { message, help: Some("compare folders or exports instead".to_owned()) }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}
