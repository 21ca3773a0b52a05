package io.luckynodes.dataset;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import io.luckynodes.job.Job;

/**
 * Converts a pixel of three colours to one grey input: {@code (red R + green G + blue B) / 255},
 * minus a mean and divided by a standard deviation.
 *
 * @param red weight of red; {@code green} and {@code blue} are the other two weights
 * @param mean mean of grey values, which lie between 0 and 1
 */
public record Grey(double red, double green, double blue, double mean, double std) {
  /**
   * The grey that a job's settings ask for.
   *
   * @throws LuckyException ({@link ExitCode#BAD_DEFINITION}) if the settings do not give three
   *     weights
   */
  public static Grey of(Job job) {
    double[] luma = job.reals("luma");
    if (luma.length != 3) {
      throw new LuckyException(
          ExitCode.BAD_DEFINITION,
          "luma: expected three numbers, of red, green and blue, found " + luma.length);
    }
    return new Grey(luma[0], luma[1], luma[2], job.real("pixel_mean"), job.real("pixel_std"));
  }

  /**
   * Computes the input of a pixel.
   *
   * @param r red, from 0 to 255; {@code g} and {@code b} are green and blue
   */
  float input(int r, int g, int b) {
    return (float) (((red * r + green * g + blue * b) / 255 - mean) / std);
  }
}
