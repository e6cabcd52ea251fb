package io.github.lambdaimage.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A program that answers as AWS's emulator in a container does: the event itself, or an error if
 * that has the word.
 */
final class EmulatorProgram {

  private EmulatorProgram() {}

  /** Argument: the port. */
  public static void main(String[] arguments) throws Exception {
    LoopbackServer.start(
        Integer.parseInt(arguments[0]),
        exchange -> {
          Payload event = Payload.of(exchange.getRequestBody().readAllBytes());
          boolean exit = event.toString().contains("exit");
          LoopbackServer.respond(
              exchange,
              exit ? 502 : 200,
              event.toString().contains("fail")
                  ? Payload.of("{\"errorType\": \"A\", \"errorMessage\": \"B\"}")
                  : event);
        });
    System.out.println("The emulator listens, process " + ProcessHandle.current().pid());
    Files.writeString(Path.of(arguments[1]), Long.toString(ProcessHandle.current().pid()));
    new CountDownLatch(1).await();
  }
}
