//! The people who have an account here. Who signs in picks the persona; the password picks the behaviour.

/// An account holder of the site.
#[derive(Debug)]
pub struct Persona {
    /// What they type as user name.
    pub identifier: &'static str,
    /// What is special about them, in one sentence.
    pub about: &'static str,
    /// Their name as the account area shows it.
    pub name: &'static str,
    /// Their e-mail address, in a domain that can never receive mail.
    pub email: &'static str,
    /// Their e-mail address as the code page masks it.
    pub masked_email: &'static str,
    /// What they do when their phone asks whether it is them.
    pub phone: Phone,
    /// After how many wrong answers, in all sessions together, their account is locked.
    pub locks_after: Option<u16>,
}

/// What somebody does with a request on their phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone {
    /// Says yes after three seconds.
    Approves,
    /// Says no after two seconds.
    Denies,
    /// Does not look at it; the site gives up after a minute.
    Ignores,
}

/// Every account of the site; a new persona is a new row.
pub const PERSONAS: &[Persona] = &[
    GOOD,
    Persona {
        identifier: "user_push_denied",
        about: "Declines every request on the phone after 2 seconds.",
        phone: Phone::Denies,
        ..GOOD
    },
    Persona {
        identifier: "user_push_never",
        about: "Never answers a request on the phone; the site gives up after 60 seconds.",
        phone: Phone::Ignores,
        ..GOOD
    },
    LOCKABLE,
];

/// The persona of the index page and of every example.
pub const GOOD: Persona = Persona {
    identifier: "user_good",
    about: "Has nothing special about them.",
    name: "Sample Customer",
    email: "sample@mail.example",
    masked_email: "s•••••@mail.example",
    phone: Phone::Approves,
    locks_after: None,
};

const LOCKABLE: Persona = Persona {
    identifier: "user_lock",
    about: "Is locked after 3 wrong passwords or answers in all sessions together, until an hour has passed; signing in \
            starts the count again. Every user name that starts with user_lock_ is such an account of its own.",
    locks_after: Some(3),
    ..GOOD
};

/// The persona who signs in as `identifier`.
pub fn find(identifier: &str) -> Option<&'static Persona> {
    let own = if identifier.starts_with("user_lock_") { LOCKABLE.identifier } else { identifier };
    PERSONAS.iter().find(|persona| persona.identifier == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_persona_is_found_by_their_own_name() {
        for persona in PERSONAS {
            assert_eq!(find(persona.identifier).unwrap().about, persona.about);
        }
        assert_eq!(find("user_lock_of_one_test").unwrap().locks_after, Some(3));
        assert!(find("stranger").is_none());
    }
}
