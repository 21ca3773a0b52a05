package io.luckynodes.dataset;

import io.luckynodes.artifact.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file on a web server, of which only the requested ranges are transferred. A request that fails
 * is repeated. A server that would send the whole file instead is cut off at once.
 */
final class HttpRanges implements ByteSource {
  private static final int ATTEMPTS = 4;
  private static final int PARTIAL = 206;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d{1,18})");

  private final URI address;
  private final Patience patience;
  private final Proxies proxies;
  private final Consumer<String> log;
  private final HttpClient client;
  private final MessageDigest received = Digests.sha256();
  private long size = -1;
  private long bytes;
  private int requests;

  /** An error that another attempt cannot mend. */
  private static final class Final extends IOException {
    private static final long serialVersionUID = 1L;

    Final(String message) {
      super(message);
    }
  }

  /**
   * @param proxies proxies for the requests
   * @param log receives a line about each failed request
   * @throws IOException if the environment names an unusable proxy
   */
  HttpRanges(URI address, Patience patience, Proxies proxies, Consumer<String> log)
      throws IOException {
    this.address = address;
    this.patience = patience;
    this.log = log;
    this.proxies = proxies;
    this.client = proxies.client(patience);
  }

  @Override
  public String name() {
    return address.toString();
  }

  /** Size of the whole file. If nothing has been read yet, the first byte is requested. */
  @Override
  public long size() throws IOException {
    if (size < 0) {
      read(0, 1);
    }
    return size;
  }

  /** SHA-256 of all bytes read, in the order in which they were read. */
  String sha256OfReceived() throws IOException {
    try {
      return Digests.hex(((MessageDigest) received.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IOException(e);
    }
  }

  /** Bytes transferred so far, for the log. */
  String traffic() {
    return bytes + " of " + size + " bytes in " + requests + " requests";
  }

  @Override
  public byte[] read(long from, int length) throws IOException {
    if (from < 0 || length < 1 || (size >= 0 && from > size - length)) {
      throw new IOException(
          "has " + size + " bytes, and " + length + " from byte " + from + " on are needed");
    }
    String reason = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        byte[] range = receive(from, length);
        received.update(range);
        bytes += length;
        return range;
      } catch (Final e) {
        throw e;
      } catch (IOException e) {
        reason = proxies.words(e, address, patience);
        if (Proxies.isRefusal(e)) {
          throw new Final(reason);
        }
        boolean unreachable =
            e instanceof ConnectException || e instanceof HttpConnectTimeoutException;
        if (unreachable && size < 0) {
          throw new IOException("cannot be reached: " + reason, e);
        }
        log.accept(address + ": bytes from " + from + " on: " + reason);
      }
      pause();
    }
    throw new IOException(reason + ", in spite of " + ATTEMPTS + " attempts");
  }

  /** Makes one request; the answer must be exactly the requested range. */
  private byte[] receive(long from, int length) throws IOException {
    long last = from + length - 1;
    requests++;
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Range", "bytes=" + from + "-" + last).build();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, info -> new Stretch(info, length));
    HttpResponse<byte[]> response = await(pending);
    int status = response.statusCode();
    if (status == TOO_MANY || status >= SERVER_FAULT) {
      throw new IOException(proxies.words(status, address));
    }
    if (status / 100 == 2 && status != PARTIAL) {
      throw new Final(
          "does not serve parts of the file (HTTP status "
              + status
              + "), and the whole is too much");
    }
    if (status != PARTIAL) {
      throw new Final(proxies.words(status, address));
    }
    String range = response.headers().firstValue("Content-Range").orElse("nothing");
    Matcher matcher = CONTENT_RANGE.matcher(range);
    if (!matcher.matches()
        || !matcher.group(1).equals(Long.toString(from))
        || !matcher.group(2).equals(Long.toString(last))) {
      throw new Final("was asked for bytes " + from + " to " + last + " and sent " + range);
    }
    long whole = Long.parseLong(matcher.group(3));
    if (size >= 0 && whole != size) {
      throw new Final("changed while it was read: from " + size + " to " + whole + " bytes");
    }
    if (response.body().length != length) {
      throw new IOException(
          "broke off after " + response.body().length + " of " + length + " bytes");
    }
    size = whole;
    return response.body();
  }

  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> pending)
      throws IOException {
    long limit = patience.connect().plus(patience.stall()).toMillis();
    try {
      return pending.get(limit, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new IOException("no whole answer within " + limit * 1e-3 + " s", e);
    } catch (ExecutionException | CancellationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof IOException known ? known : new IOException(cause);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new Final("interrupted");
    }
  }

  private void pause() throws IOException {
    try {
      Thread.sleep(patience.pause().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Final("interrupted");
    }
  }

  /**
   * Receives the body of an answer, at most as long as requested. The body of any other status is
   * discarded.
   */
  private static final class Stretch implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private final boolean wanted;
    private final int most;
    private @Nullable Subscription subscription;

    Stretch(ResponseInfo info, int most) {
      this.wanted = info.statusCode() == PARTIAL;
      this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      if (wanted) {
        given.request(Long.MAX_VALUE);
      } else {
        given.cancel();
        body.complete(new byte[0]);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        taken.writeBytes(part);
      }
      if (taken.size() > most && subscription != null) {
        subscription.cancel();
        body.completeExceptionally(new Final("sends more than the " + most + " bytes asked for"));
      }
    }

    @Override
    public void onError(Throwable fault) {
      body.completeExceptionally(fault);
    }

    @Override
    public void onComplete() {
      body.complete(taken.toByteArray());
    }
  }
}
