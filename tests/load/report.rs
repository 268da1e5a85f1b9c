//! The table, and what of it counts as passed or failed.

use super::rate::Round;

/// What was measured, with the checks made on it.
#[derive(Default)]
pub struct Report {
    lines: Vec<String>,
    passed: usize,
    failed: usize,
}

impl Report {
    /// Rounds of a bare side and of ours, as the ratios of rates and of costs; a time, so never passed or failed.
    pub fn compare(&mut self, what: &str, aim: Option<f64>, rounds: &[(Round, Round)]) {
        self.rates(what, aim, rounds);
        let of = |value: fn(&Round, &Round) -> f64| rounds.iter().map(|(bare, ours)| value(bare, ours)).collect();
        let (bare, ours) = (median(of(|bare, _| bare.cost)) * 1e6, median(of(|_, ours| ours.cost)) * 1e6);
        let costs = of(|bare, ours| bare.cost / ours.cost);
        self.ratio("    by processor time of the servers", None, costs, &format!("{bare:.0} : {ours:.0} µs each"));
    }

    /// As [`Self::compare`], where nobody knows what the bare side costs.
    pub fn rates(&mut self, what: &str, aim: Option<f64>, rounds: &[(Round, Round)]) {
        let of = |value: fn(&Round, &Round) -> f64| rounds.iter().map(|(bare, ours)| value(bare, ours)).collect();
        let (bare, ours) = (median(of(|bare, _| bare.per_second)), median(of(|_, ours| ours.per_second)));
        let rates = of(|bare, ours| ours.per_second / bare.per_second);
        let missed = aim.is_some_and(|aim| median(rates.clone()) < aim) && !cfg!(debug_assertions);
        let verdict = if missed { ", below the aim" } else { "" };
        self.ratio(what, aim, rates, &format!("{ours:.0} : {bare:.0} each second{verdict}"));
    }

    fn ratio(&mut self, what: &str, aim: Option<f64>, rounds: Vec<f64>, said: &str) {
        let least = rounds.iter().copied().fold(f64::INFINITY, f64::min);
        let most = rounds.iter().copied().fold(0.0, f64::max);
        let aim = aim.map_or_else(|| "–".to_owned(), |aim| format!("≥ {aim:.1}"));
        self.line(what, &aim, &format!("{:.2}", median(rounds)), &format!("{least:.2}–{most:.2}"), said);
    }

    /// A count that must not be above a limit.
    pub fn count(&mut self, what: &str, most: f64, value: f64) {
        let is_good = value <= most;
        if is_good {
            self.passed += 1;
        } else {
            self.failed += 1;
        }
        let said = if is_good { "ok" } else { "FAILED" };
        self.line(what, &format!("≤ {most}"), &short(value), "", said);
    }

    /// A value that is only told.
    pub fn tell(&mut self, what: &str, aim: &str, value: f64, said: &str) {
        self.line(what, aim, &short(value), "", said);
    }

    fn line(&mut self, what: &str, aim: &str, value: &str, range: &str, said: &str) {
        let line = format!("{what:<58} {aim:>7} {value:>9} {range:>13}  {said}");
        // At once for who waits, and all together at the end.
        eprintln!("{}", line.trim_end());
        self.lines.push(line);
    }

    /// Prints it all; whether nothing failed.
    pub fn print(&self) -> bool {
        println!("{:<58} {:>7} {:>9} {:>13}", "", "aim", "measured", "min–max");
        for line in &self.lines {
            println!("{}", line.trim_end());
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        self.failed == 0
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// Bytes in MiB.
pub fn mib(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX)) / 1024.0
}
