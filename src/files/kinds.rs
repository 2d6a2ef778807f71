//! Names that were asked for and the names that there are.

/// The known name that is nearest to what was asked for, and all of them, as the end of an error.
pub(super) fn nearest<'a>(asked: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let asked = asked.to_lowercase();
    let closeness = |name: &str| strsim::jaro_winkler(&asked, &name.to_lowercase());
    let best = known.clone().max_by(|one, other| closeness(one).total_cmp(&closeness(other)));
    let all = known.collect::<Vec<_>>().join(", ");
    match best.filter(|best| closeness(best) > 0.75) {
        Some(best) => format!("; did you mean {best}? There are {all}"),
        None => format!("; there are {all}"),
    }
}
