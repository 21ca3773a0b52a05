package io.luckynodes.figure;

import java.awt.Graphics2D;

/** Something that is painted on a page. All lengths are in points, 72 to the inch. */
interface Page {
  /** Width of pages if nothing else is asked for: seven inches. */
  int WIDTH = 504;

  default int width() {
    return WIDTH;
  }

  int height();

  void paint(Graphics2D g);
}
