package io.luckynodes.table;

/**
 * Norms of the gradients of single samples at one place in a network.
 *
 * @param at {@code output} or {@code hidden}
 * @param mean mean over samples of ‖y° − y‖ at the output, or of ‖D V (y° − y)‖ at the hidden nodes
 * @param greatest the greatest of these norms over samples
 */
public record GradientNormsRow(String at, double mean, double greatest) implements Row {}
