package io.luckynodes.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.run.Trace.Task;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;

/**
 * What tasks took of energy, as the Green Algorithms calculator estimates it (Lannelongue, Grealey
 * and Inouye, Advanced Science 2021, equation 1): the time of each task, times what its cores and
 * its memory draw, times the power usage effectiveness of the place. Nothing is measured but time
 * and use of cores; what a GPU draws is not counted.
 *
 * @param coreWatts power of one core in full use, in W
 * @param pue power usage effectiveness: what the place draws for each W that computers there do
 * @param gramsPerKwh carbon intensity of the electricity, in g of CO₂ equivalents for each kWh
 */
public record Energy(double coreWatts, double pue, double gramsPerKwh) {
  /** The calculator's values where nothing is known: any processor, any data centre, the world. */
  public static final Energy ANYWHERE = new Energy(12, 1.67, 475);

  /** What each GB of memory draws that a task has asked for, in W: the calculator's value. */
  private static final double WATTS_PER_GB = 0.3725;

  private static final double MILLISECONDS_OF_AN_HOUR = 3_600_000;

  /** As the run was told; of a run that was told nothing, {@link #ANYWHERE}. */
  public static Energy of(RunRecord run) {
    return new Energy(
        number(run, "core_watts", ANYWHERE.coreWatts),
        number(run, "pue", ANYWHERE.pue),
        number(run, "carbon_intensity", ANYWHERE.gramsPerKwh));
  }

  private static double number(RunRecord run, String parameter, double otherwise) {
    RunRecord.Parameter found = run.parameters().get(parameter);
    JsonNode value = found == null ? null : found.value();
    double number = value == null || value.isNull() ? Double.NaN : value.asDouble(Double.NaN);
    return Double.isFinite(number) && number >= 0 ? number : otherwise;
  }

  /** What some tries of tasks took, in kWh; those of which no time is known count nothing. */
  public double kilowattHours(Collection<Task> tries) {
    return tries.stream().mapToDouble(this::kilowattHours).sum();
  }

  private double kilowattHours(Task task) {
    if (task.realtime() == null) {
      return 0;
    }
    double hours = task.realtime() / MILLISECONDS_OF_AN_HOUR;
    double cores = task.cpu() == null ? 1 : task.cpu() / 100;
    double gigabytes = task.memory() == null ? 0 : task.memory() / 1e9;
    return hours * (cores * coreWatts + gigabytes * WATTS_PER_GB) * pue / 1000;
  }

  /** What so much energy emits, in g of CO₂ equivalents. */
  public double grams(double kilowattHours) {
    return kilowattHours * gramsPerKwh;
  }

  /** An energy in words, by two digits: it is an estimate. */
  public static String words(double kilowattHours) {
    return kilowattHours < 1
        ? twoDigits(1000 * kilowattHours) + " Wh"
        : twoDigits(kilowattHours) + " kWh";
  }

  /** An emission in words, by two digits. */
  public static String gramsInWords(double grams) {
    return grams < 1000 ? twoDigits(grams) + " g" : twoDigits(grams / 1000) + " kg";
  }

  private static String twoDigits(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }
}
