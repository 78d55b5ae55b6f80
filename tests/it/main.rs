//! The tests of the whole program: cases over Markdown, over the corpus in `content/`, and over the command line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected should stop there"
)]

mod clean_corpus;
mod command_line;
mod content;
mod determinism;
mod diff;
mod diff_properties;
mod embed;
mod engines;
mod facts_text;
mod gap_command;
mod gap_suite;
mod generator;
mod heads;
mod incremental;
mod layout_mismatch;
mod learning;
mod maps;
mod names;
mod oxigraph_database;
mod planted;
mod program;
mod properties;
mod push;
mod sarif;
mod shown_commands;
mod structure;
mod suite;
mod watch;
