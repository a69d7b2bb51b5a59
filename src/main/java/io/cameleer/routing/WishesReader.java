package io.cameleer.routing;

import io.cameleer.chat.ChatRequest;
import io.cameleer.chat.EmbeddingRequest;
import io.cameleer.routing.Wishes.MaxPrice;
import io.cameleer.routing.Wishes.Sort;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request says about who shall serve it, out of the fields that the canonical model
 * does not name: {@code models} and {@code provider} as OpenRouter has them, {@code fallbacks} as
 * LiteLLM has them. None of them is a field of OpenAI's API. What can't be honoured is refused:
 * these fields are about where data may go and what it may cost, and to ignore one would break a
 * promise nobody sees. Stateless and thread-safe.
 */
public final class WishesReader {

  private static final String MODELS = "models";
  private static final String PROVIDER = "provider";
  private static final String FALLBACKS = "fallbacks";
  private static final List<String> FIELDS = List.of(MODELS, PROVIDER, FALLBACKS);

  private static final String ORDER = "order";
  private static final String ONLY = "only";
  private static final String IGNORE = "ignore";
  private static final String ALLOW_FALLBACKS = "allow_fallbacks";
  private static final String REQUIRE_PARAMETERS = "require_parameters";
  private static final String SORT = "sort";
  private static final String MAX_PRICE = "max_price";
  private static final String DATA_COLLECTION = "data_collection";
  private static final Set<String> PROVIDER_FIELDS =
      Set.of(
          ORDER,
          ONLY,
          IGNORE,
          ALLOW_FALLBACKS,
          REQUIRE_PARAMETERS,
          SORT,
          MAX_PRICE,
          DATA_COLLECTION);

  private static final String PROMPT = "prompt";
  private static final String COMPLETION = "completion";
  private static final String MODEL = "model";

  private static final Map<String, Sort> SORTS =
      Map.of("price", Sort.PRICE, "throughput", Sort.THROUGHPUT, "latency", Sort.LATENCY);
  private static final Map<String, Boolean> DENIES = Map.of("allow", false, "deny", true);

  private static final String A_MODEL = "the name of a model or alias";
  private static final String A_PROVIDER = "the name of a provider";

  private WishesReader() {}

  /**
   * Reads wishes.
   *
   * @param extras the request's unnamed fields as plain Java values
   * @return {@link Wishes#NONE} where there are none
   * @throws io.cameleer.chat.CallFailedException where one can't be understood or honoured: status
   *     400, naming the field
   */
  public static Wishes read(Map<String, @Nullable Object> extras) {
    if (!mentionsWishes(extras)) {
      return Wishes.NONE;
    }
    WishFields request = new WishFields("", extras);
    Set<String> models = new LinkedHashSet<>(request.names(MODELS, A_MODEL));
    addFallbacks(models, request);
    WishFields provider = request.object(PROVIDER);
    return wishes(
        List.copyOf(models), provider == null ? new WishFields(PROVIDER, Map.of()) : provider);
  }

  /**
   * The same request without the fields that say wishes, which no provider knows; the request
   * itself where it has none of them.
   */
  public static ChatRequest withoutWishes(ChatRequest request) {
    return mentionsWishes(request.extras())
        ? request.toBuilder().extras(withoutWishes(request.extras())).build()
        : request;
  }

  /** The same for a request for embeddings. */
  public static EmbeddingRequest withoutWishes(EmbeddingRequest request) {
    return mentionsWishes(request.extras())
        ? new EmbeddingRequest(
            request.model(),
            request.inputs(),
            request.dimensions(),
            request.base64(),
            request.user(),
            withoutWishes(request.extras()))
        : request;
  }

  private static boolean mentionsWishes(Map<String, @Nullable Object> extras) {
    return !extras.isEmpty()
        && (extras.containsKey(MODELS)
            || extras.containsKey(PROVIDER)
            || extras.containsKey(FALLBACKS));
  }

  private static Map<String, @Nullable Object> withoutWishes(Map<String, @Nullable Object> extras) {
    Map<String, @Nullable Object> others = new LinkedHashMap<>(extras);
    FIELDS.forEach(others::remove);
    return others;
  }

  /** LiteLLM takes names as well as objects with a name and fields that replace the request's. */
  private static void addFallbacks(Set<String> models, WishFields request) {
    int index = 0;
    for (Object element : request.array(FALLBACKS)) {
      String where = request.at(FALLBACKS, index++);
      if (element instanceof Map<?, ?> object) {
        WishFields fallback = new WishFields(where, object);
        fallback.refuseOthers(Set.of(MODEL), "A fallback gets the same request.");
        models.add(WishFields.name(fallback.at(MODEL), A_MODEL, object.get(MODEL)));
      } else {
        models.add(WishFields.name(where, A_MODEL, element));
      }
    }
  }

  private static Wishes wishes(List<String> models, WishFields provider) {
    provider.refuseOthers(
        PROVIDER_FIELDS, "The gateway can't honour it; leave it out to do without it.");
    return new Wishes(
        models,
        List.copyOf(providers(provider, ORDER)),
        only(provider),
        providers(provider, IGNORE),
        provider.bool(ALLOW_FALLBACKS, true),
        provider.bool(REQUIRE_PARAMETERS, false),
        provider.word(SORT, SORTS),
        maxPrice(provider),
        Boolean.TRUE.equals(provider.word(DATA_COLLECTION, DENIES)));
  }

  /** A list without anybody would mean nobody, but be taken for everybody. */
  private static Set<String> only(WishFields provider) {
    Set<String> only = providers(provider, ONLY);
    if (only.isEmpty() && provider.values().get(ONLY) != null) {
      throw WishFields.invalid(
          "empty_array",
          provider.at(ONLY),
          "Invalid '%s': empty array. Name at least one provider, or leave it out to allow all."
              .formatted(provider.at(ONLY)));
    }
    return only;
  }

  /** Providers have lower-case names; OpenRouter's users know some of them by their trade names. */
  private static Set<String> providers(WishFields provider, String field) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : provider.names(field, A_PROVIDER)) {
      names.add(name.strip().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static MaxPrice maxPrice(WishFields provider) {
    WishFields price = provider.object(MAX_PRICE);
    if (price == null) {
      return MaxPrice.NONE;
    }
    price.refuseOthers(
        Set.of(PROMPT, COMPLETION), "Prices are known per million tokens only, in US dollars.");
    return new MaxPrice(price.amount(PROMPT), price.amount(COMPLETION));
  }
}
