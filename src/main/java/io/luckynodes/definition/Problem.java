package io.luckynodes.definition;

/**
 * One fault of a definition file.
 *
 * @param file as the user named it
 * @param line counted from 1
 * @param field dotted path of the field
 * @param message what is allowed and what was found
 */
record Problem(String file, int line, String field, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
