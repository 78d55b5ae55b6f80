//! All checks, sorted by code: those of `queries/gaps/`, those of `checks/`, and the corpus's own.

use casegraph_corpus::{Corpus, TextError, query_files};
use rayon::prelude::*;

use crate::check::{Check, Evaluator};
use crate::checks;
use crate::error::Error;

macro_rules! shipped {
    ($($code:literal $evaluator:expr),* $(,)?) => { &[$(($code, $evaluator)),*] };
}

macro_rules! query {
    ($code:literal) => {
        (include_str!(concat!("../../../queries/gaps/", $code, ".rq")), Evaluator::Rows)
    };
}

/// The shipped checks by code: text and evaluator.
static SHIPPED: &[(&str, (&str, Evaluator))] = shipped![
    "alias-conflict" query!("alias-conflict"),
    "bare-domain-source" query!("bare-domain-source"),
    "broken-anchor" query!("broken-anchor"),
    "broken-link" query!("broken-link"),
    "broken-reference" query!("broken-reference"),
    "case-study-without-results" query!("case-study-without-results"),
    "check-invalid" (checks::CHECK_INVALID, Evaluator::Engine),
    "code-in-case-study" query!("code-in-case-study"),
    "company-without-source" (checks::company_without_source::CHECK, Evaluator::Function(checks::company_without_source::evaluate)),
    "damaged-encoding" query!("damaged-encoding"),
    "dead-end-topic" query!("dead-end-topic"),
    "duplicate-case-number" query!("duplicate-case-number"),
    "duplicate-source" query!("duplicate-source"),
    "empty-page" query!("empty-page"),
    "file-skipped" query!("file-skipped"),
    "front-matter-invalid" query!("front-matter-invalid"),
    "insecure-source" query!("insecure-source"),
    "invalid-utf8" query!("invalid-utf8"),
    "isolated-group" (checks::isolated_group::CHECK, Evaluator::Function(checks::isolated_group::evaluate)),
    "link-leaves-root" query!("link-leaves-root"),
    "link-to-unwritten-topic" query!("link-to-unwritten-topic"),
    "metric-arithmetic" (checks::metric_arithmetic::CHECK, Evaluator::Function(checks::metric_arithmetic::evaluate)),
    "missing-section" (checks::missing_section::CHECK, Evaluator::Function(checks::missing_section::evaluate)),
    "missing-sources" query!("missing-sources"),
    "moved-link" query!("moved-link"),
    "name-collision" query!("name-collision"),
    "one-way-relation" query!("one-way-relation"),
    "orphan-topic" query!("orphan-topic"),
    "page-not-in-plan" query!("page-not-in-plan"),
    "pattern-without-case-study" query!("pattern-without-case-study"),
    "placeholder-source" query!("placeholder-source"),
    "plan-contradiction" (checks::plan_contradiction::CHECK, Evaluator::Function(checks::plan_contradiction::evaluate)),
    "plan-drift" (checks::plan_drift::CHECK, Evaluator::Function(checks::plan_drift::evaluate)),
    "prerequisite-cycle" (checks::prerequisite_cycle::CHECK, Evaluator::Function(checks::prerequisite_cycle::evaluate)),
    "single-source-topic" query!("single-source-topic"),
    "source-without-url" query!("source-without-url"),
    "sources-overclaimed" query!("sources-overclaimed"),
    "stale-source" query!("stale-source"),
    "stated-count-wrong" (checks::stated_count_wrong::CHECK, Evaluator::Function(checks::stated_count_wrong::evaluate)),
    "technology-with-one-company" query!("technology-with-one-company"),
    "template-left-over" query!("template-left-over"),
    "too-few-case-studies" query!("too-few-case-studies"),
    "too-many-case-studies" query!("too-many-case-studies"),
    "uncited-metric" (checks::uncited_metric::CHECK, Evaluator::Function(checks::uncited_metric::evaluate)),
    "unknown-name" query!("unknown-name"),
    "unsourced-case-study" (
        checks::unsourced_case_study::CHECK,
        Evaluator::Function(checks::unsourced_case_study::evaluate)
    ),
    "unused-suppression" (checks::UNUSED_SUPPRESSION, Evaluator::Engine),
    "unused-term" query!("unused-term"),
    "unwritten-topic" query!("unwritten-topic"),
    "vocabulary-syntax" query!("vocabulary-syntax"),
    "vocabulary-term" query!("vocabulary-term"),
];

/// The checks of a corpus.
#[derive(Clone, Debug)]
pub struct Checks {
    /// Sorted by code. A corpus's own check replaces the shipped one of the same code.
    pub checks: Vec<Check>,
    /// The errors of files in the corpus's `queries/gaps` that are not checks.
    pub faults: Vec<TextError>,
}

/// The shipped checks, sorted by code.
///
/// # Errors
/// A wrong header, which a test rules out.
pub fn shipped_checks() -> Result<Vec<Check>, Error> {
    let load = |(code, (text, evaluator)): &(&str, (&'static str, Evaluator))| {
        Check::new(code, code, *text, *evaluator).map_err(|error| Error::from(*error))
    };
    SHIPPED.par_iter().map(load).collect()
}

impl Checks {
    /// Loads the checks of a corpus: the shipped ones and those in its folder `queries/gaps`. The queries of shipped checks are
    /// parsed when they run; those of the corpus are parsed now, so that errors in them are found.
    ///
    /// # Errors
    /// When a file of the folder cannot be read.
    pub fn load(corpus: &Corpus) -> Result<Self, Error> {
        let mut all = Self::shipped()?;
        for file in query_files(&corpus.queries_folder().join("gaps")) {
            let text = std::fs::read_to_string(&file)
                .map_err(|source| casegraph_corpus::Error::Read { path: file.clone(), source })?;
            let code = file.file_stem().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
            let origin = format!("queries/gaps/{code}.rq");
            let check = Check::new(&origin, code, text, Evaluator::Rows);
            match check.and_then(|check| check.query().map(|_| ()).map(|()| check)) {
                Ok(mut check) => {
                    check.file = Some(origin);
                    all.checks.retain(|other| other.code() != code);
                    all.checks.push(check);
                }
                Err(fault) => all.faults.push(*fault),
            }
        }
        all.checks.sort_by(|a, b| a.code().cmp(b.code()));
        Ok(all)
    }

    /// The shipped checks alone.
    ///
    /// # Errors
    /// Those of [`shipped_checks`].
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self { checks: shipped_checks()?, faults: Vec::new() })
    }

    /// The check with this code.
    ///
    /// # Errors
    /// [`Error::UnknownCheck`] with similar codes.
    pub fn get(&self, code: &str) -> Result<&Check, Error> {
        let unknown = || Error::UnknownCheck { code: code.to_owned(), suggestions: self.similar(code) };
        self.checks.iter().find(|check| check.code() == code).ok_or_else(unknown)
    }

    /// The codes that are similar to `code`, best first.
    pub(crate) fn similar(&self, code: &str) -> Vec<String> {
        let near = casegraph_facts::near_names(code, self.checks.iter().map(Check::code));
        near.into_iter().map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_check_has_a_query_that_parses_and_the_list_is_sorted() {
        let checks = shipped_checks().unwrap();
        for check in &checks {
            assert!(check.query().is_ok(), "{}: {:?}", check.code(), check.query());
        }
        assert!(checks.is_sorted_by_key(Check::code));
    }
}
