package io.cameleer.config;

import io.cameleer.config.CameleerProperties.NamedTag;
import io.cameleer.config.CameleerProperties.RetiredModels;
import io.cameleer.routing.RoutingRules;
import io.cameleer.routing.RoutingRules.TagRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the rules for all calls of what is configured, and reports what is wrong with it. */
final class RoutingCheck {

  private static final String KEY = CameleerProperties.PREFIX + ".tags";

  private final NameCheck names;
  private final CandidateCheck candidates;
  private final LimitsCheck limits;
  private final RegionCheck regions;

  RoutingCheck(PropertyProblems problems, CandidateCheck candidates) {
    this.names = new NameCheck(problems, "a tag", "Write the tag that calls carry.");
    this.candidates = candidates;
    this.limits = new LimitsCheck(problems);
    this.regions = new RegionCheck(problems);
  }

  /** The rules. */
  RoutingRules check(List<NamedTag> tags, RetiredModels retired) {
    Map<String, TagRules> rules = new LinkedHashMap<>();
    for (int i = 0; i < tags.size(); i++) {
      String key = KEY + "[" + i + "]";
      NamedTag tag = tags.get(i);
      limits.hedge(key + ".hedge-after", tag.hedgeAfter());
      rules.put(
          names.name(key + ".name", tag.name()),
          new TagRules(
              regions.regions(key + ".regions", tag.regions()),
              candidates.providers(key + ".providers", tag.providers()),
              tag.hedgeAfter()));
    }
    return new RoutingRules(rules, retired == RetiredModels.REJECT);
  }
}
