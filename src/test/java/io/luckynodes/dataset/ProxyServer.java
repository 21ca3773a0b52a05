package io.luckynodes.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small proxy, which knows one server and finds it under every name. */
final class ProxyServer implements AutoCloseable {
  private static final String WANTS_PASSWORD =
      String.join(
          "\r\n",
          "HTTP/1.1 407 Proxy Authentication Required",
          "Proxy-Authenticate: Basic realm=\"x\"",
          "Content-Length: 0",
          "Connection: close",
          "",
          "");

  /** The first line of each request. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int server;
  private final Optional<String> credentials;

  /**
   * @param server port of the server on this machine
   * @param credentials {@code USER:PASSWORD}, without which nothing is passed on
   */
  ProxyServer(int server, Optional<String> credentials) throws IOException {
    this.server = server;
    this.credentials = credentials;
    threads.execute(this::accept);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      String first = head.substring(0, head.indexOf("\r\n"));
      requests.add(first);
      OutputStream out = client.getOutputStream();
      if (!allowed(head)) {
        answer(out, WANTS_PASSWORD);
        return;
      }
      try (Socket target = new Socket(InetAddress.getLoopbackAddress(), server)) {
        if (first.startsWith("CONNECT ")) {
          answer(out, "HTTP/1.1 200 Connection established\r\n\r\n");
        } else {
          // One request for each connection is enough here.
          answer(
              target.getOutputStream(),
              head.replaceFirst("http://[^/]*", "")
                  .replaceFirst("\r\n", "\r\nConnection: close\r\n"));
        }
        threads.execute(() -> copy(in, target));
        target.getInputStream().transferTo(out);
      }
    } catch (IOException e) {
      // Whoever closes first ends it.
    }
  }

  private static void copy(InputStream in, Socket target) {
    try {
      in.transferTo(target.getOutputStream());
    } catch (IOException e) {
      // Whoever closes first ends it.
    }
  }

  private boolean allowed(String head) {
    return credentials.isEmpty()
        || head.contains(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString(credentials.get().getBytes(StandardCharsets.UTF_8)));
  }

  private static void answer(OutputStream out, String head) throws IOException {
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
