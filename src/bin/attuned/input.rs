//! What the commands work on: a draft given in words, or the records of files and standard input, one after the other.

use crate::args::Input;
use anyhow::{Context, bail};
use attuned::{Conversation, Draft, Entries, Entry, Error, Failure, Record};
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};

/// A record, or why there is none.
pub(crate) type Item = Result<Record, Failure>;
/// Records one after the other; nothing is read before it is asked for.
pub(crate) type Items = Box<dyn Iterator<Item = Item> + Send>;

const TEACH: &str = "nothing to read; give a draft, or records\n\n  \
    attuned check --message 'what the person wrote' --draft 'what would be sent'\n  \
    attuned check replies.jsonl\n\n\
    `attuned help` says more";

/// What was asked for on the command line.
pub(crate) fn items(input: &Input) -> anyhow::Result<Items> {
    if let Some(draft) = &input.draft {
        let record = Record::new(drafted(input, draft)?);
        return Ok(Box::new(std::iter::once(Ok(record))));
    }
    if input.files.is_empty() && stdin().is_terminal() {
        bail!(TEACH);
    }
    let standard = vec![PathBuf::from("-")];
    let files = if input.files.is_empty() { standard } else { input.files.clone() };
    Ok(Box::new(files.into_iter().flat_map(file)))
}

/// The draft of `--draft`, with `--message` and `--sender`.
fn drafted(input: &Input, draft: &str) -> anyhow::Result<Draft> {
    let text = if draft == "-" { standard_text()? } else { words("--draft", draft)? };
    let said = input.message.as_deref().map(|message| words("--message", message)).transpose()?;
    let draft = Draft::new(said.map(Conversation::from_user).unwrap_or_default(), text);
    Ok(match &input.sender {
        Some(sender) => draft.sent_by(sender),
        None => draft,
    })
}

/// Text as given, or of the file behind `@`.
fn words(option: &str, given: &str) -> anyhow::Result<String> {
    let Some(path) = given.strip_prefix('@') else { return Ok(given.to_owned()) };
    if path.starts_with('@') {
        return Ok(path.to_owned());
    }
    let teach = || format!("{option}: cannot read {path} (write @@ for text that begins with @)");
    utf8(std::fs::read(path).with_context(teach)?).with_context(teach)
}

/// All of standard input as text.
fn standard_text() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    utf8(bytes).context("--draft -")
}

/// Bytes as text; the first that is none is named.
fn utf8(bytes: Vec<u8>) -> anyhow::Result<String> {
    String::from_utf8(bytes).map_err(|wrong| {
        anyhow::anyhow!("byte {} is not UTF-8; save the text as UTF-8", wrong.utf8_error().valid_up_to() + 1)
    })
}

/// The records of one file; a file that cannot be opened is one failure.
pub(crate) fn file(path: PathBuf) -> Items {
    read(path, |entry| Record::read(entry.value, entry.line))
}

/// What stands in one file, each JSON value read in this way; a file that cannot be opened is one failure.
pub(crate) fn read<T: Send + 'static>(
    path: PathBuf,
    one: impl Fn(Entry) -> Result<T, Error> + Send + 'static,
) -> Box<dyn Iterator<Item = Result<T, Failure>> + Send> {
    if path.as_os_str() == "-" {
        return Box::new(values(BufReader::new(stdin()), name(&path), one));
    }
    match File::open(&path) {
        Ok(file) => Box::new(values(BufReader::new(file), name(&path), one)),
        Err(error) => Box::new(std::iter::once(Err(unreadable(&path, &error)))),
    }
}

/// What a file is called in messages.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new("input", format!("cannot read {}: {error}", path.display()))
}

/// The values of a stream, whose `name` goes into messages.
fn values<T>(
    input: impl BufRead,
    name: String,
    one: impl Fn(Entry) -> Result<T, Error>,
) -> impl Iterator<Item = Result<T, Failure>> {
    Entries::new(input).map(move |entry| {
        let entry = entry.map_err(|error| failure(&name, &error, Failure::default()))?;
        // Only a value that turns out bad is needed again, for its id and its draft.
        let known = Failure::about(&entry.value);
        one(entry).map_err(|error| failure(&name, &error, known))
    })
}

/// What is known of a failure, with the reason and the name of its input.
pub(crate) fn failure(name: &str, error: &Error, known: Failure) -> Failure {
    let mut failure = known.because(error);
    failure.message = format!("{name}: {}", failure.message);
    failure
}
