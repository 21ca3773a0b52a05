package io.luckynodes.fingerprint;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The project's files, unpacked from an archive that git made of a commit instead of cloned. Git
 * writes the ids of the commit and of its tree into {@code .git_archival.txt}. A tree's id is a
 * digest of all files, so it shows whether they are still as committed.
 *
 * @param folder folder of the project
 * @param commit id of the commit, in hexadecimal
 * @param tree id of the tree, in hexadecimal
 */
public record SourceArchive(Path folder, String commit, String tree) {
  private static final String NAME = ".git_archival.txt";
  private static final Pattern WORDS =
      Pattern.compile("(?s)(.*\\ncommit: )([0-9a-f]{40})(\\ntree: )([0-9a-f]{40})(\\n.*)");

  /** Text that a clone has in place of the ids that git writes into an archive. */
  private static final String IN_A_CLONE = "$1\\$Format:%H\\$$3\\$Format:%T\\$$5";

  /**
   * A file of the source.
   *
   * @param program whether the file is executable
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  public record SourceFile(byte[] bytes, boolean program) {}

  /**
   * Reads from which commit a folder was unpacked; empty if the folder is not from an archive made
   * by git.
   */
  public static Optional<SourceArchive> in(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Matcher words = WORDS.matcher(read(file));
    return words.matches()
        ? Optional.of(new SourceArchive(folder, words.group(2), words.group(4)))
        : Optional.empty();
  }

  /** Whether the files are exactly those of the commit. */
  public boolean isWhole() {
    SortedMap<String, SourceFile> committed = files();
    committed.computeIfPresent(
        NAME,
        (name, file) ->
            new SourceFile(
                WORDS
                    .matcher(new String(file.bytes, StandardCharsets.UTF_8))
                    .replaceAll(IN_A_CLONE)
                    .getBytes(StandardCharsets.UTF_8),
                file.program));
    return treeOf(committed, "").equals(tree);
  }

  /** All files by path, without those that {@code .gitignore} names. */
  public SortedMap<String, SourceFile> files() {
    List<PathMatcher> ignored =
        read(folder.resolve(".gitignore"))
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> FileSystems.getDefault().getPathMatcher("glob:" + line.replace("/", "")))
            .toList();
    SortedMap<String, SourceFile> files = new TreeMap<>();
    collect(folder, ignored, files);
    return files;
  }

  private void collect(Path from, List<PathMatcher> ignored, SortedMap<String, SourceFile> files) {
    try (Stream<Path> children = Files.list(from)) {
      for (Path child : children.toList()) {
        if (ignored.stream().anyMatch(one -> one.matches(child.getFileName()))) {
          continue;
        }
        if (Files.isDirectory(child)) {
          collect(child, ignored, files);
        } else {
          files.put(
              folder.relativize(child).toString().replace('\\', '/'),
              new SourceFile(Files.readAllBytes(child), Files.isExecutable(child)));
        }
      }
    } catch (IOException e) {
      throw unreadable(from, e);
    }
  }

  /** Computes the id that git gives the tree of the files below a path. */
  private static String treeOf(SortedMap<String, SourceFile> files, String below) {
    // Git sorts a folder as if its name ended in a slash.
    SortedMap<String, byte[]> entries = new TreeMap<>();
    for (String path : files.keySet()) {
      if (path.startsWith(below)) {
        String name = path.substring(below.length());
        int end = name.indexOf('/');
        if (end >= 0) {
          String folder = name.substring(0, end + 1);
          entries.computeIfAbsent(
              folder, one -> entry("40000", name.substring(0, end), treeOf(files, below + folder)));
        } else {
          SourceFile file = Objects.requireNonNull(files.get(path));
          entries.put(
              name, entry(file.program ? "100755" : "100644", name, idOf("blob", file.bytes)));
        }
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    entries.values().forEach(all::writeBytes);
    return idOf("tree", all.toByteArray());
  }

  private static byte[] entry(String mode, String name, String id) {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    entry.writeBytes((mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8));
    entry.writeBytes(HexFormat.of().parseHex(id));
    return entry.toByteArray();
  }

  private static String idOf(String kind, byte[] bytes) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update((kind + " " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha1.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static LuckyException unreadable(Path file, IOException e) {
    return new LuckyException(ExitCode.BAD_INPUT, file + ": cannot be read: " + e.getMessage(), e);
  }
}
