/** Students of fully connected teachers. */
@NullMarked
package io.luckynodes.student.fc;

import org.jspecify.annotations.NullMarked;
