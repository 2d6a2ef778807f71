//! Where rows go: standard output, or files with a card and a manifest beside them, all of them ours or new.

use super::options::Pairs as Asked;
use super::spool::Spool;
use anyhow::{Context, bail};
use attuned::{Checksum, Location, Made, MadeFile, PairFormat, publish, publishable, write_whole};
use serde_json::Value;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

const CARD: &str = "README.md";
const MANIFEST: &str = "manifest.json";

/// Where the rows go.
pub(super) enum Place {
    Standard,
    Files(Files),
}

/// Files in one folder.
pub(super) struct Files {
    folder: PathBuf,
    /// The name of each data file with its split.
    names: Vec<(String, String)>,
    format: PairFormat,
}

impl Place {
    /// Where was asked for, if it may be written to; nothing is written yet.
    pub(super) fn new(asked: &Asked) -> anyhow::Result<Self> {
        if asked.output.is_standard() {
            if asked.split.is_some() {
                bail!("--split needs files to write to; give one with -o FILE");
            }
            return Ok(Self::Standard);
        }
        let Some(path) = asked.output.path() else {
            bail!("{}: pairs are written to this machine, with their card; copy the folder from here", asked.output);
        };
        let files = Files::new(path, asked);
        files.lines_only(asked.output.name())?;
        files.free(asked.overwrite)?;
        let folder = files.folder.display();
        std::fs::create_dir_all(&files.folder).with_context(|| format!("cannot make the folder {folder}"))?;
        publishable(&asked.output, None)?;
        Ok(Self::Files(files))
    }

    /// Room for rows that wait, on the disk where they will be.
    pub(super) fn spool(&self) -> anyhow::Result<Spool> {
        let process = std::process::id();
        Spool::nameless(match self {
            Self::Standard => std::env::temp_dir().join(format!("attuned-pairs-{process}.part")),
            Self::Files(files) => files.folder.join(format!(".{}.{process}.part", files.names[0].1)),
        })
    }

    /// Writes rows, each with the place of its split.
    pub(super) fn write(
        &self,
        rows: impl Iterator<Item = (anyhow::Result<String>, usize)>,
        made: &mut Made,
    ) -> anyhow::Result<()> {
        match self {
            Self::Standard => {
                let mut out = std::io::BufWriter::new(std::io::stdout().lock());
                for (row, _) in rows {
                    writeln!(out, "{}", row?)?;
                }
                Ok(out.flush()?)
            }
            Self::Files(files) => files.write(rows, made),
        }
    }
}

impl Files {
    fn new(path: &Path, asked: &Asked) -> Self {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let name = asked.output.name();
        let names = match &asked.split {
            None => vec![(String::new(), name.to_owned())],
            Some(splits) => splits.names().map(|split| (split.to_owned(), between(name, split))).collect(),
        };
        Self { folder: folder.unwrap_or(Path::new("")).to_owned(), names, format: asked.format }
    }

    /// Services take JSON Lines and nothing else.
    fn lines_only(&self, name: &str) -> anyhow::Result<()> {
        let service = matches!(self.format, PairFormat::Openai | PairFormat::Vertex);
        if service && !name.ends_with(".jsonl") {
            bail!(
                "{name}: the service takes JSON Lines only; call the output {}",
                Path::new(name).with_extension("jsonl").display()
            );
        }
        Ok(())
    }

    /// Refuses to write over what is not ours, or not without being asked.
    fn free(&self, overwrite: bool) -> anyhow::Result<()> {
        let ours = self.ours();
        let data = self.names.iter().map(|(_, name)| name.as_str());
        for name in data.chain([CARD, MANIFEST]).filter(|name| self.folder.join(name).exists()) {
            let path = self.folder.join(name);
            match &ours {
                None if name == CARD || name == MANIFEST => {
                    bail!(
                        "{} is there and not of attuned's making; give the pairs a folder of their own",
                        path.display()
                    )
                }
                None => bail!("{} is there and not of attuned's making; give another name", path.display()),
                Some(names) if !self.covers(names) => bail!(
                    "{} belongs to other pairs ({}); give these a folder of their own",
                    path.display(),
                    names.join(", ")
                ),
                Some(_) if !overwrite => bail!("{} is there already; --overwrite makes it anew", path.display()),
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// The data files that the manifest of an earlier run names.
    fn ours(&self) -> Option<Vec<String>> {
        let text = std::fs::read(self.folder.join(MANIFEST)).ok()?;
        let manifest: Value = serde_json::from_slice(&text).ok()?;
        let ours = manifest.get("made_by").and_then(Value::as_str) == Some(Made::MADE_BY);
        let names = manifest.get("files")?.as_array()?.iter().filter_map(|file| file.get("name")?.as_str());
        ours.then(|| names.map(str::to_owned).collect())
    }

    /// Whether an earlier run wrote these very files.
    fn covers(&self, names: &[String]) -> bool {
        self.names.iter().all(|(_, name)| names.contains(name))
    }

    fn write(
        &self,
        rows: impl Iterator<Item = (anyhow::Result<String>, usize)>,
        made: &mut Made,
    ) -> anyhow::Result<()> {
        let part = |name: &str| self.folder.join(format!(".{name}.{}.lines", std::process::id()));
        let mut parts: Vec<Spool> =
            self.names.iter().map(|(_, name)| Spool::new(part(name))).collect::<Result<_, _>>()?;
        let mut counts = vec![0; parts.len()];
        for (row, place) in rows {
            parts[place].add(&row?)?;
            counts[place] += 1;
        }
        let beside = self.format.beside(&self.names, |name| std::fs::read_to_string(self.folder.join(name)).ok())?;
        for ((mut part, rows), (split, name)) in parts.into_iter().zip(counts).zip(&self.names) {
            part.flush()?;
            publish(part.path(), &Location::file(self.folder.join(name)), None)?;
            made.files.push(self.file(name, split, rows)?);
        }
        beside.map_or(Ok(()), |beside| self.put(&beside.name, &beside.text))?;
        self.put(CARD, &made.card())?;
        self.put(MANIFEST, &format!("{:#}\n", made.manifest()))
    }

    /// A text that appears whole or not at all.
    fn put(&self, name: &str, text: &str) -> anyhow::Result<()> {
        Ok(write_whole(self.folder.join(name), text)?)
    }

    /// What is to be said of a data file.
    fn file(&self, name: &str, split: &str, rows: usize) -> anyhow::Result<MadeFile> {
        let path = self.folder.join(name);
        let mut sum = Checksum::default();
        let read = File::open(&path).and_then(|mut file| std::io::copy(&mut file, &mut sum));
        read.with_context(|| format!("cannot read {} again", path.display()))?;
        Ok(MadeFile::new(name, split, rows, sum))
    }
}

/// The name of a split's file: `pairs.jsonl.gz` becomes `pairs.train.jsonl.gz`.
fn between(name: &str, split: &str) -> String {
    let ending = |name: &str| name.rfind('.').filter(|dot| *dot > 0).unwrap_or(name.len());
    let packed = [".gz", ".zst"].iter().any(|packed| name.ends_with(packed));
    let dot = ending(name);
    let dot = if packed { ending(&name[..dot]) } else { dot };
    format!("{}.{split}{}", &name[..dot], &name[dot..])
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn a_split_stands_before_the_ending() {
        for (name, wanted) in [
            ("pairs.jsonl", "pairs.train.jsonl"),
            ("a.b.jsonl.gz", "a.b.train.jsonl.gz"),
            ("pairs", "pairs.train"),
            (".hidden", ".hidden.train"),
        ] {
            assert_eq!(between(name, "train"), wanted);
        }
    }
}
