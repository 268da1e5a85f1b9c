//! The people who have an account here. Who signs in picks the persona; the password picks the behaviour.

/// An account holder of the site.
#[derive(Debug)]
pub struct Persona {
    /// What they type as user name.
    pub identifier: &'static str,
    /// Their name as the account area shows it.
    pub name: &'static str,
    /// Their e-mail address, in a domain that can never receive mail.
    pub email: &'static str,
    /// Their e-mail address as the code page masks it.
    pub masked_email: &'static str,
}

/// Every account of the site; a new persona is a new row.
pub const PERSONAS: &[Persona] = &[GOOD];

/// The persona of the index page and of every example.
pub const GOOD: Persona = Persona {
    identifier: "user_good",
    name: "Sample Customer",
    email: "sample@mail.example",
    masked_email: "s•••••@mail.example",
};

/// The persona who signs in as `identifier`.
pub fn find(identifier: &str) -> Option<&'static Persona> {
    PERSONAS.iter().find(|persona| persona.identifier == identifier)
}
