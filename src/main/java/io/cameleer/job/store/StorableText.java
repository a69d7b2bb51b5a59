package io.cameleer.job.store;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Text as every database takes it. PostgreSQL's has no NUL, which clients can write into names of
 * their own: it is stored as the character that stands for what can't be shown. A result that could
 * not be written down would be written again for ever.
 */
final class StorableText extends AbstractArgumentFactory<String> {

  private static final char NUL = '\0';
  private static final char REPLACEMENT = '\uFFFD';

  StorableText() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String text, ConfigRegistry config) {
    String storable = text.indexOf(NUL) < 0 ? text : text.replace(NUL, REPLACEMENT);
    return (position, statement, context) -> statement.setString(position, storable);
  }
}
