//! What may use what, as data: a new arrow is a line here, and a reviewer sees it.

/// A module and those that it may import, which all stand above it.
pub type Row = (&'static str, &'static [&'static str]);

/// The roles, in the order of `lib.rs`.
pub const ROLES: [Row; 25] = [
    ("domain", &[]),
    ("page", &["domain"]),
    ("crash", &[]),
    ("capacity", &["domain"]),
    ("config", &["domain"]),
    ("net", &["domain"]),
    ("engine", &["domain", "page", "capacity", "net"]),
    ("store", &["domain", "crash"]),
    ("objects", &["domain", "net"]),
    ("view", &["domain"]),
    ("app", &["domain", "capacity", "config", "store", "objects", "view"]),
    ("service", &["domain", "page", "crash", "net", "store", "objects", "app"]),
    ("worker", &["domain", "page", "crash", "net", "engine", "store", "app", "service"]),
    ("web", &["domain", "store", "view", "app", "service"]),
    ("portal", &["domain", "store", "view", "app", "service", "web"]),
    ("issuer", &["domain", "store", "view", "app", "service", "web"]),
    ("hosted", &["domain", "store", "view", "app", "service", "web"]),
    ("api", &["domain", "crash", "store", "app", "service", "web"]),
    ("console", &["domain", "store", "view", "app"]),
    ("sandbox", &[]),
    ("docs", &["domain", "view", "app", "sandbox"]),
    ("health", &["domain", "store", "app"]),
    (
        "server",
        &[
            "config", "store", "objects", "view", "app", "service", "worker", "web", "portal", "issuer", "hosted",
            "api", "console", "docs", "health",
        ],
    ),
    ("demo", &["domain", "config", "store", "app", "service"]),
    (
        "cli",
        &["domain", "page", "config", "net", "engine", "store", "view", "app", "service", "sandbox", "server", "demo"],
    ),
];

/// The subjects of each role that has more than one: its folders.
pub const SUBJECTS: [(&str, &[Row]); 11] = [
    ("cli", &[("source", &[]), ("identity", &[]), ("workflow", &["source"])]),
    (
        "domain",
        &[
            ("crypto", &[]),
            ("prompt", &[]),
            ("link", &["crypto", "prompt"]),
            ("source", &["prompt"]),
            ("job", &["source"]),
            ("tenant", &[]),
            ("webhook", &[]),
            ("identity", &["source"]),
            ("event_data", &["prompt", "link", "source", "job", "webhook", "identity"]),
        ],
    ),
    ("page", &[("dom", &[]), ("record", &["dom"]), ("recognise", &["dom"]), ("recipe", &["dom", "recognise"])]),
    ("engine", &[("http", &[]), ("chrome", &["http"]), ("workflow", &[])]),
    (
        "store",
        &[
            ("sql", &[]),
            ("unit", &["sql"]),
            ("webhook", &["sql", "unit"]),
            ("link", &["sql", "unit"]),
            ("job", &["sql", "unit"]),
            ("source", &["sql", "unit"]),
            ("keyring", &["sql", "unit"]),
            ("tenant", &["sql", "unit"]),
            ("identity", &["sql", "unit"]),
        ],
    ),
    (
        "view",
        &[
            ("words", &[]),
            ("kit", &["words"]),
            ("error", &["words", "kit"]),
            ("identity", &["words", "kit"]),
            ("portal", &["words", "kit", "error", "identity"]),
            ("console", &["kit"]),
        ],
    ),
    ("web", &[("http", &[]), ("session", &[]), ("forms", &["http", "session"])]),
    (
        "service",
        &[
            ("source", &[]),
            ("identity", &[]),
            ("keyring", &[]),
            ("webhook", &[]),
            ("job", &[]),
            ("link", &["source", "job"]),
        ],
    ),
    ("worker", &[("delivery", &[]), ("sign_in", &[]), ("job", &["sign_in"])]),
    (
        "api",
        &[
            ("http", &[]),
            ("customer", &["http"]),
            ("identity", &["http"]),
            ("job", &["http"]),
            ("link", &["http"]),
            ("source", &["http"]),
            ("tenant", &["http"]),
            ("webhook", &["http"]),
        ],
    ),
    (
        "sandbox",
        &[
            ("records", &[]),
            ("speech", &[]),
            ("script", &["records", "speech"]),
            ("shared", &["speech"]),
            ("session", &["records", "speech", "script"]),
            ("sign_in", &["records", "speech", "script", "shared", "session"]),
            ("pictures", &["sign_in"]),
            ("values", &["records", "speech", "script", "session", "sign_in", "pictures"]),
            ("pages", &["records", "speech", "script", "session", "sign_in", "pictures", "values"]),
            ("site", &["records", "speech", "script", "shared", "session", "sign_in", "pictures", "values", "pages"]),
        ],
    ),
];

/// Where heavy crates live, and nowhere else: modules with all that is in them.
pub const HOMES: [Row; 35] = [
    ("argon2", &["domain/identity"]),
    ("askama", &["view", "sandbox", "docs"]),
    ("aws_lc_rs", &["domain/crypto", "app"]),
    ("axum", &["web", "portal", "issuer", "hosted", "api", "console", "sandbox", "docs", "health", "server", "cli"]),
    ("chacha20", &["domain/crypto"]),
    ("clap", &["cli", "main"]),
    ("cookie", &["web"]),
    ("cookie_store", &["engine/http"]),
    ("ego_tree", &["page", "engine/http"]),
    ("encoding_rs", &["engine/http"]),
    ("fluent_syntax", &["view/words"]),
    ("hkdf", &["domain/crypto"]),
    ("html5ever", &["page"]),
    ("hyper", &["server"]),
    ("hyper_util", &["server"]),
    ("i18n_embed", &["view/words"]),
    ("jsonschema", &["domain/job"]),
    ("jsonwebtoken", &["domain/identity"]),
    ("lettre", &["net"]),
    ("metrics", &["app"]),
    ("metrics_exporter_prometheus", &["app"]),
    ("object_store", &["objects"]),
    ("qrcode", &["view", "cli"]),
    ("rcgen", &["engine/chrome"]),
    ("reqwest", &["net", "engine"]),
    ("rpassword", &["cli"]),
    ("rust_embed", &["view"]),
    ("rustix", &["server", "cli"]),
    ("rustls", &["net", "engine/chrome"]),
    ("scraper", &["page", "engine/http"]),
    ("sqlx", &["store"]),
    ("tokio_rustls", &["engine/chrome"]),
    ("totp_rs", &["domain/identity"]),
    ("tower_http", &["server"]),
    ("zxcvbn", &["domain/identity"]),
];

/// What `domain` and `page` may not name: the runtime, chance, the clock, the environment, files.
pub const IMPURE: &[&str] = &[
    "rand",
    "std::env",
    "std::fs",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "time::UtcDateTime::now",
    "tokio",
    "ulid::Ulid::new",
];

/// How many files one folder may hold.
pub const MOST_FILES: usize = 13;

/// Folders in which files still import each other in a circle. The list may only shrink.
pub const KNOWN_CIRCLES: &[&str] = &[];

/// Arrows between subjects that still point up. The list may only shrink.
pub const KNOWN_ARROWS: &[(&str, &str, &str)] = &[];

/// Folders that still hold too many files. The list may only shrink.
pub const KNOWN_FOLDERS: &[&str] = &[];
