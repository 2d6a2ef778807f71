//! Finds where a draft reply fails the person it answers, and revises it: never worse than the draft, with a diff that
//! says why.
//!
//! Four failures are looked for ([`Mechanism`]): the person's feeling comes back smaller, the level of detail is wrong
//! for them, the tension is stepped around, the grammar leaves nobody in the sentence. A revision counts only if it
//! breaks no guard ([`guards`]) and weighs strictly less in findings; otherwise the draft stays.
//!
//! ```
//! use attuned::{Builtin, Conversation, Draft, Loop, Options, Prompts, Severity, Step, detect};
//!
//! let said = "You cancelled my mother's surgery twice and nobody rang. Why?";
//! let letter = "It is regretted that your mother's surgery was cancelled.";
//! let draft = Draft::new(Conversation::from_user(said), letter);
//! assert_eq!(detect(&draft).worst(), Some(Severity::Severe));
//!
//! let mut work = Loop::new(draft, Options::default(), Prompts::builtin());
//! let outcome = loop {
//!     match work.step()? {
//!         Step::Ask(prompt) => work.answer(Ok(Builtin::new().answer(&prompt))),
//!         Step::Done(outcome) => break outcome,
//!         _ => {}
//!     }
//! };
//! assert_eq!(outcome.text, "We regret that we cancelled your mother's surgery.");
//! assert_eq!(outcome.diff.apply(letter), outcome.text);
//! # Ok::<(), attuned::Error>(())
//! ```
//!
//! # The path
//!
//! ```text
//!  argv · JSON · JSON Lines         pure, no waiting                    the only await       pure
//!       Record ──► Draft ──► Reading ──► detect ──► Report ──► Loop ⇄ Model ──► Outcome ──► Diff ──► show
//!                                                               │ step()   → Ask(prompt)
//!                                                               │ answer() → guards, detect again
//!                                                               └ step()   → Done(outcome)
//! ```
//!
//! Nothing flows back but the model's answers. The loop is a value, not a runtime: it asks, and a model, a person or a
//! test answers. [`drive`] is that turn with a [`Model`]; the example above is the same turn by hand.
//!
//! # The rooms
//!
//! | room | what is there | enter it to |
//! |---|---|---|
//! | `text` | [`Draft`], [`Conversation`], [`Message`], [`Span`] | change the nouns that everyone speaks |
//! | `record` | [`Record`], [`Records`], [`Failure`]: JSON in the usual shapes, as a stream, and the objects that go out | read a further input shape |
//! | `files` | `rows`, `publish`, `Location`, `Columns`: JSON, CSV and Parquet, packed or not, here or in a store | read or write a further format |
//! | `reading` | sentences, words, grammar, what the person voiced; the lexicon | teach it a word or a phrase |
//! | `detect` | [`detect()`](detect()), [`Rule`], [`Report`], [`Thresholds`]; a file for each mechanism, the learnt weights | add a rule, learn anew |
//! | `plain` | the mechanisms in words of everyday | say them otherwise |
//! | `metrics` | the paper's measures, [`Metrics`] | change a formula |
//! | `guard` | [`check`], [`Keep`], [`Violation`]; a file for each promise | forbid a revision something |
//! | `moves` | [`moves()`](moves()), [`Move`]: what each sentence of a reply does; the phrases it is known by | teach it a phrase |
//! | `alike` | which texts are nearly the same | change how likeness is measured |
//! | `repeat` | [`Repeats`], [`Repetition`], [`Openings`]: what replies of a batch share | change what counts as repeated |
//! | `prompt` | [`Prompt`], [`Prompts`]; the words are in `prompts/` | change what models are told |
//! | `revise` | [`Loop`], [`Step`], [`Outcome`], [`Judging`]; reads answers in JSON or prose | change what a round does |
//! | `model` | [`Model`], [`Builtin`], [`Replay`], `OpenAi` and the table `PROVIDERS` | add a server, or a built-in edit |
//! | `diff` | [`Diff`], [`Hunk`]: word by word, with reasons | change how changes are cut |
//! | `evaluate` | [`Evaluation`]: gold and predictions side by side, [`Case`], [`Prediction`], [`Trials`] | measure something else |
//! | `arena` | [`Arena`], [`Bout`], [`Figures`], [`Standings`]: two sets of replies compared, by rules and by a blind judge | count something else about replies |
//! | `pairs` | [`Pair`], [`PairFormat`], [`Sieve`], [`Made`]: outcomes as preference data; a file for each trainer's format; [`negatives()`](negatives()): a good reply with one failure put in | write a further format, put a failure in another way |
//! | `files` | `Location`, `FileFormat`, `Columns`, `rows`, `publish`: records in and out, whatever the format and place | read or write a further format |
//! | `batch` | `Answers`, `Archive`, `Purse`, `Spool`, `State`: every paid answer kept, pace, budget, runs that go on where they were | change how a server is asked, or what survives a kill |
//! | `canned` | `CannedFile`, `lint`, `Review`: canned replies in their files, what is wrong with them, what is decided about each change | read a further format |
//! | `serve` | `Server`, `ServeOptions`: a proxy before a chatbot, and the JSON API | change what happens to an answer on its way |
//! | `whole` | [`write_whole`]: a file that appears whole or not at all | change how files are written |
//! | `error` | [`Error`] | name a new failure |
//! | `bin/attuned` | the command: arguments, settings, one file for each format in `show` | add a command, option or format |
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | none (`default-features = false`) | everything on this page but `OpenAi`; no runtime, no network |
//! | `llm` | `OpenAi`: any OpenAI-compatible endpoint; brings tokio, reqwest and rustls |
//! | `files` | files of records beside JSON: CSV, Parquet, gzip, zstd |
//! | `stores` | the same files in object stores: S3, Google, Azure |
//! | `batch` | what runs of many records need; includes `llm` |
//! | `canned` | files of canned replies: lint, review |
//! | `serve` | `Server`: the proxy before a chatbot; includes `llm`, brings axum |
//! | `cli` (default) | the `attuned` command; includes all of these |
//! | `otel` | `attuned serve` sends spans to an OpenTelemetry collector; includes `cli` |
//!
//! # The boundaries
//!
//! - `await` stands in `model`, `batch`, `serve`, the stores of `files` and in the command, nowhere else, and the library starts no runtime; but
//!   `files` speaks to object stores on a thread with a small one of its own, so that files block as files do.
//! - [`detect()`](detect()) is pure and total: any text has a report, the same draft always has the same one, and
//!   nothing is read or sent.
//! - Guards compare with the draft, never with an earlier round.
//! - No error, log line or `Debug` of a failure holds words of a conversation, or a key.
//! - Spans are byte offsets into UTF-8, half open, on character boundaries.
//! - The library prints nothing, and has no `unsafe`. No third-party type but serde's stands in a public signature.

mod alike;
mod arena;
#[cfg(feature = "batch")]
mod batch;
#[cfg(feature = "canned")]
mod canned;
mod detect;
mod diff;
mod error;
mod evaluate;
#[cfg(feature = "files")]
mod files;
mod guard;
mod metrics;
mod model;
mod moves;
mod pairs;
mod plain;
mod prompt;
mod reading;
mod record;
mod repeat;
mod revise;
#[cfg(feature = "serve")]
mod serve;
mod sha;
#[cfg(any(feature = "canned", feature = "serve"))]
mod splice;
mod text;
#[cfg(any(feature = "llm", feature = "stores"))]
mod tls;
mod whole;

pub use arena::{
    Arena, Bout, Broken, Decision, Eye, Figures, Group, Heard, Interval, Left, Length, Look, Objected, Objection,
    Offer, Pairing, Part, Replies, Ruling, Side, Standing, Standings, Stray, sign_test, wilson,
};
#[cfg(feature = "batch")]
pub use batch::{
    Answers, Archive, Asker, Budget, Difference, Done, Halt, Limits, Price, Purse, Recovered, Shape, Spent, Spool,
    State, Tally, estimated_tokens,
};
#[cfg(feature = "canned")]
pub use canned::{
    Baseline, Canned, CannedFile, CannedFormat, CannedOptions, Checked, Effect, Fix, HunkDecision, HunkView, Imagine,
    LibraryFinding, LibraryKind, Lint, LintOptions, LintOverride, LintStatus, Linted, Member, Noted, Place, Proposal,
    ReplyMark, ReplyRow, ReplyView, Resumed, Review, ReviewOrder, ReviewQuery, Saved, Shifted, Suppression, Unread,
    Unused, fixes, fixes_in, lint, lint_watched, lint_while, parts,
};
pub use detect::{
    By, Explanation, Finding, Flag, Mechanism, Presence, Report, Rule, Severity, Source, Thresholds, detect,
    detect_with, rule, rules,
};
pub use diff::{Change, Diff, Hunk};
pub use error::Error;
pub use evaluate::{
    Bin, Calibration, Case, Clean, Confusion, Cutoff, Domain, Evaluation, Fired, Judged, Label, Mean, Measures,
    Prediction, Sighting, Trial, Trials, Wrong, cascade,
};
#[cfg(feature = "files")]
pub use files::{Columns, FileFormat, Location, publish, publishable, rows};
pub use guard::{Keep, Violation, check, guards};
pub use metrics::{Distance, Granularity, Intensity, Metrics, Tension};
#[cfg(feature = "batch")]
pub use model::{BatchJob, BatchJobs};
pub use model::{BoxFuture, Builtin, Ended, Model, ModelError, Replay, Reply, drive};
#[cfg(feature = "llm")]
pub use model::{OpenAi, OpenAiSettings, PROVIDERS, Provider, Structured, drive_within, provider};
pub use moves::{Move, is_template, moves};
pub use pairs::{
    Beside, Bias, Checksum, Choice, Judgement, Labelled, LeftOut, Made, MadeFile, Negative, Offered, Origin,
    OutcomeRecord, Outlay, Pair, PairFormat, PairKind, Selection, Sieve, Splits, Stretch, Tag, negatives,
};
pub use prompt::{Ask, Job, Prompt, Prompts};
pub use record::{Entries, Entry, Failure, Record, Records};
pub use repeat::{Openings, Phrase, Repeats, Repetition, opening};
pub use revise::{Aim, Critique, Effort, Judging, Loop, Options, Outcome, Round, Step, Usage, Verdict};
#[cfg(all(fuzzing, feature = "serve"))]
#[doc(hidden)]
pub use serve::fuzzing;
#[cfg(feature = "serve")]
pub use serve::{Brain, OnHeld, Reload, ServeOptions, Server, ShadowOptions, Sink, StreamMode};
pub use text::{Conversation, Draft, Message, Quote, Role, Situation, Span};
pub use whole::write_whole;

/// The README's example, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
