package dev.laurel.issuers;

/// Another form of an achievement, by its URL: a translation, an earlier version (OB 3.0 Related).
/// `language` and `version` may be "".
public record RelatedAchievement(String url, String language, String version) {}
