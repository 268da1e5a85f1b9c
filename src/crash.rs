//! Deaths at named points, so that tests can see what each leaves behind. A release has nothing of it.

/// Passes a named point. With `VESTIBULE_CRASH_AT=name:n` a development build ends there at once, without another word
/// to anybody, when it passes for the n-th time.
#[cfg(debug_assertions)]
pub fn point(name: &str) {
    use std::sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    };
    static AT: LazyLock<Option<(String, AtomicU64)>> = LazyLock::new(|| {
        let wish = std::env::var("VESTIBULE_CRASH_AT").ok()?;
        let (name, passing) = wish.rsplit_once(':')?;
        Some((name.to_owned(), AtomicU64::new(passing.parse().ok()?)))
    });
    let Some((_, left)) = AT.as_ref().filter(|(at, _)| at == name) else { return };
    if left.fetch_sub(1, Ordering::Relaxed) == 1 {
        std::process::abort();
    }
}

/// Passes a named point.
#[cfg(not(debug_assertions))]
pub const fn point(_: &str) {}
