//! Copies: pages that are another page in another language, version or edition.

use regex::Regex;

use super::error::RuleError;
use super::site::CopiesText;
use crate::model::copy::{CopyFacts, CopyKind};
use crate::model::location::DocPath;

/// A pattern of copies, ready for use.
#[derive(Clone, Debug)]
pub(crate) struct Copies {
    pattern: Regex,
    kind: CopyKind,
    original: Option<String>,
}

impl Copies {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// Those of [`CopiesText::check`].
    pub(super) fn new(text: &CopiesText) -> Result<Self, RuleError> {
        text.check()?;
        let pattern = Regex::new(&format!("^(?:{})$", text.of))
            .map_err(|error| RuleError::new("copies.of", format!("no regular expression: {error}")))?;
        let has = |name: &str| pattern.capture_names().flatten().any(|group| group == name);
        let kind = CopyKind::ALL.into_iter().find(|kind| has(kind.code())).unwrap_or(CopyKind::Edition);
        Ok(Self { pattern, kind, original: text.original.clone() })
    }

    /// The copy that a page is; `None` if it is none, or an original.
    pub(super) fn copy(&self, path: &DocPath) -> Option<CopyFacts> {
        let found = self.pattern.captures(path.as_str())?;
        let same = found.name("same")?;
        let value = found.name(self.kind.code())?;
        if self.original.as_deref() == Some(value.as_str()) {
            return None;
        }
        // Where every language has its folder, the original has the same place in the folder of the originals.
        let of_original = self.original.as_ref().and_then(|original| {
            let text = path.as_str();
            let (before, after) = (text.get(..value.start())?, text.get(value.end()..)?);
            DocPath::new(&format!("{before}{original}{after}"))
        });
        let without = without(path.as_str(), value.start(), value.end());
        Some(CopyFacts {
            kind: self.kind,
            value: value.as_str().trim_matches(['.', '-', '_']).to_owned(),
            same: same.as_str().to_owned(),
            candidates: of_original.into_iter().chain(DocPath::new(same.as_str())).chain(without).collect(),
        })
    }
}

/// A path without a folder or suffix, and the mark before or after it: `a/de/b.md` is `a/b.md`, `a.de.md` is `a.md`.
fn without(path: &str, start: usize, end: usize) -> Option<DocPath> {
    let (before, after) = (path.get(..start)?, path.get(end..)?);
    let is_mark = |c: char| matches!(c, '.' | '-' | '_');
    let joined = match (before.strip_suffix(is_mark), after.strip_prefix('/')) {
        (Some(before), _) => format!("{before}{after}"),
        (None, Some(after)) => format!("{before}{after}"),
        (None, None) => format!("{before}{}", after.trim_start_matches(is_mark)),
    };
    DocPath::new(&joined)
}
