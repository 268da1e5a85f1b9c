-- What follows a refresh token follows from it and a key of the server; nobody reads which row it is.
ALTER TABLE refresh_tokens DROP COLUMN successor_id;
