/** The classifiers of the race, which have no teacher, with pruning by magnitude. */
@NullMarked
package io.luckynodes.student.race;

import org.jspecify.annotations.NullMarked;
