//! Edits with exactly one right answer: byte-exact outside of what is replaced, file by file.

use std::collections::BTreeMap;

use casegraph_corpus::{Corpus, Error, write_whole};
use similar::TextDiff;

use crate::finding::{Edit, Finding};

/// What is to be written to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The file, relative to the corpus.
    pub path: String,
    /// What changes where, by line.
    pub replacements: Vec<Replacement>,
    before: Vec<u8>,
    after: Vec<u8>,
}

/// Words of a line and what is written instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The code of what is mended.
    pub code: String,
    /// The line, from 1.
    pub line: u32,
    /// The columns, from 1, in characters; the last is the first that stays.
    pub columns: std::ops::Range<usize>,
    /// What was asked for.
    pub edit: Edit,
}

/// The edits that the findings ask for, by file. A place that is not found exactly as the finding says is left alone.
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
        let Some(place) = casegraph_facts::DocPath::new(path) else { continue };
        let before = corpus.read(&place)?;
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
                replacements.extend(places(was, edit, in_link).unwrap_or_default().into_iter().map(|from| {
                    let column = |at: usize| {
                        String::from_utf8_lossy(was.get(..at).unwrap_or_default()).chars().count() + 1
                    };
                    Replacement {
                        code: finding.code.clone(),
                        line: finding.line,
                        columns: column(from)..column(from + edit.old.len()),
                        edit: (*edit).clone(),
                    }
                }));
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
        let Some(path) = casegraph_facts::DocPath::new(&self.path) else { return Ok(()) };
        write_whole(&corpus.path_on_disk(&path), &self.after)
    }

    /// What would change, as a unified diff.
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

/// The line with `old` replaced: in a link everywhere it is a target; else where it stands as a word, if it does once, or if
/// it is once the whole of a table's cell.
fn replaced(line: &[u8], edit: &Edit, in_link: bool) -> Option<Vec<u8>> {
    let (old, new) = (edit.old.as_bytes(), edit.new.as_bytes());
    let places = places(line, edit, in_link)?;
    let mut out = Vec::with_capacity(line.len() + new.len());
    let mut from = 0;
    for at in places {
        out.extend_from_slice(line.get(from..at)?);
        out.extend_from_slice(new);
        from = at + old.len();
    }
    out.extend_from_slice(line.get(from..)?);
    Some(out)
}

/// Where `old` is to be replaced.
fn places(line: &[u8], edit: &Edit, in_link: bool) -> Option<Vec<usize>> {
    let old = edit.old.as_bytes();
    let mut places: Vec<usize> = Vec::new();
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
            places.push(at);
        }
        from = at + old.len();
    }
    if !in_link && places.len() > 1 {
        places.retain(|at| is_cell(line, *at, old.len()));
    }
    (!places.is_empty() && (in_link || places.len() == 1)).then_some(places)
}

/// Whether what stands there is the whole of a table's cell.
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
    fn only_targets_of_links_are_replaced_and_words_only_where_they_stand_once() {
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
