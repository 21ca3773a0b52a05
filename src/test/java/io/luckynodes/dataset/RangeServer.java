package io.luckynodes.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A local web server of one file, reached by a redirect, that serves ranges and counts what it
 * sends, with the faults that a test asks for.
 */
final class RangeServer implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  /** What the server does wrong. */
  enum Fault {
    NONE,
    /** The third answer breaks off half-way. */
    DROPS_ONCE,
    /** The second answer is 503. */
    BUSY_ONCE,
    /** Every answer is 503. */
    BUSY,
    /** Ranges are passed over, the whole file is sent. */
    WHOLE,
    /** Other bytes than were asked for. */
    SHIFTED,
    /** Says that it sends what was asked for, and sends without end. */
    ENDLESS,
    /** Each answer tells of another size of the file. */
    GROWS,
    /** Takes the request and never answers. */
    HANGS,
    NOT_FOUND
  }

  /** The Range header of each request for the file. */
  final List<String> ranges = new CopyOnWriteArrayList<>();

  /** Bytes of the file that were sent. */
  final AtomicLong sent = new AtomicLong();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final byte[] file;
  private final Fault fault;

  RangeServer(byte[] file, Fault fault) throws IOException {
    this.file = file;
    this.fault = fault;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/resolve", this::redirect);
    server.createContext("/stored", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create(base() + "/resolve/model.safetensors");
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", base() + "/stored/model.safetensors");
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range);
    int request = ranges.size();
    if (fault == Fault.NOT_FOUND) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    if (fault == Fault.BUSY || (fault == Fault.BUSY_ONCE && request == 2)) {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
      return;
    }
    if (fault == Fault.HANGS) {
      hang();
      exchange.close();
      return;
    }
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    if (fault == Fault.WHOLE || !matcher.matches()) {
      exchange.sendResponseHeaders(200, file.length);
      send(exchange.getResponseBody(), 0, file.length);
      exchange.close();
      return;
    }
    int from = Integer.parseInt(matcher.group(1)) + (fault == Fault.SHIFTED ? 1 : 0);
    int to = Math.min(Integer.parseInt(matcher.group(2)) + 1, file.length);
    int size = file.length + (fault == Fault.GROWS ? request : 0);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
    exchange.sendResponseHeaders(206, fault == Fault.ENDLESS ? 0 : to - from);
    boolean half = fault == Fault.DROPS_ONCE && request == 3;
    try {
      send(exchange.getResponseBody(), from, half ? (from + to) / 2 : to);
      while (fault == Fault.ENDLESS && closing.getCount() > 0) {
        send(exchange.getResponseBody(), 0, file.length);
      }
    } finally {
      exchange.close();
    }
  }

  private void send(OutputStream body, int from, int to) throws IOException {
    body.write(file, from, to - from);
    body.flush();
    sent.addAndGet(to - from);
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
