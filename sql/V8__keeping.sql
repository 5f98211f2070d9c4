-- What the keeper of the system decides, for all nodes.

CREATE TABLE setting (
  name     VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  content  VARCHAR(4000) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Whoever brings a code may register, once, until then.
CREATE TABLE register_code (
  code      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  until_ts  BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The words of texts up to it are gone, as their term is over.
ALTER TABLE conversation ADD COLUMN gone_seq BIGINT NOT NULL DEFAULT 0;
