//! The options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Args)]
pub(crate) struct Global {
    /// The corpus: a folder with a casegraph.toml
    #[arg(short = 'C', long = "corpus", global = true, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// Use the stored graph without checking whether files have changed
    #[arg(long, global = true)]
    pub(crate) frozen: bool,
    /// Print results and errors only
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// When to use colours; the environment variable `NO_COLOR` is honoured
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,
    /// Number of threads that read files [default: the number of cores]
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// If the output is a terminal
    Auto,
    Always,
    Never,
}

impl Color {
    pub(crate) fn as_choice(self) -> anstream::ColorChoice {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
    }
}
