//! How much work a page may cost: counted in steps, so that it is the same on every machine.

use std::cell::Cell;

/// The steps that reading one document may cost: several hundred times what ordinary pages need.
const STEPS: u64 = 20_000_000;

/// What is left of the steps. A step is one element looked at, or a comparison of like size.
#[derive(Debug)]
pub struct Budget {
    left: Cell<u64>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: Cell::new(STEPS) }
    }
}

impl Budget {
    /// Takes steps; `false` once there are none left, and from then on.
    pub fn spend(&self, steps: u64) -> bool {
        let left = self.left.get().saturating_sub(steps);
        self.left.set(left);
        left > 0
    }

    /// Takes all that is left: a page that is beyond bounds in another way.
    pub fn exhaust(&self) {
        self.left.set(0);
    }

    /// Whether all steps were taken, so that what was read is incomplete.
    pub fn is_exhausted(&self) -> bool {
        self.left.get() == 0
    }

    /// How many steps were taken so far.
    pub fn spent(&self) -> u64 {
        STEPS - self.left.get()
    }
}
