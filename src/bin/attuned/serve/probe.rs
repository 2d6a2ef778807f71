//! `attuned serve --probe`: asks the server that listens where this one would whether it is well, for containers without
//! any other program.

use crate::End;
use anyhow::{Context, bail};
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How long the answer may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks, and ends well if the server is.
pub(super) fn probe(listen: &str) -> anyhow::Result<End> {
    let address = listen.to_socket_addrs().ok().and_then(|mut all| all.next());
    let address = reached(address.with_context(|| format!("{listen} is no address; write it as 127.0.0.1:8080"))?);
    let asked = ask(address).with_context(|| format!("nobody answers at {address}"))?;
    if !asked.starts_with("HTTP/1.1 200") {
        bail!("the server at {address} is not well: {}", asked.lines().next().unwrap_or("no answer"));
    }
    Ok(End::Done)
}

/// Where somebody who listens everywhere is reached.
fn reached(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(all) if all.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(all) if all.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

/// The beginning of the answer.
fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /healthz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(64).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}
