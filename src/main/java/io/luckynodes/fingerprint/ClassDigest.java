package io.luckynodes.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Computes a digest of all code that a class can reach. The digest covers each of the project's
 * classes by its instructions (without line numbers, so that a change of comments has no effect),
 * the files beside it in its package (templates, for example), and each library by its file name,
 * which includes the version. Every name in a class file is followed, so code that is found by
 * reflection or as a service must also be named in plain code. A library that consists only of
 * files is reached by a text constant that names a file or folder in it, such as {@code
 * "net/sf/jasperreports/fonts/dejavu/"}.
 */
public final class ClassDigest {
  /** A path on the class path, with at least two names. */
  private static final Pattern PATH = Pattern.compile("[\\w.-]+(/[\\w.-]+)+/?");

  private final ClassLoader loader;
  private final String ownPrefix;
  private final Map<String, Summary> summaries = new HashMap<>();
  private final Map<String, SortedMap<String, String>> packageFiles = new HashMap<>();

  /**
   * @param loader finds class files
   * @param ownPackage the project's root package; classes outside it count as libraries
   */
  public ClassDigest(ClassLoader loader, String ownPackage) {
    this.loader = loader;
    this.ownPrefix = ownPackage.replace('.', '/') + "/";
  }

  /**
   * Everything that a class reaches.
   *
   * @param classes the project's own classes (internal names), each with the digest of its
   *     instructions
   * @param resources the files beside them, by path on the class path, each with its digest
   * @param libraries file names of the libraries
   */
  public record Reach(
      SortedMap<String, String> classes,
      SortedMap<String, String> resources,
      SortedSet<String> libraries) {
    /** One digest of everything that the class reaches. */
    public String digest() {
      return sha256(
          (classes + "\n" + resources + "\n" + libraries).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Finds everything that can be reached from a class. */
  public Reach from(String className) {
    SortedMap<String, String> classes = new TreeMap<>();
    SortedMap<String, String> resources = new TreeMap<>();
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
        resources.putAll(
            packageFiles.computeIfAbsent(
                name.substring(0, name.lastIndexOf('/') + 1), this::filesOf));
      }
      libraries.addAll(summary.libraries);
      open.addAll(summary.references);
    }
    return new Reach(classes, resources, libraries);
  }

  /**
   * One class file.
   *
   * @param libraries file names of jars: a library class's own jar, or the jars that hold a file or
   *     folder named by a text constant of a project's class
   */
  private record Summary(String digest, Set<String> libraries, Set<String> references) {
    static final Summary NONE = new Summary("", Set.of(), Set.of());
  }

  private Summary summarise(String name) {
    URL url = loader.getResource(name + ".class");
    if (url == null || url.getProtocol().equals("jrt")) {
      // The JDK is named in each record's environment; optional dependencies may be absent.
      return Summary.NONE;
    }
    try (InputStream in = url.openStream()) {
      ClassReader reader = new ClassReader(in);
      boolean own = name.startsWith(ownPrefix);
      Collector collector = new Collector();
      ClassWriter stripped = new ClassWriter(0);
      ClassVisitor target = own ? stripped : new ClassVisitor(Opcodes.ASM9) {};
      reader.accept(new ClassRemapper(target, collector), ClassReader.SKIP_DEBUG);
      return own
          ? new Summary(sha256(stripped.toByteArray()), jarsNamed(collector.texts), collector.names)
          : new Summary("", jarOf(url), collector.names);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The jars that hold a file or folder named by one of the texts. */
  private Set<String> jarsNamed(Set<String> texts) {
    Set<String> jars = new TreeSet<>();
    for (String text : texts) {
      if (PATH.matcher(text).matches()) {
        URL url = loader.getResource(text);
        if (url != null && url.getProtocol().equals("jar")) {
          jars.addAll(jarOf(url));
        }
      }
    }
    return jars;
  }

  /** Digests of the files in one of the project's packages, except class files. */
  private SortedMap<String, String> filesOf(String folder) {
    SortedMap<String, String> digests = new TreeMap<>();
    try {
      for (URL url : Collections.list(loader.getResources(folder))) {
        if (!url.getProtocol().equals("file")) {
          continue;
        }
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            String name = String.valueOf(file.getFileName());
            if (!name.endsWith(".class")) {
              digests.put(folder + name, sha256(Files.readAllBytes(file)));
            }
          }
        }
      }
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(folder, e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> jarOf(URL url) {
    String path = url.getPath();
    int bang = path.indexOf("!/");
    return bang < 0 ? Set.of() : Set.of(path.substring(path.lastIndexOf('/', bang) + 1, bang));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Collects every class name and every text constant, and renames nothing. */
  private static final class Collector extends Remapper {
    final Set<String> names = new TreeSet<>();
    final Set<String> texts = new TreeSet<>();

    Collector() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String internalName) {
      names.add(internalName);
      return internalName;
    }

    @Override
    public Object mapValue(Object value) {
      if (value instanceof String text) {
        texts.add(text);
      }
      return super.mapValue(value);
    }
  }
}
