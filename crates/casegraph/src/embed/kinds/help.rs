//! `help`: the help text of a command.

use crate::embed::kind::{EmbedKind, Filled, Request};
use crate::embed::markdown::fence;
use crate::words::Words;

pub(super) const KIND: EmbedKind = EmbedKind {
    name: "help",
    usage: "help COMMAND",
    summary: "the help text of a command, in a fence",
    fill,
};

fn fill(request: &Request<'_>) -> Result<Filled, String> {
    let words = Words::read(request.words, &[])?;
    let command = words.one("the command")?;
    let help = (request.help)(command).ok_or_else(|| format!("there is no command `{command}`"))?;
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    Ok(fence("text", &lines.join("\n")).into())
}
