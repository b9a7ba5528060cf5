package dev.laurel.local.gateway;

/// A function as Lambda calls it: one JSON event in, one JSON answer out. May be called from any
/// number of threads.
@FunctionalInterface
public interface EventFunction {
  byte[] handle(byte[] event, String requestId);
}
