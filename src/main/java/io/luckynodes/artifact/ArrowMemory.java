package io.luckynodes.artifact;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * The root of the process's Arrow memory. Each reader and writer has a child of its own; closing a
 * child fails if memory has leaked.
 */
final class ArrowMemory {
  private static final RootAllocator ROOT = new RootAllocator();

  private ArrowMemory() {}

  static BufferAllocator child(String name) {
    return child(name, Long.MAX_VALUE);
  }

  /**
   * @param most largest number of bytes that it can hold at once; Arrow refuses more with an error
   */
  static BufferAllocator child(String name, long most) {
    return ROOT.newChildAllocator(name, 0, most);
  }
}
