package io.luckynodes.report;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.luckynodes.json.Json;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, looking at one page. */
public final class Browser implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String DRIVER = "chromedriver";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens a file, or skips the test, and says so, where no browser is installed. */
  public static Browser open(Path page) {
    Optional<Path> chromium = BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
    Optional<Path> chromedriver = onPath(DRIVER);
    Assumptions.assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        () ->
            "the page is not looked at in a browser: none of "
                + String.join(", ", BROWSERS)
                + " together with "
                + DRIVER
                + " is on the PATH");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    // Containers and machines of continuous integration run as root, where the sandbox cannot.
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .withSilent(true)
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.driver.get(page.toUri().toString());
    return browser;
  }

  private static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What the page wrote to the console, errors of loading among it. */
  List<String> console() {
    List<String> lines = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      lines.add(entry.getMessage());
    }
    return lines;
  }

  /** Addresses that were asked for since the last call, those inside the page left out. */
  List<String> requests() {
    List<String> addresses = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode message = Json.read(entry.getMessage(), JsonNode.class, "performance log");
      if (message.at("/message/method").asText().equals("Network.requestWillBeSent")) {
        String address = message.at("/message/params/request/url").asText();
        if (!address.startsWith("data:")) {
          addresses.add(address);
        }
      }
    }
    return addresses;
  }

  /** What a script returns: text, a truth value, a whole number or a list of these. */
  Object ask(String script) {
    return ((JavascriptExecutor) driver).executeScript(script);
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  void colours(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    settle();
  }

  void medium(String medium) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", medium));
    settle();
  }

  /** Folds every part of the page that can be, or unfolds it. */
  void fold(boolean closed) {
    ask("document.querySelectorAll('details').forEach(d => d.open = " + !closed + ")");
    settle();
  }

  /** Waits until the page is laid out anew: what is folded is only skipped from then on. */
  private void settle() {
    ((JavascriptExecutor) driver)
        .executeAsyncScript(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
  }

  /** Gives the page this width in CSS pixels, as a phone would. */
  void width(int pixels) {
    driver.manage().window().setSize(new Dimension(Math.max(pixels, 500), 900));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 600));
  }

  void press(Keys... keys) {
    Actions actions = new Actions(driver);
    for (Keys key : keys) {
      actions.sendKeys(key);
    }
    actions.perform();
  }

  /** Faults of accessibility that are serious or critical, each in one line. */
  List<String> seriousFaults() {
    List<String> faults = new ArrayList<>();
    for (Rule rule : new AxeBuilder().analyze(driver).getViolations()) {
      if (List.of("serious", "critical").contains(rule.getImpact())) {
        faults.add(
            rule.getId()
                + ": "
                + rule.getHelp()
                + ": "
                + rule.getNodes().get(0).getHtml()
                + " ("
                + rule.getNodes().size()
                + " places)");
      }
    }
    return faults;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
