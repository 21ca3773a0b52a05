/** What tests of several packages share: tiny experiments, their files and their data. */
@NullMarked
package io.luckynodes.testkit;

import org.jspecify.annotations.NullMarked;
