package io.luckynodes.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * As much of a Kubernetes API server as Nextflow talks to: it takes pods, runs the command of each
 * on this machine, as many at once as it has processors, and reports phases and exit codes. The
 * storage claim is the folder that it is mounted on; the image is not looked at.
 */
final class KubernetesDouble implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final Map<String, Pod> pods = new ConcurrentHashMap<>();

  KubernetesDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Names of all pods that were asked for. */
  List<String> pods() {
    return List.copyOf(pods.keySet());
  }

  /** Options of a run whose pods it shall take, with the claim at that folder. */
  List<String> options(Path claim) throws IOException {
    Path config = Files.createDirectories(claim).resolve("api.config");
    Files.writeString(
        config,
        """
        k8s { client { server = '%s'; token = 'none'; verifySsl = false } }
        executor { pollInterval = '1 sec' }
        """
            .formatted(address()));
    return List.of(
        "-profile", "k8s",
        "-c", config.toString(),
        "--registry", "localhost",
        "--volume", "lucky",
        "--volume_path", claim.toString());
  }

  /**
   * Takes the node from under running pods: their processes are gone at once, and so are they.
   *
   * @param word in the names of the pods' commands
   */
  void loseNodeOf(String word) {
    pods.forEach(
        (name, pod) -> {
          if (pod.isRunning(word)) {
            pods.remove(name);
            pod.stop();
          }
        });
  }

  @Override
  public void close() {
    server.stop(0);
    pods.values().forEach(Pod::stop);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    // /api/v1/namespaces/NAMESPACE/KIND/NAME/PART
    String kind = path.length > 5 ? path[5] : "";
    String name = path.length > 6 ? path[6] : "";
    String part = path.length > 7 ? path[7] : "";
    int status = 200;
    String body = "{}";
    if (kind.equals("pods") && exchange.getRequestMethod().equals("POST")) {
      JsonNode asked = JSON.readTree(exchange.getRequestBody());
      Pod pod = new Pod(asked);
      pods.put(asked.at("/metadata/name").asText(), pod);
      pod.start();
      status = 201;
      body = pod.describe().toString();
    } else if (kind.equals("pods") && !name.isEmpty()) {
      Pod pod = pods.get(name);
      if (pod == null) {
        status = 404;
        body =
            """
            {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 404, "reason": "NotFound",
             "message": "pods \\"%1$s\\" not found", "details": {"name": "%1$s", "kind": "pods"}}
            """
                .formatted(name);
      } else if (part.equals("log")) {
        body = "";
      } else {
        body = pod.describe().toString();
      }
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private final class Pod {
    private final JsonNode asked;
    private final String started = Instant.now().toString();
    private volatile String phase = "Pending";
    private volatile int exitCode = -1;
    private volatile String finished = started;
    private volatile Process process;

    Pod(JsonNode asked) {
      this.asked = asked;
    }

    void start() {
      Thread thread = new Thread(this::run);
      thread.setDaemon(true);
      thread.start();
    }

    private void run() {
      places.acquireUninterruptibly();
      try {
        JsonNode container = asked.at("/spec/containers/0");
        List<String> command = new ArrayList<>();
        container.path("command").forEach(word -> command.add(word.asText()));
        container.path("args").forEach(word -> command.add(word.asText()));
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        String folder = container.path("workingDir").asText("");
        if (!folder.isEmpty()) {
          builder.directory(Path.of(folder).toFile());
        }
        container
            .path("env")
            .forEach(
                entry ->
                    builder
                        .environment()
                        .put(entry.path("name").asText(), entry.path("value").asText()));
        process = builder.start();
        phase = "Running";
        exitCode = process.waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        finished = Instant.now().toString();
        phase = exitCode == 0 ? "Succeeded" : "Failed";
        places.release();
      }
    }

    boolean isRunning(String word) {
      return phase.equals("Running") && asked.at("/metadata/labels").toString().contains(word);
    }

    void stop() {
      Process running = process;
      if (running != null) {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
      }
    }

    ObjectNode describe() {
      ObjectNode pod = JSON.createObjectNode().put("kind", "Pod").put("apiVersion", "v1");
      pod.set("metadata", asked.path("metadata"));
      pod.set("spec", asked.path("spec"));
      ObjectNode status = pod.putObject("status").put("phase", phase);
      ObjectNode container = status.putArray("containerStatuses").addObject();
      container.put("name", asked.at("/spec/containers/0/name").asText());
      ObjectNode state = container.putObject("state");
      switch (phase) {
        case "Pending" -> state.putObject("waiting").put("reason", "ContainerCreating");
        case "Running" -> state.putObject("running").put("startedAt", started);
        default ->
            state
                .putObject("terminated")
                .put("exitCode", exitCode)
                .put("startedAt", started)
                .put("finishedAt", finished);
      }
      return pod;
    }
  }
}
