package dev.laurel.local.faults;

import dev.laurel.json.Json;
import dev.laurel.local.Grants;
import dev.laurel.storage.AddResult;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Cursor;
import dev.laurel.storage.Index;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Page;
import dev.laurel.storage.Read;
import dev.laurel.storage.SortRange;
import dev.laurel.storage.Table;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.testkit.MemoryItemStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An item store that watches what no state shows afterwards: whose rows a transaction changes and
/// whose lists a caller reads, and whether an intent's hash ever changes.
final class TracedItems implements ItemStore {
  private final MemoryItemStore items;
  private final List<String> violations = new ArrayList<>();
  private final ThreadLocal<Optional<Grants>> grants = ThreadLocal.withInitial(Optional::empty);
  private volatile String caller = "";

  TracedItems(MemoryItemStore items) {
    this.items = items;
  }

  /// The issuer whose key the invocation under way was called with; "" for none.
  void caller(String issuer) {
    caller = issuer;
  }

  /// The function that works on this thread from now on; what its role does not allow is refused.
  void function(String name) {
    grants.set(Optional.of(Grants.of(name)));
  }

  /// What went wrong so far, in words.
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  @Override
  public WriteResult write(List<Write> transaction) {
    grants.get().ifPresent(role -> transaction.forEach(role::demand));
    Set<String> owners = new HashSet<>();
    for (Write write : transaction) {
      owner(write.key()).ifPresent(owners::add);
      intentKeepsItsHash(write);
    }
    WriteResult result = items.write(transaction);
    if (result instanceof WriteResult.Written) {
      transaction.forEach(write -> owner(write.key()).ifPresent(owners::add));
      if (!caller.isEmpty()) {
        owners.add(caller);
      }
      // The sequencer writes LOGGED for whatever its batch held.
      boolean entriesOnly = transaction.stream().allMatch(each -> each.key().table() == Table.LOG);
      if (owners.size() > 1 && !entriesOnly) {
        violation("one transaction changes rows of several issuers: " + keys(transaction));
      }
    }
    return result;
  }

  private static List<ItemKey> keys(List<Write> transaction) {
    return transaction.stream().map(Write::key).toList();
  }

  private void intentKeepsItsHash(Write write) {
    if (write instanceof Write.Put put && put.key().sort().startsWith("INTENT#")) {
      Optional<Item> before = items.get(put.key(), Read.CONSISTENT);
      boolean replaces =
          before.isPresent()
              && (put.condition() instanceof Condition.VersionIs is
                  && is.version() == before.get().version());
      if (replaces && !text(before.get(), "hashData").equals(text(put.item(), "hashData"))) {
        violation("an intent's hash changed: " + put.key());
      }
    }
  }

  /// The issuer to whom a row belongs; empty for the operator's and for what is not there.
  Optional<String> owner(ItemKey key) {
    String partition = key.partition();
    String id = partition.substring(partition.indexOf('#') + 1);
    return switch (partition.replaceFirst("#.*", "")) {
      case "ISSUER", "DID" -> Optional.of(id);
      case "USAGE", "IDEMPOTENCY" ->
          Optional.of(id.substring(0, id.indexOf('#'))).filter(owner -> !owner.equals("operator"));
      case "KEY" -> issuerIn(partition, "KEY");
      case "ACHIEVEMENT" -> issuerIn(partition, "VERSION#000001");
      case "SUB" -> issuerIn(partition, "SUBMISSION");
      case "AWARD" -> issuerIn("SUB#" + id, "SUBMISSION");
      case "CRED", "notification" -> issuerIn("CRED#" + id, "OWNER");
      case "LIST" -> issuerIn(partition, "HEAD");
      case "MY" -> credentialIn(partition, "TOKEN");
      case "SESSION" -> credentialIn(partition, "SESSION");
      case "issuance" -> issuerIn("SUB#" + id, "SUBMISSION").or(() -> issuer(id));
      // Who waits for an entry is on its row; the log itself is everybody's.
      case "entry" -> causeIn(key);
      case "log", "did" -> Optional.empty();
      default -> throw new AssertionError("a row of an unknown kind: " + key);
    };
  }

  private Optional<String> causeIn(ItemKey key) {
    if (key.table() != Table.LOG) {
      throw new AssertionError("an entry in another table: " + key);
    }
    Optional<String> cause = items.get(key, Read.CONSISTENT).map(item -> text(item, "cause"));
    return cause.flatMap(text -> {
      String[] parts = text.split(":", -1);
      return switch (parts[0]) {
        case "award", "abandon" -> issuerIn("SUB#" + parts[1], "SUBMISSION");
        case "list" -> issuerIn("LIST#" + parts[1], "HEAD");
        case "key" -> issuer(parts[1]);
        default -> Optional.empty();
      };
    });
  }

  private Optional<String> issuer(String id) {
    return items.get(ItemKey.of("ISSUER#" + id, "PROFILE"), Read.CONSISTENT).map(item -> id);
  }

  private Optional<String> issuerIn(String partition, String sort) {
    return items
        .get(ItemKey.of(partition, sort), Read.CONSISTENT)
        .map(item -> text(item, "issuer"));
  }

  private Optional<String> credentialIn(String partition, String sort) {
    return items
        .get(ItemKey.of(partition, sort), Read.CONSISTENT)
        .flatMap(item -> issuerIn("CRED#" + text(item, "credential"), "OWNER"));
  }

  static String text(Item item, String member) {
    return Json.read(item.body(), tools.jackson.databind.JsonNode.class).path(member).asString("");
  }

  private synchronized void violation(String what) {
    violations.add(what);
  }

  @Override
  public AddResult add(ItemKey key, String counter, long delta, long ceiling, Instant expires) {
    grants.get().ifPresent(role -> role.demand("UpdateItem", key.table()));
    return items.add(key, counter, delta, ceiling, expires);
  }

  @Override
  public Optional<Item> get(ItemKey key, Read read) {
    grants.get().ifPresent(role -> role.demand("GetItem", key.table()));
    return items.get(key, read);
  }

  @Override
  public Page<Item> query(
      Table table,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after,
      Read read) {
    grants.get().ifPresent(role -> role.demand("Query", table));
    return items.query(table, partition, range, order, limit, after, read);
  }

  @Override
  public Page<ItemKey> queryIndex(
      Table table,
      Index index,
      String partition,
      SortRange range,
      Order order,
      int limit,
      Cursor after) {
    if (!caller.isEmpty() && !partition.startsWith(caller + "#")) {
      violation("a caller's list is not the caller's: " + partition);
    }
    grants.get().ifPresent(role -> role.demandQuery(table, index));
    return items.queryIndex(table, index, partition, range, order, limit, after);
  }
}
