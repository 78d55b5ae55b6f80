//! Locations: a path inside the corpus, and lines inside a file. Every fact has one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An inclusive range of lines, counted from 1. `start <= end` always holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Lines {
    start: u32,
    end: u32,
}

impl Lines {
    /// Lines `start` to `end`. An `end` before `start` becomes `start`, and a `start` of 0 becomes 1.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Self {
        let start = start.max(1);
        Self { start, end: end.max(start) }
    }

    /// One line.
    #[must_use]
    pub fn at(line: u32) -> Self {
        Self::new(line, line)
    }

    /// The first line, from 1.
    #[must_use]
    pub fn start(self) -> u32 {
        self.start
    }

    /// The last line, from 1, inclusive.
    #[must_use]
    pub fn end(self) -> u32 {
        self.end
    }

    /// Whether the range contains `line`.
    #[must_use]
    pub fn contains(self, line: u32) -> bool {
        self.start <= line && line <= self.end
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.start == self.end {
            write!(f, "{}", self.start)
        } else {
            write!(f, "{}-{}", self.start, self.end)
        }
    }
}

/// The path of a file or folder relative to the corpus root: parts joined by `/`, no `.`, no `..`, no leading `/`.
/// The root itself is the empty path.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocPath(String);

impl DocPath {
    /// A path from relative text; `.` and empty parts are dropped, and `\` is an ordinary character. `None` if `..`
    /// leads out of the root.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        Self::default().join(text)
    }

    /// The path `text` resolved from this path as a folder. Only the text counts, not the file system. `None` if the
    /// result is outside of the root.
    #[must_use]
    pub fn join(&self, text: &str) -> Option<Self> {
        let mut path = String::with_capacity(self.0.len() + 1 + text.len());
        path.push_str(&self.0);
        for part in text.split('/') {
            match part {
                "" | "." => {}
                ".." if path.is_empty() => return None,
                ".." => path.truncate(path.rfind('/').unwrap_or_default()),
                other => {
                    if !path.is_empty() {
                        path.push('/');
                    }
                    path.push_str(other);
                }
            }
        }
        Some(Self(path))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The parts, outermost folder first; none for the root.
    #[must_use]
    pub fn parts(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/').filter(|part| !part.is_empty())
    }

    /// The folder that contains it; the root for a file at the top and for the root itself.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned()))
    }

    /// The last part, which is the name of the file or folder; empty for the root.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(self.0.as_str(), |(_, name)| name)
    }

    /// Whether the extension is that of Markdown: `.md` or `.markdown`, in any case.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        let ending = self.file_name().rsplit_once('.').map_or("", |(_, ending)| ending);
        ["md", "markdown"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    }

    /// The file name without its last extension.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The relative path from this document to `target`, with `..` if needed.
    ///
    /// ```
    /// use casegraph_facts::DocPath;
    /// let from = DocPath::new("a/b/page.md").unwrap();
    /// let to = DocPath::new("a/c/other.md").unwrap();
    /// assert_eq!(from.relative_link_to(&to), "../c/other.md");
    /// ```
    #[must_use]
    pub fn relative_link_to(&self, target: &Self) -> String {
        let folder = self.parent();
        let here: Vec<&str> = folder.parts().collect();
        let there: Vec<&str> = target.parts().collect();
        let last = there.len().saturating_sub(1);
        let shared = here.iter().zip(there.iter().take(last)).take_while(|(a, b)| a == b).count();
        let mut out: Vec<&str> = vec![".."; here.len() - shared];
        out.extend(there.iter().skip(shared));
        if here.len() == shared && out.len() == 1 { format!("./{}", out.concat()) } else { out.join("/") }
    }
}

impl fmt::Display for DocPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A line of a file in the form that editors and terminals open: `path:line`.
#[must_use]
pub fn path_and_line(path: &str, line: u32) -> String {
    format!("{path}:{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_resolve_without_the_file_system_and_stay_inside_the_root() {
        let folder = DocPath::new("a/b").unwrap();
        let resolved = |text: &str| folder.join(text).map(|path| path.to_string());
        assert_eq!(resolved("./c.md").as_deref(), Some("a/b/c.md"));
        assert_eq!(resolved("../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(resolved("../../c.md").as_deref(), Some("c.md"));
        assert_eq!(resolved("../..").as_deref(), Some(""));
        assert_eq!(resolved("../../../c.md"), None);
        assert_eq!(resolved("..//./b/").as_deref(), Some("a/b"));
    }

    #[test]
    fn a_relative_link_resolves_back_to_its_target() {
        for (from, to) in [("a.md", "b.md"), ("a/x.md", "a/y.md"), ("a/b/x.md", "c.md"), ("x.md", "a/b/c.md")]
        {
            let (from, to) = (DocPath::new(from).unwrap(), DocPath::new(to).unwrap());
            assert_eq!(from.parent().join(&from.relative_link_to(&to)), Some(to));
        }
    }
}
