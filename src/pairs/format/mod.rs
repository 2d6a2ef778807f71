//! The formats of trainers, one file each, all of them in a table.

mod axolotl;
mod distilabel;
mod kto;
mod llamafactory;
mod openai;
mod record;
mod trl;
mod trl_chat;
mod vertex;

use super::LeftOut;
use super::columns;
use super::pair::{Labelled, Pair};
use super::turns::{Needs, Turns};
use crate::Error;
use crate::text::{Message, Role};
use serde_json::{Map, Value, json};

/// A format of preference data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PairFormat {
    /// TRL, preference, standard: texts.
    Trl,
    /// TRL, preference, conversational: lists of messages.
    TrlChat,
    /// TRL, unpaired, conversational: one reply and whether it is good.
    Kto,
    /// OpenAI and Azure OpenAI preference files.
    Openai,
    /// Vertex AI preference files.
    Vertex,
    /// LLaMA-Factory, ranking, sharegpt.
    Llamafactory,
    /// LLaMA-Factory, KTO, sharegpt.
    LlamafactoryKto,
    /// Axolotl, `chat_template.default`.
    Axolotl,
    /// The columns of distilabel and of the alignment handbook.
    Distilabel,
    /// Everything that we know of the pair.
    Record,
}

/// How a row is made.
enum Row {
    Pair(fn(&Pair, &Turns) -> Map<String, Value>),
    Label(fn(&Labelled, &Turns) -> Map<String, Value>),
}

/// What is to be known of a format.
struct Known {
    format: PairFormat,
    name: &'static str,
    about: &'static str,
    needs: Needs,
    /// Whether its consumers let unknown columns be.
    columns: bool,
    row: Row,
}

/// All formats.
const FORMATS: [Known; 10] = [
    trl::TRL,
    trl_chat::CHAT,
    kto::KTO,
    openai::OPENAI,
    vertex::VERTEX,
    llamafactory::RANKING,
    llamafactory::KTO,
    axolotl::AXOLOTL,
    distilabel::DISTILABEL,
    record::RECORD,
];

/// A further file that a consumer needs beside the data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Beside {
    /// What it is called.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl PairFormat {
    /// All formats, in the order of the help.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMATS.iter().map(|known| known.format)
    }

    /// The name on the command line, such as `trl-chat`.
    pub fn name(self) -> &'static str {
        self.known().name
    }

    /// What it is, in a few words.
    pub fn about(self) -> &'static str {
        self.known().about
    }

    /// Whether a row is one reply with a label, and not a pair.
    pub fn is_labelled(self) -> bool {
        matches!(self.known().row, Row::Label(_))
    }

    /// Whether rows carry our own columns: mechanism, severities, scores, margin, spans, reasons, ids.
    pub fn has_columns(self) -> bool {
        self.known().columns
    }

    /// The row of a pair.
    ///
    /// # Errors
    /// Why the consumer could not take it; [`LeftOut::NoLabel`] where rows of this format are labelled replies.
    pub fn pair(self, pair: &Pair) -> Result<Value, LeftOut> {
        let Row::Pair(row) = self.known().row else { return Err(LeftOut::NoLabel) };
        let fields = row(pair, &Turns::new(&pair.origin.prompt, self.known().needs)?);
        let written = if self == Self::Record { &pair.rejected } else { pair.rejected.trim() };
        let more = if self.has_columns() { columns::of_pair(pair, written) } else { Map::new() };
        Ok(columns::joined(fields, more).into())
    }

    /// The row of a labelled reply.
    ///
    /// # Errors
    /// Why the consumer could not take it; [`LeftOut::NoLabel`] where rows of this format are pairs.
    pub fn labelled(self, one: &Labelled) -> Result<Value, LeftOut> {
        let Row::Label(row) = self.known().row else { return Err(LeftOut::NoLabel) };
        let fields = row(one, &Turns::new(&one.origin.prompt, self.known().needs)?);
        let more = if self.has_columns() { columns::of_labelled(one) } else { Map::new() };
        Ok(columns::joined(fields, more).into())
    }

    /// What its consumer needs beside these data files, given by split and name. `there` is the text of the file of
    /// that name that is there already, whose other entries stay.
    ///
    /// # Errors
    /// [`Error::Record`] where the file that is there cannot be read.
    pub fn beside(
        self,
        files: &[(String, String)],
        there: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Beside>, Error> {
        match self {
            Self::Llamafactory => llamafactory::beside(files, false, there).map(Some),
            Self::LlamafactoryKto => llamafactory::beside(files, true, there).map(Some),
            Self::Axolotl => Ok(Some(axolotl::beside(files))),
            _ => Ok(None),
        }
    }

    fn known(self) -> &'static Known {
        &FORMATS[self as usize]
    }
}

impl std::str::FromStr for PairFormat {
    type Err = Error;

    /// Reads a name; `azure` is `openai`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let asked = if text == "azure" { "openai" } else { text };
        let names = || Self::all().map(Self::name).collect::<Vec<_>>().join(", ");
        Self::all()
            .find(|format| format.name() == asked)
            .ok_or_else(|| Error::Choice { detail: format!("no format is called {text:?}; there are {}", names()) })
    }
}

/// A reply as a message. Space around it goes: templates trim it on one side and not on the other, and Axolotl finds
/// a reply in its template by its very characters.
fn reply(text: &str) -> Value {
    json!(Message::new(Role::Assistant, text.trim()))
}

/// The name of a dataset from that of its file: `out/pairs.train.jsonl` is `pairs_train`.
fn dataset(file: &str) -> String {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.trim_end_matches(".gz").trim_end_matches(".zst");
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    stem.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_stands_in_its_place_and_is_read_by_its_name() {
        for (place, format) in PairFormat::all().enumerate() {
            assert_eq!(format as usize, place);
            assert_eq!(format.name().parse::<PairFormat>().expect("a format"), format);
        }
        assert_eq!("azure".parse::<PairFormat>().expect("a format"), PairFormat::Openai);
        assert!("dpo".parse::<PairFormat>().is_err());
    }

    #[test]
    fn a_dataset_is_called_as_its_file() {
        assert_eq!(dataset("out/pairs.train.jsonl.gz"), "pairs_train");
        assert_eq!(dataset("pairs"), "pairs");
    }
}
