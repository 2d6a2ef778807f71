//! Objects in stores, as streams that block: a thread with a small runtime of its own speaks to the store.

use super::location::Location;
use crate::Error;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt, PutPayload, RetryConfig, WriteMultipart};
use std::fs::File;
use std::future::Future;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// A part of an upload in bytes; stores take at least five megabytes, and ten thousand parts at most.
const PART: usize = 8 << 20;
const MOST_PARTS: u64 = 9000;
/// How many parts travel at once.
const TOGETHER: usize = 4;
/// How many pieces of a download wait to be read.
const AHEAD: usize = 1;

type Failure = object_store::Error;

/// The store of an address, and the key in it.
struct Object {
    store: Arc<dyn ObjectStore>,
    key: Path,
}

/// The bytes of an object, one after the other.
pub(super) struct Stream {
    pieces: Receiver<io::Result<Vec<u8>>>,
    piece: io::Cursor<Vec<u8>>,
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.piece.read(into)? {
                0 => match self.pieces.recv() {
                    Ok(piece) => self.piece = io::Cursor::new(piece?),
                    Err(_) => return Ok(0),
                },
                count => return Ok(count),
            }
        }
    }
}

/// Opens an object for reading; whether it is there shows at once.
pub(super) fn read(from: &Location, url: &str) -> Result<Stream, Error> {
    let object = object(from, url)?;
    let (send, pieces) = sync_channel(AHEAD);
    let (opened, is_open) = sync_channel(1);
    std::thread::spawn(move || {
        let _ = run(download(object, &send, opened));
    });
    match is_open.recv() {
        Ok(Ok(())) => Ok(Stream { pieces, piece: io::Cursor::default() }),
        Ok(Err(failure)) => Err(refused(from, "cannot be read", &failure)),
        Err(_) => Err(from.fault("the store cannot be reached from here: no thread could be started")),
    }
}

/// Sends the object's pieces until the end, or until nobody reads any more.
///
/// Each piece is a request of its own: a run that asks a model for every record reads for hours, and no answer stays open
/// that long.
async fn download(object: Object, send: &SyncSender<io::Result<Vec<u8>>>, opened: SyncSender<Result<(), Failure>>) {
    let found = object.store.head(&object.key).await;
    let (size, tag) = match found {
        Ok(found) => (found.size, found.e_tag),
        Err(failure) => return drop(opened.send(Err(failure))),
    };
    let _ = opened.send(Ok(()));
    let mut start = 0;
    while start < size {
        let end = size.min(start + PART as u64);
        let options = GetOptions { range: Some((start..end).into()), if_match: tag.clone(), ..GetOptions::default() };
        let piece = piece(&object, options).await.map_err(|failure| io::Error::other(said(&failure)));
        let failed = piece.is_err();
        if send.send(piece).is_err() || failed {
            break;
        }
        start = end;
    }
}

async fn piece(object: &Object, options: GetOptions) -> Result<Vec<u8>, Failure> {
    let found = object.store.get_opts(&object.key, options).await?;
    found.bytes().await.map(Vec::from)
}

/// Writes a file as an object, which appears whole or not at all.
pub(super) fn write(file: File, to: &Location, url: &str) -> Result<(), Error> {
    let object = object(to, url)?;
    apart(upload(file, object)).map_err(|failure| refused(to, "cannot be written", &failure))
}

async fn upload(mut file: File, object: Object) -> Result<(), Failure> {
    let length = file.metadata().map_err(local)?.len();
    if length <= PART as u64 {
        let mut whole = Vec::new();
        file.read_to_end(&mut whole).map_err(local)?;
        return object.store.put(&object.key, PutPayload::from(whole)).await.map(drop);
    }
    let part = usize::try_from(length / MOST_PARTS).unwrap_or(PART).max(PART);
    let parts = object.store.put_multipart(&object.key).await?;
    let mut parts = WriteMultipart::new_with_chunk_size(parts, part);
    match send(&mut file, &mut parts, part).await {
        Ok(()) => parts.finish().await.map(drop),
        Err(failure) => {
            // Parts that nobody finishes would lie there and be paid for.
            let _ = parts.abort().await;
            Err(failure)
        }
    }
}

async fn send(file: &mut File, parts: &mut WriteMultipart, part: usize) -> Result<(), Failure> {
    loop {
        let mut piece = Vec::new();
        file.take(part as u64).read_to_end(&mut piece).map_err(local)?;
        if piece.is_empty() {
            return Ok(());
        }
        parts.wait_for_capacity(TOGETHER).await?;
        parts.put(piece.into());
    }
}

/// Whether the settings suffice to speak to the store; nothing is sent.
pub(super) fn check(to: &Location, url: &str) -> Result<(), Error> {
    object(to, url).map(drop)
}

/// Whether the object is there.
pub(super) fn exists(at: &Location, url: &str) -> Result<bool, Error> {
    let object = object(at, url)?;
    match apart(async move { object.store.head(&object.key).await.map(drop) }) {
        Ok(()) => Ok(true),
        Err(Failure::NotFound { .. }) => Ok(false),
        Err(failure) => Err(refused(at, "cannot be looked at", &failure)),
    }
}

/// Runs it on a thread of its own, since the caller may be inside a runtime already.
fn apart<T: Send + 'static>(work: impl Future<Output = Result<T, Failure>> + Send + 'static) -> Result<T, Failure> {
    let thread = std::thread::spawn(move || run(work).and_then(|done| done));
    thread.join().unwrap_or_else(|_| Err(local(io::Error::other("the work stopped"))))
}

fn run<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(local)?.block_on(work))
}

/// The store and the key of an address, with the settings of the usual environment variables.
fn object(at: &Location, url: &str) -> Result<Object, Error> {
    crate::tls::prepare();
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let (bucket, key) = rest.split(['?', '#']).next().and_then(|rest| rest.split_once('/')).unwrap_or_default();
    let key = Path::parse(key).map_err(|_| at.fault("its key has empty parts, or `.` or `..` in it"))?;
    let store = store(scheme, &format!("{scheme}://{bucket}"));
    Ok(Object { store: store.map_err(|failure| refused(at, "cannot be reached", &failure))?, key })
}

fn store(scheme: &str, address: &str) -> Result<Arc<dyn ObjectStore>, Failure> {
    // Without an account the clients would ask the machine for one for minutes.
    let retry = RetryConfig { max_retries: 6, retry_timeout: Duration::from_secs(60), ..RetryConfig::default() };
    Ok(match scheme {
        "gs" => Arc::new(GoogleCloudStorageBuilder::from_env().with_url(address).with_retry(retry).build()?),
        "s3" | "s3a" => {
            let mut builder = AmazonS3Builder::from_env().with_url(address).with_retry(retry);
            if is_plain(&["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT"]) {
                builder = builder.with_allow_http(true);
            }
            Arc::new(builder.build()?)
        }
        _ => {
            let mut builder = MicrosoftAzureBuilder::from_env().with_url(address).with_retry(retry);
            if is_plain(&["AZURE_ENDPOINT", "AZURE_STORAGE_ENDPOINT"]) {
                builder = builder.with_allow_http(true);
            }
            Arc::new(builder.build()?)
        }
    })
}

/// Whether one of these variables names a server without TLS, as those on one's own machine are.
fn is_plain(variables: &[&str]) -> bool {
    variables.iter().any(|name| std::env::var(name).is_ok_and(|address| address.starts_with("http://")))
}

/// An error of this machine on the way to a store.
fn local(error: io::Error) -> Failure {
    Failure::Generic { store: "file", source: Box::new(error) }
}

fn refused(at: &Location, what: &str, failure: &Failure) -> Error {
    at.fault(format!("{what}: {}", said(failure)))
}

/// What went wrong, and what to do.
fn said(failure: &Failure) -> String {
    const ACCESS: &str = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, GOOGLE_APPLICATION_CREDENTIALS, or \
                          AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY, and look at the bucket's policy";
    match failure {
        Failure::NotFound { .. } => "there is no such object or bucket".to_owned(),
        Failure::Unauthenticated { .. } => format!("the store does not know who asks; {ACCESS}"),
        Failure::PermissionDenied { .. } => format!("the store does not allow it; {ACCESS}"),
        Failure::Precondition { .. } => "the object was changed while it was read; start again".to_owned(),
        other if deepest(other).contains("169.254.") => format!("no account is set; {ACCESS}"),
        other => deepest(other),
    }
}

/// The last cause, which names what happened without the address, whose query may be a secret.
fn deepest(failure: &Failure) -> String {
    let mut cause: &dyn std::error::Error = failure;
    let mut all = failure.to_string();
    while let Some(below) = cause.source() {
        cause = below;
        all = cause.to_string();
    }
    let words = all.split_whitespace().map(|word| word.split('?').next().unwrap_or(""));
    words.collect::<Vec<_>>().join(" ").chars().take(300).collect()
}
