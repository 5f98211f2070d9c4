package rookery.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.codec.Request;
import rookery.protocol.codec.Version2;

/// Every record has a number, a sample, and comes back from the wire as it was.
final class MessageTypeTest {
  private static final List<ClientMessage> FROM_CLIENT = Samples.FROM_CLIENT;
  private static final List<ServerMessage> FROM_SERVER = Samples.FROM_SERVER;
  private static final List<Reply> REPLIES = Samples.REPLIES;

  @Test
  void everyRecordHasASample() {
    assertThat(classes(FROM_CLIENT)).isEqualTo(records(ClientMessage.class));
    Set<Class<?>> fromServer = records(ServerMessage.class);
    fromServer.remove(ClassicLoggedIn.class); // only the classic form can write it
    assertThat(classes(FROM_SERVER)).isEqualTo(fromServer);
    assertThat(classes(REPLIES)).isEqualTo(records(Reply.class));
  }

  @Test
  void everyRecordHasANumber() {
    for (Class<?> record : records(ClientMessage.class)) {
      assertThat(MessageType.of(record).fromClient())
          .contains(record.asSubclass(ClientMessage.class));
    }
    for (Class<?> record : records(ServerMessage.class)) {
      assertThat(MessageType.of(record).number()).isPositive();
    }
    for (Class<?> record : records(Reply.class)) {
      assertThat(Stream.of(MessageType.values()).flatMap(type -> type.reply().stream()))
          .contains(record.asSubclass(Reply.class));
    }
  }

  @ParameterizedTest
  @EnumSource
  void numberLeadsBackToItsType(MessageType type) {
    assertThat(MessageType.of(type.number())).contains(type);
  }

  @ParameterizedTest
  @FieldSource("FROM_CLIENT")
  void clientMessageComesBackAsItWas(ClientMessage message) {
    Request request = Request.read(Version2.write(message, 5L), true);
    assertThat(request.message()).isEqualTo(message);
    assertThat(request.rid()).isEqualTo(5);
  }

  @ParameterizedTest
  @FieldSource("FROM_SERVER")
  void serverMessageComesBackAsItWas(ServerMessage message) {
    assertThat(Version2.fromServer(Version2.write(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @FieldSource("REPLIES")
  void replyComesBackAsItWasUnderEveryTypeThatHasIt(Reply reply) {
    List<MessageType> types =
        Stream.of(MessageType.values())
            .filter(type -> type.reply().filter(reply.getClass()::equals).isPresent())
            .toList();
    assertThat(types).isNotEmpty();
    for (MessageType type : types) {
      Result result = Result.done(9L, type, reply);
      assertThat(Version2.fromServer(Version2.write(result))).isEqualTo(result);
    }
  }

  @ParameterizedTest
  @FieldSource("FROM_SERVER")
  void serverMessageIsOneLine(ServerMessage message) {
    assertThat(Version2.write(message)).doesNotContain("\n").startsWith("{\"msgid\":");
  }

  @Test
  void secretsDoNotShowInLogs() {
    assertThat(Stream.concat(FROM_CLIENT.stream(), FROM_SERVER.stream()))
        .extracting(Object::toString)
        .noneMatch(text -> text.contains("correct horse") || text.contains("q83v"));
  }

  @Test
  void classWithoutANumberIsRefused() {
    assertThatThrownBy(() -> MessageType.of(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("String");
  }

  private static Set<Class<?>> classes(Collection<?> samples) {
    return samples.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  /// The records at the ends of a sealed family.
  private static Set<Class<?>> records(Class<?> sealed) {
    return sealed.isSealed()
        ? Stream.of(sealed.getPermittedSubclasses())
            .flatMap(permitted -> records(permitted).stream())
            .collect(Collectors.toSet())
        : Stream.<Class<?>>of(sealed).collect(Collectors.toSet());
  }
}
