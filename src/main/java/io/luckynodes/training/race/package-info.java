/** The stops at which the training of the race saves snapshots and may pause. */
@NullMarked
package io.luckynodes.training.race;

import org.jspecify.annotations.NullMarked;
