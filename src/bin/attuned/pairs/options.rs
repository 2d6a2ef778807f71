//! What `attuned pairs` can be asked for.

use crate::args::Model;
use crate::batch::{Batch, How, Input, Run};
use crate::settings::{Layer, Within};
use attuned::{Location, PairFormat, Splits};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

const PAIRS_EXAMPLES: &str = "\
Examples:
  attuned pairs drafts.jsonl -o dpo/pairs.jsonl --format trl-chat --provider ollama --model qwen3
  attuned pairs outcomes.jsonl -o dpo/pairs.jsonl --format trl-chat
  attuned pairs outcomes.jsonl -o dpo/pairs.jsonl --format axolotl --split train=0.9,test=0.1
  attuned pairs outcomes.jsonl -o - --format kto | head -3
  attuned pairs outcomes.jsonl -o dpo/pairs.parquet --format trl-chat --match-length

IN holds drafts, which are revised first as `attuned batch` does (their outcomes stay beside the
data), or outcomes, the lines that `attuned batch` wrote. A pair is kept where
the revision is better by at least --min-margin: the sum of the four scores before less that after,
so that 0.25 is a quarter of a failure less to expect. Each is checked by the guards once more.
Labelled replies (kto, llamafactory-kto) have no margin: good are those in which nothing clear or
severe is found, bad those in which something is. A card (README.md) and a manifest stand beside
the data, so give each set a folder of its own.
Exit codes: 0 done, 2 error, nothing to write, or a line that could not be read.";

/// `attuned pairs`.
#[derive(Debug, clap::Args)]
#[command(after_help = PAIRS_EXAMPLES)]
pub(crate) struct Pairs {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Where the rows go; the name says how (.jsonl, .json, .parquet, .jsonl.gz, .jsonl.zst); `-` prints them
    #[arg(short, long, value_name = "OUT", help_heading = "Output")]
    pub(crate) output: Location,
    /// Whose rows
    #[arg(long, value_name = "FORMAT", help_heading = "Output", value_parser = pair_format())]
    pub(crate) format: PairFormat,
    /// Write over the files of an earlier run
    #[arg(long, help_heading = "Output")]
    pub(crate) overwrite: bool,
    /// The name of this run in `run_id` [default: made of what is asked; a record's own `run_id` wins]
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub(crate) run: Option<String>,
    /// The least margin of a pair, 0 to 4; ties never count [default: 0.25]
    #[arg(long, help_heading = "Selection", value_name = "X", allow_hyphen_values = true)]
    pub(crate) min_margin: Option<Within<4>>,
    /// Leave out what is at least this like an earlier pair, 0.1 to 1, by prompt and worse reply; or `keep`
    #[arg(long, help_heading = "Selection", value_name = "X|keep", default_value = "0.8")]
    pub(crate) near_duplicates: Likeness,
    /// Leave out as few as needed so that length tells little: Cohen's d of at most 0.1
    #[arg(long, help_heading = "Selection")]
    pub(crate) match_length: bool,
    /// Add pairs of a good reply and the same with one failure put in, for each failure that can be
    #[arg(long, help_heading = "Selection")]
    pub(crate) negatives: bool,
    /// Write splits such as train=0.9,test=0.1, no conversation in two of them
    #[arg(long, help_heading = "Selection", value_name = "SHARES")]
    pub(crate) split: Option<Splits>,
    /// The field that says what belongs together, such as ticket [default: the conversation]
    #[arg(long, help_heading = "Selection", value_name = "FIELD")]
    pub(crate) source: Option<String>,
    #[command(flatten)]
    pub(crate) revision: Revision,
}

impl Pairs {
    /// What the command line sets.
    pub(crate) fn layer(&self) -> Layer {
        let Revision { run, how, model } = &self.revision;
        how.layer(run, model)
    }

    /// The batch that makes outcomes of drafts.
    pub(crate) fn batch(&self, output: Location) -> Batch {
        let Revision { run, how, model } = self.revision.clone();
        Batch { input: self.input.clone(), output, to: None, run, how, model }
    }
}

/// How drafts become outcomes, where the input holds drafts.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Revision {
    #[command(flatten)]
    pub(crate) run: Run,
    #[command(flatten)]
    pub(crate) how: How,
    #[command(flatten)]
    pub(crate) model: Model,
}

/// How alike near-duplicates are; `None` keeps them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Likeness(pub(crate) Option<f64>);

impl std::str::FromStr for Likeness {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "keep" {
            return Ok(Self(None));
        }
        let likeness = text.parse().ok().filter(|likeness| (0.1..=1.0).contains(likeness));
        likeness.map(|likeness| Self(Some(likeness))).ok_or_else(|| "expected 0.1 to 1, or `keep`".to_owned())
    }
}

/// Accepts the formats of pairs, and says in the help what each is.
fn pair_format() -> impl TypedValueParser<Value = PairFormat> {
    let values = PairFormat::all().map(|format| {
        let value = PossibleValue::new(format.name()).help(format.about());
        if format == PairFormat::Openai { value.alias("azure") } else { value }
    });
    PossibleValuesParser::new(values).try_map(|name| name.parse::<PairFormat>())
}
