package io.luckynodes.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;
import org.junit.jupiter.api.Test;

class FooterCheckTest {
  private final FlatBufferBuilder builder = new FlatBufferBuilder();

  /** A column whose children are all the same part of the footer. */
  private int column(int depth, int width) {
    int[] children = new int[depth == 0 ? 0 : width];
    if (depth > 0) {
      Arrays.fill(children, column(depth - 1, width));
    }
    int name = builder.createString("c");
    int list = Field.createChildrenVector(builder, children);
    org.apache.arrow.flatbuf.List.startList(builder);
    int type = org.apache.arrow.flatbuf.List.endList(builder);
    return Field.createField(builder, name, false, Type.List, type, 0, list, 0);
  }

  private byte[] footer(int[] columns, long[]... blocks) {
    int fields = Schema.createFieldsVector(builder, columns);
    int schema = Schema.createSchema(builder, (short) 0, fields, 0, 0);
    Footer.startRecordBatchesVector(builder, blocks.length);
    for (int i = blocks.length - 1; i >= 0; i--) {
      Block.createBlock(builder, blocks[i][0], (int) blocks[i][1], blocks[i][2]);
    }
    int batches = builder.endVector();
    builder.finish(Footer.createFooter(builder, (short) 4, schema, 0, batches, 0));
    return builder.sizedByteArray();
  }

  @Test
  void listsOfPlainColumnsInBatchesOneAfterTheOtherAreFine() {
    byte[] footer = footer(new int[] {column(1, 1)}, new long[] {8, 8, 16}, new long[] {32, 8, 0});
    assertThat(FooterCheck.fault(footer, 40)).isEmpty();
  }

  @Test
  void columnsWithinColumnsAreRefusedWithoutUnfoldingThem() {
    byte[] footer = footer(new int[] {column(100, 2)});
    assertThat(footer.length).isLessThan(20_000);
    assertThat(FooterCheck.fault(footer, 1000))
        .contains("column 0 is of a type that no artifact has");
  }

  @Test
  void moreColumnsThanAnyArtifactHasAreRefused() {
    int[] columns = new int[65];
    Arrays.fill(columns, column(0, 0));
    assertThat(FooterCheck.fault(footer(columns), 1000))
        .contains("has 65 columns; artifacts have at most 64");
  }

  @Test
  void batchesThatShareTheirBytesOrReachBeyondTheFileAreRefused() {
    int[] none = {};
    long[] once = {8, 8, 16};
    assertThat(FooterCheck.fault(footer(none, once, once), 1000))
        .contains("batch 1 has no place of its own in the file");
    for (long[] wrong :
        new long[][] {
          {8, 8, Long.MAX_VALUE},
          {8, Integer.MAX_VALUE, 0},
          {8, -1, 0},
          {8, 8, -1},
          {-8, 8, 0},
          {999, 8, 0}
        }) {
      builder.clear();
      assertThat(FooterCheck.fault(footer(none, wrong), 1000))
          .as(Arrays.toString(wrong))
          .contains("batch 0 has no place of its own in the file");
    }
  }
}
