package io.luckynodes.dataset;

/** The published data whose digests this project knows. */
public final class PinnedData {
  private PinnedData() {}

  /**
   * Whether a digest is that of CIFAR-10's records, or of a published checkpoint of a VGG network
   * with BatchNorm.
   */
  public static boolean knows(String sha256) {
    return sha256.equals(Cifar10Layout.OFFICIAL.digest())
        || VggLayout.PUBLISHED.stream().anyMatch(vgg -> sha256.startsWith(vgg.digestStart()));
  }
}
