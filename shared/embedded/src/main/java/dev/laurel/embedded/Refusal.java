package dev.laurel.embedded;

/// Why an upload or a download was refused, with the HTTP status that object stores answer.
public enum Refusal {
  NOT_FOUND(404, "no such object"),
  NOT_SIGNED(403, "the URL was not made here or was changed"),
  EXPIRED(403, "the URL has expired"),
  LENGTH_MISSING(411, "the header content-length is missing"),
  OTHER_LENGTH(400, "the length is not the announced one"),
  OTHER_TYPE(403, "the header content-type is not the announced one"),
  OTHER_CHECKSUM(400, "the bytes or the header x-amz-checksum-sha256 are not the announced ones"),
  NOT_CONDITIONAL(403, "the header if-none-match: * is missing"),
  CUT_OFF(400, "the upload was cut off"),
  EXISTS(412, "the object is there already");

  private final int status;
  private final String words;

  Refusal(int status, String words) {
    this.status = status;
    this.words = words;
  }

  public int status() {
    return status;
  }

  /// The reason in words, without anything from the request.
  public String words() {
    return words;
  }
}
