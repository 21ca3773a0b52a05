package io.luckynodes.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.luckynodes.artifact.Table;
import io.luckynodes.job.Member;
import io.luckynodes.network.PairMoments;
import io.luckynodes.table.TableWriter;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Dead teacher nodes, which are the same on every sample, are counted and left out. */
class LayerTablesTest {
  private static final Member MEMBER = new Member(1, new TreeMap<>());

  /** Two live teacher nodes around a dead one, and three students of which the last is dead. */
  private static final double[][] RHO = {{0.97, 0.2, 0}, {0, 0, 0}, {-0.4, -0.5, 0}};

  private static final boolean[] DEAD = {false, true, false};

  private static Table table(String name, boolean[] dead) {
    TableWriter written = new TableWriter(List.of(name));
    LayerTables tables = new LayerTables(written);
    for (int epoch = 0; epoch < 2; epoch++) {
      tables.addLayer(MEMBER, epoch, 0, RHO, dead);
      tables.addStudentNodes(MEMBER, epoch, 0, RHO, dead, new double[] {1, 2, 3});
    }
    tables.finish();
    return Objects.requireNonNull(written.tables().get(name));
  }

  @Test
  void meansAndSharesAreOfTheOthers() {
    Table layers = table("layers", DEAD);
    assertThat(layers.doubles("mean_best_correlation")[0]).isCloseTo(0.97 / 2, within(1e-15));
    assertThat(layers.doubles("matched_share")[0]).isEqualTo(0.5);
    assertThat(layers.ints("dead_teachers")).containsOnly(1);
    Table alive = table("layers", new boolean[3]);
    assertThat(alive.doubles("mean_best_correlation")[0]).isCloseTo(0.97 / 3, within(1e-15));
    assertThat(alive.ints("dead_teachers")).containsOnly(0);
  }

  @Test
  void thresholdsCountTheOthers() {
    Table thresholds = table("thresholds", DEAD);
    assertThat(thresholds.doubles("matched_share")[0]).isEqualTo(0.5);
  }

  @Test
  void everyTeacherNodeHasARowThatSaysWhetherItIsDead() {
    Table nodes = table("teacher-nodes", DEAD);
    assertThat(nodes.flags("dead")).startsWith(false, true, false);
  }

  @Test
  void noStudentIsSaidToFollowADeadNode() {
    Table nodes = table("student-nodes", DEAD);
    // The third student is dead; the second would be nearest to the dead node otherwise.
    assertThat(nodes.ints("best_teacher")).startsWith(0, 0, 0);
    assertThat(
            Correlations.bestRows(
                new double[][] {{0}, {-0.5}, {-0.4}}, new boolean[] {true, false, false}))
        .containsExactly(2);
  }

  @Test
  void ranksAreThoseOfTheOthersWinners() {
    // Winners are the first student and the dead one, which is first at both epochs.
    assertThat(table("winner-ranks", DEAD).doubles("mean_rank")).containsOnly(0);
    // The dead node's winner would stand among three equals.
    assertThat(table("winner-ranks", new boolean[3]).doubles("mean_rank")).containsOnly(0.5 / 3);
  }

  @Test
  void aLayerWithoutALiveNodeFollowsNothing() {
    Table layers = table("layers", new boolean[] {true, true, true});
    assertThat(layers.doubles("mean_best_correlation")).containsOnly(0);
    assertThat(layers.ints("dead_teachers")).containsOnly(3);
  }

  /** Moments of observations, as the networks give them. */
  private static PairMoments moments(float[][] teacher, float[][] student) {
    int m = teacher[0].length;
    int n = student[0].length;
    float[] teacherMean = new float[m];
    float[] studentMean = new float[n];
    for (int row = 0; row < teacher.length; row++) {
      for (int i = 0; i < m; i++) {
        teacherMean[i] += teacher[row][i] / teacher.length;
      }
      for (int j = 0; j < n; j++) {
        studentMean[j] += student[row][j] / teacher.length;
      }
    }
    float[] teacherSquares = new float[m];
    float[] studentSquares = new float[n];
    float[] cross = new float[m * n];
    for (int row = 0; row < teacher.length; row++) {
      for (int i = 0; i < m; i++) {
        float a = teacher[row][i] - teacherMean[i];
        teacherSquares[i] += a * a;
        for (int j = 0; j < n; j++) {
          cross[i * n + j] += a * (student[row][j] - studentMean[j]);
        }
      }
      for (int j = 0; j < n; j++) {
        float b = student[row][j] - studentMean[j];
        studentSquares[j] += b * b;
      }
    }
    return new PairMoments(
        teacher.length, teacherMean, studentMean, cross, teacherSquares, studentSquares);
  }

  @Test
  void aNodeIsDeadIfItIsTheSameOnAllSamplesOfAllParts() {
    int rows = 1000;
    float[][] teacher = new float[rows][];
    float[][] student = new float[rows][];
    for (int row = 0; row < rows; row++) {
      // Off; a constant that float32 cannot sum exactly; active once; faint but alive.
      teacher[row] = new float[] {0, 0.7391f, row == 17 ? 1e-3f : 0, 0.7391f + 1e-4f * (row % 2)};
      student[row] = new float[] {row % 3};
    }
    Correlations correlations = new Correlations(4, 1);
    correlations.add(moments(teacher, student));
    correlations.add(moments(teacher, student));
    assertThat(correlations.deadTeachers()).containsExactly(true, true, false, false);
    float[][] later = teacher.clone();
    later[5] = new float[] {1, 0.7391f, 0, 0.7391f};
    correlations.add(moments(later, student));
    assertThat(correlations.deadTeachers()).containsExactly(false, true, false, false);
  }
}
