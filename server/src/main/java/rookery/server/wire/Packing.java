package rookery.server.wire;

import java.nio.ByteBuffer;
import java.util.List;

/// How objects are put on a kind of transport.
enum Packing {
  /// Each object ended by a newline, in the classic form by NUL.
  TCP {
    @Override
    int size(int bytes) {
      return bytes + 1;
    }

    @Override
    void pack(byte[] object, boolean version2, ByteBuffer into) {
      into.put(object).put((byte) (version2 ? '\n' : 0));
    }

    @Override
    List<Outgoing> goodbye(int code, String reason) {
      return List.of();
    }
  },

  /// Each object a text message in one frame.
  WEBSOCKET {
    @Override
    int size(int bytes) {
      return WsFrame.size(bytes);
    }

    @Override
    void pack(byte[] object, boolean version2, ByteBuffer into) {
      WsFrame.write(WsFrame.TEXT, object, into);
    }

    @Override
    List<Outgoing> goodbye(int code, String reason) {
      return List.of(new Outgoing.Raw(WsFrame.close(code, reason)));
    }
  };

  /// Bytes on the wire of an object of so many.
  abstract int size(int bytes);

  abstract void pack(byte[] object, boolean version2, ByteBuffer into);

  /// An object in the form of version 2, as bytes.
  byte[] packed(byte[] object) {
    ByteBuffer bytes = ByteBuffer.allocate(size(object.length));
    pack(object, true, bytes);
    return bytes.array();
  }

  /// What is written last.
  ///
  /// @param code of RFC 6455
  /// @param reason one ASCII sentence, for a person
  abstract List<Outgoing> goodbye(int code, String reason);
}
