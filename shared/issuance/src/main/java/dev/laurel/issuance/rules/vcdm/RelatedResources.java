package dev.laurel.issuance.rules.vcdm;

import dev.laurel.issuance.rules.Candidate;
import dev.laurel.issuance.rules.Finding;
import dev.laurel.issuance.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A related resource is an object with a URL that stands there once, and a digest of its bytes.
///
/// VCDM 2.0 section 5.3 (Integrity of Related Resources); Subresource Integrity for `digestSRI`.
public final class RelatedResources implements Rule {
  private static final String ID = "vcdm/related-resources";
  private static final String AT = "/relatedResource";

  // The length is what the base 64 of 32, 48 or 64 bytes takes.
  private static final String SRI =
      "sha256-[A-Za-z0-9+/]{43}=|sha384-[A-Za-z0-9+/]{64}|sha512-[A-Za-z0-9+/]{86}==";

  // A multibase prefix and at least the 34 bytes of a SHA-256 multihash in base 58.
  private static final String MULTIBASE = "[zumkfMUFbB][A-Za-z0-9+/_=-]{43,256}";

  @Override
  public List<Finding> check(Candidate document) {
    List<Finding> findings = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Candidate.Part resource : document.parts(AT)) {
      if (!resource.node().isObject()) {
        findings.add(new Finding(ID, resource.pointer(), "an object with an id and a digest"));
        continue;
      }
      Candidate.Part id = resource.member("id");
      if (!AbsoluteIds.isUrl(id.node())) {
        findings.add(new Finding(ID, id.pointer(), "must be a URL"));
      } else if (!ids.add(id.node().stringValue())) {
        findings.add(new Finding(ID, id.pointer(), "must stand there once"));
      }
      digests(findings, resource);
    }
    return findings;
  }

  private static void digests(List<Finding> findings, Candidate.Part resource) {
    List<Candidate.Part> sri = resource.member("digestSRI").each();
    List<Candidate.Part> multibase = resource.member("digestMultibase").each();
    if (sri.isEmpty() && multibase.isEmpty()) {
      findings.add(
          new Finding(ID, resource.pointer(), "must have a digestSRI or a digestMultibase"));
    }
    form(findings, sri, SRI, "sha256-, sha384- or sha512- and the digest in base 64");
    form(findings, multibase, MULTIBASE, "a multihash in multibase");
  }

  private static void form(
      List<Finding> findings, List<Candidate.Part> digests, String form, String right) {
    for (Candidate.Part digest : digests) {
      if (!digest.node().stringValue("").matches(form)) {
        findings.add(new Finding(ID, digest.pointer(), right));
      }
    }
  }
}
