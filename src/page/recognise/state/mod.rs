//! Where the sign-in stands: inside, outside for good, or with a complaint about the last answer.

pub mod admission;
pub mod complaint;
pub mod refusal;
pub mod signed_in;
pub mod whole;
