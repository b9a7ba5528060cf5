package dev.laurel.assessment;

import dev.laurel.storage.ObjectStore;
import dev.laurel.storage.UploadInvitation;
import dev.laurel.storage.UploadTerms;
import java.util.List;

/// How to upload one item of evidence, counted from 1. Shown once, never stored.
public record Upload(int evidence, UploadInvitation invitation) {

  /// For every open invitation of the submission.
  static List<Upload> of(SubmissionRecord record, ObjectStore objects) {
    return record.invitations().stream()
        .filter(Invitation::isOpen)
        .map(each -> {
          EvidenceItem.File file = record.file(each);
          UploadTerms terms =
              new UploadTerms(file.length(), file.mediaType(), file.sha256(), each.expires());
          return new Upload(each.number(), objects.invite(each.object(), terms));
        })
        .toList();
  }
}
