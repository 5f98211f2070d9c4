package rookery.loadtest.crucible;

/// A conversation and a sequence in it.
record Place(long conv, long seq) {
  @Override
  public String toString() {
    return conv + "/" + seq;
  }
}
