package io.luckynodes.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.run.Trace.Task;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;

/**
 * Estimates the energy that tasks used, as the Green Algorithms calculator does (Lannelongue,
 * Grealey and Inouye, Advanced Science 2021, equation 1). The energy is the time of each task,
 * times the power of its cores and memory, times the power usage effectiveness of the data centre.
 * Only time and use of cores are measured; the energy of GPUs is not counted.
 *
 * @param coreWatts power of one core in full use, in W
 * @param pue power usage effectiveness: power of the whole data centre for each W of its computers
 * @param gramsPerKwh carbon intensity of the electricity, in g of CO₂ equivalents for each kWh
 */
public record Energy(double coreWatts, double pue, double gramsPerKwh) {
  /** The calculator's default values: any processor, any data centre, the average of the world. */
  public static final Energy ANYWHERE = new Energy(12, 1.67, 475);

  /** Power of each GB of memory that a task asked for, in W: the calculator's value. */
  private static final double WATTS_PER_GB = 0.3725;

  private static final double MILLISECONDS_OF_AN_HOUR = 3_600_000;

  /** The values that the run was given, or those of {@link #ANYWHERE} where it was given none. */
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

  /** Energy of some tries of tasks, in kWh; tries of unknown time count as 0. */
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

  /** Emissions of an amount of energy, in g of CO₂ equivalents. */
  public double grams(double kilowattHours) {
    return kilowattHours * gramsPerKwh;
  }

  /** An energy in words with two digits, since it is an estimate. */
  public static String words(double kilowattHours) {
    return kilowattHours < 1
        ? twoDigits(1000 * kilowattHours) + " Wh"
        : twoDigits(kilowattHours) + " kWh";
  }

  /** An emission in words with two digits. */
  public static String gramsInWords(double grams) {
    return grams < 1000 ? twoDigits(grams) + " g" : twoDigits(grams / 1000) + " kg";
  }

  private static String twoDigits(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }
}
