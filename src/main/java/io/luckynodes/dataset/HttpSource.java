package io.luckynodes.dataset;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A file on a web server. An interrupted download continues where it stopped if the server supports
 * ranges, and starts again otherwise. The next run continues a download that a killed run or a slow
 * source left incomplete.
 *
 * @param address address of the file
 * @param patience time limits of the download
 * @param proxies proxies for the requests
 */
record HttpSource(URI address, Patience patience, Proxies proxies) implements FileSource {
  private static final int ATTEMPTS = 5;
  private static final Duration POLL = Duration.ofMillis(250);

  /** Slowest acceptable download; below this rate, a file would take longer than its task may. */
  private static final double LEAST_BYTES_PER_SECOND = 300e3;

  private static final int STALLS_ALLOWED = 8;
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int BEYOND_END = 416;

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public void fetch(PinnedFile file, Path part, Consumer<String> log)
      throws SourceUnavailable, IOException {
    HttpClient client = client();
    long deadline = System.nanoTime() + longest(file.size() - size(part)).toNanos();
    String reason = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      long have = size(part);
      if (have > file.size()) {
        Files.delete(part);
        have = 0;
      }
      if (have == file.size()) {
        return;
      }
      requireRoom(part, file.size() - have);
      log.accept(
          file.name()
              + ": "
              + (have == 0 ? "fetching from " : "going on at byte " + have + " from ")
              + address);
      try {
        receive(client, file, part, have, deadline, log);
        long received = size(part);
        if (received == file.size()) {
          return;
        }
        if (received > file.size()) {
          throw tooLong(file);
        }
        reason = "ended after " + size(part) + " of " + file.size() + " bytes";
      } catch (IOException e) {
        if (Proxies.isRefusal(e)) {
          throw new SourceUnavailable(proxies.words(e, address, patience));
        }
        boolean unreachable =
            e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
        if (unreachable && attempt == 1) {
          throw new SourceUnavailable("cannot be reached: " + proxies.words(e, address, patience));
        }
        reason =
            "broke off after "
                + size(part)
                + " of "
                + file.size()
                + " bytes: "
                + proxies.words(e, address, patience);
      }
      log.accept(file.name() + ": " + reason);
      if (attempt > 1 && have == 0 && size(part) == 0) {
        break; // A server that never sends anything gets no further attempt.
      }
      pause();
    }
    throw new SourceUnavailable(reason + ", in spite of several attempts");
  }

  private HttpClient client() throws SourceUnavailable {
    try {
      return proxies.client(patience);
    } catch (IOException e) {
      throw new SourceUnavailable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes one request for the missing bytes.
   *
   * @throws IOException if the connection failed or broke
   */
  private void receive(
      HttpClient client, PinnedFile file, Path part, long have, long deadline, Consumer<String> log)
      throws SourceUnavailable, IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    CompletableFuture<HttpResponse<Path>> pending =
        client.sendAsync(request.build(), info -> body(info, part, have));
    HttpResponse<Path> response = await(pending, file, part, deadline, log);
    int status = response.statusCode();
    if (status == BEYOND_END || (status == PARTIAL && !continues(response.headers(), have))) {
      // The local part is not the beginning of the server's file, so the download starts again.
      Files.deleteIfExists(part);
      throw new IOException("the server cannot continue at byte " + have);
    }
    if (status != OK && status != PARTIAL) {
      throw new SourceUnavailable(proxies.words(status, address));
    }
  }

  private static BodySubscriber<Path> body(ResponseInfo info, Path part, long have) {
    if (info.statusCode() == OK) {
      return BodySubscribers.ofFile(
          part,
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    }
    return info.statusCode() == PARTIAL && continues(info.headers(), have)
        ? BodySubscribers.ofFile(part, StandardOpenOption.WRITE, StandardOpenOption.APPEND)
        : BodySubscribers.replacing(part);
  }

  private static boolean continues(HttpHeaders headers, long have) {
    return headers.firstValue("Content-Range").orElse("").startsWith("bytes " + have + "-");
  }

  /** Waits for the answer, logs progress, and cuts off a server that stalls or does not stop. */
  private HttpResponse<Path> await(
      CompletableFuture<HttpResponse<Path>> pending,
      PinnedFile file,
      Path part,
      long deadline,
      Consumer<String> log)
      throws SourceUnavailable, IOException {
    long start = System.nanoTime();
    long lastGrowth = start;
    long lastLog = start;
    long first = size(part);
    long last = first;
    while (true) {
      try {
        return pending.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        long size = size(part);
        if (size != last) {
          last = size;
          lastGrowth = now;
        }
        if (now - lastGrowth > patience.stall().toNanos()) {
          pending.cancel(true);
          throw new IOException("nothing came for " + patience.stall().toMillis() * 1e-3 + " s");
        }
        if (now - deadline > 0) {
          pending.cancel(true);
          throw new SourceUnavailable(
              "too slow: " + size + " of " + file.size() + " bytes came in time");
        }
        if (size > file.size()) {
          pending.cancel(true);
          throw tooLong(file);
        }
        if (now - lastLog > PROGRESS.toNanos()) {
          lastLog = now;
          log.accept(progress(file, size, (size - first) / ((now - start) * 1e-9)));
        }
      } catch (ExecutionException | CancellationException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw cause instanceof IOException known ? known : new IOException(cause);
      } catch (InterruptedException e) {
        pending.cancel(true);
        Thread.currentThread().interrupt();
        throw new SourceUnavailable("interrupted");
      }
    }
  }

  /**
   * Longest time for a number of bytes over all attempts. It limits a server that sends very slowly
   * without ever stalling.
   */
  private Duration longest(long bytes) {
    return patience
        .stall()
        .multipliedBy(STALLS_ALLOWED)
        .plusMillis((long) (bytes / LEAST_BYTES_PER_SECOND * 1e3));
  }

  private static SourceUnavailable tooLong(PinnedFile file) {
    return new SourceUnavailable("sends more than the " + file.size() + " bytes of the file");
  }

  private static String progress(PinnedFile file, long size, double bytesPerSecond) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f of %.1f MB, %.1f MB/s",
        file.name(),
        size * 1e-6,
        file.size() * 1e-6,
        bytesPerSecond * 1e-6);
  }

  private static void requireRoom(Path part, long bytes) throws IOException {
    Path folder = part.toAbsolutePath().getParent();
    long room = folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
    if (room < bytes) {
      throw new IOException(bytes + " bytes are needed and " + room + " are free");
    }
  }

  private void pause() throws SourceUnavailable {
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceUnavailable("interrupted");
    }
  }

  private static long size(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }
}
