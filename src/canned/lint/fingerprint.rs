//! What a finding is known by, wherever its reply moves: the rule and the words.

use super::Lint;
use crate::canned::file::CannedFile;
use crate::detect::Finding;
use crate::sha;
use std::collections::HashMap;

/// The words of a finding under its rule, as 16 hexadecimal digits: blanks, marks and capitals do not matter.
pub(super) fn words(finding: &Finding) -> String {
    let plain: String = finding.quote.text.to_lowercase();
    let plain = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    digits(&[finding.rule, &plain.collect::<Vec<_>>().join(" ")])
}

/// Gives each finding of a file its own: the same words under the same rule of one reply are counted.
pub(super) fn number(files: &[CannedFile], lints: &mut [Lint]) {
    let mut seen: HashMap<(usize, String), usize> = HashMap::new();
    for lint in lints {
        let id = files[lint.file].replies().get(lint.reply).map_or("", |reply| &reply.id);
        let name = digits(&[id, &words(&lint.finding)]);
        let times = seen.entry((lint.file, name.clone())).or_default();
        lint.fingerprint = if *times == 0 { name } else { digits(&[&name, &times.to_string()]) };
        *times += 1;
    }
}

fn digits(parts: &[&str]) -> String {
    format!("{:016x}", sha::number(parts.join("\0").as_bytes()))
}
