//! What is compared: the drafts, and the replies of both sides with what they are called.

use crate::args::Arena;
use crate::input::{self, name};
use anyhow::bail;
use attuned::{Failure, Offer, Record, Replies};
use std::path::{Path, PathBuf};

/// The word that stands for the drafts as they are.
const DRAFT: &str = "draft";

/// Everything that was read; `None` in a list is a line that could not be.
pub(super) struct Sets {
    pub(super) drafts: Vec<Option<Record>>,
    pub(super) sides: [Replies; 2],
    /// Why lines could not be read.
    pub(super) failures: Vec<Failure>,
}

impl Sets {
    /// Reads the drafts and both sides.
    pub(super) fn read(asked: &Arena) -> anyhow::Result<Self> {
        let [a, b] = [&asked.a, &asked.b];
        if [&asked.drafts, a, b].into_iter().filter(|path| path.as_os_str() == "-").count() > 1 {
            bail!("only one of the three can be standard input; give the others as files");
        }
        let mut failures = Vec::new();
        let drafts = lines(input::file(asked.drafts.clone()), &mut failures)?;
        if drafts.iter().flatten().next().is_none() {
            let name = name(&asked.drafts);
            bail!("{name} holds no draft that can be read{}", first(&failures));
        }
        let [name_a, name_b] = names([a, b], [&asked.name_a, &asked.name_b]);
        let sides = [side(a, name_a, &mut failures)?, side(b, name_b, &mut failures)?];
        Ok(Self { drafts, sides, failures })
    }
}

/// The replies of one side.
fn side(path: &Path, called: String, failures: &mut Vec<Failure>) -> anyhow::Result<Replies> {
    if path.as_os_str() == DRAFT {
        return Ok(Replies::drafts(called));
    }
    let known = failures.len();
    let offers = lines(input::read(path.to_owned(), |entry| Offer::read(&entry)), failures)?;
    if offers.iter().flatten().next().is_none() {
        bail!("{} holds no reply that can be read{}", name(path), first(&failures[known..]));
    }
    Ok(Replies::new(called, offers))
}

/// What could be read, each in its place; a file that cannot be opened ends it all.
fn lines<T>(
    all: impl Iterator<Item = Result<T, Failure>>,
    failures: &mut Vec<Failure>,
) -> anyhow::Result<Vec<Option<T>>> {
    let mut read = Vec::new();
    for one in all {
        match one {
            Ok(one) => read.push(Some(one)),
            Err(failure) if failure.kind == "input" => bail!(failure.message),
            Err(failure) => {
                failures.push(failure);
                read.push(None);
            }
        }
    }
    Ok(read)
}

/// The first reason, where there is one.
fn first(failures: &[Failure]) -> String {
    let help = "; `attuned arena --help` shows one".to_owned();
    failures.first().map_or(help, |one| format!("; {}", one.message))
}

/// What the sides are called: as asked for, or by their files, as briefly as tells them apart.
fn names(paths: [&PathBuf; 2], asked: [&Option<String>; 2]) -> [String; 2] {
    let whole = |path: &PathBuf| name(path);
    let brief = |path: &PathBuf| {
        path.file_stem()
            .filter(|_| path.as_os_str() != "-")
            .map_or_else(|| whole(path), |stem| stem.display().to_string())
    };
    let lettered = [0, 1].map(|at| format!("{} ({})", brief(paths[at]), ["A", "B"][at]));
    let tries = [paths.map(brief), paths.map(whole), lettered];
    let given = |names: [String; 2]| {
        let mut names = names.into_iter();
        asked.map(|asked| {
            let own = names.next().unwrap_or_default();
            asked.clone().unwrap_or(own)
        })
    };
    let all = tries.map(given);
    let apart = all.iter().find(|[a, b]| a != b).or(all.last());
    apart.cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(a: &str, b: &str, asked: [Option<&str>; 2]) -> [String; 2] {
        let [x, y] = asked.map(|name| name.map(str::to_owned));
        names([&a.into(), &b.into()], [&x, &y])
    }

    #[test]
    fn sides_are_called_as_briefly_as_tells_them_apart() {
        assert_eq!(named("draft", "out/ours.jsonl", [None; 2]), ["draft", "ours"]);
        assert_eq!(named("1/ours.jsonl", "2/ours.jsonl", [None; 2]), ["1/ours.jsonl", "2/ours.jsonl"]);
        assert_eq!(named("draft", "draft", [None; 2]), ["draft (A)", "draft (B)"]);
        assert_eq!(named("1/ours.jsonl", "2/ours.jsonl", [Some("new"), None]), ["new", "ours"]);
        assert_eq!(named("-", "x", [None, Some("old")]), ["standard input", "old"]);
    }
}
