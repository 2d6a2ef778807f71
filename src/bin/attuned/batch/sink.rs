//! Where the lines of a run go: to disk, from where they become the output, or straight to standard output.

use super::place::Place;
use anyhow::Context;
use attuned::{FileFormat, Spool, publish};
use std::io::Write;
use std::path::Path;

/// Where lines go.
pub(crate) enum Sink {
    /// To disk, until the run is done.
    Spool(Spool, Place),
    /// To standard output, at once.
    Standard(std::io::BufWriter<std::io::Stdout>),
}

impl Sink {
    /// Standard output.
    pub(crate) fn standard() -> Self {
        Self::Standard(std::io::BufWriter::new(std::io::stdout()))
    }

    /// One line more.
    pub(crate) fn add(&mut self, line: &[u8]) -> anyhow::Result<()> {
        match self {
            Self::Spool(spool, _) => {
                spool.add(line).context("what was written before is safe; the same command goes on")
            }
            Self::Standard(out) => Ok(out.write_all(line).and_then(|()| out.write_all(b"\n"))?),
        }
    }

    /// Hands on what waits.
    pub(crate) fn settle(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Spool(spool, _) => Ok(spool.settle()?),
            Self::Standard(out) => Ok(out.flush()?),
        }
    }

    /// The place on disk, where there is one.
    pub(crate) fn place(&self) -> Option<&Place> {
        match self {
            Self::Spool(_, place) => Some(place),
            Self::Standard(_) => None,
        }
    }

    /// Where answers are kept: beside the output, or where it was asked for.
    pub(crate) fn answers<'a>(&'a self, cache: Option<&'a Path>) -> Option<&'a Path> {
        self.place().map(|place| place.answers.as_path()).or(cache)
    }

    /// Makes the output of the lines.
    pub(crate) fn publish(self, format: Option<FileFormat>) -> anyhow::Result<()> {
        if let Self::Spool(spool, place) = self {
            publish(&place.partial, &place.output, format)?;
            drop(spool);
            if place.partial.exists() {
                std::fs::remove_file(&place.partial)?;
            }
        }
        Ok(())
    }
}
