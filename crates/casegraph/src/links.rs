//! Relative links from a file on disk to the files of a corpus.

use std::path::{Component, Path, PathBuf};

use casegraph_facts::DocPath;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Writes relative links from a folder to files below another: from a drawing to the corpus, or between two folders of
/// the corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkRenderer {
    prefix: String,
    /// The path of the folder below the root, part by part; empty if it is not below.
    inside: Vec<String>,
}

impl LinkRenderer {
    /// Links from files in `folder` to files below `root`. Both are made absolute; symbolic links are not followed.
    #[must_use]
    pub fn new(folder: &Path, root: &Path) -> Self {
        let (folder, root) = (absolute(folder), absolute(root));
        let shared = folder.iter().zip(root.iter()).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..".to_owned(), folder.len() - shared);
        let down = root.iter().skip(shared).cloned();
        let prefix: String = up.chain(down).map(|part| escape(&part) + "/").collect();
        let inside = if shared == root.len() { folder.get(shared..).unwrap_or_default() } else { &[] };
        Self { prefix, inside: inside.to_vec() }
    }

    /// The relative URL of a document.
    #[must_use]
    pub fn document(&self, path: &DocPath) -> String {
        self.file(path.as_str())
    }

    /// The relative URL of any file, from its path below the root.
    #[must_use]
    pub fn file(&self, path: &str) -> String {
        let parts: Vec<&str> = path.split('/').collect();
        // No further up than the last common folder; the file's name always remains.
        let folders = parts.len() - 1;
        let shared = self.inside.iter().zip(parts.iter().take(folders)).take_while(|(a, b)| a == b).count();
        let prefix = if shared == 0 { self.prefix.clone() } else { "../".repeat(self.inside.len() - shared) };
        let parts: Vec<String> = parts.into_iter().skip(shared).map(escape).collect();
        format!("{prefix}{}", parts.join("/"))
    }

    /// The relative URL of a line of a document, in the notation of code hosts.
    #[must_use]
    pub fn line(&self, path: &DocPath, line: u64) -> String {
        format!("{}?plain=1#L{line}", self.document(path))
    }
}

/// The parts of an absolute path, with `.` and `..` resolved lexically.
fn absolute(path: &Path) -> Vec<String> {
    // The folder of a file name without a folder.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let path: PathBuf = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                parts.pop();
            }
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    parts
}

/// Characters that a path segment of a URL must not contain (RFC 3986, section 3.3).
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'*')
    .add(b'\'')
    .add(b':');

fn escape(part: &str) -> String {
    utf8_percent_encode(part, NOT_IN_PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_from_the_drawing_to_the_corpus() {
        let page = DocPath::new("a b/c.md").unwrap();
        let link =
            |folder: &str, root: &str| LinkRenderer::new(Path::new(folder), Path::new(root)).document(&page);
        assert_eq!(link("/r/graphs", "/r/content"), "../content/a%20b/c.md");
        assert_eq!(link("/r/content", "/r/content"), "a%20b/c.md");
        assert_eq!(link("/r", "/r/content/../content"), "content/a%20b/c.md");
        assert_eq!(link("", "content"), "content/a%20b/c.md");
        assert_eq!(link("graphs", "."), "../a%20b/c.md");
        assert_eq!(link("/r/content/a b", "/r/content"), "c.md");
        assert_eq!(link("/r/content/a b/d/e", "/r/content"), "../../c.md");
        assert_eq!(link("/r/content/c.md", "/r/content"), "../a%20b/c.md");
        assert_eq!(LinkRenderer::default().line(&page, 7), "a%20b/c.md?plain=1#L7");
    }
}
