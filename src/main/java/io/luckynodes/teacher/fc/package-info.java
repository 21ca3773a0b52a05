/** Fully connected teachers: random ones, and ones trained on CIFAR-10. */
@NullMarked
package io.luckynodes.teacher.fc;

import org.jspecify.annotations.NullMarked;
