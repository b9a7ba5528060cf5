package dev.laurel.functions.notification;

import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemStore;
import dev.laurel.aws.ses.SesClients;
import dev.laurel.aws.ses.SesMailer;
import dev.laurel.issuers.ApiKeyStore;
import dev.laurel.issuers.Scope;
import dev.laurel.notification.BadgeMail;
import dev.laurel.notification.MailRequest;
import dev.laurel.notification.Mailer;
import dev.laurel.runtime.ApiKeyLookup;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Log;
import dev.laurel.runtime.MessageRunner;
import dev.laurel.runtime.Router;
import dev.laurel.runtime.StoredKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Message;
import dev.laurel.storage.Table;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Puts the function together: over any ports, or over AWS.
public final class Wiring {
  private static final String NAME = "notification";

  private Wiring() {}

  /// The function over these ports. `mailFrom` is the sender's address, `baseUrl` the public
  /// address without a slash at its end.
  public static Edge edge(
      ItemStore items,
      Mailer mailer,
      String mailFrom,
      String baseUrl,
      InstantSource clock,
      RandomGenerator random) {
    return edge(items, mailer, mailFrom, baseUrl, clock, random, Log.standard(NAME));
  }

  static Edge edge(
      ItemStore items,
      Mailer mailer,
      String mailFrom,
      String baseUrl,
      InstantSource clock,
      RandomGenerator random,
      Log log) {
    BadgeMail mail = new BadgeMail(items, mailer, mailFrom, baseUrl, clock, random);
    MessageRunner runner =
        new MessageRunner(
            items,
            clock,
            Message.Topic.NOTIFICATION,
            new NotificationMessages(mail),
            MessageRunner.MAX_ATTEMPTS,
            log);
    MailAgain again = new MailAgain(new MailRequest(items, clock), new Idempotency(items, clock));
    Router router =
        Router.builder().key("POST /v1/credentials/{id}/mail", Scope.SUBMIT.text(), again).build();
    return Edge.builder(NAME).router(router).keys(keys(items)).messages(runner).log(log).build();
  }

  /// The function on AWS.
  static Edge aws(Map<String, String> env) {
    Settings settings = Settings.from(env);
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ItemStore items =
        new DynamoItemStore(
            DynamoClients.client(env),
            Map.of(Table.ITEMS, settings.itemsTable(), Table.OUTBOX, settings.outboxTable()),
            clock,
            random);
    return edge(
        items,
        new SesMailer(SesClients.client(env), settings.mailConfigurationSet()),
        settings.mailFrom(),
        settings.publicBaseUrl(),
        clock,
        random);
  }

  private static ApiKeyLookup keys(ItemStore items) {
    ApiKeyStore store = new ApiKeyStore(items);
    return id ->
        store
            .find(id)
            .map(key ->
                new StoredKey(
                    key.id(),
                    key.issuer(),
                    key.hashHex(),
                    key.scopes().stream().map(Scope::text).collect(Collectors.toSet())));
  }
}
