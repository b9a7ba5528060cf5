package dev.laurel.local;

import dev.laurel.embedded.Durability;
import dev.laurel.embedded.FileKeys;
import dev.laurel.embedded.FolderObjectStore;
import dev.laurel.embedded.FolderSettings;
import dev.laurel.embedded.H2ItemStore;
import dev.laurel.embedded.MailboxFolder;
import dev.laurel.embedded.TableLayout;
import dev.laurel.local.template.TableSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.storage.Index;
import dev.laurel.storage.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The ports of this machine over one data folder.
record EmbeddedPorts(
    H2ItemStore items,
    FolderObjectStore evidence,
    FolderObjectStore publicObjects,
    FileKeys keys,
    MailboxFolder mailbox)
    implements AutoCloseable {

  /// Opens everything in the folder; what is missing is made. Tables and indexes are the
  /// template's.
  static EmbeddedPorts open(
      TemplateFile template,
      DataFolder folder,
      String origin,
      Durability durability,
      InstantSource clock,
      SecureRandom random)
      throws IOException {
    Files.createDirectories(folder.resolve("store"));
    URI base = URI.create(origin);
    return new EmbeddedPorts(
        H2ItemStore.file(folder.resolve("store/items"), layouts(template), clock, durability),
        FolderObjectStore.versioned(
            folder.resolve("store/evidence"),
            new FolderSettings("evidence", base, durability, clock, random)),
        FolderObjectStore.plain(
            folder.resolve("public"),
            folder.resolve("store/public"),
            new FolderSettings("public", base, durability, clock, random)),
        FileKeys.open(folder.resolve("keys"), "local", random),
        new MailboxFolder(folder.resolve("mailbox"), clock, random));
  }

  World world(InstantSource clock, SecureRandom random) {
    return new World(items, evidence, publicObjects, keys, keys, mailbox, clock, random);
  }

  /// The object stores by the label that their URLs carry.
  Map<String, FolderObjectStore> stores() {
    return Map.of("evidence", evidence, "public", publicObjects);
  }

  @Override
  public void close() {
    items.close();
  }

  /// The template's tables as the embedded store lays them out.
  static List<TableLayout> layouts(TemplateFile template) {
    return template.tables().stream().map(EmbeddedPorts::layout).toList();
  }

  private static TableLayout layout(TableSpec spec) {
    Table table = Table.valueOf(spec.logicalId().toUpperCase(Locale.ROOT));
    return new TableLayout(
        table,
        spec.indexes().stream()
            .map(name ->
                Arrays.stream(Index.values())
                    .filter(index -> index.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown index " + name)))
            .collect(Collectors.toSet()));
  }
}
