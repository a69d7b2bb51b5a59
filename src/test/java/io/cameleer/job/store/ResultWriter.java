package io.cameleer.job.store;

import io.cameleer.job.JobId;
import io.cameleer.job.JobResult;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that saves results, and says on its standard output which are saved, until it is
 * killed. Argument: the database's URL.
 */
final class ResultWriter {

  private static final int GROUP = 16;

  private ResultWriter() {}

  public static void main(String[] arguments) {
    Database database = Database.open(DatabaseSettings.of(arguments[0]));
    SqlJobResults results = new SqlJobResults(database, InstantSource.system());
    while (true) {
      List<JobResult> group =
          Stream.generate(() -> Samples.answered(JobId.random())).limit(GROUP).toList();
      results.save(group);
      System.out.println(
          group.stream().map(result -> result.id().value()).collect(Collectors.joining(" ")));
      System.out.flush();
    }
  }
}
