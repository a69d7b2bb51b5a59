import io.cameleer.broker.EmbeddedBroker;
import java.nio.file.Path;

/**
 * The gateway's own Kafka broker in a process of its own: {@code java KafkaBroker.java DIRECTORY
 * PORT}. Serves until it is told to end.
 */
final class KafkaBroker {

  private KafkaBroker() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedBroker broker =
        EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    System.out.println("Kafka listens on " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
