package rookery.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ErrorCode;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.SelfMessages.Erase;
import rookery.protocol.SelfMessages.Export;
import rookery.protocol.SelfMessages.Exported;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.codec.Request;
import rookery.tui.cache.Accounts;
import rookery.tui.net.FakeServer;
import rookery.tui.net.FakeServer.Peer;

/// What a user does about his account, from the keys to the wire.
final class AccountIT {
  @TempDir private Path home;
  private FakeServer server;
  private final TestTerminal terminal = new TestTerminal(100, 24);

  @BeforeEach
  void begin() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    terminal.press("Ctrl-C");
    terminal.awaitEnd();
    server.close();
  }

  private Peer signIn() throws InterruptedException {
    terminal.open(server.address(), "", new Accounts(home.resolve("server")));
    terminal.await("New here?").type("ann").press("Tab").type("correct horse").press("Enter");
    Peer peer = server.acceptLogin().sync();
    terminal.await("● connected");
    return peer;
  }

  @Test
  void passwordIsTypedUnseen() throws InterruptedException {
    Peer peer = signIn();
    terminal.type("/password").press("Enter").await("Your password");
    terminal.type("correct horse").await("•••••••••••••").press("Enter").await("A new password");
    terminal.type("battery staple").press("Enter").await("The new password again");
    terminal.type("battery staple").press("Enter");

    Request sent = peer.expect(ChangePassword.class);
    assertThat(sent.message()).isEqualTo(new ChangePassword("correct horse", "battery staple"));
    peer.refuse(sent, ErrorCode.FORBIDDEN, null);
    terminal.await("Not now.");
  }

  @Test
  void eraseAsksForPasswordAndWord() throws InterruptedException {
    Peer peer = signIn();
    terminal.type("/erase").press("Enter").await("Erase your account");
    terminal.type("correct horse").press("Enter").await("type erase");
    terminal.type("erase").press("Enter");

    Request sent = peer.expect(Erase.class);
    assertThat(((Erase) sent.message()).password()).isEqualTo("correct horse");
    peer.refuse(sent, ErrorCode.FORBIDDEN, null);
    terminal.await("Not now.");
  }

  @Test
  void eraseTakesWhatThisDeviceKeeps() throws IOException, InterruptedException {
    Peer peer = signIn();
    Path own = new Accounts(home.resolve("server")).of("ann");
    assertThat(own.resolve("history.db")).exists();
    terminal.type("/erase").press("Enter").await("Erase your account");
    terminal.type("correct horse").press("Enter").await("type erase");
    terminal.type("erase").press("Enter");
    peer.answer(peer.expect(Erase.class), null);
    terminal.await("Your account is erased.");
    peer.say(new Bye(ErrorCode.NOT_SIGNED_IN, "This device was signed out: log in again.", 0));
    peer.cut();
    Peer again = server.accept();
    Request login = again.expect(Login.class);
    again.say(LoggedIn.error(login.rid(), ErrorCode.NOT_SIGNED_IN, "Gone.", null));
    terminal.await("no longer signed in");

    assertThat(home.resolve("server")).isEmptyDirectory();
  }

  @Test
  void exportComesPartByPartAndOverwritesNothing() throws IOException, InterruptedException {
    Peer peer = signIn();
    Path file = home.resolve("me.jsonl");
    terminal.type("/export " + file).press("Enter");
    peer.answer(peer.expect(Export.class), Exported.entries(List.of(), new Cursor(3L, 0L)));
    Request second = peer.expect(Export.class);
    assertThat(second.message()).isEqualTo(new Export(new Cursor(3L, 0L)));
    var text = new DirectPosted(3, 1, 0, 8, "bob", "b", 7, "hi");
    peer.answer(second, Exported.entries(List.of(text), null));
    terminal.await("All is in");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2).last().asString().contains("\"msg\":\"hi\"");

    terminal.type("/export " + file).press("Enter");
    peer.answer(peer.expect(Export.class), Exported.entries(List.of(), null));
    terminal.await("is there already");
    assertThat(Files.readAllLines(file)).isEqualTo(lines);
  }
}
