//! The `recoup` program: parse arguments, run one command, turn what went wrong into an exit code.

use std::process::ExitCode;

use recoup::cli;

fn main() -> ExitCode {
    // Otherwise hitting a file-size limit ends the program in the middle of a save; with this the save fails and says so.
    let _ = recoup::runtime::terminal::survive_size_limits();
    cli::main().unwrap_or_else(|report| cli::stop(&report))
}
