package dev.laurel.verification.published;

import dev.laurel.credentials.CredentialId;
import dev.laurel.json.Json;
import dev.laurel.storage.Index;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.Write;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// To whom a credential belongs and what it is for: issuer, submission, achievement version and its
/// place in the status list. Written once, with the credential's intent, and never changed; a
/// credential without it is unknown. Holds nothing personal. `renews` is the id of the credential
/// that this one was issued to replace, "" for none.
///
/// Row `CRED#<id>` / `OWNER`, listed under `<issuer>#credentials` in the order of `created`.
public record CredentialOwner(
    CredentialId id,
    IssuerId issuer,
    String submission,
    String achievementName,
    String achievementId,
    int achievementVersion,
    String statusList,
    int statusIndex,
    Instant created,
    String renews) {
  /// One that replaces none.
  public CredentialOwner(
      CredentialId id,
      IssuerId issuer,
      String submission,
      String achievementName,
      String achievementId,
      int achievementVersion,
      String statusList,
      int statusIndex,
      Instant created) {
    this(
        id,
        issuer,
        submission,
        achievementName,
        achievementId,
        achievementVersion,
        statusList,
        statusIndex,
        created,
        "");
  }

  /// Of fixed width, so that the order of the text is the order of time.
  private static final DateTimeFormatter SORT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// The key of the row.
  public static ItemKey key(CredentialId id) {
    return CredentialRow.key(id, CredentialRow.OWNER);
  }

  /// The index partition that lists an issuer's credentials.
  public static String listPartition(IssuerId issuer) {
    return issuer.text() + "#credentials";
  }

  /// The row as a new item.
  public Item item() {
    Row row =
        new Row(
            issuer.text(),
            submission,
            achievementName,
            achievementId,
            achievementVersion,
            statusList,
            statusIndex,
            created,
            renews.isEmpty() ? null : renews);
    return Item.of(key(id), 1, Json.write(row))
        .indexed(Index.LIST, listPartition(issuer), SORT.format(created) + "#" + id.text());
  }

  /// The write that makes the row.
  public Write create() {
    return Write.create(item());
  }

  /// The row in an item.
  public static CredentialOwner from(Item item) {
    Row row = Json.read(item.body(), Row.class);
    return new CredentialOwner(
        CredentialRow.id(item),
        new IssuerId(row.issuer),
        row.submission,
        row.achievementName,
        row.achievementId,
        row.achievementVersion,
        row.statusList,
        row.statusIndex,
        row.created,
        row.renews == null ? "" : row.renews);
  }

  record Row(
      String issuer,
      String submission,
      String achievementName,
      String achievementId,
      int achievementVersion,
      String statusList,
      int statusIndex,
      Instant created,
      @Nullable String renews) {}
}
