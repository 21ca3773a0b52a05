package io.luckynodes.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.luckynodes.job.Stage;
import io.luckynodes.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The description and settings of each kind of network, from {@code models.json} beside this class.
 * The file is read at the first request, since stages know kinds by name and only the plan and the
 * page need more.
 */
final class ModelTable {
  private static final String FILE = "models.json";
  private static final Table TABLE = Json.resource(ModelTable.class, FILE, Table.class);
  private static final Map<String, List<SettingSpec>> SETTINGS = new ConcurrentHashMap<>();

  private ModelTable() {}

  /**
   * The contents of the file.
   *
   * @param common settings that several kinds have, each with its most common fields
   * @param models kinds of network, by name in definitions
   */
  private record Table(Map<String, ObjectNode> common, Map<String, Model> models) {}

  /**
   * A kind of network.
   *
   * @param settings settings in the order in which people read them; each has the fields that add
   *     to, or replace, those of the common setting of its name
   */
  private record Model(String words, Map<String, ObjectNode> settings) {}

  /**
   * A setting, with the fields of {@link SettingSpec}.
   *
   * @param positive whether a number must be above 0
   */
  private record Setting(
      String label,
      SettingSpec.Type type,
      @Nullable Double least,
      @Nullable Boolean positive,
      @Nullable Double most,
      @Nullable Integer mostItems,
      Set<Stage> stages,
      @Nullable Boolean ofEachStudent,
      @Nullable Boolean defining,
      String meaning,
      @Nullable String unvaried) {
    SettingSpec named(String name) {
      return new SettingSpec(
          name,
          label,
          type,
          positive != null && positive
              ? Double.MIN_VALUE
              : least == null ? -Double.MAX_VALUE : least,
          most == null ? Double.MAX_VALUE : most,
          mostItems == null ? Integer.MAX_VALUE : mostItems,
          Set.copyOf(stages),
          ofEachStudent != null && ofEachStudent,
          defining != null && defining,
          meaning,
          unvaried == null ? "" : unvaried);
    }
  }

  /** The names of all kinds. */
  static Set<String> names() {
    return TABLE.models.keySet();
  }

  /** Description of a kind of network. */
  static String words(String kind) {
    return model(kind).words;
  }

  /** The settings of a kind, in order. */
  static List<SettingSpec> settings(String kind) {
    return SETTINGS.computeIfAbsent(kind, ModelTable::readSettings);
  }

  private static List<SettingSpec> readSettings(String kind) {
    List<SettingSpec> settings = new ArrayList<>();
    model(kind)
        .settings
        .forEach(
            (name, own) -> {
              ObjectNode whole = own.objectNode();
              ObjectNode common = TABLE.common.get(name);
              if (common != null) {
                whole.setAll(common);
              }
              whole.setAll(own);
              String origin = FILE + ": " + kind + "." + name;
              settings.add(Json.read(whole.toString(), Setting.class, origin).named(name));
            });
    return List.copyOf(settings);
  }

  private static Model model(String kind) {
    Model model = TABLE.models.get(kind);
    if (model == null) {
      throw new IllegalStateException(FILE + " has no model " + kind);
    }
    return model;
  }
}
