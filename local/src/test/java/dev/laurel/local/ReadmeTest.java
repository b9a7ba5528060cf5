package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.local.template.Route;
import dev.laurel.local.template.TemplateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents promise a reader: links that lead somewhere, commands and routes that exist.
final class ReadmeTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
  private static final Pattern COMMAND = Pattern.compile("\\./laurel ([a-z]+)");
  private static final Pattern CALL = Pattern.compile("curl [^\n]*?\\$L(/[^ ?\"']*)");

  @Test
  void documents_localLinks_leadToFiles() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        String target = link.group(1) != null ? link.group(1) : link.group(2);
        String path = target.replaceFirst("#.*", "");
        if (!path.isEmpty()
            && !path.contains("://")
            && !path.startsWith("mailto:")
            && !Files.exists(document.resolveSibling(path))) {
          broken.add(Roots.project().relativize(document) + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void readme_holdsNoPlaceholder() throws IOException {
    assertThat(readme()).doesNotContainPattern("[A-Z]+-OUTPUT");
  }

  @Test
  void readme_commands_existInTheScript() throws IOException {
    String script = Files.readString(Roots.project().resolve("laurel"));
    Set<String> named = new TreeSet<>();
    Matcher command = COMMAND.matcher(readme());
    while (command.find()) {
      named.add(command.group(1));
    }
    assertThat(named).contains("demo", "test", "up", "verify");
    assertThat(named).allSatisfy(name -> assertThat(script).contains("./laurel " + name));
  }

  @Test
  void readme_walk_callsRoutesOfTheTemplate() throws IOException {
    Set<String> routes =
        TemplateFile.read(Roots.project().resolve("template.yaml")).routes().keySet().stream()
            .map(Route::path)
            .collect(Collectors.toSet());
    Matcher call = CALL.matcher(readme());
    int calls = 0;
    while (call.find()) {
      calls++;
      assertThat(routes).contains(call.group(1).replaceAll("\\$[A-Z]+", "{id}"));
    }
    assertThat(calls).isGreaterThan(8);
  }

  private static String readme() throws IOException {
    return Files.readString(Roots.project().resolve("README.md"));
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of(".", "docs", "docs/adr", "docs/api", "docs/img", "bench")) {
      Path inside = Roots.project().resolve(folder).normalize();
      if (Files.isDirectory(inside)) {
        try (Stream<Path> files = Files.list(inside)) {
          files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
      }
    }
    return documents;
  }
}
