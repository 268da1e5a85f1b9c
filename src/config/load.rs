//! Laying a file and the environment over the defaults.

use std::{fs, path::Path};

use secrecy::ExposeSecret;
use toml::{Table, Value};

use super::{
    Config, ConfigError, DEFAULT,
    check::{self, PREFIX, SECRETS},
};

/// The settings from the defaults, the file if one is given, and the variables, each over the one before.
pub fn load(file: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
    let mut settings = parse(DEFAULT, "the built-in defaults")?;
    if let Some(path) = file {
        settings.extend(parse(&read(path)?, &path.display().to_string())?);
    }
    let names: Vec<String> = settings.keys().cloned().collect();
    for name in names {
        if let Some((variable, text)) = from_environment(&name, &variable)? {
            let value = typed(&settings[&name], &variable, text)?;
            settings.insert(name, value);
        }
    }
    let config: Config = settings.try_into().map_err(ConfigError::Setting)?;
    check::public_url(&config.public_url)?;
    check::database_url(config.database_url.expose_secret())?;
    check::database_connections(config.database_connections)?;
    check::mail_url(config.mail_url.expose_secret())?;
    check::artifacts(&config)?;
    Ok(config)
}

fn parse(text: &str, path: &str) -> Result<Table, ConfigError> {
    text.parse().map_err(|error| ConfigError::Syntax { path: path.to_owned(), error })
}

fn read(path: &Path) -> Result<String, ConfigError> {
    fs::read_to_string(path).map_err(|error| ConfigError::File { path: path.display().to_string(), error })
}

fn from_environment(
    name: &str,
    variable: &impl Fn(&str) -> Option<String>,
) -> Result<Option<(String, String)>, ConfigError> {
    let key = format!("{PREFIX}{}", name.to_ascii_uppercase());
    if let Some(text) = variable(&key) {
        return Ok(Some((key, text)));
    }
    if !SECRETS.contains(&name) {
        return Ok(None);
    }
    let Some(path) = variable(&format!("{key}_FILE")) else {
        return Ok(None);
    };
    Ok(Some((key, read(Path::new(&path))?.trim_end().to_owned())))
}

/// A variable's text as the type its default has.
fn typed(default: &Value, name: &str, text: String) -> Result<Value, ConfigError> {
    match default {
        Value::Integer(_) => match text.parse() {
            Ok(number) => Ok(Value::Integer(number)),
            Err(_) => Err(ConfigError::Variable { name: name.to_owned(), wanted: "a whole number", given: text }),
        },
        Value::Boolean(_) => match text.parse() {
            Ok(is_on) => Ok(Value::Boolean(is_on)),
            Err(_) => Err(ConfigError::Variable { name: name.to_owned(), wanted: "true or false", given: text }),
        },
        Value::Array(_) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Ok(Value::Array(parts.map(|part| Value::String(part.to_owned())).collect()))
        }
        _ => Ok(Value::String(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_complete() {
        let config = load(None, |_| None).unwrap();
        assert_eq!(config.listen, "127.0.0.1:8080");
        assert!(config.allow_private.is_empty());
    }

    #[test]
    fn a_variable_overrides_and_takes_the_type_of_its_default() {
        let config = load(None, |name| match name {
            "VESTIBULE_ANSWER_TIMEOUT" => Some("60".to_owned()),
            "VESTIBULE_ALLOW_PRIVATE" => Some("127.0.0.0/8, 10.0.0.1:80".to_owned()),
            "VESTIBULE_DATABASE_URL" => Some("postgres://x/y".to_owned()),
            "VESTIBULE_PREVIEWS" => Some("true".to_owned()),
            _ => None,
        })
        .unwrap();
        assert_eq!(config.answer_timeout, 60);
        assert!(config.previews);
        assert_eq!(config.allow_private, ["127.0.0.0/8", "10.0.0.1:80"]);
        assert_eq!(config.database_url.expose_secret(), "postgres://x/y");
    }

    #[test]
    fn a_wrong_number_and_an_unknown_setting_are_named() {
        let wrong = load(None, |name| (name == "VESTIBULE_WORKERS").then(|| "many".to_owned()));
        assert!(wrong.err().unwrap().to_string().contains("VESTIBULE_WORKERS"));
        let wrong = load(None, |name| (name == "VESTIBULE_PREVIEWS").then(|| "yes".to_owned()));
        assert!(wrong.err().unwrap().to_string().contains("true or false"));
        let file = std::env::temp_dir().join(format!("vestibule-config-{}.toml", std::process::id()));
        fs::write(&file, "lisen = \"x\"").unwrap();
        let unknown = load(Some(&file), |_| None).err().unwrap().to_string();
        fs::remove_file(&file).unwrap();
        assert!(unknown.contains("lisen"), "{unknown}");
    }
}
