package rookery.loadtest.gatling;

import io.gatling.netty.util.Transports;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.link.Address;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.Bounds;
import rookery.protocol.ClientMessage;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Framer;
import rookery.protocol.codec.Version2;

/// A user's connection. All of it happens on his event loop.
final class TcpConnection extends SimpleChannelInboundHandler<ByteBuf> {
  private static final int CONNECT_MS = 5_000;
  private static final int ANSWER_SECONDS = 10;

  private final Probe probe;
  private final Framer framer = new Framer(Bounds.SERVER_FRAME_BYTES);
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private @Nullable Channel channel;

  private record Waiting(Consumer<String> taker, ScheduledFuture<?> timeout) {}

  private TcpConnection(Probe probe) {
    this.probe = probe;
  }

  /// @param done gets the connection, or null and why there is none
  static void open(
      Address server,
      EventLoop loop,
      Probe probe,
      BiConsumer<@Nullable TcpConnection, String> done) {
    TcpConnection connection = new TcpConnection(probe);
    ChannelFuture opening =
        new Bootstrap()
            .group(loop)
            .channelFactory(Transports.newSocketChannelFactory(true, false))
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
            .handler(connection)
            .connect(server.host(), server.port());
    ChannelFuture _ =
        opening.addListener(_ -> {
          connection.channel = opening.channel();
          done.accept(
              opening.isSuccess() ? connection : null,
              opening.isSuccess() ? "" : String.valueOf(opening.cause().getMessage()));
        });
  }

  /// @param done gets why it failed; an empty text: it did not
  void ask(ClientMessage message, long rid, Consumer<String> done) {
    Channel open = channel;
    if (open == null || !open.isActive()) {
      done.accept("the connection is closed");
      return;
    }
    ScheduledFuture<?> timeout =
        open.eventLoop()
            .schedule(() -> answer(rid, "no answer in time"), ANSWER_SECONDS, TimeUnit.SECONDS);
    waiting.put(rid, new Waiting(done, timeout));
    byte[] line = (Version2.write(message, rid) + "\n").getBytes(StandardCharsets.UTF_8);
    ChannelFuture _ = open.writeAndFlush(Unpooled.wrappedBuffer(line));
  }

  private void answer(@Nullable Long rid, String why) {
    Waiting waited = rid == null ? null : waiting.remove(rid);
    if (waited != null) {
      boolean _ = waited.timeout.cancel(false);
      waited.taker.accept(why);
    }
  }

  void close() {
    if (channel != null) {
      ChannelFuture _ = channel.close();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
    byte[] bytes = new byte[in.readableBytes()];
    in.readBytes(bytes);
    framer.feed(bytes, 0, bytes.length);
    for (Optional<String> frame = framer.next(); frame.isPresent(); frame = framer.next()) {
      take(Version2.fromServer(frame.get()));
    }
  }

  private void take(ServerMessage message) {
    switch (message) {
      case Result result -> {
        probe.take(result);
        answer(result.rid(), problem(result.code(), result.errmsg()));
      }
      case LoggedIn ack -> answer(ack.rid(), problem(ack.code(), ack.errmsg()));
      case Pong pong -> answer(pong.rid(), "");
      default -> probe.take(message);
    }
  }

  private static String problem(int code, @Nullable String errmsg) {
    return code == 0 ? "" : code + " " + errmsg;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    List.copyOf(waiting.keySet()).forEach(rid -> answer(rid, "the server closed the connection"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close();
  }
}
