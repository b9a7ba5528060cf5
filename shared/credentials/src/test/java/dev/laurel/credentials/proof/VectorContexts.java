package dev.laurel.credentials.proof;

import dev.laurel.credentials.Sha256;
import dev.laurel.credentials.SharedData;
import dev.laurel.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The contexts of the published vectors: the one with the data, and one in own words for the terms
/// of https://w3id.org/citizenship/v4rc1 that the vectors use, whose meaning their canonical forms
/// tell.
final class VectorContexts {
  private static final String CITIZENSHIP = "https://w3id.org/citizenship/v4rc1";
  private static final String TERMS =
      """
      {"@context":{
        "schema":"https://schema.org/","cit":"https://w3id.org/citizenship#",
        "xsd":"http://www.w3.org/2001/XMLSchema#",
        "Person":"schema:Person","EmployablePerson":"cit:EmployablePerson",
        "PermanentResident":"cit:PermanentResident",
        "PermanentResidentCard":"cit:PermanentResidentCard",
        "PermanentResidentCardCredential":"cit:PermanentResidentCardCredential",
        "EmploymentAuthorizationDocument":"cit:EmploymentAuthorizationDocument",
        "EmploymentAuthorizationDocumentCredential":
          "cit:EmploymentAuthorizationDocumentCredential",
        "image":{"@id":"schema:image","@type":"@id"},
        "givenName":"schema:givenName","familyName":"schema:familyName",
        "additionalName":"schema:additionalName","gender":"schema:gender",
        "identifier":"schema:identifier",
        "birthDate":{"@id":"schema:birthDate","@type":"xsd:dateTime"},
        "residentSince":{"@id":"cit:residentSince","@type":"xsd:dateTime"},
        "birthCountry":"cit:birthCountry","commuterClassification":"cit:commuterClassification",
        "lprCategory":"cit:lprCategory","lprNumber":"cit:lprNumber",
        "employmentAuthorizationDocument":"cit:employmentAuthorizationDocument",
        "permanentResidentCard":"cit:permanentResidentCard"}}
      """;

  private VectorContexts() {}

  /// All of them, with the bundled ones.
  static Canonicalizer canonicalizer() {
    Contexts contexts = Contexts.bundled().with(SharedData.path("contexts"));
    try {
      Path folder = Files.createTempDirectory("contexts");
      byte[] terms = TERMS.getBytes(StandardCharsets.UTF_8);
      Files.write(folder.resolve("citizenship.json"), terms);
      Map<String, String> entry =
          Map.of(
              "url",
              CITIZENSHIP,
              "file",
              "citizenship.json",
              "sha256",
              HexFormat.of().formatHex(Sha256.of(terms)));
      Files.write(folder.resolve("index.json"), Json.bytes(List.of(entry)));
      return new Canonicalizer(contexts.with(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
