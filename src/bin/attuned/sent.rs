//! What went out in this run: what it repeats, and the openings that the next replies should not take.

use crate::settings::Settings;
use crate::show::repeated;
use attuned::{Draft, Openings, Outcome, Record, Repeats, Verdict};

/// The replies of a run.
pub(crate) struct Sent<'a> {
    settings: &'a Settings,
    replies: Repeats,
    drafts: Option<Repeats>,
    openings: Openings,
}

impl<'a> Sent<'a> {
    /// For drafts that stay as they are.
    pub(crate) fn checked(settings: &'a Settings) -> Self {
        Self { settings, replies: Repeats::new(), drafts: None, openings: Openings::new() }
    }

    /// For drafts that are revised, and looked at before and after.
    pub(crate) fn revised(settings: &'a Settings) -> Self {
        Self { drafts: Some(Repeats::new()), ..Self::checked(settings) }
    }

    /// One reply more; nobody reads what a quiet run repeats.
    pub(crate) fn add(&mut self, reply: &Draft) {
        if !self.settings.quiet {
            self.replies.add(reply);
        }
    }

    /// One outcome more; what is held does not go out.
    pub(crate) fn add_outcome(&mut self, record: &Record, outcome: &Outcome) {
        if outcome.verdict == Verdict::Held {
            return;
        }
        let reply = record.draft.with_text(outcome.text.as_str());
        self.openings.add(&reply);
        self.add(&reply);
        if let Some(drafts) = self.drafts.as_mut().filter(|_| !self.settings.quiet) {
            drafts.add(&record.draft);
        }
    }

    /// The openings that went out, whether or not the run is quiet: the replies may not depend on that.
    pub(crate) fn openings(&self) -> Vec<String> {
        self.openings.list()
    }

    /// Says what was repeated.
    pub(crate) fn tell(&self) {
        repeated(self.settings, &self.replies, self.drafts.as_ref());
    }
}
