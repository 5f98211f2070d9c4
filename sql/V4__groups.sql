-- How groups are kept: who may come in, who may not, who may not speak.

ALTER TABLE all_group ADD COLUMN policy VARCHAR(12) NOT NULL DEFAULT 'open'; -- open, approval, invitation
ALTER TABLE all_group ADD COLUMN notice VARCHAR(2000) NOT NULL DEFAULT '';
ALTER TABLE all_group ADD COLUMN dissolved BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE group_ban (
  group_id  INT NOT NULL,
  user_id   INT NOT NULL,
  since_ts  BIGINT NOT NULL,
  PRIMARY KEY (group_id, user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE group_mute (
  group_id  INT NOT NULL,
  user_id   INT NOT NULL,
  until_ts  BIGINT NOT NULL,
  PRIMARY KEY (group_id, user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE group_invite (
  group_id  INT NOT NULL,
  user_id   INT NOT NULL,
  by_id     INT NOT NULL,
  ts        BIGINT NOT NULL,
  PRIMARY KEY (group_id, user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Whoever brings a code is invited, until then.
CREATE TABLE group_code (
  code      VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  group_id  INT NOT NULL,
  by_id     INT NOT NULL,
  until_ts  BIGINT NOT NULL,
  KEY group_code_group (group_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE join_request (
  group_id  INT NOT NULL,
  user_id   INT NOT NULL,
  note      VARCHAR(400) NOT NULL,
  ts        BIGINT NOT NULL,
  PRIMARY KEY (group_id, user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
