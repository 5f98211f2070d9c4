package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static rookery.server.TwoNodes.until;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.server.db.DatabaseSettings;

/// The embedded store on a disk on which there is no room left, and later is again.
final class FullDiskIT {
  private static final String TEXT = "All work and no play. ".repeat(180);

  @TempDir private Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()))
        .as("a small disk may be mounted: only root may")
        .isZero();
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", "--lazy", disk.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void nothingAckedIsLostAndItServesAgainWhenThereIsRoom()
      throws IOException, InterruptedException {
    var store = new DatabaseSettings(disk.resolve("record").toString());
    List<String> acked = new ArrayList<>();
    long conversation;
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp).register("bob")) {
      ChatScenario.befriend(ann, bob);
      conversation = ann.say(bob.id, "m-0", TEXT).conv();
      acked.add("m-0");
      fill();

      Result refused = null;
      while (refused == null) {
        String cmid = "m-" + acked.size();
        Result result = ann.result(new SendDirect(cmid, bob.id, TEXT));
        if (result.code() == ErrorCode.OK) {
          acked.add(cmid);
        } else {
          refused = result;
        }
      }
      assertThat(refused.code())
          .as(String.valueOf(refused.errmsg()))
          .isEqualTo(ErrorCode.TRY_AGAIN);
      assertThat(refused.retryMs()).isPositive();

      Files.delete(disk.resolve("ballast"));
      String cmid = "m-" + acked.size();
      until(
          "it takes what it refused",
          () -> ann.result(new SendDirect(cmid, bob.id, TEXT)).code() == ErrorCode.OK);
      acked.add(cmid);
      ann.say(bob.id, "m-last", TEXT);
      acked.add("m-last");
      node.kill();
    }
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient bob = ScriptedClient.tcp(node.tcp).login("bob")) {
      assertThat(texts(bob, conversation)).containsExactlyElementsOf(acked);
    }
  }

  /// Leaves no room.
  private void fill() throws IOException {
    byte[] block = new byte[4_096];
    try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
      while (true) {
        ballast.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /// The `cmid`s of the log but for its first entry, in order.
  private static List<String> texts(ScriptedClient client, long conversation) {
    List<String> cmids = new ArrayList<>();
    List<Cursor> after = List.of(new Cursor(conversation, 1L));
    while (true) {
      BacklogPage page = client.reply(new Backlog(after, 50), BacklogPage.class);
      page.entries().stream().map(Entry::cmid).forEach(cmids::add);
      if (!page.more()) {
        return cmids;
      }
      after = page.through();
    }
  }
}
