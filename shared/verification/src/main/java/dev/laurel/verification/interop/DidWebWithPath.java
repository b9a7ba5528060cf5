package dev.laurel.verification.interop;

import java.util.List;

/// A did:web with a port needs a path, because the port is not decoded without one: 1EdTech
/// validator 1.11.0, its did:web resolver.
final class DidWebWithPath implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    return patient.issuer().matches("did:web:[^:]*%3[Aa][0-9]+")
        ? List.of(
            new Advice(
                Reader.ONE_EDTECH,
                "did-web-with-path",
                "/issuer/id",
                "Use a did:web without a port, or with a path behind it."))
        : List.of();
  }
}
