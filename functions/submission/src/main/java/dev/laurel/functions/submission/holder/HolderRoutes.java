package dev.laurel.functions.submission.holder;

import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.ItemStore;
import dev.laurel.storage.StoreUnavailable;
import dev.laurel.storage.Write;
import dev.laurel.storage.WriteResult;
import dev.laurel.verification.pages.PageStyle;
import dev.laurel.verification.published.CapabilityToken;
import dev.laurel.verification.published.HolderToken;
import dev.laurel.verification.published.PublishedCredential;
import dev.laurel.verification.published.PublishedLookup;
import dev.laurel.verification.published.Session;
import dev.laurel.verification.published.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// The routes of the learner's own page. Reading has no side effect: link scanners follow every
/// link of a mail, so that the token is exchanged for a session only by the button's POST.
public final class HolderRoutes {
  /// How long a session holds: time to look around, short on a shared computer.
  static final Duration SESSION = Duration.ofHours(1);

  /// Losing to oneself in another tab is rare, and the loser reads again.
  private static final int TRIES = 5;

  private final ItemStore items;
  private final PublishedLookup published;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final HolderGuard guard;
  private final OwnPage ownPage;

  /// `publicBaseUrl` has no slash at its end; `random` is a cryptographic generator.
  public HolderRoutes(
      ItemStore items, String publicBaseUrl, InstantSource clock, RandomGenerator random) {
    this.items = items;
    this.published = new PublishedLookup(items);
    this.clock = clock;
    this.random = random;
    this.guard = new HolderGuard(publicBaseUrl);
    this.ownPage = new OwnPage(publicBaseUrl);
  }

  /// `GET /my/{token}`: nothing personal and one button.
  public Response arrive(Request request) {
    return token(request).isPresent()
        ? page(200, NoticePages.arrival())
        : page(404, NoticePages.unknownLink());
  }

  /// `POST /my/{token}`: exchanges the token for a session and leads to an address without it.
  public Response enter(Request request) {
    if (guard.isForeign(request)) {
      return page(403, NoticePages.foreign());
    }
    Optional<HolderToken> token = token(request);
    if (token.isEmpty()) {
      return page(404, NoticePages.unknownLink());
    }
    CapabilityToken secret = CapabilityToken.random(random);
    Session session = Session.of(secret, token.get().credential(), clock.instant().plus(SESSION));
    write(session.create());
    return safe(Response.seeOther("/my").cookie(guard.cookie(secret, SESSION)));
  }

  /// `GET /my`: the page, or with `?format=json` the signed credential.
  public Response show(Request request) {
    return withSession(
        request,
        (secret, holding) ->
            request.query("format").filter("json"::equals).isPresent()
                ? json(holding)
                : own(secret, holding, ""));
  }

  /// `POST /my`: changes who may see the credential.
  public Response act(Request request) {
    if (guard.isForeign(request)) {
      return page(403, NoticePages.foreign());
    }
    return withSession(request, (secret, holding) -> act(request, secret, holding));
  }

  private Response act(Request request, CapabilityToken secret, Holding holding) {
    FormBody form = FormBody.of(request);
    if (!guard.isFormKey(secret, form.value("key"))) {
      return page(403, NoticePages.foreign());
    }
    switch (form.value("action")) {
      case "share" -> {
        CapabilityToken link = CapabilityToken.random(random);
        change(holding, before -> before.sharedBy(link));
        Holding after = Holding.of(items, holding.id()).orElse(holding);
        return own(secret, after, link.text());
      }
      case "end-share" -> change(holding, Visibility::withoutShare);
      case "make-public" -> change(holding, before -> before.opened(true));
      case "make-private" -> change(holding, before -> before.opened(false));
      default -> {
        return page(400, NoticePages.unknownAction());
      }
    }
    return safe(Response.seeOther("/my"));
  }

  private void change(Holding holding, Function<Visibility, Visibility> next) {
    Visibility before = holding.published().visibility();
    for (int i = 0; i < TRIES; i++) {
      if (items.write(List.of(next.apply(before).write())) instanceof WriteResult.Written) {
        return;
      }
      before =
          published
              .credential(holding.id())
              .orElseThrow(() -> new IllegalStateException("a credential is gone"))
              .visibility();
    }
    throw new StoreUnavailable("visibility", new IllegalStateException("conflicts"));
  }

  private void write(Write row) {
    if (items.write(List.of(row)) instanceof WriteResult.Conflict) {
      throw new StoreUnavailable("session", new IllegalStateException("conflict"));
    }
  }

  @FunctionalInterface
  private interface Inside {
    Response answer(CapabilityToken secret, Holding holding);
  }

  private Response withSession(Request request, Inside inside) {
    Optional<CapabilityToken> secret = guard.session(request);
    Optional<Holding> holding =
        secret
            .flatMap(published::session)
            .flatMap(session -> Holding.of(items, session.credential()));
    return secret.isPresent() && holding.isPresent()
        ? inside.answer(secret.get(), holding.get())
        : page(404, NoticePages.noSession());
  }

  private Optional<HolderToken> token(Request request) {
    return CapabilityToken.parse(request.path("token")).flatMap(published::holderToken);
  }

  private static Response json(Holding holding) {
    Optional<PublishedCredential> signed = holding.published().published();
    if (signed.isEmpty()) {
      return page(404, NoticePages.notIssuedYet());
    }
    byte[] document = signed.get().document().getBytes(StandardCharsets.UTF_8);
    return safe(
        Response.bytes(200, "application/vc+ld+json", document)
            .header("content-disposition", "attachment; filename=\"credential.json\""));
  }

  /// The page, which may show the badge from where the signed document says it lies.
  private Response own(CapabilityToken secret, Holding holding, String shareToken) {
    String html = ownPage.of(holding, guard.formKey(secret), shareToken, clock.instant());
    String images =
        holding.view().stream().map(view -> PageStyle.origin(view.image())).findFirst().orElse("");
    return safe(Response.html(200, html))
        .header("content-security-policy", PageStyle.policy(images, true));
  }

  private static Response page(int status, String html) {
    return safe(Response.html(status, html));
  }

  /// The address or the content is a secret: nothing of it may be kept, passed on or found.
  private static Response safe(Response response) {
    return response
        .header("content-security-policy", PageStyle.policy("", true))
        .header("referrer-policy", "no-referrer")
        .header("cache-control", "no-store")
        .header("x-robots-tag", "noindex, nofollow")
        .header("x-frame-options", "DENY")
        .header("cross-origin-opener-policy", "same-origin");
  }
}
