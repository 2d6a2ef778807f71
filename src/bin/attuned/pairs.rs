//! `attuned pairs`: outcomes in, rows that trainers read out, with a card and a manifest beside them.

mod drafts;
mod maker;
mod options;
mod place;
mod spool;

pub(crate) use options::Pairs;

use crate::End;
use crate::batch;
use crate::settings::Settings;
use crate::show::{notice, warn};
use anyhow::bail;
use attuned::{Columns, Entry, Error, FileFormat, Location, Made, OutcomeRecord, Selection, rows};
use drafts::Source;
use maker::Maker;
use options::Pairs as Asked;
use place::Place;

/// Lines that cannot be read are said one by one up to here; there may be a million of them.
const SAID: usize = 5;

/// Makes pairs of outcomes.
pub(crate) fn pairs(asked: &Asked, settings: &Settings) -> anyhow::Result<End> {
    let place = Place::new(asked)?;
    let source = match drafts::outcomes(asked, settings)? {
        Source::Outcomes(source) => source,
        Source::NotYet(end) => return Ok(end),
    };
    let batch = batch::state(&source)?;
    let run = batch.as_ref().map_or_else(|| run(asked), |batch| asked.run.clone().unwrap_or_else(|| batch.run.clone()));
    let mut made = Made::new(asked.format, selection(asked), asked.input.input.name(), run);
    made.batch = batch.map(serde_json::to_value).transpose()?;
    made.source.clone_from(&asked.source);
    made.negatives = asked.negatives;
    made.keep = settings.layer.keep.clone().unwrap_or_default();
    let name =
        if asked.input.input.is_standard() { "standard input".to_owned() } else { asked.input.input.to_string() };
    let mut maker = Maker::new(made, settings.options()?.keep, place.spool()?, settings);
    for outcome in outcomes(&source, asked.input.from)? {
        match outcome {
            Ok(outcome) => maker.add(outcome)?,
            Err(error) => {
                if maker.miss() <= SAID {
                    warn(settings, "attuned", &format!("{name}: {error}"));
                }
            }
        }
    }
    let made = maker.end(&place)?;
    tell(&made, settings)?;
    Ok(if made.unreadable > 0 { End::Failed } else { End::Done })
}

/// The outcomes of a file, `None` for a draft that failed.
fn outcomes(
    input: &Location,
    format: Option<FileFormat>,
) -> anyhow::Result<impl Iterator<Item = Result<Option<OutcomeRecord>, Error>>> {
    let read = |entry: Entry| OutcomeRecord::read(entry.value, entry.line);
    Ok(rows(input, format, &Columns::default())?.map(move |entry| entry.and_then(read)))
}

/// What was asked of the data as a whole.
fn selection(asked: &Asked) -> Selection {
    let mut selection = Selection::default();
    selection.min_margin = asked.min_margin.map_or(selection.min_margin, |margin| margin.0);
    selection.near_duplicates = asked.near_duplicates.0;
    selection.match_length = asked.match_length;
    selection.splits.clone_from(&asked.split);
    selection
}

/// The id of the run: as given, or made of what was asked, so that the same command gives the same rows.
fn run(asked: &Asked) -> String {
    asked.run.clone().unwrap_or_else(|| {
        let length = asked.input.input.path().and_then(|path| path.metadata().ok()).map_or(0, |known| known.len());
        let mut sum = attuned::Checksum::default();
        let said = format!(
            "{} {} {length} {:?} {:?}",
            env!("CARGO_PKG_VERSION"),
            asked.input.input.name(),
            asked.format,
            selection(asked)
        );
        // A sum takes whatever is written to it.
        let _ = std::io::Write::write_all(&mut sum, said.as_bytes());
        sum.hex()[..16].to_owned()
    })
}

/// What became of it, on standard error.
fn tell(made: &Made, settings: &Settings) -> anyhow::Result<()> {
    let lines = made.summary();
    if made.unreadable > SAID {
        warn(settings, "attuned", &format!("{} lines could not be read", made.unreadable));
    }
    if made.rows == 0 {
        bail!("nothing was written: {}", lines.join("\n  "));
    }
    notice(settings, &lines.join("\n  "));
    for file in made.files.iter().filter(|file| file.rows == 0) {
        warn(settings, "attuned", &format!("{} is empty: too few sources for its share", file.name));
    }
    Ok(())
}
