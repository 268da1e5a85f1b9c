//! The words of the pages: one Fluent file per locale, `templates/texts/<locale>/portal.ftl`.

use std::{iter, sync::Arc};

use i18n_embed::{
    I18nEmbedError, LanguageLoader,
    fluent::{FluentLanguageLoader, NegotiationStrategy},
};
use rust_embed::RustEmbed;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::{phrase::Phrase, wording::Wording};

#[derive(RustEmbed)]
#[folder = "templates/texts"]
struct Files;

/// The locale whose file has every text; the others may leave some out.
const COMPLETE: &str = "en";

/// The texts of all locales, each put together once: a page only picks its own.
#[derive(Clone)]
pub struct Texts {
    complete: Words,
    others: Vec<Words>,
}

impl Texts {
    /// Reads every embedded locale; fails on a file that is not valid Fluent.
    pub fn load() -> Result<Self, I18nEmbedError> {
        let loader = FluentLanguageLoader::new("portal", COMPLETE.parse().unwrap_or_default());
        let locales = loader.available_languages(&Files)?;
        loader.load_languages(&Files, &locales)?;
        let words = |locale: &LanguageIdentifier, others: Option<&Words>| {
            let one = loader.select_languages_negotiate(&[locale], NegotiationStrategy::Lookup);
            let wording = Wording::new(one, locale, others.map(|others| others.wording.as_ref()));
            Words { wording: Arc::new(wording), locale: locale.clone(), languages: Arc::default() }
        };
        let complete = words(loader.fallback_language(), None);
        let others = locales.iter().filter(|locale| **locale != complete.locale);
        let others = others.map(|locale| words(locale, Some(&complete))).collect();
        Ok(Self { complete, others }.introduced())
    }

    /// The same texts, the words of each locale knowing of the others.
    fn introduced(mut self) -> Self {
        let language = |words: &Words| Language { locale: words.lang(), name: words.say("language-name").to_string() };
        let languages: Arc<[Language]> = self.all().map(language).collect();
        for words in iter::once(&mut self.complete).chain(&mut self.others) {
            words.languages = Arc::clone(&languages);
        }
        self
    }

    /// The words of the wanted locale, or else of its language, such as `en` for `en-GB`; English when there is none.
    pub fn words(&self, locale: &str) -> Words {
        self.find(locale).unwrap_or(&self.complete).clone()
    }

    /// The words of the wanted locale, or else of its language, if there are any.
    pub fn find(&self, locale: &str) -> Option<&Words> {
        let wanted = locale.parse::<LanguageIdentifier>().ok()?;
        let exact = self.all().find(|words| words.locale == wanted);
        let near = || self.all().find(|words| words.locale.language == wanted.language);
        exact.or_else(near)
    }

    /// The words that lack nothing: English.
    pub fn complete(&self) -> &Words {
        &self.complete
    }

    /// The words of every locale.
    pub fn all(&self) -> impl Iterator<Item = &Words> {
        iter::once(&self.complete).chain(&self.others)
    }
}

/// A language that the pages can be read in.
pub struct Language {
    pub locale: String,
    /// What its speakers call it.
    pub name: String,
}

/// The words of one locale; cheap to clone.
#[derive(Clone)]
pub struct Words {
    wording: Arc<Wording>,
    locale: LanguageIdentifier,
    languages: Arc<[Language]>,
}

impl Words {
    /// The text with this key, still open for arguments.
    pub fn say(&self, key: &str) -> Phrase {
        Phrase::new(self.wording.clone(), key)
    }

    #[cfg(test)]
    pub fn wording(&self) -> &Wording {
        &self.wording
    }

    /// Whether both are of one locale.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.wording, &other.wording)
    }

    /// The language for the `lang` attribute, such as `en`.
    pub fn lang(&self) -> String {
        self.locale.to_string()
    }

    /// Every language there is, for the switch.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// Whether these are the words of a language.
    pub fn is_in(&self, language: &Language) -> bool {
        self.locale == language.locale.as_str()
    }

    /// The direction for the `dir` attribute: `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        match self.locale.character_direction() {
            CharacterDirection::RTL => "rtl",
            CharacterDirection::LTR | CharacterDirection::TTB => "ltr",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::job::name::LANGUAGES;

    #[test]
    fn a_locale_that_is_not_there_gets_english() {
        let texts = Texts::load().unwrap();
        for locale in ["en", "en-GB", "tlh", "", "../../etc"] {
            let words = texts.words(locale);
            assert_eq!((words.lang().as_str(), words.dir()), ("en", "ltr"), "{locale}");
            assert_eq!(words.say("prompt-submit").to_string(), "Continue", "{locale}");
        }
    }

    #[test]
    fn jobs_may_have_names_in_the_languages_of_the_pages() {
        let mut tags: Vec<String> = Texts::load().unwrap().all().map(Words::lang).collect();
        tags.sort();
        assert_eq!(tags, LANGUAGES);
    }

    #[test]
    fn arguments_are_put_in_and_counted() {
        let words = Texts::load().unwrap().words("en");
        let say = |seconds: u32| words.say("code-resend-wait").with("seconds", seconds).to_string();
        assert_eq!(say(1), "You can ask for a new code in 1 second.");
        assert_eq!(say(20), "You can ask for a new code in 20 seconds.");
    }
}
