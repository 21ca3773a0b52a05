package io.luckynodes.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher alone: Java and Maven are stand-ins that write down how they were called. */
class LauncherIT {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path temporary;

  @BeforeEach
  void lay() throws IOException {
    Path real = PipelineRun.thisProject();
    Files.createDirectories(project().resolve(".lucky-nodes/nextflow-24.10.0"));
    Files.copy(
        real.resolve("nextflow"),
        project().resolve("nextflow"),
        StandardCopyOption.COPY_ATTRIBUTES);
    write(project().resolve("pom.xml"), "<project/>");
    write(project().resolve(".mvn/jvm.config"), "");
    write(project().resolve("src/main/java/A.java"), "class A {}");
    write(project().resolve("src/main/java/B.java"), "class B {}");
    program(
        "bin/mvn",
        """
        echo "$*" >>'%1$s/mvn.log'
        case "$*" in
          *package*)
            mkdir -p target/classes/META-INF/lucky-nodes
            cat src/main/java/*.java >target/lucky-nodes.jar
            echo {} >target/classes/META-INF/lucky-nodes/fingerprints.json
            ;;
          *copy-dependencies*) mkdir -p "$(echo "$*" | sed 's/.*-DoutputDirectory=//')" ;;
        esac
        """);
    java("17.0.1");
  }

  @Test
  void theStagesAreBuiltOnlyWhenSourcesOrWhatWasBuiltChanged() throws Exception {
    Path source = project().resolve("src/main/java/A.java");
    Path jar = project().resolve("target/lucky-nodes.jar");

    assertThat(start("run", ".").exitCode()).isZero();
    assertThat(builds()).as("first start").hasSize(1);
    start("run", ".");
    assertThat(builds()).as("nothing changed").hasSize(1);
    Files.setLastModifiedTime(source, FileTime.fromMillis(4_000_000_000_000L));
    start("run", ".");
    assertThat(builds()).as("a time stamp changed").hasSize(1);
    start("log");
    start("run", ".", "--help");
    write(source, "class A { int a; }");
    start("log");
    assertThat(builds()).as("commands that run no stage").hasSize(1);
    start("run", ".");
    assertThat(builds()).as("a source changed").hasSize(2);
    write(jar, "something else");
    start("run", ".");
    assertThat(builds()).as("the jar was built by hand").hasSize(3);
    Files.delete(project().resolve("src/main/java/B.java"));
    start("run", ".");
    assertThat(builds()).as("a source went away").hasSize(4);
  }

  @Test
  void aBuildThatFailsStopsTheStart() throws Exception {
    program("bin/mvn", "echo 'A.java: wrong' >&2; exit 1");

    PipelineRun.Ended ended = start("run", ".");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("A.java: wrong", "the stages do not build");
    assertThat(ended.output()).doesNotContain("java called");
  }

  @Test
  void theEngineIsFetchedOnceAndByVersion() throws Exception {
    PipelineRun other = run().with("LUCKY_ENGINE", "25.04.4");

    other.nextflow("-version");
    PipelineRun.Ended again = other.nextflow("-version");

    assertThat(calls()).filteredOn(call -> call.contains("nextflow.version=25.04.4")).hasSize(1);
    assertThat(again.output())
        .contains("-cp " + project().toRealPath() + "/.lucky-nodes/nextflow-25.04.4/*");
    assertThat(project().resolve(".lucky-nodes")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void oneOfTwoFirstStartsFetchesAndBuilds() throws Exception {
    program(
        "bin/slow/mvn",
        """
        sleep 2
        exec '%1$s/bin/mvn' "$@"
        """);
    PipelineRun slow =
        run()
            .with("LUCKY_ENGINE", "25.04.4")
            .with("PATH", temporary.resolve("bin/slow") + ":" + System.getenv("PATH"));
    CompletableFuture<PipelineRun.Ended> one = start(slow);
    CompletableFuture<PipelineRun.Ended> other = start(slow);

    assertThat(one.get().exitCode()).as(one.get().output()).isZero();
    assertThat(other.get().exitCode()).as(other.get().output()).isZero();
    assertThat(one.get().output() + other.get().output()).contains("waiting for another start");
    assertThat(calls()).filteredOn(call -> call.contains("nextflow.version=25.04.4")).hasSize(1);
    assertThat(builds()).hasSize(1);
    assertThat(project().resolve(".lucky-nodes/nextflow-25.04.4")).isEmptyDirectory();
    assertThat(Files.isSymbolicLink(project().resolve(".lucky-nodes/lock"))).isFalse();
  }

  @Test
  void aStartThatWasKilledHoldsNoLock() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = project().resolve(".lucky-nodes/lock");
    Files.createSymbolicLink(lock, Path.of(Long.toString(gone.pid())));

    assertThat(start("run", ".").exitCode()).isZero();

    assertThat(builds()).hasSize(1);
    assertThat(Files.isSymbolicLink(lock)).isFalse();
  }

  private static CompletableFuture<PipelineRun.Ended> start(PipelineRun run) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return run.nextflow("run", ".");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void argumentsAndExitCodePassThrough() throws Exception {
    program(
        "jdk/bin/java",
        "[ \"$1\" != -version ] || { echo 'openjdk version \"21\"'; exit; }\n"
            + "for a in \"$@\"; do echo \"<$a>\"; done; exit 43");

    PipelineRun.Ended ended = start("log", "-f", "name with  spaces", "$HOME '*'");

    assertThat(ended.exitCode()).isEqualTo(43);
    assertThat(ended.output())
        .containsSubsequence(
            "<--add-opens=java.base/java.lang=ALL-UNNAMED>",
            "<nextflow.cli.Launcher>",
            "<log>",
            "<-f>",
            "<name with  spaces>",
            "<$HOME '*'>");
  }

  @Test
  void aCommandIsWrittenDownSoThatItCanBeTypedAgain() throws Exception {
    program(
        "jdk/bin/java",
        "[ \"$1\" != -version ] || { echo 'openjdk version \"21\"'; exit; }\necho \"$NXF_CLI\"");

    assertThat(start("log", "--set", "a=1 b=2", "it's", "x=1,2").output())
        .contains("/nextflow log --set 'a=1 b=2' 'it'\\''s' x=1,2\n");
  }

  @Test
  void whereTheLocaleHasNoUtf8JavaGetsOneThatHas() throws Exception {
    program(
        "jdk/bin/java",
        "[ \"$1\" != -version ] || { echo 'openjdk version \"21\"'; exit; }\necho \"in $LC_ALL\"");

    assertThat(run().with("LC_ALL", "C").nextflow("log").output()).contains("in C.UTF-8");
    assertThat(run().with("LC_ALL", "C.utf8").nextflow("log").output()).contains("in C.utf8");
  }

  @Test
  void aParameterWithOneDashIsRefused() throws Exception {
    Files.copy(
        PipelineRun.thisProject().resolve("nextflow_schema.json"),
        project().resolve("nextflow_schema.json"));

    for (String wrong : List.of("-scale", "-scale=smoke", "-vgg_bn")) {
      PipelineRun.Ended ended = start("run", ".", wrong, "smoke");
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.output())
          .contains(wrong + ": parameters of the workflow have two dashes: -" + wrong)
          .doesNotContain("java called");
    }
    assertThat(start("run", ".", "-resume", "-profile", "test", "-help").output())
        .contains("java called");
    assertThat(start("log", "-scale").output()).contains("java called");
  }

  @Test
  void aVersionOfTheEngineThatDoesNotCountIsSaid() throws Exception {
    assertThat(run().with("NXF_VER", "23.10.0").nextflow("log").output())
        .contains("NXF_VER=23.10.0 has no effect here, and Nextflow 24.10.0 runs: LUCKY_ENGINE");
    assertThat(run().with("NXF_VER", "24.10.0").nextflow("log").output())
        .doesNotContain("has no effect");
  }

  @Test
  void whereNobodyMayWriteTheUsersOwnCacheIsUsed() throws Exception {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "root can be nobody");
    assertThat(start("run", ".").exitCode()).isZero();
    Files.delete(project().resolve("target/launcher.stamp"));
    try (Stream<Path> engine = Files.list(project().resolve(".lucky-nodes"))) {
      for (Path part : engine.toList()) {
        Files.delete(part);
      }
    }
    Files.delete(project().resolve(".lucky-nodes"));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));

    PipelineRun.Ended ended = startAsNobody();

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("fetching Nextflow", "java called");
    assertThat(project().resolve(".lucky-nodes")).doesNotExist();
    assertThat(temporary.resolve("cache/lucky-nodes"))
        .isDirectoryRecursivelyContaining("glob:**/nextflow-24.10.0");

    Files.delete(project().resolve("target/lucky-nodes.jar"));
    assertThat(startAsNobody().output())
        .contains("the stages are not built, and you may not write in");
  }

  private PipelineRun.Ended startAsNobody() throws IOException, InterruptedException {
    return run()
        .with("XDG_CACHE_HOME", temporary.resolve("cache").toString())
        .call(
            Path.of("/usr/bin/setpriv"),
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            project().resolve("nextflow").toString(),
            "run",
            ".");
  }

  @Test
  void itWorksThroughALinkFromAnotherFolder() throws Exception {
    Path link = temporary.resolve("elsewhere/nf");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("../project/nextflow"));

    PipelineRun.Ended ended = run().call(link, "run", "x");

    assertThat(ended.output())
        .contains(project().toRealPath() + "/.lucky-nodes/nextflow-24.10.0/*");
    assertThat(project().resolve("target/lucky-nodes.jar")).exists();
  }

  @Test
  void anOldJavaIsNamedWithWhatIsNeeded() throws Exception {
    java("11.0.2");

    PipelineRun.Ended ended = start("run", ".");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("Java 17 or newer is needed, found version 11");
    assertThat(calls()).isEmpty();
  }

  @Test
  void aMissingMavenIsNamed() throws Exception {
    Path tools = temporary.resolve("tools");
    for (String tool :
        List.of(
            "dirname",
            "readlink",
            "sed",
            "head",
            "find",
            "cksum",
            "sort",
            "cat",
            "ln",
            "mkdir",
            "rm")) {
      program("tools/" + tool, "exec /usr/bin/" + tool + " \"$@\"");
    }

    PipelineRun.Ended ended = run().with("PATH", tools.toString()).nextflow("run", ".");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("Maven is missing");
  }

  /** Maven as it is called, and the settings that it is given. */
  private void mavenThatKeepsItsSettings() throws IOException {
    program(
        "bin/mvn",
        """
        echo "$*" >>'%1$s/mvn.log'
        last=
        for argument in "$@"; do
          case $last in
            -s | -gs)
              cp "$argument" '%1$s/settings.xml'
              ls -l "$argument" | cut -c 1-10 >'%1$s/mode'
              ;;
          esac
          last=$argument
        done
        exit 1
        """);
  }

  @Test
  void mavenIsToldOfTheProxyInAFileThatNobodyElseCanRead() throws Exception {
    mavenThatKeepsItsSettings();
    Path home = Files.createDirectories(temporary.resolve("home"));
    PipelineRun run =
        run()
            .with("HOME", home.toString())
            .with("https_proxy", "http://ada:p%40ss%2F%3Cw%3E@proxy.example:3128/")
            .with("HTTP_PROXY", "plain.example")
            .with("no_proxy", "localhost, .corp.example:8080,*.lan");

    PipelineRun.Ended ended = run.nextflow("run", ".");

    assertThat(temporary.resolve("settings.xml"))
        .content()
        .contains("<protocol>https</protocol><host>proxy.example</host><port>3128</port>")
        .contains("<username>ada</username><password>p@ss/&lt;w&gt;</password>")
        .contains("<protocol>http</protocol><host>plain.example</host><port>80</port>")
        .contains(
            "<nonProxyHosts>localhost|*.localhost|corp.example|*.corp.example|lan|*.lan"
                + "</nonProxyHosts>");
    assertThat(temporary.resolve("mode")).hasContent("-rw-------");
    assertThat(project().resolve(".lucky-nodes")).isDirectoryNotContaining("glob:**settings*");
    assertThat(calls()).singleElement().asString().contains(" -s ").doesNotContain("ada", "p@ss");
    assertThat(ended.output())
        .contains("told to ask the proxy plain.example:80 proxy.example:3128")
        .doesNotContain("ada", "p@ss", "p%40ss");

    write(home.resolve(".m2/settings.xml"), "<settings/>");
    run.nextflow("run", ".");
    assertThat(calls().get(1)).contains(" -gs ");
  }

  @Test
  void withoutAProxyThatMavenCanAskItHasItsOwnSettings() throws Exception {
    mavenThatKeepsItsSettings();
    PipelineRun run =
        run()
            .without("http_proxy")
            .without("HTTP_PROXY")
            .without("HTTPS_PROXY")
            .with("https_proxy", "socks5://ada:secret@h:1080");

    PipelineRun.Ended ended = run.nextflow("run", ".");

    assertThat(calls()).singleElement().asString().doesNotContain("-s ", "-gs ");
    assertThat(ended.output())
        .contains("https_proxy: expected http://HOST:PORT, found socks5://...")
        .doesNotContain("secret");
  }

  @Test
  void aStageRunsByHandThroughALink() throws Exception {
    Path link = temporary.resolve("lucky");
    Files.createSymbolicLink(link, PipelineRun.thisProject().resolve("bin/lucky"));

    PipelineRun.Ended help = run().without("JAVA_HOME").call(link, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.output()).contains("dataset", "teacher", "student", "metrics", "figure");
    PipelineRun.Ended lost =
        run().without("JAVA_HOME").with("LUCKY_HOME", temporary.toString()).call(link, "--help");
    assertThat(lost.exitCode()).isEqualTo(1);
    assertThat(lost.output()).contains("target/lucky-nodes.jar is missing");
    Files.delete(link);
  }

  private Path project() {
    return temporary.resolve("project");
  }

  private PipelineRun run() throws IOException {
    return new PipelineRun(project(), temporary.resolve("launch"))
        .without("LUCKY_BUILD")
        .with("JAVA_HOME", temporary.resolve("jdk").toString())
        .with("PATH", temporary.resolve("bin") + ":" + System.getenv("PATH"));
  }

  private PipelineRun.Ended start(String... arguments) throws IOException, InterruptedException {
    return run().nextflow(arguments);
  }

  private List<String> calls() throws IOException {
    Path log = temporary.resolve("mvn.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private List<String> builds() throws IOException {
    return calls().stream().filter(call -> call.endsWith("package")).toList();
  }

  private void java(String version) throws IOException {
    program(
        "jdk/bin/java",
        "[ \"$1\" != -version ] || { echo 'openjdk version \""
            + version
            + "\"'; exit; }\n"
            + "echo \"java called $*\"");
  }

  private void program(String place, String text) throws IOException {
    Path file = temporary.resolve(place);
    write(file, "#!/bin/sh\n" + text.replace("%1$s", temporary.toString()) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
