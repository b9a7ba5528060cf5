package dev.laurel.functions.verification;

import dev.laurel.aws.dynamodb.DynamoClients;
import dev.laurel.aws.dynamodb.DynamoItemReader;
import dev.laurel.credentials.proof.Canonicalizer;
import dev.laurel.credentials.proof.Contexts;
import dev.laurel.runtime.Edge;
import dev.laurel.runtime.Router;
import dev.laurel.storage.ItemReader;
import dev.laurel.storage.Table;
import dev.laurel.tlog.sequencing.LogLookup;
import dev.laurel.verification.DeploymentUrls;
import dev.laurel.verification.PublishedLog;
import dev.laurel.verification.PublishedResolvers;
import dev.laurel.verification.Verifier;
import dev.laurel.verification.published.PublishedLookup;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Puts the function together: over any reader, or over AWS. It is never given anything that can
/// write.
public final class Wiring {
  private static final String DID = "GET /issuers/{id}/did.json";
  private static final String CREDENTIAL = "GET /credentials/{id}";
  private static final String VERIFY = "POST /verify";
  private static final String STATUS_LIST = "GET /status-lists/{id}";
  private static final String LOG_PROOF = "GET /credentials/{id}/log-proof";
  private static final String OPEN_LOG_PROOF = "POST /log-proof";
  private static final String ELSEWHERE = "$default";

  private Wiring() {}

  /// The function over this reader.
  public static Edge edge(Settings settings, ItemReader items, InstantSource clock) {
    DeploymentUrls urls = new DeploymentUrls(settings.publicBaseUrl());
    PublishedLookup lookup = new PublishedLookup(items);
    PublishedResolvers own = new PublishedResolvers(urls, lookup);
    ItemReader logItems = settings.logTable().isEmpty() ? new NoLogTable() : items;
    PublishedLog log = new PublishedLog(urls, lookup, new LogLookup(logItems));
    Contexts contexts = Contexts.bundled();
    Verifier withoutLog = new Verifier(contexts, own, own, own, clock);
    Verifier verifier = withoutLog.withLog(log);
    Pages pages = new Pages(settings.publicObjectsUrl());
    Set<String> routes = new LinkedHashSet<>(settings.routes());
    routes.addAll(Set.of(DID, CREDENTIAL, VERIFY, STATUS_LIST, LOG_PROOF, OPEN_LOG_PROOF));
    Router router =
        Router.builder()
            .open(DID, new GetDidDocument(lookup))
            .open(CREDENTIAL, new GetCredential(urls, lookup, own, log, verifier, pages))
            .open(LOG_PROOF, new GetLogProof(lookup, log))
            .open(
                OPEN_LOG_PROOF,
                new OpenLogProof(urls, lookup, log, withoutLog, new Canonicalizer(contexts)))
            .open(VERIFY, new VerifyDocument(verifier))
            .open(STATUS_LIST, new GetStatusList(lookup))
            .open(ELSEWHERE, new Elsewhere(routes, pages))
            .build();
    return Edge.builder("verification").router(router).build();
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
    return edge(settings, items, clock);
  }
}
