package dev.laurel.verification.interop;

import java.util.List;

/// One demand of one reader that a credential may fail although it holds here. Stateless; the
/// class's documentation names where the demand was read.
interface Rule {
  List<Advice> look(Patient patient);
}
