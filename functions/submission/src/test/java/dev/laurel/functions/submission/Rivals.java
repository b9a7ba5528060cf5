package dev.laurel.functions.submission;

import dev.laurel.storage.ItemStore;
import dev.laurel.storage.WriteResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/// Other transactions that are in the way of every write, once they are there.
final class Rivals {
  private boolean there;

  void come() {
    there = true;
  }

  /// The store, with rivals on it.
  ItemStore on(ItemStore store) {
    return (ItemStore)
        Proxy.newProxyInstance(
            ItemStore.class.getClassLoader(),
            new Class<?>[] {ItemStore.class},
            (proxy, method, arguments) -> {
              if (there && method.getName().equals("write")) {
                return new WriteResult.Conflict(List.of());
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
