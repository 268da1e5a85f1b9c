//! What a pool's own pages keep: sign-ins under way, mailed codes, and what users prove themselves with.

pub mod authenticators;
pub mod mailed_codes;
pub mod passkeys;
pub mod progress;
pub mod promotion;
pub mod second_factors;
