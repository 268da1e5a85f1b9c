//! How much work a page may cost: counted in steps, so that it is the same on every machine.

use std::cell::Cell;

/// The steps that reading any document may cost.
const MOST_STEPS: u64 = 20_000_000;
/// The steps of an empty document, and those that each byte adds; the pages in `tests/pages` need less than two a byte.
const FEWEST_STEPS: u64 = 200_000;
const STEPS_PER_BYTE: u64 = 10;

/// What is left of the steps. A step is one element looked at, or a comparison of like size.
#[derive(Debug)]
pub struct Budget {
    total: u64,
    left: Cell<u64>,
}

impl Budget {
    /// The budget of a document of so many bytes, so that a short one cannot cost as much as a long one.
    pub fn of(bytes: usize) -> Self {
        let total = MOST_STEPS.min(FEWEST_STEPS + STEPS_PER_BYTE * bytes as u64);
        Self { total, left: Cell::new(total) }
    }

    /// Takes steps; `false` once there are none left, and from then on.
    pub fn spend(&self, steps: u64) -> bool {
        let left = self.left.get().saturating_sub(steps);
        self.left.set(left);
        left > 0
    }

    /// No steps at all: for a page that is beyond bounds in another way.
    pub fn none() -> Self {
        Self { total: 0, left: Cell::new(0) }
    }

    /// Gives back all steps.
    pub fn refill(&self) {
        self.left.set(self.total);
    }

    /// Whether all steps were taken, so that what was read is incomplete.
    pub fn is_exhausted(&self) -> bool {
        self.left.get() == 0
    }

    /// How many steps were taken so far.
    pub fn spent(&self) -> u64 {
        self.total - self.left.get()
    }
}
