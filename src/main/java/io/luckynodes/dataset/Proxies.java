package io.luckynodes.dataset;

import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that a process's environment names, as other programs read them: {@code https_proxy}
 * and {@code http_proxy}, each for the addresses of that scheme, and {@code no_proxy}, which names
 * the hosts that are reached directly. The names may be in lower or upper case. Messages never
 * contain a password.
 */
final class Proxies extends ProxySelector {
  /** No proxies. */
  static final Proxies NONE = of(Map.of());

  static {
    // Java's client reads these properties once, when it is first used, and only this class uses
    // it. Unless the first one is empty, the client sends no password to a proxy through which it
    // tunnels.
    setUnlessSet("jdk.http.auth.tunneling.disabledSchemes", "");
    // A refused password would be refused again, and some accounts are then locked.
    setUnlessSet("jdk.httpclient.auth.retrylimit", "1");
  }

  private static final String REFUSED = "too many authentication attempts";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://)?(?:(?<user>[^:]*?)(?::(?<password>.*))?@)?"
              + "(?<host>\\[[0-9a-fA-F:.]+\\]|[^:/@\\[\\]\\s]+)(?::(?<port>\\d{1,5}))?/?");

  private static final int DEFAULT_PORT = 80;
  private static final int SECURE_PORT = 443;
  private static final int LARGEST_PORT = 65535;
  private static final int PASSWORD_WANTED = 407;

  private final Map<String, Optional<Named>> byScheme;
  private final List<Direct> direct;

  /**
   * A proxy.
   *
   * @param variable name of the environment variable
   * @param fault why the proxy cannot be used; empty if it can be used
   */
  private record Named(
      String variable,
      String host,
      int port,
      Optional<PasswordAuthentication> credentials,
      String fault) {
    String address() {
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    String words() {
      return "the proxy " + address() + " (" + variable + ")";
    }
  }

  /**
   * Hosts that are reached without a proxy.
   *
   * @param host the host, with all its subdomains; {@code *} means all hosts
   * @param port the only port that is meant; -1 for all ports
   */
  private record Direct(String host, int port) {
    static Direct of(String entry) {
      Matcher matcher = ADDRESS.matcher(entry);
      boolean withPort = matcher.matches() && matcher.group("port") != null;
      String host = withPort ? matcher.group("host") : entry;
      return new Direct(
          bare(host).toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""),
          withPort ? Integer.parseInt(matcher.group("port")) : -1);
    }

    boolean covers(String asked, int askedPort) {
      return host.equals("*")
          || ((port == -1 || port == askedPort)
              && (asked.equals(host) || asked.endsWith("." + host)));
    }
  }

  private Proxies(Map<String, Optional<Named>> byScheme, List<Direct> direct) {
    this.byScheme = byScheme;
    this.direct = direct;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The proxies that an environment names. */
  static Proxies of(Map<String, String> environment) {
    return new Proxies(
        Map.of(
            "http", named("http_proxy", environment), "https", named("https_proxy", environment)),
        spellings("no_proxy")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isBlank())
            .findFirst()
            .stream()
            .flatMap(value -> Arrays.stream(value.strip().split("[,\\s]+")))
            .filter(entry -> !entry.isEmpty())
            .map(Direct::of)
            .toList());
  }

  private static Stream<String> spellings(String variable) {
    return Stream.of(variable, variable.toUpperCase(Locale.ROOT));
  }

  private static Optional<Named> named(String variable, Map<String, String> environment) {
    return spellings(variable)
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst()
        .map(name -> read(name, environment.getOrDefault(name, "").strip()));
  }

  private static Named read(String variable, String value) {
    Matcher matcher = ADDRESS.matcher(value);
    String port = matcher.matches() ? matcher.group("port") : null;
    int number = port == null ? DEFAULT_PORT : Integer.parseInt(port);
    if (!matcher.matches()
        || !(matcher.group("scheme") == null || matcher.group("scheme").equalsIgnoreCase("http"))
        || number < 1
        || number > LARGEST_PORT) {
      // The message shows only the scheme: the rest may hold a password.
      int scheme = value.indexOf("://");
      return new Named(
          variable,
          "",
          0,
          Optional.empty(),
          variable
              + ": expected http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, found "
              + (scheme < 0 ? "something else" : value.substring(0, scheme) + "://…"));
    }
    String user = matcher.group("user");
    String password = matcher.group("password");
    return new Named(
        variable,
        bare(matcher.group("host")),
        number,
        user == null
            ? Optional.empty()
            : Optional.of(
                new PasswordAuthentication(
                    decoded(user),
                    password == null ? new char[0] : decoded(password).toCharArray())),
        "");
  }

  /** A host without the brackets that enclose an IPv6 address in a URI. */
  private static String bare(String host) {
    return host.replaceAll("[\\[\\]]", "");
  }

  /** Decodes characters such as {@code %2F}, which have a meaning in an address. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // The percent sign is meant literally.
    }
  }

  /** The proxy for an address; empty if the address is reached directly. */
  private Optional<Named> of(URI address) {
    String host = bare(String.valueOf(address.getHost())).toLowerCase(Locale.ROOT);
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int port =
        address.getPort() >= 0
            ? address.getPort()
            : scheme.equals("https") ? SECURE_PORT : DEFAULT_PORT;
    return direct.stream().anyMatch(entry -> entry.covers(host, port))
        ? Optional.empty()
        : byScheme.getOrDefault(scheme, Optional.empty());
  }

  @Override
  public List<Proxy> select(URI address) {
    return List.of(
        of(address)
            .map(
                proxy ->
                    new Proxy(
                        Proxy.Type.HTTP,
                        InetSocketAddress.createUnresolved(proxy.host, proxy.port)))
            .orElse(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException fault) {
    // The caller of the request reports the error.
  }

  /**
   * Makes a client that uses these proxies.
   *
   * @throws IOException if a variable names an unusable proxy
   */
  HttpClient client(Patience patience) throws IOException {
    for (Optional<Named> proxy : byScheme.values()) {
      if (proxy.isPresent() && !proxy.get().fault.isEmpty()) {
        throw new IOException(proxy.get().fault);
      }
    }
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(patience.connect())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(this);
    if (byScheme.values().stream()
        .flatMap(Optional::stream)
        .anyMatch(p -> p.credentials.isPresent())) {
      client.authenticator(new Credentials());
    }
    return client.build();
  }

  /** Gives the user and password to the proxy, and to nobody else. */
  private final class Credentials extends Authenticator {
    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      return getRequestorType() == RequestorType.PROXY
          ? byScheme.values().stream()
              .flatMap(Optional::stream)
              .filter(
                  proxy ->
                      proxy.host.equals(getRequestingHost()) && proxy.port == getRequestingPort())
              .flatMap(proxy -> proxy.credentials.stream())
              .findFirst()
              .orElse(null)
          : null;
    }
  }

  /** Describes a connection error, and names the proxy if one was used. */
  String words(IOException fault, URI address, Patience patience) {
    Optional<Named> proxy = of(address);
    if (proxy.isEmpty()) {
      return patience.words(fault, String.valueOf(address.getHost()), address.getAuthority());
    }
    Named asked = proxy.get();
    String reason = patience.words(fault, asked.host, asked.address());
    if (fault instanceof ConnectException || fault instanceof HttpConnectTimeoutException) {
      return asked.words() + " does not answer: " + reason;
    }
    return isRefusal(fault)
        ? asked.words() + " does not accept the user and password that it names"
        : reason + ", through " + asked.words();
  }

  /** Whether a proxy refused its user and password, which must not be sent again. */
  static boolean isRefusal(IOException fault) {
    return String.valueOf(fault.getMessage()).startsWith(REFUSED);
  }

  /** Describes an answer whose status is not a success. */
  String words(int status, URI address) {
    String answered = "answered with HTTP status " + status;
    return of(address)
        .map(
            proxy ->
                status == PASSWORD_WANTED
                    ? proxy.words()
                        + " wants a user and a password: set "
                        + proxy.variable
                        + " to http://USER:PASSWORD@HOST:PORT"
                    : answered + ", through " + proxy.words())
        .orElse(answered);
  }
}
