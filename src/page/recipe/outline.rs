//! A screen as a prompt before any page of the source was seen: what the recipe alone tells of it.

use time::{Duration, OffsetDateTime};

use super::field;
use crate::domain::{
    prompt::challenge::{Basis, Challenge, Choice, Expiry, Field, Kind, Resend, Sensitivity},
    source::{
        recipe::{Choices, Screen},
        source_text::{LABEL, clean},
    },
};

/// Stands where only the source's page has the words.
const UNKNOWN: &str = "…";

impl Screen {
    /// The prompt for this screen, with `…` for words of the source, and as if a code had just been sent.
    pub fn outline(&self, now: OffsetDateTime) -> Challenge {
        let unknown = |is_there: bool| is_there.then(|| UNKNOWN.to_owned());
        let resend = self.resend.as_ref();
        let (said, learned) = (self.expires_in.as_ref(), self.lasts);
        Challenge {
            identifier: unknown(self.ask == Kind::Password),
            fields: self.outlined_fields(),
            choices: self.choices.as_ref().map(Choices::outline).unwrap_or_default(),
            alternatives: self.alternatives.iter().map(|_| Choice::new("other", UNKNOWN)).collect(),
            source_message: unknown(self.message.is_some()),
            channel: self.channel,
            code_format: self.code,
            resend: resend.map(|it| Resend { available_at: now + Duration::seconds(it.after.into()), sent: 0 }),
            shown: unknown(self.shown.is_some()),
            expires: match (said, learned) {
                (Some(_), _) => Some(Expiry { at: now + Duration::minutes(5), basis: Basis::Said }),
                (None, Some(lasts)) => {
                    Some(Expiry { at: now + Duration::seconds(lasts.into()), basis: Basis::Learned })
                }
                (None, None) => None,
            },
            poll: self.poll,
            held_until: self.held_for.as_ref().map(|_| now + Duration::minutes(2)),
            can_go_back: self.back.is_some(),
            ..Challenge::new(self.ask)
        }
    }

    fn outlined_fields(&self) -> Vec<Field> {
        let mut names: Vec<&String> = self.fields.keys().collect();
        names.sort_by_key(|name| (*name != "identifier", *name != "password"));
        let mut fields: Vec<Field> = names.into_iter().map(|name| self.outlined_field(name)).collect();
        if self.ask == Kind::MagicLink {
            fields.push(Field { optional: true, ..Field::new("link", Sensitivity::OneTime) });
        }
        fields
    }

    fn outlined_field(&self, name: &str) -> Field {
        if field::is_numbered(name) {
            return Field::new(&format!("{name}_1"), Sensitivity::Secret);
        }
        // The recipe's own name says more than that there is a field.
        let label = if field::is_known(name) { None } else { clean(&name.replace('_', " "), LABEL) };
        let optional = self.optional.iter().any(|optional| optional == name);
        Field { label, optional, ..Field::new(name, field::sensitivity(name, None, None)) }
    }
}

impl Choices {
    /// The options the recipe knows by name; else two that stand for any number.
    fn outline(&self) -> Vec<Choice> {
        if self.channels.is_empty() {
            return ["1", "2"].map(|id| Choice::new(id, UNKNOWN)).into();
        }
        let option = |(id, channel)| Choice { channel: Some(channel), ..Choice::new(id, id) };
        self.channels.iter().map(|(id, channel)| option((id.as_str(), *channel))).collect()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::domain::{
        prompt::challenge::Channel,
        source::{file, recipe::Recipe},
    };

    fn northwind() -> Recipe {
        let file = include_str!("../../demo/northwind.toml");
        file::read(file, false).unwrap().recipe.unwrap()
    }

    fn outline(name: &str) -> Challenge {
        let recipe = northwind();
        let screen = recipe.screens.iter().find(|screen| screen.name == name).unwrap();
        screen.outline(datetime!(2026-03-03 14:05 UTC))
    }

    #[test]
    fn fields_stand_in_the_order_people_expect_and_secrets_stay_secret() {
        let asked = outline("user name and password");
        let fields: Vec<_> = asked.fields.iter().map(|field| (field.name.as_str(), field.sensitivity)).collect();
        assert_eq!(fields, [("identifier", Sensitivity::Identifier), ("password", Sensitivity::Secret)]);
        assert!(asked.fields.iter().all(|field| field.label.is_none()), "{asked:?}");
    }

    #[test]
    fn a_code_tells_its_channel_its_format_and_the_other_ways() {
        let asked = outline("code by text message");
        assert_eq!((asked.kind, asked.channel), (Kind::OneTimeCode, Some(Channel::Sms)));
        assert_eq!(asked.code_format.unwrap().length, Some(6));
        assert!(asked.resend.is_some() && asked.alternatives.len() == 1);
        assert_eq!(asked.source_message.as_deref(), Some(UNKNOWN));
    }

    #[test]
    fn a_choice_has_the_options_that_the_recipe_names() {
        let ids: Vec<_> = outline("method").choices.into_iter().map(|choice| choice.id).collect();
        assert!(ids.contains(&"sms".to_owned()), "{ids:?}");
        assert_eq!(outline("destination").choices.len(), 2);
    }

    #[test]
    fn every_screen_can_be_shown_with_nothing_but_its_recipe() {
        for screen in northwind().screens {
            let asked = screen.outline(datetime!(2026-03-03 14:05 UTC));
            assert_eq!(asked.kind, screen.ask, "{}", screen.name);
        }
    }
}
