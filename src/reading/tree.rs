//! Thousands of phrases as one table of bytes, searched at the starts of words.
//!
//! The build script grows the table (`sapling`): grown at the start of the command it would take longer than all else
//! that reading one draft does.

/// A line of the lexicon whose phrases end at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Leaf {
    /// The number under which the line was planted.
    pub(super) line: u32,
    /// Whether the phrase may go on into a longer word.
    pub(super) open: bool,
}

/// A place in phrases: which bytes may follow, and which lines end here.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// A bit for each class of bytes that may follow.
    pub(super) behind: u64,
    /// Where among the edges those of this node begin, one for each bit.
    pub(super) edge: u16,
    /// Where among the leaves those of this node begin.
    pub(super) leaf: u16,
    /// How many leaves it has.
    pub(super) leaves: u16,
}

/// Bytes of no phrase.
pub(super) const FOREIGN: u8 = u8::MAX;

/// The phrases. The root is the first node; phrases that end alike share their ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tree<'t> {
    /// The class of each byte, below 64, the same for both cases of a letter; or `FOREIGN`.
    pub(super) classes: &'t [u8; 256],
    /// The nodes.
    pub(super) nodes: &'t [Node],
    /// Places of nodes.
    pub(super) edges: &'t [u16],
    /// The leaves.
    pub(super) leaves: &'t [Leaf],
}

impl Tree<'_> {
    /// Calls `found` with the start, the end and the leaf of every phrase that starts where a word may, in the order of
    /// the text; of phrases that start together the shorter first. ASCII letters match in any case.
    pub(super) fn search(self, text: &str, mut found: impl FnMut(usize, usize, Leaf)) {
        let mut inside = false;
        for (start, sign) in text.char_indices() {
            let wordy = sign.is_alphanumeric();
            if !(inside && wordy) {
                self.walk(text.as_bytes(), start, &mut found);
            }
            inside = wordy;
        }
    }

    /// The phrases that start at `start`.
    fn walk(self, bytes: &[u8], start: usize, found: &mut impl FnMut(usize, usize, Leaf)) {
        let mut node = self.nodes[0];
        for (place, byte) in bytes.iter().enumerate().skip(start) {
            let class = self.classes[usize::from(*byte)];
            if class == FOREIGN || node.behind >> class & 1 == 0 {
                return;
            }
            let before = (node.behind & ((1 << class) - 1)).count_ones();
            node = self.nodes[usize::from(self.edges[usize::from(node.edge) + before as usize])];
            let from = usize::from(node.leaf);
            for leaf in &self.leaves[from..from + usize::from(node.leaves)] {
                found(start, place + 1, *leaf);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sapling::Grown;
    use super::*;

    fn found<'a>(lines: &[&str], text: &'a str) -> Vec<(&'a str, u32)> {
        let grown = Grown::of(lines.iter().enumerate().map(|(place, line)| (place as u32, *line)));
        let mut all = Vec::new();
        grown.tree().search(text, |start, end, leaf| all.push((&text[start..end], leaf.line)));
        all
    }

    #[test]
    fn braces_expand_inside_braces() {
        let lines = ["{a|b {c|d}} e"];
        for text in ["a e", "b c e", "b d e"] {
            assert_eq!(found(&lines, text), [(text, 0)]);
        }
        assert!(found(&lines, "b e").is_empty());
    }

    #[test]
    fn an_empty_choice_leaves_one_blank() {
        assert_eq!(found(&["we {really |} care"], "We care, we really care"), [("We care", 0), ("we really care", 0)]);
    }

    #[test]
    fn apostrophes_agree_within_a_phrase() {
        let lines = ["i {can't|won't} say"];
        for text in ["i can't say", "i can\u{2019}t say", "i cant say", "i wont say"] {
            assert_eq!(found(&lines, text), [(text, 0)]);
        }
        assert!(found(&["don't can't"], "don't cant").is_empty());
    }

    #[test]
    fn phrases_overlap_and_each_line_speaks() {
        let lines = ["on", "on time", "time", "on time"];
        let all = [("on", 0), ("on time", 1), ("on time", 3), ("time", 2)];
        assert_eq!(found(&lines, "on time"), all);
    }

    #[test]
    fn a_star_opens_the_end() {
        let grown = Grown::of([(7, "hitch*"), (8, "take {pride|care} *")]);
        let mut all = Vec::new();
        grown.tree().search("hitches; take care", |_, end, leaf| all.push((end, leaf)));
        assert_eq!(all, [(5, Leaf { line: 7, open: true }), (18, Leaf { line: 8, open: true })]);
    }

    #[test]
    fn broken_lines_are_plain_text() {
        assert_eq!(found(&["a {b", "", "*", "{|}"], "a {b * {"), [("a {b", 0)]);
    }
}
