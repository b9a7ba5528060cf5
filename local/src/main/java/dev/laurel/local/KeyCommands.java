package dev.laurel.local;

import dev.laurel.aws.kms.KmsClients;
import dev.laurel.local.keys.KeyMaker;
import dev.laurel.local.keys.KeysCommand;
import dev.laurel.local.keys.KmsKeyMaker;
import dev.laurel.storage.IssuerId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;

/// Reads the words of `./laurel keys` and says where its keys lie: in the data folder of a server
/// on this machine, or in KMS, where a stack is named.
final class KeyCommands {
  private static final Set<String> OPTIONS =
      Set.of(
          "--issuer",
          "--type",
          "--key",
          "--below",
          "--reason",
          "--data",
          "--stack",
          "--url",
          "--operator-key");

  private final Path standing;
  private final SecureRandom random;
  private final PrintStream out;

  KeyCommands(Path standing, SecureRandom random, PrintStream out) {
    this.standing = standing;
    this.random = random;
    this.out = out;
  }

  /// Runs one command; answers its exit status.
  int run(List<String> arguments, Map<String, String> env, Path usualData) throws IOException {
    Options options = Options.parse(arguments, Set.of("--did-key", "--json"), OPTIONS);
    if (options.rest().size() != 1) {
      throw new StartRefused("Say keys create, rotate, retire, compromised, reissue or list.");
    }
    String what = options.rest().getFirst();
    KeysCommand.Words words =
        new KeysCommand.Words(
            IssuerId.parse(options.value("--issuer", ""))
                .orElseThrow(() -> new StartRefused("Name the issuer by its id: --issuer ID")),
            options.value("--type", ""),
            options.has("--did-key"),
            options.value("--key", ""),
            options.value("--below", ""),
            options.value("--reason", ""));
    boolean json = options.has("--json");
    String stack = options.value("--stack", "");
    if (stack.isEmpty()) {
      Path data =
          options.values().containsKey("--data")
              ? Options.path(options.value("--data", ""), standing)
              : usualData;
      String url = options.value("--url", DataFolder.origin(data).orElse(LocalMain.DEFAULT_ORIGIN));
      KeyMaker files = KeyMaker.files(data, random);
      OptionalLong size =
          options.values().containsKey("--url") ? OptionalLong.empty() : logSize(data);
      new KeysCommand(url, operatorKey(options, data), files, size, json, out).run(what, words);
      return 0;
    }
    if (!stack.matches("[A-Za-z][A-Za-z0-9-]{0,127}")) {
      throw new StartRefused("--stack needs the name of a CloudFormation stack.");
    }
    if (!options.values().containsKey("--url") || !options.values().containsKey("--operator-key")) {
      throw new StartRefused("With --stack, say --url URL and --operator-key FILE too.");
    }
    String url = options.value("--url", "").replaceAll("/+$", "");
    try (KmsClient kms = KmsClients.client(env)) {
      KeyMaker maker = new KmsKeyMaker(kms, stack);
      new KeysCommand(url, operatorKey(options, usualData), maker, OptionalLong.empty(), json, out)
          .run(what, words);
    }
    return 0;
  }

  private String operatorKey(Options options, Path data) throws IOException {
    Path file =
        options.values().containsKey("--operator-key")
            ? Options.path(options.value("--operator-key", ""), standing)
            : data.resolve("operator-key");
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new StartRefused("There is no operator's key at " + file + ": was it ever started?");
    }
  }

  /// How many entries the log of the folder has: the second line of its checkpoint.
  private static OptionalLong logSize(Path data) throws IOException {
    Path checkpoint = data.resolve("public/log/checkpoint");
    if (!Files.isRegularFile(checkpoint)) {
      return OptionalLong.empty();
    }
    List<String> lines = Files.readAllLines(checkpoint);
    return lines.size() > 1 && lines.get(1).matches("[0-9]{1,9}")
        ? OptionalLong.of(Long.parseLong(lines.get(1)))
        : OptionalLong.empty();
  }
}
