package dev.laurel.functions.sequencer;

import dev.laurel.storage.ObjectName;

/// How long readers of the log may keep what they read (C2SP tlog-tiles): a tile for ever, for its
/// bytes never change; the checkpoint for a few seconds.
public final class LogCaching {
  /// Short, so that a monitor is never far behind; not nothing, so that a crowd of readers does not
  /// reach the bucket.
  static final String CHECKPOINT = "public, max-age=5";

  static final String TILE = "public, max-age=31536000, immutable";

  private LogCaching() {}

  /// Whether everyone may read the object.
  public static boolean isPublic(ObjectName name) {
    return name.text().equals("checkpoint") || name.text().startsWith("tile/");
  }

  /// The `Cache-Control` of an object of the log; "" for what is nobody else's.
  public static String of(ObjectName name) {
    if (!isPublic(name)) {
      return "";
    }
    return name.text().equals("checkpoint") ? CHECKPOINT : TILE;
  }
}
