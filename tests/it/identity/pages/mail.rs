//! Mails through a mail server, and how many there may be.

use std::sync::{Arc, Mutex};

use serde_json::json;
use time::Duration;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

use super::person::{PASSWORD, Person, app};
use crate::support::{Installation, until};

/// A mail server that speaks as much of SMTP as a client needs.
struct MailServer {
    url: String,
    /// What was sent, whether it was taken or not.
    letters: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    /// One that answers the first letters so, and takes those that follow.
    async fn start(answers: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let letters = Arc::<Mutex<Vec<String>>>::default();
        let heard = Arc::clone(&letters);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that goes away in the middle has no letter.
                let _ = talk(stream, &heard, answers).await;
            }
        });
        Self { url, letters }
    }

    /// The letters that were sent, once there are so many.
    async fn heard(&self, number: usize) -> Vec<String> {
        let all = || self.letters.lock().unwrap().clone();
        until("the letters are sent", async || Some(all()).filter(|letters| letters.len() == number)).await
    }
}

async fn talk(stream: TcpStream, heard: &Mutex<Vec<String>>, answers: &[&str]) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 mail.example\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split(' ').next().unwrap_or_default() {
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut letter = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    letter.push_str(&line);
                    letter.push('\n');
                }
                let mut heard = heard.lock().unwrap();
                heard.push(letter);
                answers.get(heard.len() - 1).copied().unwrap_or("250 taken")
            }
            "QUIT" => "221 bye",
            _ => "250 well",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// A line of the head of a letter.
fn head<'l>(letter: &'l str, name: &str) -> &'l str {
    let mut lines = letter.lines().take_while(|line| !line.is_empty());
    lines.find_map(|line| line.strip_prefix(name)).unwrap_or_default().trim()
}

/// The code in a letter.
fn code(letter: &str) -> String {
    let mut runs = letter.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6);
    runs.next_back().unwrap().to_owned()
}

async fn installation_with(server: &MailServer) -> Installation {
    let from = "Harbour Books <codes@books.example>";
    Installation::with(&[("VESTIBULE_MAIL_URL", &server.url), ("VESTIBULE_MAIL_FROM", from)]).await
}

#[tokio::test]
async fn a_mail_server_gets_the_letter_in_the_language_of_the_page_and_again_where_it_could_not_take_it() {
    let server = MailServer::start(&["451 come back"]).await;
    let installation = installation_with(&server).await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await.is("create");
    let german = format!("{}?lang=de", anna.browser.page().url);
    anna.browser.open(&german).await.is("create");
    anna.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    server.heard(1).await;
    installation.clock.advance(Duration::seconds(3));
    let letters = server.heard(2).await;
    assert_eq!(head(&letters[0], "Message-ID:"), head(&letters[1], "Message-ID:"), "a letter that comes twice is one");
    let letter = &letters[1];
    assert_eq!(
        (head(letter, "To:"), head(letter, "From:")),
        ("anna@example.com", r#""Harbour Books" <codes@books.example>"#)
    );
    assert!(head(letter, "Content-Type:").starts_with("multipart/alternative"), "{letter}");
    let parts = ["Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8"];
    assert!(parts.iter().all(|part| letter.contains(part)), "{letter}");
    assert!(letter.contains("Das ist Ihr Code:"), "{letter}");
    let code = code(letter);
    assert!(letter.matches(&code).count() >= 3, "in the subject and in both parts: {letter}");
    anna.browser.submit(&[("code", &code)]).await.is("password");
    anna.browser.submit(&[("password", PASSWORD)]).await;
    anna.arrives().await;
    assert!(!installation.folder.path().join("mail").exists());
}

#[tokio::test]
async fn a_letter_that_the_mail_server_refuses_is_not_sent_again_and_another_is() {
    let server = MailServer::start(&["550 nobody here"]).await;
    let installation = installation_with(&server).await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await.is("create");
    anna.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    server.heard(1).await;
    until("the letter is dropped", async || (installation.rows().await["letters"] == 0).then_some(())).await;
    installation.clock.advance(Duration::seconds(61));
    anna.browser.press("action", "resend").await.is("verify");
    let code = code(&server.heard(2).await[1]);
    anna.browser.submit(&[("code", &code)]).await.is("password");
}

#[tokio::test]
async fn a_code_is_good_once() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    anna.authorize(&[("prompt", "create")]).await.is("create");
    anna.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    let mut other = anna.browser.tab();
    let code = anna.mailbox.code("anna@example.com").await;
    anna.browser.submit(&[("code", &code)]).await.is("password");
    // The form of the other tab is of an earlier page, and changes nothing.
    other.submit(&[("code", &code)]).await.is("password");
    // Back at the address, the same code opens nothing.
    anna.browser.press("action", "back").await.is("create");
    anna.browser.submit(&[("email", "anna@example.com")]).await.is("verify");
    let page = anna.browser.submit(&[("code", &code)]).await;
    page.is("verify");
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn a_mailbox_gets_fifty_mails_a_day() {
    let installation = Installation::open().await;
    let app = app(&installation, json!({})).await;
    let mut anna = Person::new(&installation, &app);
    let mut asks = async |email: &str| {
        installation.clock.advance(Duration::seconds(7));
        anna.authorize(&[("prompt", "create")]).await.is("create");
        anna.browser.submit(&[("email", email)]).await.status
    };
    for number in 0..50 {
        assert_eq!(asks("anna@example.com").await, 200, "{number}");
    }
    assert_eq!(asks("Anna@example.com").await, 429);
    assert_eq!(asks("berta@example.com").await, 200);
}
