package io.luckynodes.dataset;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of a download.
 *
 * @param connect how long a server may take to accept a connection
 * @param stall how long a server may send nothing before it is cut off
 * @param pause time between two attempts
 */
record Patience(Duration connect, Duration stall, Duration pause) {
  /** Time limits for servers on the internet. */
  static final Patience INTERNET =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(2));

  /**
   * Describes a connection error; the client's own connection errors come without a message.
   *
   * @param host host of the connection
   * @param authority host of the connection, with its port if one was given
   */
  String words(IOException e, String host, String authority) {
    if (e instanceof HttpConnectTimeoutException) {
      return "no answer within " + connect.toSeconds() + " s";
    }
    for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "the host " + host + " is unknown here";
      }
    }
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof ConnectException
        ? "no connection to " + authority
        : e.getClass().getSimpleName();
  }
}
