//! The options of the command line.

use std::path::PathBuf;
use std::time::Duration;

const USAGE: &str = "\
stub-server: answers like a language model that was asked to revise; prints its address

  --port N           where to listen on 127.0.0.1; 0, the default, takes a free port
  --latency MS       milliseconds from a request to its answer [default: 50]
  --burst N          refuse so many requests in a row with 429 ...
  --burst-every N    ... at the end of each so many
  --retry-after S    the seconds that a refusal asks to wait [default: 1]
  --fail-every N     answer every N-th request with 500
  --record FILE      write the bodies that were answered, one a line";

#[derive(Debug)]
pub struct Options {
    pub port: u16,
    pub latency: Duration,
    /// Refusals in a row; at most `burst_every`.
    pub burst: u64,
    /// Requests from burst to burst; 0 is none.
    pub burst_every: u64,
    /// Seconds.
    pub retry_after: u64,
    /// Requests from failure to failure; 0 is none.
    pub fail_every: u64,
    pub record: Option<PathBuf>,
}

impl Options {
    pub fn read(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(name) = args.next() {
            let value = args.next().ok_or_else(|| format!("{name} stands alone\n\n{USAGE}"))?;
            options.take(&name, &value)?;
        }
        if options.burst > options.burst_every {
            return Err(format!("--burst is longer than --burst-every\n\n{USAGE}"));
        }
        Ok(options)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), String> {
        let number = || value.parse::<u64>().map_err(|_| format!("{name} wants a whole number\n\n{USAGE}"));
        match name {
            "--port" => self.port = u16::try_from(number()?).map_err(|_| "--port ends at 65535")?,
            "--latency" => self.latency = Duration::from_millis(number()?),
            "--burst" => self.burst = number()?,
            "--burst-every" => self.burst_every = number()?,
            "--retry-after" => self.retry_after = number()?,
            "--fail-every" => self.fail_every = number()?,
            "--record" => self.record = Some(value.into()),
            _ => return Err(format!("there is no {name}\n\n{USAGE}")),
        }
        Ok(())
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            latency: Duration::from_millis(50),
            burst: 0,
            burst_every: 0,
            retry_after: 1,
            fail_every: 0,
            record: None,
        }
    }
}
