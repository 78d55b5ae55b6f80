//! The commands of the pages, run: what a page prints there is what the program prints now.
//!
//! A fence with `console` holds `$ casegraph …`, perhaps with `| head -N`, and its output. `UPDATE_EXPECT=1` rewrites the output.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::program::casegraph;

#[test]
fn the_readme_shows_current_output() {
    check("README.md", 3);
}

#[test]
fn the_page_for_learners_shows_current_output() {
    check("docs/learners.md", 5);
}

#[test]
fn the_page_on_differences_shows_current_output() {
    check("docs/diff.md", 2);
}

/// Runs the commands of a page, of which there are at least so many.
fn check(page: &str, least: usize) {
    let repository: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = repository.join(page);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut fresh = String::new();
    let mut rest = text.as_str();
    let mut commands = 0;
    while let Some((before, after)) = rest.split_once("```console\n$ casegraph ") {
        let (block, after) = after.split_once("```\n").unwrap();
        let (command, _) = block.split_once('\n').unwrap();
        let (arguments, lines) = command.split_once(" | head -").unwrap_or((command, "1000"));
        let run = casegraph(&repository, &arguments.split(' ').collect::<Vec<_>>());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        let shown: String = run.out.split_inclusive('\n').take(lines.parse().unwrap()).collect();
        let _ = write!(fresh, "{before}```console\n$ casegraph {command}\n{shown}```\n");
        rest = after;
        commands += 1;
    }
    fresh.push_str(rest);
    assert!(commands >= least, "only {commands} commands");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, &fresh).unwrap();
    } else {
        assert!(fresh == text, "{page} is stale: run UPDATE_EXPECT=1 cargo test");
    }
}
