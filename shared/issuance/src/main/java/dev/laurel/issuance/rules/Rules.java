package dev.laurel.issuance.rules;

import dev.laurel.issuance.rules.house.DocumentSize;
import dev.laurel.issuance.rules.house.LevelOrder;
import dev.laurel.issuance.rules.house.NoEmailAddress;
import dev.laurel.issuance.rules.house.PlainNames;
import dev.laurel.issuance.rules.ob3.CriteriaPresent;
import dev.laurel.issuance.rules.ob3.IdentityForm;
import dev.laurel.issuance.rules.ob3.RequiredMembers;
import dev.laurel.issuance.rules.ob3.ResultLinks;
import dev.laurel.issuance.rules.vcdm.AbsoluteIds;
import dev.laurel.issuance.rules.vcdm.ContextOrder;
import dev.laurel.issuance.rules.vcdm.DateForm;
import dev.laurel.issuance.rules.vcdm.StatusEntry;
import dev.laurel.issuance.rules.vcdm.ValidityPeriod;
import java.util.List;

/// Every rule that a badge obeys. What needs the graph (terms that no context defines) is found
/// when it is canonicalised, see [dev.laurel.issuance.rules.vcdm.LosslessGraph].
public final class Rules {
  /// All of them; a document is held against every one, so that one answer names everything.
  public static final List<Rule> BADGE =
      List.of(
          new ContextOrder(),
          new DateForm(),
          new ValidityPeriod(),
          new AbsoluteIds(),
          new StatusEntry(),
          new RequiredMembers(),
          new CriteriaPresent(),
          new ResultLinks(),
          new IdentityForm(),
          new LevelOrder(),
          new NoEmailAddress(),
          new PlainNames(),
          new DocumentSize());

  private Rules() {}
}
