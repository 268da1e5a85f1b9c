//! The embedded files of static/, each under a URL that changes with its content. `build.rs` compresses them.

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use rust_embed::{EmbeddedFile, RustEmbed};

use super::coding::Coding;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/static"]
struct Files;

/// One file, ready to be sent.
pub struct Asset {
    pub bytes: Cow<'static, [u8]>,
    /// The content type.
    pub mime: &'static str,
    /// The entity tag, quotes included.
    pub etag: String,
}

/// The file's bytes in a coding, as the build compressed them.
pub fn coded(path: &str, coding: Coding) -> Option<Cow<'static, [u8]>> {
    let (_, name) = path.split_once('/')?;
    Some(Files::get(&format!("{name}{}", coding.suffix()))?.data)
}

/// The URL of every file, by its name.
static URLS: LazyLock<BTreeMap<Cow<'static, str>, String>> = LazyLock::new(|| {
    let url = |name: &str| Some(format!("/assets/{}/{name}", hash(&Files::get(name)?)));
    Files::iter().filter_map(|name| Some((name.clone(), url(&name)?))).collect()
});

/// The URL of a file in static/; a name that is not there gives a URL that is not found.
pub fn url(name: &str) -> &'static str {
    URLS.get(name).map_or("/assets/", String::as_str)
}

/// The file at what follows `/assets/` in a URL, if its content is still that of the URL.
pub fn find(path: &str) -> Option<Asset> {
    let (wanted, name) = path.split_once('/')?;
    let file = Files::get(name)?;
    let hash = hash(&file);
    let found = || Asset { mime: mime(name), etag: format!("\"{hash}\""), bytes: file.data.clone() };
    (hash == wanted).then(found)
}

fn hash(file: &EmbeddedFile) -> String {
    let start = &file.metadata.sha256_hash()[..6];
    start.iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"))
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_there_in_both_codings_and_smaller() {
        let plain: Vec<_> = std::fs::read_dir("static").unwrap().map(|file| file.unwrap()).collect();
        assert_eq!(Files::iter().count(), plain.len() * 3);
        for file in plain {
            let (name, length) = (file.file_name().into_string().unwrap(), file.metadata().unwrap().len());
            for coding in [Coding::Brotli, Coding::Gzip] {
                let coded = coded(&format!("any/{name}"), coding).unwrap().len() as u64;
                assert!(coded < length, "{name} {coding:?}: {coded} of {length}");
            }
        }
    }

    #[test]
    fn a_file_is_found_at_its_url_only() {
        let url = url("portal.css");
        let asset = find(url.strip_prefix("/assets/").unwrap()).unwrap();
        assert!(asset.mime.starts_with("text/css") && !asset.bytes.is_empty() && asset.etag.len() == 14);
        for path in ["portal.css", "000000000000/portal.css", "000000000000/../Cargo.toml", ""] {
            assert!(find(path).is_none(), "{path}");
        }
    }
}
