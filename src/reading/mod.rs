//! A draft and its conversation, read once: sentences, words, cues, particulars, feeling. Private.
