package io.luckynodes.network.shape;

import io.luckynodes.error.ExitCode;
import io.luckynodes.error.LuckyException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All tensors of one network, in order. */
public final class Parameters {
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  public Parameters(List<Parameter> parameters) {
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
   * The tensor of that name.
   *
   * @throws LuckyException ({@link ExitCode#BAD_INPUT}) if there is none
   */
  public Parameter get(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw new LuckyException(
          ExitCode.BAD_INPUT, "a network without tensor " + name + "; it has " + byName.keySet());
    }
    return parameter;
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
