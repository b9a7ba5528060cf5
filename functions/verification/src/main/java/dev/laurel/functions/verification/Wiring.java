package dev.laurel.functions.verification;

import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemReader;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.functions.verification.fetch.AddressPolicy;
import dev.laurel.functions.verification.fetch.FetchCache;
import dev.laurel.functions.verification.fetch.GuardedClient;
import dev.laurel.functions.verification.fetch.SystemHostNames;
import dev.laurel.functions.verification.fetch.TlsConnector;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Router;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Table;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.PublishedKeyHistory;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.interop.Interop;
import dev.laurel.verification.published.PublishedLookup;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts the function together: over any reader, or over AWS. It is never given anything that can
/// write.
public final class Wiring {
  private static final String DID = "GET /issuers/{id}/did.json";
  private static final String CREDENTIAL = "GET /credentials/{id}";
  private static final String VERIFY = "POST /verify";
  private static final String STATUS_LIST = "GET /status-lists/{id}";
  private static final String REFRESH = "GET /credentials/{id}/refresh";
  private static final String LOG_PROOF = "GET /credentials/{id}/log-proof";
  private static final String OPEN_LOG_PROOF = "POST /log-proof";
  private static final String ELSEWHERE = "$default";
  private static final String ISSUER_KEY = "GET /issuers/{id}/keys/{fragment}";
  private static final String KEY_SET = "GET /.well-known/jwks.json";
  private static final String VERIFY_FORM = "GET /verify";
  private static final String VC_API_CREDENTIALS = "POST /vc-api/credentials/verify";
  private static final String VC_API_PRESENTATIONS = "POST /vc-api/presentations/verify";

  private static final Set<String> ROUTES =
      Set.of(
          DID,
          ISSUER_KEY,
          KEY_SET,
          CREDENTIAL,
          REFRESH,
          LOG_PROOF,
          OPEN_LOG_PROOF,
          VERIFY_FORM,
          VERIFY,
          VC_API_CREDENTIALS,
          VC_API_PRESENTATIONS,
          STATUS_LIST);

  private Wiring() {}

  /// The function over this reader, without images and without anything that others host.
  public static Edge edge(Settings settings, ItemReader items, InstantSource clock) {
    return edge(settings, items, PublicImages.none(), clock);
  }

  /// The function over this reader and these images.
  public static Edge edge(
      Settings settings, ItemReader items, PublicImages images, InstantSource clock) {
    return edge(settings, items, images, client(settings, clock), clock);
  }

  static Edge edge(
      Settings settings,
      ItemReader items,
      PublicImages images,
      Optional<GuardedClient> client,
      InstantSource clock) {
    DeploymentUrls urls = new DeploymentUrls(settings.publicBaseUrl());
    PublishedLookup lookup = new PublishedLookup(items);
    PublishedResolvers own = new PublishedResolvers(urls, lookup);
    LogLookup logRows = new LogLookup(settings.logTable().isEmpty() ? new NoLogTable() : items);
    PublishedKeyHistory keyHistory = new PublishedKeyHistory(urls, lookup, logRows);
    PublishedLog log = new PublishedLog(urls, lookup, logRows);
    Contexts contexts = settings.contexts();
    Verifications verifications =
        new Verifications(
            contexts,
            urls,
            own,
            client,
            verifier -> verifier.withLog(log).withKeys(keyHistory),
            clock);
    Verifier withoutLog = new Verifier(contexts, own, own, own, clock).withKeys(keyHistory);
    Verifier verifier = verifications.offline();
    Pages pages = new Pages(settings.publicObjectsUrl());
    OwnCredentials credentials = new OwnCredentials(urls, lookup, verifier);
    CredentialAnswer answer =
        new CredentialAnswer(new BadgeImages(settings.publicObjectsUrl(), images));
    GetCredential credential = new GetCredential(credentials, own, log, verifier, answer, pages);
    VerifyRequest reader = new VerifyRequest(credentials, urls.base());
    IssuerKeys keys = new IssuerKeys(lookup);
    Set<String> routes = new LinkedHashSet<>(settings.routes());
    routes.addAll(ROUTES);
    Router router =
        Router.builder()
            .open(DID, new GetDidDocument(lookup))
            .open(ISSUER_KEY, new GetIssuerKey(keys))
            .open(KEY_SET, new GetKeySet(urls, keys, settings.keySetIssuers()))
            .open(CREDENTIAL, credential)
            .open(REFRESH, credential::refresh)
            .open(LOG_PROOF, new GetLogProof(lookup, log))
            .open(
                OPEN_LOG_PROOF,
                new OpenLogProof(
                    reader, urls, lookup, log, withoutLog, new Canonicalizer(contexts)))
            .open(VERIFY_FORM, new VerifyForm(pages))
            .open(
                VERIFY,
                new VerifyDocument(verifications, reader, new Interop(contexts, own), pages))
            .open(VC_API_CREDENTIALS, VcApiVerify.credentials(verifier))
            .open(VC_API_PRESENTATIONS, VcApiVerify.presentations(verifier))
            .open(STATUS_LIST, new GetStatusList(lookup, clock))
            .open(ELSEWHERE, new Elsewhere(routes, pages))
            .build();
    return Edge.builder("verification")
        .router(router)
        .maxBodyBytes(VERIFY, VerifyRequest.MAX_BODY_BYTES)
        .build();
  }

  /// What fetches for `POST /verify`; empty unless the settings allow it.
  private static Optional<GuardedClient> client(Settings settings, InstantSource clock) {
    return settings.fetching() ? Optional.of(guarded(clock)) : Optional.empty();
  }

  private static GuardedClient guarded(InstantSource clock) {
    return new GuardedClient(
        new SystemHostNames(),
        AddressPolicy.publicOnly(),
        new TlsConnector(clock),
        new FetchCache(clock),
        clock);
  }

  /// The function on AWS.
  static Edge aws(Map<String, String> env) {
    Settings settings = Settings.from(env);
    InstantSource clock = InstantSource.system();
    Map<Table, String> tables = new EnumMap<>(Map.of(Table.ITEMS, settings.itemsTable()));
    if (!settings.logTable().isEmpty()) {
      tables.put(Table.LOG, settings.logTable());
    }
    ItemReader items = new DynamoItemReader(DynamoClients.client(env), tables, clock);
    PublicImages images = new FetchedImages(settings.publicObjectsUrl(), guarded(clock), clock);
    return edge(settings, items, images, clock);
  }
}
