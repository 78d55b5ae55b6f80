//! What the gap map shows, as plain data: the topics of a [`Coverage`] with what the checks find on each, and the files that
//! findings without a topic stand in.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{DocPath, Severity};

use crate::{Coverage, Finding, GapOptions, GapReport, LinkBase, Part};

/// Topics and files with their findings, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapCoverage {
    /// Which findings are looked at, where not all are.
    pub narrowed: Option<String>,
    /// The topics that are drawn.
    pub coverage: Coverage,
    /// What is found on each topic, by its id, worst first; nothing for a topic without findings.
    pub topics: BTreeMap<String, Vec<GapPlace>>,
    /// What is found elsewhere, by file, worst file first.
    pub files: Vec<(String, Vec<GapPlace>)>,
}

/// A finding, as it is told on hovering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapPlace {
    /// How much it matters.
    pub severity: Severity,
    /// Whether it only says that the topic has no page.
    pub is_unwritten: bool,
    /// Where it stands, what is wrong, and the check's code.
    pub text: String,
    /// Where a click leads: its line.
    pub link: Option<String>,
}

impl GapCoverage {
    /// Sorts findings to topics and files. Of a part of the corpus only its topics are told.
    #[must_use]
    pub fn of(coverage: Coverage, report: &GapReport, part: &Part, links: &LinkBase) -> Self {
        let known: BTreeSet<&str> = coverage.topics().map(|topic| topic.id.as_str()).collect();
        let mut topics: BTreeMap<String, Vec<GapPlace>> = BTreeMap::new();
        let mut files: BTreeMap<&str, Vec<GapPlace>> = BTreeMap::new();
        // The report is sorted by severity, and so are these.
        for finding in &report.findings {
            match finding.topic.as_deref().filter(|topic| known.contains(topic)) {
                Some(topic) => topics.entry(topic.to_owned()).or_default().push(GapPlace::of(finding, links)),
                None if part.is_whole() => {
                    files.entry(&finding.path).or_default().push(GapPlace::of(finding, links));
                }
                None => {}
            }
        }
        let mut files: Vec<(String, Vec<GapPlace>)> =
            files.into_iter().map(|(path, places)| (path.to_owned(), places)).collect();
        files.sort_by_key(|(path, places)| {
            (places.first().map(|place| place.severity), std::cmp::Reverse(places.len()), path.clone())
        });
        Self { narrowed: None, coverage, topics, files }
    }

    /// The same, saying which findings were looked for.
    #[must_use]
    pub fn narrowed(self, options: &GapOptions) -> Self {
        let mut said = Vec::new();
        said.extend(options.severity.and_then(|severity| match severity {
            Severity::Error => Some("errors only".to_owned()),
            Severity::Warning => Some("errors and warnings".to_owned()),
            Severity::Info => None,
        }));
        if !options.only.is_empty() {
            said.push(format!("only {}", options.only.join(", ")));
        }
        if !options.except.is_empty() {
            said.push(format!("without {}", options.except.join(", ")));
        }
        Self { narrowed: (!said.is_empty()).then(|| said.join("; ")), ..self }
    }

    /// What is found on this topic.
    #[must_use]
    pub fn on(&self, topic: &str) -> &[GapPlace] {
        self.topics.get(topic).map_or(&[], Vec::as_slice)
    }
}

impl GapPlace {
    fn of(finding: &Finding, links: &LinkBase) -> Self {
        let link = DocPath::new(&finding.path).map(|path| links.line(&path, u64::from(finding.line)));
        let text = format!("{}:{} {} [{}]", finding.path, finding.line, finding.message, finding.code);
        let is_unwritten = finding.code == "unwritten-topic";
        Self { severity: finding.severity, is_unwritten, text, link }
    }
}

/// How many findings there are, in words.
pub(crate) fn words_of(findings: &[Finding]) -> String {
    findings.iter().map(|finding| finding.severity).collect::<GapCounts>().words()
}

/// How many findings of each severity: errors, warnings, notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GapCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl<'a> FromIterator<&'a GapPlace> for GapCounts {
    fn from_iter<I: IntoIterator<Item = &'a GapPlace>>(places: I) -> Self {
        places.into_iter().map(|place| place.severity).collect()
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
        let counts = [self.errors, self.warnings, self.notes];
        let all = counts.into_iter().zip(Severity::ALL).filter(|(count, _)| *count > 0);
        all.map(|(count, severity)| severity.counted(count)).collect()
    }

    /// `1 error, 3 warnings`, or `no findings`.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = self.parts();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}
