//! Pairs worth training on: margins, near-duplicates, lengths, splits. Rows are looked at as they come; what is held of
//! each is a signature and a few numbers.

mod groups;
mod length;
mod splits;

pub use length::Bias;
pub use splits::Splits;

use super::LeftOut;
use super::pair::{Labelled, Pair};
use crate::alike::{self, Near};
use crate::text::{Conversation, Role};
use groups::Groups;
use length::Lengths;

/// What is asked of the data as a whole.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Selection {
    /// The least margin of a pair, 0 to 4.
    pub min_margin: f64,
    /// From which likeness on, 0 to 1, a pair is nearly the same as an earlier one; `None` keeps all.
    pub near_duplicates: Option<f64>,
    /// Whether rows are left out so that length does not tell good from bad.
    pub match_length: bool,
    /// The splits; `None` for one file.
    pub splits: Option<Splits>,
}

impl Selection {
    /// The margin that is asked for where none is set. Scores are probabilities: 0.25 is a quarter of a failure less
    /// to expect. Under that a pair is mostly the noise of the scores, whose calibration is off by 0.04 to 0.08 each.
    pub const MARGIN: f64 = 0.25;
    /// The likeness that counts as nearly the same where none is set: four of five runs of three words shared.
    pub const LIKENESS: f64 = 0.8;
    /// From which the hash functions of near-duplicates are drawn.
    pub const SEED: u64 = alike::SEED;
}

impl Default for Selection {
    fn default() -> Self {
        Self { min_margin: Self::MARGIN, near_duplicates: Some(Self::LIKENESS), match_length: false, splits: None }
    }
}

/// What is remembered of a row.
#[derive(Debug, Clone, Copy)]
struct Kept {
    group: u32,
    lengths: Lengths,
}

/// Looks at rows one after the other; what stays is known at the end.
#[derive(Debug)]
pub struct Sieve {
    selection: Selection,
    near: Option<Near>,
    groups: Groups,
    /// The groups of what `near` remembers, in its order.
    remembered: Vec<u32>,
    kept: Vec<Kept>,
}

/// Which rows stay, of those that were taken.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Choice {
    /// For each row in order: the place of its split, or `None` where it is left out to match lengths.
    pub places: Vec<Option<usize>>,
    /// The lengths of all rows that were taken.
    pub before: Bias,
    /// The lengths of the rows that stay.
    pub after: Bias,
}

impl Sieve {
    /// Nothing seen yet.
    pub fn new(selection: Selection) -> Self {
        let near = selection.near_duplicates.map(Near::new);
        Self { selection, near, groups: Groups::default(), remembered: Vec::new(), kept: Vec::new() }
    }

    /// Takes a pair of the outcome number `outcome`, as the next row.
    ///
    /// # Errors
    /// Why it is not taken: [`LeftOut::Tie`], [`LeftOut::SmallMargin`], [`LeftOut::NearDuplicate`].
    pub fn pair(&mut self, pair: &Pair, outcome: usize) -> Result<(), LeftOut> {
        if pair.margin <= 0.0 {
            return Err(LeftOut::Tie);
        }
        if pair.margin < self.selection.min_margin {
            return Err(LeftOut::SmallMargin);
        }
        let [good, bad] = [&pair.chosen, &pair.rejected].map(|text| Some(length::words(text)));
        self.add(&pair.origin, &pair.rejected, outcome, Lengths { good, bad })
    }

    /// Takes a labelled reply of the outcome number `outcome`, as the next row.
    ///
    /// # Errors
    /// [`LeftOut::NearDuplicate`].
    pub fn labelled(&mut self, one: &Labelled, outcome: usize) -> Result<(), LeftOut> {
        let words = Some(length::words(&one.text));
        let lengths = Lengths { good: words.filter(|_| one.good), bad: words.filter(|_| !one.good) };
        self.add(&one.origin, &one.text, outcome, lengths)
    }

    fn add(
        &mut self,
        origin: &super::pair::Origin,
        text: &str,
        outcome: usize,
        lengths: Lengths,
    ) -> Result<(), LeftOut> {
        let group = self.groups.place(&origin.source, &origin.prompt);
        let twin = self.near.as_mut().and_then(|near| near.take(&[last(&origin.prompt), text], outcome));
        if let Some((twin, _)) = twin {
            // What is left of either conversation must not be learnt from one and tested on the other.
            self.groups.join(group, self.remembered[twin]);
            return Err(LeftOut::NearDuplicate);
        }
        self.remembered.push(group);
        self.kept.push(Kept { group, lengths });
        Ok(())
    }

    /// Which of the rows that were taken stay, and where.
    pub fn choose(mut self) -> Choice {
        let all: Vec<Lengths> = self.kept.iter().map(|one| one.lengths).collect();
        let excess = if self.selection.match_length { length::excess(&all) } else { Vec::new() };
        let mut places: Vec<Option<usize>> = self
            .kept
            .iter()
            .map(|one| Some(self.groups.number(one.group)))
            .map(|number| {
                let splits = self.selection.splits.as_ref();
                number.map(|number| splits.map_or(0, |splits| splits.place(number)))
            })
            .collect();
        excess.iter().for_each(|place| places[*place] = None);
        let stay = all.iter().zip(&places).filter(|(_, place)| place.is_some()).map(|(one, _)| *one);
        let after = length::bias(stay);
        Choice { before: length::bias(all.iter().copied()), after, places }
    }
}

/// The person's last words.
fn last(conversation: &Conversation) -> &str {
    let said = conversation.messages.iter().rev().find(|message| message.role == Role::User);
    said.map_or("", |message| &message.content)
}
