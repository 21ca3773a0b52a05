package io.luckynodes.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A local web server of one file, with the faults that a test asks for. */
final class FlakyServer implements AutoCloseable {
  /** Enough for this machine's own network. */
  static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(10));

  /** For servers that are meant to fall silent. */
  static final Patience SHORT_PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofMillis(10));

  /** What the server does wrong. */
  enum Fault {
    NONE,
    /** The first answer breaks off half-way. */
    DROPS_ONCE,
    /** As above, and ranges are not served. */
    DROPS_ONCE_WITHOUT_RANGES,
    /** Every answer sends half of the file as if it were all. */
    TRUNCATES,
    /** Sends a first half and then nothing, for ever. */
    STALLS,
    /** Takes the request and never answers. */
    HANGS,
    /** Sends a byte now and then, for ever. */
    DRIPS,
    NOT_FOUND
  }

  /** The Range header of each request, "-" where there was none. */
  final List<String> ranges = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final byte[] file;
  private final Fault fault;

  FlakyServer(byte[] file, Fault fault) throws IOException {
    this.file = file;
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file.tar.gz");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "-" : range);
    if (fault == Fault.NOT_FOUND) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    if (fault == Fault.HANGS) {
      hang();
      exchange.close();
      return;
    }
    int available = fault == Fault.TRUNCATES ? file.length / 2 : file.length;
    int from = 0;
    if (range != null && fault != Fault.DROPS_ONCE_WITHOUT_RANGES) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      if (from >= available) {
        exchange.sendResponseHeaders(416, -1);
        exchange.close();
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (available - 1) + "/" + available);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, available - from);
    boolean half =
        fault == Fault.STALLS
            || (ranges.size() == 1
                && (fault == Fault.DROPS_ONCE || fault == Fault.DROPS_ONCE_WITHOUT_RANGES));
    int end = half ? from + (available - from) / 2 : available;
    OutputStream body = exchange.getResponseBody();
    if (fault == Fault.DRIPS) {
      drip(body);
    }
    body.write(file, from, end - from);
    body.flush();
    if (fault == Fault.STALLS) {
      hang();
    }
    exchange.close();
  }

  private void drip(OutputStream body) throws IOException {
    try {
      while (!closing.await(50, TimeUnit.MILLISECONDS)) {
        body.write(1);
        body.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hang() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
