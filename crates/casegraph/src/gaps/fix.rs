//! Edits with exactly one right answer: byte-exact outside of what is replaced, file by file.

use std::collections::BTreeMap;

use similar::TextDiff;

use super::finding::{Edit, Finding};
use crate::{Corpus, Error, write_whole};

/// What is to be written to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit {
    /// The file, relative to the corpus.
    pub path: String,
    /// How many places change, by the code of what is mended there.
    pub places: BTreeMap<String, usize>,
    before: Vec<u8>,
    after: Vec<u8>,
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
        let mut lines: Vec<Vec<u8>> = lines(&before);
        let mut places = BTreeMap::new();
        for (finding, edit) in edits {
            let at = usize::try_from(finding.line).unwrap_or(1).saturating_sub(1);
            let Some(line) = lines.get_mut(at) else { continue };
            if let Some(new) = replaced(line, edit, finding.code == "moved-link") {
                *line = new;
                *places.entry(finding.code.clone()).or_default() += 1;
            }
        }
        let after = lines.concat();
        if after != before {
            found.push(FileEdit { path: path.to_owned(), places, before, after });
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
    if places.is_empty() || (!in_link && places.len() > 1) {
        return None;
    }
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
