package dev.laurel.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A signed note (C2SP signed-note v1.0.0): a text and the signature lines behind its last empty
/// line. Nothing is verified here.
public record Note(String text, List<NoteSignature> signatures) {
  /// Most signatures: 16 must be read; a log's two and many witnesses' fit.
  public static final int MAX_SIGNATURES = 64;

  /// Most bytes: each of [#MAX_SIGNATURES] may be ML-DSA's 3,300 characters, and the text short.
  public static final int MAX_BYTES = 256 * 1024;

  public Note {
    signatures = List.copyOf(signatures);
    if (!isText(text)) {
      throw new IllegalArgumentException("a note's text is lines of Unicode, each ended");
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note has at most " + MAX_SIGNATURES + " signatures");
    }
  }

  /// The note in bytes from outside, or empty where it is malformed: not UTF-8, control characters,
  /// no signature, too many, or too long.
  public static Optional<Note> parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    Optional<String> decoded = decode(bytes);
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    String all = decoded.get();
    int split = all.lastIndexOf("\n\n");
    if (split < 0 || !all.endsWith("\n") || !isText(all.substring(0, split + 1))) {
      return Optional.empty();
    }
    return parseLines(all.substring(split + 2))
        .filter(signatures -> !signatures.isEmpty())
        .map(signatures -> new Note(all.substring(0, split + 1), signatures));
  }

  /// Signature lines, each with its line feed, or empty where one is malformed or they are too
  /// many; no lines are an empty list.
  public static Optional<List<NoteSignature>> parseLines(String lines) {
    List<NoteSignature> signatures = new ArrayList<>();
    int at = 0;
    while (at < lines.length()) {
      int end = lines.indexOf('\n', at);
      Optional<NoteSignature> signature =
          end < 0 ? Optional.empty() : NoteSignature.parse(lines.substring(at, end));
      if (signature.isEmpty() || signatures.size() == MAX_SIGNATURES) {
        return Optional.empty();
      }
      signatures.add(signature.get());
      at = end + 1;
    }
    return Optional.of(signatures);
  }

  /// The note with further signatures behind those it has.
  public Note with(NoteSignature... more) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    all.addAll(List.of(more));
    return new Note(text, all);
  }

  /// The bytes of the note. One without signatures is not read again by [#parse].
  public byte[] bytes() {
    StringBuilder all = new StringBuilder(text).append('\n');
    for (NoteSignature signature : signatures) {
      all.append(signature.line()).append('\n');
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isText(String text) {
    return text.endsWith("\n")
        && text.codePoints().allMatch(c -> (c >= ' ' || c == '\n') && (c < 0xd800 || c > 0xdfff));
  }

  private static Optional<String> decode(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
