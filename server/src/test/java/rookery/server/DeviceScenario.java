package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.name;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Logout;
import rookery.protocol.Result;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.SelfMessages.Devices;
import rookery.protocol.SelfMessages.Devices.Device;
import rookery.protocol.SelfMessages.EndDevice;
import rookery.protocol.SelfMessages.ListDevices;

/// Devices that are signed in and out, and passwords, on any store.
interface DeviceScenario {
  TestNode node();

  private ScriptedClient client() {
    return ScriptedClient.tcp(node().tcp());
  }

  private LoggedIn resume(String device, String token) {
    try (ScriptedClient client = client()) {
      return (LoggedIn) client.ask(new Login(null, null, null, token, device));
    }
  }

  private LoggedIn logIn(String name, String password) {
    try (ScriptedClient client = client()) {
      return (LoggedIn) client.ask(new Login(null, name, password, null, "d-probe"));
    }
  }

  @Test
  default void devicesAreListedAndSignedOutByName() {
    String name = name("ann");
    try (ScriptedClient desk = client().register(name);
        ScriptedClient phone = client().login(name, "d-phone");
        ScriptedClient tablet = client().login(name, "d-tablet")) {
      assertThat(tablet.result(new Logout()).code()).isZero();
      Devices listed = phone.reply(new ListDevices(), Devices.class);
      assertThat(listed.devices())
          .extracting(Device::device)
          .containsExactlyInAnyOrder("d-phone", ScriptedClient.device(name));
      assertThat(listed.devices())
          .filteredOn(Device::current)
          .extracting(Device::device)
          .containsExactly("d-phone");

      assertThat(desk.result(new EndDevice("d-phone")).code()).isZero();
      assertThat(phone.await(Bye.class).code()).isEqualTo(401);
      assertThat(resume("d-phone", phone.token).code()).isEqualTo(401);
      assertThat(desk.result(new EndDevice("d-phone")).code()).as("again").isEqualTo(404);
      assertThat(desk.result(new EndDevice(ScriptedClient.device(name))).code()).isEqualTo(409);
      assertThat(desk.reply(new ListDevices(), Devices.class).devices()).hasSize(1);
    }
    assertThat(logIn(name, "password of " + name).code()).as("the account stays").isZero();
  }

  @Test
  default void allOtherDevicesAreSignedOutTheClassicOneToo() throws IOException {
    try (ClassicClient classic = new ClassicClient(node().tcp())) {
      String name = name("li");
      int id = classic.register(name);
      assertThat(classic.login(id).path("errno").asInt(-1)).isZero();
      try (ScriptedClient desk = client();
          ScriptedClient phone = client()) {
        LoggedIn ack = (LoggedIn) desk.ask(new Login(null, name, "123", null, "d-desk"));
        assertThat(ack.code()).isZero();
        phone.ask(new Login(null, name, "123", null, "d-phone"));
        assertThat(desk.result(new EndDevice(null)).code()).isZero();
        assertThat(phone.await(Bye.class).errmsg()).contains("signed out");
        assertThat(classic.recv().path("msg").asText()).contains("signed out");
        assertThat(desk.reply(new ListDevices(), Devices.class).devices()).hasSize(1);
        assertThat(resume("d-desk", String.valueOf(ack.token())).code()).isZero();
      }
    }
  }

  @Test
  default void anotherPasswordSignsAllOtherDevicesOut() {
    String name = name("ann");
    String before = "password of " + name;
    try (ScriptedClient desk = client().register(name);
        ScriptedClient phone = client().login(name, "d-phone")) {
      assertThat(desk.result(new ChangePassword("not it", "long enough")).code()).isEqualTo(403);
      desk.sendText(
          "{\"msgid\":60,\"rid\":900,\"password\":\"" + before + "\",\"new_password\":\"short\"}");
      assertThat(desk.await(Result.class).code()).isEqualTo(400);
      assertThat(resume("d-phone", phone.token).code()).as("nothing changed").isZero();

      assertThat(desk.result(new ChangePassword(before, "battery staple")).code()).isZero();
      assertThat(phone.await(Bye.class).code()).isEqualTo(401);
      assertThat(resume("d-phone", phone.token).code()).isEqualTo(401);
      assertThat(resume(ScriptedClient.device(name), desk.token).code()).isZero();
      assertThat(desk.reply(new ListDevices(), Devices.class).devices()).hasSize(1);
    }
    assertThat(logIn(name, before).code()).isEqualTo(401);
    assertThat(logIn(name, "battery staple").code()).isZero();
  }

  /// The account's hash is none that a password could be checked against: whoever tried would fail.
  @Test
  default void resumeChecksNoPassword() throws NoSuchAlgorithmException {
    String name = name("ann");
    String token = "A".repeat(43 - name.length()) + name.replaceAll("[^A-Za-z0-9]", "-");
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    var store = node().database();
    int user = store.accounts().register(name, name, "no hash", 1).orElseThrow();
    store.devices().signIn(user, "no hash", "d-1", HexFormat.of().formatHex(hash), 1);
    assertThat(logIn(name, "any").code()).isEqualTo(500);
    assertThat(resume("d-1", token).code()).isZero();
  }
}
