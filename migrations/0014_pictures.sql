-- Pictures that pages show, each once, by a name that is made of its content; the content is base64.
CREATE TABLE pictures (
    name TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    -- When it is next looked at whether anybody still shows it.
    due_at BIGINT NOT NULL
);
CREATE INDEX pictures_by_due ON pictures (due_at);

-- The names of a source's pictures, and its colour. The icon is the one that was found at its own site.
ALTER TABLE sources ADD COLUMN logo TEXT;
ALTER TABLE sources ADD COLUMN logo_dark TEXT;
ALTER TABLE sources ADD COLUMN icon TEXT;
ALTER TABLE sources ADD COLUMN accent TEXT;
CREATE INDEX sources_by_logo ON sources (logo) WHERE logo IS NOT NULL;
CREATE INDEX sources_by_logo_dark ON sources (logo_dark) WHERE logo_dark IS NOT NULL;
CREATE INDEX sources_by_icon ON sources (icon) WHERE icon IS NOT NULL;
