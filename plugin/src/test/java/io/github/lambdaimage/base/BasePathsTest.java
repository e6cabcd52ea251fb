package io.github.lambdaimage.base;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaimage.base.LayerListing.Entry;
import io.github.lambdaimage.base.LayerListing.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far {@link BaseFiles} follows paths and links: as Linux does, or a little farther. */
class BasePathsTest {

  private static final String LONGEST = "/a".repeat(2047) + "/b";

  @Test
  void areAsLongAsLinuxOpensThem() {
    BaseFiles files = files(new Entry(Kind.DIRECTORY, LONGEST, "755"));

    assertThat(LONGEST).hasSize(LayerListing.LONGEST_PATH);
    assertThat(files.resolve(LONGEST)).contains(LONGEST);
    assertThat(files.resolve(LONGEST + "/")).isEmpty();
  }

  @Test
  void leadThroughLinksToTheLongestPath() {
    BaseFiles files =
        files(new Entry(Kind.DIRECTORY, LONGEST, "755"), new Entry(Kind.LINK, "/link", LONGEST));

    assertThat(files.resolve("/link/../b")).contains(LONGEST);
  }

  /** Linux gives up after 40, too. */
  @Test
  void leadThroughFortyLinks() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(Kind.FILE, "/link0", ""));
    for (int link = 1; link <= 41; link++) {
      entries.add(new Entry(Kind.LINK, "/link" + link, "link" + (link - 1)));
    }
    BaseFiles files = files(entries.toArray(Entry[]::new));

    assertThat(files.resolve("/link40")).contains("/link0");
    assertThat(files.resolve("/link41")).isEmpty();
  }

  @Test
  void leadThroughThousandsOfNamesButNotThroughEverMore() {
    String thousand = "x/../".repeat(499) + "x";
    BaseFiles files =
        files(new Entry(Kind.DIRECTORY, "/x", "755"), new Entry(Kind.LINK, "/link", thousand));

    assertThat(files.resolve("/link" + "/../link".repeat(7))).contains("/x");
    assertThat(files.resolve("/link" + "/../link".repeat(19))).isEmpty();
  }

  private static BaseFiles files(Entry... entries) {
    return BaseFiles.of(List.of(new LayerListing(List.of(entries))));
  }
}
