//! The tests of the whole program: cases over Markdown, over the corpus in `content/`, and over the command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod command_line;
mod content;
mod determinism;
mod embed;
mod engines;
mod facts_text;
mod gap_command;
mod gap_suite;
mod learning;
mod maps;
mod names;
mod planted;
mod program;
mod properties;
mod push;
mod shown_commands;
mod suite;
