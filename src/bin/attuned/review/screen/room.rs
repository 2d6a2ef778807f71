//! The room on the screen: how much there is, and which lines get it.

use crate::show::Paint;
use crossterm::terminal::size;

/// The widest that text is set.
const WIDEST: usize = 100;

/// Of so many lines, how many the text of a reply gets at least, and the change beside it the others.
pub(super) fn least(lines: usize) -> usize {
    (lines * 3 / 7).clamp(3, 8)
}

/// Lines, and how many more there are where they do not fit, with what to do then.
pub(super) fn shorten(lines: &mut Vec<String>, height: usize, advice: &str) {
    if lines.len() > height && height > 0 {
        let more = lines.len() - height + 1;
        lines.truncate(height - 1);
        lines.push(Paint::Dim.over(&format!("… {more} more lines: {advice}")));
    }
    lines.truncate(height);
}

/// A place on the screen, as terminals count.
pub(super) fn cell(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

/// Columns and rows.
pub(super) fn room() -> (usize, usize) {
    let (width, height) = size().unwrap_or((80, 24));
    // The last column is left free: some terminals go on to the next line there.
    (usize::from(width).saturating_sub(1).clamp(16, WIDEST), usize::from(height).max(4))
}

/// The lines of a text that fit, with the marked one among them, moved by what the person scrolled; and how far that was
/// possible.
pub(super) fn window(text: &[String], mark: usize, height: usize, scrolled: isize) -> (Vec<String>, isize) {
    if text.len() <= height {
        return (text.to_vec(), 0);
    }
    let wanted = mark.saturating_sub(height / 3);
    let last = text.len() - height;
    let from = wanted.min(last).saturating_add_signed(scrolled).min(last);
    let moved = from.cast_signed() - wanted.min(last).cast_signed();
    let mut shown = text[from..from + height].to_vec();
    let more = text.len() - from - height;
    if more > 0 && height > 1 {
        shown[height - 1] = Paint::Dim.over(&format!("… {} more lines (space)", more + 1));
    }
    if from > 0 && height > 2 {
        shown[0] = Paint::Dim.over(&format!("… {} lines above (page up)", from + 1));
    }
    (shown, moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_in_the_window() {
        let text: Vec<String> = (0..40).map(|line| format!("line {line}")).collect();
        for mark in 0..40 {
            let (shown, _) = window(&text, mark, 9, 0);
            assert_eq!(shown.len(), 9);
            assert!(shown.contains(&format!("line {mark}")), "{mark}: {shown:?}");
        }
        assert_eq!(window(&text, 0, 9, 99).1, 31);
        assert_eq!(window(&text[..5], 0, 9, 99), (text[..5].to_vec(), 0));
    }
}
