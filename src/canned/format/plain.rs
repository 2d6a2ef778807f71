//! A file that is one reply.

use super::CannedOptions;
use crate::canned::layer::Layer;
use crate::canned::reply::Canned;

#[allow(clippy::unnecessary_wraps, reason = "one of many readers")]
pub(super) fn read(text: &str, _: &CannedOptions) -> Result<Vec<Canned>, String> {
    Ok(vec![Canned::new("text", vec![Layer::whole(text, 0..text.len())])])
}
