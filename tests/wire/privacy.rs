//! No failing path may carry words of a conversation, of a body, or a key: neither in its error nor in any log.

use super::player::{Player, folder};
use super::{SENTINEL, prompt, settings};
use attuned::{Model, OpenAi, Structured};
use serde_json::{Value, json};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing_subscriber::util::SubscriberInitExt;

/// Everything that any crate logs on this thread, at the lowest level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }

    fn listen(&self) -> impl Sized + use<> {
        let writer = self.clone();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
        subscriber.with_writer(move || writer.clone()).finish().set_default()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn fixtures() -> Vec<String> {
    let files = std::fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
    let scripts = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    scripts.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
}

#[tokio::test]
async fn no_error_and_no_log_carries_a_word() {
    let log = Log::default();
    let _guard = log.listen();
    let mut failed = 0;
    for name in fixtures() {
        let server = Player::start(&name).await;
        let mut settings = settings(server.base_url());
        settings.key = Some(format!("sk-{SENTINEL}"));
        settings.headers = vec![("x-secret".into(), SENTINEL.into())];
        settings.timeout = Duration::from_millis(500);
        settings.structured = Structured::Auto;
        let model = OpenAi::new(settings).unwrap();
        assert!(!format!("{model:?}").contains(SENTINEL));
        if let Err(error) = model.complete(&prompt()).await {
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains(SENTINEL), "{name}: {shown}");
            failed += 1;
        }
        assert!(!log.text().contains(SENTINEL), "{name} is logged:\n{}", log.text());
    }
    assert!(failed > 20, "only {failed} of the paths failed: this test looks at too little");
    assert!(!log.text().is_empty(), "nothing was logged at all: this test hears nothing");
}

/// The trap is real: without our wire the same answers are logged. If this fails, async-openai has become quiet.
#[tokio::test]
async fn the_log_would_show_a_body_that_got_through() {
    // Only `OpenAi` installs the cryptography that any client needs.
    drop(OpenAi::new(settings("http://127.0.0.1:1/v1".into())).unwrap());
    let log = Log::default();
    let _guard = log.listen();
    let server = Player::start("html").await;
    let config = async_openai::config::OpenAIConfig::new().with_api_base(server.base_url()).with_api_key("none");
    let client = async_openai::Client::with_config(config);
    let answer: Result<Value, _> = client.chat().create_byot(json!({"model": "tiny", "messages": []})).await;
    assert!(answer.is_err());
    assert!(log.text().contains(SENTINEL), "{}", log.text());
}
