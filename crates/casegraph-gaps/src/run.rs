//! Runs the checks over an open graph: in parallel, then sorted, so that the report does not depend on the threads.

use std::collections::BTreeSet;

use casegraph_corpus::{Session, SeveritySetting, TextError};
use rayon::prelude::*;

use crate::check::Check;
use crate::context::FindingContext;
use crate::error::Error;
use crate::finding::{Finding, RawFinding};
use crate::options::GapOptions;
use crate::parameters::parameter_values;
use crate::registry::Checks;
use crate::report::GapReport;
use crate::selection::select;
use crate::suppression::Suppressions;

/// Loads the checks of a corpus and runs them. A check that cannot run is itself a finding, and the others still run.
///
/// # Errors
/// [`Error::UnknownCheck`] and [`Error::UnknownCheckInConfig`] for an unknown code; an unknown parameter in casegraph.toml; a graph
/// that cannot be asked.
pub fn run(session: &Session, options: &GapOptions) -> Result<GapReport, Error> {
    run_checks(session, &Checks::load(session.corpus())?, options)
}

/// The same with checks that are loaded already.
///
/// # Errors
/// Those of [`run`].
pub fn run_checks(session: &Session, checks: &Checks, options: &GapOptions) -> Result<GapReport, Error> {
    let selection = select(session, checks, options)?;
    let jobs: Vec<Job<'_>> = selection
        .iter()
        .filter(|check| check.is_query())
        .map(|check| Ok(Job { check, values: parameter_values(session, check, options)? }))
        .collect::<Result<_, Error>>()?;
    // One at a time: a few checks take as long as all others, and must not queue behind one another.
    let answers = || -> Vec<Result<Vec<RawFinding>, Error>> {
        jobs.par_iter().with_max_len(1).map(|job| job.run(session)).collect()
    };
    let (answers, (context, suppressions)) = rayon::join(answers, || {
        rayon::join(|| FindingContext::load(session), || Suppressions::load(session))
    });
    let (context, mut suppressions) = (context?, suppressions?);
    let mut raw: Vec<(&Check, RawFinding)> = Vec::new();
    let invalid = checks.get("check-invalid").ok();
    for (Job { check, .. }, answer) in jobs.iter().zip(answers) {
        match answer {
            Ok(found) => raw.extend(found.into_iter().map(|found| (*check, found))),
            Err(error) => {
                let origin =
                    check.file.clone().unwrap_or_else(|| format!("queries/gaps/{}.rq", check.code()));
                raw.extend(invalid.map(|own| (own, cannot_run(&origin, 1, &error.to_string(), None))));
            }
        }
    }
    if let Some(invalid) = selection.iter().find(|check| check.code() == "check-invalid") {
        raw.extend(checks.faults.iter().map(|fault| (*invalid, invalid_file(fault))));
    }
    let finding = |check, raw| finding(session, check, raw, &context);
    let mut findings: Vec<Finding> = raw
        .into_iter()
        .filter(|(_, raw)| !context.is_template(&raw.path))
        .map(|(check, raw)| finding(check, raw))
        .collect();
    let before = findings.len();
    findings.retain(|finding| !suppressions.covers(finding));
    let suppressed = before - findings.len();
    if let Some(check) = selection.iter().find(|check| check.code() == "unused-suppression") {
        let ran: BTreeSet<&str> = selection.iter().map(|check| check.code()).collect();
        let unused = suppressions.unused(checks, &ran, session.corpus());
        findings.extend(unused.into_iter().map(|raw| finding(check, raw)));
    }
    let paths: Vec<&str> = options.paths.iter().map(|path| path.trim_start_matches("./")).collect();
    findings.retain(|finding| {
        options.severity.is_none_or(|least| finding.severity <= least)
            && (paths.is_empty() || paths.iter().any(|path| is_in(&finding.path, path)))
    });
    findings.sort_by(|a, b| a.rank().cmp(&b.rank()));
    findings.dedup();
    Ok(GapReport { findings, suppressed, known: 0 })
}

/// A check with the values of its parameters.
struct Job<'c> {
    check: &'c Check,
    values: Vec<(String, String)>,
}

impl Job<'_> {
    fn run(&self, session: &Session) -> Result<Vec<RawFinding>, Error> {
        let values = self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let query = self.check.query().map_err(|error| Error::from(*error))?;
        Ok(self.check.findings(&session.ask_named(query, values)?))
    }
}

fn finding(session: &Session, check: &Check, raw: RawFinding, context: &FindingContext) -> Finding {
    let config = session.corpus().config();
    let level = match config.gaps.checks.get(check.code()).and_then(|own| own.severity) {
        Some(SeveritySetting::Level(level)) => Some(level),
        _ => None,
    };
    let topic = context.topic_of(&raw);
    let short = |iri: &str| iri.strip_prefix(config.base.as_str()).unwrap_or(iri).to_owned();
    Finding {
        code: check.code().to_owned(),
        severity: level.or(raw.severity).unwrap_or(check.severity()),
        priority: raw.priority.or(topic.and_then(|(_, topic)| topic.priority)),
        topic: topic.map(|(iri, _)| short(iri).trim_start_matches("topic/").to_owned()),
        category: topic.and_then(|(_, topic)| topic.category.clone()),
        about: short(&raw.about),
        path: raw.path,
        line: raw.line,
        message: raw.message,
        fix: raw.fix,
        edit: raw.edit.filter(|edit| edit.old != edit.new),
    }
}

fn invalid_file(fault: &TextError) -> RawFinding {
    cannot_run(&fault.origin, fault.line, &fault.message, fault.help.clone())
}

fn cannot_run(origin: &str, line: usize, message: &str, help: Option<String>) -> RawFinding {
    RawFinding {
        path: origin.to_owned(),
        line: u32::try_from(line).unwrap_or(1),
        about: origin.to_owned(),
        message: format!("the check cannot run: {message}"),
        fix: help,
        ..RawFinding::default()
    }
}

/// Whether a path is a file or folder, or is in the folder.
fn is_in(path: &str, file_or_folder: &str) -> bool {
    let in_folder = path.strip_prefix(file_or_folder.trim_end_matches('/'));
    path == file_or_folder || in_folder.is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use casegraph_corpus::{Corpus, Silent};

    use super::*;

    #[test]
    fn only_the_queries_of_selected_checks_are_parsed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("casegraph.toml"), "title = 'A'\n").unwrap();
        std::fs::write(folder.path().join("a.md"), "# A\n\n[b](b.md)\n").unwrap();
        let session = Session::open(Corpus::open(folder.path()).unwrap(), &Silent).unwrap();
        let checks = Checks::load(session.corpus()).unwrap();
        let only = |code: &str| GapOptions { only: vec![code.to_owned()], ..GapOptions::default() };
        let parsed = || checks.checks.iter().filter(|check| check.is_parsed()).count();
        assert_eq!(parsed(), 0);
        let report = run_checks(&session, &checks, &only("broken-link")).unwrap();
        assert_eq!((report.findings.len(), parsed()), (1, 1));
        run_checks(&session, &checks, &GapOptions::default()).unwrap();
        let engine = checks.checks.iter().filter(|check| !check.is_query()).count();
        assert_eq!(parsed(), checks.checks.len() - engine);
    }
}
