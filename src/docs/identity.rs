//! The guide to identity: a guest in twenty lines, then the application of `examples/identity` with its own code.

use askama::Template;
use askama_web::WebTemplate;

use super::Frame;

const GUEST: &str = include_str!("../../examples/guest/index.html");
const APP: &str = include_str!("../../examples/identity/app.js");
const DEVICE: &str = include_str!("../../examples/identity/device.js");
const SERVER: &str = include_str!("../../examples/identity/server.mjs");

/// One step of the guide.
struct Step {
    title: &'static str,
    /// What happens, and what to know about it.
    words: &'static str,
    /// The lines of the application that do it.
    code: &'static str,
}

/// The guide.
#[derive(Template, WebTemplate)]
#[template(path = "docs/identity.html")]
pub(super) struct Identity {
    frame: Frame,
    guest: &'static str,
    steps: [Step; 8],
}

impl Identity {
    pub(super) fn new() -> Self {
        let method = |from| cut(APP, from, "\n  },\n");
        let steps = [
            Step {
                title: "A key of the browser",
                words: "WebCrypto makes a key pair that no script can read, and the browser keeps it. Its thumbprint is the \
                        name of this device. Whatever is issued is bound to it: a stolen token opens nothing without the key.",
                code: cut(DEVICE, "  /** A proof for one request", "\n  }\n"),
            },
            Step {
                title: "A guest",
                words: "The device signs a challenge of the server, and has a user who has said nothing. Whoever comes back \
                        with the same key is the same user.",
                code: method("  /** Comes in, or back"),
            },
            Step {
                title: "A code for a customer",
                words: "The page may not say who its customer is; the company's backend may. It knows who is signed in to \
                        the company, and asks for a code with its API key, which never leaves it.",
                code: cut(SERVER, "  /** A code for whoever", "\n  },\n"),
            },
            Step {
                title: "The guest is that customer",
                words: "With the code, the guest is linked: the same user, and no guest any more.",
                code: method("  /** The guest is this customer"),
            },
            Step {
                title: "Another device of the customer",
                words: "A device without a user redeems a code and gets the customer's: made the first time, and restored \
                        ever after.",
                code: method("  /** A device without a user"),
            },
            Step {
                title: "A narrower token for a third party",
                words: "The third party gets a token that opens nothing else, lives for five minutes and says nothing about \
                        the person. It verifies it with the keys that the issuer has published.",
                code: method("  /** Gives a third party"),
            },
            Step {
                title: "A reset",
                words: "The device's sessions end and it has no user, so that it may get another.",
                code: method("  /** Takes the device from"),
            },
            Step {
                title: "An account",
                words: "On the pool's own pages a guest gives an address and a password, and keeps everything: the user \
                        stays the same.",
                code: method("  /** Goes to the pool's own pages"),
            },
        ];
        Self { frame: Frame, guest: GUEST, steps }
    }
}

/// The lines of a text from where something begins to where something else ends; nothing where the text has no such lines.
fn cut(text: &'static str, from: &str, to: &str) -> &'static str {
    let lines = text.split_once(from).and_then(|(before, _)| {
        let rest = text.get(before.len()..)?;
        rest.find(to).and_then(|end| rest.get(..end + to.len()))
    });
    lines.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_and_the_promotion_take_twenty_lines() {
        assert_eq!(GUEST.lines().count(), 20);
    }

    #[test]
    fn every_step_has_lines_of_the_application() {
        for step in Identity::new().steps {
            assert!(step.code.lines().count() > 3, "{}", step.title);
        }
    }
}
