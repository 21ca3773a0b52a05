package io.luckynodes.table;

/**
 * A number of a small network on one input.
 *
 * @param side {@code teacher} or {@code student}
 * @param part {@code activation} f of a node, {@code gradient} g of a node, or {@code weight} of an
 *     edge
 * @param layer layer of the node, or of the edge's upper end; 0 is the input, and layers of nodes
 *     count from 1
 * @param from the edge's lower end, from 0; −1 for a node
 * @param node the node or the edge's upper end, from 0
 */
public record NetworkRow(String side, String part, int layer, int from, int node, double value)
    implements Row {
  public static final String ACTIVATION = "activation";
  public static final String GRADIENT = "gradient";
  public static final String WEIGHT = "weight";
}
