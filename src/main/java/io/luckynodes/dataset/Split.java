package io.luckynodes.dataset;

/** The two parts of a data set. */
public enum Split {
  TRAIN,
  TEST
}
