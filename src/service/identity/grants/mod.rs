//! The grants of the token endpoint: each reads what it is given as a proof, and lets `resolve` and `issue` do the rest.

pub mod anonymous;
pub mod authorization;
pub mod biometric;
pub mod device;
pub mod exchange;
pub mod narrow;
pub mod pre_authorized;
pub mod refresh;
pub mod signed;
