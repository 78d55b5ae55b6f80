//! The `#+` header of a named query: YAML in comments, like in [grlc](https://grlc.io).
//!
//! ```text
//! #+ summary: one line
//! #+ description: |
//! #+   more lines
//! #+ tags: [coverage]
//! #+ params:
//! #+   - name: topic
//! #+     type: topic
//! #+     description: one sentence
//! #+     required: true
//! #+     example: nosql_migrations
//! ```

use serde::Deserialize;

use crate::query::named_query_error::NamedQueryError;
use crate::query::parameter::{ParameterSpec, ParameterType};
use crate::query::tokens::words;
use crate::rdf::base::Base;

/// The header of a named query. Parsing it does not parse the query: use [`crate::NamedQuery::with_header`] for the
/// queries that are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryHeader {
    /// The summary, in one line.
    pub summary: String,
    /// The description; may be empty.
    pub description: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The declared parameters.
    pub parameters: Vec<ParameterSpec>,
    /// The metadata of a gap check.
    pub check_metadata: CheckMetadata,
}

/// The metadata in the header of a gap check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckMetadata {
    /// The severity of the findings: `error`, `warning` or `info`.
    pub severity: Option<String>,
    /// Why the problem matters.
    pub why: Option<String>,
    /// An example of the problem.
    pub example: Option<String>,
    /// How to fix the problem.
    pub fix: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    summary: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    params: Vec<WrittenParameter>,
    severity: Option<String>,
    why: Option<String>,
    example: Option<String>,
    fix: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParameter {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    required: bool,
    default: Option<Scalar>,
    example: Option<Scalar>,
}

/// A YAML scalar of any type, as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Number(value) => value.to_string(),
            Self::Text(value) => value,
        }
    }
}

const ALLOWED: &str = "allowed: `summary`, `description`, `tags`, for a gap check `severity`, `why`, `example` and `fix`, and `params`, a list of `name`, `type`, `description`, \
    `required` or `default`, `example`";

impl QueryHeader {
    /// Parses the header of a query.
    ///
    /// # Errors
    /// [`NamedQueryError::Header`], with the line in the whole text.
    pub fn parse(text: &str) -> Result<Self, NamedQueryError> {
        let lines: Vec<(u32, &str)> = (1..)
            .zip(text.lines())
            .filter_map(|(number, line)| Some((number, line.trim_start().strip_prefix("#+")?)))
            .collect();
        let Some((first, _)) = lines.first().copied() else {
            return Err(NamedQueryError::Header {
                line: 1,
                message: format!("there is no `#+` header ({ALLOWED})"),
            });
        };
        let yaml: Vec<&str> = lines.iter().map(|(_, line)| line.strip_prefix(' ').unwrap_or(line)).collect();
        let line_of = |row: usize| lines.get(row).map_or(first, |(number, _)| *number);
        let written: Written = serde_saphyr::from_str(&yaml.join("\n")).map_err(|error| {
            let error = error.without_snippet();
            let row = error.location().map_or(0, |location| location.line().saturating_sub(1));
            let line = line_of(usize::try_from(row).unwrap_or_default());
            NamedQueryError::Header { line, message: format!("{} ({ALLOWED})", plain(&error.to_string())) }
        })?;
        if written.summary.trim().is_empty() {
            return Err(NamedQueryError::Header { line: first, message: "`summary` is empty".to_owned() });
        }
        let mut parameters: Vec<ParameterSpec> = Vec::new();
        for parameter in written.params {
            let named =
                |row: &&str| row.contains("name:") && words(row).any(|(_, word)| word == parameter.name);
            let line = line_of(yaml.iter().position(named).unwrap_or(0));
            let spec = parameter.spec(text).map_err(|message| NamedQueryError::Header { line, message })?;
            if parameters.iter().any(|other| other.name == spec.name) {
                let message = format!("the parameter `{}` is declared twice", spec.name);
                return Err(NamedQueryError::Header { line, message });
            }
            parameters.push(spec);
        }
        Ok(Self {
            summary: written.summary.trim().to_owned(),
            description: written.description.trim().to_owned(),
            tags: written.tags,
            parameters,
            check_metadata: CheckMetadata {
                severity: written.severity.as_deref().map(trimmed),
                why: written.why.as_deref().map(trimmed),
                example: written.example.as_deref().map(trimmed),
                fix: written.fix.as_deref().map(trimmed),
            },
        })
    }
}

impl WrittenParameter {
    fn spec(self, text: &str) -> Result<ParameterSpec, String> {
        let name = self.name;
        if !words(text).any(|(_, word)| word.strip_prefix(['?', '$']) == Some(name.as_str())) {
            return Err(format!(
                "the parameter `{name}` is not a variable of the query: `?{name}` does not occur"
            ));
        }
        let kind: ParameterType =
            self.kind.parse().map_err(|error| format!("parameter `{name}`: {error}"))?;
        let Some(example) = self.example.map(Scalar::into_text) else {
            return Err(format!("the parameter `{name}` has no `example`"));
        };
        let default = self.default.map(Scalar::into_text);
        if self.required && default.is_some() {
            return Err(format!(
                "the parameter `{name}` is `required` and has a `default`: write one of the two"
            ));
        }
        for (what, value) in [("example", Some(&example)), ("default", default.as_ref())] {
            if let Some(value) = value.filter(|value| kind.term(value, &Base::default()).is_none()) {
                return Err(format!(
                    "the {what} `{value}` of the parameter `{name}` is not {}",
                    kind.expects()
                ));
            }
        }
        Ok(ParameterSpec {
            name,
            kind,
            description: self.description.trim().to_owned(),
            required: self.required,
            default,
            example,
        })
    }
}

fn trimmed(text: &str) -> String {
    text.trim().to_owned()
}

/// The first line of the message of the YAML parser, without its position.
fn plain(message: &str) -> &str {
    let line = message.lines().next().unwrap_or_default();
    let line = line.split_once(" at line ").map_or(line, |(before, _)| before);
    line.split_once(", expected one of").map_or(line, |(before, _)| before) // the allowed keys follow
}
