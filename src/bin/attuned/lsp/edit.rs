//! Changes of a document as an editor makes them.

use super::checkup::Checkup;
use attuned::{CannedFile, Diff};
use lsp_types::{TextEdit, Uri};
use serde_json::{Value, json};
use std::ops::Range as Bytes;

/// Bytes of a document, and what stands there then.
pub(super) type Change = (Bytes<usize>, String);

/// A change of a reply as changes of its document: its words alone, whatever is around them.
///
/// # Errors
/// Why it cannot be made, without words of the reply.
pub(super) fn changes(checkup: &Checkup, reply: usize, diff: &Diff) -> Result<Vec<Change>, String> {
    all(checkup, &[(reply, diff.clone())])
}

/// The same for several replies.
///
/// # Errors
/// As [`changes`].
pub(super) fn all(checkup: &Checkup, diffs: &[(usize, Diff)]) -> Result<Vec<Change>, String> {
    let Some(file) = &checkup.file else { return Ok(Vec::new()) };
    let mut changes = Vec::new();
    for (reply, diff) in diffs {
        for hunk in &diff.hunks {
            let edits = file.edits(*reply, hunk.before.span, &hunk.after.text).map_err(|error| error.to_string())?;
            changes.extend(edits.into_iter().map(|(place, text)| (checkup.bytes(place), text)));
        }
    }
    changes.sort_by_key(|(bytes, _)| bytes.start);
    match says(checkup, file, &changes, diffs) {
        true => Ok(changes),
        false => Err("the changes would be read back as something else; make them by hand".to_owned()),
    }
}

/// Whether the document with these changes holds the same replies, but for those that were to change.
fn says(checkup: &Checkup, file: &CannedFile, changes: &[Change], diffs: &[(usize, Diff)]) -> bool {
    let Some(text) = made(&checkup.text.words, changes) else { return false };
    let Ok(after) = CannedFile::parse(file.path(), text.into_bytes(), &checkup.ground.canned) else { return false };
    let mut meant: Vec<String> = file.replies().iter().map(|reply| reply.text.clone()).collect();
    diffs.iter().for_each(|(reply, diff)| meant[*reply] = diff.apply(&meant[*reply]));
    after.replies().iter().map(|reply| &reply.text).eq(&meant)
}

/// The text with changes made, where they do not overlap.
pub(super) fn made(text: &str, changes: &[Change]) -> Option<String> {
    let (mut out, mut done) = (String::new(), 0);
    for (bytes, new) in changes {
        out += text.get(done..bytes.start)?;
        out += new;
        done = bytes.end;
    }
    Some(out + text.get(done..)?)
}

/// Changes of one document as the protocol has them; they hold for the version that was checked where the editor can
/// tell versions apart.
pub(super) fn workspace(checkup: &Checkup, uri: &Uri, changes: &[Change], versioned: bool) -> Value {
    let edits: Vec<TextEdit> = changes.iter().map(|change| edit(checkup, change)).collect();
    match versioned {
        true => {
            json!({"documentChanges": [{"textDocument": {"uri": uri, "version": checkup.version}, "edits": edits}]})
        }
        false => json!({"changes": {uri.as_str(): edits}}),
    }
}

fn edit(checkup: &Checkup, (bytes, text): &Change) -> TextEdit {
    TextEdit::new(checkup.text.range(bytes.clone()), text.clone())
}
