//! The findings of the checks as plain data for the gap map: by topic of a [`Coverage`], and by file for findings without
//! a topic.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{DocPath, Severity};

use super::part::Part;
use super::rows::read_coverage;
use super::topics::Coverage;
use crate::error::Error;
use crate::links::LinkRenderer;
use casegraph_corpus::Session;
use casegraph_gaps::{Finding, GapOptions, GapReport};

/// Topics and files with their findings, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapCoverage {
    /// A phrase for the selection of findings; `None` for all.
    pub narrowed: Option<String>,
    /// The topics.
    pub coverage: Coverage,
    /// Findings by topic id, worst first. A topic without findings has no entry.
    pub topics: BTreeMap<String, Vec<MapFinding>>,
    /// Findings without a topic by file, worst file first.
    pub files: Vec<(String, Vec<MapFinding>)>,
}

/// A finding as the gap map shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFinding {
    /// How much it matters.
    pub severity: Severity,
    /// Whether it only reports that the topic has no page.
    pub is_unwritten: bool,
    /// Tooltip text: location, message, code.
    pub text: String,
    /// Link to its line.
    pub link: Option<String>,
}

impl GapCoverage {
    /// Assigns findings to topics and files. For a part of the corpus, findings without a topic are dropped.
    #[must_use]
    pub fn new(coverage: Coverage, report: &GapReport, part: &Part, links: &LinkRenderer) -> Self {
        let known: BTreeSet<&str> = coverage.topics().map(|topic| topic.id.as_str()).collect();
        let mut topics: BTreeMap<String, Vec<MapFinding>> = BTreeMap::new();
        let mut files: BTreeMap<&str, Vec<MapFinding>> = BTreeMap::new();
        // The report is sorted by severity, so these lists are too.
        for finding in &report.findings {
            match finding.topic.as_deref().filter(|topic| known.contains(topic)) {
                Some(topic) => {
                    topics.entry(topic.to_owned()).or_default().push(MapFinding::new(finding, links));
                }
                None if part.is_whole() => {
                    files.entry(&finding.path).or_default().push(MapFinding::new(finding, links));
                }
                None => {}
            }
        }
        let mut files: Vec<(String, Vec<MapFinding>)> =
            files.into_iter().map(|(path, findings)| (path.to_owned(), findings)).collect();
        files.sort_by_key(|(path, findings)| {
            (
                findings.first().map(|finding| finding.severity),
                std::cmp::Reverse(findings.len()),
                path.clone(),
            )
        });
        Self { narrowed: None, coverage, topics, files }
    }

    /// The same with a phrase for the selected findings.
    #[must_use]
    pub fn narrowed(self, options: &GapOptions) -> Self {
        let mut parts = Vec::new();
        parts.extend(options.severity.and_then(|severity| match severity {
            Severity::Error => Some("errors only".to_owned()),
            Severity::Warning => Some("errors and warnings".to_owned()),
            Severity::Info => None,
        }));
        if !options.only.is_empty() {
            parts.push(format!("only {}", options.only.join(", ")));
        }
        if !options.except.is_empty() {
            parts.push(format!("without {}", options.except.join(", ")));
        }
        Self { narrowed: (!parts.is_empty()).then(|| parts.join("; ")), ..self }
    }

    /// The findings on a topic.
    #[must_use]
    pub fn on(&self, topic: &str) -> &[MapFinding] {
        self.topics.get(topic).map_or(&[], Vec::as_slice)
    }
}

impl MapFinding {
    fn new(finding: &Finding, links: &LinkRenderer) -> Self {
        let link = DocPath::new(&finding.path).map(|path| links.line(&path, u64::from(finding.line)));
        let text = format!("{}:{} {} [{}]", finding.path, finding.line, finding.message, finding.code);
        let is_unwritten = finding.code == "unwritten-topic";
        Self { severity: finding.severity, is_unwritten, text, link }
    }
}

/// Runs the checks and assigns their findings to the topics of a part of the corpus.
///
/// # Errors
/// [`Error::Map`] when the corpus has no such part; those of the checks.
pub fn read_gap_coverage(
    session: &Session,
    part: &Part,
    options: &GapOptions,
    links: &LinkRenderer,
) -> Result<GapCoverage, Error> {
    let coverage =
        part.select(read_coverage(session, links)?).map_err(|error| Error::Map { message: error.into() })?;
    let gaps = GapCoverage::new(coverage, &casegraph_gaps::run(session, options)?, part, links);
    Ok(gaps.narrowed(options))
}

/// The number of findings of each severity, in words.
pub(crate) fn words_of(findings: &[Finding]) -> String {
    findings.iter().map(|finding| finding.severity).collect::<GapCounts>().words()
}

/// The number of findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GapCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl<'a> FromIterator<&'a MapFinding> for GapCounts {
    fn from_iter<I: IntoIterator<Item = &'a MapFinding>>(findings: I) -> Self {
        findings.into_iter().map(|finding| finding.severity).collect()
    }
}

impl FromIterator<Severity> for GapCounts {
    fn from_iter<I: IntoIterator<Item = Severity>>(severities: I) -> Self {
        let mut counts = Self::default();
        for severity in severities {
            *match severity {
                Severity::Error => &mut counts.errors,
                Severity::Warning => &mut counts.warnings,
                Severity::Info => &mut counts.notes,
            } += 1;
        }
        counts
    }
}

impl GapCounts {
    /// All findings.
    #[must_use]
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// Each severity that occurs, with its number: `1 error`, `3 warnings`.
    #[must_use]
    pub fn parts(&self) -> Vec<String> {
        let all = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let some = all.into_iter().filter(|(count, _)| *count > 0);
        some.map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" })).collect()
    }

    /// `1 error, 3 warnings`, or `no findings`.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = self.parts();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}
