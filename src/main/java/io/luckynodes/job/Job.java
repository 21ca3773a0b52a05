package io.luckynodes.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work of the workflow. It holds everything that a stage needs besides its input files.
 * It holds nothing that can change without changing the result, since its bytes are part of the
 * cache key.
 *
 * @param id unique in a plan; names the job's output files
 * @param stage the stage that runs it
 * @param study id of the study to which it belongs
 * @param experiment id of the experiment
 * @param streams id of the experiment under whose name random numbers are drawn; null if it is this
 *     one
 * @param model kind of network, or of data set
 * @param scale id of a {@link Scale}
 * @param settings settings in force, by name
 * @param members the networks that are made, trained or measured together
 * @param needs by role, the ids of the jobs whose outputs this one reads
 * @param figure the figure to draw, for the FIGURE stage
 */
public record Job(
    String id,
    Stage stage,
    String study,
    String experiment,
    @Nullable String streams,
    String model,
    String scale,
    SortedMap<String, Setting> settings,
    List<Member> members,
    SortedMap<String, String> needs,
    @Nullable FigureSpec figure) {

  /** Creates a job that draws random numbers, if any, under its experiment's own name. */
  public Job(
      String id,
      Stage stage,
      String study,
      String experiment,
      String model,
      String scale,
      SortedMap<String, Setting> settings,
      List<Member> members,
      SortedMap<String, String> needs,
      @Nullable FigureSpec figure) {
    this(id, stage, study, experiment, null, model, scale, settings, members, needs, figure);
  }

  /** The random numbers of a trial. */
  public Streams streams(int seed) {
    return new Streams(streams == null ? experiment : streams, seed);
  }

  /** Name of the code that runs the job, and of its fingerprint. */
  public String runner() {
    return stage.runner(model);
  }

  /** A whole number of a setting. */
  public int integer(String name) {
    JsonNode value = value(name);
    if (!value.isIntegralNumber()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  /** A real number of a setting. */
  public double real(String name) {
    JsonNode value = value(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number", value);
    }
    return value.doubleValue();
  }

  /** A real number for one member: the value of its variant, or the value of all members. */
  public double real(String name, Member member) {
    return of(member, name).real(name);
  }

  public boolean flag(String name) {
    JsonNode value = value(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value.booleanValue();
  }

  public String text(String name) {
    JsonNode value = value(name);
    if (!value.isTextual()) {
      throw wrong(name, "a word", value);
    }
    return value.textValue();
  }

  /** A list of whole numbers of a setting. */
  public int[] integers(String name) {
    return Arrays.stream(reals(name)).mapToInt(v -> (int) v).toArray();
  }

  /** A list of numbers of a setting. */
  public double[] reals(String name) {
    JsonNode value = value(name);
    if (!value.isArray()) {
      throw wrong(name, "a list of numbers", value);
    }
    double[] values = new double[value.size()];
    for (int i = 0; i < values.length; i++) {
      if (!value.get(i).isNumber()) {
        throw wrong(name, "a list of numbers", value);
      }
      values[i] = value.get(i).doubleValue();
    }
    return values;
  }

  /** A list of numbers for one member: the value of its variant, or the value of all members. */
  public double[] reals(String name, Member member) {
    return of(member, name).reals(name);
  }

  /** This job with the value that a member has for a setting. */
  private Job of(Member member, String name) {
    JsonNode own = member.variant().get(name);
    if (own == null) {
      return this;
    }
    SortedMap<String, Setting> all = new TreeMap<>(settings);
    all.put(name, new Setting(own, Source.A, null));
    return new Job(
        id, stage, study, experiment, streams, model, scale, all, members, needs, figure);
  }

  /**
   * The member at an index of the list.
   *
   * @param origin the file that names the index, for an error message
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if there is none
   */
  public Member member(int place, String origin) {
    if (place < 0 || place >= members.size()) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          origin + ": names member " + place + " of job " + id + ", which has " + members.size());
    }
    return members.get(place);
  }

  /** A list of words of a setting. */
  public List<String> texts(String name) {
    List<String> words = new ArrayList<>();
    value(name).forEach(word -> words.add(word.asText()));
    return words;
  }

  /** The value of a setting as JSON. */
  public JsonNode value(String name) {
    Setting setting = settings.get(name);
    if (setting == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT,
          "job " + id + ": no setting " + name + "; it has " + settings.keySet());
    }
    return setting.value();
  }

  private LuckyException wrong(String name, String expected, JsonNode found) {
    return new LuckyException(
        ExitCode.BAD_INPUT,
        "job " + id + ": setting " + name + ": expected " + expected + ", found " + found);
  }
}
