package dev.laurel.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// What every function's Lambda handler is: an [Edge] behind Lambda's interface. Subclasses give it
/// the edge that their wiring builds and nothing else.
public abstract class EdgeHandler implements RequestStreamHandler {
  private final Edge edge;
  private final Priming priming;

  protected EdgeHandler(Edge edge, Runnable... priming) {
    this.edge = edge;
    this.priming = Priming.before(priming);
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    edge.handle(event, answer, context.getAwsRequestId());
  }

  /// The steps that run before a snapshot.
  protected final Priming priming() {
    return priming;
  }
}
