/** Code that every training shares: epochs, snapshots, checkpoints, progress, divergence. */
@NullMarked
package io.luckynodes.training;

import org.jspecify.annotations.NullMarked;
