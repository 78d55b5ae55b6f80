//! Shell completion with the names of the corpus: the shell asks the program for candidates.
//!
//! The shell calls the program with the variable `CASEGRAPH_COMPLETE` set; the corpus is the one that contains the current folder, or the
//! one given with `-C` on the line being completed.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use casegraph::facts::Kind;
use casegraph::{Corpus, Guide, Names, Silent, known_queries};
use clap_complete::engine::CompletionCandidate;
use clap_complete::env::EnvCompleter;

use crate::failure::Outcome;
use crate::output;

/// The environment variable by which a shell asks for completions; its value is the shell's name.
pub(crate) const VARIABLE: &str = "CASEGRAPH_COMPLETE";

#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  casegraph completions bash >> ~/.bashrc\n  casegraph completions zsh >> ~/.zshrc\n  casegraph completions fish > \
    ~/.config/fish/completions/casegraph.fish\n\nTopics, companies and query names are those of the corpus that contains the current folder."
)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// Prints the script that the shell runs at startup.
pub(crate) fn run(arguments: &CompletionsArgs) -> anyhow::Result<Outcome> {
    let shell: &dyn EnvCompleter = match arguments.shell {
        Shell::Bash => &clap_complete::env::Bash,
        Shell::Zsh => &clap_complete::env::Zsh,
        Shell::Fish => &clap_complete::env::Fish,
    };
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "casegraph", "casegraph", "casegraph", &mut script)?;
    output::write(&script, None)?;
    Ok(Outcome::Clean)
}

/// Topics.
pub(crate) fn topics(typed: &OsStr) -> Vec<CompletionCandidate> {
    // A list of topics is completed at its last one.
    let text = typed.to_string_lossy();
    let (before, _) = text.rsplit_once(',').map_or(("", ""), |(before, _)| text.split_at(before.len() + 1));
    candidates(&text, before, &[Kind::Topic])
}

/// Topics, patterns, technologies and companies.
pub(crate) fn learnable(typed: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&typed.to_string_lossy(), "", &Names::LEARNABLE)
}

/// Everything that `show` accepts except case studies and sources, whose ids nobody types.
pub(crate) fn things(typed: &OsStr) -> Vec<CompletionCandidate> {
    learnable(typed)
}

/// Domains and categories.
pub(crate) fn parts(typed: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&typed.to_string_lossy(), "", &[Kind::Domain, Kind::Category])
}

/// Companies.
pub(crate) fn companies(typed: &OsStr) -> Vec<CompletionCandidate> {
    candidates(&typed.to_string_lossy(), "", &[Kind::Company])
}

/// The names of queries.
pub(crate) fn queries(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let known = corpus().and_then(|corpus| known_queries(&corpus).ok()).unwrap_or_default();
    let found = known.iter().filter(|known| known.query.name().starts_with(typed.as_ref()));
    found
        .map(|known| {
            CompletionCandidate::new(known.query.name()).help(Some(known.query.summary().to_owned().into()))
        })
        .collect()
}

fn candidates(typed: &str, before: &str, kinds: &[Kind]) -> Vec<CompletionCandidate> {
    let guide = corpus().and_then(|corpus| Guide::open(corpus, Silent).ok());
    let Some(wood) = guide.and_then(|guide| guide.wood().ok()) else { return Vec::new() };
    let names = wood.names();
    let found = names.of_kinds(kinds).map(|(id, _)| (format!("{before}{}", id.key()), names.label(id)));
    found
        .filter(|(value, _)| value.starts_with(typed))
        .map(|(value, label)| CompletionCandidate::new(value).help(Some(label.to_owned().into())))
        .collect()
}

fn corpus() -> Option<Corpus> {
    let line: Vec<String> = std::env::args().collect();
    let named =
        line.iter().zip(line.iter().skip(1)).find(|(option, _)| matches!(option.as_str(), "-C" | "--corpus"));
    let root = match named {
        Some((_, folder)) => PathBuf::from(folder),
        None => Corpus::locate(&std::path::absolute(Path::new(".")).ok()?).ok()?,
    };
    Corpus::open(&root).ok()
}
