//! One page that stands alone: drafts and replies side by side, what was found, what changed and why. No script.

mod change;
mod entry;
mod finding;
mod said;
mod stretch;
#[cfg(test)]
mod tests;

pub(super) use finding::{Found, found};
pub(super) use said::{Said, said};
pub(super) use stretch::{Stretch, under_findings};

use anyhow::Context;
use attuned::{Failure, Outcome, Record};
use entry::Entry;
use minijinja::Environment;
use serde::Serialize;

/// Everything on the page; it is written when the last record is known, for the table of contents.
#[derive(Debug, Default, Serialize)]
pub(super) struct Page {
    records: Vec<Entry>,
    counts: Vec<Count>,
}

impl Page {
    /// One record more.
    pub(super) fn add(&mut self, record: &Record, outcome: &Outcome) {
        let place = self.records.len();
        self.put(Entry::new(record, outcome, place));
    }

    /// One record that failed.
    pub(super) fn fail(&mut self, failure: &Failure) {
        let place = self.records.len();
        self.put(Entry::failed(failure, place));
    }

    fn put(&mut self, entry: Entry) {
        match self.counts.iter_mut().find(|count| count.verdict == entry.verdict) {
            Some(count) => count.number += 1,
            None => self.counts.push(Count { verdict: entry.verdict, number: 1 }),
        }
        self.records.push(entry);
    }

    /// The page as HTML; everything that people wrote is escaped, because the template's name ends in `.html`.
    pub(super) fn render(&self) -> anyhow::Result<String> {
        render("page.html", include_str!("../page.html"), self)
    }
}

/// What every page shares.
const SHARED: [(&str, &str); 3] = [
    ("head.html", include_str!("../head.html")),
    ("page.css", include_str!("../page.css")),
    ("stretches.html", include_str!("../stretches.html")),
];

/// A page from its template, whose name must end in `.html`, with what every page shares.
pub(super) fn render(name: &'static str, template: &'static str, page: &impl Serialize) -> anyhow::Result<String> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    for (name, template) in SHARED.iter().copied().chain([(name, template)]) {
        environment.add_template(name, template).context("the page's template")?;
    }
    let page = minijinja::value::Serde(page);
    environment.get_template(name)?.render(minijinja::context! { page }).context("the page")
}

/// How many records ended this way.
#[derive(Debug, Serialize)]
struct Count {
    verdict: &'static str,
    number: usize,
}
