package dev.laurel.issuance.rules;

import dev.laurel.issuance.rules.di.ExactNumbers;
import dev.laurel.issuance.rules.di.Unsigned;
import dev.laurel.issuance.rules.house.AlignmentLinks;
import dev.laurel.issuance.rules.house.DocumentSize;
import dev.laurel.issuance.rules.house.LevelOrder;
import dev.laurel.issuance.rules.house.NoEmailAddress;
import dev.laurel.issuance.rules.house.NoPersonalData;
import dev.laurel.issuance.rules.house.PlainNames;
import dev.laurel.issuance.rules.house.SingleScript;
import dev.laurel.issuance.rules.house.StillValid;
import dev.laurel.issuance.rules.ob3.ClosedShapes;
import dev.laurel.issuance.rules.ob3.CriteriaPresent;
import dev.laurel.issuance.rules.ob3.EmbeddedEndorsements;
import dev.laurel.issuance.rules.ob3.IdentityForm;
import dev.laurel.issuance.rules.ob3.MemberForms;
import dev.laurel.issuance.rules.ob3.NothingEmpty;
import dev.laurel.issuance.rules.ob3.RequiredMembers;
import dev.laurel.issuance.rules.ob3.ResultLinks;
import dev.laurel.issuance.rules.ob3.Vocabulary;
import dev.laurel.issuance.rules.vcdm.AbsoluteIds;
import dev.laurel.issuance.rules.vcdm.ContextOrder;
import dev.laurel.issuance.rules.vcdm.CredentialType;
import dev.laurel.issuance.rules.vcdm.DateForm;
import dev.laurel.issuance.rules.vcdm.IssuerForm;
import dev.laurel.issuance.rules.vcdm.LanguageValues;
import dev.laurel.issuance.rules.vcdm.RelatedResources;
import dev.laurel.issuance.rules.vcdm.StatusEntry;
import dev.laurel.issuance.rules.vcdm.SubjectClaims;
import dev.laurel.issuance.rules.vcdm.TypedMembers;
import dev.laurel.issuance.rules.vcdm.ValidityPeriod;
import java.util.List;
import java.util.stream.Stream;

/// The rules that a document obeys before it is signed, by what it is. A document is held against
/// every one, so that one answer names everything. What needs the graph (terms that no context
/// defines) is found when it is canonicalised, see [dev.laurel.issuance.rules.vcdm.LosslessGraph].
public final class Rules {
  private static final List<Rule> ALWAYS =
      List.of(
          new CredentialType(),
          new IssuerForm(),
          new SubjectClaims(),
          new DateForm(),
          new ValidityPeriod(),
          new TypedMembers(),
          new RelatedResources(),
          new LanguageValues(),
          new Unsigned(),
          new ExactNumbers(),
          new StillValid(),
          new SingleScript(),
          new PlainNames(),
          new DocumentSize());

  /// For an AchievementCredential, also under its other name OpenBadgeCredential.
  public static final List<Rule> BADGE =
      with(
          ContextOrder.openBadges(),
          AbsoluteIds.openBadges(),
          StatusEntry.badge(),
          RequiredMembers.badge(),
          new MemberForms(),
          new NothingEmpty(),
          new ClosedShapes(),
          new Vocabulary(),
          new CriteriaPresent(),
          new ResultLinks(),
          new IdentityForm(),
          new EmbeddedEndorsements(),
          new LevelOrder(),
          new AlignmentLinks(),
          new NoPersonalData(),
          new NoEmailAddress());

  /// For an EndorsementCredential.
  public static final List<Rule> ENDORSEMENT =
      with(
          ContextOrder.openBadges(),
          AbsoluteIds.openBadges(),
          StatusEntry.anyCredential(),
          RequiredMembers.endorsement(),
          new MemberForms(),
          new NothingEmpty(),
          new ClosedShapes(),
          new NoEmailAddress());

  /// For a credential of any other type: what it says of whom is its issuer's business.
  public static final List<Rule> CREDENTIAL =
      with(ContextOrder.anyCredential(), AbsoluteIds.anyCredential(), StatusEntry.anyCredential());

  private Rules() {}

  /// The rules for this document, by its type.
  public static List<Rule> of(Candidate document) {
    if (document.is("AchievementCredential") || document.is("OpenBadgeCredential")) {
      return BADGE;
    }
    return document.is("EndorsementCredential") ? ENDORSEMENT : CREDENTIAL;
  }

  private static List<Rule> with(Rule... own) {
    return Stream.concat(Stream.of(own), ALWAYS.stream()).toList();
  }
}
