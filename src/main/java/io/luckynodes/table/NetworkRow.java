package io.luckynodes.table;

/**
 * A number of a small network on one input.
 *
 * @param side {@code teacher} or {@code student}
 * @param part {@code activation} f of a node, {@code gradient} g of a node, or {@code weight} of an
 *     edge
 * @param layer of the node, or of the edge's upper end; 0 is the input, from 1 those of nodes
 * @param from the node below, from 0; of a node, −1
 * @param node from 0; of an edge, its upper end
 */
public record NetworkRow(String side, String part, int layer, int from, int node, double value)
    implements Row {
  public static final String ACTIVATION = "activation";
  public static final String GRADIENT = "gradient";
  public static final String WEIGHT = "weight";
}
