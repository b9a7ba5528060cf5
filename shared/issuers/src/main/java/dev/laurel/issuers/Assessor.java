package dev.laurel.issuers;

/// The person behind a key with scope `grade`. Personal data: it lies in a row of its own.
public record Assessor(String name, String email) {
  @Override
  public String toString() {
    return "Assessor[not shown]";
  }
}
