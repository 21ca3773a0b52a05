/** Students of ConvNet teachers. */
@NullMarked
package io.luckynodes.student.convnet;

import org.jspecify.annotations.NullMarked;
