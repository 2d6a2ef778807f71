//! A small OpenAI-compatible server that counts what it is asked; whole answers and batch files.

use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Result;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server answers to the question with this number, counted from 0: a status and further headers.
pub(crate) type Script = fn(usize) -> (u16, &'static str);

/// All well.
pub(crate) fn well(_: usize) -> (u16, &'static str) {
    (200, "")
}

/// A request.
struct Request {
    method: String,
    path: String,
    body: String,
}

/// What the server knows.
struct Desk {
    script: Script,
    after: Duration,
    /// Questions to the model, alone or in files.
    questions: AtomicUsize,
    /// Questions from this number on wait.
    held: AtomicUsize,
    /// Files by their ids, and jobs with the times they were looked at.
    files: Mutex<HashMap<String, String>>,
    jobs: Mutex<Vec<(Value, usize)>>,
}

/// A server on a port of its own, on a thread that lives as long as the tests.
pub(crate) struct Server {
    port: u16,
    desk: Arc<Desk>,
}

impl Server {
    /// Starts answering, each question after this time.
    pub(crate) fn start(script: Script, after: Duration) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket that does not block");
        let port = listener.local_addr().expect("an address").port();
        let (questions, files, jobs) = (AtomicUsize::new(0), Mutex::default(), Mutex::default());
        let held = AtomicUsize::new(usize::MAX);
        let desk = Arc::new(Desk { script, after, questions, held, files, jobs });
        let serving = Arc::clone(&desk);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(serve(listener, serving))
        });
        Self { port, desk }
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// How many questions there were so far.
    pub(crate) fn count(&self) -> usize {
        self.desk.questions.load(Ordering::SeqCst)
    }

    /// Answers so many questions in all and lets the others wait, until it is told another number.
    pub(crate) fn hold_from(&self, place: usize) {
        self.desk.held.store(place, Ordering::SeqCst);
    }

    /// How many jobs were made.
    pub(crate) fn jobs(&self) -> usize {
        self.desk.jobs.lock().expect("nobody panics").len()
    }
}

async fn serve(listener: std::net::TcpListener, desk: Arc<Desk>) {
    let listener = TcpListener::from_std(listener).expect("a listener");
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(talk(stream, Arc::clone(&desk)));
    }
}

/// One connection, for as long as it is open.
async fn talk(stream: TcpStream, desk: Arc<Desk>) {
    let mut stream = BufReader::new(stream);
    while let Ok(Some(request)) = request(&mut stream).await {
        let (status, headers, body) = desk.answer(&request).await;
        let head = format!(
            "HTTP/1.1 {status} X\r\n{headers}content-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        if stream.write_all((head + &body).as_bytes()).await.is_err() {
            return;
        }
    }
}

impl Desk {
    async fn answer(&self, request: &Request) -> (u16, &'static str, String) {
        match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/v1/chat/completions") => {
                let place = self.questions.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(self.after).await;
                while place >= self.held.load(Ordering::SeqCst) {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                let (status, headers) = (self.script)(place);
                let refusal = || json!({"error": {"message": "no"}});
                let body = if status == 200 { completion(order(&request.body)) } else { refusal() };
                (status, headers, body.to_string())
            }
            ("POST", "/v1/files") => (200, "", json!({"id": self.keep(upload(&request.body))}).to_string()),
            ("POST", "/v1/batches") => (200, "", self.job(&request.body).to_string()),
            ("GET", path) if path.starts_with("/v1/batches?") => (200, "", self.list().to_string()),
            ("GET", path) if path.starts_with("/v1/batches/") => (200, "", self.look(&path[12..]).to_string()),
            ("GET", path) => {
                let id = path.trim_start_matches("/v1/files/").trim_end_matches("/content");
                (200, "", self.files.lock().expect("nobody panics").get(id).cloned().unwrap_or_default())
            }
            _ => (404, "", "{}".to_owned()),
        }
    }

    fn keep(&self, text: String) -> String {
        let mut files = self.files.lock().expect("nobody panics");
        let id = format!("file-{}", files.len());
        files.insert(id.clone(), text);
        id
    }

    fn job(&self, body: &str) -> Value {
        let mut job: Value = serde_json::from_str(body).expect("JSON");
        let mut jobs = self.jobs.lock().expect("nobody panics");
        job["id"] = json!(format!("batch-{}", jobs.len()));
        job["status"] = json!("validating");
        jobs.push((job.clone(), 0));
        job
    }

    fn list(&self) -> Value {
        let jobs = self.jobs.lock().expect("nobody panics");
        json!({"data": jobs.iter().map(|(job, _)| job).collect::<Vec<_>>()})
    }

    /// Going at the first look, done at the second. The last request of a file gets no answer the first time.
    fn look(&self, id: &str) -> Value {
        let mut jobs = self.jobs.lock().expect("nobody panics");
        let first_job = jobs.first().is_some_and(|(job, _)| job["id"] == id);
        let (job, looks) = jobs.iter_mut().find(|(job, _)| job["id"] == id).expect("a job");
        *looks += 1;
        if *looks == 2 {
            let file = job["input_file_id"].as_str().unwrap_or_default();
            let text = self.files.lock().expect("nobody panics")[file].clone();
            let mut answers: Vec<String> = text.lines().map(|line| self.line(line)).collect();
            if first_job {
                answers.pop();
            }
            job["output_file_id"] = json!(self.keep(answers.join("\n")));
            job["status"] = json!("completed");
        }
        job.clone()
    }

    fn line(&self, line: &str) -> String {
        self.questions.fetch_add(1, Ordering::SeqCst);
        let line: Value = serde_json::from_str(line).expect("JSON");
        let body = completion(order(&line["body"].to_string()));
        json!({"custom_id": line["custom_id"], "response": {"status_code": 200, "body": body}, "error": null})
            .to_string()
    }
}

/// The next request.
async fn request(stream: &mut BufReader<TcpStream>) -> Result<Option<Request>> {
    let (mut length, mut line, mut first) = (0, String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(None);
        }
        if first.is_empty() {
            first.clone_from(&line);
        }
        if let Some(bytes) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = bytes.trim().parse().unwrap_or(0);
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    Ok(Some(Request { method, path, body: String::from_utf8_lossy(&body).into_owned() }))
}

/// The lines of JSON in a form with a file.
fn upload(form: &str) -> String {
    form.lines().filter(|line| line.starts_with('{')).collect::<Vec<_>>().join("\n")
}

/// The number behind the last "order " of the question.
fn order(body: &str) -> u32 {
    let digits = body.rsplit("order ").next().unwrap_or_default();
    digits.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap_or(u32::MAX)
}

/// A chat completion that owns what the draft hid.
fn completion(order: u32) -> Value {
    let reply = json!({"critique": "It hides who acted.", "free": "x",
        "reply": format!("We cancelled your order {order}, and we are sorry for that."), "changes": []});
    let message = json!({"role": "assistant", "content": reply.to_string()});
    let choice: Value = json!({"index": 0, "message": message, "finish_reason": "stop"});
    json!({"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 100}})
}
