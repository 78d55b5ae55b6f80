//! Runs the program in a folder with arguments and returns its output; no run takes longer than [`DEADLINE`].

use std::io::{Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Maximum duration of a child process, also on a busy machine.
pub(crate) const DEADLINE: Duration = Duration::from_secs(120);

/// The result of a run of the program.
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
    let output = output(command(folder, arguments).envs(variables.iter().copied()), input);
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The program with arguments, to be run in `folder`.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casegraph"));
    command.args(arguments).current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs a command with this standard input. Kills it and fails if it runs longer than [`DEADLINE`].
pub(crate) fn output(command: &mut Command, input: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (stdout, stderr) = (read(child.stdout.take().unwrap()), read(child.stderr.take().unwrap()));
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_owned());
    std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes()); // a program that does not read its input may have ended
    });
    let status = wait(&mut child, &format!("{command:?}"));
    // A process of its own that the command has left behind may hold the pipes open.
    let bytes = |pipe: Receiver<Vec<u8>>| pipe.recv_timeout(DEADLINE).expect("the output does not end");
    Output { status, stdout: bytes(stdout), stderr: bytes(stderr) }
}

/// Waits for a child process. Kills it and fails if it runs longer than [`DEADLINE`].
pub(crate) fn wait(child: &mut Child, name: &str) -> ExitStatus {
    let end = Instant::now() + DEADLINE;
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{name} ran longer than {DEADLINE:?}");
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    }
}

/// Reads a pipe to its end on a thread of its own.
fn read(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

/// Writes files under `folder`; creates missing folders.
pub(crate) fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
