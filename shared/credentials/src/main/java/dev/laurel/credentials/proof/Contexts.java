package dev.laurel.credentials.proof;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import dev.laurel.credentials.Sha256;
import dev.laurel.json.Json;
import dev.laurel.json.JsonRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The JSON-LD contexts that documents may name, by URL: those bundled here and any that were added
/// from a folder. Each is pinned by its SHA-256; nothing is ever fetched. Immutable.
public final class Contexts {
  private static final String INDEX = "index.json";
  private static final String FOLDER = "/dev/laurel/credentials/contexts/";

  private final Map<String, Document> byUrl;
  private final Set<String> bundledUrls;

  private Contexts(Map<String, Document> byUrl, Set<String> bundledUrls) {
    this.byUrl = Map.copyOf(byUrl);
    this.bundledUrls = Set.copyOf(bundledUrls);
  }

  private interface Source {
    byte[] read(String file) throws IOException;
  }

  /// The bundled contexts: VC 2.0 and 1.1, Open Badges 3.0, Data Integrity, Multikey, status list.
  /// Reads and parses them; keep the result.
  public static Contexts bundled() {
    Map<String, Document> contexts =
        read(file -> {
          try (InputStream in = Contexts.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
              throw new IllegalStateException("context " + file + " is not in the build");
            }
            return in.readAllBytes();
          }
        });
    return new Contexts(contexts, contexts.keySet());
  }

  /// These contexts and those of a folder, whose `index.json` is a list of `url`, `file` (a name in
  /// the folder) and `sha256`. Throws [IllegalArgumentException] where the folder is not like that,
  /// a digest differs, or an entry would replace a bundled context; [UncheckedIOException] where it
  /// cannot be read.
  public Contexts with(Path folder) {
    Map<String, Document> all = new HashMap<>(byUrl);
    read(file -> Files.readAllBytes(folder.resolve(file)))
        .forEach((url, context) -> {
          if (bundledUrls.contains(url)) {
            throw new IllegalArgumentException("context " + url + " is bundled and stays");
          }
          all.put(url, context);
        });
    return new Contexts(all, bundledUrls);
  }

  /// Whether a document may name this URL.
  public boolean known(String url) {
    return byUrl.containsKey(url);
  }

  /// The URLs that a document may name.
  public Set<String> urls() {
    return byUrl.keySet();
  }

  /// A loader that knows these and refuses everything else, without a connection.
  DocumentLoader loader() {
    return (url, options) -> {
      Document context = byUrl.get(url.toString());
      if (context == null) {
        throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "not a known context");
      }
      return context;
    };
  }

  private static Map<String, Document> read(Source source) {
    Map<String, Document> contexts = new HashMap<>();
    try {
      for (JsonNode entry : parse(source.read(INDEX), INDEX)) {
        String url = entry.path("url").asString("");
        String file = entry.path("file").asString("");
        if (url.isEmpty() || !file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
          throw new IllegalArgumentException(
              INDEX + ": an entry has url, file (a plain name) and sha256");
        }
        byte[] bytes = source.read(file);
        String digest = HexFormat.of().formatHex(Sha256.of(bytes));
        if (!digest.equals(entry.path("sha256").asString(""))) {
          throw new IllegalArgumentException(
              "context " + file + " has SHA-256 " + digest + ", not that of " + INDEX);
        }
        JsonNode context = parse(bytes, file);
        if (!context.path("@context").isObject()) {
          throw new IllegalArgumentException(file + " has no object @context");
        }
        contexts.put(url, JsonDocument.of(LinkedDataTree.of(context).asJsonObject()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return contexts;
  }

  private static JsonNode parse(byte[] bytes, String file) {
    try {
      return Json.parse(bytes);
    } catch (JsonRefused e) {
      throw new IllegalArgumentException(file + " is not JSON: " + e.getMessage(), e);
    }
  }
}
