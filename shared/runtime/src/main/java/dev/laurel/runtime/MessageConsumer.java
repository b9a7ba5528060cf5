package dev.laurel.runtime;

import dev.laurel.storage.Message;

/// Does the work of messages of one topic, idempotently: a message may come again after its work
/// was done. May throw [dev.laurel.storage.StoreUnavailable]; any other exception counts as
/// [Consumed.Retry].
@FunctionalInterface
public interface MessageConsumer {
  Consumed consume(Message message);

  /// Hears that the runner gives the message up of its own accord: its last attempt failed, asked
  /// for another one or never came back. Not called for [Consumed.Park], which the consumer said
  /// itself. Called before the message is parked, so that a process that dies in between leaves it
  /// to the next sweep: may come more than once for one message.
  default void parked(Message message, String why) {}
}
