//! `--via batch`: wave after wave. What no answer is kept for goes into files, the files become jobs of the provider, and
//! their answers are kept; when nothing is missing any more, the run is done from what is kept.

use super::place::Place;
use crate::settings::Settings;
use crate::show::{grouped, notice};
use anyhow::{Context, bail};
use attuned::{Answers, BatchJob, BatchJobs, OpenAi, Prompt, Spent, estimated_tokens, write_whole};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// Requests of a wave on their way into files.
pub(super) struct Wanted {
    model: OpenAi,
    folder: PathBuf,
    open: Mutex<Open>,
}

/// The file that is written now.
#[derive(Default)]
struct Open {
    known: HashSet<String>,
    files: Vec<PathBuf>,
    out: Option<BufWriter<File>>,
    requests: usize,
    bytes: u64,
    tokens: u64,
    fault: Option<std::io::Error>,
}

impl Wanted {
    /// Files in this folder, which is made anew.
    pub(super) fn new(model: OpenAi, folder: PathBuf) -> anyhow::Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { model, folder, open: Mutex::default() })
    }

    /// One request more; the same question twice is asked once.
    pub(super) fn add(&self, key: &str, prompt: &Prompt) {
        let mut open = self.open.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if open.known.insert(key.to_owned()) {
            open.tokens += estimated_tokens(prompt);
            let line = BatchJobs::line(key, &self.model.request(prompt)).to_string();
            let written = self.write(&mut open, &line);
            open.fault = written.err().or(open.fault.take());
        }
    }

    fn write(&self, open: &mut Open, line: &str) -> std::io::Result<()> {
        let full = open.requests >= BatchJobs::REQUESTS || open.bytes + line.len() as u64 > BatchJobs::BYTES;
        if open.out.is_none() || full {
            let path = self.folder.join(format!("{}.jsonl", open.files.len() + 1));
            if let Some(mut last) = open.out.replace(BufWriter::new(File::create(&path)?)) {
                last.flush()?;
            }
            (open.requests, open.bytes) = (0, 0);
            open.files.push(path);
        }
        open.requests += 1;
        open.bytes += line.len() as u64 + 1;
        open.out.as_mut().map_or(Ok(()), |out| writeln!(out, "{line}"))
    }

    /// The files, and what asking all that they hold is likely to cost beside the answers.
    pub(super) fn end(&self) -> anyhow::Result<(Vec<PathBuf>, Spent)> {
        let mut open = self.open.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(error) = open.fault.take() {
            return Err(anyhow::Error::new(error).context("cannot write the requests"));
        }
        if let Some(mut out) = open.out.take() {
            out.flush()?;
        }
        Ok((std::mem::take(&mut open.files), Spent::new(open.known.len() as u64, open.tokens, 0)))
    }
}

/// The jobs of a wave, in a file beside the output, so that a run that was killed finds them again.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Wave {
    jobs: Vec<Handed>,
}

/// A file and its job.
#[derive(Debug, Serialize, Deserialize)]
struct Handed {
    file: PathBuf,
    job: Option<String>,
    #[serde(default)]
    home: bool,
}

impl Wave {
    /// The wave that is under way, where there is one.
    pub(super) fn under_way(place: &Place) -> anyhow::Result<Option<Self>> {
        match std::fs::read(&place.jobs) {
            Ok(bytes) => {
                Ok(Some(serde_json::from_slice(&bytes).with_context(|| format!("in {}", place.jobs.display()))?))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", place.jobs.display())),
        }
    }

    /// A wave of these files.
    pub(super) fn of(files: Vec<PathBuf>, place: &Place) -> anyhow::Result<Self> {
        let jobs = files.into_iter().map(|file| Handed { file, job: None, home: false }).collect();
        let wave = Self { jobs };
        wave.write(place)?;
        Ok(wave)
    }

    fn write(&self, place: &Place) -> anyhow::Result<()> {
        Ok(write_whole(&place.jobs, serde_json::to_string_pretty(self)? + "\n")?)
    }

    /// Hands over what is not, waits, and keeps the answers. How many there were.
    pub(super) async fn done(
        mut self,
        jobs: &BatchJobs,
        answers: &Answers,
        place: &Place,
        run: &str,
        settings: &Settings,
        every: Duration,
    ) -> anyhow::Result<u64> {
        for number in 0..self.jobs.len() {
            if self.jobs[number].job.is_none() {
                let label = format!("{run}-{}", label(&self.jobs[number].file)?);
                self.jobs[number].job = Some(jobs.submit(&self.jobs[number].file, &label).await?);
                self.write(place)?;
            }
        }
        let words =
            format!("{} handed over; this may take hours, and the same command goes on", count(self.jobs.len()));
        notice(settings, &words);
        let mut kept = 0;
        while let Some(number) = self.jobs.iter().position(|job| !job.home) {
            let job = self.jobs[number].job.clone().unwrap_or_default();
            kept += self.wait(jobs, answers, settings, &job, every).await?;
            self.jobs[number].home = true;
            self.write(place)?;
        }
        std::fs::remove_file(&place.jobs)?;
        Ok(kept)
    }

    /// Waits for one job and keeps its answers.
    async fn wait(
        &self,
        jobs: &BatchJobs,
        answers: &Answers,
        settings: &Settings,
        job: &str,
        every: Duration,
    ) -> anyhow::Result<u64> {
        let mut said = None;
        loop {
            match jobs.look(job).await? {
                BatchJob::Ended { files } => return keep(jobs, answers, &files, &self.jobs[0].file).await,
                BatchJob::Lost { status } => {
                    bail!("the server says that job {job} is {status}; see there, then --fresh")
                }
                BatchJob::Going { done, all } if said != Some(done) => {
                    notice(settings, &format!("job {job}: {} of {} answered", grouped(done), grouped(all)));
                    said = Some(done);
                }
                _ => {}
            }
            tokio::time::sleep(every).await;
        }
    }
}

/// What tells one file of a run from another, whatever wave it belongs to: its name and a digest of what is in it.
fn label(file: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(attuned::Shape::default().with("text", text).digest())
}

/// Keeps the answers in these files.
async fn keep(jobs: &BatchJobs, answers: &Answers, files: &[String], beside: &Path) -> anyhow::Result<u64> {
    let mut kept = 0;
    for file in files {
        let home = beside.with_file_name("answers.jsonl");
        jobs.fetch(file, &home).await?;
        for line in BufReader::new(File::open(&home)?).lines() {
            // A line that is none belongs to a request that will be asked again.
            let Ok(line) = serde_json::from_str::<Value>(&line?) else { continue };
            let key = line.get("custom_id").and_then(Value::as_str).unwrap_or_default();
            let body = line.pointer("/response/body").unwrap_or(&Value::Null);
            kept += u64::from(answers.take_in(key, body).await?);
        }
        std::fs::remove_file(&home)?;
    }
    Ok(kept)
}

fn count(files: usize) -> String {
    crate::show::counted(files, "file of requests is", "files of requests are")
}
