package io.cameleer.config;

import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** What an operator knows a file by. */
final class ResourceNames {

  private ResourceNames() {}

  /** A file's path, or the path inside the jar. */
  static String of(Resource resource) {
    if (resource instanceof ClassPathResource inside) {
      return inside.getPath() + " inside the jar";
    }
    try {
      return resource.isFile() ? resource.getFile().getPath() : resource.getDescription();
    } catch (IOException noFile) {
      return resource.getDescription();
    }
  }
}
