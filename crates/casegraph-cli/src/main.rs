//! The program `casegraph`: arguments in, exit code out. Everything else is in the library.

mod arguments;
mod commands;
mod completion;
mod engine_arguments;
mod failure;
mod global;
mod help;
mod output;
mod progress;
mod report_format;
mod table;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};
use failure::Outcome;

fn main() -> ExitCode {
    clap_complete::CompleteEnv::with_factory(<Arguments as clap::CommandFactory>::command)
        .var(completion::VARIABLE)
        .complete();
    let arguments = Arguments::parse();
    arguments.global.color.as_choice().write_global();
    if let Some(threads) = arguments.global.threads {
        // The pool can be built only once, and nothing has used it yet.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let global = &arguments.global;
    let result = match &arguments.command {
        Command::Build(arguments) => commands::build::run(global, arguments),
        Command::Query(arguments) => commands::query::run(global, arguments),
        Command::Gaps(arguments) => commands::gaps::run(global, arguments),
        Command::Explain(arguments) => commands::explain::run(global, arguments),
        Command::Coverage(arguments) => commands::coverage::run(global, arguments),
        Command::New(arguments) => commands::new::run(global, arguments),
        Command::Map(arguments) => commands::map::run(global, arguments),
        Command::Embed(arguments) => commands::embed::run(global, arguments, &help::of_command),
        Command::Export(arguments) => commands::export::run(global, arguments),
        Command::Diff(arguments) => commands::diff::run(global, arguments),
        Command::Watch(arguments) => commands::watch::run(global, arguments),
        Command::Stats(arguments) => commands::stats::run(global, arguments),
        Command::Plan(arguments) => commands::plan::run(global, arguments),
        Command::Path(arguments) => commands::path::run(global, arguments),
        Command::Learn(arguments) => commands::learn::run(global, arguments),
        Command::Related(arguments) => commands::related::run(global, arguments),
        Command::Suggest(arguments) => commands::related::suggest(global, arguments),
        Command::Show(arguments) => commands::show::run(global, arguments),
        Command::Search(arguments) => commands::search::run(global, arguments),
        Command::Push(arguments) => commands::push::run(global, arguments),
        Command::Completions(arguments) => completion::run(arguments),
        Command::Init(arguments) => commands::init::run(global, arguments),
        Command::Profile(arguments) => commands::profile::run(arguments),
        Command::Vocabulary(arguments) => commands::vocabulary::run(global, arguments),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) if failure::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            failure::report(&error);
            ExitCode::from(2)
        }
    }
}
