//! What is there already: a run to go on with, one that is done, or something that is none of ours.

use super::options::Run;
use super::place::Place;
use anyhow::bail;
use attuned::{Difference, Done, Recovered, Shape, Spool, State};
use serde_json::Value;

/// A run that may begin or go on.
pub(crate) enum Begun {
    /// With this state, these lines, and so much done.
    Going { state: Box<State>, spool: Spool, recovered: Recovered },
    /// Done to its end before.
    Done(Box<State>),
}

/// Looks at what is there, and begins.
pub(crate) fn begin(place: &Place, shape: &Shape, run: &Run) -> anyhow::Result<Begun> {
    let known = State::read(&place.state)?;
    refuse_foreign(place, known.is_some())?;
    let state = match known {
        Some(state) if !run.fresh => state,
        _ => return anew(place, shape, run.fresh),
    };
    let changed = shape.differences(&state.shape);
    if !changed.is_empty() {
        bail!("{}", changes(&changed, place));
    }
    if state.done == Done::Whole && place.is_published() && !run.retry_failed {
        return Ok(Begun::Done(Box::new(state)));
    }
    let (mut spool, mut recovered) = Spool::open(&place.partial)?;
    // What was answered is there already: only the records that failed are asked again.
    if run.retry_failed {
        spool.clear()?;
        recovered = Recovered::default();
    }
    let mut state = state;
    state.done = Done::Partly;
    state.write(&place.state)?;
    Ok(Begun::Going { state: Box::new(state), spool, recovered })
}

/// Begins anew; what a run of ours left behind goes.
fn anew(place: &Place, shape: &Shape, fresh: bool) -> anyhow::Result<Begun> {
    let mut state = State::new(shape.clone());
    state.fresh = fresh;
    let (mut spool, _) = Spool::open(&place.partial)?;
    spool.clear()?;
    state.write(&place.state)?;
    Ok(Begun::Going { state: Box::new(state), spool, recovered: Recovered::default() })
}

/// Nothing that is not ours is written over.
fn refuse_foreign(place: &Place, ours: bool) -> anyhow::Result<()> {
    let there = match () {
        () if ours => None,
        () if place.output.exists()? => Some(place.output.to_string()),
        () => place.partial.exists().then(|| place.partial.display().to_string()),
    };
    match there {
        Some(name) => bail!(
            "{name} exists, and no {} says that a run of ours made it; name another output, or move it away",
            place.state.display()
        ),
        None => Ok(()),
    }
}

/// What is said of a run that was begun with other settings.
fn changes(changed: &[Difference], place: &Place) -> String {
    let mut words = format!("{} was begun otherwise, and nothing is mixed:\n", place.output);
    for Difference { part, was, is, .. } in changed {
        words += &format!("  {part}: {}, now {}\n", shown(was), shown(is));
    }
    words + "with the same options it goes on; --fresh begins anew; another -o keeps both"
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "not set".to_owned(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}
