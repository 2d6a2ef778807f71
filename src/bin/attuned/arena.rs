//! `attuned arena`: two sets of replies to the same drafts, compared by rules and, if asked for, by a blind judge.

mod judge;
mod sets;

use crate::End;
use crate::args::{Arena as Asked, Format};
use crate::input;
use crate::settings::Settings;
use crate::show::{compared, counted, notice, warn};
use anyhow::bail;
use attuned::{Arena, Bout, Eye, Failure, Pairing, Replies, Stray};
use judge::Judge;
use sets::Sets;

/// Compares two sets.
pub(crate) fn arena(asked: &Asked, settings: &Settings) -> anyhow::Result<End> {
    let judge = asked.judge.then(|| Judge::new(settings)).transpose()?;
    let options = settings.options()?;
    let eye = Eye::new(options.keep, options.thresholds);
    let sets = Sets::read(asked)?;
    let names = sets.sides.each_ref().map(|side| side.name.clone());
    let (bouts, failures) = bouts(sets, &input::name(&asked.drafts), &eye, settings)?;
    if asked.format != Format::Json {
        failures.iter().for_each(|one| warn(settings, "attuned", &one.message));
    }
    if bouts.is_empty() {
        bail!("nothing to compare: no draft has a reply on both sides");
    }
    let bouts = match &judge {
        Some(judge) => judge.all(bouts, settings)?,
        None => bouts,
    };
    let arena = Arena::new(names, bouts);
    compared(asked.format, &arena, &failures, judge.as_ref().map(Judge::name), settings)?;
    let unjudged = arena.judge.as_ref().is_some_and(|judge| judge.failed > 0);
    Ok(if failures.is_empty() && !unjudged { End::Done } else { End::Failed })
}

/// The pairs, looked at by rules, and what could not be compared; `file` is what the drafts are called.
fn bouts(sets: Sets, file: &str, eye: &Eye, settings: &Settings) -> anyhow::Result<(Vec<Bout>, Vec<Failure>)> {
    let Sets { drafts, sides, mut failures } = sets;
    let Pairing { pairs, strays, repeated, .. } = Pairing::new(drafts, &sides)?;
    say(&sides, repeated, settings);
    failures.extend(strays.into_iter().map(|stray| alone(stray, file)));
    let mut bouts = Vec::new();
    for (record, offers) in pairs {
        let (id, text) = (record.id.clone(), record.draft.text.clone());
        match Bout::new(record, offers, eye) {
            Ok(bout) => bouts.push(bout),
            Err(error) => failures.push(failure(id, format!("{file}: {error}"), Some(text))),
        }
    }
    Ok((bouts, failures))
}

/// Of several replies with one id all but the last are lost, which is no fault but worth a line.
fn say(sides: &[Replies; 2], repeated: [usize; 2], settings: &Settings) {
    for (side, count) in sides.iter().zip(repeated).filter(|(_, count)| *count > 0) {
        let replies = counted(count, "reply", "replies");
        notice(settings, &format!("{}: {replies} with an id that comes again; the last one counts", side.name));
    }
}

/// A draft or a reply without a partner, as an error record.
fn alone(stray: Stray, drafts: &str) -> Failure {
    let Stray { side, id, line, detail, draft, .. } = stray;
    let message = match side {
        None if line > 0 => format!("{drafts}: line {line}: {detail}"),
        _ => detail,
    };
    failure(id, message, draft)
}

fn failure(id: Option<serde_json::Value>, message: String, text: Option<String>) -> Failure {
    let mut failure = Failure::new("record", message);
    (failure.id, failure.text) = (id.map(Box::new), text);
    failure
}
