package dev.laurel.local.demo;

import dev.laurel.tlog.VerifierKey;
import dev.laurel.tlog.check.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The story of one credential, told over HTTP to a running deployment: from the issuer's first
/// call to a revocation. What is revoked is another credential, so that the first stays valid to
/// look at.
///
/// A step that fails ends the story: the later ones build on it.
public final class Story implements AutoCloseable {
  private final Client client;
  private final Path keep;
  private final Consumer<Step> told;
  private final PublicLog log;
  private final List<Step> steps = new ArrayList<>();
  private final Pipeline first;
  private final Pipeline second;
  private Pipeline third;

  /// A story at a deployment whose public base URL is `base` and which listens at `listening`, with
  /// a log under these keys. The credential is left in the folder `keep`, with the proof from the
  /// log beside it; each step is told as it ends.
  public Story(
      String base,
      String listening,
      String operatorKey,
      List<VerifierKey> logKeys,
      Path keep,
      Consumer<Step> told) {
    this.client = new Client(base, listening);
    this.log = new PublicLog(listening + "/log", logKeys);
    this.keep = keep;
    this.told = told;
    this.first = new Pipeline(client, operatorKey, Cast.PLAIN);
    this.second = new Pipeline(client, operatorKey, Cast.UNICODE);
    this.third = second;
  }

  /// Tells the story; all its steps, up to the first that failed.
  public List<Step> tell() {
    var _ =
        step("issuer", "an issuer and its first key", first::createIssuer)
            && step("did", "its DID document", first::readDid)
            && step("keys", "a key for an assessor; a key deleted", first::createKeys)
            && step("achievement", "an achievement with image and rubric", first::createAchievement)
            && step("submission", "a learner's evidence announced", first::submit)
            && step("upload", "the files uploaded", first::upload)
            && step("complete", "checked and handed in", first::complete)
            && step("grade", "graded against the rubric", first::grade)
            && step("issue", "signed and published", first::awaitCredential)
            && step("mail", "the badge mail, and again", first::readMail)
            && step("my", "the learner's own page", first::openMine)
            && step("page", "the public page: private, shared", this::lookUp)
            && step("log", "its entry in the log, proved offline", () -> prove(first, "credential"))
            && step("verify", "verified from its JSON", first::verify)
            && step("status-list", "its status list", first::readStatusList)
            && step("revoke", "two more credentials; one is revoked", this::revoke)
            && step("logcheck", "the whole log checked, the revocation in it", this::checkLog);
    return List.copyOf(steps);
  }

  @Override
  public void close() {
    client.close();
  }

  private Map<String, String> lookUp() {
    Map<String, String> links = first.lookUp();
    save("credential.json", first.document());
    return links;
  }

  /// Leaves the proof beside the credential, so that both can be checked without a network.
  private Map<String, String> prove(Pipeline pipeline, String name) {
    LogProofs proofs = new LogProofs(client, pipeline.share(), pipeline.document());
    byte[] proof = proofs.fetch();
    String entry = log.prove(pipeline.document(), proof);
    save(name + ".log-proof", proof);
    Map<String, String> links = new LinkedHashMap<>();
    links.put("proof", proofs.link());
    links.put("entry", entry);
    links.put("log", client.link("/log/checkpoint"));
    return links;
  }

  /// The status list that says so is in the log, in the version that is served.
  private Map<String, String> checkLog() {
    String list = third.statusList();
    long version =
        Patience.await(
            "the status list in the log",
            () -> {
              byte[] signed = client.get(list).expect(200).body();
              long found = log.versionOf(signed);
              return found > 1 ? Optional.of(found) : Optional.empty();
            });
    Report report = log.check((index, entry) -> {});
    Map<String, String> links = new LinkedHashMap<>();
    links.put("log", client.link("/log/checkpoint"));
    links.put("status list", list + " is version " + version);
    links.put("checked", report.size() + " entries, " + String.join("; ", report.checked()));
    return links;
  }

  /// A second credential has names that break careless software and stays; a third one, of the same
  /// issuer, is revoked.
  private Map<String, String> revoke() {
    second.begin();
    second.issue();
    save("second-credential.json", second.document());
    Map<String, String> _ = prove(second, "second-credential");
    third = second.another();
    third.issue();
    save("revoked-credential.json", third.document());
    Map<String, String> _ = prove(third, "revoked-credential");
    Map<String, String> links = third.revoke();
    for (Pipeline other : List.of(first, second)) {
      JsonNode report = other.report(other.document());
      if (!report.path("verdict").asString().equals("valid")) {
        throw new StepFailed("revoking one credential changed another: " + report.path("verdict"));
      }
    }
    return links;
  }

  private boolean step(
      String name, String title, java.util.function.Supplier<Map<String, String>> work) {
    long began = System.nanoTime();
    boolean ok = false;
    String problem = "";
    Map<String, String> links = Map.of();
    try {
      links = new LinkedHashMap<>(work.get());
      ok = true;
    } catch (RuntimeException e) {
      problem = e instanceof StepFailed ? String.valueOf(e.getMessage()) : e.toString();
    }
    long millis = (System.nanoTime() - began) / 1_000_000;
    Step step = new Step(name, title, ok, millis, links, problem);
    steps.add(step);
    told.accept(step);
    return ok;
  }

  private void save(String name, byte[] content) {
    try {
      Files.createDirectories(keep);
      Files.write(keep.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
