//! Random words at random places of random replies: what was meant is read back, or nothing is written.

use crate::files::{Sample, samples};
use crate::sight;
use proptest::prelude::*;
use std::sync::LazyLock;

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(samples);

/// Changes: for each a reply, a word of it, how many words it covers, and what comes there; all but the last are chosen
/// by numbers that wrap.
type Changes = Vec<(usize, usize, usize, String)>;

fn changes() -> impl Strategy<Value = Changes> {
    let words = prop_oneof!["[a-z]{1,8}", "[a-z]{1,5}( [a-zé’]{1,6}){1,3}", r#"[ -~éß“”🙂&<>"';,\n\t]{0,12}"#];
    prop::collection::vec((any::<usize>(), any::<usize>(), 1usize..6, words), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_put_is_read_back(changes in changes(), pick in any::<prop::sample::Index>()) {
        let sample = pick.get(&SAMPLES);
        let file = sample.read();
        let mut texts: Vec<String> = file.replies().iter().map(|reply| reply.text.clone()).collect();
        for (reply, word, covered, new) in &changes {
            let text = &mut texts[reply % file.replies().len()];
            let words = sight::words(text);
            let Some(first) = (!words.is_empty()).then(|| word % words.len()) else { continue };
            let last = (first + covered - 1).min(words.len() - 1);
            text.replace_range(words[first].start..words[last].end, new);
        }
        let meant: Vec<(usize, &str)> = texts.iter().map(String::as_str).enumerate().collect();
        let Ok(bytes) = file.with_texts(&meant) else { return Ok(()) };
        let again = sample.parse(bytes);
        let read: Vec<&str> = again.replies().iter().map(|reply| reply.text.as_str()).collect();
        prop_assert_eq!(read, texts.iter().map(String::as_str).collect::<Vec<_>>(), "{}", sample.name());
    }
}
