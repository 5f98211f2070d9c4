-- What is done to texts after they were sent.
-- New kinds of entries: edit, recall, react (target_seq names the text); gone: a text that was taken back or erased.
-- In a text, target_seq names the one that it answers. entry.body holds the words as they are now; those of an edit are in text_version.

ALTER TABLE entry ADD COLUMN mentions VARCHAR(600) CHARACTER SET ascii COLLATE ascii_bin; -- ids and 'all', with commas between

-- The words of a text from version_seq on: its own sequence for the first ones, else the edit's. Only of texts that were edited.
CREATE TABLE text_version (
  conversation_id  BIGINT NOT NULL,
  seq              BIGINT NOT NULL,
  version_seq      BIGINT NOT NULL,
  body             VARCHAR(8000) NOT NULL,
  PRIMARY KEY (conversation_id, seq, version_seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Reactions that stand; by_seq is the entry that put one there.
CREATE TABLE reaction (
  conversation_id  BIGINT NOT NULL,
  seq              BIGINT NOT NULL,
  user_id          INT NOT NULL,
  reaction         VARCHAR(64) NOT NULL,
  by_seq           BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, seq, user_id, reaction)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
