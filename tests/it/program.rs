//! Runs the program as a person would: a folder, arguments, what comes back.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the program gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `casegraph` in `folder`.
pub(crate) fn casegraph(folder: &Path, arguments: &[&str]) -> Run {
    casegraph_with(folder, arguments, "")
}

/// Runs `casegraph` in `folder` with this standard input.
pub(crate) fn casegraph_with(folder: &Path, arguments: &[&str], input: &str) -> Run {
    casegraph_in(folder, arguments, input, &[])
}

/// Runs `casegraph` in `folder` with this standard input and these environment variables.
pub(crate) fn casegraph_in(
    folder: &Path,
    arguments: &[&str],
    input: &str,
    variables: &[(&str, &str)],
) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_casegraph"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes()); // a program that does not read may be gone
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Writes files under `folder`, with the folders they lie in.
pub(crate) fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
