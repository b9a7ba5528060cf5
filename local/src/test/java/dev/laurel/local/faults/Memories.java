package dev.laurel.local.faults;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What functions remember of a world beyond one invocation, found by walking their objects: few
/// processes serve many worlds here, and what is true in one may not be so in the next.
final class Memories {
  /// Class and field of everything that is remembered: the logged keys of issuance, the beginning
  /// of the log of verification.
  private static final Map<String, String> REMEMBERING =
      Map.of("KeyEntries", "logged", "PublishedLog", "began");

  private final List<Runnable> forget = new ArrayList<>();
  private final Set<String> found = new HashSet<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> open = new ArrayDeque<>();

  private Memories() {}

  /// Everything that objects reachable from this one remember.
  static Memories of(Object root) {
    Memories memories = new Memories();
    memories.add(root);
    while (!memories.open.isEmpty()) {
      memories.visit(memories.open.pop());
    }
    return memories;
  }

  /// Whether everything that is known to remember was found.
  boolean areComplete() {
    return found.equals(REMEMBERING.keySet());
  }

  /// As a process that has just begun.
  void forget() {
    forget.forEach(Runnable::run);
  }

  private void add(@Nullable Object object) {
    if (object != null && seen.add(object)) {
      open.push(object);
    }
  }

  private void visit(Object object) {
    Class<?> type = object.getClass();
    switch (object) {
      case Collection<?> many -> many.forEach(this::add);
      case Map<?, ?> map -> map.values().forEach(this::add);
      case Object[] array -> {
        for (int i = 0; i < Array.getLength(array); i++) {
          add(array[i]);
        }
      }
      default -> {
        for (Class<?> c = type; c != null && c.getName().startsWith("dev.laurel."); ) {
          for (Field field : c.getDeclaredFields()) {
            follow(object, field);
          }
          c = c.getSuperclass();
        }
      }
    }
  }

  private void follow(Object object, Field field) {
    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
      return;
    }
    try {
      field.setAccessible(true);
      Object value = field.get(object);
      String remembered = REMEMBERING.get(field.getDeclaringClass().getSimpleName());
      if (value != null && field.getName().equals(remembered)) {
        forget.add(forgetting(value));
        found.add(field.getDeclaringClass().getSimpleName());
      } else {
        add(value);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Runnable forgetting(Object value) {
    return switch (value) {
      case Set<?> set -> set::clear;
      case AtomicReference<?> reference ->
          () -> ((AtomicReference<Optional<?>>) reference).set(Optional.empty());
      default -> throw new IllegalStateException("cannot forget " + value.getClass());
    };
  }
}
