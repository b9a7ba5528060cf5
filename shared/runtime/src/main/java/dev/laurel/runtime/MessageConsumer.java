package dev.laurel.runtime;

import dev.laurel.storage.Message;

/// Does the work of messages of one topic, idempotently: a message may come again after its work
/// was done. May throw [dev.laurel.storage.StoreUnavailable]; any other exception counts as
/// [Consumed.Retry].
@FunctionalInterface
public interface MessageConsumer {
  Consumed consume(Message message);
}
