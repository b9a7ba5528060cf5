package dev.laurel.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.verification.Samples;
import dev.laurel.verification.pages.CredentialView.Criterion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

final class PagesTest {
  private static ObjectNode document() {
    return Json.parse(Samples.credential().toJsonBytes()).asObject();
  }

  @Test
  void read_realisticCredential_showsWhatItSays() {
    CredentialView view = ViewReader.read(document());
    assertThat(view.achievement()).isEqualTo("Field Botany — رحلة 🌿 <b>®</b>");
    assertThat(view.recipient()).isEqualTo("Ada Łovelace");
    assertThat(view.recipientHashed()).isTrue();
    assertThat(view.criteria()).containsExactly("Keep a field diary.", "Map *one* hectare.");
    assertThat(view.rubric())
        .containsExactly(
            new Criterion("Field diary", "Good", "Good work", 2, 3, "2"),
            new Criterion("Map", "Excellent", "Excellent work", 3, 3, "3"));
    assertThat(view.evidence()).hasSize(2);
    assertThat(view.evidence().get(0).sha256()).hasSize(64);
    assertThat(view.skills().get(0).framework()).isEqualTo("ESCO");
    assertThat(view.withoutPerson().toString()).doesNotContain("Łovelace", "Diary", "Excellent");
  }

  @Test
  void read_levelsInOtherOrder_isTheSame() {
    ObjectNode document = document();
    var levels =
        (ArrayNode)
            document.at("/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel");
    levels.add(levels.remove(0));
    assertThat(ViewReader.read(document).rubric()).isEqualTo(ViewReader.read(document()).rubric());
  }

  @Test
  @Tag("check-22")
  void read_severalResultsOrNames_areAllShownWhateverTheirOrder() {
    ObjectNode document = document();
    ObjectNode subject = (ObjectNode) document.get("credentialSubject");
    ArrayNode results = (ArrayNode) subject.get("result");
    ObjectNode better = results.get(0).deepCopy().asObject();
    String level = better.get("achievedLevel").stringValue();
    results.insert(0, better.put("achievedLevel", level.replace("good", "excellent")));
    ArrayNode identities = (ArrayNode) subject.get("identifier");
    ObjectNode name = identities.get(1).deepCopy().asObject();
    identities.insert(0, name.put("identityHash", "Eve"));
    ((ObjectNode) subject.get("achievement")).putArray("name").add("B").add("A");
    CredentialView view = ViewReader.read(document);
    assertThat(view.rubric())
        .extracting(Criterion::level)
        .containsExactly("Excellent", "Good", "Excellent");
    assertThat(view.recipient()).isEqualTo("Ada Łovelace, Eve");
    assertThat(view.achievement()).isEqualTo("A, B");
    reverse(results);
    reverse(identities);
    reverse((ArrayNode) subject.at("/achievement/name"));
    assertThat(ViewReader.read(document)).isEqualTo(view);
  }

  @Test
  void read_severalOfWhatIsOne_showsNone() {
    ObjectNode document = document();
    ObjectNode achievement = (ObjectNode) document.at("/credentialSubject/achievement");
    achievement.putArray("criteria").addObject().put("narrative", "a");
    ((ArrayNode) achievement.get("criteria")).addObject().put("narrative", "b");
    ((ObjectNode) document.get("issuer"))
        .putArray("url")
        .add("https://a.example/")
        .add("https://b.example/");
    CredentialView view = ViewReader.read(document);
    assertThat(view.criteria()).isEmpty();
    assertThat(view.issuer().url()).isEmpty();
  }

  private static void reverse(ArrayNode array) {
    for (int i = array.size() - 1; i >= 0; i--) {
      array.add(array.remove(i));
    }
  }

  @Test
  @Tag("check-77")
  void read_otherSchemes_areNoLinks() {
    ObjectNode document = document();
    ((ObjectNode) document.get("issuer")).put("url", "javascript:alert(1)");
    ((ObjectNode) document.at("/evidence/0")).put("id", "data:text/html,x");
    ((ObjectNode) document.at("/credentialSubject/achievement/image")).put("id", "file:///x");
    CredentialView view = ViewReader.read(document);
    assertThat(view.issuer().url()).isEmpty();
    assertThat(view.evidence().get(0).url()).isEmpty();
    assertThat(view.image()).isEmpty();
  }

  @Test
  @Tag("check-23")
  void read_controlCharacters_areReplaced() {
    ObjectNode document = document();
    ((ObjectNode) document.at("/credentialSubject/achievement")).put("name", "a\u0000b\u001bc\nd");
    assertThat(ViewReader.read(document).achievement()).isEqualTo("a\uFFFDb\uFFFDc\nd");
  }

  @Test
  void read_anything_neverThrows() {
    for (String text :
        new String[] {
          "{}",
          "{\"issuer\":5,\"credentialSubject\":[[]]}",
          "{\"credentialSubject\":{\"achievement\":\"x\",\"identifier\":[null,5]}}"
        }) {
      ViewReader.read(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://files.example/images/a.png,https://files.example",
    "http://localhost:8080/public,http://localhost:8080",
    "https://files.example,https://files.example",
    "http://[::1]:8080/a,http://[::1]:8080",
    "https://files.example;script-src *,''",
    "https://user@files.example/,''",
    "data:image/png,''",
    "'',''",
  })
  void origin_isOneSourceOfAPolicyOrNothing(String url, String origin) {
    assertThat(PageStyle.origin(url)).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "3,4,2,'Level 3 of 4, 2 points'",
    "1,2,1,'Level 1 of 2, 1 point'",
    "0,4,2,'One of 4 levels, 2 points'",
    "0,0,Good,''",
    "2,2,'',Level 2 of 2",
  })
  void scale_saysPlaceAndWorth(int place, int levels, String points, String words) {
    assertThat(new Criterion("Map", "Good", "", place, levels, points).scale()).isEqualTo(words);
  }

  @Test
  void policy_namesTheStyleByItsHash() {
    assertThat(PageStyle.policy("https://files.example", true))
        .startsWith("default-src 'none'; img-src 'self' https://files.example; style-src 'sha256-")
        .endsWith("base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    assertThat(PageStyle.CSS).doesNotContain("</", "url(", "@import");
  }
}
