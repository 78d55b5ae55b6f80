//! Runs the checks over an open graph: all at once, then sorted, so that the report does not depend on the threads.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_corpus::{Session, TextError};
use casegraph_facts::{Severity, StatusText};
use rayon::prelude::*;

use crate::check::{Check, Judge, Raw};
use crate::error::Error;
use crate::finding::Finding;
use crate::registry::Checks;
use crate::suppression::Suppressions;

/// What a report is to be about. The default is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GapOptions {
    /// Codes or groups of checks to run; all if none.
    pub only: Vec<String>,
    /// Codes or groups of checks not to run.
    pub except: Vec<String>,
    /// The least severity to tell.
    pub severity: Option<Severity>,
    /// Files or folders to tell of; all if none.
    pub paths: Vec<String>,
    /// The day, month or year that age is measured from.
    pub as_of: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct GapReport {
    /// By severity, priority of the topic, path and line.
    pub findings: Vec<Finding>,
    /// How many findings a suppression keeps from being told.
    pub suppressed: usize,
    /// How many findings the baseline knows.
    pub known: usize,
}

impl GapReport {
    /// How many findings have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Findings by code.
    #[must_use]
    pub fn by_code(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.code.as_str()).or_default() += 1;
        }
        counts
    }

    /// Whether a finding is at least this severe.
    #[must_use]
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity <= severity)
    }
}

/// Runs the checks of the corpus. A check that cannot run is itself a finding, and the others still run.
///
/// # Errors
/// [`Error::UnknownCheck`] for a code that no check has, in the options or in casegraph.toml; [`Error::Text`] for a
/// parameter that its check does not know; [`Error::Query`].
pub fn run(session: &Session, options: &GapOptions) -> Result<GapReport, Error> {
    let known = Checks::of(session.corpus())?;
    let selection = selection(session, &known, options)?;
    let mut raw: Vec<(&Check, Raw)> = Vec::new();
    let jobs: Vec<(&Check, Vec<(String, String)>)> = selection
        .iter()
        .filter(|check| !matches!(check.judge, Judge::Engine))
        .map(|check| Ok((*check, values(session, check, options)?)))
        .collect::<Result<_, Error>>()?;
    let answers = || -> Vec<Result<Vec<Raw>, Error>> {
        let answer = |(check, values): &(&Check, Vec<(String, String)>)| {
            let given = values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            Ok(check.findings(&session.ask_named(&check.query, given)?))
        };
        // One by one: a few checks take as long as all others, and must not stand behind one another.
        jobs.par_iter().with_max_len(1).map(answer).collect()
    };
    let (answers, (context, suppressions)) =
        rayon::join(answers, || rayon::join(|| Context::of(session), || Suppressions::of(session)));
    let (context, mut suppressions) = (context?, suppressions?);
    let invalid = known.checks.iter().find(|check| check.code() == "check-invalid");
    for ((check, _), answer) in jobs.iter().zip(answers) {
        match answer {
            Ok(found) => raw.extend(found.into_iter().map(|found| (*check, found))),
            Err(error) => {
                let origin =
                    check.file.clone().unwrap_or_else(|| format!("queries/gaps/{}.rq", check.code()));
                raw.extend(invalid.map(|own| (own, cannot_run(&origin, 1, &error.to_string(), None))));
            }
        }
    }
    if selection.iter().any(|check| check.code() == "check-invalid") {
        let faults = known.faults.iter().map(fault_finding);
        raw.extend(faults.filter_map(|found| Some((invalid?, found))));
    }
    let base = session.corpus().config().base.as_str().to_owned();
    let mut findings: Vec<Finding> = raw
        .into_iter()
        .filter(|(_, raw)| !context.is_template(&raw.path))
        .map(|(check, raw)| finding(session, check, raw, &context, &base))
        .collect();
    let before = findings.len();
    findings.retain(|finding| !suppressions.covers(finding));
    let suppressed = before - findings.len();
    if let Some(check) = selection.iter().find(|check| check.code() == "unused-suppression") {
        let ran: BTreeSet<&str> = selection.iter().map(|check| check.code()).collect();
        let unused = suppressions.unused(&known, &ran, session.corpus());
        findings.extend(unused.into_iter().map(|raw| finding(session, check, raw, &context, &base)));
    }
    let paths: Vec<&str> = options.paths.iter().map(|path| path.trim_start_matches("./")).collect();
    findings.retain(|finding| {
        options.severity.is_none_or(|least| finding.severity <= least)
            && (paths.is_empty() || paths.iter().any(|path| lies_in(&finding.path, path)))
    });
    findings.sort_by(|a, b| a.rank().cmp(&b.rank()));
    findings.dedup();
    Ok(GapReport { findings, suppressed, known: 0 })
}

/// The checks to run, by code.
fn selection<'c>(
    session: &Session,
    known: &'c Checks,
    options: &GapOptions,
) -> Result<Vec<&'c Check>, Error> {
    let settings = &session.corpus().config().gaps;
    for code in settings.checks.keys().chain(settings.suppress.iter().map(|entry| &entry.code)) {
        if known.get(code).is_err() {
            return Err(in_config(session, code, &known.unknown(code)));
        }
    }
    let named = |names: &[String]| -> Result<BTreeSet<&'c str>, Error> {
        let mut found = BTreeSet::new();
        for name in names {
            let of_group: Vec<&str> =
                known.checks.iter().filter(|check| check.group() == name).map(Check::code).collect();
            if of_group.is_empty() {
                found.insert(known.get(name)?.code());
            }
            found.extend(of_group);
        }
        Ok(found)
    };
    let (only, except) = (named(&options.only)?, named(&options.except)?);
    let is_off = |check: &Check| {
        settings.checks.get(check.code()).is_some_and(|own| own.severity.as_deref() == Some("off"))
    };
    Ok(known
        .checks
        .iter()
        .filter(|check| only.is_empty() || only.contains(check.code()))
        .filter(|check| !except.contains(check.code()) && (!is_off(check) || only.contains(check.code())))
        .collect())
}

/// The values of a check's parameters: the profile's, those of casegraph.toml, the options'.
fn values(session: &Session, check: &Check, options: &GapOptions) -> Result<Vec<(String, String)>, Error> {
    let config = session.corpus().config();
    let has = |name: &str| check.parameters().iter().any(|parameter| parameter.name == name);
    let case_study = &config.profile.text().case_study;
    let mut values = BTreeMap::new();
    if check.file.is_none() {
        values.insert("minimum".to_owned(), case_study.minimum.to_string());
        values.insert("maximum".to_owned(), case_study.maximum.to_string());
        let statuses = &config.profile.text().plan.statuses;
        for (name, status) in
            [("done", StatusText::Complete), ("begun", StatusText::InProgress), ("todo", StatusText::Planned)]
        {
            values.extend(statuses.get(&status).map(|marks| (name.to_owned(), marks.join(", "))));
        }
    }
    values.extend(config.gaps.shared.clone());
    values.extend(options.as_of.iter().map(|date| ("as_of".to_owned(), date.clone())));
    values.retain(|name, _| has(name));
    for (name, value) in config.gaps.checks.get(check.code()).iter().flat_map(|own| &own.parameters) {
        if !has(name) {
            let all: Vec<String> =
                check.parameters().iter().map(|parameter| parameter.name.replace('_', "-")).collect();
            let allowed = if all.is_empty() {
                "only `severity`".to_owned()
            } else {
                format!("`severity`, `{}`", all.join("`, `"))
            };
            let message = format!(
                "the check `{}` has no parameter `{}` (allowed: {allowed})",
                check.code(),
                name.replace('_', "-")
            );
            return Err(config_fault(session, &name.replace('_', "-"), message).into());
        }
        values.insert(name.clone(), value.clone());
    }
    if let Some(value) = options.as_of.as_ref().filter(|_| has("as_of")) {
        values.insert("as_of".to_owned(), value.clone());
    }
    Ok(values.into_iter().collect())
}

fn in_config(session: &Session, word: &str, error: &Error) -> Error {
    let fault = config_fault(session, word, error.to_string());
    match error.help() {
        Some(help) => fault.with_help(help).into(),
        None => fault.into(),
    }
}

/// A fault of casegraph.toml at the first place of a word.
fn config_fault(session: &Session, word: &str, message: String) -> TextError {
    let file = session.corpus().config_file();
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let from = text.find("[gaps").or_else(|| text.find("[[gaps")).unwrap_or_default();
    let at = text.get(from..).and_then(|rest| rest.find(word)).map_or(0, |at| from + at);
    TextError::new(file.display().to_string(), &text, at..at + word.len(), message)
}

fn finding(session: &Session, check: &Check, raw: Raw, context: &Context, base: &str) -> Finding {
    let settings = session.corpus().config().gaps.checks.get(check.code());
    let graded = settings.and_then(|own| own.severity.as_deref()).and_then(Severity::parse);
    let topic = context.topic_of(&raw);
    let known = topic.and_then(|topic| context.topics.get(topic));
    let short = |iri: &str| iri.strip_prefix(base).unwrap_or(iri).to_owned();
    Finding {
        code: check.code().to_owned(),
        severity: graded.or(raw.severity).unwrap_or(check.severity),
        priority: raw.priority.or(known.and_then(|known| known.priority)),
        topic: topic.map(|topic| short(topic).trim_start_matches("topic/").to_owned()),
        category: known.and_then(|known| known.category.clone()),
        about: short(&raw.about),
        path: raw.path,
        line: raw.line,
        message: raw.message,
        fix: raw.fix,
        edit: raw.edit.filter(|edit| edit.old != edit.new),
    }
}

fn fault_finding(fault: &TextError) -> Raw {
    cannot_run(&fault.origin, fault.line, &fault.message, fault.help.clone())
}

fn cannot_run(origin: &str, line: usize, message: &str, help: Option<String>) -> Raw {
    Raw {
        path: origin.to_owned(),
        line: u32::try_from(line).unwrap_or(1),
        about: origin.to_owned(),
        message: format!("the check cannot run: {message}"),
        fix: help,
        ..Raw::default()
    }
}

/// Whether `path` is `place` or lies in it.
fn lies_in(path: &str, place: &str) -> bool {
    path == place || path.strip_prefix(place.trim_end_matches('/')).is_some_and(|rest| rest.starts_with('/'))
}

/// What every finding is looked up in.
struct Context {
    documents: BTreeMap<String, (String, Option<String>)>,
    topics: BTreeMap<String, TopicContext>,
    studies: BTreeMap<String, String>,
}

struct TopicContext {
    priority: Option<u8>,
    category: Option<String>,
}

impl Context {
    fn of(session: &Session) -> Result<Self, Error> {
        let documents = "SELECT ?path ?role ?about { ?d cg:path ?path ; cg:role ?role OPTIONAL { ?d schema:about ?about } }";
        let topics = "SELECT ?topic ?priority ?category { ?topic a cg:Topic OPTIONAL { ?topic cg:priority ?priority } \
                      OPTIONAL { ?topic skos:broader ?c . ?c skos:prefLabel ?category } }";
        let studies = "SELECT ?study ?topic { ?study a cg:CaseStudy ; schema:about ?topic }";
        Ok(Self {
            documents: session
                .ask_rows(documents)?
                .into_iter()
                .map(|[path, role, about]| (path, (role, Some(about).filter(|about| !about.is_empty()))))
                .collect(),
            topics: session
                .ask_rows(topics)?
                .into_iter()
                .map(|[topic, priority, category]| {
                    let category = Some(category).filter(|label| !label.is_empty());
                    (topic, TopicContext { priority: priority.parse().ok(), category })
                })
                .collect(),
            studies: session.ask_rows(studies)?.into_iter().map(|[study, topic]| (study, topic)).collect(),
        })
    }

    fn is_template(&self, path: &str) -> bool {
        self.documents.get(path).is_some_and(|(role, _)| role == "template")
    }

    fn topic_of<'a>(&'a self, raw: &'a Raw) -> Option<&'a str> {
        if self.topics.contains_key(&raw.about) {
            return Some(&raw.about);
        }
        let of_study = self.studies.get(&raw.about).map(String::as_str);
        let of_document = || self.documents.get(&raw.path).and_then(|(_, about)| about.as_deref());
        of_study.or_else(of_document).filter(|topic| self.topics.contains_key(*topic))
    }
}
