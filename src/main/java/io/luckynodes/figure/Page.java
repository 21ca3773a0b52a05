package io.luckynodes.figure;

import java.awt.Graphics2D;

/** Something that is painted on a page {@value #WIDTH} points wide, 72 to the inch. */
interface Page {
  /** Seven inches. */
  int WIDTH = 504;

  /** In points. */
  int height();

  void paint(Graphics2D g);
}
