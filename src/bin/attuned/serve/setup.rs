//! From settings to the options of the library's server; what cannot work is said before anything begins.

use super::outcomes::Outcomes;
use super::upstream;
use crate::settings::{Lasting, OnHeldChoice, Settings, StreamModeChoice};
use anyhow::{Context, bail};
use attuned::{OnHeld, ServeOptions, ShadowOptions, StreamMode};
use std::num::NonZeroU32;
use std::time::Duration;

/// The options that the settings describe. Complete destructuring: a new setting must say where it goes.
pub(super) fn options(settings: &Settings, listen: &str, outcomes: Option<&Outcomes>) -> anyhow::Result<ServeOptions> {
    let crate::settings::ServeLayer {
        upstream,
        stream_mode,
        deadline,
        on_held,
        held_message,
        sample,
        redact,
        largest,
        at_once,
        revisions,
        grace,
        heartbeat,
        read_timeout,
        write_timeout,
        upstream_timeout,
        listen: _,
        shadow: _,
        effort: _,
        rounds: _,
        retries: _,
        log: _,
    } = settings.serve();
    let upstream =
        upstream.context("name the server that requests go to, such as --upstream https://api.openai.com")?;
    let mut options = ServeOptions::new(upstream::checked(&upstream, listen)?);
    (options.keys, options.upstream_key) = settings.serve_keys();
    settings.trusted_upstream(&options.upstream, options.upstream_key.is_some())?;
    options.stream_mode = match stream_mode {
        Some(StreamModeChoice::Buffer) => StreamMode::Buffer,
        Some(StreamModeChoice::Pass) => StreamMode::Pass,
        Some(StreamModeChoice::Gate) | None => StreamMode::Gate,
    };
    options.on_held = held(on_held, held_message.as_deref())?;
    options.deadline = lasting(deadline, options.deadline);
    options.heartbeat = lasting(heartbeat, options.heartbeat);
    options.read_timeout = lasting(read_timeout, options.read_timeout);
    options.write_timeout = lasting(write_timeout, options.write_timeout);
    options.upstream_timeout = lasting(upstream_timeout, options.upstream_timeout);
    options.grace = lasting(grace, options.grace);
    options.largest = largest.and_then(|size| usize::try_from(size.0).ok()).unwrap_or(options.largest);
    options.at_once = count(at_once, options.at_once);
    options.revisions = count(revisions, options.revisions);
    options.shadow = outcomes.map(|outcomes| {
        let mut shadow = ShadowOptions::new(outcomes.sink());
        shadow.sample = sample.map_or(1.0, |share| share.0);
        shadow.redact = redact.unwrap_or(false);
        shadow
    });
    Ok(options)
}

fn lasting(said: Option<Lasting>, usual: Duration) -> Duration {
    said.map_or(usual, |lasting| lasting.0)
}

fn count(said: Option<NonZeroU32>, usual: usize) -> usize {
    said.map_or(usual, |count| count.get() as usize)
}

/// What becomes of sensitive conversations, with the words where they are needed.
fn held(choice: Option<OnHeldChoice>, words: Option<&str>) -> anyhow::Result<OnHeld> {
    match (choice, words) {
        (Some(OnHeldChoice::Message), Some(words)) => Ok(OnHeld::Message(message(words)?)),
        (Some(OnHeldChoice::Message), None) => {
            bail!("--on-held message needs its words; give them with --held-message TEXT, or @FILE")
        }
        (_, Some(_)) => bail!("--held-message is for --on-held message; say that too, or leave the words out"),
        (_, None) => Ok(OnHeld::Pass),
    }
}

/// Words, or those of a file behind an `@`.
fn message(words: &str) -> anyhow::Result<String> {
    let words = match words.strip_prefix('@') {
        Some(literal) if literal.starts_with('@') => literal.to_owned(),
        Some(path) => {
            std::fs::read_to_string(path).with_context(|| format!("cannot read the held message in {path}"))?
        }
        None => words.to_owned(),
    };
    let words = words.trim();
    if words.is_empty() {
        bail!("the held message is empty; a person in danger would get nothing at all");
    }
    Ok(words.to_owned())
}
