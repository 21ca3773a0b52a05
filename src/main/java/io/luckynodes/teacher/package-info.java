/** The TEACHER stage: random separated teachers, and teachers pre-trained on CIFAR-10. */
@NullMarked
package io.luckynodes.teacher;

import org.jspecify.annotations.NullMarked;
