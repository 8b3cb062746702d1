//! A server on this machine that plays a provider, with the faults that providers have.
#![allow(dead_code)] // each test file uses its own part of this

pub mod world;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What was asked; names of headers in lower case.
#[derive(Debug, Clone)]
pub struct Asked {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    /// How often this path was asked before.
    pub nth: usize,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The first byte of a range asked for.
    pub fn from(&self) -> Option<usize> {
        self.header("range").strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
    }
}

/// What is answered, and what goes wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// The length that is told; of the body where it is `None`.
    told: Option<usize>,
    /// No length is told: the end is the end of the connection.
    open: bool,
    /// After so many bytes the connection ends.
    cut: Option<usize>,
    /// After so many bytes nothing more comes, and the connection stays.
    hang: Option<usize>,
    /// One byte at a time, so far apart.
    drip: Option<Duration>,
}

pub fn ok(body: impl AsRef<[u8]>) -> Answer {
    status(200, body)
}

pub fn status(status: u16, body: impl AsRef<[u8]>) -> Answer {
    Answer { status, body: body.as_ref().to_vec(), ..Answer::default() }
}

impl Answer {
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.headers.push((name.to_owned(), value.to_string()));
        self
    }

    pub fn told(self, length: usize) -> Self {
        Answer { told: Some(length), ..self }
    }

    pub fn open(self) -> Self {
        Answer { open: true, ..self }
    }

    pub fn cut(self, after: usize) -> Self {
        Answer { cut: Some(after), ..self }
    }

    pub fn hang(self, after: usize) -> Self {
        Answer { hang: Some(after), ..self }
    }

    pub fn drip(self, apart: Duration) -> Self {
        Answer { drip: Some(apart), ..self }
    }

    /// As a server with ranges answers: the rest, where a rest of this very file is asked for.
    pub fn ranged(self, asked: &Asked, tag: &str) -> Self {
        let tagged = self.with("ETag", tag).with("Accept-Ranges", "bytes");
        match asked.from() {
            Some(from) if asked.header("if-range") == tag => {
                let (last, of) = (tagged.body.len() - 1, tagged.body.len());
                let rest = Answer { status: 206, body: tagged.body[from..].to_vec(), ..tagged };
                rest.with("Content-Range", format!("bytes {from}-{last}/{of}"))
            }
            _ => tagged,
        }
    }

    fn send(self, stream: &mut TcpStream) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} Status\r\nConnection: close\r\n", self.status);
        if !self.open && self.status != 304 {
            let length = self.told.unwrap_or(self.body.len());
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(head.as_bytes())?;
        stream.write_all(b"\r\n")?;
        if let Some(apart) = self.drip {
            for byte in &self.body {
                stream.write_all(&[*byte])?;
                thread::sleep(apart);
            }
        }
        let end = self.cut.or(self.hang).unwrap_or(self.body.len());
        if self.drip.is_none() {
            stream.write_all(&self.body[..end])?;
        }
        stream.flush()?;
        while self.hang.is_some() {
            // Until the other side has gone.
            thread::sleep(Duration::from_millis(20));
            stream.write_all(b"").and_then(|()| peer(stream))?;
        }
        Ok(())
    }
}

/// An error once the other side has closed the connection.
fn peer(stream: &TcpStream) -> std::io::Result<()> {
    stream.set_nonblocking(true)?;
    let mut byte = [0];
    match stream.peek(&mut byte) {
        Ok(0) => Err(std::io::ErrorKind::BrokenPipe.into()),
        Err(e) if e.kind() != std::io::ErrorKind::WouldBlock => Err(e),
        _ => stream.set_nonblocking(false),
    }
}

/// A running server; what it is asked is written down.
pub struct Stub {
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Stub {
    pub fn serve(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), asked.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log) = (answer.clone(), log.clone());
                thread::spawn(move || {
                    let mut stream = stream;
                    let Some(request) = read(&stream, &log) else { return };
                    // That the client has hung up is its right.
                    let _ = answer(&request).send(&mut stream);
                });
            }
        });
        Stub { address, asked }
    }

    /// Everything that was asked, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.asked().len()
    }
}

fn read(stream: &TcpStream, log: &Mutex<Vec<Asked>>) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let mut log = log.lock().unwrap();
    let nth = log.iter().filter(|asked| asked.path == path).count();
    let asked = Asked { path, headers, nth };
    log.push(asked.clone());
    Some(asked)
}
