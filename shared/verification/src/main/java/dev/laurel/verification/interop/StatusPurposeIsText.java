package dev.laurel.verification.interop;

import java.util.ArrayList;
import java.util.List;

/// Only `revocation` is looked at, and only as text: 1EdTech validator 1.11.0, status probe.
final class StatusPurposeIsText implements Rule {
  @Override
  public List<Advice> look(Patient patient) {
    List<Advice> advice = new ArrayList<>();
    for (Patient.Place status : Patient.all(patient.document(), "credentialStatus", "")) {
      if (Patient.text(status.node(), "statusPurpose").filter("revocation"::equals).isEmpty()
          && Patient.text(status.node(), "type")
              .filter("BitstringStatusListEntry"::equals)
              .isPresent()) {
        advice.add(
            new Advice(
                Reader.ONE_EDTECH,
                "status-purpose-is-revocation",
                status.pointer() + "/statusPurpose",
                "Only the purpose revocation is checked there; any other is passed over."));
      }
    }
    return advice;
  }
}
