package io.luckynodes.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Digest of all code that a class can reach: each of the project's classes by its instructions
 * (line numbers left out, so that a comment changes nothing), each library by its file name with
 * version. Reading follows every name in a class file, so code that is found by reflection or as a
 * service must be named by somebody in plain code too.
 */
public final class ClassDigest {
  private final ClassLoader loader;
  private final String ownPrefix;
  private final Map<String, Summary> summaries = new HashMap<>();

  /**
   * @param loader finds class files
   * @param ownPackage the project's root package; classes outside it count as libraries
   */
  public ClassDigest(ClassLoader loader, String ownPackage) {
    this.loader = loader;
    this.ownPrefix = ownPackage.replace('.', '/') + "/";
  }

  /**
   * What a class reaches.
   *
   * @param classes the project's own classes (internal names) with the digest of each one's
   *     instructions
   * @param libraries file names of the libraries
   */
  public record Reach(SortedMap<String, String> classes, SortedSet<String> libraries) {
    /** One digest for all of it. */
    public String digest() {
      return sha256((classes + "\n" + libraries).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Everything that can be reached from a class. */
  public Reach from(String className) {
    SortedMap<String, String> classes = new TreeMap<>();
    SortedSet<String> libraries = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(className.replace('.', '/'));
    while (!open.isEmpty()) {
      String name = open.remove();
      if (!seen.add(name)) {
        continue;
      }
      Summary summary = summaries.computeIfAbsent(name, this::summarise);
      if (name.startsWith(ownPrefix)) {
        classes.put(name, summary.digest);
      } else if (!summary.library.isEmpty()) {
        libraries.add(summary.library);
      }
      open.addAll(summary.references);
    }
    return new Reach(classes, libraries);
  }

  /**
   * One class file.
   *
   * @param library file name of its jar; empty for the project's own and the JDK's classes
   */
  private record Summary(String digest, String library, Set<String> references) {
    static final Summary NONE = new Summary("", "", Set.of());
  }

  private Summary summarise(String name) {
    URL url = loader.getResource(name + ".class");
    if (url == null || url.getProtocol().equals("jrt")) {
      // The JDK is named in each record's environment; optional dependencies may be absent.
      return Summary.NONE;
    }
    try (InputStream in = url.openStream()) {
      ClassReader reader = new ClassReader(in);
      Set<String> references = new TreeSet<>();
      boolean own = name.startsWith(ownPrefix);
      ClassWriter stripped = new ClassWriter(0);
      ClassVisitor target = own ? stripped : new ClassVisitor(Opcodes.ASM9) {};
      reader.accept(new ClassRemapper(target, new Collector(references)), ClassReader.SKIP_DEBUG);
      return new Summary(
          own ? sha256(stripped.toByteArray()) : "", own ? "" : jarOf(url), references);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static String jarOf(URL url) {
    String path = url.getPath();
    int bang = path.indexOf("!/");
    return bang < 0
        ? ""
        : String.valueOf(Path.of(path.substring(path.lastIndexOf('/', bang) + 1, bang)));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Renames nothing, but sees every class name. */
  private static final class Collector extends Remapper {
    private final Set<String> names;

    Collector(Set<String> names) {
      super(Opcodes.ASM9);
      this.names = names;
    }

    @Override
    public String map(String internalName) {
      names.add(internalName);
      return internalName;
    }
  }
}
