package io.luckynodes.report;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Renders the page as HTML, from the templates beside this class. */
public final class Page {
  private Page() {}

  static byte[] render(PageModel model) {
    return text(model).getBytes(StandardCharsets.UTF_8);
  }

  static String text(PageModel model) {
    return fill(Page.class, "index.ftlh", "page", model);
  }

  /** The page's style sheet, also for other pages. */
  public static String style() {
    try (InputStream in = Page.class.getResourceAsStream("style.css")) {
      return new String(
          Objects.requireNonNull(in, "style.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fills a template with a model.
   *
   * @param owner the class beside which the template lies
   * @param name name of the model in the template
   */
  public static String fill(Class<?> owner, String template, String name, Object model) {
    Configuration templates = new Configuration(Configuration.VERSION_2_3_33);
    templates.setClassForTemplateLoading(owner, "");
    templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setLocale(Locale.ROOT);
    templates.setLocalizedLookup(false);
    templates.setNumberFormat("c");
    templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    templates.setLogTemplateExceptions(false);
    StringWriter out = new StringWriter();
    try {
      templates.getTemplate(template).process(Map.of(name, model), out);
    } catch (IOException | TemplateException e) {
      throw new IllegalStateException("the report's templates do not fit its model", e);
    }
    return out.toString();
  }
}
