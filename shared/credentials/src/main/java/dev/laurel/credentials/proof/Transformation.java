package dev.laurel.credentials.proof;

/// How a cryptosuite brings a document into the form that is hashed.
public enum Transformation {
  /// As RDF, in canonical N-Quads (RDFC-1.0): what the document means.
  RDFC,

  /// As JSON (RFC 8785): how the document is written.
  JCS,

  /// As RDF, each statement signed for itself, so that a holder may leave some out.
  SELECTIVE
}
