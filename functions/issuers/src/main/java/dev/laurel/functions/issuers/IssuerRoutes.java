package dev.laurel.functions.issuers;

import dev.laurel.credentials.EmailAddress;
import dev.laurel.issuers.ApiKey;
import dev.laurel.issuers.Issuer;
import dev.laurel.issuers.PublicText;
import dev.laurel.issuers.Registration;
import dev.laurel.issuers.Registration.NewIssuer;
import dev.laurel.issuers.Registration.Registered;
import dev.laurel.issuers.Scope;
import dev.laurel.runtime.Attempt;
import dev.laurel.runtime.Contended;
import dev.laurel.runtime.Fields;
import dev.laurel.runtime.Idempotency;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.storage.Companion;
import dev.laurel.storage.Write;
import dev.laurel.verification.published.PublishedDid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `POST /v1/issuers`.
final class IssuerRoutes {
  private final Registration registration;
  private final KeyStatementRows keyStatements;
  private final Idempotency once;

  IssuerRoutes(Registration registration, KeyStatementRows keyStatements, Idempotency once) {
    this.registration = registration;
    this.keyStatements = keyStatements;
    this.once = once;
  }

  Response create(Request request) {
    Fields body = Fields.of(request);
    NewIssuer issuer =
        new NewIssuer(
            body.text("name", Fields.MAX_NAME),
            body.url("url"),
            body.email("email", text -> EmailAddress.parse(text).isPresent()),
            body.optionalLines("description", Issuer.MAX_DESCRIPTION));
    body.refuseTexts(PublicText::holdsAddress, PublicText.NO_ADDRESS, "name", "url", "description");
    body.refuseTexts(PublicText::mixesScripts, PublicText.ONE_SCRIPT, "name");
    body.end();
    return once.once(
        request,
        attempt ->
            switch (registration.register(issuer, companion(attempt))) {
              case Registration.Result.Done done ->
                  Response.json(201, view(done.registered(), true));
              case Registration.Result.Contended c -> throw new Contended();
            });
  }

  /// The rows of DID document and keys are the verification room's; they belong into the same
  /// transaction.
  private Companion<Registered> companion(Attempt attempt) {
    return registered -> {
      List<Write> writes = new ArrayList<>();
      writes.add(new PublishedDid(registered.issuer().id(), 1, registered.didDocument()).write());
      writes.addAll(keyStatements.of(registered));
      writes.addAll(attempt.companion(Response.json(201, view(registered, false))));
      return writes;
    };
  }

  private static Map<String, Object> view(Registered registered, boolean withSecret) {
    Issuer issuer = registered.issuer();
    ApiKey key = registered.key().key();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", key.id());
    shown.put("scopes", key.scopes().stream().map(Scope::text).toList());
    if (withSecret) {
      shown.put("secret", registered.key().secret());
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", issuer.id().text());
    view.put("did", registered.did().text());
    view.put("name", issuer.name());
    view.put("url", issuer.url());
    view.put("email", issuer.email());
    if (!issuer.description().isEmpty()) {
      view.put("description", issuer.description());
    }
    view.put("created", issuer.created());
    view.put("key", shown);
    return view;
  }
}
