package io.luckynodes.crate;

import io.luckynodes.artifact.ProvenanceRecord.Input;
import io.luckynodes.dataset.PinnedData;
import java.util.List;
import java.util.Optional;

/**
 * A data set that is published elsewhere; {@code docs/data.md} has details of each.
 *
 * @param model start of the model's name in the jobs that fetch it
 * @param name name of the data set
 * @param home address of the data set
 * @param licence address of its licence; an id within the crate if none is stated
 * @param licenceName name of its licence
 * @param citation the work that its authors ask to be cited
 */
record DataSource(
    String model, String name, String home, String licence, String licenceName, String citation) {
  private static final List<DataSource> ALL =
      List.of(
          new DataSource(
              "cifar10",
              "CIFAR-10",
              "https://www.cs.toronto.edu/~kriz/cifar.html",
              "#licence/cifar-10",
              "None is stated by the authors of CIFAR-10; they ask that their report be cited",
              "Alex Krizhevsky, Learning Multiple Layers of Features from Tiny Images, technical report, University of Toronto, 2009"),
          new DataSource(
              "vgg",
              "BatchNorm layers of torchvision's VGG, trained on ImageNet",
              "https://github.com/pytorch/vision",
              "https://spdx.org/licenses/BSD-3-Clause",
              "BSD 3-Clause License",
              "Karen Simonyan and Andrew Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, 2015"));

  /** Adds an input of a data set's job that came from outside, and returns its id. */
  static String add(Building crate, Maker maker, Input input) {
    Entity data =
        Entity.of(Ids.of("data", input.sha256()), "CreativeWork")
            .with("additionalType", "http://schema.org/Dataset")
            .with("alternateName", input.name())
            .with("sha256", input.sha256())
            .with(
                "description",
                PinnedData.knows(input.sha256())
                    ? "As published: its digest is pinned in the workflow. Not part of this crate."
                    : "Its digest is not among those that the workflow pins: a copy given by the user, or a file"
                        + " of which no digest is published. Not part of this crate.");
    Optional<DataSource> known =
        ALL.stream().filter(one -> maker.job().startsWith("dataset." + one.model)).findFirst();
    known.ifPresent(one -> one.describe(crate, data));
    if (known.isEmpty()) {
      data.with("name", input.name());
    }
    return crate.add(data);
  }

  private void describe(Building crate, Entity data) {
    crate.add(Entity.of(licence, "CreativeWork").with("name", licenceName));
    data.with("name", name)
        .with("url", home)
        .with("citation", citation)
        .link("license", List.of(licence));
  }
}
