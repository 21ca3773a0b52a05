package io.luckynodes.dataset;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where fetched files are kept and how the network is used.
 *
 * @param cache folder of fetched files
 * @param offline whether the network is left alone
 * @param archive address of the authors' archive
 * @param npm the npm client's command
 * @param patience how long downloads wait
 * @param proxies that downloads ask; npm reads the same variables itself
 */
record SourceSettings(
    Path cache, boolean offline, URI archive, String npm, Patience patience, Proxies proxies) {

  private static final URI OFFICIAL =
      URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz");

  /**
   * The settings of a process.
   *
   * @param environment its variables: {@code LUCKY_CACHE}, {@code XDG_CACHE_HOME}, {@code
   *     LUCKY_OFFLINE}, and those of {@link Proxies}
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
