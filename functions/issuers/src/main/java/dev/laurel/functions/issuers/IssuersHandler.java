package dev.laurel.functions.issuers;

import dev.laurel.runtime.EdgeHandler;

/// The Lambda handler of the function `issuers`.
public final class IssuersHandler extends EdgeHandler {
  public IssuersHandler() {
    super(Wiring.aws(System.getenv()), Wiring::prime);
  }
}
