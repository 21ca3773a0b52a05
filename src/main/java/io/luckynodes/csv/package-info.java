/** Writing and reading of CSV files. */
@NullMarked
package io.luckynodes.csv;

import org.jspecify.annotations.NullMarked;
