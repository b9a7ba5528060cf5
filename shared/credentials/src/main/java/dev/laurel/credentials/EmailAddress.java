package dev.laurel.credentials;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address that a mail service takes without quoting or encoding: an ASCII local part of
/// dot-separated atoms (RFC 5321 `Dot-string`) and a domain name in ASCII. The text is kept as
/// given, except that a domain with other letters becomes its Punycode form.
///
/// It is personal data: [#toString] does not show it.
public record EmailAddress(String text) {
  /// RFC 5321 4.5.3.1.3 allows 256 octets with the two angle brackets.
  public static final int MAX_LENGTH = 254;

  /// RFC 5321 4.5.3.1.1.
  private static final int MAX_LOCAL_LENGTH = 64;

  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  /// The letters that the two versions of IDNA map to different domains (Unicode TS 46, section 7).
  /// Guessing could mail a stranger.
  private static final Pattern DEVIATION = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");

  public EmailAddress {
    if (!wellFormed(text)) {
      throw new IllegalArgumentException("not an e-mail address in ASCII");
    }
  }

  /// The address in text from outside, or empty where it is not one that can be mailed.
  public static Optional<EmailAddress> parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return asciiDomain(text.substring(at + 1))
        .map(domain -> text.substring(0, at + 1) + domain)
        .filter(EmailAddress::wellFormed)
        .map(EmailAddress::new);
  }

  /// The part after the `@`.
  public String domain() {
    return text.substring(text.lastIndexOf('@') + 1);
  }

  private static Optional<String> asciiDomain(String domain) {
    if (domain.chars().allMatch(c -> c < 0x80)) {
      return Optional.of(domain);
    }
    if (DEVIATION.matcher(domain).find()) {
      return Optional.empty();
    }
    try {
      return Optional.of(IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static boolean wellFormed(String text) {
    int at = text.lastIndexOf('@');
    if (text.length() > MAX_LENGTH || at < 1 || at > MAX_LOCAL_LENGTH) {
      return false;
    }
    String[] labels = text.substring(at + 1).split("\\.", -1);
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    // A top-level domain is never all digits (RFC 3696 section 2); this also refuses IPv4
    // addresses.
    return labels.length > 1
        && !labels[labels.length - 1].chars().allMatch(Character::isDigit)
        && LOCAL.matcher(text.substring(0, at)).matches();
  }

  @Override
  public String toString() {
    return "EmailAddress[not shown]";
  }
}
