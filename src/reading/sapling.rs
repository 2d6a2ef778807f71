//! Grows the table of phrases from lines with alternatives in braces. The build script runs this, and the tests do; the
//! library has only what comes out.

use super::tree::{FOREIGN, Leaf, Node, Tree};
use std::collections::HashMap;

/// A grown table.
#[derive(Debug)]
pub(super) struct Grown {
    classes: [u8; 256],
    nodes: Vec<Node>,
    edges: Vec<u16>,
    leaves: Vec<Leaf>,
}

impl Grown {
    /// The table of some lines, each under its number: alternatives in braces, which may stand in braces; a trailing
    /// `*` for any ending; an apostrophe also curly or left out.
    pub(super) fn of<'a>(lines: impl IntoIterator<Item = (u32, &'a str)>) -> Self {
        let mut sapling = Sapling { shoots: vec![Shoot::default()], leaves: vec![(Leaf { line: 0, open: false }, 0)] };
        for (line, text) in lines {
            sapling.plant(text, line);
        }
        sapling.settled()
    }

    /// The table, to be searched.
    pub(super) fn tree(&self) -> Tree<'_> {
        Tree { classes: &self.classes, nodes: &self.nodes, edges: &self.edges, leaves: &self.leaves }
    }
}

/// What makes two nodes one: the bytes that follow, each with its node, and the lines that end.
type Ends = (Vec<(u8, u32)>, Vec<Leaf>);

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

    /// The same as a table in which phrases that end alike share their ends.
    fn settled(self) -> Grown {
        let mut places: Vec<u32> = vec![0; self.shoots.len()];
        let (mut known, mut all): (HashMap<Ends, u32>, Vec<Ends>) = (HashMap::new(), Vec::new());
        // What stands behind a shoot came after it.
        for at in (0..self.shoots.len()).rev() {
            let ends = self.ends(at, &places);
            places[at] = *known.entry(ends).or_insert_with_key(|ends| {
                all.push(ends.clone());
                all.len() as u32 - 1
            });
        }
        table(&all)
    }

    /// What follows a shoot, by byte, and what ends there, in the order of planting.
    fn ends(&self, at: usize, places: &[u32]) -> Ends {
        let (mut behind, mut leaves) = (Vec::new(), Vec::new());
        let mut child = self.shoots[at].child;
        while child != 0 {
            behind.push((self.shoots[child as usize].byte, places[child as usize]));
            child = self.shoots[child as usize].sibling;
        }
        behind.sort_unstable();
        let mut leaf = self.shoots[at].leaf;
        while leaf != 0 {
            leaves.push(self.leaves[leaf as usize].0);
            leaf = self.leaves[leaf as usize].1;
        }
        // Leaves were linked last to first.
        leaves.reverse();
        (behind, leaves)
    }
}

/// The nodes as a table, level by level from the root, which is the last of them: what is met most lies close together.
fn table(all: &[Ends]) -> Grown {
    let mut grown = Grown { classes: classes(all), nodes: Vec::new(), edges: Vec::new(), leaves: Vec::new() };
    let mut order = vec![all.len() - 1];
    let mut places: HashMap<usize, u16> = HashMap::from([(all.len() - 1, 0)]);
    while let Some((behind, leaves)) = order.get(grown.nodes.len()).map(|at| &all[*at]) {
        let bits = behind.iter().map(|(byte, _)| 1 << grown.classes[usize::from(*byte)]);
        grown.nodes.push(Node {
            behind: bits.fold(0, std::ops::BitOr::bitor),
            edge: short(grown.edges.len()),
            leaf: short(grown.leaves.len()),
            leaves: short(leaves.len()),
        });
        for (_, next) in behind {
            let place = places.entry(*next as usize).or_insert_with_key(|next| {
                order.push(*next);
                short(order.len() - 1)
            });
            grown.edges.push(*place);
        }
        grown.leaves.extend(leaves);
    }
    grown
}

/// A place as the table holds it.
fn short(place: usize) -> u16 {
    u16::try_from(place)
        .expect("a table of phrases has at most 65,535 nodes, edges and leaves; widen its places to u32")
}

/// A number for each byte of the phrases, in the order of the bytes; capitals have that of the small letter.
fn classes(all: &[Ends]) -> [u8; 256] {
    let mut classes = [FOREIGN; 256];
    for (byte, _) in all.iter().flat_map(|(behind, _)| behind) {
        classes[usize::from(*byte)] = 0;
    }
    for (number, class) in classes.iter_mut().filter(|class| **class == 0).enumerate() {
        assert!(number < 64, "the phrases have more than 64 different bytes");
        *class = number as u8;
    }
    for small in b'a'..=b'z' {
        classes[usize::from(small.to_ascii_uppercase())] = classes[usize::from(small)];
    }
    classes
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
