//! `casegraph gaps`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use casegraph::facts::counted;
use casegraph::gaps::run_checks;
use casegraph::store::Answer;
use casegraph::{
    Baseline, Checks, GapOptions, GapReport, ReportFormat, Session, fixes, write_report, write_whole,
};
use clap::{Args, ValueEnum};

use super::gap_text::{GapText, Grouping};
use super::session_at;
use crate::engine_arguments::EngineArgs;
use crate::failure::Outcome;
use crate::global::Global;
use crate::output;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  casegraph gaps\n  casegraph gaps --only links --fix --dry-run\n  casegraph gaps --by code --severity warning\n  \
    casegraph gaps --format sarif -o gaps.sarif\n  casegraph gaps --fail-on warning --baseline gaps-baseline.json\n\nA finding is suppressed by \
    [[gaps.suppress]] in casegraph.toml or by a comment in the Markdown: <!-- casegraph:ignore CODE reason --> on its line or alone on the line \
    before, <!-- casegraph:ignore-file CODE reason --> for the whole file. `casegraph explain --list` lists all checks."
)]
pub(crate) struct GapsArgs {
    /// Run only these checks: codes or groups (plan, structure, links, relations, sources, evidence, vocabulary, text)
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Run all checks except these
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) except: Vec<String>,
    /// Report only findings of this severity or above
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) severity: Option<Level>,
    /// Report only findings in this file or folder of the corpus; can be given several times
    #[arg(long, value_name = "PATH")]
    pub(crate) path: Vec<String>,
    /// How to group the report
    #[arg(long, value_enum, default_value_t = Grouping::Topic, value_name = "WHAT")]
    pub(crate) by: Grouping,
    /// Maximum number of findings of a group in the report; 0 for all
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: usize,
    /// The day, month or year from which the age of sources is measured
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) as_of: Option<String>,
    /// Output format
    #[arg(short, long, value_enum, default_value_t = GapFormat::Text, value_name = "FORMAT")]
    pub(crate) format: GapFormat,
    /// Write to a file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Exit with 1 if there is a finding of this severity or above
    #[arg(long, value_enum, default_value_t = FailOn::Never, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,
    /// Do not report the findings that this file lists
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all current findings to the baseline file
    #[arg(long, requires = "baseline")]
    pub(crate) update_baseline: bool,
    /// Apply the edits that have exactly one correct result
    #[arg(long, conflicts_with = "endpoint")]
    pub(crate) fix: bool,
    /// With --fix: print the edits as a diff and write nothing
    #[arg(long, requires = "fix")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) engine: EngineArgs,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Level {
    Error,
    Warning,
    Info,
}

impl Level {
    pub(crate) fn severity(self) -> casegraph::facts::Severity {
        match self {
            Self::Error => casegraph::facts::Severity::Error,
            Self::Warning => casegraph::facts::Severity::Warning,
            Self::Info => casegraph::facts::Severity::Info,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    pub(crate) fn severity(self) -> Option<casegraph::facts::Severity> {
        match self {
            Self::Error => Some(Level::Error.severity()),
            Self::Warning => Some(Level::Warning.severity()),
            Self::Info => Some(Level::Info.severity()),
            Self::Never => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GapFormat {
    /// Human-readable text
    Text,
    Json,
    Csv,
    Markdown,
    /// SARIF 2.1.0
    Sarif,
    /// GitHub workflow annotations
    Github,
}

pub(crate) fn run(global: &Global, arguments: &GapsArgs) -> anyhow::Result<Outcome> {
    let session = session_at(global, &arguments.engine)?;
    let options = GapOptions {
        only: arguments.only.clone(),
        except: arguments.except.clone(),
        severity: arguments.severity.map(Level::severity),
        paths: arguments.path.clone(),
        as_of: arguments.as_of.clone(),
    };
    let checks = Checks::load(session.corpus())?;
    let mut report = run_checks(&session, &checks, &options)?;
    if let Some(file) = &arguments.baseline {
        if arguments.update_baseline {
            let baseline = Baseline::new(&report);
            write_whole(file, baseline.to_text().as_bytes())?;
            output::note(
                global,
                &format!(
                    "wrote {} to the baseline {}",
                    counted(report.findings.len(), "finding", "findings"),
                    file.display()
                ),
            );
            return Ok(Outcome::Clean);
        }
        read_baseline(file)?.apply(&mut report);
    }
    if arguments.fix {
        return fix(global, &session, &report, arguments.dry_run);
    }
    let checks = checks.checks;
    let format = match arguments.format {
        GapFormat::Text => None,
        GapFormat::Json => Some(ReportFormat::Json),
        GapFormat::Csv => Some(ReportFormat::Csv),
        GapFormat::Markdown => Some(ReportFormat::Markdown),
        GapFormat::Sarif => Some(ReportFormat::Sarif),
        GapFormat::Github => Some(ReportFormat::Github),
    };
    // What an edit replaces is read from the file.
    let edits = if session.has_files() { fixes(session.corpus(), &report.findings)? } else { Vec::new() };
    if let Some(format) = format {
        let text = write_report(&report, &checks, &edits, format, &root(session.corpus().root()));
        output::write(text.as_bytes(), arguments.output.as_deref())?;
    } else {
        let mut fixable = BTreeMap::new();
        for replacement in edits.iter().flat_map(|edit| &edit.replacements) {
            *fixable.entry(replacement.code.clone()).or_default() += 1;
        }
        let text =
            GapText { report: &report, checks: &checks, by: arguments.by, limit: arguments.limit, fixable }
                .write();
        match &arguments.output {
            None => output::print(&text)?,
            Some(file) => {
                let plain = anstream::adapter::strip_str(&text).to_string();
                output::write(plain.as_bytes(), Some(file))?;
            }
        }
    }
    if format.is_none() && report.findings.is_empty() && !has_pages(&session)? {
        output::note(
            global,
            "no file of this collection is a topic page or a case study, so most checks do not apply; \
             `casegraph build` shows how the files are classified",
        );
    }
    let fails = arguments.fail_on.severity().is_some_and(|severity| report.reaches(severity));
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// Whether the collection has a topic page or a case study, which most checks need.
fn has_pages(session: &Session) -> anyhow::Result<bool> {
    let question = "ASK { { ?topic cg:page ?page } UNION { ?study a cg:CaseStudy } }";
    Ok(matches!(session.ask_text("a query of casegraph", question)?, Answer::Boolean(true)))
}

fn read_baseline(file: &Path) -> anyhow::Result<Baseline> {
    let text = std::fs::read_to_string(file)
        .map_err(|source| casegraph::corpus::Error::Read { path: file.to_owned(), source })?;
    Baseline::parse(&text).with_context(|| format!("cannot use {}", file.display()))
}

/// The corpus folder relative to the current folder, with `/`.
fn root(root: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| root.strip_prefix(here).ok()).unwrap_or(root);
    if below.is_absolute() { String::new() } else { below.to_string_lossy().replace('\\', "/") }
}

fn fix(global: &Global, session: &Session, report: &GapReport, dry_run: bool) -> anyhow::Result<Outcome> {
    let edits = fixes(session.corpus(), &report.findings)?;
    let places: usize = edits.iter().map(|edit| edit.replacements.len()).sum();
    for edit in &edits {
        if dry_run {
            output::print(&edit.diff())?;
        } else {
            edit.write(session.corpus())?;
        }
    }
    let done = if dry_run { "would be changed" } else { "changed" };
    let (places, files) = (counted(places, "place", "places"), counted(edits.len(), "file", "files"));
    output::note(global, &format!("{places} in {files} {done}"));
    Ok(Outcome::Clean)
}

fn parse_date(text: &str) -> Result<String, String> {
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let fits = match parts.as_slice() {
        [year] => digits(year, 4),
        [year, month] => digits(year, 4) && digits(month, 2),
        [year, month, day] => digits(year, 4) && digits(month, 2) && digits(day, 2),
        _ => false,
    };
    if fits { Ok(text.to_owned()) } else { Err("a date is written 2026, 2026-11 or 2026-11-20".to_owned()) }
}
