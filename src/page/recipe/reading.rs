//! Reading a screen off a page: what it asks, in the source's own words.

use time::{Duration, OffsetDateTime};

use super::{MOST_OPTIONS, field, memory::Memory};
use crate::{
    domain::{
        prompt::{
            challenge::{Basis, Challenge, Choice, Expiry, Kind, Resend},
            refusal::Refused,
        },
        source::{
            recipe::{Choices, Complaint, Css, Recipe, Screen, usual_refusal},
            source_text::{LABEL, MESSAGE},
        },
    },
    page::dom::Document,
};

impl Screen {
    /// What the source said about the previous answer, if it said anything.
    pub(super) fn complaint(&self, recipe: &Recipe, document: &Document) -> Option<Refused> {
        self.errors.iter().chain(&recipe.errors).find_map(|complaint| complaint.read(document, self.ask))
    }

    /// The prompt for this screen.
    pub(super) fn challenge(&self, document: &Document, memory: &Memory, now: OffsetDateTime) -> Challenge {
        let challenge = self.read(document, memory, now);
        let too_many = |css: &Css| document.all(css).len() > MOST_OPTIONS;
        let has_more = self.choices.as_ref().is_some_and(|choices| too_many(&choices.at))
            || self.alternatives.as_ref().is_some_and(too_many);
        Challenge { shortened: has_more || is_cut(&challenge), ..challenge }
    }

    fn read(&self, document: &Document, memory: &Memory, now: OffsetDateTime) -> Challenge {
        Challenge {
            identifier: if self.ask == Kind::Password { memory.identifier.clone() } else { None },
            fields: field::read(self, document, memory.identifier.as_deref()),
            choices: self.choices.as_ref().map(|choices| choices.read(document)).unwrap_or_default(),
            alternatives: self.alternatives.as_ref().map(|css| document.options(css)).unwrap_or_default(),
            source_message: self.message.as_ref().and_then(|css| document.lines(css, MESSAGE)),
            source_lang: document.lang(),
            channel: self.channel,
            code_format: self.code,
            resend: self.read_resend(document, memory, now),
            picture: self.picture.as_ref().and_then(|css| document.pictures(css).into_iter().next()),
            shown: self.shown.as_ref().and_then(|css| document.words(css, LABEL)),
            expires: self.read_expiry(document, memory, now),
            poll: self.poll,
            held_until: self.held_for.as_ref().and_then(|held| Some(now + seconds(document.number(held)?))),
            can_go_back: self.back.as_ref().is_some_and(|css| document.has(css)),
            ..Challenge::new(self.ask)
        }
    }

    fn read_resend(&self, document: &Document, memory: &Memory, now: OffsetDateTime) -> Option<Resend> {
        let again = self.resend.as_ref().filter(|again| document.has(&again.at))?;
        let pause = Duration::seconds(again.after.into());
        Some(Resend { available_at: memory.sent_at.map_or(now, |at| at + pause), sent: memory.resends })
    }

    fn read_expiry(&self, document: &Document, memory: &Memory, now: OffsetDateTime) -> Option<Expiry> {
        let said = self.expires_in.as_ref().and_then(|number| document.number(number));
        match (said, self.lasts) {
            (Some(left), _) => Some(Expiry { at: now + seconds(left), basis: Basis::Said }),
            (None, Some(lasts)) => {
                let since = memory.sent_at.unwrap_or(now);
                Some(Expiry { at: since + seconds(lasts.into()), basis: Basis::Learned })
            }
            (None, None) => None,
        }
    }
}

/// Whether any of the source's words were longer than is shown.
fn is_cut(challenge: &Challenge) -> bool {
    let fields = challenge.fields.iter().flat_map(|field| [&field.label, &field.hint]).flatten();
    let choices = challenge.choices.iter().chain(&challenge.alternatives).map(|choice| &choice.label);
    let message = challenge.source_message.iter();
    message
        .map(|text| (text, MESSAGE))
        .chain(fields.chain(choices).map(|text| (text, LABEL)))
        .any(|(text, most)| text.ends_with('…') && text.chars().count() > most * 3 / 4)
}

/// As long as a source says, but no longer than a day: nobody waits for more.
fn seconds(count: u32) -> Duration {
    Duration::seconds(count.into()).min(Duration::DAY)
}

impl Complaint {
    fn read(&self, document: &Document, kind: Kind) -> Option<Refused> {
        let said = document.lines(&self.at, MESSAGE)?;
        let in_one = said.to_lowercase().replace('\n', " ");
        let applies = self.contains.as_ref().is_none_or(|part| in_one.contains(&part.to_lowercase()));
        let told = document.told_refusal(&self.at, self.code_in.as_deref());
        let refusal = told.or(self.code).unwrap_or_else(|| usual_refusal(kind));
        applies.then(|| Refused { refusal, source_message: Some(said), source_lang: document.lang() })
    }
}

impl Choices {
    fn read(&self, document: &Document) -> Vec<Choice> {
        let mut options = document.options(&self.at);
        let elements = document.all(&self.at);
        let recommended: Vec<_> = self.recommended.iter().flat_map(|css| document.all(css)).map(|it| it.id()).collect();
        let labels = self.labels.iter().flat_map(|css| document.all(css));
        let mut labels = labels.filter_map(|element| document.text(element, LABEL));
        let mut pictures = self.pictures.iter().flat_map(|css| document.pictures(css));
        for (option, element) in options.iter_mut().zip(elements) {
            if let Some(words) = labels.next() {
                // The words around a button end with its own, which all of them have.
                let own = words.strip_suffix(option.label.as_str()).map(str::trim_end).filter(|rest| !rest.is_empty());
                option.label = own.map_or_else(|| words.clone(), str::to_owned);
            }
            option.channel = self.channels.get(&option.id).copied();
            option.recommended = recommended.contains(&element.id());
            option.picture = pictures.next();
        }
        options
    }
}
