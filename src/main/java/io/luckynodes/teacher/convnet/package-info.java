/** ConvNet teachers: random ones, and ones trained on CIFAR-10. */
@NullMarked
package io.luckynodes.teacher.convnet;

import org.jspecify.annotations.NullMarked;
