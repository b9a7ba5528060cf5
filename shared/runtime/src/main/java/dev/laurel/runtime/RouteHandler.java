package dev.laurel.runtime;

/// Answers the requests of one route: parse, call one use case, render. May throw
/// [ProblemException] and [dev.laurel.storage.StoreUnavailable]; anything else is a bug and
/// answered 500.
@FunctionalInterface
public interface RouteHandler {
  Response handle(Request request);
}
