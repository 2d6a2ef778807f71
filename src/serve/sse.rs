//! Server-sent events, cut from bytes and kept byte for byte (WHATWG HTML, 9.2).
