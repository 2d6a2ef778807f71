//! The person's own editor, for a reply as a whole.

use anyhow::{Context, bail};
use std::io::{Read, Seek, Write};
use std::process::Command;

/// The editor that the person has chosen; `None` where they have chosen none.
pub(super) fn chosen() -> Option<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|editor| !editor.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR"))
}

/// Editors that are taken where the person has chosen none, the plainest first, with how each is left.
const KNOWN: &[(&str, &str)] = &[
    ("nano", "Ctrl-O, Enter, Ctrl-X keeps the text"),
    ("micro", "Ctrl-S, Ctrl-Q keeps the text"),
    ("pico", "Ctrl-X, y, Enter keeps the text"),
    ("mcedit", "F2, F10 keeps the text"),
    ("vim", ":wq keeps the text, :q! leaves it"),
    ("vi", ":wq keeps the text, :q! leaves it"),
    ("notepad.exe", "Ctrl-S keeps the text"),
];

/// An editor that is there, and how it is left; `None` where none is.
pub(super) fn there() -> Option<(&'static str, &'static str)> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    KNOWN.iter().find(|(name, _)| folders.iter().any(|folder| folder.join(name).is_file())).copied()
}

/// What the person makes of a text in this editor.
pub(super) fn edited(editor: &str, text: &str) -> anyhow::Result<String> {
    let path = std::env::temp_dir().join(format!("attuned-{}-{}.txt", std::process::id(), place()));
    let result = within(editor, &path, text);
    // The text is nobody else's; a file that is gone already is gone.
    let _ = std::fs::remove_file(&path);
    result
}

fn within(editor: &str, path: &std::path::Path, text: &str) -> anyhow::Result<String> {
    let mut file = private(path).context("no file can be made for the editor")?;
    // An editor ends the last line, and the reply shall not end otherwise than it did.
    let ended = text.ends_with('\n');
    write!(file, "{text}{}", if ended { "" } else { "\n" })?;
    drop(file);
    let done = command(editor, path).status().with_context(|| format!("{editor:?} cannot be started; set EDITOR"))?;
    if !done.success() {
        bail!("the editor ended with an error; nothing was changed");
    }
    let mut new = String::new();
    let mut file = std::fs::File::open(path)?;
    file.rewind()?;
    file.read_to_string(&mut new)
        .map_err(|_| anyhow::anyhow!("what the editor left is no UTF-8; nothing was changed"))?;
    if !ended {
        new.truncate(new.trim_end_matches(['\n', '\r']).len());
    }
    Ok(new)
}

/// The editor with its options, as shells read them.
#[cfg(unix)]
fn command(editor: &str, path: &std::path::Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$1\""), "attuned"]).arg(path);
    command
}

#[cfg(not(unix))]
fn command(editor: &str, path: &std::path::Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    command.args(words).arg(path);
    command
}

/// A new file that nobody else reads.
fn private(path: &std::path::Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A number that no other file of this moment has.
fn place() -> u128 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_nanos())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn an_editor_changes_words_and_no_line_end() {
        let new = |editor: &str, text: &str| edited(editor, text).map_err(|error| error.to_string());
        assert_eq!(new("sed -i s/six/seven/", "We close at six.").as_deref(), Ok("We close at seven."));
        assert_eq!(new("true", "Kind regards\n").as_deref(), Ok("Kind regards\n"));
        assert!(new("false", "We close at six.").is_err_and(|why| why.contains("nothing was changed")));
    }
}
