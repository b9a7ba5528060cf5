package dev.laurel.local;

import dev.laurel.credentials.proof.Contexts;
import dev.laurel.embedded.Durability;
import dev.laurel.local.demo.Step;
import dev.laurel.local.demo.Story;
import dev.laurel.local.template.TemplateFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// The commands `up`, `demo`, `verify`, `logcheck`, `monitor` and `keys` of `./laurel`.
public final class LocalMain {
  static final String DEFAULT_ORIGIN = "http://localhost:8080";
  private static final int DEFAULT_PORT = 8080;
  private static final String DEFAULT_DATA = ".laurel";

  /// From here on a start begins a new log and keeps the one before: a few days of trying out.
  private static final long MAX_LOG_BYTES = 16 * 1024 * 1024;

  /// The exit status where nothing could be begun, as for a verification that could not be made.
  private static final int REFUSED = 2;

  private final PrintStream out;
  private final Path standing;
  private final InstantSource clock = InstantSource.system();
  private final SecureRandom random = new SecureRandom();

  private LocalMain(PrintStream out, Path standing) {
    this.out = out;
    this.standing = standing;
  }

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Path standing = Path.of(System.getProperty("laurel.cwd", "")).toAbsolutePath();
    LocalMain main = new LocalMain(out, standing);
    int status;
    try {
      status = main.run(List.of(arguments), System.getenv());
    } catch (StartRefused e) {
      System.err.println("laurel: " + e.getMessage());
      status = REFUSED;
    } catch (IOException e) {
      System.err.println("laurel: " + e);
      status = REFUSED;
    }
    out.flush();
    System.exit(status);
  }

  private int run(List<String> arguments, Map<String, String> env) throws IOException {
    if (arguments.isEmpty()) {
      throw new StartRefused("Say up, demo, verify, logcheck, monitor or keys; see ./laurel help.");
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "up" -> up(rest, env);
      case "demo" -> demo(rest, env);
      case "verify" -> verify(rest);
      case "logcheck" -> logs().run(rest, usualData());
      case "monitor" -> new MonitorCommand(logs(), standing, out).run(rest, usualData());
      case "keys" -> new KeyCommands(standing, random, out).run(rest, env, usualData());
      default -> throw new StartRefused("There is no command " + arguments.getFirst() + ".");
    };
  }

  private int up(List<String> arguments, Map<String, String> env) throws IOException {
    Options options =
        Options.parse(
            arguments, Set.of("--durable"), Set.of("--port", "--data", "--origin", "--contexts"));
    LocalServer.Start start = start(options, env);
    try (LocalServer server = serve(start)) {
      announce(start);
      untilStopped(server);
    }
    return 0;
  }

  private int demo(List<String> arguments, Map<String, String> env) throws IOException {
    Options options =
        Options.parse(
            arguments,
            Set.of("--once", "--json", "--durable"),
            Set.of("--port", "--data", "--origin", "--contexts"));
    boolean json = options.has("--json");
    LocalServer.Start start = start(options, env);
    try (LocalServer server = serve(start)) {
      if (!json) {
        announce(start);
        out.println();
      }
      List<Step> steps = tell(server, start, json);
      boolean ok = steps.stream().allMatch(Step::ok);
      if (!json) {
        out.println();
        out.println(
            ok
                ? "Every step did what it must. The credential is in "
                    + start.folder().resolve("demo/credential.json")
                    + ", its proof from the log beside it."
                : "A step failed; the server's log is " + start.folder().resolve("server.log"));
      }
      if (options.has("--once")) {
        return ok ? 0 : 1;
      }
      if (!json) {
        out.println("Still serving; stop with Ctrl-C.");
      }
      untilStopped(server);
      return ok ? 0 : 1;
    }
  }

  private List<Step> tell(LocalServer server, LocalServer.Start start, boolean json)
      throws IOException {
    AtomicInteger number = new AtomicInteger();
    try (Story story =
        new Story(
            start.origin(),
            server.listening(),
            server.operatorKey(),
            LogKeyFile.of(start.folder()),
            start.folder().resolve("demo"),
            step -> out.println(json ? step.json() : step.line(number.incrementAndGet())))) {
      return story.tell();
    }
  }

  /// The folder with contexts of the operator's own, looked at before anything starts.
  private String contexts(Options options) {
    String named = options.value("--contexts", "");
    if (named.isEmpty()) {
      return "";
    }
    Path folder = Options.path(named, standing);
    try {
      Contexts.bundled().with(folder);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new StartRefused("The folder of --contexts is not one: " + e.getMessage());
    }
    return folder.toString();
  }

  private int verify(List<String> arguments) throws IOException {
    Options options = VerifyCommand.options(arguments);
    return VerifyCommand.run(options, data(options), standing, clock, out);
  }

  private LogCheckCommand logs() {
    return new LogCheckCommand(standing, clock, out);
  }

  /// What to start, from the options and what the folder's first start fixed.
  private LocalServer.Start start(Options options, Map<String, String> env) throws IOException {
    if (!options.rest().isEmpty()) {
      throw new StartRefused("Not understood: " + String.join(" ", options.rest()));
    }
    if (env.getOrDefault("STAGE", "").equals("production")) {
      throw new StartRefused(
          "STAGE is production. The local server signs with keys from files and does not start"
              + " there.");
    }
    Path folder = data(options);
    Optional<String> fixed = DataFolder.origin(folder);
    int port = port(options, fixed);
    String origin =
        options.value(
            "--origin",
            options.values().containsKey("--port")
                ? "http://localhost:" + port
                : fixed.orElse("http://localhost:" + port));
    boolean durable = options.has("--durable");
    return new LocalServer.Start(
        folder,
        port,
        origin.replaceAll("/+$", ""),
        durable ? Durability.POWER : Durability.PROCESS,
        contexts(options));
  }

  private static int port(Options options, Optional<String> fixed) throws IOException {
    int usual =
        fixed
            .map(URI::create)
            .filter(origin -> "localhost".equals(origin.getHost()) && origin.getPort() > 0)
            .map(URI::getPort)
            .orElse(DEFAULT_PORT);
    String text = options.value("--port", Integer.toString(usual));
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new StartRefused("--port needs a number up to 65535, not " + text + ".");
    }
    if (text.equals("0")) {
      byte[] loopback = {127, 0, 0, 1};
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
        return free.getLocalPort();
      }
    }
    return Integer.parseInt(text);
  }

  private Path data(Options options) {
    return options.values().containsKey("--data")
        ? Options.path(options.value("--data", DEFAULT_DATA), standing)
        : usualData();
  }

  private static Path usualData() {
    return Path.of(DEFAULT_DATA).toAbsolutePath();
  }

  /// Starts the server; what functions log goes to a file, so that the console stays readable.
  private LocalServer serve(LocalServer.Start start) throws IOException {
    Files.createDirectories(start.folder());
    Path log = start.folder().resolve("server.log");
    if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
      Path before = start.folder().resolve("server.log.1");
      Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
    }
    PrintStream lines =
        new PrintStream(new FileOutputStream(log.toFile(), true), true, StandardCharsets.UTF_8);
    System.setOut(lines);
    try {
      return LocalServer.start(start, template(), clock, random, lines::println);
    } catch (BindException e) {
      throw new StartRefused(
          "Port "
              + start.port()
              + " is taken. Give another with --port, and with it a new folder"
              + " with --data.");
    }
  }

  private void announce(LocalServer.Start start) {
    out.println("Laurel      " + start.origin());
    out.println("mailbox     " + start.origin() + "/dev/mailbox");
    out.println("operator    " + start.folder().resolve("operator-key"));
    out.println("log         " + start.folder().resolve("server.log"));
  }

  /// Waits for SIGTERM or Ctrl-C, then lets the work that has begun end.
  private static void untilStopped(LocalServer server) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                server.close();
              } catch (IOException e) {
                System.err.println("laurel: " + e);
              }
              stopped.countDown();
            }));
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The template that the build packed.
  static TemplateFile template() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            java.util.Objects.requireNonNull(
                LocalMain.class.getResourceAsStream("/template.yaml"), "template.yaml"),
            StandardCharsets.UTF_8)) {
      return TemplateFile.parse(reader);
    }
  }
}
