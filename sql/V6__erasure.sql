-- What an account is. Of one that was erased the id stays, so that it is never used again, and its entries without their words.

ALTER TABLE `user` ADD COLUMN status VARCHAR(10) NOT NULL DEFAULT 'active'; -- active, suspended, erasing, erased
CREATE INDEX user_status ON `user` (status);
