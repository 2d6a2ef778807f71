//! Canned replies: files of them read so that single words can be changed and every other byte stays; what is wrong with
//! them, one by one and as a library; and what a person decides about each change.
//!
//! ```text
//!  bytes ──► charset ──► format ──► replies, each with its layers ──► lint ──► review ──► bytes
//! ```
//!
//! A layer knows for each stretch of a text what stands for it in the text around it: a JSON string around HTML around
//! words. A change goes outward through the layers, so that nothing is written anew but what was changed.

mod advice;
mod charset;
mod check;
mod file;
mod fix;
mod format;
mod imagine;
mod layer;
mod likely;
mod lint;
mod notes;
mod place;
mod reply;
mod review;

pub use check::Checked;
pub use file::CannedFile;
pub use fix::{fixes, fixes_in, parts};
pub use format::{CannedFormat, CannedOptions};
pub use imagine::Imagine;
pub use lint::{
    Baseline, Fix, LibraryFinding, LibraryKind, Lint, LintOptions, LintOverride, LintStatus, Linted, Member, Unread,
    Unused, lint, lint_watched, lint_while,
};
pub use place::Place;
pub use reply::{Canned, Suppression};
pub use review::{
    Effect, HunkDecision, HunkView, Noted, Proposal, ReplyMark, ReplyRow, ReplyView, Resumed, Review, ReviewOrder,
    ReviewQuery, Saved, Shifted,
};
