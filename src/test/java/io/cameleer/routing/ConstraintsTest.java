package io.cameleer.routing;

import static io.cameleer.routing.Installation.candidates;
import static io.cameleer.routing.Installation.labels;
import static io.cameleer.routing.Installation.reasons;
import static io.cameleer.routing.Installation.reference;
import static io.cameleer.routing.Installation.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.cameleer.catalog.AliasRules;
import io.cameleer.catalog.DataHandling;
import io.cameleer.catalog.ModelReference;
import io.cameleer.catalog.Strategy;
import io.cameleer.chat.Failure;
import io.cameleer.chat.FailureClass;
import io.cameleer.routing.RoutingRules.TagRules;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What operators and requests demand holds, even if nobody can be asked then. */
class ConstraintsTest {

  private static final DataHandling KEEPS_NOTHING = new DataHandling(null, Set.of(), false);

  private final Installation installation =
      Installation.with("somewhere")
          .inRegion("eu", "eu")
          .inRegion("eu-keeps-in-us", "eu", "eu", "us")
          .inRegion("us", "us")
          .inRegion("ch", "ch", "eu")
          .provider("discreet", KEEPS_NOTHING)
          .alias("all", Strategy.IN_ORDER, all("dear"))
          .alias(
              "european", Strategy.IN_ORDER, inRegions("eu", "ch"), "us/dear", "eu/dear", "ch/dear")
          .alias("american", Strategy.IN_ORDER, inRegions("us"), "us/dear", "eu/dear")
          .tag("sensitive", new TagRules(Set.of("eu"), List.of(), null))
          .tag("audited", new TagRules(Set.of(), List.of("eu", "us"), null))
          .tag("secret", new TagRules(Set.of(), List.of("us", "discreet"), null));

  @Test
  void aCallStaysWhereTheRequestDemands() {
    Plan plan = installation.plan(RequestedCall.model("all").regions("eu"));

    assertThat(candidates(plan)).containsExactly("eu/dear");
    assertThat(reasons(plan)).containsExactly("next of alias all");
    assertThat(skipped(plan))
        .containsExactly(
            "somewhere/dear is outside eu: its region is not stated",
            "eu-keeps-in-us/dear is outside eu: it stores data in eu, us",
            "us/dear is outside eu: its region is us",
            "ch/dear is outside eu: its region is ch",
            "discreet/dear is outside eu: its region is not stated");
  }

  @Test
  void oneOfSeveralRegionsIsEnoughIfDataStaysWithinThem() {
    assertThat(candidates(installation.plan(RequestedCall.model("all").regions("ch", "eu"))))
        .containsExactly("eu/dear", "ch/dear");
    assertThat(candidates(installation.plan(RequestedCall.model("all").regions("eu", "us"))))
        .containsExactly("eu/dear", "eu-keeps-in-us/dear", "us/dear");
  }

  @Test
  void whatRequestAliasAndTagsDemandHoldsTogether() {
    assertThat(candidates(installation.plan(RequestedCall.model("european"))))
        .containsExactly("eu/dear", "ch/dear");
    assertThat(candidates(installation.plan(RequestedCall.model("european").regions("eu", "us"))))
        .containsExactly("eu/dear");
    assertThat(candidates(installation.plan(RequestedCall.model("european").tags("sensitive"))))
        .containsExactly("eu/dear");
    assertThat(installation.plan(RequestedCall.model("american").tags("sensitive")).refusal())
        .isNotNull();
  }

  @Test
  void theRegionsOfAnAliasHoldForFallbacksAndForWhatTheRouterChoseInItsPlace() {
    assertThat(candidates(installation.plan(RequestedCall.model("european").models("all"))))
        .containsExactly("eu/dear", "ch/dear");
    assertThat(candidates(installation.plan(RequestedCall.model("european"), "all")))
        .containsExactly("eu/dear", "ch/dear");
  }

  @Test
  void theRegionsOfAnAliasHoldEvenIfAllItsOwnProvidersAreOff() {
    Installation off =
        installation
            .off("gemini")
            .alias("off", Strategy.IN_ORDER, inRegions("ch"), "gemini/gemini-9");

    assertThat(candidates(off.plan(RequestedCall.model("off").models("all")))).isEmpty();
    assertThat(candidates(off.plan(RequestedCall.model("off").models("ch/dear")))).isEmpty();
    assertThat(off.plan(RequestedCall.model("off").models("all")).refusal().code())
        .isEqualTo("region_not_available");
  }

  @Test
  void ifNobodyStaysThereTheCallFailsAndSaysWhatWouldHelp() {
    Failure refusal =
        installation.plan(RequestedCall.model("american").regions("eu", "ch")).refusal();

    assertThat(refusal.status()).isEqualTo(403);
    assertThat(refusal.type()).isEqualTo("permission_error");
    assertThat(refusal.code()).isEqualTo("region_not_available");
    assertThat(refusal.failureClass()).isEqualTo(FailureClass.BAD_REQUEST);
    assertThat(refusal.message())
        .isEqualTo(
            "The call has to stay in ch or eu, and in us, and no candidate for 'american' does:"
                + " us/dear is outside ch or eu: its region is us; eu/dear is outside us: its"
                + " region is eu. No provider that is switched on stays there; a provider's"
                + " `region` in the configuration says where it is.");
    assertThat(installation.plan(RequestedCall.model("us/dear").regions("eu")).refusal().message())
        .endsWith("Name a model of a provider that stays there: eu.");
  }

  @Test
  void aCallWithATagGoesToTheProvidersAllowedForItOnly() {
    Plan plan = installation.plan(RequestedCall.model("all").tags("audited", "unheard"));

    assertThat(candidates(plan)).containsExactly("eu/dear", "us/dear");
    assertThat(skipped(plan)).contains("ch/dear is not allowed for the tag audited");
    assertThat(candidates(installation.plan(RequestedCall.model("all").tags("audited", "secret"))))
        .containsExactly("us/dear");
  }

  @Test
  void ifNoProviderIsAllowedTheCallFailsAndSaysWhoWouldBe() {
    Plan plan = installation.plan(RequestedCall.model("ch/dear").tags("audited"));

    assertThat(plan.candidates()).isEmpty();
    assertThat(plan.refusal().status()).isEqualTo(403);
    assertThat(plan.refusal().type()).isEqualTo("permission_error");
    assertThat(plan.refusal().code()).isEqualTo("provider_not_allowed");
    assertThat(plan.refusal().message())
        .isEqualTo(
            "No candidate for 'ch/dear' may be asked: ch/dear is not allowed for the tag audited."
                + " Name a model of an allowed provider: for the tag audited eu, us.");
  }

  @Test
  void constraintsHoldForThoseWhoAreAskedInSpecialCasesToo() {
    List<ModelReference> everybody =
        Arrays.stream(all("dear")).map(Installation::reference).toList();
    Installation special =
        installation.alias(
            "special",
            Strategy.IN_ORDER,
            new AliasRules(false, everybody, everybody, null, Set.of()),
            "eu/dear",
            "us/dear");

    Plan european = special.plan(RequestedCall.model("special").regions("eu"));
    Plan audited = special.plan(RequestedCall.model("special").tags("audited").ignore("us"));

    assertThat(labels(european.onContextLength())).containsExactly("eu/dear");
    assertThat(labels(european.onContentFilter())).containsExactly("eu/dear");
    assertThat(labels(audited.onContextLength())).containsExactly("eu/dear");
    assertThat(labels(audited.onContentFilter())).containsExactly("eu/dear");
  }

  @Test
  void onlyAndIgnoreChooseAmongProviders() {
    assertThat(candidates(installation.plan(RequestedCall.model("all").only("us", "eu", "x"))))
        .containsExactly("eu/dear", "us/dear");
    assertThat(candidates(installation.plan(RequestedCall.model("american").ignore("us"))))
        .isEmpty();
    assertThat(candidates(installation.plan(RequestedCall.model("european").ignore("eu", "us"))))
        .containsExactly("ch/dear");
  }

  @Test
  void nobodyWhoMayCollectDataIsAskedWhereThatIsDenied() {
    Plan plan = installation.plan(RequestedCall.model("all").denyDataCollection());

    assertThat(candidates(plan)).hasSize(5).doesNotContain("somewhere/dear");
    assertThat(skipped(plan))
        .containsExactly("somewhere/dear may collect data, which provider.data_collection denies");
  }

  @Test
  void nobodyIsAskedWhoCostsMoreThanWishedOrAnUnknownAmount() {
    Installation prices =
        installation.alias(
            "prices",
            Strategy.IN_ORDER,
            "us/dear",
            "us/medium",
            "us/tiered",
            "us/unpriced",
            "us/cheap");

    Plan byPrompt = prices.plan(RequestedCall.model("prices").maxPrice("5", null));
    assertThat(candidates(byPrompt)).containsExactly("us/medium", "us/tiered", "us/cheap");
    assertThat(skipped(byPrompt))
        .containsExactly(
            "us/dear costs $10 per million, above provider.max_price.prompt",
            "us/unpriced has no known price to compare with provider.max_price");
    assertThat(candidates(prices.plan(RequestedCall.model("prices").maxPrice(null, "9.99"))))
        .containsExactly("us/tiered", "us/cheap");
    assertThat(
            candidates(
                prices.plan(
                    RequestedCall.model("prices").maxPrice("5", "10").tokens(50_000, null))))
        .as("a long prompt at the tier's rates")
        .containsExactly("us/medium");
  }

  @Test
  void onlyThoseWhoHonourEveryParameterAreAskedWhereThatIsRequired() {
    Installation partly = installation.withoutSeed("us");

    Plan plan = partly.plan(RequestedCall.model("american").requireParameters());

    assertThat(plan.refusal().code()).isEqualTo("no_candidate_left");
    assertThat(skipped(plan))
        .contains("us/dear does not support seed (provider.require_parameters)");
    assertThat(partly.plan(RequestedCall.model("american")).requireParameters()).isFalse();
    Plan elsewhere = partly.plan(RequestedCall.model("all").requireParameters());
    assertThat(elsewhere.requireParameters()).isTrue();
    assertThat(candidates(elsewhere)).hasSize(5).doesNotContain("us/dear");
  }

  @Test
  void ifWishesLeaveNobodyTheRefusalSaysWhichOneLeftOutWhom() {
    Failure refusal =
        installation
            .plan(RequestedCall.model("european").only("us", "ch").ignore("ch").regions("eu", "ch"))
            .refusal();

    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.type()).isEqualTo("invalid_request_error");
    assertThat(refusal.code()).isEqualTo("no_candidate_left");
    assertThat(refusal.param()).isEqualTo("provider");
    assertThat(refusal.message())
        .isEqualTo(
            "Nobody is left who may serve 'european': us/dear is outside ch or eu: its region is"
                + " us; eu/dear is not in provider.only; ch/dear is in provider.ignore. Ask for"
                + " less in `provider`, or name another model.");
  }

  @Test
  void aRefusalStaysShortHoweverManyWereLeftOut() {
    String[] many = new String[5_000];
    Arrays.setAll(many, i -> "us/" + "m".repeat(50) + i);

    assertThat(
            installation
                .plan(RequestedCall.model("us/dear").models(many).ignore("us"))
                .refusal()
                .message())
        .hasSizeLessThan(3_000);
  }

  private static AliasRules inRegions(String... regions) {
    return new AliasRules(false, List.of(reference("us/dear")), List.of(), null, Set.of(regions));
  }

  private static String[] all(String model) {
    return List.of("somewhere", "eu", "eu-keeps-in-us", "us", "ch", "discreet").stream()
        .map(provider -> provider + "/" + model)
        .toArray(String[]::new);
  }
}
