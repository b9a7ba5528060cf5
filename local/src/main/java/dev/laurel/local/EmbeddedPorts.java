package dev.laurel.local;

import dev.laurel.embedded.Durability;
import dev.laurel.embedded.FileKeys;
import dev.laurel.embedded.FileLogKeys;
import dev.laurel.embedded.FileRootKey;
import dev.laurel.embedded.FolderObjectStore;
import dev.laurel.embedded.FolderSettings;
import dev.laurel.embedded.H2ItemStore;
import dev.laurel.embedded.MailboxFolder;
import dev.laurel.embedded.TableLayout;
import dev.laurel.functions.sequencer.LogCaching;
import dev.laurel.functions.sequencer.Settings;
import dev.laurel.local.template.TableSpec;
import dev.laurel.local.template.TemplateFile;
import dev.laurel.storage.Index;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The ports of this machine over one data folder.
record EmbeddedPorts(
    H2ItemStore items,
    FolderObjectStore evidence,
    FolderObjectStore publicObjects,
    FolderObjectStore log,
    FileKeys keys,
    FileLogKeys logKeys,
    FileRootKey rootKey,
    MailboxFolder mailbox)
    implements AutoCloseable {
  private static final String STAGE = "local";

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
    Path keys = folder.resolve("keys");
    String logOrigin = Settings.origin(LocalServer.logUrl(origin));
    return new EmbeddedPorts(
        H2ItemStore.file(folder.resolve("store/items"), layouts(template), clock, durability),
        FolderObjectStore.versioned(
            folder.resolve("store/evidence"),
            new FolderSettings("evidence", base, durability, clock, random)),
        FolderObjectStore.plain(
            folder.resolve("public"),
            folder.resolve("store/public"),
            new FolderSettings("public", base, durability, clock, random)),
        FolderObjectStore.plain(
            folder.resolve("public/log"),
            folder.resolve("store/log"),
            LogCaching::isPublic,
            new FolderSettings("log", base, durability, clock, random)),
        FileKeys.open(keys, STAGE, random),
        FileLogKeys.open(keys, STAGE, logOrigin, random),
        FileRootKey.open(keys, STAGE, random),
        new MailboxFolder(folder.resolve("mailbox"), clock, random));
  }

  World world(InstantSource clock, SecureRandom random) {
    return new World(
        items, evidence, publicObjects, log, keys, keys, logKeys, rootKey, mailbox, clock, random);
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
    return new TableLayout(
        spec.table(),
        spec.indexes().stream()
            .map(name ->
                Arrays.stream(Index.values())
                    .filter(index -> index.text().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown index " + name)))
            .collect(Collectors.toSet()));
  }
}
