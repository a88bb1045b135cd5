//! The `recoup` program: parse arguments, run one command, map an error to an exit code.

use std::process::ExitCode;

use recoup::cli;

fn main() -> ExitCode {
    // Fails only if a hook is set already, which nobody does before main.
    let _ = color_eyre::install();
    // Without it a full quota ends the program in the middle of a save; with it the save fails and says so.
    let _ = recoup::runtime::terminal::survive_size_limits();
    cli::main()
}
