package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.List;

/// What Open Badges 3.0 requires beyond the data model, and the schema with it: `id`, `validFrom`,
/// `name` for display, and the second context.
final class RequiredOfABadge implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    if (!patient.isBadge()) {
      return advice;
    }
    for (String name : List.of("id", "validFrom", "name")) {
      if (!patient.document().has(name)) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH, "required", "/" + name, "Give the badge its " + name + "."));
      }
    }
    String second = patient.document().path("@context").path(1).asString("");
    if (!second.startsWith("https://purl.imsglobal.org/spec/ob/v3p0/context")) {
      advice.add(
          new Advice(
              Reader.ONE_EDTECH,
              "second-context",
              "/@context/1",
              "Name the context of Open Badges 3.0 right after that of the data model."));
    }
    return advice;
  }
}
