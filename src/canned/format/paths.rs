//! Paths to texts in JSON and YAML: `macros[].text`, `*.reply`, `["a.b"][0]`; and which texts are replies where nobody
//! names any.

use std::fmt;

/// A step down from the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Field(String),
    Element(usize),
}

/// From the root to a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Way(pub(super) Vec<Step>);

impl Way {
    /// The way one step on.
    pub(super) fn with(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// The name of the field that a text, or the list it is in, stands under; empty where none does.
    pub(super) fn name(&self) -> &str {
        self.names().next_back().unwrap_or("")
    }

    /// The names of all fields on the way.
    pub(super) fn names(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.iter().filter_map(|step| if let Step::Field(name) = step { Some(name.as_str()) } else { None })
    }

    /// The way as people would name it for all its kind.
    pub(super) fn general(&self) -> String {
        let mut text = self.to_string();
        while let Some((start, end)) = numbered(&text) {
            text.replace_range(start..end, "");
        }
        text
    }
}

/// Where the first number of an element stands.
fn numbered(text: &str) -> Option<(usize, usize)> {
    text.match_indices('[').find_map(|(at, _)| {
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        (digits > 0 && text[at + 1 + digits..].starts_with(']')).then_some((at + 1, at + 1 + digits))
    })
}

impl fmt::Display for Way {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Element(number) => write!(out, "[{number}]")?,
                Step::Field(name) if name.is_empty() || name.contains(['.', '[', ']', '*', '"']) => {
                    write!(out, "[{name:?}]")?;
                }
                Step::Field(name) => write!(out, "{}{name}", if at > 0 { "." } else { "" })?,
            }
        }
        Ok(())
    }
}

/// A step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// `*`: any field or element.
    Any,
    /// `[]` or `[*]`: any element.
    Elements,
    This(Step),
}

/// The paths that were named.
#[derive(Debug, Clone)]
pub(super) struct Paths(Vec<Vec<Wanted>>);

impl Paths {
    /// # Errors
    /// The path that is none, for people.
    pub(super) fn new(paths: &[String]) -> Result<Self, String> {
        let one = |path: &String| {
            let wrong = || format!("`{path}` is no path; write one such as replies[].text, with * for any name");
            pattern(path.trim().trim_start_matches('$')).ok_or_else(wrong)
        };
        paths.iter().map(one).collect::<Result<_, _>>().map(Self)
    }

    /// Whether a way is one of them.
    pub(super) fn lead(&self, way: &Way) -> bool {
        let fits = |(wanted, step): (&Wanted, &Step)| match wanted {
            Wanted::Any => true,
            Wanted::Elements => matches!(step, Step::Element(_)),
            Wanted::This(this) => this == step,
        };
        self.0.iter().any(|path| path.len() == way.0.len() && path.iter().zip(&way.0).all(fits))
    }
}

fn pattern(mut rest: &str) -> Option<Vec<Wanted>> {
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, behind) = if let Some(inner) = rest.strip_prefix('[') {
            bracket(inner)?
        } else {
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            (name(&rest[..end])?, &rest[end..])
        };
        steps.push(step);
        rest = behind;
    }
    (!steps.is_empty()).then_some(steps)
}

/// What stands between brackets, and what is behind them.
fn bracket(inner: &str) -> Option<(Wanted, &str)> {
    if inner.starts_with('"') {
        let mut stream = serde_json::Deserializer::from_str(inner).into_iter::<String>();
        let name = stream.next()?.ok()?;
        return Some((Wanted::This(Step::Field(name)), inner[stream.byte_offset()..].strip_prefix(']')?));
    }
    let (inside, behind) = inner.split_once(']')?;
    let step = match inside {
        "" | "*" => Wanted::Elements,
        number => Wanted::This(Step::Element(number.parse().ok()?)),
    };
    Some((step, behind))
}

fn name(name: &str) -> Option<Wanted> {
    match name {
        "" => None,
        "*" => Some(Wanted::Any),
        name => Some(Wanted::This(Step::Field(name.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(steps: &[&str]) -> Way {
        let step = |step: &&str| step.parse().map_or_else(|_| Step::Field((*step).to_owned()), Step::Element);
        Way(steps.iter().map(step).collect())
    }

    #[test]
    fn patterns_lead_to_their_texts() {
        let leads = |path: &str, steps: &[&str]| Paths::new(&[path.to_owned()]).expect("a path").lead(&way(steps));
        assert!(leads("macros[].text", &["macros", "7", "text"]));
        assert!(leads("$.macros[*].text", &["macros", "0", "text"]));
        assert!(leads("[]", &["3"]) && leads("*.reply", &["late", "reply"]) && leads("*", &["3"]));
        assert!(leads(r#"["a.b"][0]"#, &["a.b", "0"]));
        assert!(
            !leads("macros[].text", &["macros", "text"]) && !leads("a", &["a", "b"]) && !leads("a[1]", &["a", "2"])
        );
    }

    #[test]
    fn what_is_no_path_says_so() {
        for path in ["", "a..b", "a[x]", "a[", "a.", "[\"x]"] {
            assert!(Paths::new(&[path.to_owned()]).expect_err(path).contains("replies[].text"), "{path}");
        }
    }

    #[test]
    fn ways_read_as_they_are_named() {
        assert_eq!(way(&["macros", "12", "a.b", "text"]).to_string(), r#"macros[12]["a.b"].text"#);
        assert_eq!(way(&["macros", "12", "text", "0"]).general(), "macros[].text[]");
        assert_eq!(way(&["macros", "12", "text", "0"]).name(), "text");
    }
}
