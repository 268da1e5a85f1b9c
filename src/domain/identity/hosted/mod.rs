//! What happens on a pool's own pages: signing in, making an account, and a guest becoming a regular user.

pub mod email;
pub mod factors;
pub mod otp;
pub mod passkey;
pub mod password;
pub mod second_factor;
pub mod step;
pub mod totp;
