package dev.laurel.verification;

/// Finds the signed status list behind a URL. Never throws for one that it does not know or cannot
/// reach. The list is not trusted: it is verified like any credential. The finders of this room
/// make no network call; whoever puts a fetching one beside them guards it, and it is asked once
/// for each URL in a verification, only for a document whose signatures hold.
@FunctionalInterface
public interface StatusLists {
  Fetch fetch(String url);

  /// What became of it.
  sealed interface Fetch {
    /// The bytes at the URL. The array belongs to the receiver.
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Fetched(byte[] document) implements Fetch {}

    record NotFound() implements Fetch {}

    /// Nobody could be asked, and why, in words.
    record Unavailable(String why) implements Fetch {}
  }
}
