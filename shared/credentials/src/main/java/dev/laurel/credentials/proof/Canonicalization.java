package dev.laurel.credentials.proof;

/// The outcome of bringing a document into canonical form: the form, or why there is none that
/// would say all that the document says.
public sealed interface Canonicalization {
  /// Why a document has no safe canonical form.
  enum Reason {
    /// A term that no context defines: it would vanish.
    UNDEFINED_TERM,
    /// A context that is neither bundled nor given.
    UNKNOWN_CONTEXT,
    /// A context that is not a URL, or stands anywhere but at the top.
    INLINE_CONTEXT,
    /// A reference that is not an absolute IRI (also a blank node identifier): it would vanish, or
    /// mean something else elsewhere.
    RELATIVE_IRI,
    /// A value that the canonical form would leave out, such as null or an empty array.
    DROPPED_VALUE,
    /// Not a compacted JSON-LD document.
    INVALID,
    /// More work than an honest document needs.
    RESOURCE_LIMIT
  }

  /// Canonical N-Quads (RDFC-1.0) in UTF-8.
  @SuppressWarnings("ArrayRecordComponent") // cloned in and out
  record Canonical(byte[] nquads) implements Canonicalization {
    public Canonical {
      nquads = nquads.clone();
    }

    @Override
    public byte[] nquads() {
      return nquads.clone();
    }

    /// The form as text, without its bytes in debuggers and messages.
    @Override
    public String toString() {
      return "Canonical[" + nquads.length + " bytes]";
    }
  }

  /// No canonical form. The detail names members and limits, never values; the pointer (RFC 6901)
  /// is empty where the place is not known or is the whole document.
  record Refused(Reason reason, String detail, String pointer)
      implements Canonicalization, HashResult, ProofResult {}
}
