package io.luckynodes.network.shape;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tensors of one network, in order. */
public final class Parameters {
  private final String origin;
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  public Parameters(List<Parameter> parameters) {
    this("a network", parameters);
  }

  /**
   * Makes a network.
   *
   * @param origin where it comes from (a file), for error messages
   */
  public Parameters(String origin, List<Parameter> parameters) {
    this.origin = origin;
    for (Parameter parameter : parameters) {
      if (byName.put(parameter.name(), parameter) != null) {
        throw new IllegalArgumentException("two tensors are called " + parameter.name());
      }
    }
  }

  public List<Parameter> all() {
    return List.copyOf(byName.values());
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /**
   * The tensor with the given name.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if there is none
   */
  public Parameter get(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw fault("without tensor " + name + "; it has " + byName.keySet());
    }
    return parameter;
  }

  /**
   * The tensor with the given name, which must have the given number of dimensions.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if there is no such tensor, or it is empty
   */
  Parameter get(String name, int dimensions) {
    int[] shape = get(name).shape();
    if (shape.length != dimensions || Arrays.stream(shape).anyMatch(length -> length < 1)) {
      throw fault(
          "tensor "
              + name
              + " has shape "
              + Arrays.toString(shape)
              + ", expected "
              + dimensions
              + " dimensions, none of them 0");
    }
    return get(name);
  }

  /**
   * Checks that a tensor has a shape.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if there is no tensor with that name, or it
   *     has another shape
   */
  public void expect(String name, int... shape) {
    int[] found = get(name).shape();
    if (!Arrays.equals(found, shape)) {
      throw fault(
          "tensor "
              + name
              + " has shape "
              + Arrays.toString(found)
              + ", expected "
              + Arrays.toString(shape));
    }
  }

  /** The error that this network cannot be used, with the reason. */
  public LuckyException fault(String why) {
    return new LuckyException(ExitCode.BAD_INPUT, origin + ": " + why);
  }

  /** Whether every number of every tensor is finite. */
  public boolean areFinite() {
    for (Parameter parameter : byName.values()) {
      for (float value : parameter.values()) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }
}
