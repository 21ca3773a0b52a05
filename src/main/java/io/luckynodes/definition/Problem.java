package io.luckynodes.definition;

/**
 * One fault of a definition file.
 *
 * @param file file name as the user gave it
 * @param line line number, counted from 1
 * @param field dotted path of the field
 * @param message the allowed values and the value that was found
 */
record Problem(String file, int line, String field, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ") + message;
  }
}
