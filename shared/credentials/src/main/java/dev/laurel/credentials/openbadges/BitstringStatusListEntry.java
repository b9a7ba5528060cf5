package dev.laurel.credentials.openbadges;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// Where the status of a credential is kept (Bitstring Status List 2.1): list, index and purpose.
@JsonPropertyOrder({"id", "type"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record BitstringStatusListEntry(
    String id, String statusPurpose, String statusListIndex, String statusListCredential) {
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String type() {
    return "BitstringStatusListEntry";
  }

  /// The entry at an index of a revocation list.
  public static BitstringStatusListEntry revocation(String statusListCredential, int index) {
    return of("revocation", statusListCredential, index);
  }

  /// The entry at an index of a suspension list: what it says may be taken back.
  public static BitstringStatusListEntry suspension(String statusListCredential, int index) {
    return of("suspension", statusListCredential, index);
  }

  /// The id is the list's URL with the index as fragment: the badge schema wants an id, and
  /// Bitstring Status List wants it to differ from the list.
  private static BitstringStatusListEntry of(String purpose, String list, int index) {
    if (index < 0) {
      throw new IllegalArgumentException("a status list index is not negative");
    }
    return new BitstringStatusListEntry(list + "#" + index, purpose, Integer.toString(index), list);
  }
}
