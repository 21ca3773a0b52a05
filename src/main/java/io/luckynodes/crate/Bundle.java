package io.luckynodes.crate;

import io.luckynodes.artifact.AtomicFile;
import io.luckynodes.artifact.Digests;
import io.luckynodes.crate.RunOfResults.Kept;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.file.WholeFile;
import io.luckynodes.fingerprint.SourceArchive.SourceFile;
import io.luckynodes.lineage.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * Packs a run into one zip archive: its crate, and the source that made it. Equal results give
 * equal bytes, since entries are sorted and all have the same time.
 */
public final class Bundle {
  private static final String CHANGES = " and changes";
  private static final String SOURCE = "source/";
  private static final String WORKFLOW = "workflow/";
  private static final String OWN_DEFINITIONS = "workflow/definitions/";

  /**
   * Files of the source that are also at the top of the archive, where other programs look for
   * them.
   */
  private static final List<String> TOP = List.of("CITATION.cff", "LICENSE");

  /** The earliest time that a zip archive can hold. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int FILE = 0100644;
  private static final int PROGRAM = 0100755;

  private Bundle() {}

  /**
   * Describes the run again, and packs everything that the crate describes, with the source at the
   * run's commit.
   *
   * @param project a clone of the project that holds that commit, or an unpacked archive of it
   * @param uncommitted whether to continue if files that are in no commit made the run; {@code
   *     SOURCE.txt} in the archive then says so
   * @throws LuckyException if the results are incomplete or damaged ({@link ExitCode#NO_INPUT},
   *     {@link ExitCode#BAD_INPUT}), the commit is missing ({@link ExitCode#NO_INPUT}), files that
   *     are in no commit made the run ({@link ExitCode#BAD_INPUT}), or the archive cannot be
   *     written ({@link ExitCode#CANNOT_WRITE})
   */
  public static void write(Results results, Path project, boolean uncommitted, Path out) {
    Crate.write(results);
    RunOfResults run = RunOfResults.in(results);
    String commit = run.run().commit().replace(CHANGES, "");
    SourceAtCommit source = SourceAtCommit.of(project, commit);
    List<String> changed = changed(run, source);
    if (!changed.isEmpty() && !uncommitted) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          results.folder()
              + ": made by files that differ from commit "
              + commit
              + ": "
              + String.join(", ", changed)
              + "; commit them and run again, or pack the results anyway with --uncommitted");
    }
    SortedMap<String, Entry> entries = new TreeMap<>();
    run.files().forEach((path, kept) -> entries.put(path, kept(results, path, kept)));
    entries.put(Crate.PLACE, to -> copy(results, Crate.PLACE, to));
    source
        .files()
        .forEach((path, file) -> entries.put(SOURCE + path, to -> to.write(file.bytes())));
    for (String path : TOP) {
      SourceFile file = source.files().get(path);
      if (file != null) {
        entries.put(path, to -> to.write(file.bytes()));
      }
    }
    byte[] words = words(commit, changed).getBytes(StandardCharsets.UTF_8);
    entries.put("SOURCE.txt", to -> to.write(words));
    pack(entries, run, source, out);
  }

  /** A file that is read piece by piece while it is packed, since it may be larger than memory. */
  private interface Entry {
    void write(OutputStream to) throws IOException;
  }

  private static Entry kept(Results results, String path, Kept kept) {
    return to -> {
      if (!copy(results, path, to).equals(kept.sha256())) {
        throw new IOException(path + " changed while it was packed");
      }
    };
  }

  /** Copies a file, and returns its SHA-256. */
  private static String copy(Results results, String path, OutputStream to) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(WholeFile.open(results.require(path)), Digests.sha256())) {
      in.transferTo(to);
      return Digests.hex(in.getMessageDigest().digest());
    }
  }

  /**
   * The files that made the run and that are not as in the commit. The user's own definitions do
   * not count, since the archive holds them beside the workflow.
   */
  private static List<String> changed(RunOfResults run, SourceAtCommit source) {
    List<String> changed =
        run.paths(WORKFLOW).stream()
            .filter(path -> !path.startsWith(OWN_DEFINITIONS))
            .filter(
                path -> {
                  SourceFile file = source.files().get(path.substring(WORKFLOW.length()));
                  Kept kept = run.files().get(path);
                  return kept == null
                      || file == null
                      || !Digests.of(file.bytes()).equals(kept.sha256());
                })
            .map(path -> path.substring(WORKFLOW.length()))
            .collect(Collectors.toList());
    if (run.run().commit().endsWith(CHANGES)) {
      changed.add("something that the stages were built from");
    }
    return changed;
  }

  private static String words(String commit, List<String> changed) {
    return "source/ holds the project at commit "
        + commit
        + ".\n"
        + (changed.isEmpty()
            ? "The run was made by these files. The user's own definitions, if there are any, are in workflow/definitions/.\n"
            : "The run was NOT made by these files alone. These files differed from that commit:\n"
                + changed.stream().map(path -> "  " + path + "\n").collect(Collectors.joining())
                + "The files of the workflow that ran are in workflow/.\n");
  }

  private static void pack(
      SortedMap<String, Entry> entries, RunOfResults run, SourceAtCommit source, Path out) {
    try (AtomicFile file = new AtomicFile(out)) {
      ZipArchiveOutputStream zip = new ZipArchiveOutputStream(Channels.newOutputStream(file));
      for (Map.Entry<String, Entry> entry : entries.entrySet()) {
        String path = entry.getKey();
        SourceFile committed =
            path.startsWith(SOURCE) ? source.files().get(path.substring(SOURCE.length())) : null;
        ZipArchiveEntry zipped = new ZipArchiveEntry(path);
        zipped.setTimeLocal(TIME);
        zipped.setUnixMode(committed != null && committed.program() ? PROGRAM : FILE);
        Kept kept = run.files().get(path);
        if (kept != null) {
          // Without the size, entries larger than 4 GiB would be refused.
          zipped.setSize(kept.size());
        }
        zip.putArchiveEntry(zipped);
        entry.getValue().write(zip);
        zip.closeArchiveEntry();
      }
      zip.finish();
      file.commit();
    } catch (IOException e) {
      throw AtomicFile.cannotWrite(out, e);
    }
  }
}
