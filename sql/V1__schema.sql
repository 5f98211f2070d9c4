-- The record. One text for H2 (MySQL mode), MariaDB and MySQL. Times are ms since the epoch, UTC.
-- Names compare by name_key (NFKC, lower case, trimmed; made in Java); everything else compares by bytes.

-- Where the next block of ids begins, by what they name. Blocks are never used again.
CREATE TABLE id_block (
  name     VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  next_id  BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO id_block (name, next_id) VALUES ('user', 1), ('group', 1), ('conversation', 1);

CREATE TABLE `user` (
  id              INT NOT NULL PRIMARY KEY,
  name            VARCHAR(64) NOT NULL,
  name_key        VARCHAR(128) NOT NULL,
  password        VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- Argon2id, in PHC form
  nickname        VARCHAR(64) NOT NULL DEFAULT '',
  state           VARCHAR(8) NOT NULL DEFAULT 'offline', -- for people and reports; no code decides by it
  accepts_all     BOOLEAN NOT NULL DEFAULT FALSE,  -- friend requests are accepted without asking
  roster_version  BIGINT NOT NULL DEFAULT 1,       -- moves with friends, requests and groups of this user
  created_ts      BIGINT NOT NULL,
  CONSTRAINT user_name UNIQUE (name_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Two rows a friendship.
CREATE TABLE friend (
  user_id    INT NOT NULL,
  friend_id  INT NOT NULL,
  since_ts   BIGINT NOT NULL,
  PRIMARY KEY (user_id, friend_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE friend_request (
  from_id  INT NOT NULL,
  to_id    INT NOT NULL,
  note     VARCHAR(400) NOT NULL,
  ts       BIGINT NOT NULL,
  PRIMARY KEY (from_id, to_id),
  KEY friend_request_to (to_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A log. A direct one is unique by its two users, the lower id first; a group's by its group.
-- changed_at is the database's own clock, so that nodes can ask "what changed since" with one clock.
CREATE TABLE conversation (
  id              BIGINT NOT NULL PRIMARY KEY,
  kind            VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- direct, group
  low_id          INT,
  high_id         INT,
  group_id        INT,
  next_seq        BIGINT NOT NULL DEFAULT 1,
  member_version  BIGINT NOT NULL DEFAULT 1,
  changed_at      TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  CONSTRAINT conversation_direct UNIQUE (low_id, high_id),
  CONSTRAINT conversation_group UNIQUE (group_id),
  KEY conversation_changed (changed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE all_group (
  id          INT NOT NULL PRIMARY KEY,
  groupname   VARCHAR(100) NOT NULL,
  name_key    VARCHAR(200) NOT NULL,
  groupdesc   VARCHAR(400) NOT NULL,
  creator_id  INT NOT NULL,
  cmid        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_ts  BIGINT NOT NULL,
  CONSTRAINT all_group_cmid UNIQUE (creator_id, cmid),
  KEY all_group_name (name_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE group_user (
  group_id  INT NOT NULL,
  user_id   INT NOT NULL,
  role      VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, -- creator, admin, normal
  PRIMARY KEY (group_id, user_id),
  KEY group_user_user (user_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Who may read what: entries from_seq to to_seq, inclusive. An open range (to_seq = 2^63-1) is a member of today.
CREATE TABLE member_range (
  conversation_id  BIGINT NOT NULL,
  user_id          INT NOT NULL,
  from_seq         BIGINT NOT NULL,
  to_seq           BIGINT NOT NULL DEFAULT 9223372036854775807,
  PRIMARY KEY (conversation_id, user_id, from_seq),
  KEY member_range_user (user_id, conversation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- An entry of a log, written once. kind: text, member; later edit, recall, reaction, notice.
-- target_seq: the entry that an edit, recall or reaction touches. touched_seq: the entry that last touched this one; seq itself when none did.
-- subject_id: the user that a change of members concerns.
CREATE TABLE entry (
  conversation_id  BIGINT NOT NULL,
  seq              BIGINT NOT NULL,
  kind             VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sender_id        INT NOT NULL,
  cmid             VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target_seq       BIGINT,
  touched_seq      BIGINT NOT NULL,
  subject_id       INT,
  body             VARCHAR(8000) NOT NULL,
  ts               BIGINT NOT NULL,
  PRIMARY KEY (conversation_id, seq),
  CONSTRAINT entry_cmid UNIQUE (conversation_id, sender_id, cmid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- A client of a user. Tokens are kept as SHA-256, hex; token_next is given out and not used yet.
CREATE TABLE device (
  user_id     INT NOT NULL,
  device_id   VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token_hash  CHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  token_next  CHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
  token_ts    BIGINT NOT NULL DEFAULT 0,
  created_ts  BIGINT NOT NULL,
  PRIMARY KEY (user_id, device_id),
  CONSTRAINT device_token UNIQUE (token_hash),
  CONSTRAINT device_token_next UNIQUE (token_next)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- What a device has received; where it has no row, it starts at the user's read cursor.
CREATE TABLE device_cursor (
  user_id          INT NOT NULL,
  device_id        VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  conversation_id  BIGINT NOT NULL,
  received_seq     BIGINT NOT NULL,
  PRIMARY KEY (user_id, device_id, conversation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE read_cursor (
  user_id          INT NOT NULL,
  conversation_id  BIGINT NOT NULL,
  read_seq         BIGINT NOT NULL,
  marked_unread    BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (user_id, conversation_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- For an operator: which texts wait for which device (device_id is null for a user who never logged in).
CREATE OR REPLACE VIEW offline_message AS
SELECT r.user_id, d.device_id, e.conversation_id, e.seq, e.sender_id, e.body AS message, e.ts
FROM member_range r
JOIN entry e ON e.conversation_id = r.conversation_id AND e.seq >= r.from_seq AND e.seq <= r.to_seq
LEFT JOIN device d ON d.user_id = r.user_id
LEFT JOIN device_cursor c
  ON c.user_id = d.user_id AND c.device_id = d.device_id AND c.conversation_id = r.conversation_id
LEFT JOIN read_cursor rc ON rc.user_id = r.user_id AND rc.conversation_id = r.conversation_id
WHERE e.kind = 'text' AND e.sender_id <> r.user_id AND e.seq > COALESCE(c.received_seq, rc.read_seq, 0);
