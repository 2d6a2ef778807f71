//! Every syntax of placeholders that delimits itself, as one pattern.

use crate::guard::words::{Pattern, pattern};
use std::sync::LazyLock;

/// Every syntax that delimits itself; ICU messages and `[NAME]` need more than a pattern.
pub(super) static DELIMITED: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"\{\{\{[^{}\n]*\}\}\}|\{\{[^{}\n]*\}\}", // Zendesk, Liquid, Front, Go, Handlebars
        r"|\{%[^\n]*?%\}|<%[^\n]*?%>|\[%[^\n]*?%\]", // Jinja, Liquid tags, ERB, Template Toolkit
        r"|</?attribute\b[^<>]*>|<<[^<>\n]{1,80}>>", // Intercom HTML, guillemets in ASCII
        r"|[#%$]\{[^{}\n]+\}|\{![^{}\n]+\}|\{\$[^{}\n]+\}", // Ruby, Zammad, shells, Salesforce
        r"|\*\|[^|\n]{1,80}\|\*|%[A-Z][A-Z0-9_]+%", // Mailchimp, batch files
        r"|\{[A-Za-z0-9_][\w .:|\-]*\}",          // {name}, {0}, {first name}; see `prose`
        r"|\[\[[^\[\]\n]{1,80}\]\]",              // wiki slugs
        r"|%\(\w+\)[sdif]\b|%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:[sdifux]\b|@)", // printf
    ))
});
