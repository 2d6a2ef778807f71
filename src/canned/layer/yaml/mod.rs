//! The texts of YAML in all its styles, with the way back: folds and indents of lines that nobody touches stay.

mod block;
mod flow;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use words::Manner;

use super::{Coding, Layer};
use saphyr_parser::ScalarStyle;
use std::ops::Range;

/// A text of a document.
#[derive(Debug)]
pub(crate) struct Scalar {
    pub(crate) value: String,
    pub(crate) style: ScalarStyle,
    /// Where the parser saw it: with its quotes, a block without its first line.
    pub(crate) place: Range<usize>,
    /// Whether it is in a list or a map in brackets.
    pub(crate) inside: bool,
}

impl Scalar {
    /// Its layer; the line ends behind a block are no text. Nothing where it is written in a way that only the parser
    /// understands.
    pub(crate) fn layer(&self, source: &str) -> Option<Layer> {
        let layer = match self.style {
            ScalarStyle::Literal | ScalarStyle::Folded => block::layer(source, self)?,
            _ => flow::layer(source, self)?,
        };
        let meant = match self.style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.value.trim_end_matches('\n'),
            _ => &self.value,
        };
        (layer.text() == meant).then_some(layer)
    }
}

/// How many line ends a text begins with, and how long they and the white space around them are.
fn breaks(text: &str) -> (usize, usize) {
    let length = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    let space = &text[..length];
    let ends = space.matches('\n').count() + space.matches('\r').count() - space.matches("\r\n").count();
    (ends, length)
}

fn empty(source: &str, scalar: &Scalar, indent: usize) -> Layer {
    Layer::new(Coding::Yaml(Manner::new(source, scalar, indent)))
}
