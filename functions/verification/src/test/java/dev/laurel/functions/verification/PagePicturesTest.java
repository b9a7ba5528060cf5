package dev.laurel.functions.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.CredentialId;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Condition;
import dev.laurel.storage.Write;
import dev.laurel.verification.published.PublishedStatusList;
import dev.laurel.verification.published.Revocation;
import dev.laurel.verification.published.Visibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The page in every state, as a reader meets it. Each page is left in `target/pages`, where
/// `docs/img/shoot` photographs it.
final class PagePicturesTest {
  private static final CredentialId ID = new CredentialId("1a".repeat(16));
  private static final Instant FROM = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant UNTIL = Instant.parse("2029-11-01T10:00:00Z");

  private final Seeded seeded = new Seeded();

  private String saved(String name) {
    Response page = seeded.page(ID);
    try {
      Path folder = Files.createDirectories(Path.of("target", "pages"));
      Files.writeString(
          folder.resolve(name + ".html"), page.text().replace(Pictured.IMAGE, "badge.png"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.text();
  }

  private void publish(Pictured pictured) {
    pictured.publish(seeded, ID, 11, FROM, UNTIL, false);
  }

  @Test
  void page_valid_saysWhoForWhatAndSinceWhen() {
    publish(Pictured.PLAIN);
    assertThat(saved("valid"))
        .contains("Valid.</strong> This credential is genuine and valid.")
        .contains("Freshwater Field Survey", "Ada Quist", "Alder Brook Institute")
        .contains("Level 4 of 4", "1 November 2029", "src=\"" + Pictured.IMAGE + "\"");
  }

  @Test
  void page_private_saysThatItIsValidAndNoMore() {
    publish(Pictured.PLAIN);
    seeded.put(new Visibility(ID, false, "", 2).write());
    assertThat(saved("private"))
        .contains("Valid.</strong>", "Kept private by its holder", "Freshwater Field Survey")
        .doesNotContain("Ada Quist", "Field report", "Level 4");
  }

  @Test
  void page_revoked_saysWhenAndWhy() {
    publish(Pictured.PLAIN);
    seeded.put(
        new Revocation(ID, Instant.parse("2026-11-20T09:30:00Z"), "Issued to the wrong person")
            .create());
    assertThat(saved("revoked"))
        .contains("Revoked.</strong> The issuer has taken this credential back.")
        .contains("Issued to the wrong person", "20 November 2026")
        .doesNotContain("Valid.</strong>");
  }

  @Test
  void page_expired_saysSinceWhen() {
    Instant end = Instant.parse("2026-10-31T10:00:00Z");
    Pictured.PLAIN.publish(seeded, ID, 11, Instant.parse("2023-10-31T10:00:00Z"), end, false);
    assertThat(saved("expired"))
        .contains("Expired.</strong> This credential is genuine, but it has expired.")
        .contains("31 October 2026")
        .doesNotContain("Valid.</strong>");
  }

  @Test
  void page_changed_warnsAndShowsNothingOfIt() {
    Pictured.PLAIN.publish(seeded, ID, 11, FROM, UNTIL, true);
    assertThat(saved("changed"))
        .contains("Changed.</strong> This document was changed since it was signed.")
        .doesNotContain("Ada Quist", "Somebody Else", "Freshwater", Pictured.IMAGE);
  }

  @Test
  void page_listOutOfReach_isNeverGreen() {
    publish(Pictured.PLAIN);
    seeded.put(new Write.Delete(PublishedStatusList.key(Seeded.LIST), Condition.PRESENT));
    assertThat(saved("could-not-be-checked"))
        .contains("Could not be checked.</strong>")
        .doesNotContain("verdict good");
  }

  @Test
  void page_arabicNames_areTextInTheirOwnDirection() {
    publish(Pictured.ARABIC);
    assertThat(saved("arabic"))
        .contains("مسح المياه العذبة &amp; “Éau douce”", "مريم الأنصاري")
        .contains("&lt;script&gt;alert(")
        .doesNotContain("<script");
  }

  @Test
  void page_unknown_saysThatNothingIsHere() {
    assertThat(saved("not-found"))
        .contains("There is nothing here")
        .doesNotContain("class=\"verdict");
  }

  @Test
  void page_verifyForm_asksForACredential() {
    assertThat(kept("verify", seeded.get("/verify", "text/html").text()))
        .contains(
            "Verify a credential",
            "type=\"file\"",
            "<textarea",
            "<button>Verify the text</button>");
  }

  @Test
  void page_verified_saysWhatWasFound() {
    publish(Pictured.PLAIN);
    String pasted = new String(seeded.document(ID), StandardCharsets.UTF_8);
    assertThat(kept("verified", form(pasted)))
        .contains("Valid.</strong>", "Ada Quist", "Verify another credential")
        .doesNotContain(Pictured.IMAGE);
  }

  @Test
  void page_verifiedPresentation_saysWhatIsInIt() {
    publish(Pictured.PLAIN);
    String pasted = new String(seeded.document(ID), StandardCharsets.UTF_8);
    String presentation =
        "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
            + "\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":["
            + pasted
            + ","
            + pasted.replace("Ada Quist", "Somebody Else")
            + "]}";
    assertThat(kept("verified-presentation", form(presentation)))
        .contains("What it holds", "Credential <span class=\"mark passed\">Valid</span>")
        .contains("<span class=\"mark failed\">Changed</span>")
        .doesNotContain("Ada Quist", "Somebody Else");
  }

  private String form(String text) {
    String body = "credential=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    return seeded
        .post(
            "/verify",
            "application/x-www-form-urlencoded",
            body.getBytes(StandardCharsets.US_ASCII))
        .text();
  }

  private static String kept(String name, String page) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "pages"));
      Files.writeString(folder.resolve(name + ".html"), page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page;
  }
}
