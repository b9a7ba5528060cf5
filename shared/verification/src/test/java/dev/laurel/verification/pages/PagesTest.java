package dev.laurel.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.json.Json;
import dev.laurel.verification.Samples;
import dev.laurel.verification.pages.CredentialView.Criterion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
        (tools.jackson.databind.node.ArrayNode)
            document.at("/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel");
    levels.add(levels.remove(0));
    assertThat(ViewReader.read(document).rubric()).isEqualTo(ViewReader.read(document()).rubric());
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

  @Test
  void policy_namesTheStyleByItsHash() {
    assertThat(PageStyle.policy("https://files.example", true))
        .startsWith("default-src 'none'; img-src 'self' https://files.example; style-src 'sha256-")
        .endsWith("base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    assertThat(PageStyle.CSS).doesNotContain("</", "url(", "@import");
  }
}
