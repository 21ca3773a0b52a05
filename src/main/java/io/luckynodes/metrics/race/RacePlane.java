package io.luckynodes.metrics.race;

import io.luckynodes.job.Member;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.race.Neurons;
import io.luckynodes.race.Neurons.Neuron;
import io.luckynodes.race.PlaneCells;
import io.luckynodes.race.PlaneCells.Sector;
import io.luckynodes.race.Samples;
import io.luckynodes.race.Vectors;
import io.luckynodes.table.PlaneCellsRow;
import io.luckynodes.table.PlaneNeuronsRow;
import io.luckynodes.table.PlaneSamplesRow;
import io.luckynodes.table.TableWriter;
import java.util.List;

/**
 * The rows that only networks in the plane have: a list of all cells, and the directions of
 * neurons.
 */
final class RacePlane {
  private RacePlane() {}

  /**
   * Adds the rows of a snapshot; the rows of samples and cells are added once, at step 0.
   *
   * @param ended whether the network's training ended at this snapshot
   */
  static void add(
      TableWriter tables,
      Member member,
      int step,
      boolean ended,
      Parameters network,
      Samples samples) {
    List<Sector> sectors = PlaneCells.of(samples);
    if (step == 0) {
      addSamples(tables, member, samples);
      addCells(tables, member, sectors);
    }
    List<Neuron> neurons = Neurons.of(network);
    for (int j = 0; j < neurons.size(); j++) {
      Neuron neuron = neurons.get(j);
      double degrees = PlaneCells.degrees(neuron.in());
      int alignment = neuron.out()[0] >= neuron.out()[1] ? 1 : -1;
      Sector sector = PlaneCells.at(sectors, degrees);
      tables.add(
          member,
          step,
          ended,
          new PlaneNeuronsRow(
              j,
              degrees,
              Vectors.norm(neuron.in()),
              Vectors.norm(neuron.out()),
              alignment == 1 ? 1 : 2,
              sector.hasTarget(),
              sector.stable(alignment)));
    }
  }

  private static void addSamples(TableWriter tables, Member member, Samples samples) {
    for (int s = 0; s < samples.count(); s++) {
      tables.add(
          member,
          0,
          true,
          new PlaneSamplesRow(
              s,
              samples.signs()[s] == 1 ? 1 : 2,
              (double) samples.x()[2 * s],
              (double) samples.x()[2 * s + 1]));
    }
  }

  private static void addCells(TableWriter tables, Member member, List<Sector> sectors) {
    for (int c = 0; c < sectors.size(); c++) {
      Sector sector = sectors.get(c);
      for (int alignment : new int[] {1, -1}) {
        tables.add(
            member,
            0,
            true,
            new PlaneCellsRow(
                c,
                alignment == 1 ? 1 : 2,
                sector.from(),
                sector.to(),
                sector.gating().passing(),
                sector.hasTarget() ? sector.targetDegrees(alignment) : Double.NaN,
                sector.stable(alignment)));
      }
    }
  }
}
