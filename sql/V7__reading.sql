-- What a user has read, as all of his devices see it.

ALTER TABLE `user` ADD COLUMN read_count BIGINT NOT NULL DEFAULT 0; -- counts the changes of his read cursors and of what he marked unread

ALTER TABLE read_cursor ADD COLUMN read_count BIGINT NOT NULL DEFAULT 0; -- that count, when this row changed last
