//! Whole answers: where their texts stand.

use super::counts::counted;
use super::json::{Fields, list, place, text};
use super::{Answer, Dialect, Passage, Slot};
use serde_json::value::RawValue;

pub(super) fn answer(dialect: Dialect, body: &[u8]) -> Option<Answer> {
    let fields = Fields::of(body)?;
    let passages = match dialect {
        Dialect::Chat => chat(body, &fields)?,
        Dialect::Responses => responses(body, &fields)?,
        Dialect::Messages => messages(body, &fields)?,
    };
    let counted = fields.get("usage").and_then(|usage| counted(dialect, body, usage));
    Some(Answer { repeats: repeats(dialect, body, &fields, &passages), passages, counted })
}

/// A text at its place; none where the value is no string, or says nothing.
pub(super) fn passage(bytes: &[u8], raw: &RawValue, slot: Slot) -> Option<Passage> {
    let text = text(raw)?.into_owned();
    (!text.trim().is_empty()).then(|| Passage { slot, place: place(bytes, raw), text, stale: Vec::new(), cited: false })
}

/// `choices`, each with a message whose content is a string, or parts of which some are texts.
fn chat(body: &[u8], fields: &Fields<'_>) -> Option<Vec<Passage>> {
    let mut passages = Vec::new();
    for (position, choice) in list(fields.get("choices")?)?.into_iter().enumerate() {
        let Some(choice) = Fields::read(choice) else { continue };
        let Some(message) = choice.object("message") else { continue };
        let item = choice.number("index").unwrap_or(position as u64);
        let cited = fields.filled("citations") || points(&message);
        let logprobs = choice.get("logprobs").map(|raw| (place(body, raw), "null"));
        for mut passage in message.get("content").map(|content| said(body, content, item)).unwrap_or_default() {
            passage.stale.extend(logprobs.clone());
            passage.cited |= cited;
            passages.push(passage);
        }
    }
    Some(passages)
}

/// Whether something beside a message points into its text: citations of web search, or of the caller's own documents.
fn points(message: &Fields<'_>) -> bool {
    let context = message.object("context").is_some_and(|context| context.filled("citations"));
    context || message.filled("annotations") || message.filled("citations")
}

/// The texts of a message's content.
fn said(body: &[u8], content: &RawValue, item: u64) -> Vec<Passage> {
    if let Some(passage) = passage(body, content, Slot { item, part: 0 }) {
        return vec![passage];
    }
    let parts = list(content).unwrap_or_default();
    let split = parts.iter().any(|part| Fields::read(part).is_some_and(|part| part.says("type", "reference")));
    let texts = (0..).zip(&parts).filter_map(|(part, raw)| {
        let fields = Fields::read(raw).filter(|fields| fields.says("type", "text"))?;
        let passage = passage(body, fields.get("text")?, Slot { item, part })?;
        Some(Passage { cited: split || points(&fields), ..passage })
    });
    texts.collect()
}

/// `output`, among it messages with parts of which some are texts.
fn responses(body: &[u8], fields: &Fields<'_>) -> Option<Vec<Passage>> {
    let mut passages = Vec::new();
    for (item, output) in (0..).zip(list(fields.get("output")?)?) {
        let Some(output) = Fields::read(output).filter(|output| output.says("type", "message")) else { continue };
        for (part, content) in (0..).zip(output.list("content")) {
            passages.extend(Fields::read(content).and_then(|content| written(body, &content, Slot { item, part })));
        }
    }
    Some(passages)
}

/// The text of a part of a message of Responses.
pub(super) fn written(bytes: &[u8], part: &Fields<'_>, slot: Slot) -> Option<Passage> {
    part.says("type", "output_text").then_some(())?;
    let mut passage = passage(bytes, part.get("text")?, slot)?;
    passage.cited = part.filled("annotations");
    passage.stale.extend(part.get("logprobs").filter(|_| part.filled("logprobs")).map(|raw| (place(bytes, raw), "[]")));
    Some(passage)
}

/// `content`, blocks of which some are texts. Citations cut one text into blocks, so that one cited block binds all.
fn messages(body: &[u8], fields: &Fields<'_>) -> Option<Vec<Passage>> {
    let blocks: Vec<_> = list(fields.get("content")?)?.into_iter().map(Fields::read).collect();
    let cited = blocks.iter().flatten().any(|block| block.filled("citations"));
    let texts = (0..).zip(&blocks).filter_map(|(part, block)| {
        let block = block.as_ref().filter(|block| block.says("type", "text"))?;
        let passage = passage(body, block.get("text")?, Slot { item: 0, part })?;
        Some(Passage { cited, ..passage })
    });
    Some(texts.collect())
}

/// Some servers say the only text of Responses once more at the top.
fn repeats(dialect: Dialect, body: &[u8], fields: &Fields<'_>, passages: &[Passage]) -> Vec<Passage> {
    let ([only], Dialect::Responses) = (passages, dialect) else { return Vec::new() };
    let again = fields.get("output_text").and_then(|raw| passage(body, raw, only.slot));
    again.into_iter().filter(|again| again.text == only.text).collect()
}
