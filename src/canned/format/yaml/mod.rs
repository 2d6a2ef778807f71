//! YAML.

mod tree;

pub(in crate::canned::format) use tree::value;
