package rookery.loadtest.crucible;

/// One thing that is not as promised.
record Finding(Kind kind, String sentence) {
  enum Kind {
    /// Acked and not in the log, or in the log and not on a member's device.
    LOST,
    /// Twice in the log, or twice on a device.
    DUPLICATED,
    /// Not in the order of the sequence, or not in the order in which its device sent it.
    REORDERED,
    /// Sent by nobody, by another, elsewhere, or shown to who may not see it; or an answer that may
    /// never be given, as an error 500.
    UNEXPECTED,
    /// In a calm, a device took a friend for online who was not, or for offline who was online.
    WRONG_PRESENCE,
    /// Not in step again, or not ended, within the time that is promised.
    LATE,
    /// One place, two contents.
    CHANGED,
    /// Sent, and neither acked nor refused in the end; or refused for good although it was allowed.
    UNANSWERED
  }
}
