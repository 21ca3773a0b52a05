package io.luckynodes.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The commit from which the stages were built. */
public final class SourceCommit {
  /** Path of the commit's file on the class path. */
  public static final String RESOURCE = "META-INF/lucky-nodes/commit.properties";

  private SourceCommit() {}

  /**
   * The commit's id in hexadecimal, with a remark if the files differed from the commit; {@code
   * unknown} where the sources are neither a clone nor an archive of one.
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
