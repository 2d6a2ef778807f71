//! Grows the table of phrases from the lexicon, as Rust source, so that no process has to.

#[path = "src/reading/sapling.rs"]
mod sapling;
#[allow(dead_code, reason = "the table is searched by the library only")]
#[path = "src/reading/tree.rs"]
mod tree;

use std::error::Error;
use std::fmt::Write;
use std::{env, fs, path::Path};

const LEXICONS: [&str; 2] = ["src/reading/lexicon/person.txt", "src/reading/lexicon/draft.txt"];

fn main() -> Result<(), Box<dyn Error>> {
    for path in LEXICONS.into_iter().chain(["build.rs", "src/reading/sapling.rs", "src/reading/tree.rs"]) {
        println!("cargo:rerun-if-changed={path}");
    }
    let sources = LEXICONS.map(fs::read_to_string).into_iter().collect::<Result<Vec<_>, _>>()?;
    let lines: Vec<(&str, &str)> = sources.iter().flat_map(|source| lines(source)).collect();
    let grown = sapling::Grown::of((0..).zip(lines.iter().map(|(_, line)| *line)));
    let into = Path::new(&env::var("OUT_DIR")?).join("phrases.rs");
    Ok(fs::write(into, format!("{}{}", heads(&lines)?, table(grown.tree())?))?)
}

/// The lines of a lexicon, each with the header `[cue weight]` above it.
fn lines(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut head = "";
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.filter_map(move |line| {
        let Some(header) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
            return Some((head, line));
        };
        head = header;
        None
    })
}

/// What each line does: a cue that does not exist is an error of the compiler's.
fn heads(lines: &[(&str, &str)]) -> Result<String, Box<dyn Error>> {
    let mut text = "/// What each line of the lexicon does.\nstatic LINES: &[(Cue, f64)] = &[\n".to_owned();
    for (header, _) in lines {
        let (name, weight) = header.split_once(' ').unwrap_or((header, "1"));
        writeln!(text, "(cue!({name:?}), {:?}),", weight.parse::<f64>()?)?;
    }
    Ok(text + "];\n")
}

/// The tree of all phrases.
fn table(tree: tree::Tree<'_>) -> Result<String, Box<dyn Error>> {
    let mut text = "/// The phrases of the lexicon.\nstatic TREE: Tree<'static> = ".to_owned();
    write!(text, "{tree:?}")?;
    // What is printed for debugging is Rust, but for the slices.
    Ok(text.replace('[', "&[") + ";\n")
}
