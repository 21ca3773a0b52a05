/** Code that all stages share: finding inputs, naming outputs, writing records. */
@NullMarked
package io.luckynodes.stage;

import org.jspecify.annotations.NullMarked;
