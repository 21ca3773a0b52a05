package io.luckynodes.dataset;

import io.luckynodes.artifact.Digests;
import io.luckynodes.artifact.Parent;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the BatchNorm vectors of a VGG network: in the user's own file or folder, or else in the
 * published safetensors file, of which only the parts with these vectors are transferred.
 */
final class VggSources {
  private static final List<String> ENDINGS =
      List.of(".csv", ".safetensors", ".pth", ".pt", ".bin");

  /**
   * A file name that contains the first digits of the file's digest, as torchvision publishes them.
   */
  private static final Pattern NAMED_BY_DIGEST = Pattern.compile(".*-([0-9a-f]{8})\\.pth");

  /** Sum of the two bytes of a UTF-16 byte order mark, in either order. */
  private static final int UTF16_MARK = 0xff + 0xfe;

  private static final String RUNNING_MEAN = ".running_mean";

  /** Number of bytes that are read to recognise a file; the first line of a table has fewer. */
  private static final int START_BYTES = 4096;

  private final VggLayout layout;
  private final List<VggLayout> known;
  private final boolean offline;
  private final Patience patience;
  private final Proxies proxies;
  private final Consumer<String> log;

  /**
   * @param layout layout of the wanted network
   * @param known layouts of all networks that a file may contain
   * @param offline whether the network must not be used
   */
  VggSources(
      VggLayout layout,
      List<VggLayout> known,
      boolean offline,
      Patience patience,
      Proxies proxies,
      Consumer<String> log) {
    this.layout = layout;
    this.known = List.copyOf(known);
    this.offline = offline;
    this.patience = patience;
    this.proxies = proxies;
    this.log = log;
  }

  /**
   * Vectors and their source.
   *
   * @param source name and digest of the file, or address and digest of the bytes read from there
   */
  record Found(VggBatchNorm values, Parent source) {}

  /**
   * Finds the vectors.
   *
   * @param own the user's file or folder; if it holds only other networks, the published file is
   *     tried
   * @throws LuckyException if the user's file is missing ({@link ExitCode#NO_INPUT}), or damaged,
   *     altered or of another network ({@link ExitCode#BAD_INPUT}), or if no source has the vectors
   *     ({@link ExitCode#DATA_UNAVAILABLE})
   */
  Found find(Optional<Path> own) {
    List<String> reasons = new ArrayList<>();
    if (own.isPresent()) {
      Optional<Found> found = inOwn(own.get());
      if (found.isPresent()) {
        return found.get();
      }
      reasons.add("your own copy: " + own.get() + " holds nothing of " + layout.model());
    } else {
      reasons.add("your own copy: none was given");
    }
    try {
      if (offline) {
        throw new IOException("left alone, because LUCKY_OFFLINE is 1");
      }
      return published();
    } catch (IOException e) {
      log.accept(layout.model() + ": not from " + layout.twin() + ": " + e.getMessage());
      reasons.add(layout.twin() + ": " + e.getMessage());
    }
    throw new LuckyException(ExitCode.DATA_UNAVAILABLE, unavailable(reasons));
  }

  private Optional<Found> inOwn(Path own) {
    if (!Files.exists(own)) {
      throw new LuckyException(ExitCode.NO_INPUT, own + ": no such file or folder");
    }
    try {
      Optional<Path> file = Files.isDirectory(own) ? inFolder(own) : Optional.of(own);
      return file.isEmpty() ? Optional.empty() : inFile(file.get());
    } catch (IOException e) {
      throw new LuckyException(ExitCode.BAD_INPUT, own + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The first file of a folder whose name begins with that of the network, in the order of {@link
   * #ENDINGS}.
   */
  private Optional<Path> inFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> named =
          files
              .filter(file -> file.getFileName().toString().startsWith(layout.model()))
              .sorted()
              .toList();
      return ENDINGS.stream()
          .flatMap(
              ending ->
                  named.stream()
                      .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(ending)))
          .findFirst();
    }
  }

  private Optional<Found> inFile(Path file) {
    log.accept(layout.model() + ": reading " + file);
    try {
      byte[] start;
      try (InputStream in = Files.newInputStream(file)) {
        start = in.readNBytes(START_BYTES);
      }
      String sha256 = Digests.of(file);
      if (TorchCheckpoint.isPickle(start) && isOfAnother(sha256)) {
        return Optional.empty();
      }
      checkDigest(file, sha256, TorchCheckpoint.isPickle(start));
      try (VectorFile vectors = BareNames.of(open(file, start))) {
        return holdsLayout(vectors, CsvVectors.isCsv(start))
            ? Optional.of(
                new Found(
                    values(vectors),
                    Parent.fromOutside(String.valueOf(file.getFileName()), sha256)))
            : Optional.empty();
      }
    } catch (IOException e) {
      throw new LuckyException(ExitCode.BAD_INPUT, file + ": " + e.getMessage(), e);
    }
  }

  private VectorFile open(Path file, byte[] start) throws IOException {
    if (CsvVectors.isCsv(start)) {
      return CsvVectors.open(file, layout.model());
    }
    if (TorchCheckpoint.isZip(start)) {
      return TorchCheckpoint.openZip(file);
    }
    if (TorchCheckpoint.isPickle(start)) {
      return TorchCheckpoint.openStream(file);
    }
    if (start.length > Long.BYTES && start[Long.BYTES] == '{') {
      return open(new LocalBytes(file));
    }
    if (start.length > 1 && (start[0] & 0xff) + (start[1] & 0xff) == UTF16_MARK) {
      throw new IOException("is text in UTF-16, expected UTF-8");
    }
    throw new IOException(
        "neither a checkpoint of PyTorch, nor safetensors, nor a CSV with the columns model, layer,"
            + " channel, "
            + String.join(", ", VggLayout.VECTORS));
  }

  private static VectorFile open(ByteSource bytes) throws IOException {
    boolean opened = false;
    try {
      VectorFile file = Safetensors.open(bytes);
      opened = true;
      return file;
    } finally {
      if (!opened) {
        bytes.close();
      }
    }
  }

  /**
   * Whether a file holds this network, judged by its BatchNorm layers.
   *
   * @param several whether the file can hold several networks, and so none of this one
   * @throws IOException if the file holds no known network
   */
  private boolean holdsLayout(VectorFile file, boolean several) throws IOException {
    SortedSet<String> layers = new TreeSet<>();
    for (String name : file.names()) {
      if (name.endsWith(RUNNING_MEAN)) {
        layers.add(name.substring(0, name.length() - RUNNING_MEAN.length()));
      }
    }
    if (layers.equals(layout.layerNames())) {
      return true;
    }
    if ((several && layers.isEmpty())
        || known.stream().anyMatch(other -> layers.equals(other.layerNames()))) {
      return false;
    }
    throw new IOException(
        "expected the "
            + layout.layers().size()
            + " BatchNorm layers of "
            + layout.model()
            + " "
            + layout.layerNames()
            + ", found "
            + layers.size()
            + " "
            + layers);
  }

  /** Whether a digest is that of the published checkpoint of another network. */
  private boolean isOfAnother(String sha256) {
    return known.stream()
        .anyMatch(
            other ->
                !other.model().equals(layout.model()) && sha256.startsWith(other.digestStart()));
  }

  /**
   * Checks a file's digest before the file is opened. A checkpoint in the form of a stream must be
   * torchvision's, whose first digits are known. A file whose name contains such digits must have
   * them, whatever its form.
   */
  private void checkDigest(Path file, String sha256, boolean stream) throws IOException {
    Matcher named = NAMED_BY_DIGEST.matcher(file.getFileName().toString());
    String expected = stream ? layout.digestStart() : named.matches() ? named.group(1) : "";
    if (!sha256.startsWith(expected)) {
      throw new IOException(
          "truncated or altered: expected a sha256 that begins with "
              + expected
              + ", found "
              + sha256
              + (stream
                  ? "; a checkpoint of your own is read if a PyTorch since 1.6 saves it again"
                  : ""));
    }
    log.accept(
        layout.model()
            + ": "
            + file.getFileName()
            + " has sha256 "
            + sha256
            + (stream ? ", torchvision's" : ", of which no published value is known"));
  }

  private Found published() throws IOException {
    log.accept(layout.model() + ": reading parts of " + layout.twin());
    HttpRanges ranges = new HttpRanges(layout.twin(), patience, proxies, log);
    try (VectorFile vectors = open(ranges)) {
      if (!holdsLayout(vectors, false)) {
        throw new IOException("is another network's");
      }
      VggBatchNorm values = values(vectors);
      log.accept(layout.model() + ": read " + ranges.traffic());
      return new Found(
          values, Parent.fromOutside(layout.twin().toString(), ranges.sha256OfReceived()));
    }
  }

  private VggBatchNorm values(VectorFile vectors) throws IOException {
    return VggBatchNorm.of(layout, vectors.read(layout.vectors()));
  }

  private String unavailable(List<String> reasons) {
    StringBuilder text =
        new StringBuilder(
            "The BatchNorm layers of "
                + layout.model()
                + " could be had from none of its sources:\n");
    reasons.forEach(reason -> text.append("  - ").append(reason).append('\n'));
    return text.append("Ways out, any of them:\n")
        .append("  1. give --vgg_bn PATH with torchvision's checkpoint ")
        .append(layout.model())
        .append('-')
        .append(layout.digestStart())
        .append(".pth, the same network as safetensors, a CSV of its BatchNorm layers, or a folder")
        .append(" that holds one of them\n")
        .append("  2. connect this machine to the internet, by https_proxy if there is a proxy,")
        .append(offline ? " and unset LUCKY_OFFLINE," : "")
        .append(" so that the published safetensors file can be read (some 80 kB of it)")
        .toString();
  }
}
