package io.luckynodes.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.luckynodes.artifact.Artifact;
import io.luckynodes.artifact.ArtifactReader;
import io.luckynodes.artifact.Table;
import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;
import io.luckynodes.job.Member;
import io.luckynodes.job.Setting;
import io.luckynodes.job.Source;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import io.luckynodes.network.shape.Parameter;
import io.luckynodes.network.shape.Parameters;
import io.luckynodes.stage.StageTask;
import io.luckynodes.stage.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  private static final int EPOCHS = 6;

  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();
  private long now;

  @Test
  void networksAreKeptAtTheStartTheEndAndTheEpochsAskedFor() {
    Artifact snapshots = run("out", new Counting(2), 3, 99);
    assertThat(epochsOf(snapshots, 0)).containsExactly(0, 3, EPOCHS);
    assertThat(epochsOf(snapshots, 1)).containsExactly(0, 3, EPOCHS);
    Weights.Entry first = Weights.entries(snapshots.tables().get(0)).get(0);
    assertThat(first.epoch()).isZero();
    assertThat(first.parameters().get("w").values()).containsExactly(10, 0);
    assertThat(Weights.last(snapshots).get(1).seed()).isEqualTo(2);
  }

  @Test
  void everyEpochIsTrainedOnceInOrderAndReported() {
    Counting trainee = new Counting(2);
    run("out", trainee);
    assertThat(trainee.trained).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(log).hasSize(EPOCHS);
    assertThat(log.get(1)).startsWith("epoch 2/6  loss ").contains("samples/s", " left");
    Table history = history("out");
    assertThat(history.ints("epoch")).containsExactly(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6);
    assertThat(history.ints("member")).startsWith(0, 1, 0, 1);
    assertThat(history.doubles("train_loss")[2]).isEqualTo(Counting.loss(0, 2));
    assertThat(history.flags("diverged")).containsOnly(false);
  }

  @Test
  void aJobKilledInAnyEpochContinuesToTheSameBytes() throws IOException {
    run("whole", new Counting(2), 2);
    for (int killedIn = 1; killedIn <= EPOCHS; killedIn++) {
      String out = "killed" + killedIn;
      Counting dying = new Counting(2);
      dying.diesIn = killedIn;
      assertThatThrownBy(() -> run(out, dying, 2)).hasMessage("killed");
      assertThat(folder.resolve(out).resolve("student.sample.s1-2.snapshots.arrow")).doesNotExist();
      Counting second = new Counting(2);
      run(out, second, 2);
      assertThat(second.trained).startsWith(killedIn).hasSize(EPOCHS - killedIn + 1);
      for (String kind : List.of("snapshots", "history")) {
        assertThat(folder.resolve(out).resolve("student.sample.s1-2." + kind + ".arrow"))
            .hasSameBinaryContentAs(
                folder.resolve("whole").resolve("student.sample.s1-2." + kind + ".arrow"));
      }
    }
    assertThat(log).contains("continues after epoch 3 of 6, from its checkpoint");
  }

  @Test
  void trainingPausesBeforeAnEpochThatWouldEndTooLateAndContinuesToTheSameBytes() {
    run("whole", new Counting(2), 2);
    assertThat(pausedTry(70, 1, 10, 30, 20))
        .as("after 40 minutes one as long as the longest ends at the limit, after 60 beyond it")
        .containsExactly(1, 2, 3);
    assertThat(folder.resolve("out"))
        .satisfiesAnyOf(
            out -> assertThat(out).doesNotExist(), out -> assertThat(out).isEmptyDirectory());
    assertThat(pausedTry(25, 4, 10, 10, 10)).containsExactly(4, 5);
    Counting last = timed(6, 10);
    run(task("out", 0.1).within(limit(1)), last, new TreeSet<>(List.of(2)));
    assertThat(last.trained).as("nothing is left to pause for").containsExactly(6);
    for (String kind : List.of("snapshots", "history")) {
      assertThat(folder.resolve("out/student.sample.s1-2." + kind + ".arrow"))
          .hasSameBinaryContentAs(folder.resolve("whole/student.sample.s1-2." + kind + ".arrow"));
    }
  }

  @Test
  void everyTryMakesAnEpochHoweverSmallItsLimit() {
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      assertThat(pausedTry(1, epoch, 10)).containsExactly(epoch);
    }
  }

  @Test
  void whereNothingOutlivesTheTaskTrainingNeverPauses() {
    Counting trainee = timed(1, 10, 10, 10, 10, 10, 10);
    StageTask kept = task("out", 0.1);
    run(
        new StageTask(kept.job(), kept.in(), kept.out(), Optional.empty(), limit(1), kept.log()),
        trainee,
        new TreeSet<>());
    assertThat(trainee.trained).hasSize(EPOCHS);
  }

  @Test
  void trainingThatEndsEarlySinceAllDivergedDoesNotPause() {
    Counting trainee = timed(1, 10, 10);
    trainee.divergesIn = new int[] {1, 1};
    run(task("out", 0.1).within(limit(1)), trainee, new TreeSet<>());
    assertThat(trainee.trained).containsExactly(1);
  }

  /** Epochs of a try that pauses, and says so. */
  private List<Integer> pausedTry(int limitMinutes, int first, int... minutes) {
    Counting trainee = timed(first, minutes);
    StageTask task = task("out", 0.1).within(limit(limitMinutes));
    assertThatThrownBy(() -> run(task, trainee, new TreeSet<>(List.of(2))))
        .isInstanceOfSatisfying(
            LuckyException.class, fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.PAUSED))
        .hasMessage(
            "paused after epoch "
                + trainee.trained.get(trainee.trained.size() - 1)
                + " of 6; goes on in the next try");
    return trainee.trained;
  }

  private TimeLimit limit(int minutes) {
    return new TimeLimit(Duration.ofMinutes(minutes), () -> now);
  }

  /** A trainee whose epochs take some minutes each, from a first one on. */
  private Counting timed(int first, int... minutes) {
    Counting trainee = new Counting(2);
    trainee.beforeEpoch = epoch -> now += Duration.ofMinutes(minutes[epoch - first]).toNanos();
    return trainee;
  }

  @Test
  void trainingPausesWithinAnEpochThatIsLongAndContinuesToTheSameBytes() {
    run("whole", inBatches(4, 0), 2);
    StringBuilder places = new StringBuilder();
    for (int tries = 1; places.indexOf("done") < 0; tries++) {
      assertThat(tries).isLessThan(40);
      Counting trainee = inBatches(4, 20);
      try {
        run(task("out", 0.1).within(limit(45)), trainee, new TreeSet<>(List.of(2)));
        places.append("done");
      } catch (LuckyException paused) {
        assertThat(paused.exitCode()).isEqualTo(ExitCode.PAUSED);
        places.append(paused.getMessage()).append('\n');
      }
      assertThat(trainee.batchesTrained).as("two a try end in time").isLessThanOrEqualTo(2);
    }
    assertThat(places)
        .startsWith(
            """
            paused in epoch 1 of 6, after 2 of 4 batches; goes on in the next try
            paused after epoch 1 of 6; goes on in the next try
            paused in epoch 2 of 6, after 2 of 4 batches; goes on in the next try
            """);
    assertThat(log)
        .contains("continues in epoch 2 of 6, after 2 of 4 batches, from its checkpoint")
        .anyMatch(line -> line.startsWith("epoch 2/6  1 of 4 batches  loss "));
    assertSameAsWhole();
  }

  @Test
  void everyTryMakesABatchHoweverSmallItsLimit() {
    run("whole", inBatches(4, 0), 2);
    for (int batch = 1; batch < 4 * EPOCHS; batch++) {
      Counting trainee = inBatches(4, 20);
      assertThatThrownBy(
              () -> run(task("out", 0.1).within(limit(1)), trainee, new TreeSet<>(List.of(2))))
          .isInstanceOf(LuckyException.class);
      assertThat(trainee.batchesTrained).isEqualTo(1);
    }
    run(task("out", 0.1).within(limit(1)), inBatches(4, 20), new TreeSet<>(List.of(2)));
    assertSameAsWhole();
  }

  @Test
  void aKillWithinAnEpochLosesNoMoreThanAQuarterOfAnHour() {
    run("whole", inBatches(10, 0), 2);
    Counting dying = inBatches(10, 4);
    dying.diesAfterBatches = 27;
    assertThatThrownBy(
            () -> run(task("out", 0.1).within(limit(9999)), dying, new TreeSet<>(List.of(2))))
        .hasMessage("killed");
    Counting second = inBatches(10, 4);
    run(task("out", 0.1).within(limit(9999)), second, new TreeSet<>(List.of(2)));
    assertThat(log)
        .contains("continues in epoch 3 of 6, after 4 of 10 batches, from its checkpoint");
    assertThat(second.batchesTrained).isEqualTo(10 * EPOCHS - 24);
    assertSameAsWhole();
  }

  @Test
  void anEpochShorterThanAQuarterOfAnHourIsSavedAtItsEndAlone() {
    Counting trainee = inBatches(4, 3);
    trainee.beforeEpoch =
        epoch ->
            assertThat(log).as("epochs of 12 minutes").noneMatch(line -> line.contains("batches"));
    run(task("out", 0.1).within(limit(9999)), trainee, new TreeSet<>());
    assertThat(log).hasSize(EPOCHS);
  }

  @Test
  void aNetworkThatDivergesWithinAnEpochThatWasLeftOffHasDivergedInThatEpoch() {
    Counting undisturbed = inBatches(4, 0);
    undisturbed.divergesIn = new int[] {3};
    run("whole", undisturbed, 2, 5);
    for (boolean done = false; !done; ) {
      try {
        Counting trainee = inBatches(4, 20);
        trainee.divergesIn = new int[] {3};
        run(task("out", 0.1).within(limit(1)), trainee, new TreeSet<>(List.of(2, 5)));
        done = true;
      } catch (LuckyException next) {
        assertThat(next.exitCode()).isEqualTo(ExitCode.PAUSED);
      }
    }
    assertThat(epochsOf(snapshots("out"), 0)).containsExactly(0, 2);
    assertSameAsWhole();
  }

  @Test
  void aDamagedCheckpointWithinAnEpochIsIgnored() throws IOException {
    run("whole", inBatches(4, 0), 2);
    assertThatThrownBy(
            () ->
                run(task("out", 0.1).within(limit(1)), inBatches(4, 20), new TreeSet<>(List.of(2))))
        .hasMessageStartingWith("paused in epoch 1 of 6, after 1 of 4 batches");
    Path saved = only("state-");
    byte[] bytes = Files.readAllBytes(saved);
    bytes[bytes.length / 2] ^= 1;
    Files.write(saved, bytes);
    Counting second = inBatches(4, 0);
    run("out", second, 2);
    assertThat(second.batchesTrained).isEqualTo(4 * EPOCHS);
    assertSameAsWhole();
  }

  /** Networks whose epochs can be left off between batches, which take some minutes each. */
  private Counting inBatches(int batches, int minutes) {
    Counting trainee = new Counting(2);
    trainee.batches = batches;
    trainee.afterBatch = () -> now += Duration.ofMinutes(minutes).toNanos();
    return trainee;
  }

  private void assertSameAsWhole() {
    for (String kind : List.of("snapshots", "history")) {
      assertThat(folder.resolve("out/student.sample.s1-2." + kind + ".arrow"))
          .hasSameBinaryContentAs(folder.resolve("whole/student.sample.s1-2." + kind + ".arrow"));
    }
    assertThat(state("out").resolve("checkpoints")).isEmptyDirectory();
  }

  @Test
  void nothingOfTheCheckpointIsLeftOnceTheJobIsDone() throws IOException {
    run("out", new Counting(2));
    try (Stream<Path> left = Files.walk(state("out"))) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aDamagedCheckpointIsIgnored() throws IOException {
    run("whole", new Counting(2), 2);
    Counting dying = new Counting(2);
    dying.diesIn = 5;
    assertThatThrownBy(() -> run("out", dying, 2)).hasMessage("killed");
    Path saved = only("state-");
    byte[] bytes = Files.readAllBytes(saved);
    bytes[bytes.length / 2] ^= 1;
    Files.write(saved, bytes);
    Counting second = new Counting(2);
    run("out", second, 2);
    assertThat(second.trained).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(folder.resolve("out/student.sample.s1-2.snapshots.arrow"))
        .hasSameBinaryContentAs(folder.resolve("whole/student.sample.s1-2.snapshots.arrow"));
  }

  @Test
  void aDamagedSnapshotIsTakenAgainWithTheEpochsBeforeIt() throws IOException {
    run("whole", new Counting(2), 2);
    Counting dying = new Counting(2);
    dying.diesIn = 5;
    assertThatThrownBy(() -> run("out", dying, 2)).hasMessage("killed");
    Path saved = only("snapshot-000002");
    Files.write(saved, new byte[10]);
    run("out", new Counting(2), 2);
    assertThat(folder.resolve("out/student.sample.s1-2.snapshots.arrow"))
        .hasSameBinaryContentAs(folder.resolve("whole/student.sample.s1-2.snapshots.arrow"));
  }

  @Test
  void aCheckpointThatLacksAFileIsSaidInOneLineAndTheJobTrainsFromTheStart() {
    run("whole", new Counting(2), 2);
    for (String lost : List.of("snapshot-000002", "history-")) {
      log.clear();
      Counting dying = new Counting(2);
      dying.diesIn = 5;
      assertThatThrownBy(() -> run("out", dying, 2)).hasMessage("killed");
      Path file = only(lost);
      deleteAll(file);
      Counting second = new Counting(2);
      run("out", second, 2);
      assertThat(second.trained).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(log)
          .filteredOn(line -> line.startsWith("starts anew"))
          .singleElement()
          .asString()
          .startsWith("starts anew, its checkpoint is of no use: " + file + ": ")
          .doesNotContain("\n");
      assertSameAsWhole();
    }
  }

  @Test
  void theSameJobInTwoPlacesAtOnceWaitsAndGoesOnFromWhatTheFirstLeft() throws Exception {
    run("whole", new Counting(2), 2);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch waits = new CountDownLatch(1);
    Counting dying = new Counting(2);
    dying.diesIn = 4;
    dying.beforeEpoch =
        epoch -> {
          begun.countDown();
          await(waits);
        };
    SortedSet<Integer> snapshots = new TreeSet<>(List.of(2));
    Thread first =
        new Thread(
            () ->
                assertThatThrownBy(() -> run(task("first", state("out")), dying, snapshots))
                    .hasMessage("killed"));
    first.start();
    await(begun);
    List<String> said = new ArrayList<>();
    Counting second = new Counting(2);
    run(
        task(
            folder.resolve("out"),
            state("out"),
            line -> {
              said.add(line);
              waits.countDown();
            },
            0.1),
        second,
        snapshots);
    first.join();
    assertThat(said.get(0))
        .matches(
            "waits for job student.sample.s1-2, which process "
                + ProcessHandle.current().pid()
                + " on .+ has");
    assertThat(said.get(1)).isEqualTo("continues after epoch 3 of 6, from its checkpoint");
    assertThat(second.trained).containsExactly(4, 5, 6);
    assertSameAsWhole();
  }

  @Test
  void whatCannotBeRemovedEndsTheJobWithOneLine() {
    Counting trainee = new Counting(2);
    trainee.beforeEpoch =
        epoch -> {
          if (epoch == 4) {
            Path file = only("state-000003");
            deleteAll(file);
            makeFolder(file.resolve("of another"));
          }
        };
    assertThatThrownBy(() -> run("out", trainee, 2))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE))
        .hasMessageContaining("state-000003.arrow: cannot be removed: ");
  }

  private static void makeFolder(Path place) {
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StageTask task(String out, Path state) {
    return task(folder.resolve(out), state, log::add, 0.1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSnapshotTakenAwayWhileTheJobTrainsIsMissedAtItsEnd() {
    Counting robbed = new Counting(2);
    robbed.beforeEpoch =
        epoch -> {
          if (epoch == 4) {
            deleteAll(only("snapshot-000002"));
          }
        };
    assertThatThrownBy(() -> run("out", robbed, 2))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.NO_INPUT))
        .hasMessageContaining("snapshot-000002.arrow: is missing");
    assertThat(robbed.trained).hasSize(EPOCHS);
    assertThat(folder.resolve("out/student.sample.s1-2.snapshots.arrow")).doesNotExist();
    assertThat(folder.resolve("out/student.sample.s1-2.history.arrow")).doesNotExist();
  }

  @Test
  void noSnapshotIsMissedWhereEveryNetworkHadDiverged() {
    Counting dying = new Counting(2);
    dying.divergesIn = new int[] {2, 3};
    assertThat(epochsOf(run("out", dying, 2, 3, 4), 1)).containsExactly(0, 2);
  }

  @Test
  void aJobOfOtherSettingsDoesNotContinueAnothersCheckpoint() {
    Counting dying = new Counting(2);
    dying.diesIn = 4;
    assertThatThrownBy(() -> run("out", dying)).hasMessage("killed");
    Counting other = new Counting(2);
    run(task("out", 0.2), other, new TreeSet<>());
    assertThat(other.trained).startsWith(1);
    Counting same = new Counting(2);
    run("out", same);
    assertThat(same.trained).startsWith(4);
  }

  @Test
  void aDivergedNetworkIsSaidAndItsSnapshotsEndWhileTheOtherGoesOn() {
    Counting trainee = new Counting(2);
    trainee.divergesIn = new int[] {3, 0};
    TrainingLoop.Outcome outcome = run(task("out", 0.1), trainee, new TreeSet<>(List.of(2, 3, 4)));
    assertThat(outcome.divergedIn()).containsExactly(3, 0);
    assertThat(outcome.lastLoss()[0]).isEqualTo(Counting.loss(0, 2));
    assertThat(log)
        .contains("DIVERGED: seed 1 in epoch 3; its last finite loss was " + Counting.loss(0, 2));
    Artifact snapshots = snapshots("out");
    assertThat(epochsOf(snapshots, 0)).containsExactly(0, 2);
    assertThat(epochsOf(snapshots, 1)).containsExactly(0, 2, 3, 4, EPOCHS);
    Table history = history("out");
    boolean[] flags = history.flags("diverged");
    int rows = 0;
    for (int row = 0; row < history.rows(); row++) {
      if (history.ints("member")[row] == 0) {
        rows++;
        assertThat(flags[row]).isEqualTo(history.ints("epoch")[row] == 3);
      }
    }
    assertThat(rows).isEqualTo(3);
  }

  @Test
  void aNetworkThatHadDivergedHasDivergedAfterAKillToo() throws IOException {
    Counting undisturbed = new Counting(2);
    undisturbed.divergesIn = new int[] {3, 0};
    TrainingLoop.Outcome whole = run(task("whole", 0.1), undisturbed, new TreeSet<>(List.of(2, 5)));
    Counting dying = new Counting(2);
    dying.divergesIn = new int[] {3, 0};
    dying.diesIn = 5;
    assertThatThrownBy(() -> run("out", dying, 2, 5)).hasMessage("killed");
    log.clear();
    Counting second = new Counting(2);
    second.divergesIn = new int[] {3, 0};
    TrainingLoop.Outcome outcome = run(task("out", 0.1), second, new TreeSet<>(List.of(2, 5)));
    assertThat(second.trained).containsExactly(5, 6);
    assertThat(log).noneMatch(line -> line.startsWith("DIVERGED"));
    assertThat(outcome.divergedIn()).isEqualTo(whole.divergedIn()).containsExactly(3, 0);
    assertThat(outcome.lastLoss())
        .isEqualTo(whole.lastLoss())
        .containsExactly(Counting.loss(0, 2), Counting.loss(1, EPOCHS));
    for (String kind : List.of("snapshots", "history")) {
      assertThat(folder.resolve("out/student.sample.s1-2." + kind + ".arrow"))
          .hasSameBinaryContentAs(folder.resolve("whole/student.sample.s1-2." + kind + ".arrow"));
    }
  }

  @Test
  void trainingStopsWhenEveryNetworkHasDiverged() {
    Counting trainee = new Counting(2);
    trainee.divergesIn = new int[] {1, 2};
    run("out", trainee);
    assertThat(trainee.trained).containsExactly(1, 2);
    assertThat(epochsOf(snapshots("out"), 1)).containsExactly(0);
  }

  @Test
  void aNetworkThatHasLearntEnoughIsKeptAsItThenIsAndTheOthersGoOn() {
    Counting plain = new Counting(2);
    run("plain", plain, 2, 3, 4);
    Counting trainee = new Counting(2);
    // 1 / (member + epoch): the second network is below it after three epochs, the first after
    // four.
    trainee.enough = 0.26;
    TrainingLoop.Outcome outcome = run(task("out", 0.1), trainee, new TreeSet<>(List.of(2)));
    assertThat(trainee.trained).containsExactly(1, 2, 3, 4);
    assertThat(outcome.divergedIn()).containsExactly(0, 0);
    assertThat(outcome.lastLoss()).containsExactly(Counting.loss(0, 4), Counting.loss(1, 3));
    assertThat(epochsOf(snapshots("out"), 0)).containsExactly(0, 2, 4);
    assertThat(epochsOf(snapshots("out"), 1)).containsExactly(0, 2, 3);
    for (int member = 0; member < 2; member++) {
      int own = member;
      Weights.Entry last = Weights.last(snapshots("out")).get(member);
      Weights.Entry same =
          snapshots("plain").tables().stream()
              .flatMap(table -> Weights.entries(table).stream())
              .filter(entry -> entry.member() == own && entry.epoch() == last.epoch())
              .findFirst()
              .orElseThrow();
      assertThat(last.parameters().get("w").values())
          .isEqualTo(same.parameters().get("w").values());
    }
    Table history = history("out");
    assertThat(history.ints("member")).containsExactly(0, 1, 0, 1, 0, 1, 0, 1, 0);
    assertThat(history.ints("epoch")).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4);
    assertThat(history.flags("diverged")).containsOnly(false);
  }

  @Test
  void aNetworkThatHadLearntEnoughRestsAfterAKillToo() {
    Counting undisturbed = new Counting(2);
    undisturbed.enough = 0.21;
    run("whole", undisturbed, 2);
    for (int killedIn = 2; killedIn <= 5; killedIn++) {
      String out = "killed" + killedIn;
      Counting dying = new Counting(2);
      dying.enough = 0.21;
      dying.diesIn = killedIn;
      assertThatThrownBy(() -> run(out, dying, 2)).hasMessage("killed");
      Counting second = new Counting(2);
      second.enough = 0.21;
      run(out, second, 2);
      for (String kind : List.of("snapshots", "history")) {
        assertThat(folder.resolve(out + "/student.sample.s1-2." + kind + ".arrow"))
            .hasSameBinaryContentAs(folder.resolve("whole/student.sample.s1-2." + kind + ".arrow"));
      }
    }
  }

  @Test
  void trainingThatEndsEarlySinceAllHaveLearntEnoughDoesNotPause() {
    Counting trainee = timed(1, 10, 10, 10, 10);
    trainee.enough = 1;
    run(task("out", 0.1).within(limit(1)), trainee, new TreeSet<>());
    assertThat(trainee.trained).containsExactly(1);
  }

  @Test
  void aNetworkThatOthersBuildOnMustNotDiverge() {
    TrainingLoop.Outcome outcome =
        new TrainingLoop.Outcome(new double[] {0.25, 7}, new int[] {0, 4});
    outcome.requireConverged(0, "teacher");
    assertThatThrownBy(() -> outcome.requireConverged(1, "teacher"))
        .isInstanceOfSatisfying(
            LuckyException.class,
            fault -> assertThat(fault.exitCode()).isEqualTo(ExitCode.DIVERGED))
        .hasMessage("teacher diverged in epoch 4; its last finite loss was 7.0");
  }

  @Test
  void theWordEveryMeansEveryEpoch() {
    assertThat(TrainingLoop.snapshotEpochs(withSnapshots("\"every\""), 3))
        .containsExactly(0, 1, 2, 3);
    assertThat(TrainingLoop.snapshotEpochs(withSnapshots("[0, 2]"), 3)).containsExactly(0, 2);
  }

  private static Job withSnapshots(String json) {
    Job job = task(Path.of(""), Path.of(""), line -> {}, 0.1).job();
    job.settings()
        .put(
            "snapshot_epochs",
            new Setting(
                Json.read(json, com.fasterxml.jackson.databind.JsonNode.class, "test"),
                Source.A,
                null));
    return job;
  }

  private Artifact run(String out, Trainee trainee, Integer... snapshots) {
    run(task(out, 0.1), trainee, new TreeSet<>(List.of(snapshots)));
    return snapshots(out);
  }

  private static TrainingLoop.Outcome run(
      StageTask task, Trainee trainee, SortedSet<Integer> snapshots) {
    return TrainingLoop.run(
        task, TrainingLoop.SNAPSHOTS, trainee, EPOCHS, snapshots, Map.of(), Map.of());
  }

  private StageTask task(String out, double rate) {
    return task(folder.resolve(out), state(out), log::add, rate);
  }

  private static StageTask task(Path out, Path state, Consumer<String> log, double rate) {
    TreeMap<String, Setting> settings = new TreeMap<>();
    settings.put("learning_rate", new Setting(Json.tree(rate), Source.A, null));
    Job job =
        new Job(
            "student.sample.s1-2",
            Stage.STUDENT,
            "sample",
            "sample",
            "two-layer",
            "smoke",
            settings,
            List.of(new Member(1, new TreeMap<>()), new Member(2, new TreeMap<>())),
            new TreeMap<>(),
            null);
    return new StageTask(job, out, out, Optional.of(state), log);
  }

  private Path state(String out) {
    return folder.resolve("state-of-" + out);
  }

  private Path only(String start) {
    try (Stream<Path> files = Files.walk(state("out"))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(start))
          .filter(Files::isRegularFile)
          .reduce(
              (a, b) -> {
                throw new AssertionError(a + " and " + b);
              })
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file, or a folder with all that it holds. */
  private static void deleteAll(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Artifact snapshots(String out) {
    return ArtifactReader.read(folder.resolve(out + "/student.sample.s1-2.snapshots.arrow"));
  }

  private Table history(String out) {
    return ArtifactReader.read(folder.resolve(out + "/student.sample.s1-2.history.arrow"))
        .tables()
        .get(0);
  }

  private static List<Integer> epochsOf(Artifact snapshots, int member) {
    return snapshots.tables().stream()
        .flatMap(table -> Weights.entries(table).stream())
        .filter(entry -> entry.member() == member)
        .map(Weights.Entry::epoch)
        .toList();
  }

  /**
   * Networks of two numbers: one that training adds to, and the sum of the epochs' numbers. A third
   * number, how far the next step goes, is state and not a weight.
   */
  private static final class Counting implements Trainee {
    final List<Integer> trained = new ArrayList<>();
    int diesIn = -1;
    int[] divergesIn;
    IntConsumer beforeEpoch = epoch -> {};
    int batches = 1;
    int batchesTrained;
    int diesAfterBatches = -1;
    Runnable afterBatch = () -> {};
    double enough;
    private Set<Integer> resting = Set.of();
    private final float[][] numbers;

    Counting(int networks) {
      numbers = new float[networks][];
      divergesIn = new int[networks];
      for (int i = 0; i < networks; i++) {
        numbers[i] = new float[] {10 * (i + 1), 0, 1};
      }
    }

    static double loss(int network, int epoch) {
      return 1.0 / (network + epoch);
    }

    @Override
    public double[] epoch(int epoch) {
      beforeEpoch.accept(epoch);
      if (epoch == diesIn) {
        throw new IllegalStateException("killed");
      }
      trained.add(epoch);
      double[] losses = new double[numbers.length];
      for (int i = 0; i < numbers.length; i++) {
        if (resting.contains(i)) {
          losses[i] = Double.NaN;
          continue;
        }
        numbers[i][0] += numbers[i][2];
        numbers[i][1] += epoch;
        numbers[i][2] *= 1.5f;
        losses[i] = divergesIn[i] > 0 && epoch >= divergesIn[i] ? Double.NaN : loss(i, epoch);
      }
      return losses;
    }

    @Override
    public int batchesPerEpoch() {
      return batches;
    }

    @Override
    public double[] epoch(int epoch, Position from, Consumer<Position> reached) {
      if (batches == 1) {
        return epoch(epoch);
      }
      beforeEpoch.accept(epoch);
      double sum = from.lossSum();
      for (int batch = from.batches(); batch < batches; batch++) {
        if (batchesTrained == diesAfterBatches) {
          throw new IllegalStateException("killed");
        }
        batchesTrained++;
        for (float[] own : numbers) {
          own[0] += own[2] * (epoch + 0.1f * batch);
          own[2] *= 1.01f;
        }
        sum += 1.0 / (3 * epoch + batch);
        afterBatch.run();
        if (divergesIn[0] == epoch && batch == batches - 2) {
          return sameForAll(Double.NaN);
        }
        if (batch + 1 < batches) {
          reached.accept(new Position(batch + 1, sum));
        }
      }
      return sameForAll(sum / batches);
    }

    @Override
    public double[] evaluate(int epoch) {
      double[] losses = new double[enough > 0 ? numbers.length : 0];
      for (int i = 0; i < losses.length; i++) {
        losses[i] = epoch == 0 ? 9 : loss(i, epoch);
      }
      return losses;
    }

    @Override
    public boolean hasLearnt(double evaluationLoss) {
      return evaluationLoss <= enough;
    }

    @Override
    public void retire(Set<Integer> members) {
      assertThat(members).hasSizeLessThan(numbers.length);
      resting = members;
    }

    private double[] sameForAll(double loss) {
      double[] losses = new double[numbers.length];
      Arrays.fill(losses, loss);
      return losses;
    }

    @Override
    public List<Parameters> weights() {
      return Arrays.stream(numbers).map(own -> parameters("w", own[0], own[1])).toList();
    }

    @Override
    public List<Parameters> state() {
      return Arrays.stream(numbers).map(own -> parameters("all", own)).toList();
    }

    private static Parameters parameters(String name, float... values) {
      return new Parameters(
          List.of(new Parameter(name, new int[] {values.length}, values.clone())));
    }

    @Override
    public void restore(List<Parameters> state) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = state.get(i).get("all").values().clone();
      }
    }

    @Override
    public long samplesPerEpoch() {
      return 100;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
