/// The record in a database: one adapter for each port, over DbClient on pools of our own.
///
/// The schema is `sql/V1__schema.sql`, one text for H2, MariaDB and MySQL, and so is every
/// statement here. Rows are locked in this order: conversations by id, then ranges, roles, friends,
/// requests, and users last, by id.
@NullMarked
package rookery.server.db;

import org.jspecify.annotations.NullMarked;
