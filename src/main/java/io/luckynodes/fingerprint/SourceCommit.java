package io.luckynodes.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The commit that the stages were built from. */
public final class SourceCommit {
  /** Where the build puts it, on the class path. */
  public static final String RESOURCE = "META-INF/lucky-nodes/commit.properties";

  private SourceCommit() {}

  /**
   * The commit in hexadecimal, with a remark if the files were not as committed; {@code unknown}
   * where the sources are neither a clone nor an archive of one.
   */
  public static String words() {
    Properties build = new Properties();
    try (InputStream in = SourceCommit.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String commit = build.getProperty("git.commit.id", "unknown");
    return commit + (build.getProperty("git.dirty", "false").equals("true") ? " and changes" : "");
  }
}
