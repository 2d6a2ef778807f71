//! Thousands of phrases as one tree of bytes: grown from lines with alternatives in braces, searched at the starts of
//! words.
//!
//! A general automaton over the same phrases finds them as fast but takes a hundred milliseconds to build, which is what
//! a command that reads one draft would mostly do.

/// A line of the lexicon whose phrases end at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The number under which the line was planted.
    pub(super) line: u32,
    /// Whether the phrase may go on into a longer word.
    pub(super) open: bool,
}

/// The phrases, lower case. The nodes behind a node lie side by side, the leaves of a node too.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    leaves: Vec<Leaf>,
}

/// The way to a byte, and the places of what comes behind it.
#[derive(Debug, Clone, Copy)]
struct Node {
    byte: u8,
    leaves: u8,
    nodes: u16,
    first_leaf: u32,
    first_node: u32,
}

impl Tree {
    /// The tree of some lines, each under its number: alternatives in braces, which may stand in braces; a trailing
    /// `*` for any ending; an apostrophe also curly or left out.
    pub(super) fn of<'a>(lines: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let mut sapling = Sapling { shoots: vec![Shoot::default()], leaves: vec![(Leaf { line: 0, open: false }, 0)] };
        for (line, text) in lines {
            sapling.plant(text, line);
        }
        sapling.settled()
    }

    /// Calls `found` with the start, the end and the leaf of every phrase that starts where a word may, in the order of
    /// the text; of phrases that start together the shorter first. ASCII letters match in any case.
    pub(super) fn search(&self, text: &str, mut found: impl FnMut(usize, usize, Leaf)) {
        let mut inside = false;
        for (start, sign) in text.char_indices() {
            let wordy = sign.is_alphanumeric();
            if !(inside && wordy) {
                self.walk(text, start, &mut found);
            }
            inside = wordy;
        }
    }

    /// The phrases that start at `start`.
    fn walk(&self, text: &str, start: usize, found: &mut impl FnMut(usize, usize, Leaf)) {
        let mut node = self.nodes[0];
        for (place, byte) in text.bytes().enumerate().skip(start) {
            let (byte, from) = (byte.to_ascii_lowercase(), node.first_node as usize);
            let behind = &self.nodes[from..from + usize::from(node.nodes)];
            let Some(next) = behind.iter().find(|next| next.byte == byte) else { return };
            node = *next;
            let from = node.first_leaf as usize;
            for leaf in &self.leaves[from..from + usize::from(node.leaves)] {
                found(start, place + 1, *leaf);
            }
        }
    }
}

/// A tree that still grows: nodes in the order in which they came.
struct Sapling {
    shoots: Vec<Shoot>,
    /// Leaves, each with the place of the next one of the same node.
    leaves: Vec<(Leaf, u32)>,
}

/// A node that still grows. Places are those of the lists; 0 stands for none: the root is behind nothing, and the first
/// leaf is a dummy.
#[derive(Debug, Clone, Copy, Default)]
struct Shoot {
    byte: u8,
    parent: u32,
    child: u32,
    sibling: u32,
    leaf: u32,
}

/// Where one reading of a line has come to, and whether it met an apostrophe.
#[derive(Debug, Clone, Copy)]
struct Path {
    node: u32,
    apostrophe: bool,
}

const ROOT: u32 = 0;

/// An apostrophe in a text: straight, curly, or left out.
const APOSTROPHES: [&str; 3] = ["'", "\u{2019}", ""];

impl Sapling {
    /// Adds all phrases of a line.
    fn plant(&mut self, text: &str, line: u32) {
        let root = [Path { node: ROOT, apostrophe: false }];
        let spellings = if text.contains('\'') { &APOSTROPHES[..] } else { &APOSTROPHES[..1] };
        for apostrophe in spellings {
            for path in self.grow(&root, text, apostrophe) {
                // What has no apostrophe was planted the first time round.
                if path.apostrophe || *apostrophe == APOSTROPHES[0] {
                    self.end(path.node, line);
                }
            }
        }
    }

    /// Goes on from every path with every reading of the text.
    fn grow(&mut self, from: &[Path], text: &str, apostrophe: &str) -> Vec<Path> {
        let open = text.find('{');
        let cut = open.and_then(|at| Some((&text[..at], group(&text[at + 1..])?)));
        let Some((head, (choices, rest))) = cut else {
            return from.iter().map(|path| self.write(*path, text, apostrophe)).collect();
        };
        let heads: Vec<Path> = from.iter().map(|path| self.write(*path, head, apostrophe)).collect();
        let mut ends = Vec::new();
        for choice in choices {
            ends.extend(self.grow(&heads, choice, apostrophe));
        }
        if rest.is_empty() { ends } else { self.grow(&ends, rest, apostrophe) }
    }

    /// Goes on from a path with plain text; runs of blanks become one.
    fn write(&mut self, mut path: Path, text: &str, apostrophe: &str) -> Path {
        for byte in text.bytes() {
            match byte {
                b'\'' => {
                    path.apostrophe = true;
                    path.node = apostrophe.bytes().fold(path.node, |node, byte| self.step(node, byte));
                }
                b' ' if path.node == ROOT || self.shoots[path.node as usize].byte == b' ' => {}
                _ => path.node = self.step(path.node, byte.to_ascii_lowercase()),
            }
        }
        path
    }

    /// The node behind `node` for a byte; made where there is none.
    fn step(&mut self, node: u32, byte: u8) -> u32 {
        let mut at = self.shoots[node as usize].child;
        while at != 0 && self.shoots[at as usize].byte != byte {
            at = self.shoots[at as usize].sibling;
        }
        if at == 0 {
            at = self.shoots.len() as u32;
            let sibling = std::mem::replace(&mut self.shoots[node as usize].child, at);
            self.shoots.push(Shoot { byte, parent: node, sibling, ..Shoot::default() });
        }
        at
    }

    /// Ends a phrase of `line`, without the star and the blanks around it.
    fn end(&mut self, node: u32, line: u32) {
        let starred = self.without(node, b' ');
        let bare = self.without(starred, b'*');
        let node = self.without(bare, b' ');
        if node != ROOT {
            let before = std::mem::replace(&mut self.shoots[node as usize].leaf, self.leaves.len() as u32);
            self.leaves.push((Leaf { line, open: bare != starred }, before));
        }
    }

    /// The node before this one if it stands for `byte`.
    fn without(&self, node: u32, byte: u8) -> u32 {
        let here = self.shoots[node as usize];
        if node != ROOT && here.byte == byte { here.parent } else { node }
    }

    /// The same tree level by level, for quick searches.
    fn settled(self) -> Tree {
        let mut order = Vec::with_capacity(self.shoots.len());
        order.push(ROOT);
        let mut tree = Tree { nodes: Vec::with_capacity(self.shoots.len()), leaves: Vec::new() };
        while let Some(shoot) = order.get(tree.nodes.len()).map(|at| &self.shoots[*at as usize]) {
            let (first_node, first_leaf) = (order.len() as u32, tree.leaves.len() as u32);
            let mut at = shoot.child;
            while at != 0 {
                order.push(at);
                at = self.shoots[at as usize].sibling;
            }
            let mut at = shoot.leaf;
            while at != 0 {
                tree.leaves.push(self.leaves[at as usize].0);
                at = self.leaves[at as usize].1;
            }
            // Leaves were linked last to first.
            tree.leaves[first_leaf as usize..].reverse();
            let nodes = (order.len() as u32 - first_node) as u16;
            let leaves = (tree.leaves.len() as u32 - first_leaf) as u8;
            tree.nodes.push(Node { byte: shoot.byte, leaves, nodes, first_leaf, first_node });
        }
        tree
    }
}

/// The choices of a group whose opening brace has been read, and what follows its closing brace.
fn group(text: &str) -> Option<(Vec<&str>, &str)> {
    let (mut depth, mut from, mut choices) = (0, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '|' if depth == 0 => {
                choices.push(&text[from..at]);
                from = at + 1;
            }
            '}' => {
                choices.push(&text[from..at]);
                return Some((choices, &text[at + 1..]));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(lines: &[&str], text: &'a str) -> Vec<(&'a str, u32)> {
        let tree = Tree::of(lines.iter().enumerate().map(|(place, line)| (place as u32, *line)));
        let mut all = Vec::new();
        tree.search(text, |start, end, leaf| all.push((&text[start..end], leaf.line)));
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
        let tree = Tree::of([(7, "hitch*"), (8, "take {pride|care} *")]);
        let mut all = Vec::new();
        tree.search("hitches; take care", |_, end, leaf| all.push((end, leaf)));
        assert_eq!(all, [(5, Leaf { line: 7, open: true }), (18, Leaf { line: 8, open: true })]);
    }

    #[test]
    fn broken_lines_are_plain_text() {
        assert_eq!(found(&["a {b", "", "*", "{|}"], "a {b * {"), [("a {b", 0)]);
    }
}
