package rookery.server.chat;

import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.React;
import rookery.protocol.TouchMessages.Recall;
import rookery.protocol.TouchMessages.Touch;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.Sender;
import rookery.server.dispatch.Sender.Parcel;
import rookery.server.log.EntryReader;
import rookery.server.log.Rule;
import rookery.server.session.Session;

/// What is done to a text after it was sent: edits, recalls, reactions.
public final class TouchHandlers {
  private final Sender sender;
  private final ReadableTexts texts;

  public TouchHandlers(Sender sender, EntryReader reader) {
    this.sender = sender;
    this.texts = new ReadableTexts(reader);
  }

  public void register(Dispatcher.Builder table) {
    table
        .inOrder(
            Edit.class,
            (session, edit, answer) ->
                touch(
                    session,
                    edit,
                    edit.msg().length(),
                    TextRules.edit(session.user(), edit.msg()),
                    answer),
            (_, edit) -> edit.conv())
        .inOrder(
            Recall.class,
            (session, recall, answer) ->
                touch(session, recall, 0, TextRules.recall(session.user()), answer),
            (_, recall) -> recall.conv())
        .inOrder(
            React.class,
            (session, react, answer) ->
                touch(
                    session,
                    react,
                    react.reaction().length(),
                    TextRules.react(session.user(), react.reaction(), react.on()),
                    answer),
            (_, react) -> react.conv());
  }

  private void touch(Session session, Touch message, int chars, Rule rule, Answer answer) {
    sender.inOrder(
        session,
        message.cmid(),
        () -> {
          texts.requireReadable(session, message.conv(), message.target());
          return new Parcel(message.conv(), message.target(), chars, rule);
        },
        answer,
        stored -> new Stored(stored.conversation(), stored.seq(), stored.ts(), message.cmid()));
  }
}
