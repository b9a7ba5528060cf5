package dev.laurel.tlog.check;

/// One thing that is wrong with a log.
///
/// @param where a file of the log, or what else was looked at
public record Fault(String where, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
