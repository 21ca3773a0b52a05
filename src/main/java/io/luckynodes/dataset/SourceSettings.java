package io.luckynodes.dataset;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Settings for fetching files.
 *
 * @param cache folder of fetched files
 * @param offline whether the network must not be used
 * @param archive address of the authors' archive
 * @param npm command of the npm client
 * @param patience time limits of downloads
 * @param proxies proxies for downloads; npm reads the same variables itself
 */
record SourceSettings(
    Path cache, boolean offline, URI archive, String npm, Patience patience, Proxies proxies) {

  private static final URI OFFICIAL =
      URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");

  /**
   * The settings of a process.
   *
   * @param environment environment variables of the process: {@code LUCKY_CACHE}, {@code
   *     XDG_CACHE_HOME}, {@code LUCKY_OFFLINE}, and those of {@link Proxies}
   * @param home the user's home folder
   */
  static SourceSettings of(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("LUCKY_CACHE", "");
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path cache =
        !own.isEmpty()
            ? Path.of(own)
            : (shared.isEmpty() ? home.resolve(".cache") : Path.of(shared)).resolve("lucky-nodes");
    return new SourceSettings(
        cache,
        environment.getOrDefault("LUCKY_OFFLINE", "").equals("1"),
        OFFICIAL,
        "npm",
        Patience.INTERNET,
        Proxies.of(environment));
  }
}
