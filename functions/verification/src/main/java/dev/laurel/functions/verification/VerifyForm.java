package dev.laurel.functions.verification;

import dev.laurel.runtime.Request;
import dev.laurel.runtime.Response;
import dev.laurel.runtime.RouteHandler;

/// `GET /verify`: the page on which anyone can have a credential verified.
final class VerifyForm implements RouteHandler {
  private final Pages pages;

  VerifyForm(Pages pages) {
    this.pages = pages;
  }

  @Override
  public Response handle(Request request) {
    return pages.verifyForm(200, "");
  }
}
