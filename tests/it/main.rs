//! The tests of the whole program: cases over Markdown, over the corpus in `content/`, and over the command line.

mod command_line;
mod content;
mod determinism;
mod facts_text;
mod program;
mod suite;
