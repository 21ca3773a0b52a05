package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.luckynodes.artifact.Digests;
import io.luckynodes.dataset.FlakyServer.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final byte[] BYTES =
      "the bytes of a file".repeat(50).getBytes(StandardCharsets.UTF_8);
  private static final PinnedFile FILE =
      new PinnedFile("file.tar.gz", BYTES.length, Digests.of(BYTES));

  /** A name that no machine has: only the proxy finds it. */
  private static final URI PLAIN = URI.create("http://data.invalid/file.tar.gz");

  private static final URI SECURE = URI.create("https://data.invalid/file.tar.gz");

  private final List<String> log = new ArrayList<>();
  @TempDir private Path folder;

  private Path fetch(URI address, Map<String, String> environment) throws SourceUnavailable {
    return new FileCache(folder.resolve("cache"), log::add)
        .fetch(FILE, new HttpSource(address, FlakyServer.PATIENCE, Proxies.of(environment)));
  }

  private static boolean isDirect(Map<String, String> environment, String address) {
    return Proxies.of(environment).select(URI.create(address)).equals(List.of(Proxy.NO_PROXY));
  }

  private static String asked(Map<String, String> environment, String address) {
    InetSocketAddress proxy =
        (InetSocketAddress) Proxies.of(environment).select(URI.create(address)).get(0).address();
    return proxy.getHostString() + " " + proxy.getPort();
  }

  @Test
  void eachSchemeHasAProxyOfItsOwnInLowerOrUpperCase() {
    Map<String, String> both =
        Map.of("http_proxy", "http://plain:3128/", "HTTPS_PROXY", "secure.example:8080");
    assertThat(asked(both, "http://data.invalid/x")).isEqualTo("plain 3128");
    assertThat(asked(both, "https://data.invalid/x")).isEqualTo("secure.example 8080");
    assertThat(isDirect(Map.of("http_proxy", "http://plain:3128"), "https://data.invalid/x"))
        .isTrue();
    assertThat(isDirect(Map.of("http_proxy", ""), "http://data.invalid/x")).isTrue();
    assertThat(
            asked(Map.of("https_proxy", "lower:1", "HTTPS_PROXY", "upper:2"), "https://a.invalid"))
        .isEqualTo("lower 1");
    assertThat(asked(Map.of("http_proxy", "http://squid_proxy"), "http://a.invalid"))
        .isEqualTo("squid_proxy 80");
    assertThat(asked(Map.of("http_proxy", "http://u:p%40@a:b@h:9"), "http://a.invalid"))
        .isEqualTo("h 9");
    assertThat(asked(Map.of("http_proxy", "http://[::1]:9"), "http://a.invalid"))
        .isEqualTo("::1 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                        | http://data.example/       | true",
        "data.example             | http://data.example/       | true",
        "DATA.example             | http://data.EXAMPLE:81/    | true",
        "example                  | http://data.example/       | true",
        ".example                 | http://data.example/       | true",
        "*.example                | http://data.example/       | true",
        "ample                    | http://data.example/       | false",
        "a.example, data.example  | http://data.example/       | true",
        "a.example data.example   | http://data.example/       | true",
        "data.example:8080        | http://data.example:8080/  | true",
        "data.example:8080        | http://data.example/       | false",
        "data.example:443         | https://data.example/      | true",
        "data.example:80          | https://data.example/      | false",
        "127.0.0.1                | http://127.0.0.1:81/       | true",
        "[::1]                    | http://[::1]:81/           | true",
        "::1                      | http://[::1]/              | true",
        "other.example            | http://data.example/       | false",
        "','                      | http://data.example/       | false",
      })
  void hostsOfNoProxyAreAskedDirectly(String names, String address, boolean direct) {
    for (String variable : List.of("no_proxy", "NO_PROXY")) {
      assertThat(
              isDirect(Map.of("http_proxy", "p:1", "https_proxy", "p:1", variable, names), address))
          .isEqualTo(direct);
    }
  }

  @Test
  void aFileComesThroughTheProxy() throws Exception {
    try (FlakyServer server = new FlakyServer(BYTES, Fault.NONE);
        ProxyServer proxy = new ProxyServer(server.address().getPort(), Optional.empty())) {
      assertThat(fetch(PLAIN, Map.of("http_proxy", "http://" + proxy.address())))
          .hasBinaryContent(BYTES);
      assertThat(proxy.requests).containsExactly("GET " + PLAIN + " HTTP/1.1");
    }
  }

  @Test
  void aServerThatNoProxyNamesIsAskedWithoutIt() throws Exception {
    try (FlakyServer server = new FlakyServer(BYTES, Fault.NONE);
        ProxyServer proxy = new ProxyServer(server.address().getPort(), Optional.empty())) {
      fetch(
          server.address(),
          Map.of("http_proxy", "http://" + proxy.address(), "no_proxy", "127.0.0.1"));
      assertThat(proxy.requests).isEmpty();
    }
  }

  @Test
  void theProxyIsToldItsUserAndPassword() throws Exception {
    try (FlakyServer server = new FlakyServer(BYTES, Fault.NONE);
        ProxyServer proxy =
            new ProxyServer(server.address().getPort(), Optional.of("ada:p@ss/w+rd%"))) {
      String address = "http://ada:p%40ss%2Fw+rd%25@" + proxy.address();
      assertThat(fetch(PLAIN, Map.of("HTTP_PROXY", address))).hasBinaryContent(BYTES);
      assertThat(String.join("\n", log)).doesNotContain("p@ss", "p%40ss");
    }
  }

  @Test
  void aFileOfASecureServerComesThroughATunnel() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext own = certificateFor("data.invalid");
    HttpsServer server = HttpsServer.create();
    try {
      SSLContext.setDefault(own);
      server.setHttpsConfigurator(new HttpsConfigurator(own));
      int port = serve(server);
      for (Optional<String> credentials :
          List.of(Optional.<String>empty(), Optional.of("ada:secret"))) {
        try (ProxyServer proxy = new ProxyServer(port, credentials)) {
          String user = credentials.map(both -> both + "@").orElse("");
          Path cached = fetch(SECURE, Map.of("https_proxy", "http://" + user + proxy.address()));
          assertThat(cached).hasBinaryContent(BYTES);
          assertThat(proxy.requests).isNotEmpty().containsOnly("CONNECT data.invalid:443 HTTP/1.1");
          Files.delete(cached);
        }
      }
    } finally {
      server.stop(0);
      SSLContext.setDefault(before);
    }
  }

  private static int serve(HttpServer server) throws IOException {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, BYTES.length);
          exchange.getResponseBody().write(BYTES);
          exchange.close();
        });
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server.getAddress().getPort();
  }

  /** A context with a certificate for a host, which it also trusts. */
  private SSLContext certificateFor(String host)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("keys.p12");
    char[] password = "changeit".toCharArray();
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storepass",
                new String(password),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, null);
    certificates.setCertificateEntry("server", keys.getCertificate("server"));
    trusted.init(certificates);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aProxyThatDoesNotAnswerIsNamed(String scheme) {
    URI address = URI.create(scheme + "://data.invalid/file.tar.gz");
    assertThatThrownBy(
            () -> fetch(address, Map.of(scheme + "_proxy", "http://ada:secret@127.0.0.1:1")))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessage(
            "cannot be reached: the proxy 127.0.0.1:1 ("
                + scheme
                + "_proxy) does not answer: no connection to 127.0.0.1:1");
    assertThatThrownBy(() -> fetch(address, Map.of(scheme + "_proxy", "http://proxy.invalid:3128")))
        .hasMessageContaining(
            "the proxy proxy.invalid:3128 ("
                + scheme
                + "_proxy) does not answer: the host proxy.invalid is unknown here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aProxyThatWantsAPasswordOrAnotherOneIsNamed(String scheme) throws IOException {
    URI address = URI.create(scheme + "://data.invalid/file.tar.gz");
    try (ProxyServer proxy = new ProxyServer(1, Optional.of("ada:secret"))) {
      String named = "the proxy " + proxy.address() + " (" + scheme + "_proxy) ";
      assertThatThrownBy(() -> fetch(address, Map.of(scheme + "_proxy", proxy.address())))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessage(
              named
                  + "wants a user and a password: set "
                  + scheme
                  + "_proxy to http://USER:PASSWORD@HOST:PORT");
      assertThatThrownBy(
              () ->
                  fetch(address, Map.of(scheme + "_proxy", "http://ada:wrong@" + proxy.address())))
          .hasMessage(named + "does not accept the user and password that it names");
      // Without any, with them, and once more; never so often that an account is locked.
      assertThat(proxy.requests).hasSizeBetween(3, 4);
    }
  }

  @Test
  void aFileThatTheProxyCannotGiveIsToldWithTheProxy() throws IOException {
    try (FlakyServer server = new FlakyServer(BYTES, Fault.NOT_FOUND);
        ProxyServer proxy = new ProxyServer(server.address().getPort(), Optional.empty())) {
      assertThatThrownBy(() -> fetch(PLAIN, Map.of("http_proxy", proxy.address())))
          .hasMessage(
              "answered with HTTP status 404, through the proxy "
                  + proxy.address()
                  + " (http_proxy)");
    }
  }

  @Test
  void aVariableThatNamesNoSuchProxyIsRefusedWithoutItsPassword() {
    for (String value :
        List.of("socks5://ada:secret@h:1080", "http://ada:secret@h:99999", "http://ada:secret")) {
      assertThatThrownBy(() -> fetch(PLAIN, Map.of("https_proxy", value)))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageStartingWith("https_proxy: expected http://HOST:PORT or")
          .hasMessageEndingWith("found " + value.substring(0, value.indexOf(':')) + "://…")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void stretchesOfAFileComeThroughTheProxyToo() throws IOException {
    VggFiles network = new VggFiles(VggFiles.SMALL);
    try (RangeServer server = new RangeServer(network.safetensors(), RangeServer.Fault.NONE);
        ProxyServer proxy = new ProxyServer(server.address().getPort(), Optional.empty())) {
      HttpRanges ranges =
          new HttpRanges(
              URI.create("http://data.invalid/resolve/model.safetensors"),
              FlakyServer.PATIENCE,
              Proxies.of(Map.of("http_proxy", proxy.address())),
              log::add);
      assertThat(network.sameVectors(Safetensors.open(ranges).read(network.layout.vectors())))
          .isTrue();
      assertThat(proxy.requests).isNotEmpty();
    }
  }
}
