//! What a source asks, what a customer answers, and why a flow cannot go on.

pub mod answer;
pub mod challenge;
pub mod form;
pub mod refusal;
