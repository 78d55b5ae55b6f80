//! The help text of a command as `casegraph embed` writes it into Markdown.

use clap::CommandFactory as _;

use crate::arguments::Arguments;

/// The help text of a command, the same on every machine: 100 columns wide, whatever the terminal.
pub(crate) fn of_command(command: &str) -> Option<String> {
    let mut program = Arguments::command().term_width(100);
    program.build();
    let command = program.find_subcommand_mut(command).filter(|command| command.get_name() != "help")?;
    Some(command.render_help().to_string())
}
