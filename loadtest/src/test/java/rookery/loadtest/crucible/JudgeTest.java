package rookery.loadtest.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.loadtest.crucible.Finding.Kind;

/// A good story, and then each way in which it can go wrong.
///
/// Users 1 and 2 are friends, their conversation is 10: 1 sends two texts, 2 answers with one.
final class JudgeTest {
  private static final Content FRIENDS = new Content(1, "f-1", "u2", "#BEFRIENDED 2");
  private static final Content FIRST = new Content(1, "a-1", "u2", "one");
  private static final Content SECOND = new Content(1, "a-2", "u2", "two");
  private static final Content ANSWER = new Content(2, "b-1", "u1", "three");

  private List<Content> log;
  private List<Line> alice;
  private List<Line> bob;

  @BeforeEach
  void goodStory() {
    log = new ArrayList<>(List.of(FRIENDS, FIRST, SECOND, ANSWER));
    alice =
        new ArrayList<>(
            List.of(
                shown(1, FRIENDS),
                sent(1, FIRST),
                acked(2, FIRST),
                shown(2, FIRST),
                sent(2, SECOND),
                acked(3, SECOND),
                shown(3, SECOND),
                shown(4, ANSWER)));
    bob =
        new ArrayList<>(
            List.of(
                shown(1, FRIENDS),
                shown(2, FIRST),
                shown(3, SECOND),
                sent(1, ANSWER),
                acked(4, ANSWER),
                shown(4, ANSWER)));
  }

  @Test
  void goodStoryHasNoFindings() {
    assertThat(judged()).isEmpty();
  }

  @Test
  void runInWhichNobodyWroteProvesNothing() {
    assertThat(Judge.judge(List.of(), List.of())).isNotEmpty();
  }

  @Test
  void answerThatMayNeverBeGivenIsUnexpected() {
    bob.add(new Line(Line.Kind.WRONG, 0, 0, 0, new Content(0, "", "", "error 500")));
    assertThat(kinds()).containsOnly(Kind.UNEXPECTED);
  }

  @Test
  void whatWasSeenToBeLateIsLate() {
    bob.add(new Line(Line.Kind.LATE, 0, 0, 0, new Content(0, "", "", "a node did not end")));
    assertThat(kinds()).containsOnly(Kind.LATE);
  }

  @Test
  void entryThatComesAgainIsFine() {
    bob.add(again(2, FIRST));
    assertThat(judged()).isEmpty();
  }

  @Test
  void ackedAndNotInTheLogIsLost() {
    log.removeLast();
    assertThat(kinds()).contains(Kind.LOST);
  }

  @Test
  void inTheLogAndNotOnADeviceIsLost() {
    bob.remove(shown(3, SECOND));
    assertThat(kinds()).containsOnly(Kind.LOST);
  }

  @Test
  void holeInTheLogIsLost() {
    List<Line> reading = new ArrayList<>(reading(List.of(FRIENDS, FIRST, SECOND)));
    reading.add(shown(5, ANSWER));
    alice.set(7, shown(5, ANSWER));
    bob.set(4, acked(5, ANSWER));
    bob.set(5, shown(5, ANSWER));
    assertThat(
            Judge.judge(
                devices(),
                List.of(new History(1, "history", reading), new History(2, "history", reading))))
        .extracting(Finding::kind)
        .containsOnly(Kind.LOST);
  }

  @Test
  void readingOfOneMemberThatLacksAnEntryIsLost() {
    History whole = new History(1, "history", reading(log));
    History part = new History(2, "backlog", reading(log.subList(0, 3)));
    assertThat(Judge.judge(devices(), List.of(whole, part)))
        .extracting(Finding::kind)
        .containsOnly(Kind.LOST);
  }

  @Test
  void twiceInTheLogIsDuplicated() {
    log.add(FIRST);
    alice.add(shown(5, FIRST));
    bob.add(shown(5, FIRST));
    assertThat(kinds()).contains(Kind.DUPLICATED);
  }

  @Test
  void sameTextUnderAnotherCmidIsDuplicated() {
    Content copy = new Content(1, "a-3", "u2", "one");
    log.add(copy);
    alice.addAll(List.of(sent(3, copy), acked(5, copy), shown(5, copy)));
    bob.add(shown(5, copy));
    assertThat(kinds()).containsOnly(Kind.DUPLICATED);
  }

  @Test
  void shownTwiceIsDuplicated() {
    bob.add(shown(2, FIRST));
    assertThat(kinds()).containsOnly(Kind.DUPLICATED);
  }

  @Test
  void ackedAtTwoPlacesIsDuplicated() {
    alice.add(acked(4, FIRST));
    assertThat(kinds()).contains(Kind.DUPLICATED);
  }

  @Test
  void shownAfterALaterOneIsReordered() {
    bob.remove(shown(2, FIRST));
    bob.add(3, shown(2, FIRST));
    assertThat(kinds()).containsOnly(Kind.REORDERED);
  }

  @Test
  void againstTheOrderOfSendingIsReordered() {
    Content late = new Content(1, "a-0", "u2", "zero");
    log.add(late);
    alice.addAll(List.of(sent(0, late), acked(5, late), shown(5, late)));
    bob.add(shown(5, late));
    assertThat(kinds()).containsOnly(Kind.REORDERED);
  }

  @Test
  void sentByNobodyIsUnexpected() {
    Content ghost = new Content(1, "x-1", "u2", "boo");
    log.add(ghost);
    alice.add(shown(5, ghost));
    bob.add(shown(5, ghost));
    assertThat(kinds()).containsOnly(Kind.UNEXPECTED);
  }

  @Test
  void wrongSenderIsUnexpected() {
    everywhere(content -> content.equals(FIRST) ? new Content(2, "a-1", "u2", "one") : content);
    assertThat(kinds()).contains(Kind.UNEXPECTED);
  }

  @Test
  void changedTextIsUnexpected() {
    everywhere(content -> content.equals(FIRST) ? new Content(1, "a-1", "u2", "One") : content);
    assertThat(kinds()).contains(Kind.UNEXPECTED);
  }

  @Test
  void shownAndNotInTheLogIsUnexpected() {
    bob.add(shown(5, new Content(1, "a-3", "u2", "gone")));
    assertThat(kinds()).containsOnly(Kind.UNEXPECTED);
  }

  @Test
  void shownToAStrangerIsUnexpected() {
    List<History> devices = new ArrayList<>(devices());
    devices.add(new History(3, "c", List.of(shown(2, FIRST))));
    assertThat(Judge.judge(devices, readings()))
        .extracting(Finding::kind)
        .containsOnly(Kind.UNEXPECTED);
  }

  @Test
  void onePlaceWithTwoContentsIsChanged() {
    bob.add(again(2, SECOND));
    assertThat(kinds()).containsOnly(Kind.CHANGED);
  }

  @Test
  void ackedElsewhereThanItStandsIsChanged() {
    alice.remove(acked(2, FIRST));
    alice.add(acked(9, FIRST));
    assertThat(kinds()).containsOnly(Kind.CHANGED);
  }

  @Test
  void neverAnsweredIsToldSo() {
    alice.add(sent(3, new Content(1, "a-3", "u2", "four")));
    assertThat(kinds()).containsOnly(Kind.UNANSWERED);
  }

  @Test
  void refusedForGoodIsToldSo() {
    Content refused = new Content(1, "a-3", "u2", "four");
    alice.add(sent(3, refused));
    alice.add(line(Line.Kind.REFUSED, 500, refused));
    assertThat(kinds()).containsOnly(Kind.UNANSWERED);
  }

  @Test
  void groupIsJudgedFromTheJoinOn() {
    Content made = new Content(1, "g-1", "g5", "#CREATED 1");
    Content before = new Content(1, "a-3", "g5", "early");
    Content joined = new Content(2, "g-2", "g5", "#JOINED 2");
    List<Line> whole = List.of(place(20, 1, made), place(20, 2, before), place(20, 3, joined));
    List<Line> his = List.of(place(20, 3, joined));
    alice.add(sent(3, before));
    alice.add(new Line(Line.Kind.ACKED, 0, 20, 2, before));
    alice.addAll(whole);
    bob.addAll(his);
    List<History> readings =
        List.of(
            new History(1, "history", plus(reading(log), whole)),
            new History(2, "history", plus(reading(log), his)));
    assertThat(Judge.judge(devices(), readings)).isEmpty();
    bob.add(place(20, 2, before));
    assertThat(Judge.judge(devices(), readings))
        .extracting(Finding::kind)
        .contains(Kind.UNEXPECTED);
  }

  private List<Finding> judged() {
    return Judge.judge(devices(), readings());
  }

  private List<Kind> kinds() {
    return judged().stream().map(Finding::kind).toList();
  }

  private List<History> devices() {
    return List.of(new History(1, "a", alice), new History(2, "b", bob));
  }

  private List<History> readings() {
    return List.of(
        new History(1, "history", reading(log)), new History(2, "history", reading(log)));
  }

  private static List<Line> reading(List<Content> contents) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      lines.add(shown(i + 1, contents.get(i)));
    }
    return lines;
  }

  private static List<Line> plus(List<Line> some, List<Line> more) {
    List<Line> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /// The same in the log and on the devices, but not in what was sent.
  private void everywhere(UnaryOperator<Content> change) {
    log.replaceAll(change);
    for (List<Line> lines : List.of(alice, bob)) {
      lines.replaceAll(line ->
          line.kind() == Line.Kind.SENT
              ? line
              : new Line(
                  line.kind(), line.at(), line.conv(), line.seq(), change.apply(line.content())));
    }
  }

  private static Line shown(long seq, Content content) {
    return line(Line.Kind.SHOWN, seq, content);
  }

  private static Line again(long seq, Content content) {
    return line(Line.Kind.AGAIN, seq, content);
  }

  private static Line sent(long number, Content content) {
    return line(Line.Kind.SENT, number, content);
  }

  private static Line acked(long seq, Content content) {
    return line(Line.Kind.ACKED, seq, content);
  }

  private static Line line(Line.Kind kind, long seq, Content content) {
    return new Line(kind, 0, 10, seq, content);
  }

  private static Line place(long conv, long seq, Content content) {
    return new Line(Line.Kind.SHOWN, 0, conv, seq, content);
  }
}
