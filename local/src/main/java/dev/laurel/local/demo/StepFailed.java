package dev.laurel.local.demo;

/// A step of the story that did not do what it must; the message says what came instead.
final class StepFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StepFailed(String message) {
    super(message);
  }
}
