//! The formats of files that hold canned replies: how each is told, and who reads it.

mod json;
mod plain;
mod zendesk;

use super::reply::Canned;
use std::path::Path;

/// What kind of file replies are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CannedFormat {
    /// Macros of Zendesk, as its API gives them.
    Zendesk,
    /// Any JSON: texts at paths.
    Json,
    /// One reply, as it is.
    Plain,
}

/// How files are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CannedOptions {
    /// The format; told by name and content where nobody says so.
    pub format: Option<CannedFormat>,
    /// Where texts are, in JSON and YAML: `macros[].text`; found where nobody says so.
    pub paths: Vec<String>,
    /// The column of texts, in tables; found where nobody says so.
    pub column: Option<String>,
}

/// Reads the text of a file.
type Read = fn(&str, &CannedOptions) -> Result<Vec<Canned>, String>;

/// A format: its name, how it is told by the file's extension and content, who reads it.
struct Row {
    format: CannedFormat,
    name: &'static str,
    extensions: &'static [&'static str],
    /// Whether a file of such a name is of this format; rows before it were asked first.
    is: fn(&str) -> bool,
    read: Read,
}

/// Every format. The first that fits a file reads it, so what is special stands before what is general.
const FORMATS: &[Row] = &[
    Row { format: CannedFormat::Zendesk, name: "zendesk", extensions: &["json"], is: zendesk::is, read: zendesk::read },
    Row { format: CannedFormat::Json, name: "json", extensions: &["json"], is: |_| true, read: json::read },
    Row { format: CannedFormat::Plain, name: "plain", extensions: &["txt"], is: |_| true, read: plain::read },
];

impl CannedFormat {
    /// Every format, in the order in which files are held against them.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|row| row.format)
    }

    /// What options and records call it.
    pub fn name(self) -> &'static str {
        FORMATS.iter().find(|row| row.format == self).map_or("", |row| row.name)
    }

    /// Whether a file of this format is a reply with what is said about it, as Markdown is, and no list of replies.
    pub(crate) fn is_document(self) -> bool {
        ["plain", "markdown", "html"].contains(&self.name())
    }

    /// The extensions of files that may hold replies.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().flat_map(|row| row.extensions).copied()
    }
}

/// The format of a file and the replies in it.
///
/// # Errors
/// Why there are none, for people.
pub(super) fn read(path: &Path, text: &str, options: &CannedOptions) -> Result<(CannedFormat, Vec<Canned>), String> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
    let named = |row: &&Row| row.extensions.contains(&extension.as_str()) && (row.is)(text);
    let row = match options.format {
        Some(format) => FORMATS.iter().find(|row| row.format == format),
        None => FORMATS.iter().find(named),
    };
    let names = || FORMATS.iter().map(|row| row.name).collect::<Vec<_>>().join(", ");
    let row = row.ok_or_else(|| format!("no format has this extension; name one of {}", names()))?;
    Ok((row.format, (row.read)(text, options)?))
}
