//! What the help shows of each command, to be typed as it stands.

pub(super) const EXAMPLES: &str = "\
Examples:
  attuned check --message 'You left my mother waiting!' --draft 'Sorry for any inconvenience.'
  attuned revise --message @customer.txt --draft @reply.txt --format text
  attuned check replies.jsonl --format jsonl --fail-on severe
  cat replies.jsonl | attuned revise --format html > report.html
  attuned explain SA

A record is one JSON object:
  {\"conversation\": [{\"role\": \"user\", \"content\": \"...\"}], \"draft\": \"...\"}
Exit codes: 0 done, 1 `check` found something at or above --fail-on (or `eval` measured
less than --min-f1), 2 error.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  attuned check --message \"You lost my mother's letters!\" --draft @reply.txt
  attuned check replies.jsonl --format jsonl
  attuned check canned.jsonl --fail-on severe -q && echo fine
  attuned check replies.jsonl --judge auto -v

Nothing is sent anywhere unless --judge is given.
Exit codes: 0 nothing at or above --fail-on, 1 something, 2 error.";

pub(super) const REVISE_EXAMPLES: &str = "\
Examples:
  attuned revise --message @customer.txt --draft @reply.txt
  attuned revise --message @customer.txt --draft - --format text < reply.txt
  attuned revise replies.jsonl --provider ollama --model qwen3 --format jsonl > revised.jsonl
  attuned revise replies.jsonl --format html > report.html
  attuned revise --draft @canned.txt --keep 'Terms? [0-9.]+' --format diff

With a key, a base URL or a model configured, a language model revises; otherwise the built-in
reviser does, and nothing leaves this machine. The reply is never worse than
the draft: it is checked again, and the draft is kept where in doubt.";

pub(super) const ARENA_EXAMPLES: &str = "\
Examples:
  attuned revise drafts.jsonl --format jsonl > ours.jsonl
  attuned arena drafts.jsonl ours.jsonl draft
  attuned arena drafts.jsonl ours.jsonl last.jsonl --judge --provider ollama --model qwen3
  attuned arena drafts.jsonl ours.jsonl last.jsonl --judge --format html > arena.html

A reply is an outcome of `attuned revise`, or a record with the draft's id and the text:
  {\"id\": 1, \"text\": \"...\"}
Replies are found by id; where no file has ids, by their place. Drafts may carry `domain`, and
lists of texts `must_keep` and `must_not`. Nothing is sent anywhere unless --judge is given: the
judge sees each pair twice, once in each order, and is heard only where both orders agree.
Exit codes: 0 done, 2 error, or something that could not be compared or judged.";

pub(super) const EVAL_EXAMPLES: &str = "\
Examples:
  attuned eval gold.jsonl
  attuned check gold.jsonl --format jsonl > found.jsonl; attuned eval gold.jsonl found.jsonl
  attuned eval gold.jsonl found.jsonl --format html > evaluation.html
  attuned eval gold.jsonl -q --min-f1 0.6 && echo fine

A case is a record with an id and labels for all four mechanisms; spans are copied from the draft:
  {\"id\": 1, \"conversation\": [...], \"draft\": \"...\", \"gold\": {\"conflict_avoidance\":
   {\"severity\": 2, \"spans\": [\"if you felt ignored\"]}, ...}}
Exit codes: 0 done, 1 mean F1 below --min-f1, 2 error, or a line that could not be read.";
