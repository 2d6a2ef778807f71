//! What a run may spend, in calls, tokens or money, and what it has spent.

use crate::model::Reply;
use serde::{Deserialize, Serialize};
use std::ops::Add;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

/// Tokens of an answer that nobody has seen yet; the mean of those that came takes its place.
const EXPECTED: u64 = 500;

/// What was spent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Spent {
    /// Prompts answered by the model.
    pub calls: u64,
    /// Tokens read, where the server says so.
    pub prompt_tokens: u64,
    /// Tokens written, where the server says so.
    pub completion_tokens: u64,
}

impl Spent {
    /// So many calls and tokens.
    pub fn new(calls: u64, prompt_tokens: u64, completion_tokens: u64) -> Self {
        Self { calls, prompt_tokens, completion_tokens }
    }

    /// What this answer cost.
    pub(super) fn on(reply: &Reply) -> Self {
        Self::new(1, reply.prompt_tokens, reply.completion_tokens)
    }

    /// Tokens in all.
    pub fn tokens(self) -> u64 {
        self.prompt_tokens.saturating_add(self.completion_tokens)
    }
}

impl Add for Spent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            calls: self.calls.saturating_add(other.calls),
            prompt_tokens: self.prompt_tokens.saturating_add(other.prompt_tokens),
            completion_tokens: self.completion_tokens.saturating_add(other.completion_tokens),
        }
    }
}

/// What a model costs, in any currency, for a million tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// For a million tokens read.
    pub prompt: f64,
    /// For a million tokens written.
    pub completion: f64,
}

impl Price {
    /// What so much costs.
    pub fn of(self, spent: Spent) -> f64 {
        (spent.prompt_tokens as f64 * self.prompt + spent.completion_tokens as f64 * self.completion) / 1e6
    }
}

/// The most that a run may spend.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Budget {
    /// Prompts answered.
    Calls(u64),
    /// Tokens read and written.
    Tokens(u64),
    /// Money, in the currency of the prices.
    Money(f64),
}

impl FromStr for Budget {
    type Err = String;

    /// `500calls`, `2M tokens`, `$5`, `4.50 money`; `k` and `M` multiply.
    fn from_str(text: &str) -> Result<Self, String> {
        let teach = || "write a budget as 500calls, 2Mtokens or $5".to_owned();
        let text = text.trim();
        if let Some(amount) = text.strip_prefix('$') {
            return amount.trim().parse().ok().filter(|amount| *amount > 0.0).map(Self::Money).ok_or_else(teach);
        }
        let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(teach)?);
        let (factor, unit) = match unit.trim_start() {
            unit if unit.starts_with('k') => (1e3, &unit[1..]),
            unit if unit.starts_with('M') => (1e6, &unit[1..]),
            unit => (1.0, unit),
        };
        let amount = number.parse::<f64>().ok().map(|number| number * factor).filter(|amount| *amount > 0.0);
        let amount = amount.ok_or_else(teach)?;
        match unit.trim() {
            "call" | "calls" => Ok(Self::Calls(amount as u64)),
            "token" | "tokens" => Ok(Self::Tokens(amount as u64)),
            "money" => Ok(Self::Money(amount)),
            _ => Err(teach()),
        }
    }
}

/// Counts what is spent, and holds back what calls under way may still cost.
#[derive(Debug, Default)]
pub struct Purse {
    budget: Option<Budget>,
    price: Option<Price>,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    spent: Spent,
    /// What the calls under way are expected to cost.
    open: Spent,
}

impl Purse {
    /// A purse out of which `spent` is gone already.
    ///
    /// # Errors
    /// Where the budget is in money and the model has no price.
    pub fn new(budget: Option<Budget>, price: Option<Price>, spent: Spent) -> Result<Self, String> {
        if matches!(budget, Some(Budget::Money(_))) && price.is_none() {
            return Err("a budget in money needs the model's price; see `prices` under attuned.toml".to_owned());
        }
        Ok(Self { budget, price, held: Mutex::new(Held { spent, open: Spent::default() }) })
    }

    /// What is spent.
    pub fn spent(&self) -> Spent {
        self.lock().spent
    }

    /// What that is in money, where the price is known.
    pub fn money(&self) -> Option<f64> {
        self.price.map(|price| price.of(self.spent()))
    }

    /// How many tokens an answer may have: as many as those had that came.
    pub(super) fn expected(&self) -> u64 {
        let spent = self.spent();
        if spent.completion_tokens > 0 { spent.completion_tokens / spent.calls.max(1) } else { EXPECTED }
    }

    /// Holds back what a call with a prompt of so many tokens may cost; `None` where the budget does not allow it.
    pub(super) fn hold(&self, prompt_tokens: u64) -> Option<Spent> {
        let call = Spent::new(1, prompt_tokens, self.expected());
        let mut held = self.lock();
        let fits = self.allows(held.spent + held.open + call);
        fits.then(|| {
            held.open = held.open + call;
            call
        })
    }

    /// Whether so many calls with prompts of so many tokens are within the budget, with what their answers may cost.
    pub(super) fn affords(&self, prompts: Spent) -> bool {
        let answers = self.expected().saturating_mul(prompts.calls);
        self.allows(self.spent() + Spent::new(prompts.calls, prompts.prompt_tokens, answers))
    }

    fn allows(&self, all: Spent) -> bool {
        match self.budget {
            None => true,
            Some(Budget::Calls(most)) => all.calls <= most,
            Some(Budget::Tokens(most)) => all.tokens() <= most,
            Some(Budget::Money(most)) => self.price.is_some_and(|price| price.of(all) <= most),
        }
    }

    /// Gives back what was held, and books what the call cost, if it was answered.
    pub(super) fn settle(&self, call: Spent, cost: Option<Spent>) {
        let mut held = self.lock();
        held.open.calls -= call.calls;
        held.open.prompt_tokens -= call.prompt_tokens;
        held.open.completion_tokens -= call.completion_tokens;
        held.spent = held.spent + cost.unwrap_or_default();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_are_read_as_people_write_them() {
        assert_eq!("500calls".parse(), Ok(Budget::Calls(500)));
        assert_eq!(" 2.5M tokens".parse(), Ok(Budget::Tokens(2_500_000)));
        assert_eq!("$5".parse(), Ok(Budget::Money(5.0)));
        for wrong in ["5", "", "calls", "$", "$-1", "0calls", "5 kilos", "é", "5é"] {
            assert!(wrong.parse::<Budget>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn calls_under_way_count_before_they_are_answered() {
        let purse = Purse::new(Some(Budget::Calls(2)), None, Spent::default()).unwrap();
        let first = purse.hold(10).unwrap();
        let second = purse.hold(10).unwrap();
        assert_eq!(purse.hold(10), None);
        purse.settle(first, None);
        assert!(purse.hold(10).is_some(), "a call that was not answered costs nothing");
        purse.settle(second, Some(Spent::new(1, 10, 3)));
        assert_eq!(purse.spent(), Spent::new(1, 10, 3));
    }

    #[test]
    fn money_needs_a_price_and_counts_both_ways() {
        assert!(Purse::new(Some(Budget::Money(1.0)), None, Spent::default()).is_err());
        let price = Price { prompt: 1.0, completion: 4.0 };
        assert_eq!(price.of(Spent::new(1, 500_000, 250_000)), 1.5);
        let purse = Purse::new(Some(Budget::Money(1.0)), Some(price), Spent::new(1, 900_000, 100)).unwrap();
        assert!(purse.hold(200_000).is_none() && purse.hold(10_000).is_some());
    }
}
