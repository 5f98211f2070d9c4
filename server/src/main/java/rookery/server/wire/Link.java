package rookery.server.wire;

/// What the two loops of a connection share.
record Link(Wire wire, Transport transport, Packing packing, Outbox outbox, Pulse pulse) {
  Link(Wire wire, Transport transport, Packing packing) {
    this(wire, transport, packing, new Outbox(), new Pulse(wire.times()));
  }
}
