//! Whether a text is English enough for its capitals to mean names.

/// Most texts of other languages, German above all, capitalise more than names.
pub(in crate::guard) fn english(all: &[&String]) -> bool {
    const COMMON: &[&str] =
        &["the", "you", "your", "to", "we", "i", "is", "are", "for", "a", "of", "and", "it", "in", "our", "this"];
    all.len() < 6 || all.iter().filter(|word| COMMON.contains(&word.as_str())).count() * 12 >= all.len()
}
