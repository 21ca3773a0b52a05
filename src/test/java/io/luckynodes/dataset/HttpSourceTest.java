package io.luckynodes.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.luckynodes.artifact.Digests;
import io.luckynodes.dataset.FlakyServer.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpSourceTest {
  private static final int SIZE = 300_000;

  private final Path folder;
  private final byte[] bytes = new byte[SIZE];
  private final List<String> log = new ArrayList<>();
  private final PinnedFile file;

  HttpSourceTest(@TempDir Path folder) {
    this.folder = folder;
    RandomGeneratorFactory.of("L64X128MixRandom").create(1).nextBytes(bytes);
    file = new PinnedFile("file.tar.gz", SIZE, Digests.of(bytes));
  }

  private static HttpSource source(URI address) {
    return new HttpSource(address, FlakyServer.PATIENCE, Proxies.NONE);
  }

  private FileCache cache() {
    return new FileCache(folder, log::add);
  }

  private Path part() {
    return folder.resolve("file.tar.gz.part");
  }

  @Test
  void interruptedDownloadGoesOnWhereItStopped() throws Exception {
    try (FlakyServer server = new FlakyServer(bytes, Fault.DROPS_ONCE)) {
      Path cached = cache().fetch(file, source(server.address()));

      assertThat(cached).hasBinaryContent(bytes);
      assertThat(server.ranges).hasSize(2);
      assertThat(server.ranges.get(0)).isEqualTo("-");
      int resumedAt = Integer.parseInt(server.ranges.get(1).replaceAll("\\D", ""));
      assertThat(resumedAt).isBetween(1, SIZE / 2);
      assertThat(part()).doesNotExist();
    }
  }

  @Test
  void serverWithoutRangesIsReadFromTheBeginningAgain() throws Exception {
    try (FlakyServer server = new FlakyServer(bytes, Fault.DROPS_ONCE_WITHOUT_RANGES)) {
      assertThat(cache().fetch(file, source(server.address()))).hasBinaryContent(bytes);
      assertThat(server.ranges).hasSize(2);
    }
  }

  @Test
  void whatAnEarlierRunLeftIsContinued() throws Exception {
    Files.write(part(), Arrays.copyOf(bytes, 1000));
    try (FlakyServer server = new FlakyServer(bytes, Fault.NONE)) {
      assertThat(cache().fetch(file, source(server.address()))).hasBinaryContent(bytes);
      assertThat(server.ranges).containsExactly("bytes=1000-");
    }
  }

  @Test
  void damagedLeftoverOfAnEarlierRunIsFetchedAnew() throws Exception {
    Files.write(part(), new byte[1000]);
    try (FlakyServer server = new FlakyServer(bytes, Fault.NONE)) {
      assertThat(cache().fetch(file, source(server.address()))).hasBinaryContent(bytes);
      assertThat(server.ranges).containsExactly("bytes=1000-", "-");
    }
  }

  @Test
  void leftoverLongerThanTheFileIsFetchedAnew() throws Exception {
    Files.write(part(), new byte[SIZE + 1]);
    try (FlakyServer server = new FlakyServer(bytes, Fault.NONE)) {
      assertThat(cache().fetch(file, source(server.address()))).hasBinaryContent(bytes);
      assertThat(server.ranges).containsExactly("-");
    }
  }

  @Test
  void tamperedDownloadIsRefusedAndRemoved() throws IOException {
    byte[] tampered = bytes.clone();
    tampered[SIZE / 3] ^= 1;
    try (FlakyServer server = new FlakyServer(tampered, Fault.NONE)) {
      assertThatThrownBy(() -> cache().fetch(file, source(server.address())))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("other bytes")
          .hasMessageContaining(Digests.of(tampered))
          .hasMessageContaining(file.sha256());
      assertThat(part()).doesNotExist();
      assertThat(folder.resolve(file.name())).doesNotExist();
    }
  }

  @Test
  void truncatedDownloadIsRefused() throws IOException {
    try (FlakyServer server = new FlakyServer(bytes, Fault.TRUNCATES)) {
      assertThatThrownBy(() -> cache().fetch(file, source(server.address())))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("after " + SIZE / 2 + " of " + SIZE + " bytes");
      assertThat(folder.resolve(file.name())).doesNotExist();
    }
  }

  @Test
  void serverThatSendsTooMuchIsRefused() throws IOException {
    try (FlakyServer server = new FlakyServer(Arrays.copyOf(bytes, 2 * SIZE), Fault.NONE)) {
      assertThatThrownBy(() -> cache().fetch(file, source(server.address())))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("more than the " + SIZE + " bytes");
    }
  }

  @Test
  void stalledServerIsCutOffAndWhatItSentIsContinued() throws IOException {
    try (FlakyServer server = new FlakyServer(bytes, Fault.STALLS)) {
      assertThatThrownBy(
              () ->
                  cache()
                      .fetch(
                          file,
                          new HttpSource(
                              server.address(), FlakyServer.SHORT_PATIENCE, Proxies.NONE)))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("nothing came for 0.5 s");
      assertThat(server.ranges).hasSizeGreaterThan(1);
      assertThat(server.ranges.get(1)).isEqualTo("bytes=" + SIZE / 2 + "-");
      assertThat(Files.size(part())).isGreaterThan(SIZE / 2);
    }
  }

  @Test
  void serverThatDripsIsGivenUpAndWhatItSentIsKept() throws IOException {
    try (FlakyServer server = new FlakyServer(bytes, Fault.DRIPS)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () ->
              assertThatThrownBy(
                      () ->
                          cache()
                              .fetch(
                                  file,
                                  new HttpSource(
                                      server.address(), FlakyServer.SHORT_PATIENCE, Proxies.NONE)))
                  .isInstanceOf(SourceUnavailable.class)
                  .hasMessageMatching("too slow: \\d+ of " + SIZE + " bytes came in time"));
      assertThat(Files.size(part())).isPositive();
    }
  }

  @Test
  void serverThatNeverSendsAnythingIsGivenUpAfterTwoAttempts() throws IOException {
    try (FlakyServer server = new FlakyServer(bytes, Fault.HANGS)) {
      assertThatThrownBy(
              () ->
                  cache()
                      .fetch(
                          file,
                          new HttpSource(
                              server.address(), FlakyServer.SHORT_PATIENCE, Proxies.NONE)))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("after 0 of " + SIZE + " bytes: nothing came for 0.5 s");
      assertThat(server.ranges).containsExactly("-", "-");
    }
  }

  @Test
  void missingFileOnTheServerIsTheReasonGiven() throws IOException {
    try (FlakyServer server = new FlakyServer(bytes, Fault.NOT_FOUND)) {
      assertThatThrownBy(() -> cache().fetch(file, source(server.address())))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("HTTP status 404");
      assertThat(server.ranges).hasSize(1);
    }
  }

  @Test
  void serverThatRefusesConnectionsIsTheReasonGiven() throws IOException {
    URI closed;
    try (FlakyServer server = new FlakyServer(bytes, Fault.NONE)) {
      closed = server.address();
    }
    assertThatThrownBy(() -> cache().fetch(file, source(closed)))
        .isInstanceOf(SourceUnavailable.class)
        .hasMessageContaining("cannot be reached: no connection to " + closed.getAuthority());
  }

  @Test
  void damagedCachedFileIsRemovedAndFetchedAnew() throws Exception {
    Files.write(folder.resolve(file.name()), Arrays.copyOf(bytes, SIZE - 1));
    try (FlakyServer server = new FlakyServer(bytes, Fault.NONE)) {
      assertThat(cache().find(file)).isEmpty();
      assertThat(folder.resolve(file.name())).doesNotExist();
      assertThat(log).anyMatch(line -> line.contains("damaged, removed"));
      assertThat(cache().fetch(file, source(server.address()))).hasBinaryContent(bytes);
      assertThat(cache().find(file)).isPresent();
    }
  }
}
