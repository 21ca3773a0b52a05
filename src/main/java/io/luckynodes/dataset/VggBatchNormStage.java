package io.luckynodes.dataset;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.stage.StageTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fetches the BatchNorm vectors of one of torchvision's VGG networks and verifies them as far as
 * their form allows. Writes them as one artifact of kind {@link VggBatchNorm#KIND}, whose record
 * names the source and its digest.
 */
public final class VggBatchNormStage {
  private final List<VggLayout> layouts;
  private final boolean offline;
  private final Patience patience;
  private final Proxies proxies;

  /** Makes the stage with the settings of this process's environment. */
  public VggBatchNormStage() {
    this(
        VggLayout.PUBLISHED,
        System.getenv().getOrDefault("LUCKY_OFFLINE", "").equals("1"),
        Patience.INTERNET,
        Proxies.of(System.getenv()));
  }

  VggBatchNormStage(List<VggLayout> layouts, boolean offline, Patience patience, Proxies proxies) {
    this.layouts = List.copyOf(layouts);
    this.offline = offline;
    this.patience = patience;
    this.proxies = proxies;
  }

  /** Whether a data set is one of these networks. */
  public static boolean knows(String dataset) {
    return VggLayout.of(dataset).isPresent();
  }

  /**
   * Writes the artifact. If no source has the vectors and the task has a state folder, the reasons
   * are also written to {@code unavailable/JOB.txt} for the report, until a later run succeeds.
   *
   * @param own the user's own file or folder
   * @throws LuckyException if the job is for another data set ({@link ExitCode#BAD_INPUT}), in the
   *     cases of {@link VggSources#find}, or if a file cannot be written ({@link
   *     ExitCode#CANNOT_WRITE})
   */
  public void run(StageTask task, Optional<Path> own) {
    String dataset = task.job().model();
    VggLayout layout =
        layouts.stream()
            .filter(known -> known.dataset().equals(dataset))
            .findFirst()
            .orElseThrow(
                () ->
                    new LuckyException(
                        ExitCode.BAD_INPUT,
                        "job "
                            + task.job().id()
                            + ": no data set "
                            + dataset
                            + " here; there are "
                            + layouts.stream().map(VggLayout::dataset).toList()));
    UnavailableNote note = new UnavailableNote(task);
    VggSources sources = new VggSources(layout, layouts, offline, patience, proxies, task.log());
    VggSources.Found found = note.leftBy(() -> sources.find(own));
    String sha256 =
        task.write(
            VggBatchNorm.KIND, found.values().table(), Map.of("source", found.source()), Map.of());
    task.log()
        .accept(
            layout.model()
                + ": "
                + layout.channels()
                + " channels of "
                + layout.layers().size()
                + " BatchNorm layers, sha256 of their values "
                + found.values().sha256()
                + "; "
                + task.outputPath(VggBatchNorm.KIND)
                + ", sha256 "
                + sha256);
    note.remove();
  }
}
