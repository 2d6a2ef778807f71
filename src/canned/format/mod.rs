//! The formats of files that hold canned replies: how each is told, and who reads it.

mod chatwoot;
mod front;
mod html;
mod ignore;
mod intercom;
mod json;
mod markdown;
mod matter;
mod paths;
mod people;
mod plain;
mod prose;
mod saved;
mod table;
mod tree;
#[cfg(test)]
mod trial;
pub(crate) mod yaml;
mod zendesk;

use super::layer::Layer;
use super::reply::Canned;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What kind of file replies are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CannedFormat {
    /// Macros of Zendesk, as its API gives them.
    Zendesk,
    /// Macros of Intercom: HTML and text in step.
    Intercom,
    /// Message templates of Front.
    Front,
    /// Saved replies of GitHub.
    Github,
    /// Comment templates of GitLab.
    Gitlab,
    /// Canned responses of Chatwoot.
    Chatwoot,
    /// Any JSON: texts at paths.
    Json,
    /// Cells of a column: CSV, and other delimiters.
    Table,
    /// Any YAML: texts at paths.
    Yaml,
    /// A document or a piece of one.
    Html,
    /// A document with marks, front matter before it or not.
    Markdown,
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
    /// Whether a file of Markdown or of plain text holds several replies: one under each heading of the second level,
    /// one between lines of `---`. Front matter may ask for it too.
    pub split: bool,
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

const JSON: &[&str] = &["json", "jsonl", "ndjson"];

/// Every format. The first that fits a file reads it, so what is special stands before what is general.
const FORMATS: &[Row] = &[
    Row { format: CannedFormat::Zendesk, name: "zendesk", extensions: JSON, is: zendesk::is, read: zendesk::read },
    Row { format: CannedFormat::Intercom, name: "intercom", extensions: JSON, is: intercom::is, read: intercom::read },
    Row { format: CannedFormat::Front, name: "front", extensions: JSON, is: front::is, read: front::read },
    Row { format: CannedFormat::Github, name: "github", extensions: JSON, is: saved::is_github, read: saved::github },
    Row { format: CannedFormat::Gitlab, name: "gitlab", extensions: JSON, is: saved::is_gitlab, read: saved::gitlab },
    Row { format: CannedFormat::Chatwoot, name: "chatwoot", extensions: JSON, is: chatwoot::is, read: chatwoot::read },
    Row { format: CannedFormat::Json, name: "json", extensions: JSON, is: |_| true, read: json::read },
    Row {
        format: CannedFormat::Table,
        name: "table",
        extensions: &["csv", "tsv", "tab"],
        is: |_| true,
        read: table::read,
    },
    Row { format: CannedFormat::Yaml, name: "yaml", extensions: &["yaml", "yml"], is: |_| true, read: yaml::read },
    Row { format: CannedFormat::Html, name: "html", extensions: &["html", "htm"], is: |_| true, read: html::read },
    Row {
        format: CannedFormat::Markdown,
        name: "markdown",
        extensions: &["md", "markdown", "mdx"],
        is: |_| true,
        read: markdown::read,
    },
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
    let mut replies = (row.read)(text, options)?;
    unique(&mut replies);
    Ok((row.format, replies))
}

/// Gives every reply an id of its own: the second `late` becomes `late/2`.
fn unique(replies: &mut [Canned]) {
    let given: HashSet<String> = replies.iter().map(|reply| reply.id.clone()).collect();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for reply in replies {
        let count = seen.entry(reply.id.clone()).or_default();
        *count += 1;
        while *count > 1 && given.contains(&format!("{}/{count}", reply.id)) {
            *count += 1;
        }
        if *count > 1 {
            reply.id = format!("{}/{count}", reply.id);
        }
    }
}

/// The layers of a text that is HTML inside another layer.
fn html(outer: Layer) -> Vec<Layer> {
    vec![super::layer::html::layer(outer.text()), outer]
}

/// The layers of a text that is Markdown inside another layer.
fn marked(outer: Layer) -> Vec<Layer> {
    let text = outer.text();
    vec![super::layer::markdown::layer(text, &super::layer::markdown::marks(text, 0..text.len())), outer]
}

/// The layers of a text that is HTML where its name or its tags say so. What has lines and no tag is plain text,
/// whatever its name says.
fn layered(outer: Layer, name: &str) -> Vec<Layer> {
    let tags = ["<p>", "<p ", "<br", "</p>", "</a>", "</div>", "</b>", "</strong>", "</li>", "</span>"];
    let (text, named) = (outer.text(), name.to_lowercase().contains("html"));
    let tagged = tags.iter().any(|tag| text.contains(tag)) || named && text.contains("</");
    if tagged || named && !text.contains('\n') { html(outer) } else { vec![outer] }
}
