//! Edits with exactly one right answer. Bytes outside of the replaced text stay as they are.

use std::collections::BTreeMap;

use casegraph_corpus::{Corpus, Error, write_whole};
use casegraph_facts::DocPath;
use similar::TextDiff;

use crate::finding::{Edit, Finding};

/// The edits of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The file, relative to the corpus.
    pub path: String,
    /// The replacements, by line.
    pub replacements: Vec<Replacement>,
    before: Vec<u8>,
    after: Vec<u8>,
}

/// A replacement on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The code of the finding that it fixes.
    pub code: String,
    /// The line, from 1.
    pub line: u32,
    /// The columns of the old text, from 1, in characters; the end is exclusive.
    pub columns: std::ops::Range<usize>,
    /// The old and the new text.
    pub edit: Edit,
}

/// The edits of the findings, by file. A line without exactly the old text stays as it is.
///
/// # Errors
/// [`Error::Read`].
pub fn fixes(corpus: &Corpus, findings: &[Finding]) -> Result<Vec<FileEdit>, Error> {
    let mut files: BTreeMap<&str, Vec<(&Finding, &Edit)>> = BTreeMap::new();
    for finding in findings {
        if let Some(edit) = &finding.edit {
            files.entry(&finding.path).or_default().push((finding, edit));
        }
    }
    let mut found = Vec::new();
    for (path, mut edits) in files {
        let Some(document) = DocPath::new(path) else { continue };
        let before = corpus.read(&document)?;
        edits.sort_by_key(|(finding, edit)| (finding.line, &edit.old));
        edits.dedup_by(|(a, first), (b, second)| a.line == b.line && first == second);
        let unchanged = lines(&before);
        let mut lines = unchanged.clone();
        let mut replacements = Vec::new();
        for (finding, edit) in edits {
            let at = usize::try_from(finding.line).unwrap_or(1).saturating_sub(1);
            let Some(line) = lines.get_mut(at) else { continue };
            let in_link = finding.code == "moved-link";
            if let (Some(new), Some(was)) = (replaced(line, edit, in_link), unchanged.get(at)) {
                *line = new;
                replacements.extend(occurrences(was, edit, in_link).unwrap_or_default().into_iter().map(
                    |from| {
                        let column = |at: usize| {
                            String::from_utf8_lossy(was.get(..at).unwrap_or_default()).chars().count() + 1
                        };
                        Replacement {
                            code: finding.code.clone(),
                            line: finding.line,
                            columns: column(from)..column(from + edit.old.len()),
                            edit: (*edit).clone(),
                        }
                    },
                ));
            }
        }
        let after = lines.concat();
        if after != before {
            found.push(FileEdit { path: path.to_owned(), replacements, before, after });
        }
    }
    Ok(found)
}

impl FileEdit {
    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(&self, corpus: &Corpus) -> Result<(), Error> {
        let Some(path) = DocPath::new(&self.path) else { return Ok(()) };
        write_whole(&corpus.path_on_disk(&path), &self.after)
    }

    /// The change as a unified diff.
    #[must_use]
    pub fn diff(&self) -> String {
        let (before, after) = (String::from_utf8_lossy(&self.before), String::from_utf8_lossy(&self.after));
        let diff = TextDiff::from_lines(before.as_ref(), after.as_ref());
        diff.unified_diff()
            .context_radius(1)
            .header(&format!("a/{}", self.path), &format!("b/{}", self.path))
            .to_string()
    }
}

/// The lines with their ends: LF, CRLF or CR.
fn lines(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        line.push(*byte);
        if *byte == b'\n' || (*byte == b'\r' && rest.peek() != Some(&&b'\n')) {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    lines
}

/// The line with `old` replaced: in links, each target; else the one occurrence as a word, or the one that fills a table cell.
fn replaced(line: &[u8], edit: &Edit, in_link: bool) -> Option<Vec<u8>> {
    let (old, new) = (edit.old.as_bytes(), edit.new.as_bytes());
    let found = occurrences(line, edit, in_link)?;
    let mut out = Vec::with_capacity(line.len() + new.len());
    let mut from = 0;
    for at in found {
        out.extend_from_slice(line.get(from..at)?);
        out.extend_from_slice(new);
        from = at + old.len();
    }
    out.extend_from_slice(line.get(from..)?);
    Some(out)
}

/// The offsets at which `old` is to be replaced.
fn occurrences(line: &[u8], edit: &Edit, in_link: bool) -> Option<Vec<usize>> {
    let old = edit.old.as_bytes();
    let mut found: Vec<usize> = Vec::new();
    let mut from = 0;
    while let Some(at) = line.get(from..).and_then(|rest| find(rest, old)).map(|at| from + at) {
        let (before, after) = (line.get(..at)?, line.get(at + old.len()..)?);
        let fits = if in_link {
            let opens: [&[u8]; 6] = [b"](", b"](<", b"]: ", b"]:", b"href=\"", b"href='"];
            opens.iter().any(|open| before.ends_with(open))
                && after.first().is_none_or(|byte| b")> \t\"'\r\n".contains(byte))
        } else {
            let is_word = |byte: Option<&u8>| {
                byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b".,".contains(byte))
            };
            let starts_word = old.first().is_some_and(u8::is_ascii_alphanumeric);
            let number_goes_on = after.first().is_some_and(|byte| b".,".contains(byte))
                && after.get(1).is_some_and(u8::is_ascii_digit);
            !starts_word
                || (!is_word(before.last())
                    && !after.first().is_some_and(u8::is_ascii_alphanumeric)
                    && !number_goes_on)
        };
        if fits {
            found.push(at);
        }
        from = at + old.len();
    }
    if !in_link && found.len() > 1 {
        found.retain(|at| is_cell(line, *at, old.len()));
    }
    (!found.is_empty() && (in_link || found.len() == 1)).then_some(found)
}

/// Whether the text at an offset fills a table cell.
fn is_cell(line: &[u8], at: usize, length: usize) -> bool {
    let before = line.get(..at).unwrap_or_default().trim_ascii_end();
    let after = line.get(at + length..).unwrap_or_default().trim_ascii_start();
    before.ends_with(b"|") && after.starts_with(b"|")
}

fn find(text: &[u8], words: &[u8]) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    text.windows(words.len()).position(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, old: &str, new: &str, in_link: bool) -> Option<String> {
        let edit = Edit { old: old.to_owned(), new: new.to_owned() };
        replaced(text.as_bytes(), &edit, in_link).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn link_targets_are_replaced_and_words_only_if_they_occur_once() {
        assert_eq!(
            line("a.md [a](a.md) [b](a.md#x)\r\n", "a.md", "b/a.md", true).as_deref(),
            Some("a.md [a](b/a.md) [b](a.md#x)\r\n")
        );
        assert_eq!(line("### X (5/14)\n", "5", "6", false).as_deref(), Some("### X (6/14)\n"));
        assert_eq!(line("5 of 5\n", "5", "6", false), None);
        assert_eq!(line("15 and 5.5\n", "5", "6", false), None);
        assert_eq!(line("| `x/` | ⬜ | P1 |\n", "⬜", "✅", false).as_deref(), Some("| `x/` | ✅ | P1 |\n"));
        assert_eq!(
            line("|x|⬜\t| ⬜ and ✅ |\r\n", "⬜", "✅", false).as_deref(),
            Some("|x|✅\t| ⬜ and ✅ |\r\n")
        );
        assert_eq!(line("| 5 | 5 |\n", "5", "6", false), None);
        assert_eq!(lines(b"a\r\nb\rc\n"), [b"a\r\n".to_vec(), b"b\r".to_vec(), b"c\n".to_vec(), Vec::new()]);
    }
}
