//! From outcomes to files: a row is made and looked at as its outcome comes, and written when all are known.

use super::place::Place;
use super::spool::Spool;
use crate::settings::Settings;
use crate::show::notice;
use anyhow::Context;
use attuned::{Keep, Labelled, LeftOut, Made, Origin, OutcomeRecord, Pair, Sieve, Tag};
use serde_json::Value;

/// Rows on their way.
pub(super) struct Maker<'a> {
    settings: &'a Settings,
    made: Made,
    keep: Keep,
    sieve: Sieve,
    spool: Spool,
    /// Of each row in the spool.
    tags: Vec<Tag>,
    /// Outcomes so far, those that failed among them.
    seen: usize,
}

impl<'a> Maker<'a> {
    pub(super) fn new(made: Made, keep: Keep, spool: Spool, settings: &'a Settings) -> Self {
        let sieve = Sieve::new(made.selection.clone());
        Self { settings, made, keep, sieve, spool, tags: Vec::new(), seen: 0 }
    }

    /// Counts a line that could not be read; how many there are now.
    pub(super) fn miss(&mut self) -> usize {
        self.made.unreadable += 1;
        self.made.unreadable
    }

    /// Makes the rows of an outcome.
    pub(super) fn add(&mut self, outcome: Option<OutcomeRecord>) -> anyhow::Result<()> {
        self.seen += 1;
        let Some(outcome) = outcome else {
            self.made.outcomes += 1;
            self.made.leave(LeftOut::ErrorRecord);
            return Ok(());
        };
        self.made.outcome(&outcome);
        let origin = self.origin(&outcome);
        match self.made.format.is_labelled() {
            true => self.labelled(&outcome, &origin),
            false => self.pairs(&outcome, origin),
        }
    }

    fn pairs(&mut self, outcome: &OutcomeRecord, origin: Origin) -> anyhow::Result<()> {
        let negatives = match self.made.negatives {
            true => Pair::negatives(outcome, &origin, &self.keep),
            false => Vec::new(),
        };
        let first = Pair::new(outcome, origin, &self.keep);
        for pair in [first].into_iter().chain(negatives.into_iter().map(Ok)) {
            let row = pair.and_then(|pair| {
                let row = self.made.format.pair(&pair)?;
                self.sieve.pair(&pair, self.seen)?;
                Ok((row, Tag::from(&pair)))
            });
            self.put(row, &outcome.id)?;
        }
        Ok(())
    }

    fn labelled(&mut self, outcome: &OutcomeRecord, origin: &Origin) -> anyhow::Result<()> {
        let mut all = Labelled::all(outcome, origin, &self.keep).unwrap_or_else(|reason| vec![Err(reason)]);
        if self.made.negatives {
            all.extend(Labelled::negatives(outcome, origin, &self.keep).into_iter().map(Ok));
        }
        for one in all {
            let row = one.and_then(|one| {
                let row = self.made.format.labelled(&one)?;
                self.sieve.labelled(&one, self.seen)?;
                Ok((row, Tag::from(&one)))
            });
            self.put(row, &outcome.id)?;
        }
        Ok(())
    }

    fn origin(&self, outcome: &OutcomeRecord) -> Origin {
        let field = self.made.source.as_deref().and_then(|name| outcome.field(name));
        let source = field.unwrap_or_else(|| outcome.conversation_id());
        Origin::new(outcome, source, outcome.field("run_id").unwrap_or_else(|| self.made.run.clone()))
    }

    fn put(&mut self, row: Result<(Value, Tag), LeftOut>, id: &str) -> anyhow::Result<()> {
        match row {
            Ok((row, tag)) => {
                self.tags.push(tag);
                self.spool.add(&row.to_string())
            }
            Err(reason) => {
                self.made.leave(reason);
                if self.settings.verbose {
                    notice(self.settings, &format!("{id}: {}", reason.name()));
                }
                Ok(())
            }
        }
    }

    /// Chooses, and writes what stays.
    pub(super) fn end(self, place: &Place) -> anyhow::Result<Made> {
        let Self { mut made, sieve, mut spool, tags, .. } = self;
        let choice = sieve.choose();
        made.lengths = [choice.before, choice.after];
        for (chosen, tag) in choice.places.iter().zip(&tags) {
            match chosen {
                Some(_) => made.row(*tag),
                None => made.leave(LeftOut::Length),
            }
        }
        if made.rows > 0 {
            let rows = spool.lines()?.zip(&choice.places);
            let rows = rows.filter_map(|(row, chosen)| Some((row.context("cannot read the rows again"), (*chosen)?)));
            place.write(rows, &mut made)?;
        }
        Ok(made)
    }
}
