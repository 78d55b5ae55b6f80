//! The pattern of a path: a glob or a regular expression.

use globset::{GlobBuilder, GlobMatcher};
use regex::{Captures, Regex};

use super::error::RuleError;

/// A pattern over whole paths, ready for use.
#[derive(Clone, Debug)]
pub struct PathPattern(Form);

#[derive(Clone, Debug)]
enum Form {
    Glob(GlobMatcher),
    Regex(Regex),
}

impl PathPattern {
    /// Compiles the pattern of `key`. It is a regular expression where it has one of `\ ( ) ^ $ + |` or `.*`, else a glob, in which
    /// `*` and `?` stay inside a folder.
    ///
    /// # Errors
    /// A pattern that does not compile.
    pub fn new(key: &str, text: &str) -> Result<Self, RuleError> {
        if is_regex(text) {
            let regex = Regex::new(&format!("^(?:{text})$"))
                .map_err(|error| RuleError::new(key, format!("no regular expression: {error}")))?;
            return Ok(Self(Form::Regex(regex)));
        }
        let glob = GlobBuilder::new(text)
            .literal_separator(true)
            .build()
            .map_err(|error| RuleError::new(key, format!("no glob: {error}")))?;
        Ok(Self(Form::Glob(glob.compile_matcher())))
    }

    /// Whether the whole path fits.
    #[must_use]
    pub fn is_match(&self, path: &str) -> bool {
        match &self.0 {
            Form::Glob(glob) => glob.is_match(path),
            Form::Regex(regex) => regex.is_match(path),
        }
    }

    /// The groups of a path that fits; none for a glob.
    #[must_use]
    pub fn captures<'p>(&self, path: &'p str) -> Option<Captures<'p>> {
        match &self.0 {
            Form::Glob(_) => None,
            Form::Regex(regex) => regex.captures(path),
        }
    }

    /// The names of the groups.
    pub fn group_names(&self) -> impl Iterator<Item = &str> {
        let regex = match &self.0 {
            Form::Glob(_) => None,
            Form::Regex(regex) => Some(regex),
        };
        regex.into_iter().flat_map(|regex| regex.capture_names().flatten())
    }
}

/// Whether a pattern is written as a regular expression.
fn is_regex(text: &str) -> bool {
    text.contains(['\\', '(', ')', '^', '$', '+', '|']) || text.contains(".*")
}
