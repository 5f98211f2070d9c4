/// What the client keeps on disk, readable by its user alone.
///
/// `$XDG_DATA_HOME/rookery/<server>/<account>/` (0700) holds `account` (0600): the device's id and
/// its token. `<server>/last` names the account that was used last. Passwords are never written.
@NullMarked
package rookery.tui.cache;

import org.jspecify.annotations.NullMarked;
