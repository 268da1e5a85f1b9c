//! Sources: their definitions and icons, and accounts at them.

pub mod accounts;
pub mod definitions;
pub mod icons;
