package io.luckynodes.job;

/** The source of a setting's value. */
public enum Source {
  T("paper text"),
  C("released code or its README"),
  A("assumed here, because neither says");

  private final String meaning;

  Source(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
