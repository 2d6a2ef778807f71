//! The templates: one table of built-in texts, a folder that overrides them file by file, strict rendering.

use super::{render, sample};
use crate::Error;
use crate::whole::write_whole;
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// Every template: its name and its text. The file of `critique/_frame` is `critique/_frame.txt`.
/// Names carry no extension, so nothing is escaped as HTML or JSON on the way.
const TEMPLATES: &[(&str, &str)] = &[
    ("_conversation", include_str!("../../prompts/_conversation.txt")),
    ("_findings", include_str!("../../prompts/_findings.txt")),
    ("_rules", include_str!("../../prompts/_rules.txt")),
    ("_wish", include_str!("../../prompts/_wish.txt")),
    ("judge", include_str!("../../prompts/judge.txt")),
    ("critique/_frame", include_str!("../../prompts/critique/_frame.txt")),
    ("critique/sentiment_attenuation", include_str!("../../prompts/critique/sentiment_attenuation.txt")),
    (
        "critique/empathic_granularity_mismatch",
        include_str!("../../prompts/critique/empathic_granularity_mismatch.txt"),
    ),
    ("critique/conflict_avoidance", include_str!("../../prompts/critique/conflict_avoidance.txt")),
    ("critique/linguistic_distancing", include_str!("../../prompts/critique/linguistic_distancing.txt")),
    ("revise", include_str!("../../prompts/revise.txt")),
    ("repair", include_str!("../../prompts/repair.txt")),
    ("audit", include_str!("../../prompts/audit.txt")),
    ("compare", include_str!("../../prompts/compare.txt")),
    ("imagine", include_str!("../../prompts/imagine.txt")),
];

/// The extension of template files.
const EXTENSION: &str = "txt";

/// The built-in templates, compiled once. A test renders every one, so that `expect` cannot fail.
static BUILTIN: LazyLock<Prompts> = LazyLock::new(|| {
    let texts = TEMPLATES.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    #[expect(clippy::expect_used)]
    Prompts::compile(texts).expect("the built-in templates compile")
});

/// The templates in force. Cheap to clone.
#[derive(Clone)]
pub struct Prompts(Arc<Compiled>);

/// The texts and what was made of them.
struct Compiled {
    texts: BTreeMap<&'static str, String>,
    environment: Environment<'static>,
}

impl std::fmt::Debug for Prompts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Prompts").field("names", &self.0.texts.keys()).finish()
    }
}

impl Default for Prompts {
    fn default() -> Self {
        Self::builtin()
    }
}

impl Prompts {
    /// The templates that are built in.
    pub fn builtin() -> Self {
        BUILTIN.clone()
    }

    /// The built-in templates with those of a folder in their place, file by file. Hidden files are passed over.
    ///
    /// # Errors
    /// [`Error::File`] where the folder cannot be read; [`Error::Template`] for a file that overrides nothing, does not
    /// parse, or fails to render with sample values.
    pub fn with_folder(folder: impl AsRef<Path>) -> Result<Self, Error> {
        let mut texts = Self::builtin().0.texts.clone();
        for (path, name) in files(folder.as_ref(), "")? {
            let name = known(&name)?;
            texts.insert(name, read(&path, name)?);
        }
        let prompts = Self::compile(texts)?;
        sample::asks().iter().try_for_each(|ask| prompts.render(ask, &crate::guard::Mask::default()).map(drop))?;
        Ok(prompts)
    }

    /// The names of all templates.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TEMPLATES.iter().map(|(name, _)| *name)
    }

    /// The text of a template that is in force.
    ///
    /// # Errors
    /// [`Error::Template`] for a name that is none of ours; it names the nearest.
    pub fn show(&self, name: &str) -> Result<&str, Error> {
        let name = known(name.strip_suffix(".txt").unwrap_or(name))?;
        Ok(self.0.texts.get(name).map_or("", String::as_str))
    }

    /// Writes the templates in force to a folder, to be edited there. Returns the files written or already the same.
    ///
    /// # Errors
    /// [`Error::Template`] where a file with another text is in the way, before anything is written; [`Error::File`]
    /// where one cannot be written.
    pub fn eject(&self, folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, Error> {
        let place = |name: &str| folder.as_ref().join(format!("{name}.{EXTENSION}"));
        for (name, text) in &self.0.texts {
            refuse_to_overwrite(&place(name), name, text)?;
        }
        self.0.texts.iter().map(|(name, text)| write(place(name), text)).collect()
    }

    /// Parses all texts; an error names the file and the line.
    fn compile(texts: BTreeMap<&'static str, String>) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // Debug output of minijinja lists all variables, which hold the conversation.
        environment.set_debug(false);
        environment.set_syntax(syntax());
        environment.add_filter("tojson", to_json);
        environment.add_filter("oneline", one_line);
        for (name, text) in &texts {
            environment.add_template_owned(*name, text.clone()).map_err(|error| explain(&error, name, &texts))?;
        }
        Ok(Self(Arc::new(Compiled { texts, environment })))
    }

    /// Renders the blocks `system` and `user` of a template.
    pub(super) fn blocks(&self, name: &'static str, values: Value) -> Result<[String; 2], Error> {
        let told = |error: minijinja::Error| explain(&error, name, &self.0.texts);
        let template = self.0.environment.get_template(name).map_err(told)?;
        let mut captured = template.render_captured(values).map_err(told)?;
        let mut block = |block: &str| captured.with_state_mut(|state| state.render_block(block)).map_err(told);
        Ok([block("system")?.trim().to_owned(), block("user")?.trim().to_owned()])
    }

    /// The messages of one ask.
    pub(super) fn render(&self, ask: &super::Ask, mask: &crate::guard::Mask) -> Result<[String; 2], Error> {
        self.blocks(render::template(ask.job), render::values(ask, mask))
    }
}

/// Lines that hold only a tag leave no trace in the prompt.
fn syntax() -> SyntaxConfig {
    // Delimiters stay as they are, and only those can clash; the default is the answer that cannot come.
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

/// Plain JSON. The filter of minijinja writes `'` and `<` as escapes for HTML, which models then copy.
fn to_json(value: &Value) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The text on one line, so that it cannot look like another item of a list.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The template files below a folder, with the names that they stand for.
fn files(folder: &Path, within: &str) -> Result<Vec<(PathBuf, String)>, Error> {
    let unreadable = |source| Error::File { path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        // One level is all that templates have; deeper folders end as unknown names.
        if within.is_empty() && path.is_dir() {
            found.extend(files(&path, &format!("{name}/"))?);
        } else {
            let stem = name.strip_suffix(".txt").unwrap_or(&name);
            found.push((path, format!("{within}{stem}")));
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path, name: &str) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
    String::from_utf8(bytes)
        .map(|text| text.trim_start_matches('\u{feff}').to_owned())
        .map_err(|_| template_error(name, None, "the file is not UTF-8"))
}

fn refuse_to_overwrite(path: &Path, name: &str, text: &str) -> Result<(), Error> {
    match std::fs::read(path) {
        Ok(there) if there != text.as_bytes() => {
            let detail = format!("{} is there already with another text; move it away first", path.display());
            Err(template_error(name, None, detail))
        }
        _ => Ok(()),
    }
}

fn write(path: PathBuf, text: &str) -> Result<PathBuf, Error> {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.map_err(|source| Error::File { path: path.clone(), source })?;
    write_whole(&path, text)?;
    Ok(path)
}

/// The name as the table spells it.
fn known(name: &str) -> Result<&'static str, Error> {
    Prompts::names().find(|one| *one == name).ok_or_else(|| {
        let nearest =
            Prompts::names().max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
        template_error(name, None, format!("no template has this name; the nearest is {}", nearest.unwrap_or("revise")))
    })
}

fn template_error(name: &str, line: Option<usize>, detail: impl Into<String>) -> Error {
    Error::Template { name: name.to_owned(), line, detail: detail.into() }
}

/// Says what is wrong with a template in words that come from the template alone, never from the values.
fn explain(error: &minijinja::Error, name: &str, texts: &BTreeMap<&'static str, String>) -> Error {
    let error = deepest(error);
    let name = error.name().unwrap_or(name);
    let source = texts.get(name).map_or("", String::as_str);
    let at = error.range().and_then(|range| source.get(range)).map(str::trim).filter(|at| !at.is_empty());
    let detail = match (error.kind(), at) {
        (minijinja::ErrorKind::UndefinedError, Some(at)) => format!("`{at}` is not among the values given"),
        (minijinja::ErrorKind::UnknownBlock, _) => "it needs the blocks `system` and `user`".to_owned(),
        // Syntax errors arise before any value is there, so their detail is safe.
        (kind @ minijinja::ErrorKind::SyntaxError, _) => format!("{kind}: {}", error.detail().unwrap_or("")),
        (kind, Some(at)) => format!("{kind} at `{at}`"),
        (kind, None) => kind.to_string(),
    };
    template_error(name, error.line(), detail)
}

/// The first cause: errors inside an include come wrapped in one about the include.
fn deepest(error: &minijinja::Error) -> &minijinja::Error {
    let mut deepest = error;
    while let Some(next) = std::error::Error::source(deepest).and_then(|next| next.downcast_ref()) {
        deepest = next;
    }
    deepest
}
