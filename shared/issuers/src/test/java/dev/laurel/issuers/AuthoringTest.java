package dev.laurel.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laurel.credentials.baking.Baked;
import dev.laurel.credentials.baking.Baking;
import dev.laurel.issuers.Achievement.ImageState;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Read;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.testkit.CountingRandom;
import dev.laurel.testkit.FixedClock;
import dev.laurel.testkit.MemoryItemStore;
import dev.laurel.testkit.MemoryObjectStore;
import dev.laurel.testkit.TinyPng;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class AuthoringTest {
  private static final IssuerId A = new IssuerId("a".repeat(32));
  private static final IssuerId B = new IssuerId("b".repeat(32));
  private static final byte[] PNG = TinyPng.bytes();

  private final FixedClock clock = FixedClock.at("2026-11-21T10:00:00Z");
  private final MemoryItemStore items = new MemoryItemStore(clock);
  private final MemoryObjectStore uploads = new MemoryObjectStore(clock);
  private final MemoryObjectStore publicObjects = new MemoryObjectStore(clock);
  private final Authoring authoring = new Authoring(items, clock, new CountingRandom());
  private final AchievementStore store = new AchievementStore(items);
  private final AchievementImages images =
      new AchievementImages(items, uploads, publicObjects, clock);

  private Achievement created(AchievementContent content) {
    return ((Authoring.Result.Done) authoring.create(A, content, Companion.none())).achievement();
  }

  @Test
  void create_content_isReadBackWhole() {
    Achievement made = created(Samples.content("Ünïcode® <script> 🎓"));
    assertThat(store.get(made.ref(), Read.CONSISTENT)).contains(made);
    assertThat(store.latest(made.ref().id(), Read.CONSISTENT)).contains(made);
    assertThat(made.ref().version()).isEqualTo(1);
    assertThat(made.image()).isEqualTo(ImageState.NONE);
  }

  @Test
  void revise_ownAchievement_makesTheNextVersionAndKeepsTheFirst() {
    Achievement first = created(Samples.content("One"));
    Achievement second =
        ((Authoring.Result.Done)
                authoring.revise(A, first.ref().id(), Samples.content("Two"), Companion.none()))
            .achievement();
    assertThat(second.ref().version()).isEqualTo(2);
    assertThat(second.hash()).isNotEqualTo(first.hash());
    assertThat(store.latest(first.ref().id(), Read.CONSISTENT)).contains(second);
    assertThat(store.get(first.ref(), Read.CONSISTENT)).contains(first);
  }

  @Tag("check-55")
  @Test
  void revise_anotherIssuersAchievement_isUnknown() {
    Achievement first = created(Samples.content("One"));
    assertThat(authoring.revise(B, first.ref().id(), Samples.content("Two"), Companion.none()))
        .isInstanceOf(Authoring.Result.Unknown.class);
    assertThat(items.all()).hasSize(2);
  }

  @Tag("check-97")
  @Test
  void revise_sixteenAtOnce_versionsHaveNoGapAndNoDouble() throws Exception {
    AchievementId id = created(Samples.content("One")).ref().id();
    List<Callable<Authoring.Result>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String name = "N" + i;
      calls.add(() -> authoring.revise(A, id, Samples.content(name), Companion.none()));
    }
    int done = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (var call : threads.invokeAll(calls)) {
        done += call.get() instanceof Authoring.Result.Done ? 1 : 0;
      }
    }
    assertThat(store.latest(id, Read.CONSISTENT).orElseThrow().ref().version()).isEqualTo(1 + done);
    assertThat(items.all()).hasSize(2 + done);
  }

  @Test
  void hash_isOfTheContentAlone() {
    assertThat(Samples.content("One").hash())
        .isEqualTo(Samples.content("One").hash())
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(Samples.content("Two").hash());
  }

  @Test
  void hash_isSha256OfSortedJson() {
    String canonical =
        "{\"achievementType\":\"MicroCredential\",\"alignments\":[{\"targetCode\":\"\",\"targetFramework\":\"\","
            + "\"targetName\":\"Skill\",\"targetType\":\"\",\"targetUrl\":\"https://example.org/s\"}],\"criteriaNarrative\":\"Do"
            + " it.\\nThen show it.\",\"criteriaUrl\":\"\",\"description\":\"Description\","
            + "\"language\":\"en\",\"name\":\"é\\\"\",\"rubric\":{\"criteria\":["
            + criterion("Design", "design")
            + ","
            + criterion("Code", "code")
            + "],\"passRule\":{\"minimumPoints\":6,\"requiredLevels\":{\"code\":\"high\"},\"resubmissions\":1}},"
            + "\"tags\":[\"tag\"],\"validityMonths\":24}";
    assertThat(Samples.content("é\"").hash())
        .isEqualTo(Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  private static String criterion(String name, String id) {
    return "{\"description\":\"\",\"id\":\""
        + id
        + "\",\"levels\":[{\"description\":\"\",\"id\":\"low\",\"name\":\"Low\",\"points\":0},{\"description\":\"all"
        + " of it\",\"id\":\"high\",\"name\":\"High\",\"points\":5}],\"name\":\""
        + name
        + "\"}";
  }

  private Achievement announced(byte[] bytes) {
    return created(Samples.content("One", Samples.image(bytes).orElseThrow()));
  }

  private void upload(Achievement achievement, byte[] bytes) {
    AnnouncedImage image = achievement.content().announcedImage().orElseThrow();
    UploadInvitation invitation = images.invite(A, image);
    if (!uploads.upload(invitation, bytes)) {
      // An endpoint that does not enforce the terms.
      uploads.putIfAbsent(image.uploadName(A), bytes, "image/png");
    }
  }

  @Test
  void complete_announcedBytes_makesThemPublic() {
    Achievement achievement = announced(PNG);
    assertThat(achievement.image()).isEqualTo(ImageState.AWAITED);
    assertThat(images.complete(A, achievement.ref(), Companion.none()))
        .isInstanceOf(AchievementImages.Result.Missing.class);
    upload(achievement, PNG);
    for (int i = 0; i < 2; i++) {
      assertThat(images.complete(A, achievement.ref(), Companion.none()))
          .isInstanceOfSatisfying(
              AchievementImages.Result.Done.class,
              done -> assertThat(done.achievement().image()).isEqualTo(ImageState.ARRIVED));
    }
    AnnouncedImage image = achievement.content().announcedImage().orElseThrow();
    assertThat(publicObjects.open(image.publicName())).isPresent();
    assertThat(store.get(achievement.ref(), Read.CONSISTENT).orElseThrow().hash())
        .isEqualTo(achievement.hash());
  }

  @Tag("check-86")
  @Test
  void complete_otherBytes_areRefusedAndMakeRoom() {
    Achievement achievement = announced(PNG);
    byte[] other = PNG.clone();
    other[11] = 1;
    upload(achievement, other);
    assertThat(images.complete(A, achievement.ref(), Companion.none()))
        .isInstanceOfSatisfying(
            AchievementImages.Result.Differs.class, d -> assertThat(d.how()).contains("SHA-256"));
    assertThat(publicObjects.list("", dev.laurel.storage.Cursor.START).entries()).isEmpty();
    upload(achievement, PNG);
    assertThat(images.complete(A, achievement.ref(), Companion.none()))
        .isInstanceOf(AchievementImages.Result.Done.class);
  }

  @Tag("check-81")
  @Test
  void complete_bytesThatAreNoPng_areRefused() {
    byte[] html = "<html></html>".getBytes(StandardCharsets.UTF_8);
    Achievement achievement = announced(html);
    upload(achievement, html);
    assertThat(images.complete(A, achievement.ref(), Companion.none()))
        .isInstanceOfSatisfying(
            AchievementImages.Result.Unusable.class, u -> assertThat(u.why()).contains("no PNG"));
  }

  @Test
  void complete_imageThatNothingCanBeBakedInto_isRefusedWithTheReason() {
    byte[] magic = Arrays.copyOf(PNG, 8);
    byte[] cut = Arrays.copyOf(PNG, PNG.length - 1);
    byte[] longer = Arrays.copyOf(PNG, PNG.length + 1);
    byte[] wrong = PNG.clone();
    wrong[20] ^= 1;
    byte[] taken = ((Baked.Done) Baking.bake(PNG, "{}")).image();
    for (Map.Entry<byte[], String> refused :
        List.of(
            Map.entry(magic, "The PNG does not begin with its header."),
            Map.entry(cut, "The PNG ends within a chunk."),
            Map.entry(longer, "Bytes stand behind the end of the PNG."),
            Map.entry(wrong, "A chunk of the PNG has a wrong CRC."),
            Map.entry(taken, "The image holds a credential already."))) {
      Achievement achievement = announced(refused.getKey());
      upload(achievement, refused.getKey());
      assertThat(images.complete(A, achievement.ref(), Companion.none()))
          .isEqualTo(new AchievementImages.Result.Unusable(refused.getValue()));
    }
    assertThat(publicObjects.list("", dev.laurel.storage.Cursor.START).entries()).isEmpty();
  }

  @Tag("check-55")
  @Test
  void complete_anotherIssuersVersion_isUnknown() {
    Achievement achievement = announced(PNG);
    upload(achievement, PNG);
    assertThat(images.complete(B, achievement.ref(), Companion.none()))
        .isInstanceOf(AchievementImages.Result.Unknown.class);
  }

  @Test
  void complete_versionWithoutImage_saysSo() {
    assertThat(images.complete(A, created(Samples.content("One")).ref(), Companion.none()))
        .isInstanceOf(AchievementImages.Result.NoneAnnounced.class);
  }
}
