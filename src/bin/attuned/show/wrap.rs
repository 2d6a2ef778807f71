//! Text for terminals: painted, made harmless, wrapped.

use attuned::Severity;
use owo_colors::OwoColorize;
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar;

/// How a stretch of text looks. Nothing may depend on colour alone: signs in the text say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Plain,
    Dim,
    Marked(Severity),
    Removed,
    Added,
}

impl Paint {
    /// The text in this colour.
    pub(crate) fn over(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Dim => text.dimmed().to_string(),
            Self::Marked(Severity::Mild) => text.cyan().to_string(),
            Self::Marked(Severity::Clear) => text.yellow().to_string(),
            Self::Marked(_) | Self::Removed => text.red().to_string(),
            Self::Added => text.green().to_string(),
        }
    }
}

/// A stretch of text and how it looks.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    paint: Paint,
    text: String,
}

impl Run {
    /// A stretch of text.
    pub(crate) fn new(paint: Paint, text: impl Into<String>) -> Self {
        Self { paint, text: text.into() }
    }
}

/// A letter and its colour.
type Cell = (char, Paint);

/// Lines no wider than `width`, broken at white space where that is possible.
pub(crate) fn wrap(runs: &[Run], width: usize) -> Vec<String> {
    let cells: Vec<Cell> = runs.iter().flat_map(|run| run.text.chars().map(|one| (visible(one), run.paint))).collect();
    let paragraphs = cells.split(|(one, _)| *one == '\n');
    paragraphs.flat_map(|cells| fill(cells, width.max(8))).map(|line| painted(&line)).collect()
}

/// Fills lines with the words of one paragraph.
fn fill(cells: &[Cell], width: usize) -> Vec<Vec<Cell>> {
    let mut lines = vec![Vec::new()];
    let mut used = 0;
    for word in cells.split(|(one, _)| *one == ' ').filter(|word| !word.is_empty()) {
        let wide: usize = word.iter().map(columns).sum();
        if used > 0 && used + 1 + wide > width {
            lines.push(Vec::new());
            used = 0;
        }
        // A space between two words of one colour has that colour too, so that a stretch is painted once.
        let last = lines.last().and_then(|line: &Vec<Cell>| line.last()).map(|cell| cell.1);
        let paint = last.filter(|paint| *paint == word[0].1).unwrap_or(Paint::Plain);
        for cell in (used > 0).then_some(&(' ', paint)).into_iter().chain(word) {
            // A word that is wider than a line is broken where the line ends.
            if used + columns(cell) > width {
                lines.push(Vec::new());
                used = 0;
            }
            used += columns(cell);
            if let Some(line) = lines.last_mut() {
                line.push(*cell);
            }
        }
    }
    lines
}

fn columns(cell: &Cell) -> usize {
    cell.0.width().unwrap_or(0)
}

/// A line with each stretch of one colour painted once.
fn painted(line: &[Cell]) -> String {
    let stretches = line.chunk_by(|one, two| one.1 == two.1);
    stretches.map(|cells| cells[0].1.over(&cells.iter().map(|cell| cell.0).collect::<String>())).collect()
}

/// The letter, or a picture of it where a terminal would obey instead of show it.
pub(crate) fn visible(one: char) -> char {
    match one {
        '\n' | ' ' => one,
        '\t' | '\r' | '\u{a0}' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(one)).unwrap_or('\u{fffd}'),
        '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => one,
    }
}

/// All of a text, harmless for a terminal, its lines as they are.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|one| if matches!(one, '\t' | '\u{a0}') { one } else { visible(one) }).collect()
}

/// A text beside its label, on as many lines as it takes; nothing where there is no text.
pub(crate) fn labelled(out: &mut impl Write, label: &str, text: &str, width: usize) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let label = format!("  {label:<10}  ");
    let mut lead = label.dimmed().to_string();
    for line in wrap(&[Run::new(Paint::Plain, text)], width.saturating_sub(label.len())) {
        writeln!(out, "{lead}{line}")?;
        lead = " ".repeat(label.len());
    }
    Ok(())
}

/// Runs with the same lead before every line.
pub(crate) fn indented(out: &mut impl Write, lead: &str, runs: &[Run], width: usize) -> io::Result<()> {
    for line in wrap(runs, width.saturating_sub(lead.len())) {
        writeln!(out, "{}{line}", if line.is_empty() { lead.trim_end() } else { lead }.dimmed())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<String> {
        wrap(&[Run::new(Paint::Plain, text)], width)
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(lines("one two  three\nfour", 8), ["one two", "three", "four"]);
        assert_eq!(lines("abcdefghijkl mn", 8), ["abcdefgh", "ijkl mn"]);
        assert_eq!(lines("汉字汉字汉", 8), ["汉字汉字", "汉"]);
    }

    #[test]
    fn a_sign_stays_with_its_word() {
        let runs = [Run::new(Paint::Plain, "was «"), Run::new(Paint::Added, "closed"), Run::new(Paint::Plain, "».")];
        let plain: Vec<String> =
            wrap(&runs, 9).iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        assert_eq!(plain, ["was", "«closed»."]);
    }

    #[test]
    fn no_text_commands_the_terminal() {
        assert_eq!(lines("a\u{1b}[31mb\u{202e}c\u{9b}", 40), ["a␛[31mb\u{fffd}c\u{fffd}"]);
        assert_eq!(harmless("a\r\n\u{7}"), "a \n␇");
    }
}
