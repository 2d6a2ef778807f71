//! The manifest for programs.

use super::Made;
use super::file::file;
use crate::pairs::judgement::thousandths;
use crate::pairs::select::{Bias, Selection};
use serde_json::{Map, Value, json};

impl Made {
    /// The manifest.
    pub fn manifest(&self) -> Value {
        let [engines, models] = [&self.engines, &self.models].map(|counts| json!(counts));
        let bias = |bias: Bias| json!({"good_words": thousandths(bias.good), "bad_words": thousandths(bias.bad), "cohens_d": thousandths(bias.d)});
        let left_out: Map<_, _> =
            self.left_out.iter().map(|(reason, count)| (reason.name().to_owned(), json!(count))).collect();
        let counts = |all: Vec<(&str, usize)>| -> Map<_, _> {
            all.into_iter().map(|(name, count)| (name.to_owned(), json!(count))).collect()
        };
        json!({
            "made_by": Self::MADE_BY,
            "version": env!("CARGO_PKG_VERSION"),
            "format": self.format.name(),
            "run_id": self.run,
            "input": self.input,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "counts": {
                "outcomes": self.outcomes,
                "unreadable": self.unreadable,
                "rows": self.rows,
                "mechanisms": counts(self.mechanisms().map(|(one, count)| (one.name(), count)).collect()),
                "kinds": counts(self.kinds()),
                "left_out": left_out,
            },
            "lengths": {"before_matching": bias(self.lengths[0]), "after": bias(self.lengths[1])},
            "options": self.options(),
            "seeds": {"near_duplicates": format!("{:016x}", Selection::SEED), "splits": "sha256 of the source"},
            "cost": {
                "calls": self.spent.calls, "prompt_tokens": self.spent.prompt_tokens,
                "completion_tokens": self.spent.completion_tokens, "money": thousandths(self.spent.cost),
            },
            "engines": engines,
            "models": models,
            "batch": self.batch,
        })
    }

    /// What was asked for.
    fn options(&self) -> Value {
        let Selection { min_margin, near_duplicates, match_length, splits } = &self.selection;
        let splits = splits
            .as_ref()
            .map(|splits| splits.shares().map(|(name, share)| (name.to_owned(), json!(share))).collect::<Map<_, _>>());
        json!({
            "min_margin": min_margin, "near_duplicates": near_duplicates, "match_length": match_length,
            "split": splits, "source": self.source, "keep": self.keep, "negatives": self.negatives,
        })
    }
}
