/// The crucible: many clients with unique texts, faults from a seeded schedule, and a judge that
/// reads everything back.
///
/// A run leaves one folder: `device-USER-NAME.tsv` is what a device did ([Line]),
/// `log-USER-HOW.tsv` what a fresh device of that user read back in the end, `events.txt` the
/// faults as they came, `looks-0-calm.tsv` the moments at which presence had to be true,
/// `node-N.log` and `database.log` what the processes said.
@NullMarked
package rookery.loadtest.crucible;

import org.jspecify.annotations.NullMarked;
