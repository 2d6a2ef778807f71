//! A new text spread over the frames that waited: as many events as there were, each with about as much text.

use super::Waiting;
use crate::serve::dialect::Slot;
use std::collections::VecDeque;

/// Puts `new` in the place of what the waiting frames say of a text behind its first `sent` bytes. Whether there was any
/// frame to carry it.
pub(super) fn over(queue: &mut VecDeque<Waiting>, slot: Slot, sent: usize, new: &str) -> bool {
    let mut places = Vec::new();
    for (number, waiting) in queue.iter().enumerate() {
        let adds = waiting.event.adds.iter().zip(&waiting.until).enumerate();
        let here = adds.filter(|(_, (passage, until))| passage.slot == slot && **until > sent);
        places.extend(here.map(|(at, _)| (number, at)));
    }
    let old: Vec<&str> = places.iter().map(|(number, at)| queue[*number].event.adds[*at].text.as_str()).collect();
    let pieces = pieces(&old, new);
    for ((number, at), piece) in places.iter().zip(pieces) {
        queue[*number].instead[*at] = piece;
    }
    !places.is_empty()
}

/// What stands in the place of each old piece; nothing where it stays as it is. What the new text begins and ends with as
/// the old does stays in its pieces.
fn pieces(old: &[&str], new: &str) -> Vec<Option<String>> {
    let mut begin = common(old.iter(), new, str::strip_prefix);
    let left = &new[old[..begin].concat().len()..];
    let mut end = old.len() - common(old[begin..].iter().rev(), left, str::strip_suffix);
    if begin == end {
        // What is new stands between two pieces, and one of them has to carry it.
        if end < old.len() { end += 1 } else { begin = begin.saturating_sub(1) }
    }
    let (head, tail) = (old[..begin].concat().len(), old[end..].concat().len());
    let middle = &new[head..new.len() - tail];
    let mut pieces = vec![None; old.len()];
    let sizes: Vec<usize> = old[begin..end].iter().map(|piece| piece.len()).collect();
    for (place, piece) in shares(middle, &sizes).into_iter().enumerate() {
        pieces[begin + place] = (old[begin + place] != piece).then(|| piece.to_owned());
    }
    pieces
}

/// How many pieces a text begins with, or ends with, as `strip` takes them off.
fn common<'a>(
    pieces: impl Iterator<Item = &'a &'a str>,
    mut text: &str,
    strip: impl for<'t> Fn(&'t str, &'a str) -> Option<&'t str>,
) -> usize {
    let mut count = 0;
    for piece in pieces {
        let Some(rest) = strip(text, piece) else { break };
        (text, count) = (rest, count + 1);
    }
    count
}

/// A text cut before blanks into as many parts as there are sizes, each of about its share.
fn shares<'a>(text: &'a str, sizes: &[usize]) -> Vec<&'a str> {
    let all = sizes.iter().sum::<usize>().max(1);
    let (mut at, mut before) = (0, 0);
    let cut = sizes.iter().enumerate().map(|(place, size)| {
        before += size;
        let end = if place + 1 == sizes.len() { text.len() } else { word_end(text, text.len() * before / all).max(at) };
        &text[std::mem::replace(&mut at, end)..end]
    });
    cut.collect()
}

/// The next place from here on at which a word has ended.
fn word_end(text: &str, from: usize) -> usize {
    let from = text.ceil_char_boundary(from);
    text[from..].find(char::is_whitespace).map_or(text.len(), |blank| from + blank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The pieces as they go out, and how many of them are new.
    fn spread(old: &[&str], new: &str) -> (Vec<String>, usize) {
        let pieces = pieces(old, new);
        let changed = pieces.iter().flatten().count();
        (old.iter().zip(pieces).map(|(old, piece)| piece.unwrap_or((*old).to_owned())).collect(), changed)
    }

    #[test]
    fn what_both_texts_share_stays_in_its_pieces() {
        let old = ["We", " are", " sorry", " for", " it", "."];
        assert_eq!(spread(&old, "We are sad about it.").1, 2);
        assert_eq!(
            spread(&old, "We are so very sorry for it.").0,
            ["We", " are", " so very sorry", " for", " it", "."]
        );
        assert_eq!(spread(&old, "We are sorry.").0, ["We", " are", " sorry", "", "", "."]);
        assert_eq!(spread(&old, "We are sorry for it. Really.").0.last().map(String::as_str), Some(". Really."));
    }

    #[test]
    fn a_new_text_is_cut_between_words() {
        let (pieces, _) = spread(&["Something", " wholly", " else", " here"], "Anything at all that is longer now");
        assert_eq!(pieces, ["Anything at", " all that", " is longer", " now"]);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(old in proptest::collection::vec("[ab é]{1,4}", 1..9), new in "[ab é]{0,30}", keep in 0_usize..9) {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new = old.iter().take(keep).copied().collect::<String>() + &new;
            prop_assert_eq!(spread(&old, &new).0.concat(), new);
        }
    }
}
