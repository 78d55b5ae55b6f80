//! The findings of all gap checks, cached, and those about one thing.

use casegraph_facts::{DocPath, Kind, Lines, ThingId};
use casegraph_learn::{ShowLine, path_and_line};

use super::cache;
use super::learners::Learners;
use crate::error::Error;
use casegraph_corpus::Session;
use casegraph_corpus::encode_part;
use casegraph_corpus::query_files;
use casegraph_gaps::{Finding, GapOptions};

impl Learners<'_> {
    /// The findings of all checks, as [`casegraph_gaps::run`] gives them without options. The checks run only if a file, a setting or a
    /// check of the corpus's own has changed since they ran last.
    ///
    /// # Errors
    /// Those of [`casegraph_gaps::run`].
    pub fn findings(&self) -> Result<Vec<Finding>, Error> {
        let stamp = stamp(self.session);
        let cached = stamp.as_ref().and_then(|stamp| cache::open(self.session, cache::FINDINGS, stamp));
        if let Some(findings) = cached.and_then(|file| file.0.part(0)) {
            return Ok(findings);
        }
        let findings = casegraph_gaps::run(self.session, &GapOptions::default())?.findings;
        if let Some(stamp) = stamp {
            let parts = encode_part(&findings).map(|part| vec![part]);
            cache::write(self.session, cache::FINDINGS, &stamp, parts);
        }
        Ok(findings)
    }
}

/// A value that changes with everything that the findings depend on: the files that the graph is made of, the settings, and the
/// corpus's own checks. `None` if one of them cannot be read.
fn stamp(session: &Session) -> Option<String> {
    let corpus = session.corpus();
    let config = corpus.config();
    let mut rest = blake3::Hasher::new();
    rest.update(format!("{:?}\0{}\0{}", config.gaps, corpus.profile_stamp(), config.base).as_bytes());
    for check in query_files(&corpus.queries_folder().join("gaps")) {
        let text = std::fs::read(&check).ok()?;
        rest.update(check.to_string_lossy().as_bytes());
        rest.update(blake3::hash(&text).as_bytes());
    }
    Some(format!("{} {}", session.stamp()?, rest.finalize().to_hex()))
}

/// The findings about a thing as lines of a report; `location` is that of a case study.
pub(super) fn lines_about(
    findings: &[Finding],
    id: &ThingId,
    location: Option<&(DocPath, Lines)>,
) -> Vec<ShowLine> {
    let is_inside = |finding: &Finding| {
        location.is_some_and(|(path, lines)| finding.path == path.as_str() && lines.contains(finding.line))
    };
    findings.iter().filter(|finding| is_about(finding, id) || is_inside(finding)).map(line).collect()
}

/// Whether a finding is about this thing or a part of it; for a topic also everything on its pages.
fn is_about(finding: &Finding, id: &ThingId) -> bool {
    let of_topic = id.kind() == Kind::Topic && finding.topic.as_deref() == Some(id.key());
    let of_part = || {
        finding
            .about
            .strip_prefix(&id.to_string())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    of_topic || of_part()
}

fn line(finding: &Finding) -> ShowLine {
    let text = format!("{}: {} [{}]", finding.severity.code(), finding.message, finding.code);
    (text, Some(path_and_line(&finding.path, finding.line)))
}
