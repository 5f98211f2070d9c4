package rookery.protocol.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rookery.protocol.MessageType;
import rookery.protocol.ServerMessage;

/// Every example of `docs/protocol.md` is read, and written again as the same JSON.
final class ProtocolExamplesTest {
  private static final Path REFERENCE = Path.of("..", "docs", "protocol.md");
  private static final Pattern SECTION_OR_EXAMPLE =
      Pattern.compile(
          "(?m)^## (\\d+)\\.|^```json\\n(.*?)\\n```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final int CLASSIC_SECTION = 3;

  private final Classic classic = new Classic(Clock.systemUTC(), 0);

  private record Example(int section, String json) {
    boolean classicForm() {
      return section == CLASSIC_SECTION;
    }

    MessageType type() {
      return MessageType.of(Trees.of(json).path("msgid").intValue()).orElseThrow();
    }
  }

  static List<Example> examples() throws IOException {
    Matcher matcher = SECTION_OR_EXAMPLE.matcher(Files.readString(REFERENCE));
    int section = 0;
    Stream.Builder<Example> examples = Stream.builder();
    while (matcher.find()) {
      if (matcher.group(1) == null) {
        examples.add(new Example(section, matcher.group(2)));
      } else {
        section = Integer.parseInt(matcher.group(1));
      }
    }
    return examples.build().toList();
  }

  static Stream<Example> classicExamples() throws IOException {
    return examples().stream().filter(Example::classicForm);
  }

  static Stream<Example> version2Examples() throws IOException {
    return examples().stream().filter(example -> !example.classicForm());
  }

  @Test
  void everyTypeHasAnExample() throws IOException {
    assertThat(examples()).extracting(Example::type).contains(MessageType.values());
  }

  @ParameterizedTest
  @MethodSource("version2Examples")
  void version2ExampleIsReadAndWrittenAgain(Example example) {
    ObjectNode tree = Trees.of(example.json());
    boolean fromServer =
        example.type().fromClient().isEmpty()
            || example.type().fromServer().isPresent()
                && (tree.has("id") && tree.has("name") || tree.has("members"));
    String again =
        fromServer
            ? Version2.write(Version2.fromServer(example.json()))
            : fromClient(Request.read(example.json(), !tree.has("v")));
    assertThat(Trees.of(again)).isEqualTo(tree);
  }

  private static String fromClient(Request request) {
    return Version2.write(request.message(), request.rid());
  }

  @ParameterizedTest
  @MethodSource("classicExamples")
  void classicExampleFromAClientIsReadWithoutWhatIsIgnored(Example example) {
    Optional<MessageType> type =
        Optional.of(example.type()).filter(t -> t.fromClient().isPresent());
    type.ifPresent(t -> {
      ObjectNode expected = Trees.of(example.json());
      expected.remove(List.of("name", "time").stream().filter(_ -> t != MessageType.REG).toList());
      if (t != MessageType.LOGIN) {
        expected.remove("id");
      }
      ObjectNode read = Trees.of(Json.write(Request.read(example.json(), false).message()));
      read.remove(List.of("device", "cmid", "note"));
      assertThat(read).isEqualTo(expected);
    });
  }

  @ParameterizedTest
  @MethodSource("classicExamples")
  void classicExampleFromTheServerIsWrittenToTheLetter(Example example) {
    if (example.type().fromServer().isPresent()) {
      ServerMessage message = ClassicReader.read(Trees.of(example.json()));
      assertThat(new Frame(message).classic(classic))
          .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .containsExactly(example.json());
    }
  }
}
