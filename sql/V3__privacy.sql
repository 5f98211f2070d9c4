-- Who may write to whom, and who is found.

ALTER TABLE `user` ADD COLUMN opens VARCHAR(8) NOT NULL DEFAULT 'fellows'; -- who may begin to write to him: fellows, friends, nobody
ALTER TABLE `user` ADD COLUMN findable BOOLEAN NOT NULL DEFAULT TRUE; -- by the beginning of his name

CREATE TABLE user_block (
  user_id     INT NOT NULL,
  blocked_id  INT NOT NULL,
  since_ts    BIGINT NOT NULL,
  PRIMARY KEY (user_id, blocked_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
