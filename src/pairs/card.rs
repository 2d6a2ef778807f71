//! The dataset card: a README.md whose front matter the Hugging Face hub reads, with counts, cost, and known limits.

use super::Made;
use super::made::{MadeFile, counted};
use super::outcome::Outlay;
use super::select::Selection;
use serde_json::{Value, json};
use std::fmt::Write;

impl Made {
    /// The dataset card in Markdown.
    pub fn card(&self) -> String {
        let mut text = String::new();
        // Writing to a text cannot fail.
        let _ = self.front(&mut text);
        let _ = self.counts(&mut text);
        let _ = self.making(&mut text);
        if self.format.has_columns() {
            text.push_str(if self.format.is_labelled() { LABELLED } else { COLUMNS });
        }
        self.limits(&mut text);
        text
    }

    /// What the hub reads. Without `configs` it would take the manifest for data.
    fn front(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "---\npretty_name: Preference pairs of {}", plain(&self.input))?;
        writeln!(out, "language:")?;
        self.languages().iter().try_for_each(|language| writeln!(out, "- {language}"))?;
        writeln!(out, "task_categories:\n- text-generation\nsize_categories:\n- {}", size(self.rows))?;
        writeln!(
            out,
            "tags:\n- preference\n- {}\n- empathy\n- attuned",
            if self.format.is_labelled() { "kto" } else { "dpo" }
        )?;
        writeln!(out, "configs:\n- config_name: default\n  data_files:")?;
        for file in &self.files {
            let split = if file.split.is_empty() { "train".to_owned() } else { file.split.replace('-', "_") };
            writeln!(out, "  - split: {split}\n    path: {:?}", file.name)?;
        }
        writeln!(out, "---\n")
    }

    fn counts(&self, out: &mut String) -> std::fmt::Result {
        let (rows, noun, outcomes) = (self.rows, self.noun(), counted(self.outcomes, "outcome"));
        writeln!(out, "# Preference data of {}\n", plain(&self.input))?;
        writeln!(
            out,
            "{rows} {noun} from {outcomes} of `attuned`, in the format `{}`: {}.\n",
            self.format.name(),
            self.format.about()
        )?;
        writeln!(out, "| file | split | rows | sha256 |\n|---|---|---|---|")?;
        for MadeFile { name, split, rows, sha256, .. } in &self.files {
            writeln!(out, "| {name} | {split} | {rows} | `{}…` |", sha256.get(..16).unwrap_or_default())?;
        }
        let what = if self.format.is_labelled() { "bad replies that show it" } else { "pairs that repair it" };
        writeln!(out, "\n| mechanism | {what} |\n|---|---|")?;
        self.mechanisms().try_for_each(|(one, count)| writeln!(out, "| {} | {count} |", one.title()))?;
        let kinds: Vec<_> = self.kinds().iter().map(|(name, count)| format!("{name} {count}")).collect();
        writeln!(out, "\nKinds: {}.\n", if kinds.is_empty() { "none".to_owned() } else { kinds.join(", ") })?;
        writeln!(out, "## What was left out\n\n| count | why |\n|---|---|")?;
        self.left_out.iter().try_for_each(|(reason, count)| writeln!(out, "| {count} | {} |", reason.words()))?;
        let [before, after] = self.lengths;
        writeln!(
            out,
            "\n## Length\n\nIn words, by spaces. Cohen's d is positive where the better replies are longer; a trainer can learn that instead.\n"
        )?;
        writeln!(out, "| | better | worse | Cohen's d |\n|---|---|---|---|")?;
        writeln!(out, "| before matching | {:.1} | {:.1} | {:.2} |", before.good, before.bad, before.d)?;
        writeln!(out, "| as it is | {:.1} | {:.1} | {:.2} |\n", after.good, after.bad, after.d)
    }

    fn making(&self, out: &mut String) -> std::fmt::Result {
        let Outlay { calls, prompt_tokens, completion_tokens, cost } = self.spent();
        let said =
            |list: Vec<String>| if list.is_empty() { "not named in the outcomes".to_owned() } else { list.join(", ") };
        let [engines, models] = self.makers().map(said);
        let Selection { min_margin, near_duplicates, match_length, splits } = &self.selection;
        let near = near_duplicates.map_or_else(|| "kept".to_owned(), |limit| format!("left out from a likeness of {limit} on (MinHash over runs of three words of the person's last turn and the worse reply)"));
        writeln!(out, "## How it was made\n")?;
        writeln!(out, "- Run: `{}`, attuned {}", self.run, env!("CARGO_PKG_VERSION"))?;
        writeln!(out, "- Engines: {engines}\n- Models: {models}")?;
        self.batch(out)?;
        writeln!(
            out,
            "- Cost of all outcomes: {calls} calls, {prompt_tokens} tokens read, {completion_tokens} written, {}",
            money(cost)
        )?;
        match self.format.is_labelled() {
            true => writeln!(
                out,
                "- Labels: good only where nothing clear or severe is found, bad only where something is; each reply by itself"
            )?,
            false => writeln!(
                out,
                "- Margin: at least {min_margin} of 4, the sum of the four scores before less that after; ties are left out"
            )?,
        }
        writeln!(out, "- Guards: the better reply was checked again and keeps every promise against the draft")?;
        writeln!(out, "- Near-duplicates: {near}")?;
        writeln!(out, "- Lengths: {}", if *match_length { "matched" } else { "not matched" })?;
        if let Some(splits) = splits {
            let by = self.source.as_deref().map_or("the conversation".to_owned(), |field| format!("`{field}`"));
            let shares: Vec<_> = splits.shares().map(|(name, share)| format!("{name} {share}")).collect();
            writeln!(
                out,
                "- Splits: {}, by a hash of {by}; no conversation and no beginning of one is in two of them",
                shares.join(", ")
            )?;
        }
        writeln!(out, "- Spoiled replies (hard negatives): {}\n", if self.negatives { "yes" } else { "no" })
    }

    /// The batch behind the outcomes, part by part; what was not set is left out.
    fn batch(&self, out: &mut String) -> std::fmt::Result {
        let Some(batch) = &self.batch else {
            return writeln!(out, "- Prompts and settings: not known, no `run.json` lies beside the outcomes");
        };
        let parts = batch.get("shape").and_then(Value::as_object).into_iter().flatten();
        let set = parts.filter(|(_, value)| !value.is_null() && *value != &json!([]));
        let said: Vec<String> = set.map(|(name, value)| format!("{name} `{}`", words(value))).collect();
        writeln!(out, "- Prompts and settings (prompts by a digest): {}", said.join(", "))
    }

    fn limits(&self, out: &mut String) {
        out.push_str(LIMITS);
        if self.makers()[0].iter().any(|engine| engine.starts_with("builtin")) {
            out.push_str("- Some revisions are by the built-in reviser, which works by rules: it mends grammar that hides people and leaves stock sentences out, and rarely answers a question or owns a fault. Training on these alone teaches its few moves.\n");
        }
        if self.negatives {
            out.push_str("- Spoiled replies are made by a limited set of edits; a trainer can learn their wording. Mix them with real drafts.\n");
        }
    }
}

const COLUMNS: &str = "## Columns beside those of the format

`kind` (revision, candidates, negative), `mechanism` (what the pair is mostly about), `mechanisms`, `severities_before` and `severities_after` (0 to 3 for each of four), `scores_before` and `scores_after` (probabilities), `margin`, `spans` (where the worse reply fails, in bytes), `reasons` (of the changes), `source_id`, `record_id`, `run_id`, `engine`, `model`. Before is the worse reply, after the better one.

";

const LABELLED: &str = "## Columns beside those of the format

`part` (draft, text, negative), `mechanism` (the likeliest that was found; empty for none), `severities` (0 to 3 for each of four), `scores` (probabilities), `spans` (where the reply fails, in bytes), `source_id`, `record_id`, `run_id`, `engine`, `model`.

";

const LIMITS: &str = "## Known limits

- Better means better by the measure of attuned: fewer and milder findings of four failures, by rules and learnt weights or by a model that was asked as a judge. No person has ranked these replies.
- That measure was learnt from invented exchanges in English. It misses failures and sees some that are none.
- Guards are rules. They stop changed facts, new promises and the like in the wordings that they know; read a sample before you train.
- A reply may be better than its draft and still not good: `severities_after` says what is left, where the format has it.
- Near-duplicates are found by an estimate; a few in a hundred are missed. Lengths are matched over the whole, not within each split or mechanism.
- Nothing was redacted: names, numbers and whatever people told are in it as they wrote it. It has no licence of its own; ask whose words these are before you share them.
";

/// The hub's words for sizes.
fn size(rows: usize) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        _ => "10M<n<100M",
    }
}

/// Text that cannot end a line of the front matter or mean anything in it.
fn plain(text: &str) -> String {
    let fine = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '.' | '-' | '_');
    let text: String = text.chars().filter(|letter| fine(*letter)).collect();
    if text.trim_matches(['.', '-', ' ']).is_empty() { "outcomes".to_owned() } else { text }
}

/// A value as it was set.
fn words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn money(cost: f64) -> String {
    if cost > 0.0 {
        format!("{cost:.2} in the currency of the prices that were set")
    } else {
        "no price recorded".to_owned()
    }
}
