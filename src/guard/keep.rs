//! Further text that must stay, as the caller's patterns name it, and the guard that it does.

use super::Check;
use crate::error::Error;
use crate::text::Span;
use regex::Regex;
use std::collections::BTreeMap;

/// Patterns of text that every revision must keep, from `--keep`; the default keeps nothing more.
#[derive(Debug, Clone, Default)]
pub struct Keep {
    patterns: Vec<Regex>,
}

impl Keep {
    /// Compiles regular expressions.
    ///
    /// # Errors
    /// [`Error::Pattern`] for the first that does not compile.
    pub fn new(patterns: &[String]) -> Result<Self, Error> {
        let patterns = patterns.iter().map(|pattern| compile(pattern)).collect::<Result<_, _>>()?;
        Ok(Self { patterns })
    }

    /// Where the patterns match; empty matches say nothing and are left out.
    pub(crate) fn spans(&self, text: &str) -> Vec<Span> {
        let matches = self.patterns.iter().flat_map(|pattern| pattern.find_iter(text));
        matches.filter(|found| !found.is_empty()).map(|found| Span::new(found.start(), found.end())).collect()
    }
}

/// One pattern; of the long complaint only the line that says why.
fn compile(pattern: &str) -> Result<Regex, Error> {
    Regex::new(pattern).map_err(|error| {
        let text = error.to_string();
        Error::Pattern { detail: text.lines().last().unwrap_or("").trim().to_owned() }
    })
}

/// Every match in the draft stands in the candidate, as often as in the draft.
pub(super) fn look(check: &Check<'_>) -> Vec<String> {
    let draft = check.draft.text.as_str();
    let kept: BTreeMap<&str, ()> = check.keep.spans(draft).iter().map(|span| (span.of(draft), ())).collect();
    let lost = |text: &&&str| check.candidate.matches(**text).count() < draft.matches(**text).count();
    kept.keys().filter(lost).map(|text| format!("the text {text:?} must stay as often as in the draft")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::check;
    use crate::text::Draft;

    fn keep(patterns: &[&str]) -> Keep {
        Keep::new(&patterns.iter().map(|&pattern| pattern.to_owned()).collect::<Vec<_>>()).expect("a pattern")
    }

    #[test]
    fn a_match_that_is_lost_is_named() {
        let draft = Draft::canned("Clause Seven applies to this, see clause seven.");
        let found = check(&draft, "That applies to this, see clause seven.", &keep(&["(?i)clause seven"]));
        assert!(found.iter().any(|one| one.guard == "keep" && one.detail.contains("Clause Seven")), "{found:?}");
    }

    #[test]
    fn a_match_that_moves_is_fine() {
        let draft = Draft::canned("It is noted that clause seven applies.");
        assert_eq!(check(&draft, "Here clause seven applies.", &keep(&["clause seven"])), []);
    }

    #[test]
    fn patterns_that_match_nothing_lock_nothing() {
        let draft = Draft::canned("Please be advised that we are open.");
        assert_eq!(check(&draft, "We are open.", &keep(&["x*", "^"])), []);
    }

    #[test]
    fn a_broken_pattern_is_refused_in_one_line() {
        let error = Keep::new(&["(".to_owned()]).expect_err("no pattern").to_string();
        assert!(error.contains("unclosed group") && !error.contains('\n'), "{error}");
    }
}
