package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.AskSeen;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.MarkUnread;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.Receipt;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.ChatMessages.Seen;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.SyncMessages.Synced.Head;

/// What is read, unread and marked, as all devices of a user see it, and how little a device that
/// comes back is sent.
interface ReadingScenario {
  TestNode node();

  private ScriptedClient person(String name) {
    return ScriptedClient.tcp(node().tcp()).register(name);
  }

  private ScriptedClient device(String name, String device) {
    return ScriptedClient.tcp(node().tcp()).login(name, device);
  }

  private static Receipt receipt(ScriptedClient client, int of, long read) {
    return (Receipt)
        client.await(
            m -> m instanceof Receipt receipt && receipt.id() == of && receipt.read() == read);
  }

  private static Receipt past(ScriptedClient client, long reads) {
    return (Receipt)
        client.await(m ->
            m instanceof Receipt receipt && receipt.reads() != null && receipt.reads() > reads);
  }

  private static Head head(ScriptedClient client, long conversation) {
    return sync(client, 0).conversations().stream()
        .filter(head -> head.conv() == conversation)
        .findFirst()
        .orElseThrow();
  }

  /// Sends many requests, some at a time, and waits for all answers.
  private static List<Reply> all(ScriptedClient client, List<? extends ClientMessage> requests) {
    List<Reply> replies = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += Bounds.SENDS_UNDER_WAY) {
      int to = Math.min(requests.size(), from + Bounds.SENDS_UNDER_WAY);
      for (int i = from; i < to; i++) {
        client.send(requests.get(i), 1_000_000 + i);
      }
      for (int i = from; i < to; i++) {
        long rid = 1_000_000 + i;
        Result result =
            (Result)
                client.await(m -> m instanceof Result one && one.rid() != null && one.rid() == rid);
        for (int tries = 0; result.code() == ErrorCode.TRY_AGAIN && tries < 20; tries++) {
          result = client.result(requests.get(i)); // a busy disk; in order, as a client does it
        }
        assertThat(result.code()).as(String.valueOf(result.errmsg())).isZero();
        replies.add(result.data());
      }
    }
    return replies;
  }

  private static List<SendDirect> texts(int to, int count) {
    List<SendDirect> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(new SendDirect("t-" + i, to, "text " + i));
    }
    return texts;
  }

  @Test
  default void whatOneDeviceReadsIsReadOnAllAndTheSenderHears() {
    String name = name("bob");
    try (ScriptedClient ann = person(name("ann"));
        ScriptedClient bob = person(name);
        ScriptedClient second = device(name, "second")) {
      befriend(ann, bob);
      long conversation = ann.say(bob.id, "c-1", "one").conv();
      ann.say(bob.id, "c-2", "two");
      assertThat(head(second, conversation).unread()).isEqualTo(2);

      bob.send(new Read(conversation, 2L), 0);

      Receipt own = receipt(second, bob.id, 2);
      assertThat(own.marked()).isFalse();
      assertThat(receipt(bob, bob.id, 2)).isEqualTo(own);
      Receipt told = receipt(ann, bob.id, 2);
      assertThat(told.reads()).as("what only concerns bob").isNull();
      assertThat(head(second, conversation)).isEqualTo(head(bob, conversation));
      assertThat(head(second, conversation).unread()).isEqualTo(1);
    }
  }

  @Test
  default void theSenderHearsThatItWasReceivedBeforeItIsRead() {
    try (ScriptedClient ann = person(name("ann"));
        ScriptedClient bob = person(name("bob"))) {
      befriend(ann, bob);
      Stored one = ann.say(bob.id, "c-1", "one");
      bob.send(new Received(one.conv(), one.seq()), 0);
      Receipt receipt =
          (Receipt) ann.await(m -> m instanceof Receipt told && told.received() == one.seq());
      assertThat(receipt.id()).isEqualTo(bob.id);
      assertThat(receipt.read()).isLessThan(one.seq());
      assertThat(ann.reply(new AskSeen(one.conv(), one.seq()), Seen.class))
          .isEqualTo(new Seen(one.conv(), one.seq(), 1, 1, 0));
      assertThat(bob.result(new AskSeen(one.conv(), one.seq())).code()).isEqualTo(403);
      assertThat(ann.result(new AskSeen(one.conv(), 1L)).code()).as("no text").isEqualTo(404);
    }
  }

  @Test
  default void inAGroupAuthorsHearHowManyHaveTheirTexts() {
    try (ScriptedClient ann = person(name("ann"));
        ScriptedClient bob = person(name("bob"));
        ScriptedClient eve = person(name("eve"))) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      eve.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      long first = ann.sayToGroup(group.groupid(), "c-1", "one").seq();
      long second = bob.sayToGroup(group.groupid(), "c-2", "two").seq();
      bob.send(new Received(group.conv(), second), 0);
      eve.send(new Read(group.conv(), second), 0);

      Seen ofAnn = new Seen(group.conv(), first, 2, 2, 1);
      ann.await(ofAnn::equals);
      bob.await(new Seen(group.conv(), second, 2, 1, 1)::equals);
      bob.send(new Read(group.conv(), first), 0);
      ann.await(new Seen(group.conv(), first, 2, 2, 2)::equals);
      ScriptedClient late = person(name("late"));
      late.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      assertThat(ann.reply(new AskSeen(group.conv(), first), Seen.class))
          .as("who came later does not count")
          .isEqualTo(new Seen(group.conv(), first, 2, 2, 2));
      late.close();
    }
  }

  @Test
  default void twoDevicesThatReadAtOnceAgreeInTheEnd() {
    String name = name("bob");
    try (ScriptedClient ann = person(name("ann"));
        ScriptedClient bob = person(name);
        ScriptedClient second = device(name, "second")) {
      befriend(ann, bob);
      all(ann, texts(bob.id, 40));
      long conversation = sync(bob, 0).conversations().getFirst().conv();
      for (long seq = 2; seq <= 41; seq++) {
        (seq % 2 == 0 ? bob : second).send(new Read(conversation, seq), 0);
      }

      // A higher one may have passed a lower one; the highest is told to all.
      Receipt last = receipt(bob, bob.id, 41);
      assertThat(receipt(second, bob.id, 41)).isEqualTo(last);
      assertThat(receipt(ann, bob.id, 41).received()).isEqualTo(41);
      assertThat(head(bob, conversation).read()).isEqualTo(41);
      assertThat(head(second, conversation).unread()).isZero();
    }
  }

  @Test
  default void aMarkStandsOnAllDevicesUntilOneReads() {
    String name = name("bob");
    try (ScriptedClient ann = person(name("ann"));
        ScriptedClient bob = person(name);
        ScriptedClient second = device(name, "second")) {
      befriend(ann, bob);
      long conversation = ann.say(bob.id, "c-1", "one").conv();
      bob.send(new Read(conversation, 2L), 0);
      long reads = receipt(second, bob.id, 2).reads();

      assertThat(bob.result(new MarkUnread(conversation)).code()).isZero();
      Receipt set = past(second, reads);
      assertThat(set.marked()).isTrue();
      assertThat(past(bob, reads)).isEqualTo(set);
      assertThat(set.read()).as("a mark moves no cursor").isEqualTo(2);
      try (ScriptedClient third = device(name, "third")) {
        assertThat(head(third, conversation).marked()).isTrue();
        assertThat(head(third, conversation).unread()).isZero();
      }

      second.send(new Read(conversation, 1L), 0); // late, and of what was read before
      second.send(new Read(conversation, 2L), 0);
      Receipt taken = past(bob, set.reads());
      assertThat(taken.marked()).isFalse();
      assertThat(taken.reads()).as("one change, by the second READ").isEqualTo(set.reads() + 1);
      assertThat(past(second, set.reads())).isEqualTo(taken);
      assertThat(head(bob, conversation).marked()).isFalse();
      assertThat(receipt(ann, bob.id, 2).marked()).isNull();
      sync(ann, 0);
      assertThat(ann.taken(m -> m instanceof Receipt one && one.marked() != null))
          .as("marks are nobody else's business")
          .isEmpty();
    }
  }

  @Test
  default void whatWasReadElsewhereComesWithTheNextLoginAndOnce() {
    String name = name("bob");
    try (ScriptedClient ann = person(name("ann"));
        ScriptedClient bob = person(name)) {
      befriend(ann, bob);
      Stored one = ann.say(bob.id, "c-1", "one");
      Synced known = sync(bob, 0);
      Cursor cursor = new Cursor(one.conv(), one.seq());
      try (ScriptedClient second = device(name, "second")) {
        second.send(new Read(one.conv(), one.seq()), 0);
        receipt(second, bob.id, one.seq());
      }
      Sync sync = new Sync(known.roster(), List.of(cursor), known.reads(), null);
      Synced news = bob.reply(sync, Synced.class);
      assertThat(news.conversations())
          .singleElement()
          .satisfies(head -> assertThat(head.unread()).isZero());
      Sync next = new Sync(known.roster(), List.of(cursor), news.reads(), null);
      assertThat(bob.reply(next, Synced.class).conversations()).isEmpty();
    }
  }

  @Test
  default void aSecondLoginBringsTheDifferenceOnly() {
    String name = name("bob");
    List<ScriptedClient> friends = new ArrayList<>();
    ScriptedClient bob = person(name);
    for (int i = 0; i < 12; i++) {
      ScriptedClient friend = person(name("a friend of length " + i));
      befriend(friend, bob);
      all(friend, texts(bob.id, 10));
      friends.add(friend);
    }
    Synced first = sync(bob, 0);
    assertThat(first.friends()).hasSize(12);
    List<Cursor> cursors = new ArrayList<>();
    for (Head head : first.conversations()) {
      bob.send(new Received(head.conv(), head.head()), 0);
      cursors.add(new Cursor(head.conv(), head.head()));
    }
    bob.close();
    ScriptedClient writing = friends.get(5);
    Stored missed = writing.say(bob.id, "news", "what is new");

    try (ScriptedClient back = ScriptedClient.tcp(node().tcp()).login(name)) {
      long before = back.bytes();
      Synced synced =
          back.reply(new Sync(first.roster(), cursors, first.reads(), null), Synced.class);
      long syncBytes = back.bytes() - before;
      assertThat(synced.friends()).isNull();
      assertThat(synced.requests()).isNull();
      assertThat(synced.groups()).isNull();
      Head head = synced.conversations().getFirst();
      assertThat(synced.conversations()).hasSize(1);
      assertThat(head.conv()).isEqualTo(missed.conv());
      assertThat(syncBytes).as("bytes of the answer").isLessThan(500);

      before = back.bytes();
      BacklogPage page =
          back.reply(
              new Backlog(List.of(new Cursor(head.conv(), head.received())), 100),
              BacklogPage.class);
      assertThat(page.entries()).extracting(Entry::seq).containsExactly(missed.seq());
      assertThat(back.bytes() - before).as("bytes of what was missed").isLessThan(400);
      assertThat(back.heard(DirectPosted.class)).as("anything that was not asked for").isFalse();
    }
    friends.forEach(ScriptedClient::close);
  }

  @Test
  default void theHeadsComeFirstHoweverMuchWasMissed() {
    String name = name("bob");
    try (ScriptedClient ann = person(name("ann"))) {
      ScriptedClient bob = person(name);
      befriend(ann, bob);
      bob.close();
      all(ann, texts(bob.id, 2_000));
      try (ScriptedClient back = ScriptedClient.tcp(node().tcp()).login(name)) {
        long before = back.bytes();
        Synced synced = sync(back, 0);
        assertThat(back.bytes() - before).as("bytes before anything missed").isLessThan(1_000);
        assertThat(synced.conversations())
            .singleElement()
            .satisfies(head -> assertThat(head.unread()).isEqualTo(Bounds.UNREAD));
        assertThat(back.heard(DirectPosted.class)).isFalse();
      }
    }
  }

  @Test
  default void manyConversationsAreToldInParts() {
    try (ScriptedClient ann = person(name("ann"))) {
      List<CreateGroup> groups = new ArrayList<>();
      for (int i = 0; i < Bounds.HEADS + 20; i++) {
        groups.add(new CreateGroup("g-" + i, "group " + i, ""));
      }
      List<Long> made =
          all(ann, groups).stream().map(group -> ((GroupStored) group).conv()).sorted().toList();
      Synced first = sync(ann, 0);
      assertThat(first.more()).isTrue();
      assertThat(first.conversations()).hasSize(Bounds.HEADS);
      Synced rest =
          ann.reply(
              new Sync(0L, List.of(), null, first.conversations().getLast().conv()), Synced.class);
      assertThat(rest.more()).isFalse();
      assertThat(rest.groups()).as("what came before").isNull();
      List<Long> told = new ArrayList<>();
      first.conversations().forEach(head -> told.add(head.conv()));
      rest.conversations().forEach(head -> told.add(head.conv()));
      assertThat(told).isEqualTo(made);
    }
  }
}
