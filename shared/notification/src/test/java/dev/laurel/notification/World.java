package dev.laurel.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.Faults;
import dev.laurel.testkit.FaultyItemStore;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.verification.published.CredentialOwner;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.Recipient;
import dev.laurel.verification.published.Revocation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// One published credential in memory, and a mailer that remembers and misbehaves as told.
final class World implements Mailer {
  static final String BASE = "https://laurel.example";
  static final String NAME = "Zoë O'Neil";
  static final String EMAIL = "zoe@example.org";

  final FixedClock clock = FixedClock.at("2026-03-01T10:00:00Z");
  final CountingRandom random = new CountingRandom(11);
  final MemoryItemStore memory = new MemoryItemStore(clock);
  final Faults faults = new Faults();
  final ItemStore items = new FaultyItemStore(memory, faults);
  final IssuerId issuer = IssuerId.random(random);
  final CredentialId id = CredentialId.random(random);
  final List<Letter> letters = new ArrayList<>();
  MailResult answer = new MailResult.Sent("1");

  World() {
    write(
        new CredentialOwner(
                id, issuer, "s", "Data analysis", "a", 1, "00".repeat(16), 1, clock.instant())
            .create());
    write(new PublishedCredential(id, issuer, clock.instant(), document().toString()).create());
    write(Recipient.of(id, NAME, EMAIL).write());
  }

  static ObjectNode document() {
    ObjectNode document = Json.object();
    document.putObject("issuer").put("name", "Académie").put("email", "badges@academy.example");
    document.put("awardedDate", "2026-02-28T23:00:00Z").put("validUntil", "2027-02-28T23:00:00Z");
    document
        .putObject("credentialSubject")
        .putObject("achievement")
        .put("name", "Data analysis")
        .put("description", "Finds out what data say.");
    return document;
  }

  @Override
  public MailResult send(Letter letter) {
    try {
      return faults.call(
          "send",
          () -> {
            letters.add(letter);
            return answer;
          });
    } catch (StoreUnavailable e) {
      throw new MailerUnavailable("planned fault", e);
    }
  }

  BadgeMail mail() {
    return new BadgeMail(items, this, "badges@laurel.example", BASE, clock, random);
  }

  MailRequest request() {
    return new MailRequest(items, clock);
  }

  MailState state() {
    return memory.get(MailState.key(id), Read.CONSISTENT).map(MailState::from).orElseThrow();
  }

  void revoke() {
    write(new Revocation(id, clock.instant(), "mistake").create());
  }

  void write(Write write) {
    assertThat(memory.write(List.of(write))).isInstanceOf(WriteResult.Written.class);
  }

  /// Rows that hold the text, by sort key.
  List<String> rowsWith(String text) {
    return memory.all().stream()
        .filter(item -> item.body().contains(text))
        .map(Item::key)
        .map(key -> key.sort())
        .toList();
  }
}
