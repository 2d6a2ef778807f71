//! Both ends of a connection by hand: for bytes that no client and no server would send.

use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// No test waits longer for anything.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What an upstream sees of one connection: its bytes, then that it ended.
pub enum Sign {
    Bytes(Vec<u8>),
    End,
}

/// An upstream that answers the first bytes of each connection with these bytes, and then closes it or stays silent; and
/// what it sees.
pub async fn upstream(answer: impl Into<Vec<u8>>, close: bool) -> (String, UnboundedReceiver<Sign>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (signs, seen) = unbounded_channel();
    let answer = answer.into();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (answer, signs) = (answer.clone(), signs.clone());
            tokio::spawn(async move {
                let mut piece = vec![0; 65_536];
                let mut answered = false;
                while let Ok(count @ 1..) = stream.read(&mut piece).await {
                    let _ = signs.send(Sign::Bytes(piece[..count].to_vec()));
                    if !std::mem::replace(&mut answered, true) {
                        stream.write_all(&answer).await.unwrap();
                        if close {
                            return;
                        }
                    }
                }
                let _ = signs.send(Sign::End);
            });
        }
    });
    (address, seen)
}

/// Waits until a connection has ended.
pub async fn ended(seen: &mut UnboundedReceiver<Sign>) {
    let end = async { while !matches!(seen.recv().await.unwrap(), Sign::End) {} };
    tokio::time::timeout(PATIENCE, end).await.expect("the connection ends");
}

/// A connection to a server.
pub async fn dial(address: &str) -> TcpStream {
    TcpStream::connect(address.trim_start_matches("http://")).await.unwrap()
}

/// Sends bytes and reads all that comes until the other end closes.
pub async fn say(address: &str, bytes: &[u8]) -> Vec<u8> {
    let mut stream = dial(address).await;
    let _ = stream.write_all(bytes).await;
    let mut all = Vec::new();
    let _ = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut all)).await.expect("an end");
    all
}

/// A POST of a chat by hand.
pub fn chat(body: &str) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("POST /v1/chat/completions HTTP/1.1\r\nhost: p\r\nconnection: close\r\ncontent-length: {length}\r\n");
    format!("{head}content-type: application/json\r\n\r\n{body}").into_bytes()
}
