package io.luckynodes.metrics.region;

import io.luckynodes.metrics.Computed;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.RegionPointsRow;
import io.luckynodes.theory.Directions;
import io.luckynodes.theory.plane.TrainingRegion;
import io.luckynodes.theory.region.LinePieces;
import io.luckynodes.theory.region.LinePieces.Piece;
import io.luckynodes.theory.region.Pattern;
import io.luckynodes.theory.region.PlaneNetwork;
import io.luckynodes.theory.region.Specialisation;
import io.luckynodes.theory.region.Specialisation.FreeLine;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tables for drawing the plane: training points, lines of nodes, and the observed pieces of
 * teachers' lines.
 */
final class RegionTables {
  private final Computed one;
  private final TrainingRegion region;
  private final PlaneNetwork teacher;
  private final double[][] points;

  RegionTables(Computed one, TrainingRegion region, PlaneNetwork teacher, double[][] points) {
    this.one = one;
    this.region = region;
    this.teacher = teacher;
    this.points = points;
  }

  void points() {
    for (double[] x : points) {
      one.add(0, new RegionPointsRow(x[0], x[1]));
    }
  }

  /**
   * Adds the pieces of teachers' lines in the region: the whole lines, and the parts that each
   * student node observes at its start.
   */
  void pieces(PlaneNetwork start) {
    for (int j = 0; j < teacher.nodes(); j++) {
      pieces(j, RegionPiecesRow.WHOLE, x -> true);
      for (int k = 0; k < start.nodes(); k++) {
        double[] line = start.lines()[k];
        pieces(j, k, x -> PlaneNetwork.linear(line, x) > 0);
      }
    }
  }

  private void pieces(int teacherNode, int observer, Predicate<double[]> where) {
    for (Piece piece : LinePieces.of(teacher.lines()[teacherNode], region, where)) {
      one.add(
          0,
          new RegionPiecesRow(
              teacherNode, observer, piece.fromX1(), piece.fromX2(), piece.toX1(), piece.toX2()));
    }
  }

  /** Adds the rows of all nodes at a step. */
  void nodes(int step, PlaneNetwork student) {
    Specialisation specialisation = new Specialisation(teacher, student, points);
    List<FreeLine> free = specialisation.freeLines();
    for (int j = 0; j < teacher.nodes(); j++) {
      node(
          step,
          RegionNodesRow.TEACHER,
          teacher,
          new Specialisation.Node(j, Pattern.TEACHER, j, 0, true),
          -1);
    }
    for (Specialisation.Node node : specialisation.nodes()) {
      int line = -1;
      for (int i = 0; node.pattern() == Pattern.GROUP && i < free.size(); i++) {
        line = free.get(i).nodes().contains(node.node()) ? i : line;
      }
      node(step, RegionNodesRow.STUDENT, student, node, line);
    }
  }

  private void node(
      int step, String side, PlaneNetwork network, Specialisation.Node node, int line) {
    double[] row = network.lines()[node.node()];
    double[] kink = network.kink(node.node());
    double[] whole = teacher.kink(node.teacher());
    one.add(
        step,
        new RegionNodesRow(
            side,
            node.node(),
            row[0],
            row[1],
            row[2],
            Directions.norm(kink),
            node.pattern().word(),
            node.teacher(),
            node.degrees(),
            node.sameSide(),
            line,
            Directions.dot(kink, whole) / Directions.dot(whole, whole)));
  }
}
