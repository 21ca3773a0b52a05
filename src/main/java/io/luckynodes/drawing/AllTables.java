package io.luckynodes.drawing;

import io.luckynodes.table.BatchNormRow;
import io.luckynodes.table.BiasesRow;
import io.luckynodes.table.BoundariesRow;
import io.luckynodes.table.CircleNodesRow;
import io.luckynodes.table.ClassificationRow;
import io.luckynodes.table.ClusterTargetsRow;
import io.luckynodes.table.ClustersRow;
import io.luckynodes.table.EvaluationRow;
import io.luckynodes.table.GradientNormsRow;
import io.luckynodes.table.GrowthRow;
import io.luckynodes.table.LawsRow;
import io.luckynodes.table.LayersRow;
import io.luckynodes.table.LearningCurveRow;
import io.luckynodes.table.MatricesRow;
import io.luckynodes.table.MergingRow;
import io.luckynodes.table.MixtureRow;
import io.luckynodes.table.NetworkRow;
import io.luckynodes.table.NeuronCosinesRow;
import io.luckynodes.table.NeuronsRow;
import io.luckynodes.table.NormVectorsRow;
import io.luckynodes.table.NormsRow;
import io.luckynodes.table.ObservabilityRow;
import io.luckynodes.table.PairsRow;
import io.luckynodes.table.PlaneCellsRow;
import io.luckynodes.table.PlaneNeuronsRow;
import io.luckynodes.table.PlaneSamplesRow;
import io.luckynodes.table.ProbesRow;
import io.luckynodes.table.PruningRow;
import io.luckynodes.table.RegionNodesRow;
import io.luckynodes.table.RegionPiecesRow;
import io.luckynodes.table.RegionPointsRow;
import io.luckynodes.table.Row;
import io.luckynodes.table.StableCellsRow;
import io.luckynodes.table.StepLossesRow;
import io.luckynodes.table.StudentNodesRow;
import io.luckynodes.table.TableType;
import io.luckynodes.table.TeacherNodesRow;
import io.luckynodes.table.ThresholdsRow;
import io.luckynodes.table.UpdatesRow;
import io.luckynodes.table.WinnerRanksRow;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All tables of measurements by name, for drawings that can draw any of them. */
public final class AllTables {
  private static final SortedMap<String, Class<? extends Row>> BY_NAME = new TreeMap<>();

  static {
    List.<Class<? extends Row>>of(
            BatchNormRow.class,
            BiasesRow.class,
            BoundariesRow.class,
            CircleNodesRow.class,
            ClassificationRow.class,
            ClusterTargetsRow.class,
            ClustersRow.class,
            EvaluationRow.class,
            GradientNormsRow.class,
            GrowthRow.class,
            LawsRow.class,
            LayersRow.class,
            LearningCurveRow.class,
            MatricesRow.class,
            MergingRow.class,
            MixtureRow.class,
            NetworkRow.class,
            NeuronCosinesRow.class,
            NeuronsRow.class,
            NormVectorsRow.class,
            NormsRow.class,
            ObservabilityRow.class,
            PairsRow.class,
            PlaneCellsRow.class,
            PlaneNeuronsRow.class,
            PlaneSamplesRow.class,
            ProbesRow.class,
            PruningRow.class,
            RegionNodesRow.class,
            RegionPiecesRow.class,
            RegionPointsRow.class,
            StableCellsRow.class,
            StepLossesRow.class,
            StudentNodesRow.class,
            TeacherNodesRow.class,
            ThresholdsRow.class,
            UpdatesRow.class,
            WinnerRanksRow.class)
        .forEach(table -> BY_NAME.put(TableType.of(table).name(), table));
  }

  private AllTables() {}

  /** Names of all tables. */
  public static SortedSet<String> names() {
    return new TreeSet<>(BY_NAME.keySet());
  }

  /** The table with this name; empty if there is none. */
  public static Optional<Class<? extends Row>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
