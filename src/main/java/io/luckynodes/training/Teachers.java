package io.luckynodes.training;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.json.Json;
import io.luckynodes.network.shape.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Finds each student's teacher. */
public final class Teachers {
  private Teachers() {}

  /**
   * The teachers of a job's members, in order. A teacher has the student's seed, and all values of
   * its variant are also the student's.
   *
   * @param artifact artifact with the teachers, whose record holds their own job
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if a student has no teacher
   */
  public static List<Parameters> of(Job job, Artifact artifact) {
    Job made =
        Json.read(
            Json.write(artifact.record().definition()), Job.class, artifact.path() + " (its job)");
    SortedMap<Integer, Weights.Entry> networks = Weights.last(artifact);
    List<Parameters> teachers = new ArrayList<>();
    for (Member student : job.members()) {
      teachers.add(teacherOf(student, made, networks, artifact));
    }
    return teachers;
  }

  private static Parameters teacherOf(
      Member student, Job made, SortedMap<Integer, Weights.Entry> networks, Artifact artifact) {
    for (Weights.Entry entry : networks.values()) {
      Member teacher = made.member(entry.member(), artifact.path().toString());
      if (teacher.seed() == student.seed()
          && student.variant().entrySet().containsAll(teacher.variant().entrySet())) {
        return entry.parameters();
      }
    }
    throw new LuckyException(
        ExitCode.BAD_INPUT,
        artifact.path()
            + ": has no teacher for seed "
            + student.seed()
            + " and variant "
            + student.variant());
  }
}
