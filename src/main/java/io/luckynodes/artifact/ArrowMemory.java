package io.luckynodes.artifact;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The process's one root of Arrow memory. Each reader and writer closes a child of its own, which
 * fails if it leaked.
 */
final class ArrowMemory {
  private static final RootAllocator ROOT = new RootAllocator();

  private ArrowMemory() {}

  static BufferAllocator child(String name) {
    return child(name, Long.MAX_VALUE);
  }

  /**
   * @param most bytes that it can have at once; what asks for more ends in an error of Arrow's
   */
  static BufferAllocator child(String name, long most) {
    return ROOT.newChildAllocator(name, 0, most);
  }
}
