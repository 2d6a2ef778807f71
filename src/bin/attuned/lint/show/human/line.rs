//! A line of a file with a stretch of it marked: tabs, wide letters and long lines come out so that the marks stand below
//! what they mark.

use crate::show::visible;
use attuned::Place;
use unicode_width::UnicodeWidthChar;

/// How many lines of a stretch are shown at most.
const LINES: usize = 3;
/// How far apart tab stops are, in columns.
const TAB: usize = 4;

/// A line ready to be printed, in three parts, and what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// Which line it is, from 1.
    pub(super) number: usize,
    /// What stands before the mark.
    pub(super) before: String,
    /// What is marked.
    pub(super) marked: String,
    /// What stands behind it.
    pub(super) after: String,
    /// Columns before the first mark.
    pub(super) indent: usize,
    /// Columns that are marked, 1 or more.
    pub(super) width: usize,
}

/// A letter as it is shown, how many columns it takes, whether it is marked.
type Cell = (char, usize, bool);

/// The lines of a stretch, cut to `room` columns around what is marked.
pub(super) fn marked(text: &str, place: Place, room: usize) -> Vec<Marked> {
    let span = place.span;
    let start = text.get(..span.start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    let mut at = start;
    let mut lines = Vec::new();
    for (number, line) in (place.line..).zip(text.get(start..).unwrap_or("").split('\n')) {
        let from = span.start.saturating_sub(at).min(line.len());
        let to = span.end.saturating_sub(at).min(line.len());
        lines.push(cut(number, &cells(line.trim_end_matches('\r'), from, to), room.max(12)));
        at += line.len() + 1;
        if at >= span.end || lines.len() == LINES {
            break;
        }
    }
    lines
}

/// A line letter by letter; `from` and `to` are bytes.
fn cells(line: &str, from: usize, to: usize) -> Vec<Cell> {
    let mut column = 0;
    let mut cells = Vec::new();
    for (at, one) in line.char_indices() {
        let is_marked = (from..to).contains(&at);
        let wide = if one == '\t' { TAB - column % TAB } else { visible(one).width().unwrap_or(0) };
        let letters = if one == '\t' { vec![(' ', 1); wide] } else { vec![(visible(one), wide)] };
        cells.extend(letters.into_iter().map(|(letter, wide)| (letter, wide, is_marked)));
        column += wide;
    }
    cells
}

/// As much of a line as fits: the whole mark where it fits, with as much on both sides.
fn cut(number: usize, cells: &[Cell], room: usize) -> Marked {
    let first = cells.iter().position(|cell| cell.2).unwrap_or(cells.len());
    let last = cells.iter().rposition(|cell| cell.2).map_or(first, |at| at + 1);
    let (from, to) = window(cells, first, last, room);
    let text = |from: usize, to: usize| cells[from..to.max(from)].iter().map(|cell| cell.0).collect::<String>();
    let before = format!("{}{}", if from > 0 { "…" } else { "" }, text(from, first));
    let marked = text(first, last.min(to));
    let cut_off = if to < cells.len() { "…" } else { "" };
    let after = format!("{}{cut_off}", text(last.min(to), to));
    let indent = usize::from(from > 0) + columns(&cells[from..first]);
    Marked { number, before, marked, after, indent, width: columns(&cells[first..last.min(to)]).max(1) }
}

/// Which letters are shown.
fn window(cells: &[Cell], first: usize, last: usize, room: usize) -> (usize, usize) {
    if columns(cells) <= room {
        return (0, cells.len());
    }
    // A column at each end is for the sign that says that the line goes on.
    let room = room - 2;
    let spare = room.saturating_sub(columns(&cells[first..last]));
    let behind = columns(&cells[last..]);
    let ahead = (spare / 2).max(spare.saturating_sub(behind));
    let mut from = first;
    let mut used = 0;
    while from > 0 && used + cells[from - 1].1 <= ahead {
        from -= 1;
        used += cells[from].1;
    }
    let mut to = from;
    let mut used = 0;
    while to < cells.len() && used + cells[to].1 <= room {
        used += cells[to].1;
        to += 1;
    }
    (from, to)
}

fn columns(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| cell.1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use attuned::{CannedFile, CannedOptions, Span};

    /// The lines of the only reply, with marks below, as they would be printed.
    fn seen(text: &str, words: &str, room: usize) -> Vec<String> {
        let file = CannedFile::parse("a.txt", text.into(), &CannedOptions::default()).expect("a reply");
        let at = file.text().find(words).expect("the words");
        let mut place = file.place(0, Span::new(0, 0));
        place.span = Span::new(at, at + words.len());
        place.line = file.text()[..at].matches('\n').count() + 1;
        let line = |one: Marked| {
            let line = format!("{}: {}{}{}", one.number, one.before, one.marked, one.after);
            [line, format!("   {}{}", " ".repeat(one.indent), "^".repeat(one.width))]
        };
        marked(file.text(), place, room).into_iter().flat_map(line).collect()
    }

    #[test]
    fn marks_stand_below_wide_letters_and_tabs() {
        assert_eq!(seen("x\n日本\tit was lost", "was", 40), ["2: 日本    it was lost", "              ^^^"]);
        assert_eq!(seen("a 🎁 gift", "🎁", 40), ["1: a 🎁 gift", "     ^^"]);
        assert_eq!(seen("e\u{301}e\u{301} was", "was", 40), ["1: e\u{301}e\u{301} was", "      ^^^"]);
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let long = format!("{}was lost{}", "before ".repeat(20), " behind".repeat(20));
        assert_eq!(seen(&long, "was lost", 30), ["1: …re before was lost behind be…", "              ^^^^^^^^"]);
        let first = format!("was{}", " behind".repeat(20));
        assert_eq!(seen(&first, "was", 20), ["1: was behind behind …", "   ^^^"]);
        let last = format!("{}was", "before ".repeat(20));
        assert_eq!(seen(&last, "was", 20), ["1: … before before was", "                   ^^^"]);
    }

    #[test]
    fn a_mark_wider_than_the_line_shows_its_beginning() {
        let [line, below] = &seen(&"lost ".repeat(20), &"lost ".repeat(20), 20)[..] else { panic!("one line") };
        assert_eq!((line.as_str(), below.as_str()), ("1: lost lost lost los…", "   ^^^^^^^^^^^^^^^^^^"));
    }

    #[test]
    fn a_stretch_over_lines_is_marked_on_each() {
        let seen = seen("It is\nregretted that\nit was", "is\nregretted that\nit", 40);
        assert_eq!(seen, ["1: It is", "      ^^", "2: regretted that", "   ^^^^^^^^^^^^^^", "3: it was", "   ^^"]);
    }

    #[test]
    fn no_line_commands_the_terminal() {
        assert_eq!(seen("a\u{1b}[31m was\r\nb", "was", 40), ["1: a␛[31m was", "          ^^^"]);
    }
}
