package dev.laurel.functions.verification;

import dev.laurel.runtime.Problem;
import dev.laurel.runtime.ProblemType;
import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;
import dev.laurel.runtime.Router;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// `$default`: what no route of the deployment takes. A known address with another method is 405
/// with `Allow`, everything else 404; both as a page for browsers.
final class Elsewhere implements RouteHandler {
  private final Set<String> routes;
  private final Set<String> methods;
  private final Pages pages;

  Elsewhere(Set<String> routes, Pages pages) {
    this.routes =
        routes.stream().filter(route -> !route.equals("$default")).collect(Collectors.toSet());
    this.methods =
        this.routes.stream()
            .map(route -> route.substring(0, route.indexOf(' ')))
            .collect(Collectors.toSet());
    this.pages = pages;
  }

  @Override
  public Response handle(Request request) {
    Set<String> allowed = new TreeSet<>();
    for (String method : methods) {
      if (Router.match(routes, method, request.path()).isPresent()) {
        allowed.add(method);
      }
    }
    if (allowed.isEmpty()) {
      return MediaType.wantsPage(request)
          ? pages.notFound()
          : Response.problem(Problem.notFound()).header("vary", "Accept");
    }
    String allow = String.join(", ", allowed);
    Problem problem =
        Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This address takes " + allow + ".");
    Response response =
        MediaType.wantsPage(request)
            ? pages.message(405, "Not this way", "This address takes " + allow + ".")
            : Response.problem(problem).header("vary", "Accept");
    return response.header("allow", allow);
  }
}
