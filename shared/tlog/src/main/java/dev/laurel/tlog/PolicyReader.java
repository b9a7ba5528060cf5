package dev.laurel.tlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a policy file line by line. Names are opaque bytes there, so the file is taken as Latin-1
/// and only keys are text of Unicode.
final class PolicyReader {
  /// Most bytes: each of [#MAX_DEFINED] may hold an ML-DSA key of 1,752 characters.
  private static final int MAX_BYTES = 1024 * 1024;

  /// Most logs, witnesses and groups each; 32 must be supported.
  private static final int MAX_DEFINED = 256;

  private final List<VerifierKey> logs = new ArrayList<>();
  private final Map<String, VerifierKey> witnesses = new HashMap<>();
  private final Map<String, WitnessPolicy.Group> groups = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private String quorum = "";

  private PolicyReader() {}

  static Optional<WitnessPolicy> read(byte[] file) {
    if (file.length > MAX_BYTES) {
      return Optional.empty();
    }
    String text = new String(file, StandardCharsets.ISO_8859_1);
    if (!text.endsWith("\n") || !text.chars().allMatch(PolicyReader::allowed)) {
      return Optional.empty();
    }
    PolicyReader reader = new PolicyReader();
    for (String line : text.split("\n", -1)) {
      if (!reader.take(line)) {
        return Optional.empty();
      }
    }
    return reader.quorum.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WitnessPolicy(reader.logs, reader.witnesses, reader.groups, reader.quorum));
  }

  private static boolean allowed(int octet) {
    return octet == '\t' || octet == '\n' || (octet >= ' ' && octet != 0x7f);
  }

  private boolean take(String line) {
    List<String> words =
        Arrays.stream(line.split("[ \t]+", -1)).filter(word -> !word.isEmpty()).toList();
    if (words.isEmpty() || words.getFirst().startsWith("#")) {
      return true;
    }
    return switch (words.getFirst()) {
      case "log" -> words.size() >= 2 && words.size() <= 3 && log(words.get(1));
      case "witness" ->
          words.size() >= 3 && words.size() <= 4 && witness(words.get(1), words.get(2));
      case "group" ->
          words.size() >= 4 && group(words.get(1), words.get(2), words.subList(3, words.size()));
      case "quorum" -> words.size() == 2 && quorum(words.get(1));
      default -> false;
    };
  }

  private boolean log(String vkey) {
    Optional<VerifierKey> key = key(vkey);
    if (key.isEmpty()
        || key.get().type() == VerifierKey.COSIGNATURE_V1
        || logs.size() == MAX_DEFINED
        || logs.stream().anyMatch(other -> sameKey(other, key.get()))) {
      return false;
    }
    return logs.add(key.get());
  }

  private boolean witness(String name, String vkey) {
    Optional<VerifierKey> key = key(vkey);
    if (key.isEmpty()
        || key.get().type() == VerifierKey.ED25519
        || witnesses.size() == MAX_DEFINED
        || taken(name)
        || witnesses.values().stream().anyMatch(other -> sameKey(other, key.get()))) {
      return false;
    }
    witnesses.put(name, key.get());
    return true;
  }

  private boolean group(String name, String threshold, List<String> names) {
    if (taken(name) || groups.size() == MAX_DEFINED) {
      return false;
    }
    for (String member : names) {
      if (!defined(member) || !members.add(member)) {
        return false;
      }
    }
    Optional<Integer> count = threshold(threshold, names.size());
    count.ifPresent(k -> groups.put(name, new WitnessPolicy.Group(k, names)));
    return count.isPresent();
  }

  private static Optional<Integer> threshold(String word, int members) {
    return switch (word) {
      case "any" -> Optional.of(1);
      case "all" -> Optional.of(members);
      default -> Decimal.parse(word).filter(k -> k >= 1 && k <= members).map(Long::intValue);
    };
  }

  private boolean quorum(String name) {
    if (!quorum.isEmpty() || !(name.equals(WitnessPolicy.NO_QUORUM) || defined(name))) {
      return false;
    }
    quorum = name;
    return true;
  }

  private boolean defined(String name) {
    return witnesses.containsKey(name) || groups.containsKey(name);
  }

  private boolean taken(String name) {
    return name.equals(WitnessPolicy.NO_QUORUM) || defined(name);
  }

  private static Optional<VerifierKey> key(String octets) {
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    return VerifierKey.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  /// Two keys are duplicates whatever their names (tlog-policy).
  private static boolean sameKey(VerifierKey one, VerifierKey other) {
    return Arrays.equals(one.raw(), other.raw());
  }
}
