package dev.laurel.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The arguments of a command: flags, options with a value, and the rest.
///
/// @param values the last value of each option
/// @param all every value of each option, in the order given
record Options(
    Set<String> flags,
    Map<String, String> values,
    Map<String, List<String>> all,
    List<String> rest) {
  Options {
    flags = Set.copyOf(flags);
    values = Map.copyOf(values);
    all = Map.copyOf(all);
    rest = List.copyOf(rest);
  }

  /// Reads arguments; throws [StartRefused] for one that is unknown or lacks its value.
  static Options parse(List<String> arguments, Set<String> flags, Set<String> options) {
    Set<String> found = new HashSet<>();
    Map<String, String> values = new HashMap<>();
    Map<String, List<String>> all = new HashMap<>();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (flags.contains(argument)) {
        found.add(argument);
      } else if (options.contains(argument)) {
        i++;
        if (i == arguments.size()) {
          throw new StartRefused(argument + " needs a value.");
        }
        values.put(argument, arguments.get(i));
        all.computeIfAbsent(argument, option -> new ArrayList<>()).add(arguments.get(i));
      } else if (argument.startsWith("-") && argument.length() > 1) {
        throw new StartRefused("There is no option " + argument + " here; see ./laurel help.");
      } else {
        rest.add(argument);
      }
    }
    return new Options(found, values, all, rest);
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  /// The value, or the default.
  String value(String option, String otherwise) {
    return values.getOrDefault(option, otherwise);
  }

  /// Every value of an option that may be repeated.
  List<String> all(String option) {
    return all.getOrDefault(option, List.of());
  }

  /// A path as the caller wrote it, against the folder that the caller stands in.
  static Path path(String text, Path standing) {
    return standing.resolve(text).toAbsolutePath().normalize();
  }
}
