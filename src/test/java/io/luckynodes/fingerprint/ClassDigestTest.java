package io.luckynodes.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassDigestTest {
  @TempDir Path folder;
  private Path sources = Path.of("");
  private Path classes = Path.of("");

  @BeforeEach
  void writeClasses() throws IOException {
    sources = Files.createDirectories(folder.resolve("sources"));
    classes = Files.createDirectories(folder.resolve("classes"));
    source("own.work.Stage", "int run() { return new Helper().rate() + own.more.Deep.depth(); }");
    source("own.work.Helper", "int rate() { return 1; }");
    source("own.more.Deep", "public static int depth() { return 3; }");
    source("own.other.Unrelated", "int run() { return 5; }");
  }

  @Test
  void aChangedConstantInAReachableClassChangesTheDigest() throws IOException {
    String before = digest();
    source("own.more.Deep", "public static int depth() { return 4; }");
    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void aCommentOrAMovedLineChangesNothing() throws IOException {
    String before = digest();
    source("own.work.Helper", "// a word\n\n\n/* and more */\nint rate() {\n\n return 1; }");
    assertThat(digest()).isEqualTo(before);
  }

  @Test
  void anUnreachableClassChangesNothing() throws IOException {
    String before = digest();
    source("own.other.Unrelated", "int run() { return 6; }");
    assertThat(digest()).isEqualTo(before);
    assertThat(reach().classes().keySet())
        .containsExactly("own/more/Deep", "own/work/Helper", "own/work/Stage");
  }

  @Test
  void aClassThatIsOnlyNamedInAFieldATypeOrAnAnnotationIsReached() throws IOException {
    source("own.more.Typed", "");
    source("own.more.Thrown", "");
    source(
        "own.work.Helper",
        "java.util.List<own.more.Typed> list;"
            + " int rate() { Object o = own.more.Thrown.class; return o == null ? 0 : 1; }");
    assertThat(reach().classes()).containsKeys("own/more/Typed", "own/more/Thrown");
  }

  @Test
  void aFileBesideAReachedClassCounts() throws IOException {
    String without = digest();
    Path template = classes.resolve("own/more/page.ftl");
    Files.writeString(template, "one");
    String first = digest();
    assertThat(reach().resources()).containsOnlyKeys("own/more/page.ftl");
    Files.writeString(template, "two");
    assertThat(List.of(without, first, digest())).doesNotHaveDuplicates();
  }

  @Test
  void aFileBesideAnUnreachableClassDoesNotCount() throws IOException {
    String before = digest();
    Files.writeString(classes.resolve("own/other/page.ftl"), "one");
    Files.createDirectories(classes.resolve("own/more/deeper"));
    Files.writeString(classes.resolve("own/more/deeper/page.ftl"), "one");
    assertThat(digest()).isEqualTo(before);
  }

  @Test
  void aLibraryWhoseFilesATextNamesIsReached() throws IOException {
    Path jar = folder.resolve("letters-2.1.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String entry : List.of("letters/", "letters/plain.ttf")) {
        out.putNextEntry(new JarEntry(entry));
        out.closeEntry();
      }
    }
    assertThat(reach(jar).libraries()).isEmpty();
    source(
        "own.work.Helper",
        "private static final String FOLDER = \"letters/\" + \"plain.ttf\";"
            + " int rate() { return FOLDER.length(); }");
    assertThat(reach(jar).libraries()).containsExactly("letters-2.1.jar");
  }

  @Test
  void aLibraryCountsByItsFileName() throws IOException {
    source("lib.Tool", "public static int use() { return 1; }");
    digest();
    Path first = jarOf("lib/Tool.class", "tool-1.0.jar");
    Path second = jarOf("lib/Tool.class", "tool-1.1.jar");
    source("own.work.Helper", "int rate() { return lib.Tool.use(); }");
    compile();
    Files.delete(classes.resolve("lib/Tool.class"));
    assertThat(load(first).libraries()).containsExactly("tool-1.0.jar");
    assertThat(load(first).digest()).isNotEqualTo(load(second).digest());
  }

  private Path jarOf(String entry, String name) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      out.write(Files.readAllBytes(classes.resolve(entry)));
      out.closeEntry();
    }
    return jar;
  }

  private void source(String name, String body) throws IOException {
    int dot = name.lastIndexOf('.');
    Path file = sources.resolve(name.replace('.', '/') + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "package %s;\npublic class %s {\n%s\n}\n"
            .formatted(name.substring(0, dot), name.substring(dot + 1), body));
  }

  private String digest() throws IOException {
    return reach().digest();
  }

  private ClassDigest.Reach reach(Path... jars) throws IOException {
    compile();
    return load(jars);
  }

  private ClassDigest.Reach load(Path... jars) throws IOException {
    URL[] path = new URL[jars.length + 1];
    path[0] = classes.toUri().toURL();
    for (int i = 0; i < jars.length; i++) {
      path[i + 1] = jars[i].toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(path, null)) {
      return new ClassDigest(loader, "own").from("own.work.Stage");
    }
  }

  private void compile() throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("-g", "-d", classes.toString()));
    try (var files = Files.walk(sources)) {
      files.filter(Files::isRegularFile).map(Path::toString).forEach(command::add);
    }
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
    assertThat(code).isZero();
  }
}
