//! The foot line of every page: who runs it, and where to read about privacy and get help.

use std::sync::Arc;

/// What the foot line says, as the operator set it.
#[derive(Clone)]
pub struct Foot(Arc<Lines>);

struct Lines {
    operator: String,
    privacy_url: Option<String>,
    help_url: Option<String>,
}

impl Foot {
    /// The foot line of an installation; empty addresses leave their links out.
    pub fn new(operator: &str, privacy_url: &str, help_url: &str) -> Self {
        let address = |url: &str| Some(url.to_owned()).filter(|url| !url.is_empty());
        let (privacy_url, help_url) = (address(privacy_url), address(help_url));
        Self(Arc::new(Lines { operator: operator.to_owned(), privacy_url, help_url }))
    }

    /// The foot line that samples are shown with.
    pub fn sample() -> Self {
        Self::new("login.harbour.example", "https://harbour.example/privacy", "https://harbour.example/help")
    }

    /// Who runs the pages: a name, or their host.
    pub fn operator(&self) -> &str {
        &self.0.operator
    }

    pub fn privacy_url(&self) -> Option<&str> {
        self.0.privacy_url.as_deref()
    }

    pub fn help_url(&self) -> Option<&str> {
        self.0.help_url.as_deref()
    }
}
