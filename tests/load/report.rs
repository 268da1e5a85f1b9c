//! The table, and what of it counts as passed or failed.

/// What was measured, with the checks made on it.
#[derive(Default)]
pub struct Report {
    lines: Vec<String>,
    passed: usize,
    failed: usize,
}

impl Report {
    /// A ratio with one value per round: its median and its range; a time, so never passed or failed.
    pub fn ratio(&mut self, what: &str, aim: Option<f64>, mut rounds: Vec<f64>) {
        rounds.sort_by(f64::total_cmp);
        let median = rounds[rounds.len() / 2];
        let range = format!("{:.2}–{:.2}", rounds[0], rounds[rounds.len() - 1]);
        let said = match aim {
            Some(aim) if median < aim && !cfg!(debug_assertions) => "below the aim",
            _ => "",
        };
        let aim = aim.map_or_else(|| "–".to_owned(), |aim| format!("≥ {aim:.1}"));
        self.line(what, &aim, &format!("{median:.2}"), &range, said);
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
        self.lines.push(format!("{what:<58} {aim:>7} {value:>9} {range:>13}  {said}"));
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

fn short(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
