package dev.laurel.runtime;

/// A problem on its way out of a handler. Only edge code throws it; rooms answer with results.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.type().slug());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
