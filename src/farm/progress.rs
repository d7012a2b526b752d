//! What a user sees while games are played: a bar on a terminal, a line now and then elsewhere, or nothing.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often a line is printed where there is no terminal.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Progress of a run.
#[derive(Debug)]
pub struct Progress {
    shown: Shown,
    games: u32,
    done: u32,
    failed: u32,
    /// Games that were there before this process played.
    before: u32,
    start: Instant,
}

#[derive(Debug)]
enum Shown {
    Nothing,
    Lines { next: Instant },
    Bar(ProgressBar),
}

impl Progress {
    /// Progress of so many games, some of which are done already.
    pub fn new(games: u32, done: u32, quiet: bool) -> Self {
        let start = Instant::now();
        let shown = if quiet {
            Shown::Nothing
        } else if std::io::stderr().is_terminal() {
            Shown::Bar(bar(games, done))
        } else {
            Shown::Lines {
                next: start + LINE_EVERY,
            }
        };
        Self {
            shown,
            games,
            done,
            failed: 0,
            before: done,
            start,
        }
    }

    /// One more game is done.
    pub fn game(&mut self, failed: bool) {
        self.done += 1;
        self.failed += u32::from(failed);
        match &mut self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar) => {
                bar.inc(1);
                if failed {
                    bar.set_message(format!(", {} failed", self.failed));
                }
            }
            Shown::Lines { next } => {
                let now = Instant::now();
                if now >= *next {
                    *next = now + LINE_EVERY;
                    let line = line(self.games, self.done, self.failed, self.before, now - self.start);
                    eprintln!("{line}");
                }
            }
        }
    }

    /// Prints a message without spoiling the bar.
    pub fn say(&self, message: &str) {
        match &self.shown {
            Shown::Nothing => {}
            Shown::Lines { .. } => eprintln!("{message}"),
            Shown::Bar(bar) => bar.suspend(|| eprintln!("{message}")),
        }
    }

    /// Takes the bar off the screen.
    pub fn finish(self) {
        if let Shown::Bar(bar) = self.shown {
            bar.finish_and_clear();
        }
    }
}

fn bar(games: u32, done: u32) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} games{msg}, {per_sec:.1} games/s, {eta} left");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    let style = style.with_key(
        "per_sec",
        |state: &indicatif::ProgressState, out: &mut dyn std::fmt::Write| {
            let _ = write!(out, "{:.1}", state.per_sec());
        },
    );
    let bar = ProgressBar::with_draw_target(Some(u64::from(games)), ProgressDrawTarget::stderr_with_hz(5));
    bar.set_style(style);
    bar.set_position(u64::from(done));
    bar.reset_eta();
    bar
}

fn line(games: u32, done: u32, failed: u32, before: u32, time: Duration) -> String {
    let rate = f64::from(done - before) / time.as_secs_f64().max(1e-3);
    let failed = if failed == 0 {
        String::new()
    } else {
        format!(", {failed} failed")
    };
    let left = f64::from(games - done) / rate.max(1e-9);
    format!(
        "{done}/{games} games{failed}, {rate:.1} games/s, {} left",
        for_people(left)
    )
}

/// A time for people: `7.3 s`, `2:05` or `1:02:05`.
pub fn for_people(seconds: f64) -> String {
    if seconds < 59.95 {
        return format!("{seconds:.1} s");
    }
    let seconds = seconds.round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_only_what_was_played_now() {
        let shown = line(1000, 500, 0, 300, Duration::from_secs(10));
        assert_eq!(shown, "500/1000 games, 20.0 games/s, 25.0 s left");
        let shown = line(9000, 500, 2, 0, Duration::from_secs(100));
        assert_eq!(shown, "500/9000 games, 2 failed, 5.0 games/s, 28:20 left");
        assert_eq!(for_people(59.97), "1:00");
        assert_eq!(for_people(3725.4), "1:02:05");
    }
}
