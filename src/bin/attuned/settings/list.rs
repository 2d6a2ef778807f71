//! `attuned settings`: every setting, its value, and where it came from.

use super::{Layer, LintLayer, ServeLayer, Settings};
use crate::End;
use crate::args::{self, Format};
use attuned::{Judging, Options};
use owo_colors::OwoColorize;
use serde_json::{Map, Value, json};
use std::io::Write;

/// Prints the settings in force. Keys are never shown, only where they came from.
pub(crate) fn show(asked: &args::Settings, settings: &Settings) -> anyhow::Result<End> {
    let rows = rows(settings)?;
    let mut out = crate::show::stdout(settings);
    if asked.format == Format::Json {
        let fields = rows.into_iter().map(|row| (row.name.clone(), json!({"value": row.value, "from": row.from})));
        writeln!(out, "{:#}", Value::Object(fields.collect::<Map<_, _>>()))?;
        return Ok(End::Done);
    }
    let name_width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    let value_width = rows.iter().map(|row| words(&row.value).chars().count()).max().unwrap_or(0).min(40);
    for Row { name, value, from } in &rows {
        match from {
            Some(from) => {
                writeln!(out, "{:name_width$}  {:value_width$}  {}", name.bold(), words(value), from.dimmed())?
            }
            None => writeln!(out, "{:name_width$}  {}", name.bold(), words(value))?,
        }
    }
    Ok(End::Done)
}

/// A setting as it is shown.
struct Row {
    name: String,
    value: Value,
    from: Option<String>,
}

/// All settings, and the key as a fact.
fn rows(settings: &Settings) -> anyhow::Result<Vec<Row>> {
    let values = serde_json::to_value(&settings.layer)?;
    let options = settings.options()?;
    let row = |name| by_effort(row(settings, &values, name), &options);
    let single = Layer::NAMES.into_iter().filter(|name| !["serve", "lint"].contains(name));
    let mut rows: Vec<Row> = single.map(row).collect();
    rows.extend(ServeLayer::NAMES.into_iter().map(|name| serve_row(settings, &values, name)));
    rows.extend(LintLayer::NAMES.into_iter().map(|name| lint_row(settings, &values, name)));
    let (value, from) = match &settings.key {
        Some(key) => (json!("set"), Some(key.from.to_owned())),
        None => (Value::Null, None),
    };
    rows.push(Row { name: "key".to_owned(), value, from });
    Ok(rows)
}

/// A setting of the table `[serve]`.
fn serve_row(settings: &Settings, values: &Value, name: &str) -> Row {
    let full = format!("serve.{name}");
    let value = values.get("serve").and_then(|table| table.get(name)).cloned().unwrap_or_default();
    let value = if name == "upstream" { shown_address(&value) } else { value };
    Row { value, from: settings.origin(&full), name: full }
}

/// A setting of the table `[lint]`.
fn lint_row(settings: &Settings, values: &Value, name: &str) -> Row {
    let full = format!("lint.{name}");
    let value = values.get("lint").and_then(|table| table.get(name)).cloned().unwrap_or_default();
    Row { value, from: settings.origin(&full), name: full }
}

fn shown_address(value: &Value) -> Value {
    value.as_str().map_or(Value::Null, |url| json!(without_key(url)))
}

/// What nobody set and the effort decides.
fn by_effort(row: Row, options: &Options) -> Row {
    let value = match row.name.as_str() {
        "judge" if options.judge == Judging::Never => json!("never"),
        "judge" => json!("always"),
        "rounds" => json!(options.rounds),
        "aim" => json!("all"),
        "critique" => json!("within"),
        "look" => json!(options.look),
        "audit" => json!(options.audit),
        _ => return row,
    };
    if row.value.is_null() { Row { value, from: Some("effort".to_owned()), ..row } } else { row }
}

fn row(settings: &Settings, values: &Value, name: &'static str) -> Row {
    let value = values.get(name).cloned().unwrap_or_default();
    let from = settings.origin(name);
    match (name, settings.provider) {
        // The address may be the provider's, whatever else was said.
        ("base_url", Some(provider)) if value == json!(provider.base_url) => {
            Row { name: name.to_owned(), value, from: Some(format!("provider {}", provider.name)) }
        }
        ("base_url", _) => Row { name: name.to_owned(), value: shown_address(&value), from },
        _ => Row { name: name.to_owned(), value, from },
    }
}

/// An address without the name and password, or the query, that might be in it.
fn without_key(url: &str) -> String {
    let (url, query) = url.split_once('?').map_or((url, ""), |(url, _)| (url, "?(hidden)"));
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://(hidden)@{host}{query}"),
        _ => format!("{url}{query}"),
    }
}

/// A value for people.
fn words(value: &Value) -> String {
    match value {
        Value::Null => "(not set)".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_key;

    #[test]
    fn addresses_lose_what_may_be_secret() {
        assert_eq!(without_key("http://me:secret@host:1/v1?key=secret"), "http://(hidden)@host:1/v1?(hidden)");
        assert_eq!(without_key("http://host:1/v1"), "http://host:1/v1");
    }
}
