//! All checks, sorted: those of `queries/gaps/`, those of `checks/`, and the corpus's own.

use casegraph_corpus::{Corpus, TextError, query_files};

use crate::check::{Check, Judge};
use crate::checks;
use crate::error::Error;

macro_rules! shipped {
    ($($code:literal $judge:expr),* $(,)?) => { &[$(($code, $judge)),*] };
}

macro_rules! query {
    ($code:literal) => {
        (include_str!(concat!("../../../queries/gaps/", $code, ".rq")), Judge::Rows)
    };
}

/// Every check that casegraph ships, by code: its text and how its rows are judged.
static SHIPPED: &[(&str, (&str, Judge))] = shipped![
    "alias-conflict" query!("alias-conflict"),
    "bare-domain-source" query!("bare-domain-source"),
    "broken-anchor" query!("broken-anchor"),
    "broken-link" query!("broken-link"),
    "broken-reference" query!("broken-reference"),
    "case-study-without-results" query!("case-study-without-results"),
    "check-invalid" (checks::CHECK_INVALID, Judge::Engine),
    "code-in-case-study" query!("code-in-case-study"),
    "company-without-source" (checks::company_without_source::CHECK, Judge::Rust(checks::company_without_source::judge)),
    "damaged-encoding" query!("damaged-encoding"),
    "dead-end-topic" query!("dead-end-topic"),
    "duplicate-case-number" query!("duplicate-case-number"),
    "duplicate-source" query!("duplicate-source"),
    "empty-page" query!("empty-page"),
    "file-skipped" query!("file-skipped"),
    "front-matter-invalid" query!("front-matter-invalid"),
    "insecure-source" query!("insecure-source"),
    "invalid-utf8" query!("invalid-utf8"),
    "isolated-group" (checks::isolated_group::CHECK, Judge::Rust(checks::isolated_group::judge)),
    "link-leaves-root" query!("link-leaves-root"),
    "link-to-unwritten-topic" query!("link-to-unwritten-topic"),
    "metric-arithmetic" (checks::metric_arithmetic::CHECK, Judge::Rust(checks::metric_arithmetic::judge)),
    "missing-section" (checks::missing_section::CHECK, Judge::Rust(checks::missing_section::judge)),
    "missing-sources" query!("missing-sources"),
    "moved-link" query!("moved-link"),
    "name-collision" query!("name-collision"),
    "one-way-relation" query!("one-way-relation"),
    "orphan-topic" query!("orphan-topic"),
    "page-not-in-plan" query!("page-not-in-plan"),
    "pattern-without-case-study" query!("pattern-without-case-study"),
    "placeholder-source" query!("placeholder-source"),
    "plan-contradiction" (checks::plan_contradiction::CHECK, Judge::Rust(checks::plan_contradiction::judge)),
    "plan-drift" (checks::plan_drift::CHECK, Judge::Rust(checks::plan_drift::judge)),
    "prerequisite-cycle" (checks::prerequisite_cycle::CHECK, Judge::Rust(checks::prerequisite_cycle::judge)),
    "single-source-topic" query!("single-source-topic"),
    "source-without-url" query!("source-without-url"),
    "sources-overclaimed" query!("sources-overclaimed"),
    "stale-source" query!("stale-source"),
    "stated-count-wrong" (checks::stated_count_wrong::CHECK, Judge::Rust(checks::stated_count_wrong::judge)),
    "technology-with-one-company" query!("technology-with-one-company"),
    "template-left-over" query!("template-left-over"),
    "too-few-case-studies" query!("too-few-case-studies"),
    "too-many-case-studies" query!("too-many-case-studies"),
    "uncited-metric" (checks::uncited_metric::CHECK, Judge::Rust(checks::uncited_metric::judge)),
    "unknown-name" query!("unknown-name"),
    "unsourced-case-study" (
        checks::unsourced_case_study::CHECK,
        Judge::Rust(checks::unsourced_case_study::judge)
    ),
    "unused-suppression" (checks::UNUSED_SUPPRESSION, Judge::Engine),
    "unused-term" query!("unused-term"),
    "unwritten-topic" query!("unwritten-topic"),
    "vocabulary-syntax" query!("vocabulary-syntax"),
    "vocabulary-term" query!("vocabulary-term"),
];

/// The checks of a corpus, and what is wrong with those that cannot run.
#[derive(Debug)]
pub struct Checks {
    /// By code; the corpus's own replace shipped ones of the same code.
    pub checks: Vec<Check>,
    /// Files in the corpus's `queries/gaps` that are no checks.
    pub faults: Vec<TextError>,
}

/// The shipped checks, by code.
///
/// # Errors
/// [`Error::Text`] when one is wrong, which a test rules out.
pub fn shipped_checks() -> Result<Vec<Check>, Error> {
    let parse = |(code, (text, judge)): &(&str, (&str, Judge))| {
        Check::parse(code, code, text, *judge).map_err(|fault| Error::from(*fault))
    };
    SHIPPED.iter().map(parse).collect()
}

impl Checks {
    /// The checks of a corpus: the shipped ones and those in its folder `queries/gaps`.
    ///
    /// # Errors
    /// [`Error::Read`] when a file of the folder cannot be read.
    pub fn of(corpus: &Corpus) -> Result<Self, Error> {
        let mut checks = shipped_checks()?;
        let mut faults = Vec::new();
        for file in query_files(&corpus.queries_folder().join("gaps")) {
            let text = std::fs::read_to_string(&file)
                .map_err(|source| casegraph_corpus::Error::Read { path: file.clone(), source })?;
            let code = file.file_stem().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
            let origin = format!("queries/gaps/{code}.rq");
            match Check::parse(&origin, code, &text, Judge::Rows) {
                Ok(check) => {
                    checks.retain(|other| other.code() != code);
                    checks.push(Check { file: Some(origin), ..check });
                }
                Err(fault) => faults.push(*fault),
            }
        }
        checks.sort_by(|a, b| a.code().cmp(b.code()));
        Ok(Self { checks, faults })
    }

    /// The check with this code.
    ///
    /// # Errors
    /// [`Error::UnknownCheck`] with the codes that come close.
    pub fn get(&self, code: &str) -> Result<&Check, Error> {
        self.checks.iter().find(|check| check.code() == code).ok_or_else(|| self.unknown(code))
    }

    pub(crate) fn unknown(&self, code: &str) -> Error {
        let near = casegraph_facts::near_names(code, self.checks.iter().map(Check::code));
        let suggestions = near.into_iter().map(str::to_owned).collect();
        Error::UnknownCheck { code: code.to_owned(), suggestions }
    }
}
