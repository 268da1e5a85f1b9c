-- What a job is called in other languages: JSON, by their tags.
ALTER TABLE jobs ADD COLUMN names TEXT NOT NULL DEFAULT '{}';
