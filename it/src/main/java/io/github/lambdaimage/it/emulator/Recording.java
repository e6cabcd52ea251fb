package io.github.lambdaimage.it.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaimage.standin.runtime.RuntimeInstallation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Writes to the table what AWS's emulator answers; see {@code interop/emulator/record}.
 *
 * <p>Arguments: the emulator, its version, the folder with AWS's client, a folder to work in.
 */
public final class Recording {

  private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private final Path emulator;
  private final BatteryFunction function;
  private final Path work;

  private Recording(Path emulator, BatteryFunction function, Path work) {
    this.emulator = emulator;
    this.function = function;
    this.work = work;
  }

  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[3]).toAbsolutePath();
    RuntimeInstallation client = RuntimeInstallation.of(Path.of(arguments[2]));
    Recording recording =
        new Recording(
            Path.of(arguments[0]).toAbsolutePath(), BatteryFunction.in(work, client), work);
    Battery battery = Battery.read(Battery.FILE);
    for (BatteryRun run : battery.runs()) {
      recording.record(run);
      System.out.println(run.name());
    }
    battery.write(Battery.FILE, arguments[1]);
  }

  private void record(BatteryRun run) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(work, "run");
    int port = freePort();
    try (BatteryGate gate = BatteryGate.open()) {
      Process process = start(run, gate, folder, port);
      try {
        awaitPort(port);
        List<ObjectNode> answers = run.play(port, gate);
        List<ObjectNode> requests = run.requests();
        for (int i = 0; i < answers.size(); i++) {
          requests.get(i).set("emulator", answers.get(i));
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    }
  }

  private Process start(BatteryRun run, BatteryGate gate, Path folder, int port)
      throws IOException {
    Path bootstrap = folder.resolve("bootstrap");
    Files.writeString(
        bootstrap,
        "#!/bin/sh\nexec '%s/bin/java' %s %s \"$@\"\n"
            .formatted(
                System.getProperty("java.home"),
                function.options().stream()
                    .map(it -> "'" + it + "'")
                    .collect(Collectors.joining(" ")),
                MAIN));
    Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
    ProcessBuilder builder =
        new ProcessBuilder(
                emulator.toString(),
                "--runtime-interface-emulator-address",
                "127.0.0.1:" + port,
                "--runtime-api-address",
                "127.0.0.1:" + freePort(),
                bootstrap.toString(),
                run.handler())
            .directory(function.taskRoot().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().clear();
    builder.environment().putAll(function.environment(run, gate));
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) throws InterruptedException {
    for (int tries = 0; tries < 200; tries++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("The emulator does not listen on port " + port);
  }
}
