package dev.laurel.functions.issuers;

import dev.laurel.issuers.Achievement;
import dev.laurel.issuers.AchievementContent;
import dev.laurel.issuers.AchievementId;
import dev.laurel.issuers.AchievementImages;
import dev.laurel.issuers.AchievementRef;
import dev.laurel.issuers.AchievementStore;
import dev.laurel.issuers.AnnouncedImage;
import dev.laurel.issuers.Authoring;
import dev.laurel.runtime.Attempt;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Companion;
import dev.laurel.storage.IssuerId;
import dev.laurel.storage.Read;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The routes under `/v1/achievements`.
final class AchievementRoutes {
  private final Authoring authoring;
  private final AchievementImages images;
  private final AchievementStore achievements;
  private final AchievementView view;
  private final Idempotency once;
  private final int baseUrlLength;

  /// `baseUrlLength` is that of the deployment's public URL, with which its ids in credentials
  /// begin.
  AchievementRoutes(
      Authoring authoring,
      AchievementImages images,
      AchievementStore achievements,
      AchievementView view,
      Idempotency once,
      int baseUrlLength) {
    this.authoring = authoring;
    this.images = images;
    this.achievements = achievements;
    this.view = view;
    this.once = once;
    this.baseUrlLength = baseUrlLength;
  }

  Response create(Request request) {
    IssuerId issuer = request.key().issuer();
    AchievementContent content = AchievementBody.read(Fields.of(request), baseUrlLength);
    return store(request, companion -> authoring.create(issuer, content, companion));
  }

  Response revise(Request request) {
    IssuerId issuer = request.key().issuer();
    AchievementContent content = AchievementBody.read(Fields.of(request), baseUrlLength);
    AchievementId id = id(request);
    return store(request, companion -> authoring.revise(issuer, id, content, companion));
  }

  Response get(Request request) {
    AchievementId id = id(request);
    Optional<String> version = request.query("version");
    Optional<Achievement> found =
        version.isEmpty()
            ? achievements.latest(id, Read.CONSISTENT)
            : achievements.get(new AchievementRef(id, version(version.get())), Read.CONSISTENT);
    return found
        .filter(achievement -> achievement.issuer().equals(request.key().issuer()))
        .map(achievement -> Response.json(200, view.whole(achievement)))
        .orElseGet(() -> Response.problem(Problem.notFound()));
  }

  Response complete(Request request) {
    IssuerId issuer = request.key().issuer();
    Fields body = Fields.of(request);
    int version = body.integer("version", 1, AchievementRef.MAX_VERSION);
    body.end();
    AchievementRef ref = new AchievementRef(id(request), version);
    return once.once(
        request,
        attempt ->
            switch (images.complete(
                issuer,
                ref,
                attempt.storing(achievement -> Response.json(200, view.whole(achievement))))) {
              case AchievementImages.Result.Done done ->
                  Response.json(200, view.whole(done.achievement()));
              case AchievementImages.Result.Unknown unknown -> Response.problem(Problem.notFound());
              case AchievementImages.Result.NoneAnnounced none ->
                  Response.problem(
                      Problem.of(ProblemType.WRONG_STATE, "This version announces no image."));
              case AchievementImages.Result.Missing missing ->
                  missing(issuer, missing.image(), "the image was not uploaded yet");
              case AchievementImages.Result.Differs differs ->
                  missing(issuer, differs.image(), differs.how());
              case AchievementImages.Result.Unusable unusable ->
                  Response.problem(
                      Problem.of(
                          ProblemType.WRONG_STATE,
                          "No badge can be made of the announced image. "
                              + unusable.why()
                              + " Announce another one in a new version."));
              case AchievementImages.Result.Contended c -> throw new Contended();
            });
  }

  /// Says what is wrong and how to try again: the first invitation may be over.
  private Response missing(IssuerId issuer, AnnouncedImage image, String why) {
    return Response.problem(
        Problem.of(ProblemType.IMAGE_MISSING, "Upload the announced image: " + why + ".")
            .with("upload", AchievementView.upload(images.invite(issuer, image))));
  }

  private Response store(
      Request request, Function<Companion<Achievement>, Authoring.Result> effect) {
    return once.once(
        request,
        attempt ->
            switch (effect.apply(companion(attempt))) {
              case Authoring.Result.Done done -> created(request, done.achievement());
              case Authoring.Result.Unknown unknown -> Response.problem(Problem.notFound());
              case Authoring.Result.Full full ->
                  Response.problem(
                      Problem.of(
                          ProblemType.WRONG_STATE,
                          "The achievement has all the versions it can have."));
              case Authoring.Result.Contended c -> throw new Contended();
            });
  }

  /// The signed URL of the upload is not kept for a replay.
  private Companion<Achievement> companion(Attempt attempt) {
    return attempt.storing(achievement -> Response.json(201, view.brief(achievement)));
  }

  private Response created(Request request, Achievement achievement) {
    Map<String, Object> answer = view.brief(achievement);
    achievement
        .content()
        .announcedImage()
        .ifPresent(image ->
            answer.put(
                "upload", AchievementView.upload(images.invite(request.key().issuer(), image))));
    return Response.json(201, answer);
  }

  private static AchievementId id(Request request) {
    return AchievementId.parse(request.path("id"))
        .orElseThrow(() -> Problem.notFound().toException());
  }

  private static int version(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw Problem.invalidParameter("version", "must be a whole number from 1").toException();
    }
    return Integer.parseInt(text);
  }
}
