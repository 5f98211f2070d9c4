package rookery.server.wire;

/// What a client did on its WebSocket.
sealed interface WsEvent {
  /// A whole text message, valid UTF-8.
  record Text(byte[] utf8) implements WsEvent {}

  record Ping(byte[] payload) implements WsEvent {}

  /// @param code the client's, for the echo; [WsFrame#NO_CODE] when there was none
  record Close(int code) implements WsEvent {}
}
