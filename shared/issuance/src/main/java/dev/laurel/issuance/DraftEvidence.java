package dev.laurel.issuance;

import dev.laurel.assessment.EvidenceItem;
import dev.laurel.assessment.Submission;
import dev.laurel.credentials.openbadges.DigestMultibase;
import dev.laurel.credentials.openbadges.Evidence;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The evidence of a credential: links by their address, files and texts by media type and digest,
/// so that whoever is shown the work can see that it is this one.
final class DraftEvidence {
  private DraftEvidence() {}

  static List<Evidence> of(Submission submission) {
    return submission.evidence().stream().map(DraftEvidence::of).toList();
  }

  private static Evidence of(EvidenceItem item) {
    return switch (item) {
      case EvidenceItem.Link link -> evidence(item, link.url(), null, null);
      case EvidenceItem.File file -> evidence(item, null, file.mediaType(), digest(file.sha256()));
      // Parameters do not belong into mediaType's plain form, and the text is UTF-8 anyway.
      case EvidenceItem.Text text -> evidence(item, null, "text/plain", digest(text.sha256()));
    };
  }

  private static Evidence evidence(
      EvidenceItem item, @Nullable String id, @Nullable String mediaType, @Nullable String digest) {
    return new Evidence(id, item.name(), item.description(), null, null, null, mediaType, digest);
  }

  private static String digest(String sha256Hex) {
    return DigestMultibase.of(HexFormat.of().parseHex(sha256Hex));
  }
}
