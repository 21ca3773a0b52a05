package io.luckynodes.table;

/**
 * A place in a network: norms of the gradient of single samples.
 *
 * @param at {@code output} or {@code hidden}
 * @param mean ‖y° − y‖ at the output, ‖D V (y° − y)‖ at the hidden nodes
 * @param greatest the greatest over samples
 */
public record GradientNormsRow(String at, double mean, double greatest) implements Row {}
