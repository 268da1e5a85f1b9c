//! A form on a page, as somebody without scripts can use it.

use scraper::{ElementRef, Selector};

/// A form with what its fields hold.
#[derive(Debug, Clone)]
pub struct Form {
    pub action: String,
    /// Hidden and prefilled fields with their values; `None` for a choice, which nobody has made yet.
    pub fields: Vec<(String, Option<String>)>,
    /// Every value a choice offers.
    pub choices: Vec<(String, String)>,
    pub buttons: Vec<(String, String)>,
}

pub fn select<'a>(root: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    root.select(&Selector::parse(css).unwrap()).collect()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.attr(name).unwrap_or_default().to_owned()
}

impl Form {
    pub fn read(form: ElementRef<'_>) -> Self {
        let (mut fields, mut choices) = (Vec::new(), Vec::new());
        for input in select(form, "input") {
            let (name, value) = (attribute(input, "name"), attribute(input, "value"));
            if !matches!(input.attr("type"), Some("radio" | "checkbox")) {
                fields.push((name, Some(value)));
                continue;
            }
            if input.attr("checked").is_some() {
                fields.push((name.clone(), Some(value.clone())));
            }
            choices.push((name, value));
        }
        for area in select(form, "textarea") {
            fields.push((attribute(area, "name"), Some(area.text().collect())));
        }
        for menu in select(form, "select") {
            let options = select(menu, "option").into_iter().map(|option| attribute(option, "value"));
            choices.extend(options.map(|value| (attribute(menu, "name"), value)));
        }
        Self {
            action: attribute(form, "action"),
            fields,
            choices,
            buttons: select(form, "button")
                .into_iter()
                .map(|button| (attribute(button, "name"), attribute(button, "value")))
                .collect(),
        }
    }

    pub fn has_button(&self, name: &str, value: &str) -> bool {
        self.buttons.iter().any(|button| (button.0.as_str(), button.1.as_str()) == (name, value))
    }

    /// What a hidden field holds.
    pub fn hidden(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.and_then(|(_, value)| value.as_deref()).unwrap()
    }

    /// What a browser would send after somebody typed and chose this; there must be a place to type or choose it.
    #[track_caller]
    pub fn filled(&self, typed: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut sent: Vec<(String, String)> = Vec::new();
        for (name, value) in typed {
            let is_field = self.fields.iter().any(|(field, _)| field == name);
            let is_choice = self.choices.iter().any(|choice| (choice.0.as_str(), choice.1.as_str()) == (*name, *value));
            assert!(is_field || is_choice, "no place for {name} in {self:?}");
            sent.push(((*name).to_owned(), (*value).to_owned()));
        }
        for (name, value) in &self.fields {
            let is_typed = typed.iter().any(|(typed, _)| typed == name);
            if let Some(value) = value.as_ref().filter(|_| !is_typed) {
                sent.push((name.clone(), value.clone()));
            }
        }
        sent
    }
}
