package dev.laurel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `docs/checks.md` says what every check and every reason means, and names none that is gone.
final class ChecksPageTest {
  private static List<String> rows(String pattern) throws IOException {
    return Files.readAllLines(Roots.project().resolve("docs/checks.md")).stream()
        .filter(line -> line.matches("\\| `" + pattern + "` \\|.*"))
        .map(line -> line.split("`", 3)[1])
        .toList();
  }

  @Test
  void page_namesEveryReasonOnce() throws IOException {
    assertThat(rows("https://.*"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CheckType.values()).map(CheckType::uri).toList());
  }

  @Test
  void page_namesEveryCheckOnce() throws Exception {
    List<String> ids =
        Arrays.stream(Check.class.getFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == String.class)
            .map(ChecksPageTest::value)
            .toList();
    assertThat(ids).isNotEmpty();
    assertThat(rows("[a-z]+")).containsAll(ids);
  }

  private static String value(java.lang.reflect.Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
