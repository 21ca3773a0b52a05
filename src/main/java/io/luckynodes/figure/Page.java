package io.luckynodes.figure;

import java.awt.Graphics2D;

/** A page that can be painted. All lengths are in points, 72 to the inch. */
interface Page {
  /** Default width of a page: seven inches. */
  int WIDTH = 504;

  default int width() {
    return WIDTH;
  }

  int height();

  void paint(Graphics2D g);
}
