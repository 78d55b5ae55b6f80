//! `casegraph gaps`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use casegraph::facts::{Severity, counted};
use casegraph::store::Answer;
use casegraph::{
    Baseline, Check, Checks, Finding, GapOptions, GapReport, ReportFormat, Session, fixes, write_report,
    write_whole,
};
use clap::{Args, ValueEnum};

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
pub(crate) enum Grouping {
    Code,
    Topic,
    File,
    Category,
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
    let mut report = casegraph::gaps::run(&session, &options)?;
    if let Some(file) = &arguments.baseline {
        if arguments.update_baseline {
            let baseline = Baseline::of(&report);
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
    let checks = Checks::of(session.corpus())?.checks;
    let format = match arguments.format {
        GapFormat::Text => None,
        GapFormat::Json => Some(ReportFormat::Json),
        GapFormat::Csv => Some(ReportFormat::Csv),
        GapFormat::Markdown => Some(ReportFormat::Markdown),
        GapFormat::Sarif => Some(ReportFormat::Sarif),
        GapFormat::Github => Some(ReportFormat::Github),
    };
    let edits = fixes(session.corpus(), &report.findings)?;
    if let Some(format) = format {
        let text = write_report(&report, &checks, &edits, format, &root(session.corpus().root()));
        output::write(text.as_bytes(), arguments.output.as_deref())?;
    } else {
        let mut fixable = BTreeMap::new();
        for replacement in edits.iter().flat_map(|edit| &edit.replacements) {
            *fixable.entry(replacement.code.clone()).or_default() += 1;
        }
        let text =
            Text { report: &report, checks: &checks, by: arguments.by, limit: arguments.limit, fixable }
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
    Baseline::parse(&text)
        .map_err(anyhow::Error::msg)
        .with_context(|| format!("cannot use {}", file.display()))
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

/// Maximum number of kinds of findings at the top of a report.
const MOST_KINDS: usize = 6;

/// The report as text.
struct Text<'a> {
    report: &'a GapReport,
    checks: &'a [Check],
    by: Grouping,
    limit: usize,
    /// How many places `--fix` would change, by code.
    fixable: BTreeMap<String, usize>,
}

impl Text<'_> {
    fn write(&self) -> String {
        let bold = anstyle::Style::new().bold();
        let mut out = String::new();
        if self.report.findings.is_empty() {
            out.push_str("no gaps\n");
        } else {
            let counts: Vec<String> = Severity::ALL
                .into_iter()
                .filter(|severity| self.report.count(*severity) > 0)
                .map(|severity| styled_count(self.report.count(severity), severity))
                .collect();
            let _ = writeln!(out, "{}", counts.join(", "));
        }
        let quiet = [(self.report.suppressed, "suppressed"), (self.report.known, "in the baseline")];
        let quiet: Vec<String> = quiet
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if !quiet.is_empty() {
            let _ = writeln!(out, "not reported: {}", quiet.join(", "));
        }
        if self.report.findings.is_empty() {
            return out;
        }
        let _ = write!(out, "\n{bold}What to do first{bold:#}\n");
        self.first(&mut out);
        for (name, findings) in self.groups() {
            let _ = write!(out, "\n{bold}{name}{bold:#}\n");
            let shown = if self.limit == 0 { findings.len() } else { self.limit };
            for finding in findings.iter().take(shown) {
                self.finding(finding, &mut out);
            }
            if findings.len() > shown {
                let _ = writeln!(out, "  … and {} more; --limit 0 shows all", findings.len() - shown);
            }
        }
        out
    }

    /// The most severe kinds of findings, with the command that fixes them.
    fn first(&self, out: &mut String) {
        let mut kinds: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for finding in &self.report.findings {
            *kinds.entry((finding.severity, &finding.code)).or_default() += 1;
        }
        let mut kinds: Vec<(Severity, std::cmp::Reverse<usize>, &str)> = kinds
            .into_iter()
            .map(|((severity, code), count)| (severity, std::cmp::Reverse(count), code))
            .collect();
        kinds.sort_unstable();
        let digits = kinds.iter().map(|(_, count, _)| count.0.to_string().len()).max().unwrap_or_default();
        let nouns =
            |(severity, count, _): &(Severity, std::cmp::Reverse<usize>, &str)| severity.noun(count.0);
        let shown = kinds.get(..MOST_KINDS).unwrap_or(&kinds);
        let widest = shown.iter().map(|kind| nouns(kind).len()).max().unwrap_or_default();
        let widest_code = shown.iter().map(|(_, _, code)| code.len()).max().unwrap_or_default();
        for kind in shown {
            let (severity, count, code) = kind;
            let title = self.checks.iter().find(|check| check.code() == *code).map_or("", Check::title);
            let style = style(*severity);
            let _ = writeln!(
                out,
                "  {:>digits$} {style}{:<widest$}{style:#}  {code:<widest_code$}  {}",
                count.0,
                nouns(kind),
                lower(title)
            );
            if let Some(places) = self.fixable.get(*code) {
                let indent = digits + widest + 5;
                let _ = writeln!(out, "{:indent$}→ casegraph gaps --only {code} --fix fixes {places}", "");
            }
        }
        if kinds.len() > shown.len() {
            let more = kinds.len() - shown.len();
            let more = counted(more, "more kind", "more kinds");
            let _ = writeln!(out, "  and {more}; --by code shows all");
        }
    }

    /// The findings in groups: topics and files in the order of their worst finding, codes and categories by name.
    fn groups(&self) -> Vec<(String, Vec<&Finding>)> {
        let mut groups: Vec<(String, Vec<&Finding>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &self.report.findings {
            let none = || "no category".to_owned();
            let name = match self.by {
                Grouping::Code => finding.code.clone(),
                Grouping::File => finding.path.clone(),
                Grouping::Category => finding.category.clone().unwrap_or_else(none),
                Grouping::Topic => finding.topic.clone().unwrap_or_else(|| finding.path.clone()),
            };
            let place = *places.entry(name.clone()).or_insert(groups.len());
            if place == groups.len() {
                groups.push((name, Vec::new()));
            }
            if let Some((_, findings)) = groups.get_mut(place) {
                findings.push(finding);
            }
        }
        groups
    }

    fn finding(&self, finding: &Finding, out: &mut String) {
        let style = style(finding.severity);
        let code = if self.by == Grouping::Code { String::new() } else { format!(" [{}]", finding.code) };
        let _ = writeln!(
            out,
            "  {style}{}{style:#} {}:{} {}{code}",
            finding.severity.code(),
            finding.path,
            finding.line,
            finding.message
        );
        if let Some(fix) = finding.fix.as_ref().filter(|fix| !fix.is_empty()) {
            let _ = writeln!(out, "      → {fix}");
        }
    }
}

fn styled_count(count: usize, severity: Severity) -> String {
    let style = style(severity);
    format!("{style}{}{style:#}", severity.counted(count))
}

fn style(severity: Severity) -> anstyle::Style {
    let colour = match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Info => anstyle::AnsiColor::Blue,
    };
    colour.on_default()
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
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
