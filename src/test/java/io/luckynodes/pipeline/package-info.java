/** Tests that launch the workflow as a user does. */
@NullMarked
package io.luckynodes.pipeline;

import org.jspecify.annotations.NullMarked;
