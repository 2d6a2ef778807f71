//! The endpoints people use, a row each: what they are called, where they listen, and which variable holds the key.

/// An OpenAI-compatible endpoint known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// The name to ask for, such as `ollama`.
    pub name: &'static str,
    /// Where it answers; `/chat/completions` is appended.
    pub base_url: &'static str,
    /// The environment variable that holds its key.
    pub key_variable: &'static str,
    /// Whether it refuses requests without a key as it comes.
    pub needs_key: bool,
}

/// The providers known by name.
pub const PROVIDERS: &[Provider] = &[
    hosted("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    local("ollama", "http://localhost:11434/v1", "OLLAMA_API_KEY"),
    local("llamacpp", "http://localhost:8080/v1", "LLAMA_API_KEY"),
    local("vllm", "http://localhost:8000/v1", "VLLM_API_KEY"),
    local("lmstudio", "http://localhost:1234/v1", "LM_API_TOKEN"),
    local("sglang", "http://localhost:30000/v1", "SGLANG_API_KEY"),
    local("litellm", "http://localhost:4000/v1", "LITELLM_API_KEY"),
    hosted("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    hosted("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
    hosted("mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    hosted("together", "https://api.together.xyz/v1", "TOGETHER_API_KEY"),
    hosted("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
    hosted("fireworks", "https://api.fireworks.ai/inference/v1", "FIREWORKS_API_KEY"),
    hosted("anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
    hosted("gemini", "https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    hosted("xai", "https://api.x.ai/v1", "XAI_API_KEY"),
    hosted("huggingface", "https://router.huggingface.co/v1", "HF_TOKEN"),
];

/// The provider of this name, in any case.
pub fn provider(name: &str) -> Option<&'static Provider> {
    PROVIDERS.iter().find(|provider| provider.name.eq_ignore_ascii_case(name.trim()))
}

const fn hosted(name: &'static str, base_url: &'static str, key_variable: &'static str) -> Provider {
    Provider { name, base_url, key_variable, needs_key: true }
}

const fn local(name: &'static str, base_url: &'static str, key_variable: &'static str) -> Provider {
    Provider { name, base_url, key_variable, needs_key: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_base_url_is_one_to_append_a_path_to() {
        for row in PROVIDERS {
            let url = reqwest::Url::parse(row.base_url);
            assert!(url.is_ok_and(|url| url.has_host() && url.query().is_none()), "{}", row.name);
            assert!(!row.base_url.ends_with('/'), "{}", row.name);
        }
    }

    #[test]
    fn a_name_is_found_in_any_case_and_stands_in_one_row() {
        for row in PROVIDERS {
            assert_eq!(provider(&row.name.to_uppercase()), Some(row));
        }
        assert_eq!(provider("nobody"), None);
    }

    #[test]
    fn a_provider_with_a_key_is_never_spoken_to_in_the_clear() {
        for row in PROVIDERS.iter().filter(|row| row.needs_key) {
            assert!(row.base_url.starts_with("https://"), "{}", row.name);
        }
    }
}
