//! Which sentences of a stream may flow on, and which wait. Pure: frames in, frames out.
