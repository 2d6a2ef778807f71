//! Cuts a text where marks begin and end, so that marks which overlap can be shown.

use attuned::Span;

/// A stretch of text and the marks over it, by their places in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) marks: Vec<usize>,
    /// The marks that begin with this piece.
    pub(super) begins: Vec<usize>,
}

/// The pieces of `text` under `marks`; together they are the text. Marks that do not fit the text are left out.
pub(super) fn pieces<'a>(text: &'a str, marks: &[Span]) -> Vec<Piece<'a>> {
    let fits = |span: &Span| !span.is_empty() && text.get(span.start..span.end).is_some();
    let mut cuts: Vec<usize> = marks.iter().filter(|span| fits(span)).flat_map(|span| [span.start, span.end]).collect();
    cuts.extend([0, text.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let piece = |from: usize, to: usize| {
        let over = |(place, span): (usize, &Span)| (fits(span) && span.overlaps(Span::new(from, to))).then_some(place);
        let marks_here: Vec<usize> = marks.iter().enumerate().filter_map(over).collect();
        let begins = marks_here.iter().copied().filter(|place| marks[*place].start == from).collect();
        Piece { text: &text[from..to], marks: marks_here, begins }
    };
    cuts.windows(2).map(|ends| piece(ends[0], ends[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_overlap_are_cut_apart() {
        let pieces = pieces("abcdef", &[Span::new(1, 4), Span::new(3, 5), Span::new(9, 12)]);
        let shown: Vec<_> = pieces.iter().map(|one| (one.text, one.marks.as_slice(), one.begins.as_slice())).collect();
        assert_eq!(
            shown,
            [("a", &[][..], &[][..]), ("bc", &[0], &[0]), ("d", &[0, 1], &[1]), ("e", &[1], &[]), ("f", &[], &[])]
        );
    }

    #[test]
    fn marks_inside_a_letter_are_left_out() {
        assert_eq!(pieces("é", &[Span::new(0, 1)]).len(), 1);
        assert!(pieces("", &[]).is_empty());
    }
}
