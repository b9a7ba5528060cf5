package dev.laurel.verification.checks;

import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.verification.Beside;
import dev.laurel.verification.Check;
import dev.laurel.verification.CheckType;
import dev.laurel.verification.EvidenceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The check of the files that were handed along against the digests of the evidence (VCDM 2.0,
/// `digestMultibase`): each of them must be one that the credential names. Files that are not there
/// are not missed.
final class EvidenceStep implements Step {
  @Override
  public Check run(Examination examination) {
    List<Faults.Place> evidence = Faults.places(examination.root(), "evidence", "");
    Map<String, String> digests = new HashMap<>();
    for (Faults.Place place : evidence) {
      Nodes.text(place.node(), "digestMultibase")
          .flatMap(DigestMultibase::parse)
          .ifPresent(digest -> digests.put(HexFormat.of().formatHex(digest), place.pointer()));
    }
    List<EvidenceFile> files = examination.beside().evidence();
    if (files.isEmpty()) {
      return Check.notApplicable(
          Check.EVIDENCE,
          evidence.isEmpty()
              ? "The credential names no evidence."
              : "No evidence file was given to compare. The credential names "
                  + evidence.size()
                  + " and fixes "
                  + digests.size()
                  + " of them by digest.");
    }
    if (files.size() > Beside.MAX_FILES) {
      return Check.unknown(
          Check.EVIDENCE,
          CheckType.LIMIT,
          "More than " + Beside.MAX_FILES + " files are not compared.");
    }
    if (digests.isEmpty()) {
      return Check.unknown(
          Check.EVIDENCE,
          CheckType.EVIDENCE_MISMATCH,
          "The credential fixes no evidence by its digest, so there is nothing to compare with.");
    }
    List<Check> judgements = new ArrayList<>();
    for (EvidenceFile file : files) {
      String place = digests.getOrDefault(file.sha256(), "");
      judgements.add(
          place.isEmpty()
              ? Check.failed(
                  Check.EVIDENCE,
                  CheckType.EVIDENCE_MISMATCH,
                  "The file " + file.name() + " is none of those that the credential fixes.")
              : Check.passed(
                  Check.EVIDENCE, "The file " + file.name() + " is " + place + ", unchanged."));
    }
    return Check.worst(judgements);
  }
}
