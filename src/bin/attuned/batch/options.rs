//! What `attuned batch` can be asked for.

use crate::args::Model;
use crate::settings::{EffortChoice, Lasting, Layer};
use attuned::{Budget, FileFormat, Location};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;

const EXAMPLES: &str = "\
Examples:
  attuned batch replies.jsonl -o revised.jsonl --provider ollama --model qwen3
  attuned batch archive.parquet -o revised.parquet --map draft=answer --map conversation=chat
  attuned batch replies.csv.gz -o - --engine builtin | head
  attuned batch replies.jsonl -o revised.jsonl --budget 5000calls --requests-per-minute 500
  attuned batch replies.jsonl -o part3.jsonl --shard 3/16
  attuned batch replies.jsonl -o revised.jsonl --dry-run

Stopped at any moment, the same command goes on where it was. While it runs, OUT.partial holds
what is done, OUT.answers what the model answered, OUT.run.json what the run is.
Exit codes: 0 all done, 2 an error, a record that failed, or a run that stopped before its end.";

/// `attuned batch`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Batch {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Where the outcomes go: a file, `-`, or an object such as s3://bucket/name; .parquet, .csv, .gz and .zst count
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(crate) output: Location,
    /// Format of the output, where its name does not say it: jsonl, json, csv, tsv, parquet
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) to: Option<FileFormat>,
    #[command(flatten)]
    pub(crate) run: Run,
    #[command(flatten)]
    pub(crate) how: How,
    #[command(flatten)]
    pub(crate) model: Model,
}

impl Batch {
    /// By what a run that stopped goes on.
    pub(crate) fn same(&self) -> &'static str {
        if self.run.fresh { "the same command without --fresh" } else { "the same command" }
    }

    /// What the command line sets.
    pub(crate) fn layer(&self) -> Layer {
        self.how.layer(&self.run, &self.model)
    }
}

/// What to read.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// Records: JSON, JSON Lines, CSV, TSV or Parquet, also .gz and .zst, a file, `-` or an object in a store
    #[arg(value_name = "IN")]
    pub(crate) input: Location,
    /// Format of the input, where its name does not say it: jsonl, json, csv, tsv, parquet
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<FileFormat>,
    /// What a column is called here: id, sender, conversation or draft; may be given more than once
    #[arg(long, value_name = "NAME=COLUMN")]
    pub(crate) map: Vec<String>,
    /// Only each Nth record, from the Kth on, counted from 1: a part of N for each of N machines
    #[arg(long, value_name = "K/N")]
    pub(crate) shard: Option<Shard>,
}

/// How the run goes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct Run {
    /// Requests under way at once [default: 16]
    #[arg(long, value_name = "N")]
    pub(crate) concurrency: Option<NonZeroU32>,
    /// Requests a minute at most; a server that says 429 is asked less in any case
    #[arg(long, value_name = "N")]
    pub(crate) requests_per_minute: Option<NonZeroU32>,
    /// Tokens a minute at most
    #[arg(long, value_name = "N")]
    pub(crate) tokens_per_minute: Option<NonZeroU32>,
    /// Stop, to go on later, before more is spent than this: 500calls, 2Mtokens, $5 (with `prices` in attuned.toml)
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) budget: Option<Budget>,
    /// Read the input and estimate calls, tokens, money and time; ask nobody
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Begin anew: forget what this run has done, and ask again what was answered
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Do again the records that failed; the others stay as they are
    #[arg(long, conflicts_with = "fresh")]
    pub(crate) retry_failed: bool,
    /// Where answers are kept [default: OUT.answers]
    #[arg(long, value_name = "FILE")]
    pub(crate) cache: Option<PathBuf>,
    /// With --via batch, how often the provider is asked how far it is
    #[arg(long, value_name = "DURATION", default_value = "1m")]
    pub(crate) poll: Lasting,
    /// Ask live, or through the provider's batch files, which are cheaper and take hours
    #[arg(long, value_name = "HOW", default_value = "live")]
    pub(crate) via: Via,
}

/// How to revise.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Revision")]
pub(crate) struct How {
    /// How much a reply may cost [default: medium]
    #[arg(long, value_name = "HOW")]
    pub(crate) effort: Option<EffortChoice>,
    /// Rounds of revision at most [default: 1 with --effort low, else 2]
    #[arg(long, value_name = "N")]
    pub(crate) rounds: Option<usize>,
    /// Further text that must stay as it is; may be given more than once
    #[arg(long, value_name = "REGEX", allow_hyphen_values = true)]
    pub(crate) keep: Vec<String>,
    /// Revisions to make of each draft; the best is the outcome, all are listed under `candidates`
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) candidates: NonZeroU32,
}

impl How {
    /// What these options set.
    pub(crate) fn layer(&self, run: &Run, model: &Model) -> Layer {
        Layer {
            effort: self.effort,
            rounds: self.rounds,
            keep: (!self.keep.is_empty()).then(|| self.keep.clone()),
            concurrency: run.concurrency,
            requests_per_minute: run.requests_per_minute,
            tokens_per_minute: run.tokens_per_minute,
            ..model.layer()
        }
    }
}

/// How the model is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Via {
    /// One request at a time, or many side by side
    Live,
    /// Through the provider's batch files
    Batch,
}

/// A part of the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    /// Which part, counted from 0.
    pub(crate) part: u64,
    /// Of how many.
    pub(crate) parts: u64,
}

impl Shard {
    /// Whether the record at this place, counted from 0, is in this part.
    pub(crate) fn has(self, place: u64) -> bool {
        place % self.parts == self.part
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(part, parts)| Some((part.parse().ok()?, parts.parse().ok()?)));
        let inside = numbers.filter(|(part, parts): &(u64, u64)| (1..=*parts).contains(part));
        let (part, parts) = inside.ok_or("write a shard as 3/16, from 1/16 to 16/16")?;
        Ok(Self { part: part - 1, parts })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_in_one_shard() {
        let shards: Vec<Shard> = (1..=3).map(|part| format!("{part}/3").parse().expect("a shard")).collect();
        for place in 0..10 {
            assert_eq!(shards.iter().filter(|shard| shard.has(place)).count(), 1);
        }
        for wrong in ["0/3", "4/3", "3", "a/b", "1/0"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
