//! The `attuned` command: arguments, settings, one function a subcommand, one file an output format.

mod arena;
mod args;
mod argv;
mod batch;
mod canned;
mod check;
mod drive;
mod engine;
mod eval;
mod explain;
mod imagine;
mod input;
mod interrupt;
mod lint;
mod lsp;
mod ordered;
mod pairs;
mod prompts;
mod review;
mod revise;
mod sent;
mod serve;
mod settings;
mod show;
mod studio;

use args::{Args, Command};
use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// Reading, guarding and asking for many records at once is mostly small allocations from several threads; with the
/// system's allocator a sixth of a batch went there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Done, nothing to report.
    Done = 0,
    /// Found something at or above `--fail-on`, or measured less than `--min-f1`.
    Found = 1,
    /// An error, or a record that could not be done.
    Failed = 2,
}

fn main() -> ExitCode {
    interrupt::watch();
    let args =
        Args::try_parse_from(argv::joined(std::env::args_os())).unwrap_or_else(|error| argv::taught(error).exit());
    match run(&args) {
        Ok(end) => ExitCode::from(end as u8),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to say it to where standard error is closed too.
            let _ = writeln!(anstream::stderr(), "attuned: {error:#}");
            ExitCode::from(End::Failed as u8)
        }
    }
}

/// Settings first, then the command.
fn run(args: &Args) -> anyhow::Result<End> {
    if let Command::Lsp(_) = &args.command {
        // Each document has settings of its own, and where they are broken the editor is told.
        let near = |folder: &_, editor: &_| settings::Settings::near(args, folder, editor);
        return Ok(lsp::lsp(args.common.verbose, &near));
    }
    let settings = settings::Settings::load(args)?;
    match &args.command {
        Command::Check(asked) => check::check(asked, &settings),
        Command::Revise(asked) => revise::revise(asked, &settings),
        Command::Batch(asked) => batch::batch(asked, &settings),
        Command::Eval(asked) => eval::eval(asked, &settings),
        Command::Arena(asked) => arena::arena(asked, &settings),
        Command::Pairs(asked) => pairs::pairs(asked, &settings),
        Command::Serve(asked) => serve::serve(asked, &settings, &|| settings::Settings::load(args)),
        Command::Lint(asked) => lint::lint(asked, &settings),
        Command::Review(asked) => review::review(asked, &settings),
        Command::Studio(asked) => studio::studio(asked, &settings),
        Command::Lsp(_) => Ok(End::Done),
        Command::Explain(asked) => explain::explain(asked, &settings),
        Command::Prompts(asked) => prompts::prompts(asked, &settings),
        Command::Settings(asked) => settings::show(asked, &settings),
    }
}

/// Whether the reader went away, as `head` does: that is no fault of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    causes.any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
