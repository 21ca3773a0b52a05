package io.luckynodes.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.luckynodes.lineage.SmallRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * The page as a browser shows it; skipped where none is installed. With {@code -Dpage=RESULTS} the
 * page of a run that was closed, else that of a small run.
 */
class PageInBrowserTest {
  /** What a picture on the page may take, of a figure or of its claims, with all that it says. */
  private static final long BYTES_OF_A_FIGURE = 250_000;

  /** Stops of the keyboard that are tried. */
  private static final int MOST_STOPS = 150;

  private static final int DESKTOP = 1300;
  private static final int PHONE = 360;

  @TempDir private static Path folder;

  private static Path results;
  private static Browser browser;

  @BeforeAll
  static void open() throws IOException {
    String given = System.getProperty("page");
    results = given == null ? SmallRun.results(folder) : Path.of(given).toAbsolutePath();
    browser = Browser.open(results.resolve("index.html"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void asOnADesk() {
    browser.width(DESKTOP);
    browser.medium("");
    browser.colours("light");
  }

  @Test
  void asksForNothingBesideItselfAndComplainsOfNothing() {
    browser.ask("location.reload()");

    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(address -> address.equals(results.resolve("index.html").toUri().toString()));
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void everyFigureIsVisible() {
    assertThat(browser.all("article img"))
        .isNotEmpty()
        .allSatisfy(
            image -> {
              assertThat(image.isDisplayed()).isTrue();
              assertThat(image.getSize().getWidth()).isGreaterThan(300);
              assertThat(Integer.parseInt(image.getDomProperty("naturalWidth"))).isPositive();
            });
  }

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(
            browser.ask(
                "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
                    + ".filter(href => !document.querySelector(href))"))
        .isEqualTo(List.of());
    List<?> links =
        (List<?>)
            browser.ask(
                "return [...document.querySelectorAll('a[href]:not([href^=\"#\"])')].map(a => a.getAttribute('href'))");

    assertThat(links).hasSizeGreaterThan(10);
    for (Object one : links) {
      String link = String.valueOf(one);
      if (!link.startsWith("https://arxiv.org/abs/")) {
        assertThat(results.resolve(link)).isRegularFile();
      }
    }
  }

  @Test
  void readsWellForPeopleWithDisabilitiesInBothColourSchemes() {
    // The tables of all figures at once would take minutes; the small run's are like them.
    browser.fold(System.getProperty("page") != null);
    assertThat(browser.seriousFaults()).isEmpty();
    browser.colours("dark");
    assertThat(browser.seriousFaults()).isEmpty();
    if (System.getProperty("page") == null) {
      browser.width(PHONE);
      assertThat(browser.seriousFaults()).isEmpty();
    }
  }

  @Test
  void isNoWiderThanAPhone() {
    browser.fold(false);
    browser.width(PHONE);

    assertThat(browser.ask("return document.documentElement.scrollWidth")).isEqualTo((long) PHONE);
  }

  @Test
  void isReadByKeyboardFromTheSkipLinkToTheEnd() {
    browser.fold(true);
    browser.ask("document.activeElement.blur(); window.scrollTo(0, 0)");
    browser.press(Keys.TAB);
    assertThat(browser.ask("return document.activeElement.className")).isEqualTo("skip");
    browser.press(Keys.ENTER);
    assertThat(browser.ask("return document.activeElement.id")).isEqualTo("figures");

    Object expected =
        browser.ask(
            "return [...document.querySelectorAll('main a[href], main summary, main [tabindex=\"0\"]')]"
                + ".filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))");
    List<?> all = (List<?>) expected;
    // One figure is like the next, and all of a run would take a minute.
    List<?> first = all.subList(0, Math.min(all.size(), MOST_STOPS));
    List<Object> reached = new ArrayList<>();
    for (Object ignored : first) {
      browser.press(Keys.TAB);
      reached.add(
          browser.ask(
              "const e = document.activeElement;"
                  + "return getComputedStyle(e).outlineStyle === 'none' ? 'no focus to be seen' : e.outerHTML.slice(0, 120)"));
    }
    assertThat(reached).isEqualTo(first);
    browser.press(Keys.TAB);
  }

  @Test
  void printsWhatIsFoldedAwayOnTheScreen() {
    browser.fold(true);
    String visible =
        "return [...document.querySelectorAll('table.settings')].every(t => t.checkVisibility({contentVisibilityAuto: true}))";

    assertThat(browser.ask(visible)).isEqualTo(false);
    browser.medium("print");
    assertThat(browser.ask(visible)).isEqualTo(true);
  }

  @Test
  void isSmallEnoughToOpenAtOnce() throws IOException {
    int figures = browser.all("main article img").size();
    assertThat(Files.size(results.resolve("index.html"))).isLessThan(BYTES_OF_A_FIGURE * figures);
    assertThat(browser.all("script")).isEmpty();
  }
}
