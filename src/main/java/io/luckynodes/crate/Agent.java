package io.luckynodes.crate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes the person who ran the workflow, if the user named one. */
final class Agent {
  private static final Pattern FORM =
      Pattern.compile("([^<>]+) <(https?://[^<> \"{}|\\\\^`]+|\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX])>");

  private Agent() {}

  /**
   * Adds the person of {@code Name <ORCID or address>} and returns the person's id; the list is
   * empty if nobody is named.
   */
  static List<String> add(Building crate, @Nullable String agent) {
    Matcher parts = FORM.matcher(agent == null ? "" : agent);
    if (!parts.matches()) {
      return List.of();
    }
    String address = parts.group(2);
    return List.of(
        crate.add(
            Entity.of(
                    address.startsWith("http") ? address : "https://orcid.org/" + address, "Person")
                .with("name", parts.group(1).strip())));
  }
}
