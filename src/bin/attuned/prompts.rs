//! `attuned prompts`: what is said to models, to be read and to be changed.

use crate::End;
use crate::args::{self, PromptsWhat};
use crate::engine::Prompts;
use crate::settings::Settings;
use std::io::Write;

/// Lists, shows or copies out the templates.
pub(crate) fn prompts(asked: &args::Prompts, settings: &Settings) -> anyhow::Result<End> {
    let prompts = Prompts::new(settings.layer.prompts.as_deref())?;
    let mut out = crate::show::stdout(settings);
    match &asked.what {
        PromptsWhat::List => prompts.names().iter().try_for_each(|name| writeln!(out, "{name}"))?,
        PromptsWhat::Show { name } => out.write_all(prompts.show(name)?.as_bytes())?,
        PromptsWhat::Eject { folder } => {
            prompts.eject(folder)?.iter().try_for_each(|path| writeln!(out, "{}", path.display()))?;
        }
    }
    Ok(End::Done)
}
