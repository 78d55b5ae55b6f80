//! One check: its header, and how findings are made of what its query answers.

use casegraph_corpus::{Error, TextError, parse_named_query};
use casegraph_facts::Severity;
use casegraph_store::{Answer, NamedQuery, Term};

use crate::finding::Edit;

/// The columns that the query of a check must have.
pub const REQUIRED_COLUMNS: [&str; 4] = ["path", "line", "about", "message"];

/// The columns that it may have besides. `old` and `new` are an edit of the line.
pub const OPTIONAL_COLUMNS: [&str; 5] = ["fix", "severity", "priority", "old", "new"];

/// A kind of finding.
#[derive(Clone, Debug)]
pub struct Check {
    pub(crate) query: NamedQuery,
    pub(crate) severity: Severity,
    pub(crate) judge: Judge,
    /// The corpus's own file; none for a shipped check.
    pub file: Option<String>,
}

/// How rows become findings.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Judge {
    /// A row is a finding.
    Rows,
    /// A function looks at all rows.
    Rust(fn(&Rows<'_>) -> Vec<Raw>),
    /// The engine itself finds them.
    Engine,
}

/// A finding before the engine knows its severity, topic and order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Raw {
    pub(crate) path: String,
    pub(crate) line: u32,
    pub(crate) about: String,
    pub(crate) message: String,
    pub(crate) fix: Option<String>,
    pub(crate) severity: Option<Severity>,
    pub(crate) priority: Option<u8>,
    pub(crate) edit: Option<Edit>,
}

impl Check {
    /// Reads a check; `origin` is named in errors.
    pub(crate) fn parse(origin: &str, code: &str, text: &str, judge: Judge) -> Result<Self, Box<TextError>> {
        let query = parse_named_query(origin, code, text).map_err(|error| match error {
            Error::Text(error) => error,
            other => Box::new(TextError::new(origin.to_owned(), text, 0..0, other.to_string())),
        })?;
        let fault = |words: &str, message: String| {
            let at = text.find(words).unwrap_or_default();
            TextError::new(origin.to_owned(), text, at..at + words.len(), message)
        };
        let advice = query.advice();
        let parts = [
            ("severity", &advice.severity),
            ("why", &advice.why),
            ("example", &advice.example),
            ("fix", &advice.fix),
        ];
        let missing: Vec<&str> = parts
            .iter()
            .filter(|(_, part)| part.as_ref().is_none_or(String::is_empty))
            .map(|(key, _)| *key)
            .collect();
        if !missing.is_empty() {
            let help = "a gap check says `summary`, `severity`, `why`, `example` and `fix` in its header";
            return Err(fault("#+", format!("the header lacks {}", list(&missing))).with_help(help).into());
        }
        let word = advice.severity.as_deref().unwrap_or_default();
        let Some(severity) = Severity::parse(word) else {
            let message = format!("`{word}` is no severity (allowed: `error`, `warning`, `info`)");
            return Err(fault("#+ severity", message).into());
        };
        let columns = query.query().columns();
        let missing: Vec<&str> = REQUIRED_COLUMNS
            .into_iter()
            .filter(|name| !columns.iter().any(|column| column == name))
            .collect();
        if matches!(judge, Judge::Rows) && !missing.is_empty() {
            let help = format!(
                "required are {}; optional are {}",
                list(&REQUIRED_COLUMNS.map(|name| name)),
                list(&OPTIONAL_COLUMNS.map(|name| name))
            );
            let message = format!(
                "the query lacks the column{} {}",
                if missing.len() == 1 { "" } else { "s" },
                list(&missing)
            );
            return Err(fault("SELECT", message).with_help(help).into());
        }
        Ok(Self { query, severity, judge, file: None })
    }

    /// The code: the file's stem.
    #[must_use]
    pub fn code(&self) -> &str {
        self.query.name()
    }

    /// What it finds, in one line.
    #[must_use]
    pub fn title(&self) -> &str {
        self.query.summary()
    }

    /// The group of checks it belongs to: its first tag.
    #[must_use]
    pub fn group(&self) -> &str {
        self.query.tags().first().map_or("own", String::as_str)
    }

    /// How much its findings matter, unless the corpus says otherwise.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Why it matters.
    #[must_use]
    pub fn why(&self) -> &str {
        self.query.advice().why.as_deref().unwrap_or_default()
    }

    /// What the fault looks like.
    #[must_use]
    pub fn example(&self) -> &str {
        self.query.advice().example.as_deref().unwrap_or_default()
    }

    /// How to mend it.
    #[must_use]
    pub fn fix(&self) -> &str {
        self.query.advice().fix.as_deref().unwrap_or_default()
    }

    /// What a corpus can set.
    #[must_use]
    pub fn parameters(&self) -> &[casegraph_store::ParameterSpec] {
        self.query.parameters()
    }

    /// The findings in an answer.
    pub(crate) fn findings(&self, answer: &Answer) -> Vec<Raw> {
        let Answer::Rows { columns, rows } = answer else { return Vec::new() };
        let rows = Rows { columns, rows };
        match self.judge {
            Judge::Rows => rows.iter().map(|row| row.finding()).collect(),
            Judge::Rust(judge) => judge(&rows),
            Judge::Engine => Vec::new(),
        }
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The rows of an answer, by the names of their columns.
pub(crate) struct Rows<'a> {
    columns: &'a [String],
    rows: &'a [Vec<Option<Term>>],
}

impl<'a> Rows<'a> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'a>> {
        let columns = self.columns;
        self.rows.iter().map(move |row| Row { columns, row })
    }
}

/// One row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    columns: &'a [String],
    row: &'a [Option<Term>],
}

impl<'a> Row<'a> {
    /// The text of a cell; empty where it is unbound.
    pub(crate) fn text(&self, column: &str) -> &'a str {
        let at = self.columns.iter().position(|name| name == column);
        at.and_then(|at| self.row.get(at)).and_then(Option::as_ref).map_or("", Term::text)
    }

    /// The text of a cell, if it is bound and not empty.
    pub(crate) fn some(&self, column: &str) -> Option<&'a str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    pub(crate) fn line(&self) -> u32 {
        self.text("line").parse().unwrap_or(1).max(1)
    }

    /// A finding with the path, line and thing of this row.
    pub(crate) fn at(&self, message: String) -> Raw {
        Raw {
            path: self.text("path").to_owned(),
            line: self.line(),
            about: self.text("about").to_owned(),
            message,
            ..Raw::default()
        }
    }

    fn finding(&self) -> Raw {
        let edit = self.some("old").zip(self.some("new"));
        Raw {
            fix: self.some("fix").map(str::to_owned),
            severity: self.some("severity").and_then(Severity::parse),
            priority: self.some("priority").and_then(|text| text.parse().ok()),
            edit: edit.map(|(old, new)| Edit { old: old.to_owned(), new: new.to_owned() }),
            ..self.at(self.text("message").to_owned())
        }
    }
}
