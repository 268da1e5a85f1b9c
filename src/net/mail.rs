//! Sending letters: through a mail server, or into a folder where somebody reads them, as in development and in tests.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    time::Duration,
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, SinglePart, header::ContentType},
};

use crate::domain::{id::Id, letter::Letter};

/// How long a mail server may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Why a letter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The setting cannot work.
    #[error("{0}")]
    Setting(String),
    /// It can never be sent as it is.
    #[error("the letter cannot be written: {0}")]
    Unsendable(String),
    /// The server does not take this letter, now or later.
    #[error("the mail server refused the letter: {0}")]
    Refused(String),
    /// It may go well another time.
    #[error("the letter could not be sent: {0}")]
    Failed(String),
}

impl MailError {
    /// Whether another try may go well.
    pub const fn is_transient(&self) -> bool {
        matches!(self, Self::Failed(_))
    }
}

/// Where letters go, and whom they are from.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder, and where letters are written before they are put there whole.
    Folder {
        folder: PathBuf,
        drafts: PathBuf,
    },
}

impl Mailer {
    /// A mailer that sends through the server at `url`; without one, that puts letters in `mail` of the data folder.
    pub fn new(url: &str, from: &str, data_dir: &Path) -> Result<Self, MailError> {
        let from = from.parse().map_err(|error| MailError::Setting(format!("mail_from {from:?}: {error}")))?;
        if url.is_empty() {
            let (folder, drafts) = (data_dir.join("mail"), data_dir.join("mail-drafts"));
            return Ok(Self { from, way: Way::Folder { folder, drafts } });
        }
        // The address may hold a password; what is wrong is told without it.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| MailError::Setting("mail_url is no address such as smtps://user:password@host".to_owned()))?;
        Ok(Self { from, way: Way::Smtp(builder.timeout(Some(TIMEOUT)).build()) })
    }

    /// Sends a letter.
    pub async fn send(&self, id: Id<Letter>, letter: &Letter) -> Result<(), MailError> {
        let message = self.message(id, letter)?;
        match &self.way {
            Way::Smtp(server) => match server.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(MailError::Refused(error.to_string())),
                Err(error) => Err(MailError::Failed(error.to_string())),
            },
            Way::Folder { folder, drafts } => {
                let (folder, drafts, text) = (folder.clone(), drafts.clone(), message.formatted());
                let put = tokio::task::spawn_blocking(move || put(&folder, &drafts, &format!("{id}.eml"), &text));
                let put = put.await.map_err(|error| MailError::Failed(error.to_string()))?;
                put.map_err(|error| MailError::Failed(error.to_string()))
            }
        }
    }

    fn message(&self, id: Id<Letter>, letter: &Letter) -> Result<Message, MailError> {
        let unsendable = |error: &dyn std::fmt::Display| MailError::Unsendable(error.to_string());
        let part = |kind, text: &str| SinglePart::builder().header(kind).body(text.to_owned());
        // A letter that is sent twice, since nobody knows whether it was, has one id.
        let id = format!("<{id}@{}>", self.from.email.domain());
        let parts = MultiPart::alternative()
            .boundary("----=_vestibule_part_of_this_letter")
            .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
            .singlepart(part(ContentType::TEXT_HTML, &letter.html));
        Message::builder()
            .from(self.from.clone())
            .to(letter.to.parse().map_err(|error| unsendable(&error))?)
            .subject(&letter.subject)
            .message_id(Some(id))
            .multipart(parts)
            .map_err(|error| unsendable(&error))
    }
}

/// Writes a file whole: it is seen with all that is in it, or not at all.
fn put(folder: &Path, drafts: &Path, name: &str, text: &[u8]) -> io::Result<()> {
    for path in [folder, drafts] {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    }
    let draft = drafts.join(name);
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(text)?;
    fs::rename(&draft, folder.join(name))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn letter(to: &str) -> Letter {
        let text = |text: &str| text.to_owned();
        Letter {
            to: text(to),
            subject: text("Ihr Code: 123456"),
            text: text("Grüße 123456"),
            html: text("<p>123456</p>"),
        }
    }

    #[tokio::test]
    async fn without_a_server_letters_lie_in_a_folder() {
        let data_dir = std::env::temp_dir().join(format!("vestibule-mail-{:016x}", rand::random::<u64>()));
        let mailer = Mailer::new("", "Vestibule <no-reply@login.example>", &data_dir).unwrap();
        let id = Id::new(datetime!(2026-01-01 00:00 UTC), 1);
        mailer.send(id, &letter("anna@example.com")).await.unwrap();
        let text = fs::read_to_string(data_dir.join("mail").join(format!("{id}.eml"))).unwrap();
        assert!(text.contains("To: anna@example.com") && text.contains("multipart/alternative"), "{text}");
        assert!(text.contains("text/plain") && text.contains("text/html") && text.contains("<p>123456</p>"), "{text}");
        fs::remove_dir_all(data_dir).unwrap();
    }

    #[tokio::test]
    async fn what_cannot_work_is_said_without_a_password() {
        let folder = Path::new("/nowhere");
        let wrong = Mailer::new("imap://u:secret@h", "a@example.com", folder).err().unwrap().to_string();
        assert!(wrong.starts_with("mail_url") && !wrong.contains("secret"), "{wrong}");
        assert!(Mailer::new("", "nobody", folder).err().unwrap().to_string().starts_with("mail_from"));
        assert!(Mailer::new("smtps://u:secret@mail.example:465", "a@example.com", folder).is_ok());
        let mailer = Mailer::new("", "a@example.com", folder).unwrap();
        let error = mailer.send(Id::new(datetime!(2026-01-01 00:00 UTC), 1), &letter("nobody")).await.unwrap_err();
        assert!(!error.is_transient(), "{error}");
    }
}
