package dev.laurel.issuance;

import dev.laurel.issuance.rules.Finding;
import dev.laurel.json.Json;
import dev.laurel.storage.Item;
import dev.laurel.storage.ItemKey;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.Read;
import dev.laurel.storage.Write;
import java.util.List;
import java.util.stream.Collectors;

/// What the lint found in a draft, kept where an operator can read it, row `AWARD#<submission>` /
/// `FINDINGS`, and where the issuer sees it. Findings name rules and places, no values.
final class LintFindings {
  /// Findings in the reason that the issuer sees; more of them would not help.
  private static final int MAX_NAMED = 10;

  private final ItemStore items;

  LintFindings(ItemStore items) {
    this.items = items;
  }

  void note(Warrant warrant, List<Finding> findings) {
    ItemKey key = ItemKey.of("AWARD#" + warrant.id().text(), "FINDINGS");
    long before = items.get(key, Read.CONSISTENT).map(Item::version).orElse(0L);
    Item item = Item.of(key, before + 1, Json.write(new Row(findings)));
    // A conflict means that another invocation noted the same.
    items.write(
        List.of(
            before == 0 ? Write.create(item) : Write.update(item),
            warrant.held(reason(findings)).write()));
  }

  /// Rules and places, without the findings' messages.
  private static String reason(List<Finding> findings) {
    String named =
        findings.stream()
            .limit(MAX_NAMED)
            .map(finding -> finding.rule() + " at " + finding.pointer())
            .collect(Collectors.joining("; "));
    int more = findings.size() - MAX_NAMED;
    return more > 0 ? named + "; and " + more + " more" : named;
  }

  record Row(List<Finding> findings) {}
}
