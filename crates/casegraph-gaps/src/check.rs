//! One check: its header, its query, and the evaluation of the answer.

use std::borrow::Cow;
use std::sync::OnceLock;

use casegraph_corpus::{Error, TextError, parse_named_query};
use casegraph_facts::Severity;
use casegraph_store::{Answer, NamedQuery, NamedQueryError, ParameterSpec, QueryHeader};

use crate::finding::RawFinding;
use crate::row::Rows;

/// The columns that the query of a check must have.
pub const REQUIRED_COLUMNS: [&str; 4] = ["path", "line", "about", "message"];

/// The columns that it may have besides. `old` and `new` are an edit of the line.
pub const OPTIONAL_COLUMNS: [&str; 5] = ["fix", "severity", "priority", "old", "new"];

/// A check. Its header is parsed when it is loaded, its query when it runs.
#[derive(Clone, Debug)]
pub struct Check {
    code: String,
    origin: String,
    text: Cow<'static, str>,
    header: QueryHeader,
    severity: Severity,
    evaluator: Evaluator,
    query: OnceLock<Result<NamedQuery, Box<TextError>>>,
    /// The file of a corpus's own check; `None` for a shipped check.
    pub file: Option<String>,
}

/// How the rows of an answer become findings.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Evaluator {
    /// Each row is a finding.
    Rows,
    /// A function of all rows.
    Function(fn(&Rows<'_>) -> Vec<RawFinding>),
    /// The findings come from the engine itself; the query does not run.
    Engine,
}

impl Check {
    /// Loads a check; `origin` is named in errors.
    pub(crate) fn new(
        origin: &str,
        code: &str,
        text: impl Into<Cow<'static, str>>,
        evaluator: Evaluator,
    ) -> Result<Self, Box<TextError>> {
        let text = text.into();
        let header = QueryHeader::parse(&text).map_err(|error| header_error(origin, &text, &error))?;
        let metadata = &header.check_metadata;
        let required = [
            ("severity", &metadata.severity),
            ("why", &metadata.why),
            ("example", &metadata.example),
            ("fix", &metadata.fix),
        ];
        let missing: Vec<&str> = required
            .iter()
            .filter(|(_, value)| value.as_ref().is_none_or(String::is_empty))
            .map(|(key, _)| *key)
            .collect();
        if !missing.is_empty() {
            let help = "the header of a gap check has `summary`, `severity`, `why`, `example` and `fix`";
            let message = format!("the header lacks {}", list(&missing));
            return Err(error_at(origin, &text, "#+", message).with_help(help).into());
        }
        let word = metadata.severity.as_deref().unwrap_or_default();
        let Some(severity) = Severity::parse(word) else {
            let message = format!("`{word}` is not a severity (allowed: `error`, `warning`, `info`)");
            return Err(error_at(origin, &text, "#+ severity", message).into());
        };
        Ok(Self {
            code: code.to_owned(),
            origin: origin.to_owned(),
            text,
            header,
            severity,
            evaluator,
            query: OnceLock::new(),
            file: None,
        })
    }

    /// The code: the stem of the file.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The fault that it finds, in one line.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.header.summary
    }

    /// The group of checks that it belongs to: its first tag.
    #[must_use]
    pub fn group(&self) -> &str {
        self.header.tags.first().map_or("own", String::as_str)
    }

    /// The severity of its findings, unless the corpus sets another one.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Why it matters.
    #[must_use]
    pub fn why(&self) -> &str {
        self.header.check_metadata.why.as_deref().unwrap_or_default()
    }

    /// An example of the fault.
    #[must_use]
    pub fn example(&self) -> &str {
        self.header.check_metadata.example.as_deref().unwrap_or_default()
    }

    /// How to fix it.
    #[must_use]
    pub fn fix(&self) -> &str {
        self.header.check_metadata.fix.as_deref().unwrap_or_default()
    }

    /// The parameters that a corpus can set.
    #[must_use]
    pub fn parameters(&self) -> &[ParameterSpec] {
        &self.header.parameters
    }

    /// Whether it has a query that runs.
    pub(crate) fn is_query(&self) -> bool {
        !matches!(self.evaluator, Evaluator::Engine)
    }

    /// The query, which is parsed once.
    pub(crate) fn query(&self) -> Result<&NamedQuery, Box<TextError>> {
        self.query.get_or_init(|| self.parse_query()).as_ref().map_err(Clone::clone)
    }

    #[cfg(test)]
    pub(crate) fn is_parsed(&self) -> bool {
        self.query.get().is_some()
    }

    fn parse_query(&self) -> Result<NamedQuery, Box<TextError>> {
        let query = parse_named_query(&self.origin, &self.code, &self.text).map_err(|error| match error {
            Error::Text(error) => error,
            other => Box::new(TextError::new(self.origin.clone(), &self.text, 0..0, other.to_string())),
        })?;
        let columns = query.query().columns();
        let missing: Vec<&str> = REQUIRED_COLUMNS
            .into_iter()
            .filter(|name| !columns.iter().any(|column| column == name))
            .collect();
        if !matches!(self.evaluator, Evaluator::Rows) || missing.is_empty() {
            return Ok(query);
        }
        let help =
            format!("required are {}; optional are {}", list(&REQUIRED_COLUMNS), list(&OPTIONAL_COLUMNS));
        let plural = if missing.len() == 1 { "" } else { "s" };
        let message = format!("the query lacks the column{plural} {}", list(&missing));
        Err(error_at(&self.origin, &self.text, "SELECT", message).with_help(help).into())
    }

    /// The findings in an answer to the query.
    pub(crate) fn findings(&self, answer: &Answer) -> Vec<RawFinding> {
        let rows = Rows::new(answer);
        match self.evaluator {
            Evaluator::Rows => rows.iter().map(|row| row.described_finding()).collect(),
            Evaluator::Function(evaluate) => evaluate(&rows),
            Evaluator::Engine => Vec::new(),
        }
    }
}

/// An error at the first occurrence of some words.
fn error_at(origin: &str, text: &str, words: &str, message: String) -> TextError {
    let at = text.find(words).unwrap_or_default();
    TextError::new(origin.to_owned(), text, at..at + words.len(), message)
}

fn header_error(origin: &str, text: &str, error: &NamedQueryError) -> TextError {
    let (line, message) = match error {
        NamedQueryError::Header { line, message } => (*line, message.clone()),
        other => (1, other.to_string()),
    };
    TextError::at(origin.to_owned(), text, line, 1, message)
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
