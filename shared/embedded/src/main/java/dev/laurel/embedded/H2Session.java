package dev.laurel.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// One connection and the statements prepared on it. Used by one thread at a time; closing the
/// connection closes the statements.
final class H2Session {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  H2Session(Connection connection) {
    this.connection = connection;
  }

  /// The statement with these parameters (`String`, `Long`, `Integer` or none at a place: SQL
  /// `NULL`), ready to be run. The texts are few and fixed, so the map stays small.
  PreparedStatement statement(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i] == NONE ? null : parameters[i]);
    }
    return statement;
  }

  /// Stands for SQL `NULL` among parameters.
  static final Object NONE = new Object();

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  void close() throws SQLException {
    connection.close();
  }
}
