//! OAuth scopes: words with spaces between.

/// What `@authgear/web` asks for, and what guests get.
pub const FULL_ACCESS: &str = "https://authgear.com/scopes/full-access";
/// A session that outlives its first access token.
pub const OFFLINE: &str = "offline_access";
/// The scopes of a guest's session.
pub const GUEST: &str = "openid offline_access https://authgear.com/scopes/full-access";
/// The scopes of a session of a device that redeems a code.
pub const LINKED: &str = "openid offline_access";
/// What an application may ask for.
pub const SUPPORTED: [&str; 3] = ["openid", OFFLINE, FULL_ACCESS];

/// Those of the wanted scopes that there are, in their order, each once; nothing for a text that is no list of scopes.
pub fn granted(wanted: &str) -> String {
    let mut granted: Vec<&str> = Vec::new();
    for scope in wanted.split(' ') {
        if SUPPORTED.contains(&scope) && !granted.contains(&scope) {
            granted.push(scope);
        }
    }
    granted.join(" ")
}

/// Whether a list holds a scope.
pub fn holds(list: &str, scope: &str) -> bool {
    list.split(' ').any(|one| one == scope)
}

/// Whether every scope of one list is in another.
pub fn is_within(some: &str, all: &str) -> bool {
    some.split(' ').filter(|scope| !scope.is_empty()).all(|scope| holds(all, scope))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scopes_that_there_are_are_granted() {
        assert_eq!(granted("openid email openid offline_access"), "openid offline_access");
        assert_eq!(granted(""), "");
        assert!(is_within("openid", GUEST) && is_within("", "") && !is_within("openid email", GUEST));
    }
}
